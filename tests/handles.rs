//! Handles and ids as values: what they show, and how they hash.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod common;

use std::collections::HashSet;
use std::error::Error;
use std::hash::{Hash, Hasher};

use calendar_registry::{CalendarId, ChangeError, Name, NameError, Registry, System};
use common::Life;

/// Keeps the one word that an id writes.
#[derive(Default)]
struct Word(u64);

impl Hasher for Word {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = u64::from_le_bytes(bytes.try_into().unwrap());
    }
}

fn word(value: impl Hash) -> u64 {
    let mut hasher = Word::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Maps that take an id's hash as it is look at five bits at a time, from the lowest up.
#[test]
fn the_hashes_of_ids_differ_in_their_low_bits() {
    const EACH: usize = 1024;
    let (registry, life) = (Registry::new(), Life::new());
    let names: Vec<String> = (0..32 * EACH).map(|number| format!("n{number}")).collect();
    let made = registry
        .update(|batch| {
            names
                .iter()
                .try_for_each(|name| batch.register(life.fake(&[name])))
        })
        .unwrap();
    let ids: Vec<CalendarId> = made.iter().map(|calendar| calendar.id()).collect();
    // Ids in a row; and those of a registry that shares the numbers with many others.
    for stride in [1, 2, 16, 32] {
        let hashes: Vec<u64> = ids
            .iter()
            .step_by(stride)
            .take(EACH)
            .copied()
            .map(word)
            .collect();
        for shift in [0, 5, 10, 40] {
            let mut filled = [0; 32];
            for hash in &hashes {
                filled[usize::try_from(hash >> shift & 31).unwrap()] += 1;
            }
            let most = *filled.iter().max().unwrap();
            assert!(
                most <= 2 * EACH / 32,
                "every {stride}, from bit {shift}: {filled:?}"
            );
        }
    }
}

/// As the hashes of names, which maps take as they are too.
#[test]
fn the_hashes_of_names_differ_in_all_bits() {
    const COUNT: usize = 4096;
    let names = (0..COUNT).map(|number| Name::new(format!("name-{number}")).unwrap());
    let mut hashes: Vec<u64> = names.map(word).collect();
    for shift in [0, 5, 32, 59] {
        let mut filled = [0; 32];
        for hash in &hashes {
            filled[usize::try_from(hash >> shift & 31).unwrap()] += 1;
        }
        let most = *filled.iter().max().unwrap();
        // With some seeds of the process's hash the most are two and a half times the mean.
        assert!(most <= COUNT / 4, "from bit {shift}: {filled:?}");
    }
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), COUNT);
}

#[test]
fn handles_hash_as_their_ids() {
    let registry = Registry::with_builtins();
    let snapshot = registry.snapshot();
    let all: HashSet<u64> = snapshot.calendars().map(word).collect();
    assert_eq!(all.len(), snapshot.len());
    for calendar in snapshot.calendars() {
        assert_eq!(word(calendar), word(calendar.id()));
    }
}

/// The method of the handle takes a year or none; the trait's is behind it.
#[test]
fn a_handle_counts_the_days_of_a_month() {
    let gregorian = Registry::with_builtins().resolve("gregorian").unwrap();
    assert_eq!(gregorian.days_in_month(2028, 2), Ok(29));
    assert_eq!(gregorian.days_in_month(2026, 2), Ok(28));
    assert_eq!(gregorian.days_in_month(None, 2), Ok(29));
    assert!(gregorian.days_in_month(2026, 13).is_err());
}

#[test]
fn what_is_shown_for_debugging_tells_what_it_is_about() {
    let (registry, life) = (Registry::new(), Life::new());
    let made = registry.register(life.fake(&["a", "b"])).unwrap();
    let shown = format!("{made:?}");
    assert!(shown.contains(&made.id().to_string()), "{shown}");
    assert!(shown.contains(r#"["a", "b"]"#), "{shown}");
    assert!(format!("{:?}", registry.snapshot()).contains(&shown));
    assert!(format!("{registry:?}").contains("calendars: 1"));
    assert!(format!("{:?}", registry.pin()).contains("calendars: 1"));
    assert!(format!("{:?}", registry.pin()).contains("calendars: 1"));
    let error = registry.register(life.fake(&["c", "A"])).unwrap_err();
    assert!(format!("{error:?}").contains(&format!("{:?}", error.reason)));
    let error = registry
        .update(|batch| {
            batch.register(life.fake(&["c"]))?;
            batch.register(life.fake(&["d"]))?;
            let shown = format!("{batch:?}");
            assert!(
                shown.contains("changes: 2") && shown.contains("rejected: None"),
                "{shown}"
            );
            batch.register(life.fake(&["a", "a"]))
        })
        .unwrap_err();
    let shown = format!("{error:?}");
    assert!(
        shown.contains("Repeated") && shown.contains("backends: 3"),
        "{shown}"
    );
}

#[test]
fn errors_tell_what_they_come_from() {
    let (registry, life) = (Registry::new(), Life::new());
    let error = registry.register(life.fake(&["-"])).unwrap_err();
    let invalid = Some(&NameError::Edge { at: 0 });
    assert_eq!(cause(&error), invalid);
    assert_eq!(cause(&error.reason), invalid);
    assert_eq!(error.to_string(), error.reason.to_string());
    let error = registry.update(|batch| batch.unregister("")).unwrap_err();
    assert_eq!(cause(&error), Some(&NameError::Empty));
    assert_eq!(cause(&error.reason), Some(&NameError::Empty));
    assert_eq!(error.to_string(), error.reason.to_string());
    let unknown = registry.unregister("a").unwrap_err();
    assert!(unknown.source().is_none() && ChangeError::NoNames.source().is_none());
}

fn cause(error: &dyn Error) -> Option<&NameError> {
    error.source()?.downcast_ref()
}

#[test]
fn calendars_are_listed_in_the_order_of_their_ids() {
    let (registry, life) = (Registry::with_builtins(), Life::new());
    for number in 0..200 {
        registry
            .register(life.fake(&[&format!("n{number}")]))
            .unwrap();
    }
    let snapshot = registry.snapshot();
    assert!(!snapshot.is_empty() && Registry::new().snapshot().is_empty());
    let ids: Vec<CalendarId> = snapshot.calendars().map(|one| one.id()).collect();
    assert_eq!(ids.len(), System::ALL.len() + 200);
    assert!(ids.is_sorted());
}
