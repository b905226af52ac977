//! The registry: one file per part of it.
//!
//! | file | part |
//! |---|---|
//! | `snapshot` | the truth: an immutable, persistent map |
//! | `tags` | which part of the names was touched by which publication |
//! | `memo` | the names that a thread met lately |
//! | `pin` | the reader's side of the protocol |
//! | `change`, `batch` | what was asked for, checked and drafted |
//! | `publish` | the writer's side of the protocol |
//! | `reclaim` | when what was replaced is freed |
//! | `calendar`, `refusal`, `events` | handle, errors, log |
//!
//! The index is [`Index`](crate::sync::Index), a `DashMap` behind the door of `sync`.

use core::fmt;

mod batch;
mod calendar;
mod change;
mod events;
mod memo;
mod pin;
mod publish;
mod reclaim;
mod refusal;
mod snapshot;
mod tags;
#[cfg(test)]
mod tests;

pub use batch::Batch;
pub use calendar::{Calendar, CalendarId};
pub use pin::Pin;
pub use refusal::{Refusal, RegisterError, UpdateError};
pub use snapshot::Snapshot;

use crate::backend::{Backend, IntoBackend};
use crate::calendars::System;
use crate::error::ResolveError;
use crate::sync::{Arc, Counter, Hold, Index, Mutex, Published, once};
use batch::{backends, named};
use calendar::Registration;
use change::{Candidate, Change, Draft, Target};
use publish::{WRITER_ROUNDS, Writers};
use reclaim::Grace;
use tags::Tags;

/// Calendars by name and by id: registered, replaced and removed at run
/// time, while other threads resolve them without ever waiting.
///
/// All of it works through a shared reference, from any thread, from within a
/// backend's own methods and its `Drop`, and from a log subscriber.
///
/// ```
/// use calendar_registry::{JulianDay, Registry, YearMonthDay, calendars::Julian};
///
/// let registry = Registry::with_builtins();
/// {
///     let pin = registry.pin();
///     let jalali = pin.resolve("jalali")?;
///     assert_eq!(jalali.date(JulianDay::new(2_461_367))?, YearMonthDay::new(1405, 9, 1));
/// }
/// // One backend, registered twice, is refused, and given back.
/// assert!(registry.register(Julian).is_err());
/// registry.unregister("Julian")?;
/// registry.register(Julian)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Registry {
    tags: Tags,
    published: Published<Snapshot>,
    index: Index<Registration>,
    writers: Mutex<Writers>,
    grace: Grace,
    /// Publications whose replaced state is not freed yet.
    retired: Counter,
}

impl Registry {
    /// A registry without any calendar.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::new().snapshot().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::holding(Snapshot::empty())
    }

    /// A registry with the [`System`] calendars, under their fixed ids.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// let registry = Registry::with_builtins();
    /// assert_eq!(registry.stats().calendars, System::ALL.len());
    /// ```
    #[must_use]
    pub fn with_builtins() -> Self {
        let mut draft = Draft::of(&Snapshot::empty());
        for system in System::ALL {
            // Their names are valid and distinct: a test says so.
            if let Ok(candidate) = Candidate::new(system.backend()) {
                let _ = draft.register(&candidate, || system.id());
            }
        }
        Self::holding(draft.next)
    }

    once! {
        /// The process's own registry. It starts with the [`System`] calendars, at its first
        /// use, which may wait for another thread's first use.
        ///
        /// ```
        /// # use calendar_registry::Registry;
        /// assert!(Registry::global().resolve("gregorian").is_ok());
        /// ```
        pub fn global() -> &'static Registry {
            Registry::with_builtins()
        }
    }

    fn holding(first: Snapshot) -> Self {
        let first = Arc::new(first);
        let registry = Registry {
            tags: Tags::new(),
            published: Published::new(Arc::clone(&first)),
            index: Index::new(),
            writers: Mutex::new(Writers::default()),
            grace: Grace::new(),
            retired: Counter::new(0),
        };
        registry.bring(&first, first.hashes());
        registry
    }

    /// Pins the registry for this thread: the cheap way to resolve names.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// let pin = registry.pin();
    /// let calendar = pin.resolve("Islamic Civil")?;
    /// assert!(calendar.is_lunar());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn pin(&self) -> Pin<'_> {
        Pin::new(self)
    }

    /// The calendar of this name, to keep: across `.await`, in another thread, past the registry.
    ///
    /// # Errors
    /// [`ResolveError`]: no calendar can have such a name, or none has it now.
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

    /// Registers a calendar under its names. Once this returns, every lookup that begins
    /// finds it.
    ///
    /// # Errors
    /// [`RegisterError`] gives the backend back. [`Refusal::Nameless`], [`Refusal::Invalid`],
    /// [`Refusal::Repeated`], [`Refusal::Taken`] or [`Refusal::Table`] is the reason; the registry
    /// is as it was.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::Milankovic};
    /// let registry = Registry::new();
    /// let milankovic = registry.register(Milankovic)?;
    /// assert_eq!(registry.resolve("milankovic")?, milankovic);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn register(&self, backend: impl IntoBackend) -> Result<Calendar, RegisterError> {
        self.enter(backend.into_backend(), Change::Register)
    }

    /// Puts a backend in the place of the calendar of this name, in one publication: every lookup
    /// finds the old one or the new one. The id stays. The names become the new
    /// backend's, and the addressed name stays one of them.
    ///
    /// # Errors
    /// [`RegisterError`] gives the backend back. [`Refusal::Unknown`] if nobody has the
    /// name; else the reasons of [`register`](Self::register).
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
        match named(name.as_ref()) {
            Ok(target) => self.enter(backend, |candidate| Change::Replace(target, candidate)),
            Err(refusal) => Err(refused(refusal, backend)),
        }
    }

    /// Puts a backend in the place of this very registration, unless it has been
    /// replaced or removed since. Its chief name stays one of the names.
    ///
    /// # Errors
    /// [`RegisterError`] gives the backend back. [`Refusal::Stale`] if `old` is no longer the
    /// current one; else the reasons of [`register`](Self::register).
    ///
    /// ```
    /// # use calendar_registry::{Refusal, Registry, calendars::{Jalali, Julian, Milankovic}};
    /// let registry = Registry::new();
    /// let old = registry.register(Julian)?;
    /// registry.replace_if(&old, Milankovic)?;
    /// let refused = registry.replace_if(&old, Jalali).unwrap_err();
    /// assert!(matches!(refused.reason, Refusal::Stale { current: Some(_) }));
    /// # Ok::<(), calendar_registry::RegisterError>(())
    /// ```
    pub fn replace_if(
        &self,
        old: &Calendar,
        backend: impl IntoBackend,
    ) -> Result<Calendar, RegisterError> {
        let target = Target::Exactly(old.clone());
        self.enter(backend.into_backend(), |candidate| {
            Change::Replace(target, candidate)
        })
    }

    /// Removes the calendar of this name, with all its names, and returns it. Once this
    /// returns, no lookup that begins finds it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] or [`Refusal::Invalid`].
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// let removed = registry.unregister("gregory")?;
    /// assert_eq!(removed.name(), "Gregorian");
    /// assert!(registry.resolve("Gregorian").is_err());
    /// # Ok::<(), calendar_registry::Refusal>(())
    /// ```
    pub fn unregister(&self, name: impl AsRef<[u8]>) -> Result<Calendar, Refusal> {
        let target = named(name.as_ref()).inspect_err(events::refused)?;
        let name = match &target {
            Target::Named(name) => name.clone(),
            Target::Exactly(calendar) => return Ok(calendar.clone()),
        };
        let made = self.publish(&[Change::Unregister(target)])?;
        made.calendars().next().ok_or(Refusal::Unknown { name })
    }

    /// Makes several changes in one publication: every lookup, and every snapshot, sees all
    /// of them or none. The closure records them and runs once, with nothing held.
    ///
    /// Returns the calendars that the changes were about, in their order: registered, replacing or
    /// removed ones.
    ///
    /// # Errors
    /// [`UpdateError`] gives all backends back, and says which change was the
    /// first that could not be made, or why the closure gave up.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::{Jalali, Milankovic}};
    /// let registry = Registry::with_builtins();
    /// registry.update(|batch| {
    ///     batch.unregister("jalali")?;
    ///     batch.replace("julian", Jalali)?;
    ///     Ok(())
    /// })?;
    /// assert_eq!(registry.generation(), 2);
    /// assert_eq!(registry.resolve("julian")?.name(), "Jalali");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn update(
        &self,
        record: impl FnOnce(&mut Batch) -> Result<(), Refusal>,
    ) -> Result<Vec<Calendar>, UpdateError> {
        let mut batch = Batch::default();
        let recorded = record(&mut batch);
        let changes = batch
            .finish(recorded)
            .inspect_err(|error| events::refused(&error.reason))?;
        match self.publish(&changes) {
            Ok(made) => Ok(made.calendars().collect()),
            Err(reason) => Err(UpdateError::new(reason, backends(changes))),
        }
    }

    /// All calendars and names of this moment, to list, to search and to keep.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// for calendar in Registry::with_builtins().snapshot().calendars() {
    ///     println!("{} {}", calendar.id(), calendar.name());
    /// }
    /// ```
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        // The pin keeps an owner of whatever the load lets go of on its way, so that no backend
        // is dropped in here.
        let _pinned = Hold::take();
        self.published.load()
    }

    /// How many publications there have been: it grows by one with each
    /// registration, replacement, removal and update that was not refused and not empty.
    /// [`with_builtins`](Self::with_builtins) is the first of its registry.
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
        self.look(Snapshot::generation)
    }

    /// Figures for monitoring.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let stats = Registry::with_builtins().stats();
    /// assert!(stats.names > stats.calendars && stats.retired == 0);
    /// ```
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.look(|snapshot| Stats {
            generation: snapshot.generation(),
            calendars: snapshot.len(),
            names: snapshot.count_names(),
            retired: usize::try_from(self.retired.get()).unwrap_or(usize::MAX),
        })
    }

    /// Looks at the current snapshot under a pin: an `Arc` of it could turn out to be the last
    /// owner, and drop backends here.
    fn look<T>(&self, read: impl FnOnce(&Snapshot) -> T) -> T {
        read(self.published.peek(&Hold::take()))
    }

    /// Frees what was replaced or removed and is out of every pin's reach, and returns
    /// from how many publications it was. Writers do this too, so it is needed only to have
    /// something freed while nobody writes.
    ///
    /// Backends are dropped here, on this thread, with nothing held.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// registry.unregister("julian")?;
    /// registry.reclaim();
    /// # Ok::<(), calendar_registry::Refusal>(())
    /// ```
    pub fn reclaim(&self) -> usize {
        self.free(RECLAIM_ROUNDS)
    }

    /// Publishes a change that brings one backend along.
    fn enter(
        &self,
        backend: Arc<dyn Backend>,
        change: impl FnOnce(Candidate) -> Change,
    ) -> Result<Calendar, RegisterError> {
        let candidate = match Candidate::new(backend) {
            Ok(candidate) => candidate,
            Err(error) => {
                events::refused(&error.reason);
                return Err(error);
            }
        };
        let backend = Arc::clone(&candidate.backend.own);
        match self.publish(&[change(candidate)]) {
            Ok(made) => made
                .calendars()
                .next()
                .ok_or(RegisterError::new(Refusal::Nameless, backend)),
            Err(reason) => Err(RegisterError::new(reason, backend)),
        }
    }
}

/// Rounds of [`Registry::reclaim`]: it tries harder than a writer, as epochs
/// pass only while no pin of an earlier one is left anywhere in the process.
const RECLAIM_ROUNDS: u32 = if cfg!(loom) { WRITER_ROUNDS } else { 64 };

fn refused(reason: Refusal, backend: Arc<dyn Backend>) -> RegisterError {
    events::refused(&reason);
    RegisterError::new(reason, backend)
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

/// What [`Registry::stats`] tells.
///
/// ```
/// # use calendar_registry::{Registry, Stats, System};
/// let Stats { calendars, names, .. } = Registry::with_builtins().stats();
/// assert!(calendars == System::ALL.len() && names > calendars);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Stats {
    /// How many publications there have been.
    pub generation: u64,
    /// How many calendars are registered.
    pub calendars: usize,
    /// How many names they have, aliases included.
    pub names: usize,
    /// How many publications replaced something that is not freed yet: it is freed once no pin
    /// can reach it, by the next writer or by [`Registry::reclaim`].
    pub retired: usize,
}
