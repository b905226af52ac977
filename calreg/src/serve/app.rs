//! [`App`]: the state that all requests share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use calendar_registry::{Calendar, Guard, Registry};
use tokio::sync::Semaphore;

use super::changes::Changes;
use super::events::MOST_STREAMS;
use super::limits::Limits;
use super::listing::CachedListing;
use super::metrics::Metrics;
use super::problem::Problem;
use super::request_id::RequestIds;
use crate::query::{QueryError, resolve};

/// The state that all requests share.
#[derive(Debug)]
pub(super) struct App {
    pub(super) registry: Arc<Registry>,
    pub(super) limits: Limits,
    pub(super) metrics: Metrics,
    pub(super) request_ids: RequestIds,
    /// The id of this process in entity tags.
    pub(super) instance: String,
    pub(super) listing: CachedListing,
    pub(super) changes: Changes,
    /// One permit for each stream of events.
    pub(super) streams: Arc<Semaphore>,
    /// One permit for each open connection.
    pub(super) connections: Arc<Semaphore>,
    ready: AtomicBool,
}

impl App {
    pub(super) fn new(registry: Arc<Registry>, limits: Limits) -> Self {
        let permits = usize::try_from(limits.max_connections).unwrap_or(Semaphore::MAX_PERMITS);
        let request_ids = RequestIds::default();
        App {
            instance: request_ids.fresh(),
            listing: CachedListing::default(),
            changes: Changes::since_now(&registry),
            streams: Arc::new(Semaphore::new(MOST_STREAMS)),
            metrics: Metrics::new(Arc::clone(&registry)),
            registry,
            limits,
            request_ids,
            connections: Arc::new(Semaphore::new(permits)),
            ready: AtomicBool::new(true),
        }
    }

    /// Finds a calendar and counts the request in its metric.
    pub(super) fn resolve<'pin>(
        &self,
        pin: &'pin Guard<'_>,
        name: &[u8],
    ) -> Result<&'pin Calendar, Problem> {
        let calendar = resolve(pin, name).map_err(|error| match error {
            QueryError::UnknownCalendar { .. } => Problem::unknown_calendar(self, name),
            error => error.into(),
        })?;
        self.metrics.count_calendar(calendar.id());
        Ok(calendar)
    }

    /// Whether the server accepts new requests.
    pub(super) fn is_ready(&self) -> bool {
        // Relaxed, pairs with the store in `set_not_ready`: the flag guards no other data.
        self.ready.load(Ordering::Relaxed)
    }

    /// Makes `/readyz` respond 503 from now on.
    pub(super) fn set_not_ready(&self) {
        // Relaxed, pairs with the load in `is_ready`.
        self.ready.store(false, Ordering::Relaxed);
    }

    /// The number of open connections.
    pub(super) fn open_connections(&self) -> usize {
        let free = self.connections.available_permits();
        usize::try_from(self.limits.max_connections)
            .unwrap_or(usize::MAX)
            .saturating_sub(free)
    }
}
