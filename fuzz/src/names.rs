//! Any bytes as the name of a calendar.

use std::cmp::Ordering;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use calendar_registry::{
    Backend, ChangeError, DateError, JulianDay, Name, NameError, Properties, Registry,
    RequestedName, ResolveError, YearMonthDay,
};

use crate::plain::fold;

const SEPARATORS: &[u8] = b" -_.:/";

/// Looked at only: nothing that is looked up may change it.
static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::with_builtins);
static HASHES: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// Checks these bytes as a name, and the two halves of them.
pub fn run(input: &[u8]) {
    check(input);
    match fault(input) {
        None => is_found(
            input,
            &[&fold(input).expect("it is a name"), &respelled(input)],
        ),
        Some(fault) => is_refused(input, fault),
    }
    let (left, right) = input.split_at(input.len() / 2);
    check(left);
    check(right);
    compare(left, right);
    compare(input, &respelled(input));
    compare(input, left);
}

/// Looks these bytes up in every way, in two spellings, and keeps nothing of it.
pub fn look_up(input: &[u8], spellings: &[Vec<u8>]) {
    let pin = REGISTRY.pin();
    let snapshot = REGISTRY.snapshot();
    for spelling in [input]
        .into_iter()
        .chain(spellings.iter().map(Vec::as_slice))
    {
        // Once by the index, once by the memo if it is known.
        for _ in 0..2 {
            let found = pin.resolve(spelling);
            assert_eq!(snapshot.resolve(spelling), found);
            assert_eq!(REGISTRY.resolve(spelling).as_ref(), found.as_ref().copied());
        }
    }
}

/// What [`NameError`] promises: the length, or else the first fault from the left.
fn fault(bytes: &[u8]) -> Option<NameError> {
    let length = bytes.len();
    if length == 0 {
        return Some(NameError::Empty);
    }
    if length > 64 {
        return Some(NameError::TooLong { length, limit: 64 });
    }
    let is_separator = |at: usize| bytes.get(at).is_some_and(|byte| SEPARATORS.contains(byte));
    (0..length).find_map(|at| {
        let byte = bytes[at];
        if !is_separator(at) {
            let foreign = !matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9');
            return foreign.then_some(NameError::Byte { byte, at });
        }
        if at > 0 && is_separator(at - 1) {
            return Some(NameError::Doubled { at });
        }
        (at == 0 || at == length - 1).then_some(NameError::Edge { at })
    })
}

/// Another spelling of the same name, if it is one.
#[must_use]
pub fn respelled(bytes: &[u8]) -> Vec<u8> {
    let other = |(at, byte): (usize, &u8)| match byte {
        b' ' => b'_',
        b'_' => b'-',
        b'-' => b' ',
        letter if at % 3 == 0 => letter.to_ascii_uppercase(),
        letter if letter.is_ascii_alphabetic() => letter ^ 0x20,
        other => *other,
    };
    bytes.iter().enumerate().map(other).collect()
}

fn check(bytes: &[u8]) {
    let expected = fault(bytes);
    assert_eq!(fold(bytes).is_none(), expected.is_some());
    let before = REGISTRY.stats();
    let found = REGISTRY.pin().resolve(bytes).map(|found| found.id());
    assert_eq!(REGISTRY.resolve(bytes).map(|found| found.id()), found);
    assert_eq!(
        REGISTRY.snapshot().resolve(bytes).map(|found| found.id()),
        found
    );
    match (Name::new(bytes), expected) {
        (Ok(name), None) => {
            is_a_name(&name, bytes);
            let known = |name: &str| fold(name.as_bytes()) == fold(bytes);
            let snapshot = REGISTRY.snapshot();
            let mut calendars = snapshot.calendars();
            let holder =
                calendars.find(|calendar| calendar.backend().names().into_iter().any(known));
            let expected = holder.map(|holder| holder.id());
            assert_eq!(found, expected.ok_or_else(|| unknown(bytes)));
        }
        (Err(error), Some(expected)) => {
            assert_eq!(error, expected);
            let name = RequestedName::new(bytes);
            assert_eq!(
                found,
                Err(ResolveError::InvalidName {
                    name,
                    error: expected
                })
            );
        }
        (name, expected) => panic!("{name:?}, but {expected:?}"),
    }
    assert_eq!(REGISTRY.stats(), before);
}

fn is_a_name(name: &Name, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("it is ASCII");
    let folded = fold(bytes).expect("it is a name");
    assert_eq!((name.as_str(), name.to_string().as_str()), (text, text));
    assert_eq!(text.parse::<Name>().as_ref(), Ok(name));
    let again = Name::new(&folded).expect("what is folded is a name");
    assert_eq!(fold(&folded).as_ref(), Some(&folded));
    for other in [&again, &Name::new(respelled(bytes)).expect("so is this")] {
        assert!(name == other && name.cmp(other) == Ordering::Equal);
        assert_eq!(HASHES.hash_one(name), HASHES.hash_one(other));
        assert!(name.matches(other.as_str()) && other.matches(bytes));
    }
}

/// A registry that holds it finds it in every spelling, and nothing else.
fn is_found(bytes: &[u8], spellings: &[&[u8]]) {
    let registry = Registry::new();
    let made = registry
        .register(Called(lossy(bytes)))
        .expect("it is a name");
    let pin = registry.pin();
    let other = respelled(b"not-it");
    for spelling in [bytes, &other].into_iter().chain(spellings.iter().copied()) {
        let same = fold(spelling) == fold(bytes);
        // Once by the index, once by the memo.
        for _ in 0..2 {
            let found = pin.resolve(spelling);
            assert_eq!(
                found,
                if same {
                    Ok(&made)
                } else {
                    Err(unknown(spelling))
                }
            );
        }
    }
    let stats = registry.stats();
    assert_eq!((stats.calendars, stats.names, stats.retired), (1, 1, 1));
    drop(pin);
    assert_eq!(registry.unregister(bytes).ok(), Some(made));
    assert_eq!(registry.resolve(bytes), Err(unknown(bytes)));
}

fn unknown(bytes: &[u8]) -> ResolveError {
    let name = RequestedName::new(bytes);
    ResolveError::Unknown { name }
}

fn is_refused(bytes: &[u8], expected: NameError) {
    let registry = Registry::new();
    let invalid = |refusal: ChangeError| match refusal {
        ChangeError::InvalidName { text, error } => {
            assert!(text.is_ascii() || text.ends_with('…'));
            assert!(text.chars().count() <= 81);
            error
        }
        other => panic!("{other}"),
    };
    assert_eq!(registry.unregister(bytes).map_err(invalid), Err(expected));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let refused = registry.register(Called(text.to_owned()));
        assert_eq!(
            refused.map_err(|error| invalid(error.reason)),
            Err(expected)
        );
    }
    assert_eq!(registry.generation(), 0);
}

/// Names are compared as their folded texts are.
fn compare(left: &[u8], right: &[u8]) {
    let (Ok(one), Ok(two)) = (Name::new(left), Name::new(right)) else {
        return;
    };
    let expected = fold(left).cmp(&fold(right));
    assert_eq!(one.cmp(&two), expected);
    assert_eq!(two.cmp(&one), expected.reverse());
    assert_eq!(one.partial_cmp(&two), Some(expected));
    assert_eq!(one == two, expected == Ordering::Equal);
    assert_eq!(one.matches(right), one == two);
    if one == two {
        assert_eq!(HASHES.hash_one(&one), HASHES.hash_one(&two));
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A calendar of this one name.
struct Called(String);

impl Backend for Called {
    fn names(&self) -> Vec<&str> {
        vec![&self.0]
    }

    fn properties(&self) -> Properties {
        Properties::other()
    }

    fn julian_day(&self, _date: YearMonthDay) -> Result<JulianDay, DateError> {
        Err(DateError::Overflow)
    }

    fn date(&self, _day: JulianDay) -> Result<YearMonthDay, DateError> {
        Err(DateError::Overflow)
    }

    fn is_leap_year(&self, _year: i32) -> bool {
        false
    }

    fn days_in_month(&self, _year: Option<i32>, _month: u8) -> Result<u8, DateError> {
        Err(DateError::Overflow)
    }
}
