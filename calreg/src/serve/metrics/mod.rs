//! [`Metrics`]: what is counted, by labels that no client can choose.
//!
//! Routes and statuses are fixed tables of atomics: counting takes no lock and
//! allocates nothing. Calendars are counted by id; a name is looked up only when the
//! counts are shown, among those registered then.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use calendar_registry::{CalendarId, Registry, Snapshot};

use super::routes::Route;
use histogram::Histogram;

mod histogram;
mod text;

/// The statuses that are counted one by one; any other is counted as `other`.
const STATUSES: [u16; 12] = [200, 400, 404, 405, 408, 413, 414, 422, 431, 500, 503, 0];

/// How many counts of calendars that are gone may be kept, besides as many as are registered.
const SPARE: usize = 64;

/// What is counted.
#[derive(Debug)]
pub(super) struct Metrics {
    started: u64,
    in_flight: AtomicUsize,
    routes: [RouteMetrics; Route::ALL.len()],
    /// Connections answered without a request, by status.
    refused: [AtomicU64; STATUSES.len()],
    calendars: RwLock<HashMap<CalendarId, Arc<AtomicU64>>>,
}

/// What is counted of one route.
#[derive(Debug, Default)]
struct RouteMetrics {
    statuses: [AtomicU64; STATUSES.len()],
    latency: Histogram,
}

impl Default for Metrics {
    fn default() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Metrics {
            started: now.map_or(0, |now| now.as_secs()),
            in_flight: AtomicUsize::new(0),
            routes: Default::default(),
            refused: Default::default(),
            calendars: RwLock::default(),
        }
    }
}

/// Counts a request as in flight while it lives, however it ends.
#[derive(Debug)]
pub(super) struct InFlight<'a>(&'a AtomicUsize);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

// All orderings are Relaxed: each count stands for itself.
impl Metrics {
    /// A request has arrived.
    pub(super) fn request_begins(&self) -> InFlight<'_> {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight(&self.in_flight)
    }

    /// A request has been answered.
    pub(super) fn request_ends(&self, route: Route, status: u16, taken: Duration) {
        if let Some(metrics) = self.routes.get(route as usize) {
            count(&metrics.statuses, status);
            metrics.latency.observe(taken);
        }
    }

    /// A connection has been answered that made no request.
    pub(super) fn refused_connection(&self, status: u16) {
        count(&self.refused, status);
    }

    /// A request has named this calendar.
    pub(super) fn resolved(&self, id: CalendarId, registry: &Registry) {
        let calendars = self
            .calendars
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = calendars.get(&id) {
            count.fetch_add(1, Ordering::Relaxed);
            return;
        }
        drop(calendars);
        let mut calendars = self
            .calendars
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        // Rare: only the first request for a calendar comes here.
        let most = registry.stats().calendars.saturating_mul(2);
        if calendars.len() >= most.saturating_add(SPARE) {
            let snapshot = registry.snapshot();
            calendars.retain(|id, _| snapshot.get(*id).is_some());
        }
        calendars
            .entry(id)
            .or_default()
            .fetch_add(1, Ordering::Relaxed);
    }

    /// How often each registered calendar was named; the others are forgotten.
    fn named(&self, snapshot: &Snapshot) -> Vec<(String, u64)> {
        let current: HashMap<_, _> = snapshot
            .calendars()
            .into_iter()
            .map(|calendar| (calendar.id(), calendar.name().to_owned()))
            .collect();
        let mut calendars = self
            .calendars
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        calendars.retain(|id, _| current.contains_key(id));
        let mut named: Vec<_> = current
            .into_iter()
            .map(|(id, name)| {
                let count = calendars.get(&id);
                (name, count.map_or(0, |count| count.load(Ordering::Relaxed)))
            })
            .collect();
        named.sort();
        named
    }
}

/// One more of this status.
fn count(counts: &[AtomicU64; STATUSES.len()], status: u16) {
    let known = STATUSES.iter().position(|known| *known == status);
    let slot = known.map_or(counts.last(), |at| counts.get(at));
    if let Some(slot) = slot {
        slot.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use calendar_registry::calendars::Julian;

    use super::*;

    fn kept(metrics: &Metrics) -> usize {
        metrics.calendars.read().unwrap().len()
    }

    #[test]
    fn calendars_that_are_gone_do_not_pile_up() {
        let (metrics, registry) = (Metrics::default(), Registry::new());
        for _ in 0..1000 {
            let id = registry.register(Julian).unwrap().id();
            metrics.resolved(id, &registry);
            registry.unregister("julian").unwrap();
        }
        assert!(kept(&metrics) <= SPARE + 2);
        assert_eq!(metrics.named(&registry.snapshot()), []);
        assert_eq!(kept(&metrics), 0);
    }

    #[test]
    fn a_calendar_keeps_its_count_while_others_come_and_go() {
        let (metrics, registry) = (Metrics::default(), Registry::with_builtins());
        let jalali = registry.resolve("jalali").unwrap().id();
        registry.unregister("julian").unwrap();
        for _ in 0..1000 {
            metrics.resolved(jalali, &registry);
            let id = registry.register(Julian).unwrap().id();
            metrics.resolved(id, &registry);
            registry.unregister("julian").unwrap();
        }
        let named = metrics.named(&registry.snapshot());
        assert!(named.contains(&("Jalali".to_owned(), 1000)));
    }
}
