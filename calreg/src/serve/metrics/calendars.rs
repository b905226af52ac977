//! [`Calendars`]: the metrics of the registry, collected at each scrape.

use std::fmt;
use std::sync::Arc;

use calendar_registry::{CalendarId, Registry};
use dashmap::DashMap;
use foldhash::fast::RandomState;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeGaugeValue, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::gauge::ConstGauge;

/// The map may hold twice as many counters as there are calendars, plus this number, before counters
/// of removed calendars are dropped.
const SPARE_COUNTERS: usize = 64;

/// A registry and the request counters of its calendars. The key is the id, which survives a
/// replacement; the label is the primary name at the time of the scrape.
#[derive(Debug)]
pub(super) struct Calendars {
    registry: Arc<Registry>,
    counters: DashMap<CalendarId, Counter, RandomState>,
}

impl Calendars {
    pub(super) fn of(registry: Arc<Registry>) -> Self {
        let counters = DashMap::default();
        Calendars { registry, counters }
    }

    /// Counts a request for this calendar.
    pub(super) fn count(&self, id: CalendarId) {
        if let Some(count) = self.counters.get(&id) {
            count.inc();
            return;
        }
        // Slow path, only for the first request of a calendar.
        let most = self.registry.stats().calendars.saturating_mul(2);
        if self.counters.len() >= most.saturating_add(SPARE_COUNTERS) {
            let snapshot = self.registry.snapshot();
            self.counters.retain(|id, _| snapshot.get(*id).is_some());
        }
        self.counters.entry(id).or_default().inc();
    }
}

impl Collector for Calendars {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let (stats, to) = (self.registry.stats(), &mut encoder);
        let help = "Changes of the registry.";
        gauge(to, "registry_generation", help, stats.generation)?;
        let help = "Registered calendars.";
        gauge(to, "registry_calendars", help, stats.calendars)?;
        let help = "Registered names.";
        gauge(to, "registry_names", help, stats.names)?;
        let help = "Replaced calendars and snapshots that are not yet freed.";
        gauge(to, "registry_retired", help, stats.retired)?;

        let snapshot = self.registry.snapshot();
        self.counters.retain(|id, _| snapshot.get(*id).is_some());
        let help = "Requests for a calendar, by its primary name.";
        let mut family =
            encoder.encode_descriptor("calendar_requests", help, None, MetricType::Counter)?;
        for calendar in snapshot.calendars() {
            let count = self
                .counters
                .get(&calendar.id())
                .map_or(0, |count| count.get());
            let labels = [("calendar", calendar.name())];
            ConstCounter::new(count).encode(family.encode_family(&labels)?)?;
        }
        Ok(())
    }
}

fn gauge(
    to: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    value: impl EncodeGaugeValue,
) -> fmt::Result {
    let to = to.encode_descriptor(name, help, None, MetricType::Gauge)?;
    ConstGauge::new(value).encode(to)
}

#[cfg(test)]
mod tests {
    use calendar_registry::calendars::Julian;
    use prometheus_client::encoding::text;
    use prometheus_client::registry::Registry as Page;

    use super::*;

    fn shown(calendars: &Arc<Calendars>) -> String {
        let (mut page, mut text) = (Page::default(), String::new());
        page.register_collector(Box::new(Arc::clone(calendars)));
        text::encode(&mut text, &page).unwrap();
        text
    }

    #[test]
    fn counters_of_removed_calendars_are_dropped() {
        let registry = Arc::new(Registry::new());
        let calendars = Arc::new(Calendars::of(Arc::clone(&registry)));
        for _ in 0..1000 {
            calendars.count(registry.register(Julian).unwrap().id());
            registry.unregister("julian").unwrap();
        }
        assert!(calendars.counters.len() <= SPARE_COUNTERS + 2);
        assert!(!shown(&calendars).contains("{calendar="));
        assert_eq!(calendars.counters.len(), 0);
    }

    #[test]
    fn counter_survives_changes_of_other_calendars() {
        let registry = Arc::new(Registry::with_builtins());
        let calendars = Arc::new(Calendars::of(Arc::clone(&registry)));
        let jalali = registry.resolve("jalali").unwrap().id();
        registry.unregister("julian").unwrap();
        for _ in 0..1000 {
            calendars.count(jalali);
            calendars.count(registry.register(Julian).unwrap().id());
            registry.unregister("julian").unwrap();
        }
        let page = shown(&calendars);
        assert!(page.contains("\ncalendar_requests_total{calendar=\"Jalali\"} 1000\n"));
    }
}
