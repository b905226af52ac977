//! [`Snapshot`]: one state of the registry, immutable.

use imbl::OrdMap;
use imbl::ordmap::Values;
use imbl::shared_ptr::DefaultSharedPtr;

use super::{Entry, Key};
use crate::sync::{Arc, Canary};

/// All entries and names after one publication.
///
/// The maps are persistent: the next snapshot shares all unchanged nodes with this one, so one change
/// among n names costs O(log n). Their keys are plain numbers, so copying a node counts nothing.
pub(crate) struct Snapshot<E: Entry> {
    /// For each hash of a name, an entry that has a name of that hash.
    names: OrdMap<u64, Arc<E>>,
    /// Names that another name of the same hash keeps out of `names`. With 64-bit hashes: none.
    collisions: Vec<(E::Name, Arc<E>)>,
    entries: OrdMap<E::Id, Arc<E>>,
    generation: u64,
    canary: Canary,
}

// Derived, it would require `E: Clone`.
impl<E: Entry> Clone for Snapshot<E> {
    fn clone(&self) -> Self {
        Snapshot {
            names: self.names.clone(),
            collisions: self.collisions.clone(),
            entries: self.entries.clone(),
            generation: self.generation,
            canary: self.canary.clone(),
        }
    }
}

impl<E: Entry> Snapshot<E> {
    pub(super) fn empty() -> Self {
        Snapshot {
            names: OrdMap::default(),
            collisions: Vec::new(),
            entries: OrdMap::default(),
            generation: 0,
            canary: Canary::new(),
        }
    }

    /// Returns a copy with the next generation.
    pub(super) fn next(&self) -> Self {
        Snapshot {
            generation: self.generation.saturating_add(1),
            ..self.clone()
        }
    }

    /// Returns the number of publications that led to this snapshot.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// Returns the number of entries.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns the number of names.
    pub(crate) fn count_names(&self) -> usize {
        self.names.len().saturating_add(self.collisions.len())
    }

    /// Iterates over the entries, by ascending id.
    pub(crate) fn entries(&self) -> Entries<'_, E> {
        self.canary.touch();
        Entries(self.entries.values())
    }

    /// Iterates over the owners of the entries, by ascending id.
    pub(super) fn owners(&self) -> impl Iterator<Item = &Arc<E>> {
        self.entries.values()
    }

    /// Returns the owner of the entry of an id.
    pub(super) fn owner(&self, id: E::Id) -> Option<&Arc<E>> {
        self.entries.get(&id)
    }

    /// Returns the entry of an id.
    pub(crate) fn get(&self, id: E::Id) -> Option<&E> {
        self.canary.touch();
        self.entries.get(&id).map(Arc::as_ref)
    }

    /// Returns the entry of a folded spelling.
    #[inline]
    pub(crate) fn find(&self, name: &<E::Name as Key>::Folded) -> Option<&E> {
        let entry = self.of_hash(E::Name::folded_hash(name))?;
        if entry.names().iter().any(|own| own.is(name)) {
            return Some(entry);
        }
        let mut collisions = self.collisions.iter();
        collisions.find_map(|(own, entry)| own.is(name).then_some(&**entry))
    }

    /// Returns the entry that has this name.
    pub(crate) fn holder(&self, name: &E::Name) -> Option<&E> {
        let entry = self.of_hash(name.hash())?;
        if entry.names().contains(name) {
            return Some(entry);
        }
        let mut collisions = self.collisions.iter();
        collisions.find_map(|(own, entry)| (own == name).then_some(&**entry))
    }

    /// Returns the entry that the index has under this hash. If any entry has a name of that hash,
    /// one of them is here; so an absent hash means an absent name.
    #[inline]
    pub(super) fn of_hash(&self, hash: u64) -> Option<&Arc<E>> {
        self.canary.touch();
        self.names.get(&hash)
    }

    /// Iterates over the hashes of all names.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u64> {
        self.names.keys().copied()
    }

    /// Adds an entry under its id and its names, which must be free.
    pub(super) fn insert(&mut self, entry: &Arc<E>) {
        self.entries.insert(entry.id(), Arc::clone(entry));
        for name in entry.names() {
            if let Some(displaced) = self.names.insert(name.hash(), Arc::clone(entry)) {
                self.add_collision(name.hash(), displaced);
            }
        }
    }

    /// Lists the name of this hash that a displaced entry has, and that is not listed yet.
    fn add_collision(&mut self, hash: u64, entry: Arc<E>) {
        let unlisted = |own: &&E::Name| {
            own.hash() == hash && !self.collisions.iter().any(|(name, _)| name == *own)
        };
        if let Some(name) = entry.names().iter().find(unlisted).cloned() {
            self.collisions.push((name, entry));
        }
    }

    /// Removes an entry and all its names.
    pub(super) fn remove(&mut self, id: E::Id) -> Option<Arc<E>> {
        let entry = self.entries.remove(&id)?;
        for name in entry.names() {
            self.remove_name(name);
        }
        Some(entry)
    }

    fn remove_name(&mut self, name: &E::Name) {
        if let Some(at) = self.collisions.iter().position(|(own, _)| own == name) {
            self.collisions.swap_remove(at);
            return;
        }
        self.names.remove(&name.hash());
        // Another name of the same hash takes its place.
        let mut collisions = self.collisions.iter();
        if let Some(at) = collisions.position(|(own, _)| own.hash() == name.hash()) {
            let (_, entry) = self.collisions.swap_remove(at);
            self.names.insert(name.hash(), entry);
        }
    }
}

/// An iterator over the entries of a snapshot.
pub(crate) struct Entries<'s, E: Entry>(Values<'s, E::Id, Arc<E>, DefaultSharedPtr>);

impl<'s, E: Entry> Iterator for Entries<'s, E> {
    type Item = &'s E;

    fn next(&mut self) -> Option<&'s E> {
        self.0.next().map(Arc::as_ref)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<E: Entry> DoubleEndedIterator for Entries<'_, E> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(Arc::as_ref)
    }
}
