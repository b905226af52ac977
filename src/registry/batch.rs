//! [`Batch`]: the changes of one update, recorded to be made together.
#![forbid(unsafe_code)]

use core::fmt;

use super::calendar::Calendar;
use super::change::{Candidate, Change, Target};
use super::refusal::{Refusal, UpdateError};
use crate::backend::{Backend, IntoBackend};
use crate::name::Name;
use crate::sync::Arc;

/// What the closure of [`Registry::update`](super::Registry::update) records its changes in.
///
/// Recording checks what can be told without the registry: that every name is
/// one. The rest is checked when the update is made, each change against the state that those
/// before it lead to. A change that could not be recorded refuses the whole
/// update, even if the closure passes over the error.
///
/// ```
/// use calendar_registry::{Registry, calendars::{Jalali, Julian, Milankovic}};
///
/// let registry = Registry::new();
/// registry.register(Julian)?;
/// let calendars = registry.update(|batch| {
///     batch.unregister("julian")?;
///     batch.register(Milankovic)?;
///     batch.register(Jalali)
/// })?;
/// assert_eq!(calendars.len(), 3);
/// assert_eq!(registry.generation(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Batch {
    changes: Vec<Change>,
    /// The first change that could not be recorded.
    refused: Option<Refusal>,
}

impl Batch {
    /// Records a registration. See [`Registry::register`](super::Registry::register).
    ///
    /// # Errors
    /// [`Refusal::Nameless`], [`Refusal::Invalid`], [`Refusal::Repeated`], [`Refusal::Table`]. The update gives the
    /// backend back.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::Julian};
    /// let registry = Registry::new();
    /// registry.update(|batch| batch.register(Julian))?;
    /// # Ok::<(), calendar_registry::UpdateError>(())
    /// ```
    pub fn register(&mut self, backend: impl IntoBackend) -> Result<(), Refusal> {
        self.record(backend.into_backend(), Change::Register)
    }

    /// Records a replacement. See [`Registry::replace`](super::Registry::replace).
    ///
    /// # Errors
    /// [`Refusal::Invalid`], [`Refusal::Repeated`], [`Refusal::Table`]. The update gives the backend back.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::{Julian, Milankovic}};
    /// let registry = Registry::new();
    /// registry.register(Julian)?;
    /// registry.update(|batch| batch.replace("julian", Milankovic))?;
    /// assert_eq!(registry.resolve("julian")?.name(), "Milankovic");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replace(
        &mut self,
        name: impl AsRef<[u8]>,
        backend: impl IntoBackend,
    ) -> Result<(), Refusal> {
        let backend = backend.into_backend();
        match named(name.as_ref()) {
            Ok(target) => self.record(backend, |candidate| Change::Replace(target, candidate)),
            Err(refusal) => self.refuse(refusal, Some(backend)),
        }
    }

    /// Records a replacement of this very registration. See
    /// [`Registry::replace_if`](super::Registry::replace_if).
    ///
    /// # Errors
    /// [`Refusal::Invalid`], [`Refusal::Repeated`], [`Refusal::Table`]. The update gives the backend back.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::{Julian, Milankovic}};
    /// let registry = Registry::new();
    /// let julian = registry.register(Julian)?;
    /// registry.update(|batch| batch.replace_if(&julian, Milankovic))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replace_if(&mut self, old: &Calendar, backend: impl IntoBackend) -> Result<(), Refusal> {
        let target = Target::Exactly(old.clone());
        self.record(backend.into_backend(), |candidate| {
            Change::Replace(target, candidate)
        })
    }

    /// Records a removal. See [`Registry::unregister`](super::Registry::unregister).
    ///
    /// # Errors
    /// [`Refusal::Invalid`].
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// registry.update(|batch| batch.unregister("julian"))?;
    /// # Ok::<(), calendar_registry::UpdateError>(())
    /// ```
    pub fn unregister(&mut self, name: impl AsRef<[u8]>) -> Result<(), Refusal> {
        match named(name.as_ref()) {
            Ok(target) => {
                self.changes.push(Change::Unregister(target));
                Ok(())
            }
            Err(refusal) => self.refuse(refusal, None),
        }
    }

    fn record(
        &mut self,
        backend: Arc<dyn Backend>,
        change: impl FnOnce(Candidate) -> Change,
    ) -> Result<(), Refusal> {
        let change = Candidate::new(backend).and_then(|candidate| change(candidate).addressed());
        match change {
            Ok(change) => {
                self.changes.push(change);
                Ok(())
            }
            Err(refused) => self.refuse(refused.reason, Some(refused.backend)),
        }
    }

    /// Remembers the first refusal, and every backend that is to be given back.
    fn refuse(
        &mut self,
        refusal: Refusal,
        backend: Option<Arc<dyn Backend>>,
    ) -> Result<(), Refusal> {
        self.changes.extend(backend.map(Change::Refused));
        self.refused.get_or_insert_with(|| refusal.clone());
        Err(refusal)
    }

    /// The changes to make, or why none is made.
    pub(super) fn finish(self, closure: Result<(), Refusal>) -> Result<Vec<Change>, UpdateError> {
        match self.refused.or(closure.err()) {
            None => Ok(self.changes),
            Some(reason) => Err(UpdateError::new(reason, backends(self.changes))),
        }
    }
}

/// The backends of changes that are not made, in their order.
pub(super) fn backends(changes: Vec<Change>) -> Vec<Arc<dyn Backend>> {
    changes
        .into_iter()
        .filter_map(Change::into_backend)
        .collect()
}

/// The calendar of a name.
pub(super) fn named(name: &[u8]) -> Result<Target, Refusal> {
    Name::new(name)
        .map(Target::Named)
        .map_err(|error| Refusal::invalid(name, error))
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("changes", &self.changes.len())
            .field("refused", &self.refused)
            .finish()
    }
}
