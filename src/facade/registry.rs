//! [`Registry`]: calendars by name and by id.

use core::fmt;

use super::batch::{Batch, into_backends};
use super::change::{Change, Edit, NewEntry, add_alias, checked_name, exactly, named};
use super::change_error::{ChangeError, RegisterError, UpdateError};
use super::events;
use super::guard::Guard;
use super::registration::CalendarDraft;
use super::resolve_error::ResolveError;
use super::snapshot::Snapshot;
use crate::backend::IntoBackend;
use crate::calendar::Registration;
use crate::calendar::{Calendar, CalendarId};
use crate::calendars::System;
use crate::registry::{Draft, Store};
use crate::sync::{Arc, once};

/// Calendars by name and by id. They can be registered, replaced and removed at run time, while other
/// threads resolve them without waiting.
///
/// All methods take a shared reference and can be called from any thread, from a backend's methods
/// and its `Drop`, and from a log subscriber.
///
/// ```
/// use calendar_registry::{JulianDay, Registry, YearMonthDay, calendars::Julian};
///
/// let registry = Registry::with_builtins();
/// {
///     let guard = registry.pin();
///     let jalali = guard.resolve("jalali")?;
///     assert_eq!(jalali.date(JulianDay::new(2_461_367))?, YearMonthDay::new(1405, 9, 1));
/// }
/// // A second registration of the same names is rejected, and gives the backend back.
/// assert!(registry.register(Julian).is_err());
/// registry.unregister("Julian")?;
/// registry.register(Julian)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Registry {
    store: Store<Registration>,
}

impl Registry {
    /// Creates a registry without calendars.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::new().snapshot().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Registry {
            store: Store::new(Draft::empty()),
        }
    }

    /// Creates a registry with the [`System`] calendars, under their fixed ids.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// let registry = Registry::with_builtins();
    /// assert_eq!(registry.stats().calendars, System::ALL.len());
    /// ```
    #[must_use]
    pub fn with_builtins() -> Self {
        let mut draft = Draft::empty();
        for system in System::ALL {
            let new = NewEntry::to_register(system.backend()).map_err(|error| error.reason);
            let made = new.and_then(|new| new.register(&mut draft, || system.id()));
            debug_assert!(made.is_ok(), "built-in names are valid and distinct");
        }
        Registry {
            store: Store::new(draft),
        }
    }

    once! {
        /// Returns the registry of the process. It is created with the [`System`] calendars at its
        /// first use, which may wait for the first use in another thread.
        ///
        /// ```
        /// # use calendar_registry::Registry;
        /// assert!(Registry::global().resolve("gregorian").is_ok());
        /// ```
        pub fn global() -> &'static Registry {
            Registry::with_builtins()
        }
    }

    pub(super) fn store(&self) -> &Store<Registration> {
        &self.store
    }

    /// Takes a guard of this thread: the fastest way to resolve names.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// let guard = registry.pin();
    /// let calendar = guard.resolve("Islamic Civil")?;
    /// assert!(calendar.is_lunar());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn pin(&self) -> Guard<'_> {
        Guard::new(self)
    }

    /// Returns an owned handle of the calendar of a name. It can be kept: across `.await`, in another
    /// thread, longer than the registry.
    ///
    /// # Errors
    /// [`ResolveError`]: no calendar has the name, or the text is not a name.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let calendar = Registry::with_builtins().resolve("jalali")?;
    /// std::thread::spawn(move || assert_eq!(calendar.name(), "Jalali")).join().unwrap();
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    pub fn resolve(&self, name: impl AsRef<[u8]>) -> Result<Calendar, ResolveError> {
        self.pin().resolve(name).cloned()
    }

    /// Returns an owned handle of the calendar of an identifier of CLDR. See
    /// [`Guard::resolve_unicode_id`].
    ///
    /// # Errors
    /// [`ResolveError`]: no calendar has the identifier.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// assert_eq!(registry.resolve_unicode_id("gregory")?.name(), "Gregorian");
    /// assert!(registry.resolve_unicode_id("gregorian").is_err());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    pub fn resolve_unicode_id(&self, id: impl AsRef<[u8]>) -> Result<Calendar, ResolveError> {
        self.pin().resolve_unicode_id(id).cloned()
    }

    /// Registers a calendar under its names. Every lookup that begins after this returns finds it.
    ///
    /// # Errors
    /// [`RegisterError`] gives the backend back. The reason is [`ChangeError::NoNames`],
    /// [`ChangeError::TooManyNames`], [`ChangeError::InvalidName`], [`ChangeError::RepeatedName`],
    /// [`ChangeError::NameTaken`] or [`ChangeError::YearTable`]. The registry is unchanged.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::Milankovic};
    /// let registry = Registry::new();
    /// let milankovic = registry.register(Milankovic)?;
    /// assert_eq!(registry.resolve("milankovic")?, milankovic);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn register(&self, backend: impl IntoBackend) -> Result<Calendar, RegisterError> {
        let new = NewEntry::to_register(backend.into_backend());
        self.publish_new(new, Edit::Registered, |new, draft| {
            new.register(draft, CalendarId::draw)
        })
    }

    /// Replaces the calendar of a name by a backend, in one publication: every lookup finds the old
    /// one or the new one. The id stays. The names become those of the new backend, and `name` stays
    /// one of them.
    ///
    /// # Errors
    /// [`RegisterError`] gives the backend back. The reason is [`ChangeError::UnknownName`] if no
    /// calendar has the name, or else one of [`register`](Self::register).
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::{Julian, Milankovic}};
    /// let registry = Registry::new();
    /// let old = registry.register(Julian)?;
    /// let new = registry.replace("julian", Milankovic)?;
    /// assert_eq!(new.id(), old.id());
    /// assert_eq!(registry.resolve("julian")?, new);
    /// assert_eq!(registry.resolve("milankovic")?, new);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replace(
        &self,
        name: impl AsRef<[u8]>,
        backend: impl IntoBackend,
    ) -> Result<Calendar, RegisterError> {
        let backend = backend.into_backend();
        let target = match named(name.as_ref()) {
            Ok(target) => target,
            Err(reason) => {
                events::rejected(&reason);
                return Err(RegisterError::new(reason, backend));
            }
        };
        self.publish_new(
            NewEntry::to_replace(backend),
            Edit::Replaced,
            |new, draft| new.replace(draft, &target),
        )
    }

    /// Replaces this registration by a backend, unless it has been replaced or removed since. Its
    /// primary name stays one of the names.
    ///
    /// # Errors
    /// [`RegisterError`] gives the backend back. The reason is [`ChangeError::Stale`] if `old` is no
    /// longer the current calendar, or else one of [`register`](Self::register).
    ///
    /// ```
    /// # use calendar_registry::{ChangeError, Registry, calendars::{Jalali, Julian, Milankovic}};
    /// let registry = Registry::new();
    /// let old = registry.register(Julian)?;
    /// registry.replace_if(&old, Milankovic)?;
    /// let error = registry.replace_if(&old, Jalali).unwrap_err();
    /// assert!(matches!(error.reason, ChangeError::Stale { current: Some(_) }));
    /// # Ok::<(), calendar_registry::RegisterError>(())
    /// ```
    pub fn replace_if(
        &self,
        old: &Calendar,
        backend: impl IntoBackend,
    ) -> Result<Calendar, RegisterError> {
        let new = NewEntry::to_replace(backend.into_backend());
        let target = exactly(old);
        self.publish_new(new, Edit::Replaced, |new, draft| {
            new.replace(draft, &target)
        })
    }

    /// Gives the calendar of the name `of` one more name, in one publication. The id stays, and so do
    /// the other names. Handles from before stay valid, and show the names from before.
    ///
    /// The alias belongs to the registration, not to the backend: a [`replace`](Self::replace) under
    /// another name drops it, as it drops all names that the new backend does not have.
    ///
    /// # Errors
    /// [`ChangeError::UnknownName`] if no calendar is named `of`, [`ChangeError::RepeatedName`] if it
    /// has the alias already, [`ChangeError::NameTaken`] if another calendar has it,
    /// [`ChangeError::TooManyNames`] or [`ChangeError::InvalidName`]. The registry is unchanged.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// registry.alias("shamsi", "jalali")?;
    /// assert_eq!(registry.resolve("Shamsi")?.name(), "Jalali");
    /// assert!(registry.alias("shamsi", "gregorian").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn alias(
        &self,
        alias: impl AsRef<[u8]>,
        of: impl AsRef<[u8]>,
    ) -> Result<Calendar, ChangeError> {
        let alias = checked_name(alias.as_ref());
        let checked = alias.and_then(|alias| Ok((alias, named(of.as_ref())?)));
        let (alias, target) = checked.inspect_err(events::rejected)?;
        self.publish_one(Edit::Aliased, |draft| add_alias(draft, &target, &alias))
    }

    /// Removes the calendar of a name, with all its names, and returns it. No lookup that begins after
    /// this returns finds it.
    ///
    /// # Errors
    /// [`ChangeError::UnknownName`] or [`ChangeError::InvalidName`].
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// let removed = registry.unregister("gregory")?;
    /// assert_eq!(removed.name(), "Gregorian");
    /// assert!(registry.resolve("Gregorian").is_err());
    /// # Ok::<(), calendar_registry::ChangeError>(())
    /// ```
    pub fn unregister(&self, name: impl AsRef<[u8]>) -> Result<Calendar, ChangeError> {
        let target = named(name.as_ref()).inspect_err(events::rejected)?;
        self.publish_one(Edit::Unregistered, |draft| Ok(draft.unregister(&target)?))
    }

    /// Removes this registration, with all its names, unless it has been replaced or removed since.
    ///
    /// # Errors
    /// [`ChangeError::Stale`] if `old` is no longer the current calendar.
    ///
    /// ```
    /// # use calendar_registry::{ChangeError, Registry, calendars::{Julian, Milankovic}};
    /// let registry = Registry::new();
    /// let old = registry.register(Julian)?;
    /// let new = registry.replace_if(&old, Milankovic)?;
    /// let error = registry.unregister_if(&old).unwrap_err();
    /// assert!(matches!(error, ChangeError::Stale { current: Some(_) }));
    /// registry.unregister_if(&new)?;
    /// assert!(registry.snapshot().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unregister_if(&self, old: &Calendar) -> Result<Calendar, ChangeError> {
        let target = exactly(old);
        self.publish_one(Edit::Unregistered, |draft| Ok(draft.unregister(&target)?))
    }

    /// Makes several changes in one publication: every lookup and every snapshot sees all of them or
    /// none. The closure records them; it runs once, with nothing held.
    ///
    /// Returns the calendars that the changes were about, in their order: registered, replacing and
    /// removed ones.
    ///
    /// # Errors
    /// [`UpdateError`] gives all backends back. Its reason is why the first failed change was
    /// rejected, or the error that the closure returned, which can be of any type that a
    /// [`ChangeError`] converts to.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::{Jalali, Milankovic}};
    /// let registry = Registry::with_builtins();
    /// registry.update(|batch| {
    ///     batch.unregister("jalali")?;
    ///     batch.replace("julian", Jalali)
    /// })?;
    /// assert_eq!(registry.generation(), 2);
    /// assert_eq!(registry.resolve("julian")?.name(), "Jalali");
    ///
    /// // The closure can fail for its own reason.
    /// let error = registry.update(|batch| {
    ///     batch.unregister("julian")?;
    ///     Err(Box::<dyn std::error::Error>::from("quota exceeded"))
    /// });
    /// assert_eq!(error.unwrap_err().reason.to_string(), "quota exceeded");
    /// assert!(registry.resolve("julian").is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn update<E: From<ChangeError>>(
        &self,
        record: impl FnOnce(&mut Batch) -> Result<(), E>,
    ) -> Result<Vec<Calendar>, UpdateError<E>> {
        let mut batch = Batch::default();
        let recorded = record(&mut batch);
        let Batch { changes, rejection } = batch;
        let (index, reason, rejected) = match (recorded, rejection) {
            (Ok(()), None) => return self.publish_all(changes),
            (Ok(()), Some(rejection)) => {
                events::rejected(&rejection.reason);
                let reason = E::from(rejection.reason);
                (Some(rejection.index), reason, rejection.backends)
            }
            (Err(error), None) => {
                events::cancelled();
                (None, error, Vec::new())
            }
            (Err(error), Some(rejection)) => {
                // A closure that passes a rejection on returns right after it.
                events::rejected(&rejection.reason);
                (rejection.latest, error, rejection.backends)
            }
        };
        let mut backends = into_backends(changes);
        backends.extend(rejected);
        Err(UpdateError::new(index, reason, backends))
    }

    /// Returns all calendars and names of this moment: to list, to search and to keep.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// for calendar in Registry::with_builtins().snapshot().iter() {
    ///     println!("{} {}", calendar.id(), calendar.name());
    /// }
    /// ```
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Snapshot::wrap(self.store.snapshot())
    }

    /// Returns the number of publications. Each registration, replacement, alias, removal and update that
    /// was not rejected and not empty adds one.
    /// [`with_builtins`](Self::with_builtins) is the first one of its registry.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::Julian};
    /// let registry = Registry::new();
    /// assert_eq!(registry.generation(), 0);
    /// registry.register(Julian)?;
    /// assert_eq!(registry.generation(), 1);
    /// # Ok::<(), calendar_registry::RegisterError>(())
    /// ```
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.store.with_snapshot(|snapshot| snapshot.generation())
    }

    /// Returns figures for monitoring.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let stats = Registry::with_builtins().stats();
    /// assert!(stats.names > stats.calendars && stats.retired == 0);
    /// ```
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.store.with_snapshot(|snapshot| Stats {
            generation: snapshot.generation(),
            calendars: snapshot.len(),
            names: snapshot.count_names(),
            retired: self.store.retired(),
            #[cfg(feature = "text")]
            formatters: usize::try_from(crate::text::formatters_kept()).unwrap_or(usize::MAX),
        })
    }

    /// Frees what was replaced or removed and is out of reach of every guard. Returns the number of
    /// publications that it was replaced by. Writers do this too, so it is needed only while nothing
    /// is written.
    ///
    /// Backends are dropped on this thread, with nothing held.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// registry.unregister("julian")?;
    /// registry.reclaim();
    /// # Ok::<(), calendar_registry::ChangeError>(())
    /// ```
    pub fn reclaim(&self) -> usize {
        self.store.reclaim()
    }

    /// Publishes a change with a backend, which is given back on a rejection.
    fn publish_new(
        &self,
        new: Result<NewEntry, RegisterError>,
        edit: fn(Calendar) -> Edit,
        apply: impl FnOnce(&NewEntry, &mut CalendarDraft) -> Result<Calendar, ChangeError>,
    ) -> Result<Calendar, RegisterError> {
        let new = new.inspect_err(|error| events::rejected(&error.reason))?;
        let published = self.publish_one(edit, |draft| apply(&new, draft));
        published.map_err(|reason| RegisterError::new(reason, new.into_backend()))
    }

    /// Publishes one change, and logs it.
    fn publish_one(
        &self,
        edit: fn(Calendar) -> Edit,
        apply: impl FnOnce(&mut CalendarDraft) -> Result<Calendar, ChangeError>,
    ) -> Result<Calendar, ChangeError> {
        let published = self.store.publish(apply).inspect_err(events::rejected)?;
        let edit = edit(published.answer);
        events::changed(&edit, published.generation);
        Ok(edit.into_calendar())
    }

    /// Publishes all changes of a batch, and logs them.
    fn publish_all<E: From<ChangeError>>(
        &self,
        changes: Vec<Change>,
    ) -> Result<Vec<Calendar>, UpdateError<E>> {
        let published = self.store.publish(|draft| {
            let edits = changes.iter().enumerate().map(|(index, change)| {
                let edit = change.apply(draft);
                edit.map_err(|reason| (index, reason))
            });
            edits.collect::<Result<Vec<Edit>, _>>()
        });
        match published {
            Ok(published) => {
                let generation = published.generation;
                let edits = published.answer.into_iter();
                let logged = edits.inspect(|edit| events::changed(edit, generation));
                Ok(logged.map(Edit::into_calendar).collect())
            }
            Err((index, reason)) => {
                events::rejected(&reason);
                let backends = into_backends(changes);
                Err(UpdateError::new(Some(index), reason.into(), backends))
            }
        }
    }
}

/// A panic, of a backend or in the middle of a publication, leaves a registry consistent.
impl core::panic::UnwindSafe for Registry {}
/// As for `UnwindSafe`.
impl core::panic::RefUnwindSafe for Registry {}

impl Default for Registry {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registry")
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}

/// The figures of [`Registry::stats`].
///
/// ```
/// # use calendar_registry::{Registry, Stats, System};
/// let Stats { calendars, names, .. } = Registry::with_builtins().stats();
/// assert!(calendars == System::ALL.len() && names > calendars);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Stats {
    /// The number of publications.
    pub generation: u64,
    /// The number of registered calendars.
    pub calendars: usize,
    /// The number of their names, aliases included.
    pub names: usize,
    /// The number of publications whose replaced state is not freed yet. The next writer or
    /// [`Registry::reclaim`] frees it once no guard can reach it.
    pub retired: usize,
    /// The number of formatters that are kept for reuse, of all calendars in the process. At most
    /// 8192; beyond that, each [`Calendar::formatter`] compiles one.
    #[cfg(feature = "text")]
    #[cfg_attr(docsrs, doc(cfg(feature = "text")))]
    pub formatters: usize,
}
