//! [`Snapshot`]: the whole registry at one moment, immutable.
#![forbid(unsafe_code)]

use core::fmt;
use core::hash::BuildHasherDefault;

use imbl::GenericHashMap;
use imbl::shared_ptr::DefaultSharedPtr;

use super::calendar::{Calendar, CalendarId};
use crate::error::ResolveError;
use crate::name::{Folded, Name};
use crate::sync::{Arc, Canary, Passed};

type Map<K> = GenericHashMap<K, Arc<Calendar>, BuildHasherDefault<Passed>, DefaultSharedPtr>;

/// All calendars and names of a registry, as one publication left them.
///
/// A snapshot never changes. It can be held as long as one likes, across `.await`
/// too; it keeps its calendars alive, and holds back nothing else.
///
/// ```
/// use calendar_registry::Registry;
///
/// let registry = Registry::with_builtins();
/// let before = registry.snapshot();
/// registry.unregister("julian")?;
/// assert!(before.resolve("julian").is_ok());
/// assert!(registry.snapshot().resolve("julian").is_err());
/// # Ok::<(), calendar_registry::Refusal>(())
/// ```
#[derive(Clone)]
pub struct Snapshot {
    names: Map<Name>,
    calendars: Map<CalendarId>,
    generation: u64,
    canary: Canary,
}

impl Snapshot {
    pub(super) fn empty() -> Self {
        Snapshot {
            names: Map::default(),
            calendars: Map::default(),
            generation: 0,
            canary: Canary::new(),
        }
    }

    /// How many publications led to this snapshot. See
    /// [`Registry::generation`](crate::Registry::generation).
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::new().snapshot().generation(), 0);
    /// ```
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The calendar of this name, in any spelling.
    ///
    /// # Errors
    /// [`ResolveError`]: the name is not one, or is unknown.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let snapshot = Registry::with_builtins().snapshot();
    /// assert_eq!(snapshot.resolve("GREGORY")?.name(), "Gregorian");
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    pub fn resolve(&self, name: impl AsRef<[u8]>) -> Result<&Calendar, ResolveError> {
        let folded = Folded::new(name.as_ref())?;
        self.find(&folded)
            .map(AsRef::as_ref)
            .ok_or(ResolveError::Unknown)
    }

    /// The calendar with this id.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// let snapshot = Registry::with_builtins().snapshot();
    /// assert!(snapshot.get(System::Jalali).is_some());
    /// ```
    #[must_use]
    pub fn get(&self, id: impl Into<CalendarId>) -> Option<&Calendar> {
        self.canary.touch();
        self.calendars.get(&id.into()).map(AsRef::as_ref)
    }

    /// All calendars, by ascending id: in the order of their registration.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let snapshot = Registry::with_builtins().snapshot();
    /// let names: Vec<&str> = snapshot.calendars().iter().map(|calendar| calendar.name()).collect();
    /// assert_eq!(names, ["Gregorian", "Julian", "Milankovic", "Jalali", "Islamic Civil"]);
    /// ```
    #[must_use]
    pub fn calendars(&self) -> Vec<&Calendar> {
        self.canary.touch();
        let mut all: Vec<&Calendar> = self.calendars.values().map(AsRef::as_ref).collect();
        all.sort_unstable_by_key(|calendar| calendar.id());
        all
    }

    /// All names, aliases included, in the order of their folded text.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let snapshot = Registry::with_builtins().snapshot();
    /// assert_eq!(snapshot.names().first().map(|name| name.as_str()), Some("Gregorian"));
    /// ```
    #[must_use]
    pub fn names(&self) -> Vec<&Name> {
        self.canary.touch();
        let mut all: Vec<&Name> = self.calendars.values().flat_map(|c| c.names()).collect();
        all.sort_unstable();
        all
    }

    /// How many calendars there are.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// assert_eq!(Registry::with_builtins().snapshot().len(), System::ALL.len());
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.calendars.len()
    }

    /// Whether there is no calendar at all.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::new().snapshot().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.calendars.is_empty()
    }

    /// How many names there are.
    pub(super) fn count_names(&self) -> usize {
        self.names.len()
    }

    /// The calendar of a folded name.
    #[inline]
    pub(super) fn find(&self, name: &Folded) -> Option<&Arc<Calendar>> {
        self.canary.touch();
        self.names.get(name)
    }

    /// Enters a calendar under its id and all its names. The maps share what has not
    /// changed with the snapshot that they were cloned from.
    pub(super) fn insert(&mut self, calendar: &Arc<Calendar>) {
        self.calendars.insert(calendar.id(), Arc::clone(calendar));
        for name in calendar.names() {
            self.names.insert(name.clone(), Arc::clone(calendar));
        }
    }

    /// Takes out a calendar and all its names.
    pub(super) fn remove(&mut self, calendar: &Calendar) -> Option<Arc<Calendar>> {
        for name in calendar.names() {
            self.names.remove(name);
        }
        self.calendars.remove(&calendar.id())
    }

    /// The same, but these names lead where they do in another snapshot.
    pub(super) fn with_names_of<'n>(
        &self,
        other: &Self,
        names: impl Iterator<Item = &'n Name>,
    ) -> Self {
        let mut mixed = self.clone();
        for name in names {
            match other.find(name.folded()) {
                Some(calendar) => mixed.names.insert(name.clone(), Arc::clone(calendar)),
                None => mixed.names.remove(name),
            };
        }
        mixed
    }

    /// The same, as the next publication.
    pub(super) fn next(&self) -> Self {
        Snapshot {
            generation: self.generation.saturating_add(1),
            ..self.clone()
        }
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot")
            .field("generation", &self.generation)
            .field("calendars", &self.calendars())
            .finish()
    }
}
