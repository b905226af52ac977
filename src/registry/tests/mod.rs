//! Tests that look inside: the index against the snapshot, the memo, and a writer that panics in
//! the middle of a publication.

mod collisions;
mod crash;
mod garbage;
mod handles;
mod memo;
mod model;
mod plain;
mod tags;

use std::thread;
use std::time::Duration;

use super::tags::Part;
use super::{Calendar, Registry};
use crate::backend::{Backend, DateError, Properties};
use crate::calendars::System;
use crate::day::{JulianDay, YearMonthDay};
use crate::name::Name;
use crate::sync::{Arc, Found, mpsc};

/// A backend with a number; the `Arc` counts those that are alive.
struct Numbered {
    names: Vec<String>,
    number: u64,
    _alive: Arc<()>,
}

impl Numbered {
    fn new(names: &[&str], number: u64, alive: &Arc<()>) -> Self {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Numbered {
            names,
            number,
            _alive: Arc::clone(alive),
        }
    }
}

impl Backend for Numbered {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn properties(&self) -> Properties {
        Properties::solar()
    }

    fn julian_day(&self, _date: YearMonthDay) -> Result<JulianDay, DateError> {
        Err(DateError::Overflow)
    }

    fn date(&self, _day: JulianDay) -> Result<YearMonthDay, DateError> {
        Err(DateError::Overflow)
    }

    fn is_leap_year(&self, _year: i32) -> bool {
        false
    }

    fn days_in_month(&self, _year: Option<i32>, _month: u8) -> Result<u8, DateError> {
        Ok(30)
    }
}

fn number(calendar: &Calendar) -> u64 {
    calendar
        .downcast_ref::<Numbered>()
        .expect("one of ours")
        .number
}

fn is_odd(registry: &Registry) -> bool {
    registry.tags.all().iter().any(|tag| tag % 2 == 1)
}

/// At rest, the index is the snapshot, name by name and pointer by pointer.
#[track_caller]
fn assert_index_is_the_snapshot(registry: &Registry) {
    assert!(!is_odd(registry));
    let snapshot = registry.snapshot();
    let mut indexed = registry.index.hashes();
    indexed.sort_unstable();
    let named: Vec<_> = snapshot.names().into_iter().cloned().collect();
    let mut hashes: Vec<u64> = named.iter().map(Name::hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(indexed, hashes);
    assert_eq!(snapshot.count_names(), named.len());
    for name in named {
        let Found::Present(found) = registry.index.try_get(name.hash()) else {
            panic!("{name} is not in the index")
        };
        let listed = snapshot.find_hash(name.hash()).expect("its hash is listed");
        assert!(
            core::ptr::eq(found, listed.as_ref()),
            "{name} leads elsewhere"
        );
        let listed = snapshot.resolve(name.as_str()).expect("its name is listed");
        assert_eq!(snapshot.get(listed.id()), Some(listed));
        assert!(listed.names().contains(&name));
    }
}

/// The tag of the part that a name belongs to.
fn tag_of(registry: &Registry, name: &str) -> u64 {
    registry
        .tags
        .read(Part::of(Name::new(name).unwrap().hash()))
}

#[test]
fn tags_are_even_and_never_the_same() {
    let (one, two) = (Registry::new(), Registry::with_builtins());
    let alive = Arc::new(());
    let mut tags = vec![];
    for registry in [&one, &two, &one, &two] {
        tags.push(tag_of(registry, "a"));
        registry.register(Numbered::new(&["a"], 1, &alive)).unwrap();
        tags.push(tag_of(registry, "a"));
        registry
            .register(Numbered::new(&["a"], 1, &alive))
            .unwrap_err();
        assert_eq!(tags.last(), Some(&tag_of(registry, "a")));
        registry.unregister("a").unwrap();
    }
    let count = tags.len();
    tags.sort_unstable();
    tags.dedup();
    assert_eq!(tags.len(), count);
    // 0 is what an empty memo slot has.
    assert!(tags.iter().all(|tag| *tag != 0 && tag % 2 == 0));
}

#[test]
fn one_threads_memo_serves_many_registries() {
    let alive = Arc::new(());
    let registries: Vec<Registry> = (0..4).map(|_| Registry::new()).collect();
    for (registry, number) in registries.iter().zip(0..) {
        registry
            .register(Numbered::new(&["same"], number, &alive))
            .unwrap();
    }
    for _ in 0..3 {
        for (registry, expected) in registries.iter().zip(0..) {
            let pin = registry.pin();
            assert_eq!(pin.resolve("same").map(number), Ok(expected));
            assert_eq!(pin.resolve("SAME").map(number), Ok(expected));
        }
    }
    // A registry in the place of one that is gone, and a name that it does not have.
    for _ in 0..50 {
        let registry = Registry::new();
        assert!(registry.pin().resolve("same").is_err());
        registry
            .register(Numbered::new(&["same"], 9, &alive))
            .unwrap();
        assert_eq!(registry.pin().resolve("same").map(number), Ok(9));
    }
}

#[test]
fn readers_need_no_turn() {
    let registry = Arc::new(Registry::with_builtins());
    let (done, wait) = mpsc::channel();
    let shared = Arc::clone(&registry);
    let read = move || {
        let pin = shared.pin();
        assert!(pin.resolve("julian").is_ok() && pin.resolve("nobody").is_err());
        assert!(pin.get(System::Julian).is_some() && shared.resolve("julian").is_ok());
        assert_eq!(shared.snapshot().generation(), shared.generation());
        assert_eq!(shared.stats().retired, 0);
        done.send(()).unwrap();
    };
    let (answer, reader) = registry.writers.turn(|_| {
        let reader = thread::spawn(read);
        (wait.recv_timeout(Duration::from_secs(20)), reader)
    });
    assert_eq!(answer, Ok(()));
    reader.join().unwrap();
}

#[test]
fn a_writer_looks_at_the_state_in_its_turn() {
    let alive = Arc::new(());
    let registry = Registry::new();
    let register = |number| {
        registry
            .register(Numbered::new(&["prize"], number, &alive))
            .is_ok()
    };
    let register = &register;
    let results: Vec<bool> = thread::scope(|scope| {
        let writers: Vec<_> = registry.writers.turn(|_| {
            let writers = (0..4).map(|number| scope.spawn(move || register(number)));
            let writers = writers.collect();
            // Long enough for all of them to come to the door.
            thread::sleep(Duration::from_millis(if cfg!(miri) { 1 } else { 100 }));
            writers
        });
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap())
            .collect()
    });
    assert_eq!(results.iter().filter(|won| **won).count(), 1);
    assert_eq!(registry.generation(), 1);
    assert_index_is_the_snapshot(&registry);
}

/// Also when the writer of the next state has just locked what a reader of this one probes.
#[test]
fn a_reader_does_not_wait_for_a_locked_index() {
    let alive = Arc::new(());
    let registry = Registry::new();
    let made = registry.register(Numbered::new(&["a"], 1, &alive)).unwrap();
    let name = &made.names()[0];
    registry.index.locked(name.hash(), || {
        assert!(matches!(registry.index.try_get(name.hash()), Found::Locked));
        for _ in 0..3 {
            assert_eq!(registry.pin().resolve("a"), Ok(&made));
        }
    });
    assert!(matches!(
        registry.index.try_get(name.hash()),
        Found::Present(_)
    ));
}

/// More names than the memo has slots, so that they push each other out.
#[test]
fn the_memo_may_be_too_small() {
    let alive = Arc::new(());
    let registry = Registry::new();
    let names: Vec<String> = (0..if cfg!(miri) { 70 } else { 300 })
        .map(|number| format!("name {number}"))
        .collect();
    registry
        .update(|batch| {
            let mut all = names.iter().zip(0..);
            all.try_for_each(|(name, number)| {
                batch.register(Numbered::new(&[name], number, &alive))
            })
        })
        .unwrap();
    let pin = registry.pin();
    for round in 0..3 {
        for (name, expected) in names.iter().zip(0..) {
            assert_eq!(pin.resolve(name).map(number), Ok(expected), "round {round}");
        }
        for name in names.iter().rev() {
            assert!(pin.resolve(format!("{name}x")).is_err());
        }
    }
    assert_index_is_the_snapshot(&registry);
}

/// Such spellings have one place in the memo, and the same ends.
#[test]
fn the_memo_tells_spellings_by_length_and_middle() {
    let alive = Arc::new(());
    let registry = Registry::new();
    let same_ends = |middle: &str| format!("abcdefgh{middle}hgfedcba");
    let mut names: Vec<String> = ["", "x", "y", "xy", "yx", "x.y", "x.z"]
        .map(same_ends)
        .into();
    names.extend((0..48).map(|at| {
        let mut middle = [b'm'; 48];
        middle[at] = b'n';
        same_ends(&String::from_utf8_lossy(&middle))
    }));
    names.extend((1..=64).map(|length| "a".repeat(length)));
    for (name, number) in names.iter().zip(0..) {
        let backend = Numbered::new(&[name], number, &alive);
        registry.register(backend).unwrap();
    }
    let pin = registry.pin();
    for (name, expected) in names.iter().zip(0..) {
        for (other, number_of_other) in [(name, expected), (&names[0], 0), (name, expected)] {
            assert_eq!(pin.resolve(other).map(number), Ok(number_of_other));
        }
        let longer = format!("{name}q");
        assert!(pin.resolve(&longer).is_err(), "{longer}");
    }
}
