//! [`CachedListing`]: the JSON of all calendars, computed once for each generation.

use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use calendar_registry::Registry;

use super::problem::Problem;
use super::response::json_bytes;
use crate::view::Listing;

/// The generation that was listed last, and its JSON.
#[derive(Default, Debug)]
pub(super) struct CachedListing(Mutex<Option<(u64, Bytes)>>);

impl CachedListing {
    /// Returns a generation that was current during the call, and its JSON.
    pub(super) fn get(&self, registry: &Registry) -> Result<(u64, Bytes), Problem> {
        let generation = registry.generation();
        let cached = self.lock().clone();
        if let Some(cached) = cached.filter(|(cached, _)| *cached == generation) {
            return Ok(cached);
        }
        // Calls the backends, so the lock is not held.
        let snapshot = registry.snapshot();
        let listing = (
            snapshot.generation(),
            json_bytes(|| Ok(Listing::of(&snapshot)))?,
        );
        let mut cached = self.lock();
        let is_newer = |(cached, _): &(u64, Bytes)| *cached < listing.0;
        if cached.as_ref().is_none_or(is_newer) {
            *cached = Some(listing.clone());
        }
        Ok(listing)
    }

    /// A poisoned lock is harmless: the value is replaced as a whole.
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(u64, Bytes)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
