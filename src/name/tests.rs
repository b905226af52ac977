//! Folding, hashing and comparing by words, against the rules byte by byte.

use super::*;

/// A reference implementation of the rules, byte by byte.
fn reference(bytes: &[u8]) -> Option<Vec<u8>> {
    let separator = |byte: &u8| b" -_.:/".contains(byte);
    let ok = (1..=64).contains(&bytes.len())
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || separator(byte))
        && !bytes
            .windows(2)
            .any(|pair| separator(&pair[0]) && separator(&pair[1]))
        && !separator(&bytes[0])
        && !separator(&bytes[bytes.len() - 1]);
    ok.then(|| {
        let fold = |byte: &u8| match byte {
            b' ' | b'_' => b'-',
            other => other.to_ascii_lowercase(),
        };
        bytes.iter().map(fold).collect()
    })
}

/// Compares the implementation with the reference.
fn check(bytes: &[u8]) {
    let folded = Folded::fold(bytes);
    match reference(bytes) {
        Some(expected) => {
            let folded = folded.unwrap();
            assert_eq!(super::check(bytes), Ok(()), "{bytes:?}");
            let again = Folded::fold(&expected).unwrap();
            assert!(again.blocks == folded.blocks && again.hash == folded.hash);
            let name = Name::new(bytes).unwrap();
            assert!(name.is(&folded) && name.hash() == folded.hash);
            assert!(name.folded().eq(expected.iter().copied()), "{bytes:?}");
            assert_eq!(name.as_str().as_bytes(), bytes);
            assert_eq!(name, Name::new(&expected).unwrap());
        }
        None => assert!(super::check(bytes).is_err(), "{bytes:?}"),
    }
}

/// What is no name folds to no name, so a lookup checks only what it has not found.
#[test]
fn texts_fold_alike_only_if_they_are_spellings_of_one_name() {
    for length in 1..=64 {
        let text = vec![b'a'; length];
        let name = Name::new(&text).unwrap();
        for at in 0..length {
            for byte in 0..=255 {
                let mut other = text.clone();
                other[at] = byte;
                assert_eq!(name.matches(&other), byte | 0x20 == b'a', "{other:?}");
            }
        }
        assert!(!name.matches(vec![b'a'; length + 1]));
        assert!(!name.matches(&text[1..]));
    }
}

#[test]
fn every_byte_at_every_offset_matches_the_reference() {
    for length in 1..=66 {
        check(&vec![b'a'; length]);
        for at in 0..length {
            for byte in 0..=255 {
                let mut name = vec![b'x'; length];
                name[at] = byte;
                check(&name);
            }
        }
    }
}

#[test]
fn pairs_at_word_boundaries_match_the_reference() {
    let interesting = b" -_.:/aAzZ09@[`{,;\0\x7f\x80\xff";
    for at in [0, 1, 6, 7, 8, 14, 15, 16, 62] {
        for first in interesting {
            for second in interesting {
                for length in [at + 2, at + 3, 64] {
                    let mut name = vec![b'b'; length.min(64)];
                    name[at] = *first;
                    name[at + 1] = *second;
                    check(&name);
                }
            }
        }
    }
}

#[test]
fn error_has_the_offset_of_the_first_wrong_byte() {
    let fault = |text: &str| Name::new(text).unwrap_err();
    assert_eq!(fault(""), NameError::Empty);
    assert_eq!(
        fault(&"a".repeat(65)),
        NameError::TooLong {
            length: 65,
            limit: 64
        }
    );
    let full = "a".repeat(63) + "-";
    assert_eq!(fault(&full), NameError::Edge { at: 63 });
    assert_eq!(fault("-a"), NameError::Edge { at: 0 });
    assert_eq!(fault("a "), NameError::Edge { at: 1 });
    assert_eq!(fault("a_-b"), NameError::Doubled { at: 2 });
    assert_eq!(fault("ab\u{131}"), NameError::Byte { byte: 0xc4, at: 2 });
    assert_eq!(fault("12345678-"), NameError::Edge { at: 8 });
    assert_eq!(fault("12345678--9"), NameError::Doubled { at: 9 });
}

#[test]
fn names_are_ordered_by_the_folded_form() {
    let mut names: Vec<Name> = [
        "b",
        "A",
        "gregory",
        "Gregorian",
        "islamicc",
        "islamic",
        "a-b",
        "ab",
    ]
    .map(|n| Name::new(n).unwrap())
    .into();
    names.sort();
    let sorted: Vec<&str> = names.iter().map(Name::as_str).collect();
    assert_eq!(
        sorted,
        [
            "A",
            "a-b",
            "ab",
            "b",
            "Gregorian",
            "gregory",
            "islamic",
            "islamicc"
        ]
    );
}
