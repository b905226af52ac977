//! Several changes in one update: one publication, all of them or none.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, in its helpers too"
)]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calendar_registry::{Batch, ChangeError, Registry, UpdateError};
use common::{Life, Picture, assert_consistent, names, version};

fn two(life: &Life) -> Registry {
    let registry = Registry::new();
    registry.register(life.version(&["a", "a2"], 1)).unwrap();
    registry.register(life.version(&["b", "b2"], 2)).unwrap();
    registry.reclaim();
    registry
}

/// An update is refused, and leaves no trace.
#[track_caller]
fn refused(
    registry: &Registry,
    record: impl FnOnce(&mut Batch) -> Result<(), ChangeError>,
) -> UpdateError {
    registry.reclaim();
    let before = Picture::of(registry);
    let error = registry.update(record).unwrap_err();
    before.assert_unchanged(registry);
    error
}

#[test]
fn all_changes_are_one_publication() {
    let life = Life::new();
    let registry = two(&life);
    let (a, b) = (
        registry.resolve("a").unwrap(),
        registry.resolve("b").unwrap(),
    );
    let outcomes = registry
        .update(|batch| {
            batch.register(life.version(&["c"], 3))?;
            batch.replace("a2", life.version(&["d"], 4))?;
            batch.unregister("b2")?;
            batch.register(life.version(&["b"], 5))
        })
        .unwrap();
    assert_eq!(registry.generation(), 3);
    let versions: Vec<u64> = outcomes.iter().map(version).collect();
    assert_eq!(versions, [3, 4, 2, 5]);
    assert_eq!((outcomes[1].id(), &outcomes[2]), (a.id(), &b));
    assert_eq!(names(&outcomes[1]), ["d", "a2"]);
    let snapshot = registry.snapshot();
    let listed: Vec<&str> = snapshot.names().map(|name| name.as_str()).collect();
    assert_eq!(listed, ["a2", "b", "c", "d"]);
    assert_consistent(&registry);
}

#[test]
fn the_first_impossible_change_refuses_all() {
    let life = Life::new();
    let registry = two(&life);
    let error = refused(&registry, |batch| {
        batch.register(life.version(&["c"], 3))?;
        batch.register(life.version(&["d", "B2"], 4))?;
        batch.unregister("nobody")?;
        batch.replace("a", life.version(&["a"], 5))
    });
    let ChangeError::NameTaken { name, holder } = &error.reason else {
        panic!("{error}")
    };
    assert_eq!((name.as_str(), holder.name()), ("B2", "b"));
    let versions: Vec<i32> = error
        .backends
        .iter()
        .map(|backend| {
            backend
                .date(calendar_registry::JulianDay::new(0))
                .unwrap()
                .year
        })
        .collect();
    assert_eq!(versions, [3, 4, 5]);
    assert!(
        error
            .backends
            .iter()
            .all(|backend| Arc::strong_count(backend) == 1)
    );
}

#[test]
fn each_change_is_checked_against_those_before_it() {
    let life = Life::new();
    let registry = two(&life);
    let error = refused(&registry, |batch| {
        batch.register(life.fake(&["c"]))?;
        batch.register(life.fake(&["C"]))
    });
    assert!(matches!(&error.reason, ChangeError::NameTaken { holder, .. } if holder.name() == "c"));
    let error = refused(&registry, |batch| {
        batch.unregister("a")?;
        batch.unregister("a2")
    });
    assert!(matches!(&error.reason, ChangeError::UnknownName { name } if name.as_str() == "a2"));
    let error = refused(&registry, |batch| {
        batch.replace("a", life.fake(&["x"]))?;
        batch.replace("a2", life.fake(&["y"]))
    });
    assert!(matches!(&error.reason, ChangeError::UnknownName { name } if name.as_str() == "a2"));
    let held = registry.resolve("a").unwrap();
    let error = refused(&registry, |batch| {
        batch.replace_if(&held, life.fake(&["x"]))?;
        batch.replace_if(&held, life.fake(&["y"]))
    });
    // What is current is what the refused update would have made so.
    assert!(matches!(&error.reason, ChangeError::Stale { current: Some(x) } if x.name() == "x"));
}

#[test]
fn an_error_passed_over_refuses_all_the_same() {
    let life = Life::new();
    let registry = two(&life);
    let record = |wrong: &dyn Fn(&mut Batch) -> Result<(), ChangeError>| {
        refused(&registry, |batch| {
            batch.register(life.fake(&["c"]))?;
            assert!(wrong(batch).is_err());
            batch.register(life.fake(&["d"]))
        })
    };
    let invalid = record(&|batch| batch.register(life.fake(&["e\0"])));
    assert!(matches!(invalid.reason, ChangeError::InvalidName { .. }));
    assert_eq!(invalid.backends.len(), 3);
    assert_eq!(invalid.backends[1].names(), ["e\0"]);
    let repeated = record(&|batch| batch.replace("a", life.fake(&["e", "E"])));
    assert!(matches!(repeated.reason, ChangeError::RepeatedName { .. }));
    assert_eq!(repeated.backends.len(), 3);
    let target = record(&|batch| batch.replace("", life.fake(&["e"])));
    assert!(matches!(target.reason, ChangeError::InvalidName { .. }));
    assert_eq!(target.backends[1].names(), ["e"]);
    let target = record(&|batch| batch.unregister("-"));
    assert!(matches!(target.reason, ChangeError::InvalidName { .. }));
    assert_eq!(target.backends.len(), 2);
    let nameless = record(&|batch| batch.register(life.fake(&[])));
    assert!(matches!(nameless.reason, ChangeError::NoNames));
    assert_eq!(nameless.backends.len(), 3);
}

#[test]
fn a_closure_may_give_up() {
    let life = Life::new();
    let registry = two(&life);
    let before = Picture::of(&registry);
    let error = registry.update(|batch| {
        batch.register(life.fake(&["c"]))?;
        batch.unregister("a")?;
        Err(Box::<dyn std::error::Error>::from("enough"))
    });
    before.assert_unchanged(&registry);
    let error = error.unwrap_err();
    assert_eq!(
        (
            error.to_string().as_str(),
            error.backends.len(),
            error.index
        ),
        ("enough", 1, None)
    );
}

#[test]
fn a_closure_that_panics_changes_nothing() {
    let life = Life::new();
    let registry = two(&life);
    let before = Picture::of(&registry);
    let panic = catch_unwind(AssertUnwindSafe(|| {
        registry.update(|batch| {
            batch.register(life.fake(&["c"]))?;
            if true {
                panic!("the closure's own");
            }
            Ok::<(), ChangeError>(())
        })
    }));
    assert!(panic.is_err());
    before.assert_unchanged(&registry);
    assert_eq!((life.made(), life.dropped()), (3, 1));
    registry.register(life.fake(&["c"])).unwrap();
}

#[test]
fn an_empty_update_publishes_nothing() {
    let registry = two(&Life::new());
    let before = Picture::of(&registry);
    assert_eq!(registry.update(|_| Ok::<(), ChangeError>(())).unwrap(), []);
    before.assert_unchanged(&registry);
}

#[test]
fn two_calendars_swap_their_names() {
    let life = Life::new();
    let registry = two(&life);
    let (a, b) = (
        registry.resolve("a").unwrap(),
        registry.resolve("b").unwrap(),
    );
    let backends = [a.backend(), b.backend()].map(Arc::clone);
    let outcomes = registry.update(|batch| {
        batch.unregister("a")?;
        batch.unregister("b")?;
        batch.register(life.version(&["a", "b2"], 3))?;
        batch.register(life.version(&["b", "a2"], 4))
    });
    assert_eq!((outcomes.unwrap().len(), registry.generation()), (4, 3));
    for (name, expected) in [("a", 3), ("b2", 3), ("b", 4), ("a2", 4)] {
        assert_eq!(version(&registry.resolve(name).unwrap()), expected);
    }
    assert_consistent(&registry);
    drop((a, b, registry));
    assert!(
        backends
            .iter()
            .all(|backend| Arc::strong_count(backend) == 1)
    );
}

#[test]
fn replaced_twice_in_one_update_the_last_one_stays() {
    let life = Life::new();
    let registry = two(&life);
    let id = registry.resolve("a").unwrap().id();
    let outcomes = registry
        .update(|batch| {
            batch.replace("a", life.version(&["m", "a"], 3))?;
            batch.replace("m", life.version(&["a", "a2"], 4))?;
            batch.unregister("a2")?;
            batch.register(life.version(&["a2"], 5))
        })
        .unwrap();
    assert_eq!(
        outcomes.iter().map(version).collect::<Vec<_>>(),
        [3, 4, 4, 5]
    );
    assert_eq!((outcomes[1].id(), outcomes[2].id()), (id, id));
    assert_ne!(outcomes[3].id(), id);
    assert_eq!(names(&outcomes[1]), ["a", "a2", "m"]);
    let snapshot = registry.snapshot();
    let listed: Vec<&str> = snapshot.names().map(|name| name.as_str()).collect();
    assert_eq!(listed, ["a2", "b", "b2"]);
    assert_consistent(&registry);
}

#[test]
fn what_comes_and_goes_in_one_update_is_in_no_snapshot() {
    let life = Life::new();
    let registry = two(&life);
    let outcomes = registry.update(|batch| {
        batch.register(life.fake(&["c", "c2"]))?;
        batch.unregister("c2")
    });
    let outcomes = outcomes.unwrap();
    assert_eq!(outcomes[0], outcomes[1]);
    assert_eq!((registry.generation(), registry.snapshot().len()), (3, 2));
    assert!(registry.pin().get(outcomes[0].id()).is_none());
    assert!(registry.resolve("c").is_err());
}

#[test]
fn the_closure_runs_with_nothing_held() {
    let life = Life::new();
    let registry = two(&life);
    registry
        .update(|batch| {
            registry.unregister("a").unwrap();
            registry.register(life.version(&["c"], 3)).unwrap();
            registry.update(|inner| inner.unregister("b")).unwrap();
            registry.reclaim();
            batch.register(life.version(&["a", "b"], 4))
        })
        .unwrap();
    assert_eq!(registry.generation(), 6);
    assert_eq!(version(&registry.resolve("b").unwrap()), 4);
    assert_consistent(&registry);
}
