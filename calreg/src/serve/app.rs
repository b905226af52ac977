//! [`App`]: the state that all requests share.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use calendar_registry::{Calendar, Guard, Registry};
use tokio::sync::Semaphore;

use super::changes::Changes;
use super::events::MOST_STREAMS;
use super::failure::Failure;
use super::limits::Limits;
use super::listing::CachedListing;
use super::metrics::Metrics;
use super::problem::Problem;
use super::request_id::RequestIds;
use super::sources::Source;
use super::throttle::Throttle;
use crate::query::{QueryError, resolve};

/// The state that all requests share.
#[derive(Debug)]
pub(super) struct App {
    pub(super) registry: Arc<Registry>,
    pub(super) source: Source,
    pub(super) limits: Limits,
    pub(super) metrics: Metrics,
    pub(super) request_ids: RequestIds,
    /// The id of this process in entity tags.
    pub(super) instance: String,
    pub(super) listing: CachedListing,
    pub(super) changes: Changes,
    /// One permit for each stream of events.
    pub(super) streams: Arc<Semaphore>,
    /// Limits the log lines about connections without a request.
    pub(super) throttle: Throttle,
    ready: AtomicBool,
}

impl App {
    pub(super) fn new(registry: Arc<Registry>, source: Source, limits: Limits) -> Self {
        let request_ids = RequestIds::default();
        App {
            instance: request_ids.fresh(),
            listing: CachedListing::default(),
            changes: Changes::since_now(&registry),
            streams: Arc::new(Semaphore::new(MOST_STREAMS)),
            metrics: Metrics::new(Arc::clone(&registry), source.status.clone()),
            registry,
            source,
            limits,
            request_ids,
            throttle: Throttle::default(),
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

    /// Counts and logs a connection that failed.
    pub(super) fn failed(&self, failure: Failure, peer: SocketAddr) {
        self.metrics.count_failed_connection(failure);
        if let Some(suppressed) = self.throttle.admit(Instant::now()) {
            let reason = failure.name();
            tracing::info!(%peer, reason, suppressed, "a connection failed");
        }
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
}
