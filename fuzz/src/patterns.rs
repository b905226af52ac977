//! Target `patterns`: any text as a pattern of UTS 35 and of Qt.

use calendar_registry::{Pattern, PatternError};

/// The largest length of a pattern.
const LIMIT: usize = 256;

/// The letters that are fields of dates, or ignored.
const DATES: &str = "GyYuUrQqMLlwWdDFgEec";

/// Reads an input as a pattern in both notations, and checks the answers.
pub fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    check_uts35(&text);
    check_qt(&text);
}

fn check_uts35(text: &str) {
    match Pattern::uts35(text) {
        Ok(pattern) => {
            assert!(text.len() <= LIMIT);
            let written = pattern.to_string();
            assert_eq!(Pattern::uts35(&written).as_ref(), Ok(&pattern));
            assert_eq!(unquoted(text), unquoted(&written));
        }
        Err(PatternError::TooLong { length }) => {
            assert!(length == text.len() && length > LIMIT);
        }
        Err(PatternError::Letter { letter, at } | PatternError::Time { letter, at }) => {
            assert!(has_at(text, at, |rest| rest.starts_with(letter)) && !DATES.contains(letter));
        }
        Err(PatternError::Width {
            letter,
            at,
            longest,
        }) => {
            let run = letter.to_string().repeat(usize::from(longest) + 1);
            assert!(has_at(text, at, |rest| rest.starts_with(&run)) && DATES.contains(letter));
        }
        Err(PatternError::Quote { at }) => {
            assert!(has_at(text, at, |rest| rest.starts_with('\'')));
        }
        Err(error) => panic!("{error}"),
    }
}

/// Returns whether the text has a place, and whether this is true there.
fn has_at(text: &str, at: usize, test: impl FnOnce(&str) -> bool) -> bool {
    text.get(at..).is_some_and(test)
}

/// The letters outside of apostrophes, but for the one that is ignored.
fn unquoted(text: &str) -> String {
    let pieces = text.split('\'').step_by(2);
    let letters = pieces
        .flat_map(str::chars)
        .filter(char::is_ascii_alphabetic);
    letters.filter(|letter| *letter != 'l').collect()
}

fn check_qt(text: &str) {
    let Ok(pattern) = Pattern::qt(text) else {
        assert!(text.len() > LIMIT);
        return;
    };
    let written = pattern.to_string();
    if written.len() <= LIMIT {
        assert_eq!(
            Pattern::uts35(&written).map(|again| again.to_string()),
            Ok(written)
        );
    }
}
