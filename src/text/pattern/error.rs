//! [`PatternError`].

use core::fmt;

use super::MAX_LENGTH;

/// The reason why a text is not a [`Pattern`](crate::Pattern). Positions are bytes from 0.
///
/// ```
/// use calendar_registry::{Pattern, PatternError};
///
/// let error = |text| Pattern::uts35(text).unwrap_err();
/// assert_eq!(error("d MMM n"), PatternError::Letter { letter: 'n', at: 6 });
/// assert_eq!(error("d MMM HH"), PatternError::Time { letter: 'H', at: 6 });
/// assert_eq!(error("ddd"), PatternError::Width { letter: 'd', at: 0, longest: 2 });
/// assert_eq!(error("d 'de"), PatternError::Quote { at: 2 });
/// assert_eq!(error("n").to_string(), "the letter n at byte 0 is not a field: quote it as 'n'");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum PatternError {
    /// The text is longer than 256 bytes.
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// UTS 35 has no field with this letter.
    Letter {
        /// The letter.
        letter: char,
        /// Its position.
        at: usize,
    },
    /// The letter is a field of a time or of a time zone, which a date does not have.
    Time {
        /// The letter.
        letter: char,
        /// Its position.
        at: usize,
    },
    /// The letter stands more often than it can.
    Width {
        /// The letter.
        letter: char,
        /// The position of the first one.
        at: usize,
        /// How often it can stand.
        longest: u8,
    },
    /// An apostrophe is not closed.
    Quote {
        /// Its position.
        at: usize,
    },
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PatternError::TooLong { length } => write!(
                f,
                "a pattern has at most {MAX_LENGTH} bytes, and this one has {length}"
            ),
            PatternError::Letter { letter, at } => write!(
                f,
                "the letter {letter} at byte {at} is not a field: quote it as '{letter}'"
            ),
            PatternError::Time { letter, at } => write!(
                f,
                "the letter {letter} at byte {at} is a field of a time, which a date does not have"
            ),
            PatternError::Width {
                letter,
                at,
                longest,
            } => write!(
                f,
                "the letter {letter} at byte {at} stands more than {longest} times"
            ),
            PatternError::Quote { at } => {
                write!(f, "the apostrophe at byte {at} is not closed")
            }
        }
    }
}

impl std::error::Error for PatternError {}
