//! Patterns are read and written.
#![allow(clippy::string_slice, reason = "a test may panic")]

use super::*;

fn uts35(text: &str) -> String {
    Pattern::uts35(text).expect("a pattern").to_string()
}

#[test]
fn pattern_is_written_as_it_was_read() {
    for text in [
        "",
        "d MMMM y",
        "EEEE, d 'de' MMMM 'de' y G",
        "y年M月d日EEEE",
        "''yy''",
        "'o''clock' d",
        "GGGGG yyyyy u U r Q q LLLLL w W D F g EEEEEE e c",
        "d.M.y 'г'.",
    ] {
        let again = Pattern::uts35(&uts35(text)).expect("a pattern");
        assert_eq!(again, Pattern::uts35(text).expect("a pattern"), "{text}");
    }
    assert_eq!(uts35("d 'de' MMMM"), "d' de 'MMMM");
    assert_eq!(uts35("dlM"), "dM");
}

#[test]
fn letter_outside_dates_is_rejected_with_its_position() {
    for letter in ('a'..='z').chain('A'..='Z') {
        let text = format!("é {letter}");
        let result = Pattern::uts35(&text);
        match letter {
            'l' => assert_eq!(result.expect("ignored").items().len(), 1),
            _ if Symbol::of_letter(letter).is_some() => {
                let items = result.expect("a field");
                let field = Field {
                    symbol: Symbol::of_letter(letter).unwrap(),
                    width: 1,
                };
                assert_eq!(items.items().last(), Some(&Item::Field(field)));
                assert_eq!(field.symbol.letter(), letter);
            }
            _ if "abBhHkKmsSAjJCzZOvVXx".contains(letter) => {
                assert_eq!(result, Err(PatternError::Time { letter, at: 3 }));
            }
            _ => assert_eq!(result, Err(PatternError::Letter { letter, at: 3 })),
        }
    }
}

#[test]
fn width_beyond_the_letter_is_rejected() {
    for (letter, longest) in [
        ('G', 5),
        ('y', 16),
        ('Y', 16),
        ('u', 16),
        ('U', 5),
        ('r', 16),
        ('Q', 5),
        ('q', 5),
        ('M', 5),
        ('L', 5),
        ('w', 2),
        ('W', 1),
        ('d', 2),
        ('D', 3),
        ('F', 1),
        ('g', 16),
        ('E', 6),
        ('e', 6),
        ('c', 6),
    ] {
        let letters = letter.to_string();
        assert!(Pattern::uts35(&letters.repeat(usize::from(longest))).is_ok());
        let error = Pattern::uts35(&letters.repeat(usize::from(longest) + 1));
        assert_eq!(
            error,
            Err(PatternError::Width {
                letter,
                at: 0,
                longest
            })
        );
    }
}

#[test]
fn length_and_quotes_are_checked() {
    assert_eq!(Pattern::uts35("d 'x"), Err(PatternError::Quote { at: 2 }));
    assert_eq!(Pattern::uts35("'''"), Err(PatternError::Quote { at: 2 }));
    let long = ".".repeat(MAX_LENGTH + 1);
    assert_eq!(
        Pattern::uts35(&long),
        Err(PatternError::TooLong { length: 257 })
    );
    assert_eq!(
        Pattern::qt(&long),
        Err(PatternError::TooLong { length: 257 })
    );
    assert!(Pattern::uts35(&long[1..]).is_ok());
}

#[test]
fn qt_pattern_is_written_in_the_notation_of_uts_35() {
    for (qt, uts35) in [
        ("dddd, d. MMMM yyyy", "EEEE, d. MMMM yyyy"),
        ("ddddd", "EEEEd"),
        ("MMMMM", "MMMMlM"),
        ("yyy", "yy'y'"),
        ("'unterminated yyyy", "'unterminated yyyy'"),
        ("dd.MM.yy 'o''clock'", "dd.MM.yy' o''clock'"),
        ("LLLL G e", "'LLLL G e'"),
        ("'", ""),
    ] {
        assert_eq!(Pattern::qt(qt).expect("a pattern").to_string(), uts35);
    }
}

/// Texts of letters that are likely to be fields, apostrophes and other characters.
fn generated(count: usize) -> impl Iterator<Item = String> {
    const CHARACTERS: &[char] = &[
        'y', 'y', 'M', 'M', 'd', 'd', 'E', 'G', 'Q', 'L', 'u', 'U', 'r', 'w', 'c', 'e', 'g', 'l',
        'l', '\'', '\'', '\'', ' ', '.', '-', '年', 'é', 'n', 'H', '\0', '😀',
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    (0..count).map(move |_| {
        let length = next(24);
        (0..length)
            .map(|_| CHARACTERS[next(CHARACTERS.len())])
            .collect()
    })
}

#[test]
fn generated_pattern_is_written_as_it_was_read() {
    let mut read = 0;
    for text in generated(100_000) {
        match Pattern::uts35(&text) {
            Ok(pattern) => {
                let written = pattern.to_string();
                assert!(written.len() <= text.len(), "{text:?} {written:?}");
                assert_eq!(
                    Pattern::uts35(&written),
                    Ok(pattern),
                    "{text:?} {written:?}"
                );
                read += 1;
            }
            Err(PatternError::Letter { letter, at } | PatternError::Time { letter, at }) => {
                assert!(text[at..].starts_with(letter), "{text:?}");
            }
            Err(PatternError::Width {
                letter,
                at,
                longest,
            }) => {
                let run = letter.to_string().repeat(usize::from(longest) + 1);
                assert!(text[at..].starts_with(&run), "{text:?}");
            }
            Err(PatternError::Quote { at }) => assert!(text[at..].starts_with('\''), "{text:?}"),
            Err(error) => panic!("{text:?}: {error}"),
        }
    }
    assert!(read > 5_000, "{read}");
}

#[test]
fn generated_qt_pattern_is_read_and_written_in_the_notation_of_uts_35() {
    for text in generated(100_000) {
        let written = Pattern::qt(&text).expect("short").to_string();
        let again = Pattern::uts35(&written)
            .expect("the notation of UTS 35")
            .to_string();
        assert_eq!(again, written, "{text:?}");
    }
}
