//! [`Snapshot`]: all calendars and names of one moment.
#![allow(unsafe_code, reason = "an `Arc` is cast to this wrapper")]

use core::fmt;

use super::resolve_error::{ResolveError, with_unicode_id};
use crate::calendar::Registration;
use crate::calendar::{Calendar, CalendarId};
use crate::name::Name;
use crate::registry::{self, Entries, Entry, Key};
use crate::sync::Arc;

/// All calendars and names of a registry after one publication.
///
/// A snapshot never changes. It can be held for any time, across `.await` too; it keeps its calendars
/// alive, and delays no other reclamation.
///
/// ```
/// use calendar_registry::Registry;
///
/// let registry = Registry::with_builtins();
/// let before = registry.snapshot();
/// registry.unregister("julian")?;
/// assert!(before.resolve("julian").is_ok());
/// assert!(registry.snapshot().resolve("julian").is_err());
/// for calendar in &*before {
///     println!("{}", calendar.name());
/// }
/// # Ok::<(), calendar_registry::ChangeError>(())
/// ```
#[repr(transparent)]
#[derive(Clone)]
pub struct Snapshot(registry::Snapshot<Registration>);

impl Snapshot {
    pub(super) fn wrap(snapshot: Arc<registry::Snapshot<Registration>>) -> Arc<Self> {
        let inner: *const registry::Snapshot<Registration> = Arc::into_raw(snapshot);
        // SAFETY: the pointer comes from `Arc::into_raw`, and `repr(transparent)` gives both types
        // the same size, alignment and drop.
        unsafe { Arc::from_raw(inner.cast()) }
    }

    /// Returns the number of publications that led to this snapshot. See
    /// [`Registry::generation`](crate::Registry::generation).
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::new().snapshot().generation(), 0);
    /// ```
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.0.generation()
    }

    /// Returns the calendar of a name, in any spelling.
    ///
    /// # Errors
    /// [`ResolveError`]: no calendar has the name, or the text is not a name.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let snapshot = Registry::with_builtins().snapshot();
    /// assert_eq!(snapshot.resolve("GREGORY")?.name(), "Gregorian");
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    pub fn resolve(&self, name: impl AsRef<[u8]>) -> Result<&Calendar, ResolveError> {
        let name = name.as_ref();
        let found = Name::fold(name).and_then(|folded| self.0.find(&folded));
        let found = found.map(Entry::handle);
        found.ok_or_else(|| Name::miss(name))
    }

    /// Returns the calendar of an identifier of CLDR. See
    /// [`Guard::resolve_unicode_id`](crate::Guard::resolve_unicode_id).
    ///
    /// # Errors
    /// [`ResolveError`]: no calendar has the identifier.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let snapshot = Registry::with_builtins().snapshot();
    /// assert!(snapshot.resolve_unicode_id("roc").is_ok());
    /// assert!(snapshot.resolve("minguo").is_ok());
    /// assert!(snapshot.resolve_unicode_id("minguo").is_err());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    pub fn resolve_unicode_id(&self, id: impl AsRef<[u8]>) -> Result<&Calendar, ResolveError> {
        let id = id.as_ref();
        self.resolve(id)
            .and_then(|calendar| with_unicode_id(calendar, id))
    }

    /// Returns the calendar of an id.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// let snapshot = Registry::with_builtins().snapshot();
    /// assert!(snapshot.get(System::Jalali).is_some());
    /// ```
    #[must_use]
    pub fn get(&self, id: impl Into<CalendarId>) -> Option<&Calendar> {
        self.0.get(id.into()).map(Entry::handle)
    }

    /// Iterates over the calendars by ascending id, which is the order of registration.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let snapshot = Registry::with_builtins().snapshot();
    /// let names: Vec<&str> = snapshot.iter().map(|calendar| calendar.name()).collect();
    /// assert_eq!(names[..3], ["Gregorian", "Julian", "Milankovic"]);
    /// assert_eq!(snapshot.iter().len(), snapshot.len());
    /// ```
    #[must_use]
    pub fn iter(&self) -> SnapshotIter<'_> {
        SnapshotIter(self.0.entries())
    }

    /// Iterates over the calendars, as [`iter`](Self::iter) does.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let snapshot = Registry::with_builtins().snapshot();
    /// assert!(snapshot.calendars().any(|calendar| calendar.is_lunar()));
    /// ```
    #[must_use]
    pub fn calendars(&self) -> SnapshotIter<'_> {
        self.iter()
    }

    /// Iterates over the names, aliases included, in the order of their folded text. Sorts them
    /// first.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::new();
    /// registry.register(calendar_registry::calendars::Gregorian)?;
    /// let snapshot = registry.snapshot();
    /// let names: Vec<&str> = snapshot.names().map(|name| name.as_str()).collect();
    /// assert_eq!(names, ["Gregorian", "gregory"]);
    /// # Ok::<(), calendar_registry::RegisterError>(())
    /// ```
    pub fn names(&self) -> impl ExactSizeIterator<Item = &Name> + DoubleEndedIterator {
        let mut all: Vec<&Name> = self.0.entries().flat_map(Entry::names).collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// Returns the number of calendars.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// assert_eq!(Registry::with_builtins().snapshot().len(), System::ALL.len());
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no calendar.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::new().snapshot().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let calendars: Vec<&Calendar> = self.iter().collect();
        f.debug_struct("Snapshot")
            .field("generation", &self.generation())
            .field("calendars", &calendars)
            .finish()
    }
}

impl<'s> IntoIterator for &'s Snapshot {
    type Item = &'s Calendar;
    type IntoIter = SnapshotIter<'s>;

    fn into_iter(self) -> SnapshotIter<'s> {
        self.iter()
    }
}

/// An iterator over the calendars of a [`Snapshot`], by ascending id.
///
/// ```
/// # use calendar_registry::Registry;
/// let snapshot = Registry::with_builtins().snapshot();
/// let last = snapshot.iter().next_back();
/// assert_eq!(last, snapshot.iter().last());
/// ```
pub struct SnapshotIter<'s>(Entries<'s, Registration>);

impl<'s> Iterator for SnapshotIter<'s> {
    type Item = &'s Calendar;

    fn next(&mut self) -> Option<&'s Calendar> {
        self.0.next().map(Entry::handle)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for SnapshotIter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(Entry::handle)
    }
}

impl ExactSizeIterator for SnapshotIter<'_> {}

impl fmt::Debug for SnapshotIter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SnapshotIter")
            .field("left", &self.len())
            .finish()
    }
}
