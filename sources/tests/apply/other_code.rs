//! Other code changes the same registry.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use calendar_registry::{Renamed, calendars::Iso};

use crate::{Fixture, offset};

#[test]
fn a_calendar_that_other_code_removed_is_registered_again() {
    let mut fixture = Fixture::new();
    let set = || [offset(&["a"], "iso8601", 1)];
    fixture.apply(set()).unwrap();
    fixture.registry.unregister("a").unwrap();
    let changes = fixture.apply(set()).unwrap();
    assert_eq!(changes.registered, 1);
    assert_eq!(fixture.years("a"), Some(1));
}

#[test]
fn a_calendar_that_other_code_replaced_is_not_touched() {
    let mut fixture = Fixture::new();
    fixture.apply([offset(&["a"], "iso8601", 1)]).unwrap();
    let theirs = Renamed::new(Iso, ["a"]);
    let theirs = fixture.registry.replace("a", theirs).unwrap();
    let error = fixture.apply([offset(&["a"], "iso8601", 2)]).unwrap_err();
    assert!(error.contains("not from this source"), "{error}");
    // Its definition is deleted, and it stays.
    assert!(fixture.apply([]).unwrap().is_empty());
    assert_eq!(fixture.registry.resolve("a").unwrap(), theirs);
}

#[test]
fn an_alias_of_other_code_stays() {
    let mut fixture = Fixture::new();
    fixture.apply([offset(&["a"], "iso8601", 1)]).unwrap();
    fixture.registry.alias("theirs", "a").unwrap();
    assert!(
        fixture
            .apply([offset(&["a"], "iso8601", 1)])
            .unwrap()
            .is_empty()
    );
    fixture.apply([offset(&["a"], "iso8601", 2)]).unwrap();
    assert_eq!(fixture.years("theirs"), Some(2));
    fixture.apply([offset(&["a", "b"], "iso8601", 3)]).unwrap();
    assert_eq!(
        (fixture.years("theirs"), fixture.years("b")),
        (Some(3), Some(3))
    );
    let error = fixture
        .apply([
            offset(&["a"], "iso8601", 4),
            offset(&["theirs"], "iso8601", 5),
        ])
        .unwrap_err();
    assert!(
        error.contains("\"theirs\" belongs to the calendar \"a\""),
        "{error}"
    );
    fixture
        .apply([offset(&["a", "theirs"], "iso8601", 6)])
        .unwrap();
    assert_eq!(fixture.years("theirs"), Some(6));
    fixture.apply([]).unwrap();
    assert_eq!(fixture.years("theirs"), None);
}

/// Removes and registers the same names while sets are applied: each set is applied as a whole or is
/// an error.
#[test]
fn races_with_other_code_keep_sets_whole() {
    let mut fixture = Fixture::new();
    let registry = fixture.registry.clone();
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let other = std::thread::spawn(move || {
        while !stopped.load(Relaxed) {
            let _ = registry.unregister("b");
            let _ = registry.register(Renamed::new(Iso, ["b"]));
            let _ = registry.unregister("a");
        }
    });
    let mut applied = 0;
    for years in 1..=300 {
        let set = [
            offset(&["a"], "iso8601", years),
            offset(&["c"], "iso8601", years),
        ];
        applied += u32::from(fixture.apply(set).is_ok());
        // The other thread never touches `c`, so it shows the latest set that was applied.
        assert!(fixture.years("c").is_none_or(|own| own <= years));
    }
    stop.store(true, Relaxed);
    other.join().unwrap();
    assert!(applied > 0);
    fixture
        .apply([offset(&["a"], "iso8601", 9), offset(&["c"], "iso8601", 9)])
        .unwrap();
    assert_eq!((fixture.years("a"), fixture.years("c")), (Some(9), Some(9)));
}
