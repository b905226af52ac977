//! Which names are accepted and which spellings are one name: against what Qt 6.12 accepts, and
//! at the limits.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, in its helpers too"
)]

mod common;

use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};

use calendar_registry::{Name, NameError, Registry, RequestedName, ResolveError, System};

fn invalid(text: impl AsRef<[u8]>, error: NameError) -> ResolveError {
    let name = RequestedName::new(text);
    ResolveError::InvalidName { name, error }
}
use common::{Life, Random};

/// What Qt says of spellings: `spelling,isValid,name`.
const SPELLINGS: &str = include_str!("data/qt/names.csv");
/// What Qt lists as its names.
const AVAILABLE: &str = include_str!("data/qt/available.txt");

/// Qt's alias of its Jalali calendar; here the name of another calendar, which follows the equinox.
fn is_persian(spelling: &str) -> bool {
    spelling.eq_ignore_ascii_case("persian")
}

/// A spelling as Qt compares it, if no rule of ours makes it one with another of Qt's names:
/// space, `_` and `-` are one here.
fn joined(spelling: &str) -> String {
    spelling.to_ascii_lowercase().replace([' ', '_'], "-")
}

#[test]
fn qts_answers_are_ours_but_for_the_documented_differences() {
    let registry = Registry::with_builtins();
    let mut known: Vec<String> = AVAILABLE.lines().map(joined).collect();
    known.retain(|name| !is_persian(name));
    let mut answers = 0;
    for row in SPELLINGS.lines().skip(1) {
        let (rest, name) = row.rsplit_once(',').unwrap();
        let (spelling, valid) = rest.rsplit_once(',').unwrap();
        let found = registry.resolve(spelling);
        match valid {
            // Names are ASCII here.
            _ if !spelling.is_ascii() => {
                assert!(
                    matches!(
                        found,
                        Err(ResolveError::InvalidName {
                            error: NameError::Byte { .. },
                            ..
                        })
                    ),
                    "{row}"
                );
            }
            _ if is_persian(spelling) && cfg!(feature = "icu") => {
                assert_eq!(found.unwrap().name(), "Persian");
            }
            _ if is_persian(spelling) => {
                assert!(matches!(found, Err(ResolveError::Unknown { .. })))
            }
            "1" => assert_eq!(found.unwrap().name(), name, "{row}"),
            "0" if known.contains(&joined(spelling)) => assert!(found.is_ok(), "{row}"),
            // Of the other calendars here Qt knows nothing.
            "0" => assert!(
                found.is_err() || found.is_ok_and(|found| !known.contains(&joined(found.name()))),
                "{row}"
            ),
            _ => panic!("not a row: {row}"),
        }
        answers += 1;
    }
    assert_eq!(answers, 54);
}

#[test]
fn qts_list_is_ours_but_for_the_documented_differences() {
    let registry = Registry::with_builtins();
    let mut theirs: Vec<Name> = AVAILABLE
        .lines()
        .filter(|line| !is_persian(line))
        .map(|n| Name::new(n).unwrap())
        .collect();
    theirs.sort();
    // "Islamic Civil" and "islamic-civil" are one name here.
    theirs.dedup();
    // Of the calendars that Qt has too.
    let snapshot = registry.snapshot();
    let systems = [
        System::Gregorian,
        System::Julian,
        System::Milankovic,
        System::Jalali,
        System::IslamicCivil,
    ];
    let calendars = systems
        .iter()
        .map(|system| snapshot.get(system.id()).unwrap());
    let mut ours: Vec<Name> = calendars
        .flat_map(|calendar| calendar.names().to_vec())
        .collect();
    ours.sort();
    assert_eq!(theirs, ours);
    for spelling in AVAILABLE.lines().filter(|line| !is_persian(line)) {
        assert!(registry.resolve(spelling).is_ok(), "{spelling}");
    }
}

/// The `ca` identifiers of BCP 47, CLDR's aliases of them, and what people say.
#[test]
fn the_worlds_calendars_have_the_names_that_are_in_use() {
    let registry = Registry::with_builtins();
    let pin = registry.pin();
    let always = [
        ("buddhist", "Buddhist"),
        ("Thai Buddhist", "Buddhist"),
        ("coptic", "Coptic"),
        ("ethioaa", "Ethiopic Amete Alem"),
        ("ethiopic-amete-alem", "Ethiopic Amete Alem"),
        ("ethiopic", "Ethiopic"),
        ("Ethiopian", "Ethiopic"),
        ("gregory", "Gregorian"),
        ("hebrew", "Hebrew"),
        ("JEWISH", "Hebrew"),
        ("indian", "Indian"),
        ("Saka", "Indian"),
        ("indian_national", "Indian"),
        ("islamic", "Islamic Civil"),
        ("islamic-civil", "Islamic Civil"),
        ("islamicc", "Islamic Civil"),
        ("islamic-tbla", "Islamic Tabular"),
        ("islamic tabular", "Islamic Tabular"),
        ("iso8601", "ISO 8601"),
        ("ISO-8601", "ISO 8601"),
        ("iso", "ISO 8601"),
        ("japanese", "Japanese"),
        ("roc", "Minguo"),
        ("minguo", "Minguo"),
    ];
    let with_icu = [
        ("chinese", "Chinese"),
        ("dangi", "Dangi"),
        ("korean", "Dangi"),
        ("islamic-rgsa", "Umm al-Qura"),
        ("islamic-umalqura", "Umm al-Qura"),
        ("umalqura", "Umm al-Qura"),
        ("umm_al_qura", "Umm al-Qura"),
        ("persian", "Persian"),
    ];
    for (name, chief) in always {
        assert_eq!(pin.resolve(name).unwrap().name(), chief, "{name}");
    }
    for (name, chief) in with_icu {
        let found = pin.resolve(name).map(|calendar| calendar.name());
        let expected = if cfg!(feature = "icu") {
            Ok(chief)
        } else {
            Err(ResolveError::Unknown {
                name: RequestedName::new(name),
            })
        };
        assert_eq!(found, expected, "{name}");
    }
}

/// The identifier that other software knows a calendar by is one of its names.
#[test]
fn unicode_identifiers_are_names() {
    let registry = Registry::with_builtins();
    let snapshot = registry.snapshot();
    let known = snapshot.iter().filter_map(|calendar| {
        let id = calendar.unicode_id()?;
        assert_eq!(
            registry.resolve(id).unwrap().name(),
            calendar.name(),
            "{id}"
        );
        Some(id)
    });
    assert_eq!(known.count(), if cfg!(feature = "icu") { 16 } else { 12 });
}

#[test]
fn the_empty_name_and_nul_are_no_names() {
    let life = Life::new();
    let registry = Registry::with_builtins();
    for (text, error) in [
        ("", NameError::Empty),
        ("\0", NameError::Byte { byte: 0, at: 0 }),
        ("julian\0", NameError::Byte { byte: 0, at: 6 }),
        ("jul\0ian", NameError::Byte { byte: 0, at: 3 }),
        ("jalali ", NameError::Edge { at: 6 }),
        ("\u{131}slamic", NameError::Byte { byte: 0xc4, at: 0 }),
        ("i\u{17f}lamic", NameError::Byte { byte: 0xc5, at: 1 }),
        ("\u{212a}", NameError::Byte { byte: 0xe2, at: 0 }),
    ] {
        assert_eq!(
            registry.resolve(text),
            Err(invalid(text, error)),
            "{text:?}"
        );
        assert_eq!(registry.snapshot().resolve(text), Err(invalid(text, error)));
        assert!(registry.register(life.fake(&[text])).is_err());
        assert!(registry.replace(text, life.fake(&["x"])).is_err());
        assert!(registry.unregister(text).is_err());
    }
    assert_eq!(registry.generation(), 1);
}

#[test]
fn bytes_need_not_be_text() {
    let registry = Registry::with_builtins();
    let pin = registry.pin();
    let julian = pin.get(System::Julian).unwrap();
    assert_eq!(pin.resolve(b"JULIAN"), Ok(julian));
    assert_eq!(pin.resolve(String::from("julian")), Ok(julian));
    assert_eq!(pin.resolve(Vec::from(*b"Julian")), Ok(julian));
    let byte = NameError::Byte { byte: 0xff, at: 2 };
    assert_eq!(
        pin.resolve(b"ju\xfflian"),
        Err(invalid(b"ju\xfflian", byte))
    );
}

#[test]
fn lengths_end_at_64() {
    let life = Life::new();
    let registry = Registry::new();
    let longest = format!("{}-{}", "A".repeat(31), "b".repeat(32));
    assert_eq!(longest.len(), Name::MAX_LEN);
    registry.register(life.fake(&[&longest])).unwrap();
    assert!(registry.resolve(longest.to_uppercase()).is_ok());
    assert_eq!(
        registry.resolve(&longest.as_bytes()[..63]),
        Err(ResolveError::Unknown {
            name: RequestedName::new(&longest.as_bytes()[..63])
        })
    );
    for length in [65, 66, 127, 128, 1 << 20] {
        let error = NameError::TooLong { length, limit: 64 };
        assert_eq!(
            registry.resolve("a".repeat(length)),
            Err(invalid("a".repeat(length), error))
        );
    }
}

#[test]
fn every_length_has_its_own_names() {
    let life = Life::new();
    let registry = Registry::new();
    let texts: Vec<String> = (1..=64).map(|length| "n".repeat(length)).collect();
    for (text, version) in texts.iter().zip(0..) {
        registry.register(life.version(&[text], version)).unwrap();
    }
    for (text, version) in texts.iter().zip(0..) {
        assert_eq!(common::version(&registry.resolve(text).unwrap()), version);
    }
    assert_eq!(registry.stats().names, 64);
}

/// Any spelling of a name leads where the name leads; a text that differs in anything else
/// does not.
#[test]
fn spellings_of_random_names() {
    let life = Life::new();
    let mut random = Random(1);
    let registry = Registry::new();
    let alphabet = b"abcxyz019.:/-";
    for round in 0..if cfg!(miri) { 20 } else { 2_000 } {
        let mut name = format!("{round}").into_bytes();
        for _ in 0..random.below(50) {
            let byte = alphabet[random.below(alphabet.len())];
            let joint = |byte: u8| !byte.is_ascii_alphanumeric();
            if !(joint(byte) && joint(name[name.len() - 1])) {
                name.push(byte);
            }
        }
        name.push(b'z');
        let text = String::from_utf8(name.clone()).unwrap();
        let made = registry.register(life.fake(&[&text])).unwrap();
        let mut other = name.clone();
        for byte in &mut other {
            *byte = match (*byte, random.below(3)) {
                (b'-', 1) => b'_',
                (b'-', 2) => b' ',
                (byte, 0) => byte.to_ascii_uppercase(),
                (byte, _) => byte,
            };
        }
        assert_eq!(registry.pin().resolve(&other), Ok(&made));
        let at = random.below(other.len());
        other[at] = if other[at].eq_ignore_ascii_case(&b'q') {
            b'r'
        } else {
            b'q'
        };
        assert!(matches!(
            registry.pin().resolve(&other),
            Err(ResolveError::Unknown { .. })
        ));
    }
}

#[test]
fn a_name_matches_its_spellings_and_no_others() {
    let name = Name::new("Islamic Civil").unwrap();
    for same in ["Islamic Civil", "islamic-civil", "ISLAMIC_CIVIL"] {
        assert!(name.matches(same), "{same}");
        assert_eq!(Name::new(same).as_ref(), Ok(&name));
        assert_eq!(same.parse().as_ref(), Ok(&name));
    }
    for other in [
        "Islamic",
        "Islamic.Civil",
        "Islamic Civil ",
        "",
        "IslamicCivil",
    ] {
        assert!(!name.matches(other), "{other}");
        assert_ne!(other.parse().as_ref(), Ok(&name));
    }
}

/// Of any length, beginning alike or not, and hashed by whatever hasher.
#[test]
fn names_are_ordered_and_hashed_by_what_they_fold_to() {
    let long = "calendar-of-the-merchants-of";
    let begun = long.char_indices().map(|(at, _)| long.split_at(at));
    let mut spellings: Vec<String> = begun
        .flat_map(|(begin, end)| [begin, end])
        .filter(|part| Name::new(part).is_ok())
        .map(str::to_owned)
        .collect();
    for end in ["Lima", "lima 2", "Oslo", "oslo_b", "A", "Z"] {
        spellings.push(format!("Calendar of_the merchants of {end}"));
    }
    spellings.sort_by_key(|spelling| joined(spelling));
    spellings.dedup();
    let mut names: Vec<Name> = spellings.iter().flat_map(Name::new).collect();
    names.reverse();
    names.sort();
    let sorted: Vec<&str> = names.iter().map(Name::as_str).collect();
    assert_eq!(sorted, spellings);
    for pair in names.windows(2) {
        assert!(pair[0] < pair[1] && pair[0] != pair[1], "{pair:?}");
    }
    let hasher = RandomState::new();
    let hashes: BTreeSet<u64> = names.iter().map(|name| hasher.hash_one(name)).collect();
    assert_eq!(hashes.len(), names.len());
    for name in &names {
        let other = Name::new(name.as_str().to_ascii_uppercase()).unwrap();
        assert_eq!(
            (hasher.hash_one(name), name),
            (hasher.hash_one(&other), &other)
        );
    }
}

#[test]
fn a_name_is_shown_as_it_was_spelled() {
    let name = Name::new("Islamic Civil").unwrap();
    assert_eq!(name.to_string(), "Islamic Civil");
    assert_eq!(format!("{name:>15}|{name:.7}|"), "  Islamic Civil|Islamic|");
    assert_eq!(format!("{name:?}"), r#""Islamic Civil""#);
}
