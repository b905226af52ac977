//! The calendar that a locale uses in a registry.

use calendar_registry::{Registry, Renamed, ResolveError, calendars};

use crate::locale;

/// Guard, registry and snapshot choose the same calendar.
fn chosen(registry: &Registry, tag: &str) -> Result<String, ResolveError> {
    let locale = locale(tag);
    let guard = registry.pin();
    let found = guard.calendar_for(&locale);
    let snapshot = registry.snapshot();
    assert_eq!(snapshot.calendar_for(&locale), found);
    assert_eq!(
        registry.calendar_for(&locale).as_ref(),
        found.as_ref().copied()
    );
    found.map(|calendar| calendar.name().to_owned())
}

#[test]
fn calendar_of_the_tag_is_chosen_if_it_is_registered() {
    let registry = Registry::with_builtins();
    for (tag, expected) in [
        ("en", "Gregorian"),
        ("en-u-ca-persian", "Persian"),
        ("en-u-ca-jalali", "Jalali"),
        ("en-u-ca-islamic-civil", "Islamic Civil"),
        ("en-u-ca-islamicc", "Islamic Civil"),
        ("en-u-ca-islamic", "Islamic Civil"),
        ("en-u-ca-roc", "Minguo"),
        ("en-u-ca-fiscal", "Gregorian"),
    ] {
        assert_eq!(chosen(&registry, tag).as_deref(), Ok(expected), "{tag}");
    }
    let fiscal = Renamed::new(calendars::Gregorian, ["Acme Fiscal", "fiscal"]);
    registry.register(fiscal).unwrap();
    for tag in ["en-u-ca-fiscal", "en-u-ca-acme-fiscal"] {
        assert_eq!(chosen(&registry, tag).as_deref(), Ok("Acme Fiscal"));
    }
}

/// CLDR's identifiers are names of the built-in calendars.
#[cfg(feature = "cldr")]
#[test]
fn every_preferred_calendar_is_built_in() {
    let registry = Registry::with_builtins();
    for tag in [
        "ar-AE", "fa", "zh", "ar-EG", "am", "he", "hi", "ja", "ko", "ar-SA", "th", "zh-TW",
    ] {
        for calendar in locale(tag).calendars() {
            let found = registry.resolve_unicode_id(calendar);
            assert!(found.is_ok(), "{calendar}");
        }
    }
    assert_eq!(chosen(&registry, "fa-AF").as_deref(), Ok("Persian"));
    assert_eq!(chosen(&registry, "th").as_deref(), Ok("Buddhist"));
}

#[cfg(feature = "cldr")]
#[test]
fn next_calendar_of_the_region_is_chosen_if_the_first_is_not_registered() {
    let registry = Registry::new();
    let error = chosen(&registry, "fa-IR").unwrap_err();
    assert_eq!(
        error.to_string(),
        "no calendar named \"persian\" is registered"
    );
    registry.register(calendars::IslamicTabular).unwrap();
    assert_eq!(chosen(&registry, "fa-IR").as_deref(), Ok("Islamic Tabular"));
    assert!(chosen(&registry, "de").is_err());
    registry.register(calendars::Gregorian).unwrap();
    assert_eq!(chosen(&registry, "fa-IR").as_deref(), Ok("Gregorian"));
    registry.register(calendars::Persian).unwrap();
    assert_eq!(chosen(&registry, "fa-IR").as_deref(), Ok("Persian"));
    let asked = chosen(&registry, "fa-IR-u-ca-hebrew");
    assert_eq!(asked.as_deref(), Ok("Persian"));
}
