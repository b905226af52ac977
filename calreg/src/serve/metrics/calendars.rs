//! [`Calendars`]: the metrics of the registry, read from it whenever they are shown.

use std::fmt;
use std::sync::Arc;

use calendar_registry::{CalendarId, Registry};
use dashmap::DashMap;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeGaugeValue, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::gauge::ConstGauge;

/// How many counts of calendars that are gone may be kept, besides as many as are registered.
const SPARE: usize = 64;

/// A registry, and how often requests named its calendars. They are counted by id, which
/// outlasts a replacement; the label is the chief name that the id has when it is shown.
#[derive(Debug)]
pub(super) struct Calendars {
    registry: Arc<Registry>,
    named: DashMap<CalendarId, Counter>,
}

impl Calendars {
    pub(super) fn of(registry: Arc<Registry>) -> Self {
        let named = DashMap::new();
        Calendars { registry, named }
    }

    /// A request has named this calendar.
    pub(super) fn named(&self, id: CalendarId) {
        if let Some(count) = self.named.get(&id) {
            count.inc();
            return;
        }
        // Rare: only the first request for a calendar comes here.
        let most = self.registry.stats().calendars.saturating_mul(2);
        if self.named.len() >= most.saturating_add(SPARE) {
            let snapshot = self.registry.snapshot();
            self.named.retain(|id, _| snapshot.get(*id).is_some());
        }
        self.named.entry(id).or_default().inc();
    }
}

impl Collector for Calendars {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let (stats, to) = (self.registry.stats(), &mut encoder);
        let help = "How often the registry has been changed.";
        gauge(to, "registry_generation", help, stats.generation)?;
        let help = "Calendars that are registered.";
        gauge(to, "registry_calendars", help, stats.calendars)?;
        let help = "Names that are registered.";
        gauge(to, "registry_names", help, stats.names)?;
        let help = "Calendars and states that were replaced and are not yet freed.";
        gauge(to, "registry_retired", help, stats.retired)?;

        let snapshot = self.registry.snapshot();
        self.named.retain(|id, _| snapshot.get(*id).is_some());
        let help = "How often requests named a calendar, by its chief name.";
        let mut family =
            encoder.encode_descriptor("calendar_requests", help, None, MetricType::Counter)?;
        for calendar in snapshot.calendars() {
            let count = self
                .named
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
    fn calendars_that_are_gone_do_not_pile_up() {
        let registry = Arc::new(Registry::new());
        let calendars = Arc::new(Calendars::of(Arc::clone(&registry)));
        for _ in 0..1000 {
            calendars.named(registry.register(Julian).unwrap().id());
            registry.unregister("julian").unwrap();
        }
        assert!(calendars.named.len() <= SPARE + 2);
        assert!(!shown(&calendars).contains("{calendar="));
        assert_eq!(calendars.named.len(), 0);
    }

    #[test]
    fn a_calendar_keeps_its_count_while_others_come_and_go() {
        let registry = Arc::new(Registry::with_builtins());
        let calendars = Arc::new(Calendars::of(Arc::clone(&registry)));
        let jalali = registry.resolve("jalali").unwrap().id();
        registry.unregister("julian").unwrap();
        for _ in 0..1000 {
            calendars.named(jalali);
            calendars.named(registry.register(Julian).unwrap().id());
            registry.unregister("julian").unwrap();
        }
        let page = shown(&calendars);
        assert!(page.contains("\ncalendar_requests_total{calendar=\"Jalali\"} 1000\n"));
    }
}
