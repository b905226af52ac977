//! The ways to find a calendar by its name that are compared: the registry's, and the peers'.
//!
//! The peers do the same work on the same sequence of names, except that they know one spelling of
//! each: the registry folds case and separators as well. Those that count must count: what a
//! lock guards cannot be used once it is left, so there the `Arc` is cloned.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hint::black_box;
use std::sync::{Arc, RwLock};

use arc_swap::{ArcSwap, Cache};
use calendar_registry::Registry;
use dashmap::DashMap;
use foldhash::fast::RandomState;
use scc::hash_index::Entry;

use crate::backend::{Shared, named};
use crate::icu;

/// A way to look names up.
pub struct Way {
    /// What the report calls it.
    pub name: &'static str,
    /// Looks all of them up, one after the other. What is kept between lookups
    /// (a pin, a cache) is kept for all of them.
    pub look: Look,
    /// Makes the change of this number: in turn, a name is added, one gets another
    /// calendar, the added one is removed.
    pub change: Option<Box<dyn Fn(usize) + Send + Sync>>,
}

/// Looks names up.
pub type Look = Box<dyn Fn(&[&str]) + Send + Sync>;

/// What the ways are called where the report has to know.
pub mod name {
    #![allow(missing_docs, reason = "they say what they are")]
    pub const PINNED: &str = "registry, pinned once";
    pub const PIN_EACH: &str = "registry, a pin each";
    pub const OWNED: &str = "registry, owned";
    pub const FLOOR: &str = "HashMap, no synchronisation";
    pub const RWLOCK: &str = "RwLock<HashMap>, Arc clone";
    pub const PARKING_LOT: &str = "parking_lot::RwLock<HashMap>, Arc clone";
    pub const DASHMAP: &str = "DashMap::get";
    pub const PAPAYA: &str = "papaya, a pin each";
    pub const SCC: &str = "scc::HashIndex, a guard each";
    pub const ARC_SWAP: &str = "ArcSwap<HashMap>, load";
    pub const CACHE: &str = "arc_swap::Cache<HashMap>";
    pub const ICU: &str = "ICU4X, parse to AnyCalendar";
}

/// A map of one spelling each.
pub type Plain = HashMap<&'static str, Shared, RandomState>;

/// A registry of these names.
#[must_use]
pub fn registry(names: &[&'static str]) -> Registry {
    let registry = Registry::new();
    registry
        .update(|batch| {
            names
                .iter()
                .try_for_each(|name| batch.register(named(name)))
        })
        .unwrap();
    registry
}

/// A map of these names.
#[must_use]
pub fn plain(names: &[&'static str]) -> Plain {
    names.iter().map(|name| (*name, named(name))).collect()
}

/// All ways over these names. What they look in lives as long as the process.
#[must_use]
pub fn all(names: &'static [&'static str]) -> Vec<Way> {
    let mut all = Vec::from(ours(names));
    all.extend([
        floor(names),
        rwlock(names),
        parking_lot(names),
        dashmap(names),
        papaya(names),
        scc(names),
        arc_swap(names),
        cached(names),
    ]);
    all
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// As the compiler must not know what is asked for and what comes of it.
#[inline(always)]
fn each(names: &[&str], look: impl Fn(&str)) {
    for name in names {
        look(black_box(name));
    }
}

/// The name that a writer adds and removes.
const ADDED: &str = "added by the writer";

enum Change {
    Insert(&'static str),
    Remove(&'static str),
}

fn change(number: usize, names: &[&'static str]) -> Change {
    match number % 3 {
        0 => Change::Insert(ADDED),
        1 => Change::Insert(names[(number / 3) % names.len()]),
        _ => Change::Remove(ADDED),
    }
}

/// A way whose map is changed by inserting and removing.
fn way(
    name: &'static str,
    names: &'static [&'static str],
    look: impl Fn(&[&str]) + Send + Sync + 'static,
    apply: impl Fn(Change) + Send + Sync + 'static,
) -> Way {
    Way {
        name,
        look: Box::new(look),
        change: Some(Box::new(move |number| apply(change(number, names)))),
    }
}

/// The registry's three ways.
#[must_use]
pub fn ours(names: &'static [&'static str]) -> [Way; 3] {
    let registry = leak(registry(names));
    let write = move |change| match change {
        Change::Insert(ADDED) => drop(registry.register(named(ADDED)).unwrap()),
        Change::Insert(name) => drop(registry.replace(name, named(name)).unwrap()),
        Change::Remove(name) => drop(registry.unregister(name).unwrap()),
    };
    let pinned = move |names: &[&str]| {
        let pin = registry.pin();
        each(names, |name| {
            black_box(pin.resolve(name).unwrap());
        });
    };
    let pin_each = move |names: &[&str]| {
        each(names, |name| {
            black_box(registry.pin().resolve(name).unwrap());
        });
    };
    let owned = move |names: &[&str]| {
        each(names, |name| {
            black_box(registry.resolve(name).unwrap());
        });
    };
    [
        way(name::PINNED, names, pinned, write),
        way(name::PIN_EACH, names, pin_each, write),
        way(name::OWNED, names, owned, write),
    ]
}

/// What cannot be beaten by any map: nothing is shared, and nobody can change it.
#[must_use]
pub fn floor(names: &[&'static str]) -> Way {
    let map = leak(plain(names));
    Way {
        name: name::FLOOR,
        look: Box::new(move |names| {
            each(names, |name| {
                black_box(map.get(name).unwrap());
            });
        }),
        change: None,
    }
}

fn change_plain(map: &mut Plain, change: Change) -> Option<Shared> {
    match change {
        Change::Insert(name) => map.insert(name, named(name)),
        Change::Remove(name) => map.remove(name),
    }
}

fn rwlock(names: &'static [&'static str]) -> Way {
    let map = leak(RwLock::new(plain(names)));
    way(
        name::RWLOCK,
        names,
        |names| {
            each(names, |name| {
                black_box(Arc::clone(map.read().unwrap().get(name).unwrap()));
            });
        },
        |change| drop(change_plain(&mut map.write().unwrap(), change)),
    )
}

fn parking_lot(names: &'static [&'static str]) -> Way {
    let map = leak(parking_lot::RwLock::new(plain(names)));
    way(
        name::PARKING_LOT,
        names,
        |names| {
            each(names, |name| {
                black_box(Arc::clone(map.read().get(name).unwrap()));
            });
        },
        |change| drop(change_plain(&mut map.write(), change)),
    )
}

/// The registry's own index is one of these, but asked by `try_get`.
fn dashmap(names: &'static [&'static str]) -> Way {
    let map: &DashMap<&str, Shared, RandomState> = leak(plain(names).into_iter().collect());
    way(
        name::DASHMAP,
        names,
        |names| {
            each(names, |name| {
                black_box(map.get(name).unwrap().value());
            });
        },
        |change| match change {
            Change::Insert(name) => drop(map.insert(name, named(name))),
            Change::Remove(name) => drop(map.remove(name)),
        },
    )
}

fn papaya(names: &'static [&'static str]) -> Way {
    let map: &papaya::HashMap<&str, Shared, RandomState> = leak(plain(names).into_iter().collect());
    way(
        name::PAPAYA,
        names,
        |names| {
            each(names, |name| {
                black_box(map.pin().get(name).unwrap());
            });
        },
        |change| match change {
            Change::Insert(name) => _ = map.pin().insert(name, named(name)),
            Change::Remove(name) => _ = map.pin().remove(name),
        },
    )
}

/// A reader finds nothing at times while the entry is updated, so that is no reason to panic.
fn scc(names: &'static [&'static str]) -> Way {
    let map: &scc::HashIndex<&str, Shared, RandomState> = leak(scc::HashIndex::default());
    for (name, calendar) in plain(names) {
        _ = map.insert_sync(name, calendar);
    }
    way(
        name::SCC,
        names,
        |names| {
            each(names, |name| {
                _ = black_box(map.peek_with(name, |_, calendar| _ = black_box(calendar)));
            });
        },
        |change| match change {
            Change::Insert(name) => match map.entry_sync(name) {
                Entry::Occupied(mut entry) => entry.update(named(name)),
                Entry::Vacant(entry) => _ = entry.insert_entry(named(name)),
            },
            Change::Remove(name) => _ = map.remove_sync(name),
        },
    )
}

/// Puts a changed copy of the whole map in the place of the old one.
fn copy_and_swap(map: &ArcSwap<Plain>, change: Change) {
    let mut copy = Plain::clone(&map.load());
    change_plain(&mut copy, change);
    map.store(Arc::new(copy));
}

fn arc_swap(names: &'static [&'static str]) -> Way {
    let map = leak(ArcSwap::from_pointee(plain(names)));
    way(
        name::ARC_SWAP,
        names,
        |names| {
            each(names, |name| {
                black_box(map.load().get(name).unwrap());
            });
        },
        |change| copy_and_swap(map, change),
    )
}

thread_local! {
    /// Keeps the whole map alive for as long as the thread does not look.
    static CACHES: RefCell<Vec<Cache<&'static ArcSwap<Plain>, Arc<Plain>>>> =
        const { RefCell::new(Vec::new()) };
}

fn cached(names: &'static [&'static str]) -> Way {
    let map = leak(ArcSwap::from_pointee(plain(names)));
    way(
        name::CACHE,
        names,
        |names| {
            CACHES.with_borrow_mut(|caches| {
                let mine = caches
                    .iter()
                    .position(|cache| std::ptr::eq(cache.arc_swap(), map));
                let mine = mine.unwrap_or_else(|| {
                    caches.push(Cache::new(map));
                    caches.len() - 1
                });
                let cache = &mut caches[mine];
                for name in names {
                    black_box(cache.load().get(black_box(*name)).unwrap());
                }
            });
        },
        |change| copy_and_swap(map, change),
    )
}

/// ICU4X has no registry: it parses the name and makes the calendar. It knows names of its own
/// (`names::ICU_NAMES`).
#[must_use]
pub fn icu() -> Way {
    Way {
        name: name::ICU,
        look: Box::new(|names| {
            each(names, |name| {
                black_box(icu::resolve(name.as_bytes()).unwrap());
            });
        }),
        change: None,
    }
}
