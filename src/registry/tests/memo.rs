//! What a thread remembers, and for how long. That shows in nothing but time, so it is looked at
//! from inside.

use super::super::calendar::Calendar;
use core::cell::Cell;

use super::super::memo::{Memo, Other, Short, Spelling};
use super::Numbered;
use crate::registry::Registry;
use crate::sync::Arc;
use crate::{NameError, ResolveError};

/// What this thread's memo says of a spelling.
fn known(registry: &Registry, spelling: &str) -> Option<Result<*const Calendar, ResolveError>> {
    let (memo, bytes, tags) = (Memo::own(), spelling.as_bytes(), &registry.tags);
    let answer = match Short::of(bytes) {
        Some(short) => memo.short.recall(short, tags)?,
        None => memo.other.recall(Other::of(bytes)?, tags)?,
    };
    Some(answer.map_err(Cell::get))
}

#[test]
fn spellings_of_four_to_sixteen_bytes_are_short() {
    let bytes = [b'n'; 17];
    for length in 0..=17 {
        let short = Short::of(&bytes[..length]);
        assert_eq!(short.is_some(), (4..=16).contains(&length), "{length}");
    }
}

#[test]
fn every_byte_of_a_spelling_counts() {
    fn check<'n, S: Spelling>(
        name: &'n [u8],
        others: &'n [Vec<u8>],
        of: fn(&'n [u8]) -> Option<S>,
    ) {
        let Some(own) = of(name) else {
            return;
        };
        assert!(own.is(&own.noted()) && own.resembles(&own.noted()));
        for other in others.iter().filter_map(|other| of(other)) {
            assert!(!other.is(&own.noted()) && !own.is(&other.noted()));
        }
    }
    for length in 0..=64 {
        let name = vec![b'n'; length];
        let mut others = vec![vec![b'n'; length + 1], vec![b'n'; length.saturating_sub(1)]];
        others.retain(|other| *other != name);
        for at in 0..length {
            for byte in [b'm', b'N', 0, 255] {
                let mut other = name.clone();
                other[at] = byte;
                others.push(other);
            }
        }
        check(&name, &others, Short::of);
        check(&name, &others, Other::of);
    }
}

/// Whether this thread's memo has the calendar of this spelling.
fn remembered(registry: &Registry, spelling: &str) -> bool {
    let calendar = known(registry, spelling).and_then(Result::ok);
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
    registry.unregister("n").unwrap();
    assert!(!remembered(&registry, "n") && !remembered(&registry, "N"));
}

#[test]
fn what_is_no_name_or_unknown_is_not_remembered() {
    let registry = Registry::with_builtins();
    let long = "n".repeat(65);
    for unknown in ["", "-", "nemo", "nobody", "nobody of that name", &long] {
        assert!(registry.pin().resolve(unknown).is_err());
        assert!(!remembered(&registry, unknown));
    }
}

/// Why this thread's memo says that there is nothing of this spelling.
fn refused(registry: &Registry, spelling: &str) -> Option<ResolveError> {
    known(registry, spelling).and_then(Result::err)
}

#[test]
fn what_was_not_found_is_remembered_with_its_reason() {
    let alive = Arc::new(());
    let registry = Registry::new();
    let cases = [
        ("", NameError::Empty.into()),
        ("-a", NameError::Edge { at: 0 }.into()),
        ("a--b", NameError::Doubled { at: 2 }.into()),
        ("ab!", NameError::Byte { byte: b'!', at: 2 }.into()),
        (
            "a name too long for its ends!",
            NameError::Byte { byte: b'!', at: 28 }.into(),
        ),
        ("nobody", ResolveError::Unknown),
        ("nobody of that name", ResolveError::Unknown),
    ];
    for (spelling, why) in cases {
        assert_eq!(refused(&registry, spelling), None);
        for _ in 0..2 {
            assert_eq!(registry.pin().resolve(spelling).err(), Some(why));
            assert_eq!(refused(&registry, spelling), Some(why), "{spelling}");
        }
        assert_eq!(refused(&Registry::new(), spelling), None);
    }
    let names = ["nobody", "nobody of that name"];
    registry.register(Numbered::new(&names, 1, &alive)).unwrap();
    for name in names {
        assert_eq!(refused(&registry, name), None);
        assert!(registry.pin().resolve(name).is_ok());
    }
}

/// Three spellings of this length in one place of the memo, which do not end alike.
fn of_one_place(length: usize) -> [String; 3] {
    let place = |name: &str| match Short::of(name.as_bytes()) {
        Some(short) => short.hash() >> 48 & 127,
        None => Other::of(name.as_bytes()).unwrap().hash() >> 48 & 63,
    };
    let mut places = vec![Vec::<String>::new(); 128];
    let names = (0_u32..).find_map(|number| {
        let name = format!("{number:>length$}").replace(' ', "n");
        let names = &mut places[usize::try_from(place(&name)).unwrap()];
        names.push(name);
        <[String; 3]>::try_from(names.clone()).ok()
    });
    names.unwrap()
}

#[test]
fn a_place_has_room_for_two_that_were_found_and_one_that_was_not() {
    let alive = Arc::new(());
    for length in [3, 6, 16, 17, 64] {
        let registry = Registry::new();
        let names = of_one_place(length);
        for (name, number) in names.iter().zip(0..) {
            assert!(registry.pin().resolve(name).is_err());
            assert!(refused(&registry, name).is_some());
            let backend = Numbered::new(&[name.as_str()], number, &alive);
            registry.register(backend).unwrap();
        }
        let kept = || names.each_ref().map(|name| remembered(&registry, name));
        let resolve = |at: usize| assert!(registry.pin().resolve(&names[at]).is_ok());
        resolve(0);
        resolve(1);
        assert_eq!(kept(), [true, true, false]);
        resolve(0);
        resolve(2);
        assert_eq!(
            kept(),
            [false, true, true],
            "the one noted longest ago goes"
        );
        registry.unregister(&names[0]).unwrap();
        resolve(2);
        resolve(1);
        assert!(registry.pin().resolve(&names[0]).is_err());
        assert!(refused(&registry, &names[0]).is_some());
        assert_eq!(kept(), [false, true, true], "a miss takes no place");
        let other = Registry::new();
        assert!(other.pin().resolve(&names[1]).is_err());
        assert_eq!(
            (refused(&registry, &names[0]), refused(&other, &names[0])),
            (None, None)
        );
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
