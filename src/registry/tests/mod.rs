//! Tests that look inside: the index against the snapshot, and a writer that panics in
//! the middle of a publication.

mod crash;
mod model;

use super::{Calendar, Registry};
use crate::backend::Backend;
use crate::day::{JulianDay, YearMonthDay};
use crate::error::DateError;
use crate::properties::Properties;
use crate::sync::{Arc, Found, Ordering};

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
    registry.tag.load(Ordering::Relaxed) % 2 == 1
}

/// At rest, the index is the snapshot, name by name and pointer by pointer.
#[track_caller]
fn assert_index_is_the_snapshot(registry: &Registry) {
    assert!(!is_odd(registry));
    let snapshot = registry.snapshot();
    let mut indexed = registry.index.names();
    indexed.sort();
    let named: Vec<_> = snapshot.names().into_iter().cloned().collect();
    assert_eq!(indexed, named);
    assert_eq!(snapshot.count_names(), named.len());
    for name in named {
        let Found::Present(found) = registry.index.try_get(name.folded()) else {
            panic!("{name} is not in the index")
        };
        let listed = snapshot
            .find(name.folded())
            .expect("its name is listed")
            .as_ref();
        assert!(core::ptr::eq(found, listed), "{name} leads elsewhere");
        assert_eq!(snapshot.get(listed.id()), Some(listed));
        assert!(listed.names().contains(&name));
    }
}

#[test]
fn tags_are_even_and_never_the_same() {
    let (one, two) = (Registry::new(), Registry::with_builtins());
    let alive = Arc::new(());
    let mut tags = vec![];
    for registry in [&one, &two, &one, &two] {
        tags.push(registry.tag.load(Ordering::Relaxed));
        registry.register(Numbered::new(&["a"], 1, &alive)).unwrap();
        tags.push(registry.tag.load(Ordering::Relaxed));
        registry
            .register(Numbered::new(&["a"], 1, &alive))
            .unwrap_err();
        assert_eq!(tags.last(), Some(&registry.tag.load(Ordering::Relaxed)));
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
