//! What a thread remembers, and for how long. That shows in nothing but time, so it is looked at
//! from inside.

use super::super::memo::{Spelling, recall};
use super::Numbered;
use crate::registry::Registry;
use crate::sync::{Arc, Ordering};

/// Whether this thread's memo answers for this spelling.
fn remembered(registry: &Registry, spelling: &str) -> bool {
    let tag = registry.tag.load(Ordering::Relaxed);
    let calendar = Spelling::of(spelling.as_bytes()).and_then(|spelling| recall(tag, &spelling));
    if let Some(calendar) = calendar {
        assert!(core::ptr::eq(
            calendar,
            registry.pin().resolve(spelling).unwrap()
        ));
    }
    calendar.is_some()
}

#[test]
fn what_was_found_is_remembered_until_the_next_publication() {
    let alive = Arc::new(());
    let registry = Registry::new();
    let names: Vec<String> = (1..=64).map(|length| "n".repeat(length)).collect();
    let listed: Vec<&str> = names.iter().map(String::as_str).collect();
    registry
        .register(Numbered::new(&listed, 1, &alive))
        .unwrap();
    for name in listed {
        let upper = name.to_uppercase();
        assert!(!remembered(&registry, name));
        assert!(registry.pin().resolve(name).is_ok());
        assert!(remembered(&registry, name), "{name}");
        assert!(!remembered(&registry, &upper), "it is another spelling");
        assert!(registry.pin().resolve(&upper).is_ok());
        assert!(remembered(&registry, &upper));
    }
    registry.register(Numbered::new(&["x"], 2, &alive)).unwrap();
    assert!(!remembered(&registry, "n") && !remembered(&registry, "N"));
}

#[test]
fn what_is_no_name_or_unknown_is_not_remembered() {
    let registry = Registry::with_builtins();
    let long = "n".repeat(65);
    for unknown in ["", "-", "nobody", "nobody of that name", &long] {
        assert!(registry.pin().resolve(unknown).is_err());
        assert!(!remembered(&registry, unknown));
    }
}

/// Each spelling has one place: few of those that a program uses may share theirs.
#[test]
fn spellings_are_spread_over_the_memo() {
    let alive = Arc::new(());
    let numbered: Vec<String> = (0..32).map(|number| format!("calendar-{number}")).collect();
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    let known = [
        "Gregorian",
        "gregory",
        "Julian",
        "Milankovic",
        "Jalali",
        "Persian",
        "Islamic Civil",
        "islamicc",
        "islamic",
        "Hebrew",
        "Coptic",
        "Ethiopic",
        "Indian",
        "Chinese",
        "Buddhist",
        "Japanese",
        "roc",
        "dangi",
        "gregorian",
        "julian",
        "jalali",
        "persian",
        "islamic-civil",
    ];
    for names in [
        numbered.iter().map(String::as_str).collect::<Vec<_>>(),
        letters.iter().map(String::as_str).collect(),
        known.into(),
    ] {
        let registry = Registry::new();
        for name in names.iter().copied() {
            let _ = registry.register(Numbered::new(&[name], 1, &alive));
        }
        for name in &names {
            assert!(registry.pin().resolve(name).is_ok());
        }
        let kept = names
            .iter()
            .filter(|name| remembered(&registry, name))
            .count();
        assert!(kept * 3 >= names.len() * 2, "{kept} of {}", names.len());
    }
}
