//! [`Draft`]: the next state, while a writer checks and edits it.

use super::snapshot::Snapshot;
use super::{Entry, Key};
use crate::sync::Arc;

/// The entry that an edit is about.
pub(crate) enum Target<E: Entry> {
    /// The entry that has this name.
    Named(E::Name),
    /// This entry itself, not one that replaced it.
    Exactly { id: E::Id, handle: E::Handle },
}

/// Why an edit is rejected. The draft is unchanged then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Conflict<N, H> {
    /// Another entry has the name.
    Taken { name: N, holder: H },
    /// No entry has the name.
    Unknown { name: N },
    /// The entry has been replaced by the current one, or removed.
    Stale { current: Option<H> },
}

pub(super) type Rejected<E> = Conflict<<E as Entry>::Name, <E as Entry>::Handle>;

/// The next snapshot, and what a writer must know of its differences to the current one.
pub(crate) struct Draft<E: Entry> {
    pub(super) next: Snapshot<E>,
    /// The hashes of names that may lead to another entry than before.
    pub(super) touched: Vec<u64>,
    /// The ids that may lead to another entry than before.
    pub(super) touched_ids: Vec<E::Id>,
    /// The entries that were removed. They are retired with the replaced snapshot, so that none is
    /// dropped while the writer holds the mutex, even if it was never published.
    pub(super) displaced: Vec<Arc<E>>,
}

impl<E: Entry> Draft<E> {
    /// Creates a draft for a new store.
    pub(crate) fn empty() -> Self {
        Draft {
            next: Snapshot::empty(),
            touched: Vec::new(),
            touched_ids: Vec::new(),
            displaced: Vec::new(),
        }
    }

    /// Creates a draft of the snapshot that follows the current one.
    pub(super) fn of(current: &Snapshot<E>) -> Self {
        Draft {
            next: current.next(),
            touched: Vec::new(),
            touched_ids: Vec::new(),
            displaced: Vec::new(),
        }
    }

    /// Returns the first state of a store: one publication, unless it is empty.
    pub(super) fn into_snapshot(self) -> Snapshot<E> {
        if self.is_unchanged() {
            self.next
        } else {
            self.next.next()
        }
    }

    /// Returns whether there is nothing to publish.
    pub(super) fn is_unchanged(&self) -> bool {
        self.touched.is_empty() && self.displaced.is_empty()
    }

    /// Returns the number of entries.
    pub(crate) fn len(&self) -> usize {
        self.next.len()
    }

    /// Adds a new entry. `make` is called after the names were checked.
    pub(crate) fn register(
        &mut self,
        names: &Arc<[E::Name]>,
        make: impl FnOnce(Arc<[E::Name]>) -> Arc<E>,
    ) -> Result<E::Handle, Rejected<E>> {
        self.check_available(names, None)?;
        Ok(self.insert(make(Arc::clone(names))))
    }

    /// Replaces an entry by one with the same id. The name that the entry was addressed by (its first
    /// one for [`Target::Exactly`]) stays one of the names, so an entry never loses all of them.
    pub(crate) fn replace(
        &mut self,
        target: &Target<E>,
        names: &Arc<[E::Name]>,
        make: impl FnOnce(E::Id, Arc<[E::Name]>) -> Arc<E>,
    ) -> Result<E::Handle, Rejected<E>> {
        let old = self.find(target)?;
        let id = old.id();
        let addressed = match target {
            Target::Named(name) => old.names().iter().find(|own| *own == name),
            Target::Exactly { .. } => old.names().first(),
        };
        let names = match addressed.filter(|name| !names.contains(name)) {
            Some(kept) => names.iter().chain([kept]).cloned().collect(),
            None => Arc::clone(names),
        };
        self.check_available(&names, Some(id))?;
        self.remove(id);
        Ok(self.insert(make(id, names)))
    }

    /// Removes an entry with all its names.
    pub(crate) fn unregister(&mut self, target: &Target<E>) -> Result<E::Handle, Rejected<E>> {
        let old = self.find(target)?;
        let (id, handle) = (old.id(), old.handle().clone());
        self.remove(id);
        Ok(handle)
    }

    /// Returns the entry that an edit is about.
    pub(crate) fn find(&self, target: &Target<E>) -> Result<&E, Rejected<E>> {
        match target {
            Target::Named(name) => {
                let unknown = || Conflict::Unknown { name: name.clone() };
                self.next.holder(name).ok_or_else(unknown)
            }
            Target::Exactly { id, handle } => match self.next.get(*id) {
                Some(current) if current.handle() == handle => Ok(current),
                current => Err(Conflict::Stale {
                    current: current.map(|entry| entry.handle().clone()),
                }),
            },
        }
    }

    /// Checks that the names are free, or held by the entry that is `replaced`.
    fn check_available(
        &self,
        names: &[E::Name],
        replaced: Option<E::Id>,
    ) -> Result<(), Rejected<E>> {
        for name in names {
            let holder = self.next.holder(name);
            if let Some(holder) = holder.filter(|holder| Some(holder.id()) != replaced) {
                return Err(Conflict::Taken {
                    name: name.clone(),
                    holder: holder.handle().clone(),
                });
            }
        }
        Ok(())
    }

    fn insert(&mut self, entry: Arc<E>) -> E::Handle {
        self.touch(&entry);
        self.next.insert(&entry);
        entry.handle().clone()
    }

    fn remove(&mut self, id: E::Id) {
        if let Some(entry) = self.next.remove(id) {
            self.touch(&entry);
            self.displaced.push(entry);
        }
    }

    fn touch(&mut self, entry: &E) {
        self.touched.extend(entry.names().iter().map(Key::hash));
        self.touched_ids.push(entry.id());
    }
}
