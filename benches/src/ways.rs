//! The lookups to compare: the registry's and those of its peers.
//!
//! All look up the same sequence of names. The peers know one spelling of each name; the registry also
//! folds case and separators. A value behind a lock cannot be used after unlocking, so the locked maps
//! clone the `Arc`.

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

/// An implementation of lookups.
pub struct Way {
    /// The name in the report.
    pub name: &'static str,
    /// Looks up all names. A pin or a cache is kept from the first lookup to the last.
    pub look: Look,
    /// Makes a change, in rotation by its number: inserts a name, replaces a calendar, removes the
    /// inserted name.
    pub change: Option<Box<dyn Fn(usize) + Send + Sync>>,
}

/// Looks up names.
pub type Look = Box<dyn Fn(&[&str]) + Send + Sync>;

/// The names that the report refers to.
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

/// A map with one spelling of each name.
pub type Plain = HashMap<&'static str, Shared, RandomState>;

/// Creates a registry with these names.
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

/// Creates a map with these names.
#[must_use]
pub fn plain(names: &[&'static str]) -> Plain {
    names.iter().map(|name| (*name, named(name))).collect()
}

/// Creates all implementations with these names. Their maps are leaked.
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

/// Creates the implementations whose result is used: each lookup is followed by a call of the calendar,
/// which reads its memory. Their maps are leaked, and none of them changes.
#[must_use]
pub fn used(names: &'static [&'static str]) -> [Way; 4] {
    let registry = leak(registry(names));
    let plain = leak(plain(names));
    let dashmap: &DashMap<&str, Shared, RandomState> = leak(shared(plain));
    let papaya: &papaya::HashMap<&str, Shared, RandomState> = leak(shared(plain));
    let way = |name, look: Look| Way {
        name,
        look,
        change: None,
    };
    [
        way(
            name::PINNED,
            Box::new(|names| {
                let pin = registry.pin();
                each(names, |name| {
                    black_box(pin.resolve(name).unwrap().is_leap_year(YEAR));
                });
            }),
        ),
        way(
            name::FLOOR,
            Box::new(|names| {
                each(names, |name| {
                    black_box(plain.get(name).unwrap().is_leap_year(YEAR));
                });
            }),
        ),
        way(
            name::PAPAYA,
            Box::new(|names| {
                each(names, |name| {
                    black_box(papaya.pin().get(name).unwrap().is_leap_year(YEAR));
                });
            }),
        ),
        way(
            name::DASHMAP,
            Box::new(|names| {
                each(names, |name| {
                    black_box(dashmap.get(name).unwrap().is_leap_year(YEAR));
                });
            }),
        ),
    ]
}

/// The year that the results of [`used`] are asked about.
pub const YEAR: i32 = 2028;

/// Returns a map with the same entries.
fn shared<M: FromIterator<(&'static str, Shared)>>(plain: &Plain) -> M {
    let entries = plain.iter();
    entries
        .map(|(name, calendar)| (*name, Arc::clone(calendar)))
        .collect()
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Calls `look` for each name, hidden from the optimizer.
#[inline(always)]
fn each(names: &[&str], look: impl Fn(&str)) {
    for name in names {
        look(black_box(name));
    }
}

/// The name that the writer inserts and removes.
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

/// Creates an implementation whose map is changed by inserting and removing.
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

/// The three lookups of the registry.
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

/// The lower bound for maps: an immutable map without synchronization.
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

/// The registry's index is a `DashMap` too, read through `try_get`.
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

/// `scc` may miss an entry during its update, so a miss is not an error here.
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

/// Replaces the map by a changed copy.
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
    /// A cache keeps the old map alive until the thread's next lookup.
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

/// ICU4X has no registry: it parses the name and creates the calendar. It supports
/// `names::ICU_NAMES`.
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
