//! [`App`]: what all requests share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use calendar_registry::{Calendar, Guard, Registry};
use tokio::sync::Semaphore;

use super::limits::Limits;
use super::metrics::Metrics;
use super::request_id::RequestIds;
use crate::exchange::{Failure, resolve};

/// What all requests share.
#[derive(Debug)]
pub(super) struct App {
    pub(super) registry: Arc<Registry>,
    pub(super) limits: Limits,
    pub(super) metrics: Metrics,
    pub(super) request_ids: RequestIds,
    /// One permit for each connection that may be open.
    pub(super) connections: Arc<Semaphore>,
    ready: AtomicBool,
}

impl App {
    pub(super) fn new(registry: Arc<Registry>, limits: Limits) -> Self {
        let permits = usize::try_from(limits.max_connections).unwrap_or(Semaphore::MAX_PERMITS);
        App {
            metrics: Metrics::new(Arc::clone(&registry)),
            registry,
            limits,
            request_ids: RequestIds::default(),
            connections: Arc::new(Semaphore::new(permits)),
            ready: AtomicBool::new(true),
        }
    }

    /// The calendar with this name, which the metrics count.
    pub(super) fn resolve<'pin>(
        &self,
        pin: &'pin Guard<'_>,
        name: &[u8],
    ) -> Result<&'pin Calendar, Failure> {
        let calendar = resolve(pin, name)?;
        self.metrics.named(calendar.id());
        Ok(calendar)
    }

    /// Whether new requests are welcome.
    pub(super) fn is_ready(&self) -> bool {
        // Relaxed: nothing else is read on the strength of it.
        self.ready.load(Ordering::Relaxed)
    }

    /// From now on, new requests are not.
    pub(super) fn turn_unready(&self) {
        self.ready.store(false, Ordering::Relaxed);
    }

    /// How many connections are open.
    pub(super) fn open_connections(&self) -> usize {
        let free = self.connections.available_permits();
        usize::try_from(self.limits.max_connections)
            .unwrap_or(usize::MAX)
            .saturating_sub(free)
    }
}
