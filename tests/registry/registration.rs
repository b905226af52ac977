//! Registration, replacement and removal; a rejected change has no effect.

use std::sync::Arc;

use calendar_registry::calendars::{Gregorian, Julian};
use calendar_registry::{
    Backend, Calendar, CalendarId, ChangeError, Name, NameError, Registry, RequestedName,
    ResolveError, System,
};

use crate::common::{Fake, Life, Picture, assert_consistent, names, version};

/// Makes a registry of three calendars, with nothing to reclaim.
fn three(life: &Life) -> Registry {
    let registry = Registry::new();
    registry.register(life.version(&["a", "a2"], 1)).unwrap();
    registry
        .register(life.version(&["b", "b2", "b3"], 2))
        .unwrap();
    registry.register(life.version(&["c"], 3)).unwrap();
    registry.reclaim();
    registry
}

/// Asserts that a registration, or a replacement of `target`, is rejected: it changes nothing, and returns
/// the backend without another owner.
#[track_caller]
fn refused(registry: &Registry, target: Option<&str>, fake: Fake) -> ChangeError {
    registry.reclaim();
    let before = Picture::of(registry);
    let backend: Arc<dyn Backend> = Arc::new(fake);
    let result = match target {
        None => registry.register(Arc::clone(&backend)),
        Some(name) => registry.replace(name, Arc::clone(&backend)),
    };
    let error = result.unwrap_err();
    before.assert_unchanged(registry);
    assert!(Arc::ptr_eq(&error.backend, &backend));
    drop(backend);
    assert_eq!(Arc::strong_count(&error.backend), 1);
    assert_eq!(error.to_string(), error.reason.to_string());
    error.reason
}

/// A calendar may have 256 names. A replacement keeps one more, and that one gets no alias.
#[test]
fn names_of_a_calendar_are_bounded() {
    let life = Life::new();
    let registry = Registry::new();
    let texts: Vec<String> = (0..=Calendar::MAX_NAMES).map(|n| format!("n{n}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let is_too_many = |error: &ChangeError, expected: usize| matches!(error, ChangeError::TooManyNames { count } if *count == expected);
    assert!(is_too_many(
        &refused(&registry, None, life.fake(&texts)),
        257
    ));
    let most = life.fake(&texts[..Calendar::MAX_NAMES]);
    registry.register(most).unwrap();
    assert!(is_too_many(
        &registry.alias("one more", "n0").unwrap_err(),
        257
    ));
    let error = refused(&registry, Some("n0"), life.fake(&texts));
    assert!(is_too_many(&error, 257));
    let other: Vec<String> = (0..Calendar::MAX_NAMES).map(|n| format!("m{n}")).collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    let replaced = registry.replace("N9", life.fake(&other)).unwrap();
    assert_eq!(names(&replaced).len(), Calendar::MAX_NAMES + 1);
    assert_eq!(names(&replaced).last(), Some(&"n9"));
    for name in other.iter().chain(&["n9"]) {
        assert_eq!(registry.resolve(name).unwrap(), replaced);
    }
    assert_consistent(&registry);
}

#[track_caller]
fn assert_taken(refusal: &ChangeError, by: &str, the: &str) {
    let ChangeError::NameTaken { name, holder } = refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!((name.as_str(), holder.name()), (the, by));
}

#[track_caller]
fn assert_invalid(refusal: &ChangeError, expected: NameError) {
    let ChangeError::InvalidName { error, .. } = refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!(*error, expected);
}

#[test]
fn registered_calendar_is_found_by_every_spelling_of_every_name() {
    let life = Life::new();
    let registry = Registry::new();
    let made = registry
        .register(life.version(&["Acme Fiscal", "acme:f", "4-4-5"], 9))
        .unwrap();
    assert_eq!((registry.generation(), registry.stats().names), (1, 3));
    assert_eq!(names(&made), ["Acme Fiscal", "acme:f", "4-4-5"]);
    for spelling in [
        "acme fiscal",
        "ACME-FISCAL",
        "Acme_Fiscal",
        "ACME:F",
        "4 4_5",
    ] {
        assert_eq!(registry.resolve(spelling).unwrap(), made, "{spelling}");
    }
    for other in ["acmefiscal", "acme.fiscal", "acme/f", "acme f", "445"] {
        assert_eq!(
            registry.resolve(other).unwrap_err(),
            ResolveError::Unknown {
                name: RequestedName::new(other)
            },
            "{other}"
        );
    }
    assert_consistent(&registry);
}

#[test]
fn taken_name_is_rejected_in_every_spelling() {
    let life = Life::new();
    let registry = Registry::with_builtins();
    for (spelling, holder) in [
        ("gregory", "Gregorian"),
        ("GREGORY", "Gregorian"),
        ("islamic_civil", "Islamic Civil"),
        ("Islamic-Civil", "Islamic Civil"),
    ] {
        assert_taken(
            &refused(&registry, None, life.fake(&[spelling])),
            holder,
            spelling,
        );
    }
}

#[test]
fn registration_with_one_taken_name_registers_no_name() {
    let life = Life::new();
    let registry = three(&life);
    for list in [["b2", "x", "y"], ["x", "B2", "y"], ["x", "y", "b2"]] {
        let refusal = refused(&registry, None, life.fake(&list));
        let ChangeError::NameTaken { name, holder } = refusal else {
            panic!("{refusal:?}")
        };
        assert!(name.matches("b2"));
        assert_eq!((holder.name(), version(&holder)), ("b", 2));
        assert!(registry.resolve("x").is_err() && registry.resolve("y").is_err());
    }
    // The free names of a rejected registration stay free.
    registry.register(life.fake(&["x", "y"])).unwrap();
}

#[test]
fn invalid_name_is_reported_before_other_errors() {
    let life = Life::new();
    let registry = three(&life);
    let long = "n".repeat(65);
    // "a" is taken in each list, but the invalid name is reported.
    assert_invalid(
        &refused(&registry, None, life.fake(&["a", ""])),
        NameError::Empty,
    );
    let nul = NameError::Byte { byte: 0, at: 1 };
    assert_invalid(&refused(&registry, None, life.fake(&["a", "z\0"])), nul);
    let too_long = NameError::TooLong {
        length: 65,
        limit: 64,
    };
    assert_invalid(
        &refused(&registry, None, life.fake(&["a", &long])),
        too_long,
    );
    assert_invalid(
        &refused(&registry, Some("b"), life.fake(&["a", ""])),
        NameError::Empty,
    );
    assert_invalid(
        &refused(&registry, Some("nobody"), life.fake(&["-"])),
        NameError::Edge { at: 0 },
    );
    assert_invalid(
        &refused(&registry, Some("no\0body"), life.fake(&["q"])),
        NameError::Byte { byte: 0, at: 2 },
    );
}

#[test]
fn missing_and_repeated_names_are_rejected() {
    let life = Life::new();
    let registry = three(&life);
    assert!(matches!(
        refused(&registry, None, life.fake(&[])),
        ChangeError::NoNames
    ));
    for list in [["z", "z"], ["z", "Z"], ["a 2 z", "a_2-Z"]] {
        let refusal = refused(&registry, None, life.fake(&list));
        let ChangeError::RepeatedName { name } = refusal else {
            panic!("{refusal:?}")
        };
        assert_eq!(name.as_str(), list[1]);
        let refusal = refused(&registry, Some("a"), life.fake(&list));
        assert!(matches!(refusal, ChangeError::RepeatedName { .. }));
    }
}

#[test]
fn backend_cannot_be_registered_twice_in_one_registry() {
    let life = Life::new();
    let registry = Registry::new();
    let backend = Arc::new(life.fake(&["a", "a2"]));
    let first = registry.register(Arc::clone(&backend)).unwrap();
    registry.reclaim();
    let before = Picture::of(&registry);
    let error = registry.register(Arc::clone(&backend)).unwrap_err();
    assert_taken(&error.reason, "a", "a");
    before.assert_unchanged(&registry);
    // Another registry accepts the same backend.
    let elsewhere = Registry::new();
    let second = elsewhere.register(error.backend).unwrap();
    assert!(Arc::ptr_eq(first.backend(), second.backend()));
    assert_ne!(first.id(), second.id());
    drop((first, second, registry, elsewhere, before, error.reason));
    assert_eq!((Arc::strong_count(&backend), life.dropped()), (1, 0));
    drop(backend);
    assert_eq!(life.dropped(), 1);
}

#[test]
fn replacement_keeps_the_id_and_the_given_name() {
    let life = Life::new();
    let registry = three(&life);
    let old = registry.resolve("b").unwrap();
    let new = registry
        .replace("B2", life.version(&["n", "n2"], 7))
        .unwrap();
    assert_eq!(
        (new.id(), version(&new), registry.generation()),
        (old.id(), 7, 4)
    );
    assert_ne!(new, old);
    // The name keeps the spelling of its registration.
    assert_eq!(names(&new), ["n", "n2", "b2"]);
    for name in ["n", "N2", "b2"] {
        assert_eq!(registry.resolve(name).unwrap(), new);
    }
    for gone in ["b", "b3"] {
        assert!(registry.resolve(gone).is_err());
        registry.register(life.fake(&[gone])).unwrap();
    }
    // A handle of the old version does not change.
    assert_eq!((version(&old), names(&old)), (2, vec!["b", "b2", "b3"]));
    assert_consistent(&registry);
}

#[test]
fn replacement_may_take_names_of_the_replaced_calendar() {
    let life = Life::new();
    let registry = three(&life);
    let new = registry
        .replace("b", life.fake(&["B3", "b_4", "B"]))
        .unwrap();
    // The given name is among the new ones, in a new spelling.
    assert_eq!(names(&new), ["B3", "b_4", "B"]);
    assert!(registry.resolve("b2").is_err());
    let nameless = registry.replace("b-4", life.fake(&[])).unwrap();
    assert_eq!(names(&nameless), ["b_4"]);
    assert_consistent(&registry);
}

#[test]
fn rejected_replacement_changes_nothing() {
    let life = Life::new();
    let registry = three(&life);
    assert_taken(
        &refused(&registry, Some("b"), life.fake(&["q", "a2"])),
        "a",
        "a2",
    );
    let refusal = refused(&registry, Some("Nobody"), life.fake(&["q"]));
    let ChangeError::UnknownName { name } = refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!(name.as_str(), "Nobody");
    // A backend without names takes the given name, if a calendar has it.
    let refusal = refused(&registry, Some("nobody"), life.fake(&[]));
    assert!(matches!(refusal, ChangeError::UnknownName { .. }));
}

#[test]
fn replace_if_replaces_only_the_current_version() {
    let life = Life::new();
    let registry = three(&life);
    let first = registry.resolve("b2").unwrap();
    let second = registry
        .replace_if(&first, life.version(&["m"], 8))
        .unwrap();
    assert_eq!((second.id(), names(&second)), (first.id(), vec!["m", "b"]));
    registry.reclaim();
    let before = Picture::of(&registry);
    let error = registry.replace_if(&first, life.fake(&["q"])).unwrap_err();
    let ChangeError::Stale { current } = error.reason else {
        panic!("{error}")
    };
    assert_eq!(current, Some(second.clone()));
    assert_eq!(Arc::strong_count(&error.backend), 1);
    // A calendar of another registry with the same id is not current, nor is one with an unknown id.
    let ours = Registry::with_builtins();
    let theirs = Registry::with_builtins().resolve("julian").unwrap();
    let error = ours.replace_if(&theirs, life.fake(&["q"])).unwrap_err();
    assert!(matches!(
        error.reason,
        ChangeError::Stale { current: Some(_) }
    ));
    let error = registry.replace_if(&theirs, life.fake(&["q"])).unwrap_err();
    assert!(matches!(error.reason, ChangeError::Stale { current: None }));
    before.assert_unchanged(&registry);
    registry.unregister("m").unwrap();
    let error = registry.replace_if(&second, life.fake(&["q"])).unwrap_err();
    assert!(matches!(error.reason, ChangeError::Stale { current: None }));
}

#[test]
fn unregister_by_one_name_removes_all_names() {
    let life = Life::new();
    for by in ["b", "B2", "b3"] {
        let registry = three(&life);
        let held = registry.snapshot();
        let removed = registry.unregister(by).unwrap();
        assert_eq!((version(&removed), registry.generation()), (2, 4));
        for name in ["b", "b2", "b3"] {
            assert!(registry.resolve(name).is_err());
            assert_eq!(held.resolve(name), Ok(&removed));
        }
        assert_eq!(registry.pin().get(removed.id()), None);
        assert_eq!((held.len(), held.generation()), (3, 3));
        assert_consistent(&registry);
    }
}

#[test]
fn snapshot_debug_output_lists_its_calendars() {
    let registry = Registry::new();
    assert!(registry.snapshot().is_empty());
    let empty = r#"Snapshot { generation: 0, calendars: [] }"#;
    assert_eq!(format!("{:?}", registry.snapshot()), empty);
    let made = registry.register(Life::new().fake(&["a", "a2"])).unwrap();
    let snapshot = registry.snapshot();
    assert!(!snapshot.is_empty());
    let shown = format!("Snapshot {{ generation: 1, calendars: [{made:?}] }}");
    assert_eq!(format!("{snapshot:?}"), shown);
    assert!(shown.contains(r#""a2""#), "{shown}");
}

#[test]
fn unregister_of_unknown_name_changes_nothing() {
    let registry = three(&Life::new());
    let before = Picture::of(&registry);
    assert!(matches!(
        registry.unregister("d"),
        Err(ChangeError::UnknownName { .. })
    ));
    assert_invalid(&registry.unregister("").unwrap_err(), NameError::Empty);
    before.assert_unchanged(&registry);
}

#[test]
fn ids_are_never_reused() {
    let life = Life::new();
    let (one, two) = (Registry::new(), Registry::new());
    let mut ids: Vec<CalendarId> = System::ALL.iter().map(|system| system.id()).collect();
    for registry in [&one, &two, &one] {
        for name in ["a", "b"] {
            ids.push(registry.register(life.fake(&[name])).unwrap().id());
            let _ = registry.register(life.fake(&[name])).unwrap_err();
        }
        for name in ["a", "b"] {
            registry.unregister(name).unwrap();
        }
    }
    let in_order = ids.clone();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids, in_order);
}

#[test]
fn built_in_calendars_can_be_replaced_and_unregistered() {
    let life = Life::new();
    let registry = Registry::with_builtins();
    assert_eq!(
        (registry.generation(), registry.stats().calendars),
        (1, System::ALL.len())
    );
    assert_consistent(&registry);
    for system in System::ALL {
        assert_eq!(registry.pin().get(*system).unwrap().name(), system.name());
        for name in system.backend().names() {
            assert!(Name::new(name).is_ok());
            assert_eq!(registry.resolve(name).unwrap().id(), system.id());
        }
    }
    let new = registry
        .replace("gregory", life.version(&["Gregorian"], 5))
        .unwrap();
    assert_eq!((new.id(), version(&new)), (System::Gregorian.id(), 5));
    registry.unregister("julian").unwrap();
    assert_eq!(registry.pin().get(System::Julian), None);
    // It can be registered again, under a new id.
    assert!(registry.register(Julian).unwrap().id() > System::IslamicCivil.id());
    assert!(registry.register(Gregorian).is_err());
    assert_eq!(
        Registry::with_builtins().resolve("julian").unwrap().id(),
        System::Julian.id()
    );
}

#[test]
fn each_publication_increments_the_generation() {
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.fake(&["a"])).unwrap();
    registry.replace("a", life.fake(&["a"])).unwrap();
    let current = registry.resolve("a").unwrap();
    registry.replace_if(&current, life.fake(&["a"])).unwrap();
    registry.unregister("a").unwrap();
    assert_eq!(
        (registry.generation(), registry.snapshot().generation()),
        (4, 4)
    );
    assert_eq!(registry.stats().generation, 4);
}

#[test]
fn unregister_if_removes_only_the_current_registration() {
    let life = Life::new();
    let registry = Registry::new();
    let first = registry.register(life.version(&["m"], 1)).unwrap();
    let second = registry
        .replace_if(&first, life.version(&["m"], 2))
        .unwrap();
    let error = registry.unregister_if(&first).unwrap_err();
    assert!(matches!(error, ChangeError::Stale { current: Some(current) } if current == second));
    assert_eq!(registry.resolve("m").unwrap(), second);

    // In a batch too: the whole update is rejected.
    let error = registry.update(|batch| {
        batch.register(life.version(&["n"], 3))?;
        batch.unregister_if(&first);
        Ok::<_, ChangeError>(())
    });
    assert_eq!(error.unwrap_err().index, Some(1));
    assert!(registry.resolve("n").is_err());

    assert_eq!(registry.unregister_if(&second).unwrap(), second);
    let error = registry.unregister_if(&second).unwrap_err();
    assert!(matches!(error, ChangeError::Stale { current: None }));
}
