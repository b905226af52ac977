//! Target `names`: any bytes as the name of a calendar.

use std::cmp::Ordering;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use calendar_registry::{ChangeError, Name, NameError, Registry, RequestedName, ResolveError};

use crate::backends::{Drops, Named};
use crate::plain::fold;

const SEPARATORS: &[u8] = b" -_.:/";

/// Lookups must not change this registry.
static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::with_builtins);
static HASHES: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// Checks the input and its two halves as names.
pub fn run(input: &[u8]) {
    check(input);
    match fault(input) {
        None => register_valid(input),
        Some(fault) => register_invalid(input, fault),
    }
    let (left, right) = input.split_at(input.len() / 2);
    check(left);
    check(right);
    compare(left, right);
    compare(input, &respelled(input));
    compare(input, left);
}

/// Looks up the input and other spellings in every way.
pub fn look_up(input: &[u8], spellings: &[Vec<u8>]) {
    let pin = REGISTRY.pin();
    let snapshot = REGISTRY.snapshot();
    for spelling in [input]
        .into_iter()
        .chain(spellings.iter().map(Vec::as_slice))
    {
        // The first lookup reads the index, the second the lookup cache.
        for _ in 0..2 {
            let found = pin.resolve(spelling);
            assert_eq!(snapshot.resolve(spelling), found);
            assert_eq!(REGISTRY.resolve(spelling).as_ref(), found.as_ref().copied());
        }
    }
}

/// The documented error: the length, otherwise the first fault from the left.
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

/// Spells a valid name differently.
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
            check_name(&name, bytes);
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
        (name, expected) => panic!("{name:?}, expected {expected:?}"),
    }
    assert_eq!(REGISTRY.stats(), before);
}

fn check_name(name: &Name, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("it is ASCII");
    let folded = fold(bytes).expect("it is a name");
    assert_eq!((name.as_str(), name.to_string().as_str()), (text, text));
    assert_eq!(text.parse::<Name>().as_ref(), Ok(name));
    let again = Name::new(&folded).expect("a folded name is valid");
    assert_eq!(fold(&folded).as_ref(), Some(&folded));
    for other in [
        &again,
        &Name::new(respelled(bytes)).expect("a respelled name is valid"),
    ] {
        assert!(name == other && name.cmp(other) == Ordering::Equal);
        assert_eq!(HASHES.hash_one(name), HASHES.hash_one(other));
        assert!(name.matches(other.as_str()) && other.matches(bytes));
    }
}

/// Registers the name and looks it up in several spellings.
fn register_valid(bytes: &[u8]) {
    let registry = Registry::new();
    let text = std::str::from_utf8(bytes).expect("a name is ASCII");
    let made = registry.register(named(text)).expect("a valid name");
    let spellings = [
        bytes.to_vec(),
        fold(bytes).expect("a valid name"),
        respelled(bytes),
        b"another".to_vec(),
    ];
    let pin = registry.pin();
    for spelling in &spellings {
        let is_same = fold(spelling) == fold(bytes);
        let expected = is_same.then_some(&made).ok_or_else(|| unknown(spelling));
        // The first lookup reads the index, the second the lookup cache.
        for _ in 0..2 {
            assert_eq!(pin.resolve(spelling), expected);
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

fn register_invalid(bytes: &[u8], expected: NameError) {
    let registry = Registry::new();
    let invalid = |refusal: ChangeError| match refusal {
        ChangeError::InvalidName { text, error } => {
            assert!(!text.chars().any(char::is_control));
            // 64 bytes, each escaped as `\u{7f}` at most, and an ellipsis.
            assert!(text.chars().count() <= 64 * 6 + 1);
            error
        }
        other => panic!("{other}"),
    };
    assert_eq!(registry.unregister(bytes).map_err(invalid), Err(expected));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let found = registry.register(named(text));
        assert_eq!(found.map_err(|error| invalid(error.reason)), Err(expected));
    }
    assert_eq!(registry.generation(), 0);
}

/// Names compare like their folded texts.
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

fn named(name: &str) -> Named {
    Named {
        names: vec![name.to_owned()],
        number: 0,
        drops: Drops::default(),
    }
}
