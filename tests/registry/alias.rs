//! Further names for a registered calendar, and the lookup by identifier of CLDR.

use calendar_registry::{
    Calendar, ChangeError, Registry, Renamed, ResolveError, System, calendars::Jalali,
};

use crate::common::{Picture, assert_consistent, names};

#[test]
fn alias_adds_a_name_in_one_publication() {
    let registry = Registry::with_builtins();
    let before = registry.resolve("jalali").unwrap();
    let calendar = registry.alias("shamsi", "JALALI").unwrap();
    assert_eq!(registry.generation(), 2);
    assert_eq!(registry.resolve("Shamsi").unwrap(), calendar);
    assert_eq!(registry.resolve("jalali").unwrap(), calendar);
    assert_eq!(calendar.id(), System::Jalali.id());
    assert_eq!(calendar.name(), "Jalali");
    assert_eq!(names(&calendar).last(), Some(&"shamsi"));
    // A handle from before shows the names from before, and is no longer the current registration.
    assert!(!names(&before).contains(&"shamsi"));
    assert_ne!(before, calendar);
    let error = registry.replace_if(&before, Jalali).unwrap_err();
    assert!(matches!(error.reason, ChangeError::Stale { current: Some(now) } if now == calendar));
    assert_consistent(&registry);
}

#[test]
fn alias_keeps_the_year_table() {
    let registry = Registry::with_builtins();
    let year = |calendar: &Calendar| calendar.days_in_year(5784).unwrap();
    let hebrew = registry.alias("luach", "hebrew").unwrap();
    assert_eq!(year(&hebrew), 383);
    assert_eq!(hebrew.unicode_id(), Some("hebrew"));
}

#[test]
fn rejected_alias_changes_nothing() {
    let registry = Registry::with_builtins();
    let before = Picture::of(&registry);
    let rejected = |alias: &str, of: &str| registry.alias(alias, of).unwrap_err();
    assert!(matches!(
        rejected("Julian", "jalali"),
        ChangeError::NameTaken { name, holder } if name.as_str() == "Julian" && holder.name() == "Julian"
    ));
    assert!(matches!(
        rejected("JALALI", "jalali"),
        ChangeError::RepeatedName { name } if name.as_str() == "JALALI"
    ));
    assert!(matches!(
        rejected("shamsi", "nobody"),
        ChangeError::UnknownName { name } if name.as_str() == "nobody"
    ));
    for (alias, of) in [("", "jalali"), ("a\n", "jalali"), ("shamsi", "-")] {
        assert!(matches!(
            rejected(alias, of),
            ChangeError::InvalidName { .. }
        ));
    }
    before.assert_unchanged(&registry);
}

#[test]
fn batch_of_aliases_is_all_or_none() {
    let registry = Registry::with_builtins();
    let made = registry.update(|batch| {
        batch.register(Renamed::new(Jalali, ["acme"]))?;
        batch.alias("acme-year", "acme")?;
        batch.alias("shamsi", "jalali")
    });
    let made = made.unwrap();
    assert_eq!(registry.generation(), 2);
    assert_eq!(names(&made[1]), ["acme", "acme-year"]);

    let before = Picture::of(&registry);
    let error = registry.update(|batch| {
        batch.alias("khayyam", "jalali")?;
        batch.alias("shamsi", "julian")
    });
    let error = error.unwrap_err();
    assert_eq!(error.index, Some(1));
    assert!(matches!(error.reason, ChangeError::NameTaken { .. }));
    let error = registry.update(|batch| {
        batch.unregister("julian")?;
        batch.alias("", "jalali")
    });
    assert!(matches!(
        error.unwrap_err().reason,
        ChangeError::InvalidName { .. }
    ));
    before.assert_unchanged(&registry);
}

/// Every built-in calendar that CLDR knows is found by its identifier, and by none of its other names.
#[test]
fn unicode_id_finds_that_calendar_alone() {
    let registry = Registry::with_builtins();
    let (guard, snapshot) = (registry.pin(), registry.snapshot());
    let mut found = 0;
    for calendar in &*snapshot {
        let id = calendar.unicode_id();
        for name in names(calendar).into_iter().chain(id) {
            let expected = id.is_some_and(|id| id.eq_ignore_ascii_case(name));
            let strict = guard.resolve_unicode_id(name);
            assert_eq!(strict.is_ok(), expected, "{name}");
            assert_eq!(snapshot.resolve_unicode_id(name), strict, "{name}");
            assert_eq!(
                registry.resolve_unicode_id(name).as_ref().map_err(|e| *e),
                strict
            );
            match strict {
                Ok(strict) => assert_eq!(strict, calendar),
                Err(error) => {
                    assert!(matches!(error, ResolveError::Unknown { .. }));
                    assert_eq!(error.name().as_bytes(), name.as_bytes());
                }
            }
        }
        found += usize::from(id.is_some_and(|id| guard.resolve_unicode_id(id).is_ok()));
    }
    let known = snapshot
        .iter()
        .filter(|calendar| calendar.unicode_id().is_some());
    assert_eq!(found, known.count());
    assert_eq!(found, 16);
    assert!(guard.resolve_unicode_id("ISLAMIC-CIVIL").is_ok());
    assert!(guard.resolve_unicode_id("islamic_civil").is_err());
}
