//! Handles of one registration, and what a thread remembers of names that it did not find.

use std::thread;

use super::{Numbered, number};
use crate::error::ResolveError;
use crate::name::NameError;
use crate::registry::{Calendar, Registry};
use crate::sync::{Arc, lane, lanes};

/// More than get a handle for each lane.
const MANY: u64 = if cfg!(miri) { 260 } else { 400 };

#[test]
fn handles_from_all_threads_are_of_one_registration() {
    let alive = Arc::new(());
    let registry = Registry::new();
    let made = registry.update(|batch| {
        (0..MANY).try_for_each(|at| batch.register(Numbered::new(&[&format!("{at}")], at, &alive)))
    });
    let made = made.unwrap();
    let resolve = || -> Vec<Calendar> {
        let name = |at: u64| at.to_string();
        (0..MANY)
            .map(|at| registry.resolve(name(at)).unwrap())
            .collect()
    };
    let threads = lanes() + 1;
    let all: Vec<Vec<Calendar>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(resolve)).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    for owned in &all {
        assert_eq!(*owned, made);
        assert!(
            owned
                .iter()
                .zip(0..)
                .all(|(calendar, at)| number(calendar) == at)
        );
    }
    // The same backend once more is another registration.
    let again = registry
        .replace("0", Arc::clone(made[0].backend()))
        .unwrap();
    assert_ne!(again, made[0]);
    assert_eq!(again.id(), made[0].id());
    drop((registry, again, made));
    assert_eq!(Arc::strong_count(&alive) as u64, MANY + 1);
    drop(all);
    assert_eq!(Arc::strong_count(&alive), 1);
}

#[test]
fn a_thread_stays_in_its_lane() {
    let own = lane();
    assert_eq!([lane(), lane()], [own; 2]);
    let other = thread::scope(|scope| scope.spawn(lane).join().unwrap());
    assert_ne!(other, own);
    assert_eq!(lane(), own);
}

/// Where the handles are that threads of all lanes are lent, one place for each thread.
fn places(registry: &Registry, name: &str) -> Vec<usize> {
    let place = || core::ptr::from_ref(registry.pin().resolve(name).unwrap()).addr();
    (0..4 * lanes())
        .map(|_| thread::scope(|scope| scope.spawn(place).join().unwrap()))
        .collect()
}

#[test]
fn the_first_calendars_have_a_handle_for_each_lane() {
    let alive = Arc::new(());
    let registry = Registry::new();
    for at in 0..=256 {
        let names = [format!("{at}")];
        registry
            .register(Numbered::new(&[&names[0]], at, &alive))
            .unwrap();
    }
    for spread in ["0", "255"] {
        let mut places = places(&registry, spread);
        let all = places.len();
        let first = places[0];
        places.retain(|place| *place != first);
        assert!(
            places.len() > all / 3,
            "{} of {all} are elsewhere",
            places.len()
        );
    }
    let places = places(&registry, "256");
    assert!(places.iter().all(|place| *place == places[0]));
}

#[test]
fn what_was_not_found_is_found_once_it_is_there() {
    let alive = Arc::new(());
    let (registry, other) = (Registry::new(), Registry::new());
    let long = "a name that is longer than sixteen bytes";
    let longest = "x".repeat(64);
    for name in [
        "a",
        "seven77",
        "exactly sixteen!",
        "sixteen-exactly2",
        long,
        &longest,
    ] {
        let see = |registry: &Registry| registry.pin().resolve(name).map(number);
        for round in 0..3 {
            let invalid = name
                .contains('!')
                .then_some(NameError::Byte { byte: b'!', at: 15 });
            let none = Err(invalid.map_or(ResolveError::Unknown, ResolveError::Name));
            assert_eq!([see(&registry), see(&registry), see(&other)], [none; 3]);
            if invalid.is_none() {
                registry
                    .register(Numbered::new(&[name], round, &alive))
                    .unwrap();
                assert_eq!([see(&registry), see(&registry)], [Ok(round); 2]);
                assert_eq!(see(&other), none);
                registry.unregister(name).unwrap();
            }
        }
    }
    let too_long = "x".repeat(65);
    let error = NameError::TooLong {
        length: 65,
        limit: 64,
    };
    for _ in 0..2 {
        assert_eq!(registry.pin().resolve(&too_long).err(), Some(error.into()));
        assert_eq!(
            registry.pin().resolve("").err(),
            Some(NameError::Empty.into())
        );
    }
}
