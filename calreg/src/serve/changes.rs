//! [`Changes`]: the latest changes of the registry, by comparing what two requests see.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use calendar_registry::{Backend, Calendar, Registry, Snapshot};
use serde::Serialize;
use utoipa::ToSchema;

/// The number of changes that are kept.
const MOST_CHANGES: usize = 20;
/// The number of names that a change lists.
const MOST_NAMES: usize = 20;

/// The latest changes of the registry.
#[derive(Debug)]
pub(super) struct Changes(Mutex<Log>);

#[derive(Debug)]
struct Log {
    generation: u64,
    known: BTreeMap<u64, Known>,
    /// The latest one first.
    changes: VecDeque<Change>,
}

/// What is compared of a calendar. It does not keep the backend alive.
#[derive(Debug)]
struct Known {
    names: Vec<String>,
    backend: Weak<dyn Backend>,
}

/// The latest changes, and the generation that they lead to.
#[derive(Serialize, ToSchema, Debug)]
pub(super) struct ChangesView {
    /// The number of changes that the registry has published.
    generation: u64,
    /// The latest changes since the start of the server, the newest first. Changes between two requests
    /// are one entry.
    changes: Vec<Change>,
}

/// A difference between two generations.
#[derive(Clone, Serialize, ToSchema, Debug)]
struct Change {
    /// The generation after the change.
    generation: u64,
    /// The primary names of new calendars.
    registered: Vec<String>,
    /// The primary names of calendars with another backend or other names.
    replaced: Vec<String>,
    /// The primary names of removed calendars.
    removed: Vec<String>,
    /// The number of names that are left out. Absent if all are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

impl Changes {
    /// Compares with the present state from now on.
    pub(super) fn since_now(registry: &Registry) -> Self {
        let snapshot = registry.snapshot();
        Changes(Mutex::new(Log {
            generation: snapshot.generation(),
            known: known(&snapshot),
            changes: VecDeque::new(),
        }))
    }

    /// Returns the latest changes, those since the last call included.
    pub(super) fn latest(&self, registry: &Registry) -> ChangesView {
        // The comparison does not call backends, so the lock is held.
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if registry.generation() != log.generation {
            log.observe(&registry.snapshot());
        }
        ChangesView {
            generation: log.generation,
            changes: log.changes.iter().cloned().collect(),
        }
    }
}

impl Log {
    fn observe(&mut self, snapshot: &Snapshot) {
        let new = known(snapshot);
        let name = |(_, known): (&u64, &Known)| known.names.first().cloned().unwrap_or_default();
        let registered = new.iter().filter(|(id, _)| !self.known.contains_key(id));
        let removed = self.known.iter().filter(|(id, _)| !new.contains_key(id));
        let replaced = new.iter().filter(|(id, after)| {
            let before = self.known.get(id);
            before.is_some_and(|before| !after.is_same(before))
        });
        let mut more = 0_usize;
        let mut cut = |mut names: Vec<String>| {
            more = more.saturating_add(names.len().saturating_sub(MOST_NAMES));
            names.truncate(MOST_NAMES);
            names
        };
        let mut change = Change {
            generation: snapshot.generation(),
            registered: cut(registered.map(name).collect()),
            replaced: cut(replaced.map(name).collect()),
            removed: cut(removed.map(name).collect()),
            more: None,
        };
        change.more = Some(more).filter(|more| *more > 0);
        self.changes.push_front(change);
        self.changes.truncate(MOST_CHANGES);
        self.generation = snapshot.generation();
        self.known = new;
    }
}

impl Known {
    fn of(calendar: &Calendar) -> Self {
        Known {
            names: calendar.names().iter().map(ToString::to_string).collect(),
            backend: Arc::downgrade(calendar.backend()),
        }
    }

    /// A weak reference keeps the memory of a dropped backend, so no later one has its address.
    fn is_same(&self, other: &Self) -> bool {
        self.backend.ptr_eq(&other.backend) && self.names == other.names
    }
}

fn known(snapshot: &Snapshot) -> BTreeMap<u64, Known> {
    let calendars = snapshot.calendars();
    calendars
        .map(|calendar| (calendar.id().number(), Known::of(calendar)))
        .collect()
}

#[cfg(test)]
mod tests {
    use calendar_registry::{Renamed, calendars::Iso};

    use super::*;

    fn named(name: String) -> Renamed<Iso> {
        Renamed::new(Iso, [name])
    }

    #[test]
    fn changes_are_listed_the_newest_first() {
        let registry = Registry::with_builtins();
        let changes = Changes::since_now(&registry);
        assert!(changes.latest(&registry).changes.is_empty());
        registry.register(named("acme".to_owned())).unwrap();
        changes.latest(&registry);
        registry.replace("acme", named("acme".to_owned())).unwrap();
        changes.latest(&registry);
        registry.alias("acme-2", "acme").unwrap();
        changes.latest(&registry);
        registry.unregister("acme").unwrap();
        registry.register(named("other".to_owned())).unwrap();
        let latest = changes.latest(&registry);
        assert_eq!(latest.generation, registry.generation());
        let listed: Vec<_> = latest
            .changes
            .iter()
            .map(|change| {
                let lists = [&change.registered, &change.replaced, &change.removed];
                lists.map(|names| names.join(","))
            })
            .collect();
        let expected = [
            ["other", "", "acme"],
            ["", "acme", ""],
            ["", "acme", ""],
            ["acme", "", ""],
        ];
        assert_eq!(listed, expected);
        assert_eq!(changes.latest(&registry).changes.len(), expected.len());
    }

    #[test]
    fn changes_and_their_names_are_bounded() {
        let registry = Registry::new();
        let changes = Changes::since_now(&registry);
        for number in 0..=MOST_NAMES {
            registry.register(named(format!("many-{number}"))).unwrap();
        }
        let latest = changes.latest(&registry);
        assert_eq!(latest.changes[0].registered.len(), MOST_NAMES);
        assert_eq!(latest.changes[0].more, Some(1));
        for number in 0..=MOST_CHANGES {
            registry.register(named(format!("one-{number}"))).unwrap();
            changes.latest(&registry);
        }
        assert_eq!(changes.latest(&registry).changes.len(), MOST_CHANGES);
    }
}
