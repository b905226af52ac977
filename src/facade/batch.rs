//! [`Batch`]: the changes of one update.

use core::fmt;

use super::change::{Change, NewEntry, checked_name, exactly, named};
use super::change_error::{ChangeError, RegisterError};
use crate::backend::{Backend, IntoBackend};
use crate::calendar::Calendar;
use crate::sync::Arc;

/// Records the changes of one [`Registry::update`](super::Registry::update).
///
/// Recording checks what does not depend on the registry: the names of the backend, and its year
/// table. The rest is checked when the update is published, each change against the state after those
/// before it. A change that fails to be recorded rejects the whole update, even if the closure
/// ignores the error.
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
    pub(super) changes: Vec<Change>,
    pub(super) rejection: Option<Rejection>,
}

/// The first change that could not be recorded. From then on a batch only collects backends.
pub(super) struct Rejection {
    pub(super) index: usize,
    pub(super) reason: ChangeError,
    /// The backends of this change and of later ones, to give them back.
    pub(super) backends: Vec<Arc<dyn Backend>>,
    /// The number of changes so far.
    count: usize,
    /// The index of the latest change, if that failed too.
    pub(super) latest: Option<usize>,
}

impl Batch {
    /// Records a registration. See [`Registry::register`](super::Registry::register).
    ///
    /// # Errors
    /// [`ChangeError::NoNames`], [`ChangeError::TooManyNames`], [`ChangeError::InvalidName`],
    /// [`ChangeError::RepeatedName`], [`ChangeError::YearTable`]. The update gives the backend back.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::Julian};
    /// let registry = Registry::new();
    /// registry.update(|batch| batch.register(Julian))?;
    /// # Ok::<(), calendar_registry::UpdateError>(())
    /// ```
    pub fn register(&mut self, backend: impl IntoBackend) -> Result<(), ChangeError> {
        let new = NewEntry::to_register(backend.into_backend());
        self.record(new.map(Change::Register))
    }

    /// Records a replacement. See [`Registry::replace`](super::Registry::replace).
    ///
    /// # Errors
    /// [`ChangeError::TooManyNames`], [`ChangeError::InvalidName`], [`ChangeError::RepeatedName`],
    /// [`ChangeError::YearTable`]. The update gives the backend back.
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
    ) -> Result<(), ChangeError> {
        let backend = backend.into_backend();
        match named(name.as_ref()) {
            Ok(target) => {
                let new = NewEntry::to_replace(backend);
                self.record(new.map(|new| Change::Replace(target, new)))
            }
            Err(reason) => self.record(Err(RegisterError::new(reason, backend))),
        }
    }

    /// Records a replacement of this registration. See
    /// [`Registry::replace_if`](super::Registry::replace_if).
    ///
    /// # Errors
    /// [`ChangeError::TooManyNames`], [`ChangeError::InvalidName`], [`ChangeError::RepeatedName`],
    /// [`ChangeError::YearTable`]. The update gives the backend back.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::{Julian, Milankovic}};
    /// let registry = Registry::new();
    /// let julian = registry.register(Julian)?;
    /// registry.update(|batch| batch.replace_if(&julian, Milankovic))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replace_if(
        &mut self,
        old: &Calendar,
        backend: impl IntoBackend,
    ) -> Result<(), ChangeError> {
        let new = NewEntry::to_replace(backend.into_backend());
        self.record(new.map(|new| Change::Replace(exactly(old), new)))
    }

    /// Records a further name. See [`Registry::alias`](super::Registry::alias).
    ///
    /// # Errors
    /// [`ChangeError::InvalidName`].
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// registry.update(|batch| {
    ///     batch.alias("shamsi", "jalali")?;
    ///     batch.alias("hijri", "islamic-umalqura")
    /// })?;
    /// assert_eq!(registry.resolve("shamsi")?.name(), "Jalali");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn alias(
        &mut self,
        alias: impl AsRef<[u8]>,
        of: impl AsRef<[u8]>,
    ) -> Result<(), ChangeError> {
        let alias = checked_name(alias.as_ref());
        match alias.and_then(|alias| Ok(Change::Alias(named(of.as_ref())?, alias))) {
            Ok(change) => self.accept(change),
            Err(reason) => return Err(self.reject(reason, None)),
        }
        Ok(())
    }

    /// Records a removal. See [`Registry::unregister`](super::Registry::unregister).
    ///
    /// # Errors
    /// [`ChangeError::InvalidName`].
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// registry.update(|batch| batch.unregister("julian"))?;
    /// # Ok::<(), calendar_registry::UpdateError>(())
    /// ```
    pub fn unregister(&mut self, name: impl AsRef<[u8]>) -> Result<(), ChangeError> {
        match named(name.as_ref()) {
            Ok(target) => self.accept(Change::Unregister(target)),
            Err(reason) => return Err(self.reject(reason, None)),
        }
        Ok(())
    }

    /// Records a removal of this registration. See
    /// [`Registry::unregister_if`](super::Registry::unregister_if). It is checked when the update is
    /// published.
    ///
    /// ```
    /// # use calendar_registry::{ChangeError, Registry, calendars::Julian};
    /// let registry = Registry::new();
    /// let julian = registry.register(Julian)?;
    /// registry.update(|batch| {
    ///     batch.unregister_if(&julian);
    ///     batch.register(Julian)
    /// })?;
    /// assert_ne!(registry.resolve("julian")?, julian);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unregister_if(&mut self, old: &Calendar) {
        self.accept(Change::Unregister(exactly(old)));
    }

    fn record(&mut self, change: Result<Change, RegisterError>) -> Result<(), ChangeError> {
        match change {
            Ok(change) => {
                self.accept(change);
                Ok(())
            }
            Err(error) => Err(self.reject(error.reason, Some(error.backend))),
        }
    }

    fn accept(&mut self, change: Change) {
        match &mut self.rejection {
            None => self.changes.push(change),
            Some(rejection) => {
                rejection.backends.extend(change.into_backend());
                rejection.count = rejection.count.saturating_add(1);
                rejection.latest = None;
            }
        }
    }

    fn reject(&mut self, reason: ChangeError, backend: Option<Arc<dyn Backend>>) -> ChangeError {
        let index = self.changes.len();
        let rejection = self.rejection.get_or_insert_with(|| Rejection {
            index,
            reason: reason.clone(),
            backends: Vec::new(),
            count: index,
            latest: None,
        });
        rejection.backends.extend(backend);
        rejection.latest = Some(rejection.count);
        rejection.count = rejection.count.saturating_add(1);
        reason
    }
}

/// Returns the backends of changes that were not made, in their order.
pub(super) fn into_backends(changes: Vec<Change>) -> Vec<Arc<dyn Backend>> {
    let backends = changes.into_iter().filter_map(Change::into_backend);
    backends.collect()
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.rejection.as_ref().map(|rejection| &rejection.reason);
        f.debug_struct("Batch")
            .field("changes", &self.changes.len())
            .field("rejected", &reason)
            .finish()
    }
}
