//! [`Plan`]: what brings a registry from the applied definitions to those of a set.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use calendar_registry::{Backend, Calendar, CalendarId, ChangeError, Name, Snapshot, UpdateError};

use super::checked::{Checked, CheckedSet};
use super::error::ApplyError;
use crate::definition::{Definition, MAX_DEPTH, MAX_PARTS};

/// A calendar that the applier has registered.
#[derive(Debug)]
pub(super) struct Applied {
    definition: Arc<Definition>,
    names: Vec<Name>,
    bases: Vec<Base>,
    /// The registration. `None` only while its plan is not published.
    pub(super) calendar: Option<Calendar>,
}

impl Applied {
    /// Pairs the definition with each of its names.
    pub(super) fn definition_by_name(&self) -> impl Iterator<Item = (Name, Arc<Definition>)> {
        let pair = |name: &Name| (name.clone(), Arc::clone(&self.definition));
        self.names.iter().map(pair)
    }
}

/// What the name of a base calendar meant when a calendar was made.
#[derive(Clone, PartialEq, Debug)]
enum Base {
    /// The definition with this first name.
    Definition(Name),
    /// A calendar of other code.
    Registered(Calendar),
    /// Nothing.
    Missing,
}

/// One change of the registry.
pub(super) enum Operation {
    Remove(Calendar),
    Replace {
        key: Name,
        old: Calendar,
        backend: Arc<dyn Backend>,
    },
    Register {
        key: Name,
        backend: Arc<dyn Backend>,
        /// Whether the calendar was removed by the same plan, to free its names.
        again: bool,
    },
    /// Gives a calendar an alias back that other code had added.
    KeepAlias {
        key: Name,
        alias: Name,
    },
}

/// The operations in their order, and what is applied after them.
pub(super) struct Plan {
    pub(super) operations: Vec<Operation>,
    pub(super) applied: BTreeMap<Name, Applied>,
}

impl Plan {
    /// Compares a set with what is applied, in one snapshot of the registry.
    pub(super) fn new(
        set: &CheckedSet<'_>,
        applied: &BTreeMap<Name, Applied>,
        snapshot: &Snapshot,
    ) -> Result<Self, ApplyError> {
        let mut planner = Planner {
            set,
            applied,
            snapshot,
            owned: owned(applied, snapshot),
            made: HashMap::new(),
            in_progress: BTreeSet::new(),
        };
        for definition in &set.definitions {
            planner.check_names(definition)?;
        }
        for index in 0..set.definitions.len() {
            planner.make(index, 0)?;
        }
        Ok(planner.finish())
    }

    /// Says which definition the registry has rejected.
    pub(super) fn explain(&self, error: UpdateError<ChangeError>) -> ApplyError {
        let operation = error.index.and_then(|index| self.operations.get(index));
        match operation {
            Some(
                Operation::Replace { key, .. }
                | Operation::Register { key, .. }
                | Operation::KeepAlias { key, .. },
            ) => ApplyError::Rejected {
                definition: key.clone(),
                error: error.reason,
            },
            // A removal fails only if other code has changed the calendar.
            Some(Operation::Remove(_)) | None => ApplyError::Contended,
        }
    }
}

/// An applied calendar that is still the applier's.
struct Owned<'p> {
    key: &'p Name,
    /// The current registration. It may have more names than the applier gave it.
    current: &'p Calendar,
}

/// Returns the applied calendars that other code has neither replaced nor removed.
fn owned<'p>(
    applied: &'p BTreeMap<Name, Applied>,
    snapshot: &'p Snapshot,
) -> HashMap<CalendarId, Owned<'p>> {
    let current = applied.iter().filter_map(|(key, applied)| {
        let own = applied.calendar.as_ref()?;
        let current = snapshot.get(own.id())?;
        // An alias makes a new registration of the same backend.
        let same = current == own || Arc::ptr_eq(current.backend(), own.backend());
        same.then(|| (own.id(), Owned { key, current }))
    });
    current.collect()
}

/// A calendar of the set: made, or taken from what is applied.
struct Made {
    backend: Arc<dyn Backend>,
    bases: Vec<Base>,
    is_new: bool,
    /// 1 without a base in the set, one more than the highest of its bases otherwise.
    height: usize,
    /// The number of definitions that it consists of, this one included.
    parts: usize,
}

struct Planner<'p> {
    set: &'p CheckedSet<'p>,
    applied: &'p BTreeMap<Name, Applied>,
    snapshot: &'p Snapshot,
    owned: HashMap<CalendarId, Owned<'p>>,
    /// By the position in the set.
    made: HashMap<usize, Made>,
    in_progress: BTreeSet<usize>,
}

impl<'p> Planner<'p> {
    /// Checks that no name of a definition belongs to other code.
    fn check_names(&self, definition: &Checked<'_>) -> Result<(), ApplyError> {
        for name in &definition.names {
            let Ok(holder) = self.snapshot.resolve(name.as_str()) else {
                continue;
            };
            let own = self.owned.get(&holder.id()).is_some_and(|owned| {
                let applied = self.applied.get(owned.key);
                *owned.key == definition.key
                    || applied.is_some_and(|applied| applied.names.contains(name))
            });
            if let Some(holder) = holder.names().first().filter(|_| !own) {
                return Err(ApplyError::NameTaken {
                    definition: definition.key.clone(),
                    name: name.clone(),
                    holder: holder.clone(),
                });
            }
        }
        Ok(())
    }

    /// Makes the calendar of a definition, after those that it is based on.
    fn make(&mut self, index: usize, depth: usize) -> Result<(), ApplyError> {
        let set = self.set;
        let Some(checked) = set.definitions.get(index) else {
            debug_assert!(false, "positions come from the set");
            return Ok(());
        };
        if self.made.contains_key(&index) {
            return Ok(());
        }
        if !self.in_progress.insert(index) {
            let definition = checked.key.clone();
            return Err(ApplyError::Circle { definition });
        }
        let too_deep = || ApplyError::TooDeep {
            definition: checked.key.clone(),
            limit: MAX_DEPTH,
        };
        let (mut height, mut parts) = (1_usize, 1_usize);
        let (mut bases, mut bases_are_new) = (Vec::new(), false);
        for (_, name) in checked.definition.bases() {
            // Bounds the recursion.
            let deeper = depth.saturating_add(1);
            if deeper > MAX_DEPTH {
                return Err(too_deep());
            }
            if let Some(base) = Name::new(name).ok().and_then(|name| set.find(&name)) {
                self.make(base, deeper)?;
                if let Some(made) = self.made.get(&base) {
                    height = height.max(made.height.saturating_add(1));
                    parts = parts.saturating_add(made.parts);
                    bases_are_new |= made.is_new;
                }
            }
            bases.push(self.base(name));
        }
        if height > MAX_DEPTH {
            return Err(too_deep());
        }
        if parts > MAX_PARTS {
            return Err(ApplyError::TooLarge {
                definition: checked.key.clone(),
                limit: MAX_PARTS,
            });
        }
        let unchanged = self.current_of(checked).filter(|(applied, _)| {
            !bases_are_new
                && applied.bases == bases
                && (Arc::ptr_eq(&applied.definition, checked.definition)
                    || applied.definition == *checked.definition)
        });
        let (backend, is_new) = match unchanged {
            Some((_, current)) => (Arc::clone(current.backend()), false),
            None => (self.build(checked)?, true),
        };
        self.in_progress.remove(&index);
        self.made.insert(
            index,
            Made {
                backend,
                bases,
                is_new,
                height,
                parts,
            },
        );
        Ok(())
    }

    fn build(&self, checked: &Checked<'_>) -> Result<Arc<dyn Backend>, ApplyError> {
        let base = |name: &str| self.backend(name);
        let built = checked.definition.build(&base);
        built.map_err(|error| ApplyError::Build {
            definition: checked.key.clone(),
            error: error.into(),
        })
    }

    /// Says what the name of a base calendar means now.
    fn base(&self, name: &str) -> Base {
        let in_set = Name::new(name).ok().and_then(|name| self.set.find(&name));
        if let Some(base) = in_set.and_then(|index| self.set.definitions.get(index)) {
            return Base::Definition(base.key.clone());
        }
        match self.foreign(name) {
            Some(calendar) => Base::Registered(calendar.clone()),
            None => Base::Missing,
        }
    }

    /// Returns the backend that the name of a base calendar means now.
    fn backend(&self, name: &str) -> Option<Arc<dyn Backend>> {
        let in_set = Name::new(name).ok().and_then(|name| self.set.find(&name));
        match in_set {
            Some(index) => Some(Arc::clone(&self.made.get(&index)?.backend)),
            None => Some(Arc::clone(self.foreign(name)?.backend())),
        }
    }

    /// Returns the calendar of other code. A calendar of the applier that is not in the set any more
    /// is about to be removed, so nothing can be based on it.
    fn foreign(&self, name: &str) -> Option<&'p Calendar> {
        let calendar = self.snapshot.resolve(name).ok()?;
        (!self.owned.contains_key(&calendar.id())).then_some(calendar)
    }

    /// Returns what is applied for a definition's first name, and its current registration.
    fn current_of(&self, checked: &Checked<'_>) -> Option<(&'p Applied, &'p Calendar)> {
        let applied = self.applied.get(&checked.key)?;
        let owned = self.owned.get(&applied.calendar.as_ref()?.id())?;
        Some((applied, owned.current))
    }

    /// Lists the operations: first removals, so that names are free, then replacements, which free
    /// more names, then registrations.
    fn finish(mut self) -> Plan {
        let moved = self.losing_names();
        let (mut removals, mut replacements) = (self.removals(), Vec::new());
        let (mut registrations, mut aliases) = (Vec::new(), Vec::new());
        let mut applied = BTreeMap::new();
        for (index, checked) in self.set.definitions.iter().enumerate() {
            let Some(made) = self.made.remove(&index) else {
                debug_assert!(false, "all definitions are made");
                continue;
            };
            let current = self.current_of(checked);
            let (key, backend) = (checked.key.clone(), made.backend);
            match current {
                _ if !made.is_new => {}
                None => registrations.push(Operation::Register {
                    key,
                    backend,
                    again: false,
                }),
                Some((old_applied, old)) => {
                    aliases.extend(kept_aliases(old_applied, old, checked));
                    let old = old.clone();
                    if moved.contains(&checked.key) {
                        removals.push(Operation::Remove(old));
                        registrations.push(Operation::Register {
                            key,
                            backend,
                            again: true,
                        });
                    } else {
                        replacements.push(Operation::Replace { key, old, backend });
                    }
                }
            }
            applied.insert(
                checked.key.clone(),
                Applied {
                    definition: Arc::clone(checked.definition),
                    names: checked.names.clone(),
                    bases: made.bases,
                    calendar: current.map(|(_, current)| current.clone()),
                },
            );
        }
        let rest = replacements.into_iter().chain(registrations).chain(aliases);
        Plan {
            operations: removals.into_iter().chain(rest).collect(),
            applied,
        }
    }

    /// Returns the removals of calendars whose first name is not in the set. The order is that of the
    /// ids, so that it does not depend on the hash map.
    fn removals(&self) -> Vec<Operation> {
        let gone = |owned: &&Owned<'_>| {
            let index = self.set.find(owned.key);
            let definition = index.and_then(|index| self.set.definitions.get(index));
            definition.is_none_or(|definition| definition.key != *owned.key)
        };
        let mut gone: Vec<_> = self.owned.values().filter(gone).collect();
        gone.sort_unstable_by_key(|owned| owned.key);
        let removal = |owned: &Owned<'_>| Operation::Remove(owned.current.clone());
        gone.into_iter().map(removal).collect()
    }

    /// Returns the first names of calendars that lose a name to another calendar of the set. Two
    /// calendars can exchange names, so neither can be replaced first: these are removed and
    /// registered again.
    fn losing_names(&self) -> BTreeSet<Name> {
        let mut losing = BTreeSet::new();
        for checked in &self.set.definitions {
            for name in &checked.names {
                let holder = self.snapshot.resolve(name.as_str()).ok();
                let owned = holder.and_then(|holder| self.owned.get(&holder.id()));
                if let Some(owned) = owned.filter(|owned| *owned.key != checked.key) {
                    losing.insert(owned.key.clone());
                }
            }
        }
        losing
    }
}

/// Returns the aliases that other code has given to a calendar that is replaced.
fn kept_aliases(
    applied: &Applied,
    current: &Calendar,
    checked: &Checked<'_>,
) -> impl Iterator<Item = Operation> {
    let added = current.names().iter();
    let added = added.filter(|name| !applied.names.contains(name) && !checked.names.contains(name));
    let keep = |alias: &Name| Operation::KeepAlias {
        key: checked.key.clone(),
        alias: alias.clone(),
    };
    added.map(keep).collect::<Vec<_>>().into_iter()
}
