//! What one set changes.

use crate::{Fixture, offset};

#[test]
fn a_set_is_one_publication() {
    let mut fixture = Fixture::new();
    fixture
        .apply([offset(&["a"], "iso8601", 1), offset(&["b"], "iso8601", 2)])
        .unwrap();
    let before = fixture.registry.generation();
    let changes = fixture.apply([
        offset(&["b"], "iso8601", 3),
        offset(&["c"], "iso8601", 4),
        offset(&["d"], "iso8601", 5),
    ]);
    let changes = changes.unwrap();
    assert_eq!(
        (changes.registered, changes.replaced, changes.removed),
        (2, 1, 1)
    );
    assert_eq!(fixture.registry.generation(), before + 1);
    let years = ["a", "b", "c", "d"].map(|name| fixture.years(name));
    assert_eq!(years, [None, Some(3), Some(4), Some(5)]);
}

#[test]
fn an_equal_set_publishes_nothing() {
    let mut fixture = Fixture::new();
    let set = || [offset(&["a"], "iso8601", 1), offset(&["b"], "a", 2)];
    fixture.apply(set()).unwrap();
    let before = fixture.registry.resolve("b").unwrap();
    let generation = fixture.registry.generation();
    assert!(fixture.apply(set()).unwrap().is_empty());
    assert_eq!(fixture.registry.generation(), generation);
    assert_eq!(fixture.registry.resolve("b").unwrap(), before);
    assert_eq!(fixture.applier.status().applied_revision(), Some(2));
}

#[test]
fn a_changed_definition_keeps_the_id() {
    let mut fixture = Fixture::new();
    fixture
        .apply([offset(&["a", "old alias"], "iso8601", 1)])
        .unwrap();
    let before = fixture.registry.resolve("a").unwrap();
    fixture
        .apply([offset(&["A", "alias"], "iso8601", 2)])
        .unwrap();
    let after = fixture.registry.resolve("a").unwrap();
    assert_eq!(after.id(), before.id());
    assert_eq!(
        (fixture.years("alias"), fixture.years("old alias")),
        (Some(2), None)
    );
}

#[test]
fn a_changed_base_changes_what_is_based_on_it() {
    let mut fixture = Fixture::new();
    let set = |years| {
        [
            offset(&["c"], "b", 100),
            offset(&["b"], "a", 10),
            offset(&["a"], "iso8601", years),
            offset(&["other"], "iso8601", 0),
        ]
    };
    fixture.apply(set(1)).unwrap();
    assert_eq!(fixture.years("c"), Some(111));
    let other = fixture.registry.resolve("other").unwrap();
    let changes = fixture.apply(set(2)).unwrap();
    assert_eq!(changes.replaced, 3);
    assert_eq!(fixture.years("c"), Some(112));
    assert_eq!(fixture.registry.resolve("other").unwrap(), other);
}

#[test]
fn a_base_of_other_code_that_was_replaced_is_used_with_the_next_set() {
    let mut fixture = Fixture::new();
    let set = || [offset(&["mine"], "julian", 0)];
    fixture.apply(set()).unwrap();
    let julian = fixture.years("mine").unwrap();
    let registry = &fixture.registry;
    let jalali = registry.unregister("jalali").unwrap();
    registry
        .replace("julian", jalali.backend().clone())
        .unwrap();
    assert_eq!(fixture.years("mine"), Some(julian));
    fixture.apply(set()).unwrap();
    assert_eq!(fixture.years("mine"), Some(1405 - 2026));
}

#[test]
fn calendars_can_exchange_names() {
    let mut fixture = Fixture::new();
    fixture
        .apply([
            offset(&["a", "x"], "iso8601", 1),
            offset(&["b", "y"], "iso8601", 2),
        ])
        .unwrap();
    let before = fixture.registry.generation();
    let changes = fixture
        .apply([
            offset(&["a", "y"], "iso8601", 1),
            offset(&["b", "x"], "iso8601", 2),
        ])
        .unwrap();
    assert_eq!(
        (changes.registered, changes.replaced, changes.removed),
        (0, 2, 0)
    );
    assert_eq!((fixture.years("x"), fixture.years("y")), (Some(2), Some(1)));
    assert_eq!(fixture.registry.generation(), before + 1);
    // Primary names too.
    fixture
        .apply([
            offset(&["x", "a"], "iso8601", 3),
            offset(&["y", "b"], "iso8601", 4),
        ])
        .unwrap();
    let years = ["a", "x", "b", "y"].map(|name| fixture.years(name));
    assert_eq!(years, [Some(3), Some(3), Some(4), Some(4)]);
}

#[test]
fn a_bad_definition_changes_nothing() {
    let good = || offset(&["a"], "iso8601", 1);
    let cases = [
        (vec![offset(&["b"], "nope", 0)], "b: "),
        (
            vec![offset(&["b"], "c", 0), offset(&["c"], "b", 0)],
            "based on itself",
        ),
        (vec![offset(&["b"], "b", 0)], "based on itself"),
        (vec![offset(&["b--c"], "iso8601", 0)], "is not a name"),
        (vec![offset(&[], "iso8601", 0)], "has no name"),
        (vec![offset(&["b", "B"], "iso8601", 0)], "occurs twice"),
        (
            vec![offset(&["b", "A"], "iso8601", 0)],
            "the definition \"a\" too",
        ),
        (
            vec![offset(&["b", "Julian"], "iso8601", 0)],
            "belongs to the calendar \"Julian\"",
        ),
    ];
    for (bad, message) in cases {
        let mut fixture = Fixture::new();
        fixture.apply([good()]).unwrap();
        let generation = fixture.registry.generation();
        let set = [offset(&["a"], "iso8601", 7), offset(&["z"], "iso8601", 1)];
        let error = fixture.apply(set.into_iter().chain(bad)).unwrap_err();
        assert!(error.contains(message), "{error}");
        assert_eq!(fixture.registry.generation(), generation);
        assert_eq!((fixture.years("a"), fixture.years("z")), (Some(1), None));
        let status = fixture.applier.status().get();
        assert_eq!(
            (status.applied_revision, status.seen_revision),
            (Some(1), Some(2))
        );
        assert_eq!(status.last_error.unwrap().message, error);
        // The next good set is applied as if the bad one had not been there.
        fixture.apply([offset(&["a"], "iso8601", 8)]).unwrap();
        assert_eq!(fixture.years("a"), Some(8));
        assert_eq!(fixture.applier.status().get().last_error, None);
    }
}

#[test]
fn a_definition_cannot_be_based_on_one_that_is_removed() {
    let mut fixture = Fixture::new();
    fixture
        .apply([offset(&["a"], "iso8601", 1), offset(&["b"], "a", 1)])
        .unwrap();
    let error = fixture.apply([offset(&["b"], "a", 1)]).unwrap_err();
    assert!(error.starts_with("b: "), "{error}");
    assert_eq!(fixture.years("b"), Some(2));
}

#[test]
fn a_row_of_bases_has_a_limit() {
    let row = |count: i32| {
        let name = |index| match index {
            0 => "iso8601".to_owned(),
            index => format!("c{index}"),
        };
        (1..=count).map(move |index| offset(&[&name(index)], &name(index - 1), 1))
    };
    let mut fixture = Fixture::new();
    fixture.apply(row(8)).unwrap();
    assert_eq!(fixture.years("c8"), Some(8));
    for order in [row(9).collect::<Vec<_>>(), row(20_000).rev().collect()] {
        let error = fixture.apply(order).unwrap_err();
        assert!(error.contains("more than 8 definitions"), "{error}");
    }
}

/// Each calendar of this row uses the one before twice, so their sizes double.
#[test]
fn a_calendar_has_a_limited_number_of_parts() {
    let cut_over = |name: &str, base: &str| {
        let json = serde_json::json!({
            "names": [name], "kind": "cut-over", "before": base, "after": base, "first_day": "2000-01-01",
        });
        serde_json::from_value(json).unwrap()
    };
    let mut set = vec![offset(&["c0"], "iso8601", 1)];
    set.extend((1..8).map(|index| cut_over(&format!("c{index}"), &format!("c{}", index - 1))));
    let error = Fixture::new().apply(set).unwrap_err();
    assert!(error.contains("more than 32 definitions"), "{error}");
}
