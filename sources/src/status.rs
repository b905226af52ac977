//! [`Status`] and [`StatusHandle`]: what a source has applied, and waiting for a revision.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use calendar_registry::Name;
use event_listener::{Event, Listener};

use crate::definition::Definition;

/// What a source has applied so far, at one moment.
///
/// ```
/// use calendar_registry_sources::StatusHandle;
///
/// let status = StatusHandle::new("directory /etc/calendars").get();
/// assert_eq!(status.source, "directory /etc/calendars");
/// assert_eq!((status.applied_revision, status.last_error), (None, None));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Status {
    /// The kind and the place of the source, for people.
    pub source: String,
    /// The revision whose definitions the registry serves. `None` before the first one.
    pub applied_revision: Option<u64>,
    /// The latest revision that the source has delivered, accepted or not.
    pub seen_revision: Option<u64>,
    /// The number of calendars that the source has in the registry.
    pub calendars: usize,
    /// Whether the source can be reached. While it is `false`, the registry serves what was applied
    /// last.
    pub connected: bool,
    /// Whether the definitions come from the last good set on disk, because the source has not
    /// answered since the start.
    pub from_disk: bool,
    /// When the source last confirmed or changed the applied set.
    pub last_success: Option<SystemTime>,
    /// The last error. `None` if the latest attempt succeeded.
    pub last_error: Option<Failure>,
    /// The number of publications that the source has made.
    pub publications: u64,
    /// The number of errors.
    pub errors: u64,
}

/// An error of a source, with its time.
///
/// ```
/// use calendar_registry_sources::StatusHandle;
///
/// let status = StatusHandle::new("test");
/// status.failed(&"the disk is full");
/// let failure = status.get().last_error.unwrap();
/// assert_eq!(failure.message, "the disk is full");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Failure {
    /// What failed, and where.
    pub message: String,
    /// When it failed last.
    pub at: SystemTime,
}

type Definitions = BTreeMap<Name, Arc<Definition>>;

/// The status of a source, shared by the source, which writes it, and its users. Clones share it.
///
/// ```
/// use std::time::Duration;
/// use calendar_registry_sources::StatusHandle;
///
/// let status = StatusHandle::new("test");
/// let source = status.clone();
/// std::thread::spawn(move || source.applied(3, 0, true));
/// assert_eq!(status.wait_for_revision(3, Duration::from_secs(10))?, 3);
/// # Ok::<(), calendar_registry_sources::WaitError>(())
/// ```
#[derive(Clone)]
pub struct StatusHandle(Arc<Shared>);

struct Shared {
    status: Mutex<Status>,
    /// The definitions that are applied, by all their names.
    definitions: Mutex<Arc<Definitions>>,
    applied: Event,
}

impl StatusHandle {
    /// Creates the status of a source that has applied nothing yet.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// assert_eq!(StatusHandle::new("test").applied_revision(), None);
    /// ```
    pub fn new(source: impl Into<String>) -> Self {
        let status = Status {
            source: source.into(),
            applied_revision: None,
            seen_revision: None,
            calendars: 0,
            connected: false,
            from_disk: false,
            last_success: None,
            last_error: None,
            publications: 0,
            errors: 0,
        };
        StatusHandle(Arc::new(Shared {
            status: Mutex::new(status),
            definitions: Mutex::default(),
            applied: Event::new(),
        }))
    }

    /// Returns a copy of the status.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// assert_eq!(StatusHandle::new("test").get().errors, 0);
    /// ```
    #[must_use]
    pub fn get(&self) -> Status {
        self.lock().clone()
    }

    /// Returns the revision whose definitions the registry serves.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// let status = StatusHandle::new("test");
    /// status.applied(5, 1, true);
    /// assert_eq!(status.applied_revision(), Some(5));
    /// ```
    #[must_use]
    pub fn applied_revision(&self) -> Option<u64> {
        self.lock().applied_revision
    }

    /// Returns the applied definition of the calendar of a name, in any spelling. `None` if the source
    /// has none.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use calendar_registry::Registry;
    /// # use calendar_registry_sources::{Applier, DefinitionSet, StatusHandle};
    /// let json = r#"{"names":["holocene"],"kind":"year-offset","base":"gregorian","years":10000}"#;
    /// let set = DefinitionSet::new(1, [serde_json::from_str(json)?]);
    /// let registry = Arc::new(Registry::with_builtins());
    /// let mut applier = Applier::new(registry, StatusHandle::new("test"));
    /// applier.apply(&set)?;
    /// assert_eq!(applier.status().definition("Holocene").unwrap().names, ["holocene"]);
    /// assert!(applier.status().definition("gregorian").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn definition(&self, name: impl AsRef<[u8]>) -> Option<Arc<Definition>> {
        let name = Name::new(name).ok()?;
        let definitions = Arc::clone(&self.lock_definitions());
        definitions.get(&name).cloned()
    }

    /// Blocks until the registry serves this revision or a later one, and returns the revision. A
    /// lookup that begins after this returns sees at least that revision.
    ///
    /// # Errors
    /// [`WaitError`] after `timeout`.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// # use std::time::Duration;
    /// let status = StatusHandle::new("test");
    /// let error = status.wait_for_revision(1, Duration::from_millis(1)).unwrap_err();
    /// assert_eq!((error.revision, error.applied), (1, None));
    /// ```
    pub fn wait_for_revision(&self, revision: u64, timeout: Duration) -> Result<u64, WaitError> {
        // `None` is a time that no clock reaches.
        let deadline = Instant::now().checked_add(timeout);
        loop {
            // Before the check, so that a revision applied between the two wakes this thread.
            let listener = self.0.applied.listen();
            let applied = self.applied_revision();
            if let Some(applied) = applied.filter(|applied| *applied >= revision) {
                return Ok(applied);
            }
            let in_time = match deadline {
                Some(deadline) => listener.wait_deadline(deadline).is_some(),
                None => {
                    listener.wait();
                    true
                }
            };
            if !in_time {
                return Err(WaitError { revision, applied });
            }
        }
    }

    /// Waits as [`wait_for_revision`](Self::wait_for_revision) does, without blocking and without a
    /// time limit. It works in every async runtime.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    /// # runtime.block_on(async {
    /// let status = StatusHandle::new("test");
    /// status.applied(5, 1, true);
    /// assert_eq!(status.reached(4).await, 5);
    /// # });
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub async fn reached(&self, revision: u64) -> u64 {
        loop {
            let listener = self.0.applied.listen();
            if let Some(applied) = self.applied_revision().filter(|own| *own >= revision) {
                return applied;
            }
            listener.await;
        }
    }

    /// Records that the registry serves a revision. `published` is whether something changed.
    ///
    /// Sources call it, and [`Applier`](crate::Applier) does for them.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// let status = StatusHandle::new("test");
    /// status.applied(5, 2, true);
    /// assert_eq!(status.get().calendars, 2);
    /// ```
    pub fn applied(&self, revision: u64, calendars: usize, published: bool) {
        let mut status = self.lock();
        status.applied_revision = Some(revision);
        status.seen_revision = Some(revision);
        status.calendars = calendars;
        status.last_success = Some(SystemTime::now());
        status.last_error = None;
        status.publications = status.publications.saturating_add(u64::from(published));
        drop(status);
        self.0.applied.notify(usize::MAX);
    }

    /// Records a revision that was delivered, before it is applied.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// let status = StatusHandle::new("test");
    /// status.seen(5);
    /// assert_eq!((status.get().seen_revision, status.applied_revision()), (Some(5), None));
    /// ```
    pub fn seen(&self, revision: u64) {
        self.lock().seen_revision = Some(revision);
    }

    /// Records an error. What was applied stays.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// let status = StatusHandle::new("test");
    /// status.failed(&"connection refused");
    /// assert_eq!(status.get().errors, 1);
    /// ```
    pub fn failed(&self, error: &dyn fmt::Display) {
        // The error's text is made before the lock, because it may be anyone's code.
        let failure = Failure {
            message: error.to_string(),
            at: SystemTime::now(),
        };
        let mut status = self.lock();
        status.errors = status.errors.saturating_add(1);
        status.last_error = Some(failure);
    }

    /// Records whether the source can be reached.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// let status = StatusHandle::new("test");
    /// status.connected(true);
    /// assert!(status.get().connected);
    /// ```
    pub fn connected(&self, connected: bool) {
        let mut status = self.lock();
        status.connected = connected;
        // From now on the source itself is the authority.
        status.from_disk &= !connected;
    }

    /// Records that the applied set is the last good one from disk.
    ///
    /// ```
    /// # use calendar_registry_sources::StatusHandle;
    /// let status = StatusHandle::new("test");
    /// status.started_from_disk();
    /// assert!(status.get().from_disk);
    /// ```
    pub fn started_from_disk(&self) {
        self.lock().from_disk = true;
    }

    /// Records the definitions that are applied, by all their names.
    pub(crate) fn set_definitions(&self, definitions: Definitions) {
        let new = Arc::new(definitions);
        let old = std::mem::replace(&mut *self.lock_definitions(), new);
        // Outside the lock, because a large map takes a while.
        drop(old);
    }

    fn lock_definitions(&self) -> MutexGuard<'_, Arc<Definitions>> {
        let locked = self.0.definitions.lock();
        locked.unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, Status> {
        // Nothing under the lock can panic halfway.
        let locked = self.0.status.lock();
        locked.unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for StatusHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StatusHandle").field(&self.get()).finish()
    }
}

/// The revision was not applied in time.
///
/// ```
/// use std::time::Duration;
/// use calendar_registry_sources::StatusHandle;
///
/// let error = StatusHandle::new("test").wait_for_revision(3, Duration::ZERO).unwrap_err();
/// assert_eq!(error.to_string(), "revision 3 was not applied in time: nothing is applied yet");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct WaitError {
    /// The revision that was waited for.
    pub revision: u64,
    /// The revision that was applied at the end.
    pub applied: Option<u64>,
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "revision {} was not applied in time: ", self.revision)?;
        match self.applied {
            Some(applied) => write!(f, "the applied revision is {applied}"),
            None => f.write_str("nothing is applied yet"),
        }
    }
}

impl Error for WaitError {}
