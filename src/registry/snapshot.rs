//! [`Snapshot`]: the whole registry at one moment, immutable.
#![forbid(unsafe_code)]

use core::fmt;

use imbl::OrdMap;

use super::calendar::{Calendar, CalendarId, Registration};
use crate::error::ResolveError;
use crate::name::{Folded, Name};
use crate::sync::{Arc, Canary};

/// By numbers, so that a copied node copies its keys without counting anything.
type Map<K> = OrdMap<K, Arc<Registration>>;

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
    /// By the names' hashes.
    names: Map<u64>,
    /// Names whose hash another one has in `names`: in practice none.
    collided: Vec<(Name, Arc<Registration>)>,
    calendars: Map<CalendarId>,
    generation: u64,
    canary: Canary,
}

impl Snapshot {
    pub(super) fn empty() -> Self {
        Snapshot {
            names: Map::default(),
            collided: Vec::new(),
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
            .map(|registration| registration.handle())
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
        self.find_id(id.into())
            .map(|registration| registration.handle())
    }

    /// All calendars, by ascending id: in the order of their registration.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let snapshot = Registry::with_builtins().snapshot();
    /// let names: Vec<&str> = snapshot.calendars().iter().map(|calendar| calendar.name()).collect();
    /// assert_eq!(names[..3], ["Gregorian", "Julian", "Milankovic"]);
    /// ```
    #[must_use]
    pub fn calendars(&self) -> Vec<&Calendar> {
        self.canary.touch();
        self.registrations().collect()
    }

    /// All names, aliases included, in the order of their folded text.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::new();
    /// registry.register(calendar_registry::calendars::Gregorian)?;
    /// let snapshot = registry.snapshot();
    /// let names: Vec<&str> = snapshot.names().iter().map(|name| name.as_str()).collect();
    /// assert_eq!(names, ["Gregorian", "gregory"]);
    /// # Ok::<(), calendar_registry::RegisterError>(())
    /// ```
    #[must_use]
    pub fn names(&self) -> Vec<&Name> {
        self.canary.touch();
        let mut all: Vec<&Name> = self.registrations().flat_map(Calendar::names).collect();
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

    fn registrations(&self) -> impl Iterator<Item = &Calendar> {
        self.calendars
            .values()
            .map(|registration| registration.first())
    }

    /// How many names there are.
    pub(super) fn count_names(&self) -> usize {
        self.names.len().saturating_add(self.collided.len())
    }

    /// The calendar of this id.
    pub(super) fn find_id(&self, id: CalendarId) -> Option<&Arc<Registration>> {
        self.canary.touch();
        self.calendars.get(&id)
    }

    /// The calendar of a folded name.
    #[inline]
    pub(super) fn find(&self, name: &Folded) -> Option<&Arc<Registration>> {
        let holder = self.find_hash(name.hash())?;
        if holder.has(name) {
            return Some(holder);
        }
        let mut collided = self.collided.iter();
        collided.find_map(|(own, holder)| own.is(name).then_some(holder))
    }

    /// The calendar that has this name.
    pub(super) fn holder(&self, name: &Name) -> Option<&Calendar> {
        let holder = self.find_hash(name.hash())?;
        let has = |holder: &&Arc<Registration>| holder.first().names().contains(name);
        let mut collided = self.collided.iter().map(|(_, holder)| holder);
        let found = Some(holder).filter(has).or_else(|| collided.find(has));
        found.map(|holder| holder.first())
    }

    /// Who stands for this hash in the index. If any name of that hash is there, one of them does.
    #[inline]
    pub(super) fn find_hash(&self, hash: u64) -> Option<&Arc<Registration>> {
        self.canary.touch();
        self.names.get(&hash)
    }

    /// All hashes.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u64> {
        self.names.keys().copied()
    }

    /// Enters a calendar under its id and all its names, which nobody has. The maps share what has
    /// not changed with the snapshot that they were cloned from.
    pub(super) fn insert(&mut self, registration: &Arc<Registration>) {
        let calendar = registration.first();
        self.calendars
            .insert(calendar.id(), Arc::clone(registration));
        for name in calendar.names() {
            let displaced = self.names.insert(name.hash(), Arc::clone(registration));
            if let Some(displaced) = displaced {
                self.collide(name.hash(), displaced);
            }
        }
    }

    /// Keeps the name of this hash that a calendar has.
    fn collide(&mut self, hash: u64, holder: Arc<Registration>) {
        let mut names = holder.first().names().iter();
        let here = |own: &Name| own.hash() == hash;
        let listed = |own: &Name| self.collided.iter().any(|(name, _)| name == own);
        if let Some(name) = names.find(|own| here(own) && !listed(own)).cloned() {
            self.collided.push((name, holder));
        }
    }

    /// Takes out a calendar and all its names.
    pub(super) fn remove(&mut self, calendar: &Calendar) -> Option<Arc<Registration>> {
        for name in calendar.names() {
            self.remove_name(name);
        }
        self.calendars.remove(&calendar.id())
    }

    fn remove_name(&mut self, name: &Name) {
        if let Some(at) = self.collided.iter().position(|(own, _)| own == name) {
            self.collided.swap_remove(at);
            return;
        }
        self.names.remove(&name.hash());
        // Another of the same hash takes its place.
        let mut collided = self.collided.iter();
        if let Some(at) = collided.position(|(own, _)| own.hash() == name.hash()) {
            let (_, holder) = self.collided.swap_remove(at);
            self.names.insert(name.hash(), holder);
        }
    }

    /// The same, but these names lead where they do in another snapshot. (No two of them have one
    /// hash.)
    pub(super) fn with_names_of<'n>(
        &self,
        other: &Self,
        names: impl Iterator<Item = &'n Name>,
    ) -> Self {
        let mut mixed = self.clone();
        for name in names {
            match other.find_hash(name.hash()) {
                Some(calendar) => mixed.names.insert(name.hash(), Arc::clone(calendar)),
                None => mixed.names.remove(&name.hash()),
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
