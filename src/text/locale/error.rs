//! [`LocaleError`]: why a text is not a locale.

use core::fmt;

/// The error for a text that is not the tag of a locale.
///
/// ```
/// use calendar_registry::{Locale, LocaleError};
///
/// assert_eq!(Locale::new("en-english-us"), Err(LocaleError::Subtag));
/// assert_eq!(
///     Locale::new("en-u").unwrap_err().to_string(),
///     "the tag has a malformed extension",
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum LocaleError {
    /// The tag is longer than [`Locale::MAX_LEN`](super::Locale::MAX_LEN).
    TooLong {
        /// The length, in bytes.
        length: usize,
        /// The greatest length.
        limit: usize,
    },
    /// The tag does not begin with a language of two or three letters.
    Language,
    /// A part of the tag is no script, region or variant, or stands in the wrong place.
    Subtag,
    /// An extension such as `-u-` is malformed, or occurs twice.
    Extension,
    /// The name of the calendar is longer than
    /// [`Locale::MAX_CALENDAR_LEN`](super::Locale::MAX_CALENDAR_LEN).
    CalendarTooLong {
        /// The length, in bytes.
        length: usize,
        /// The greatest length.
        limit: usize,
    },
    /// The name of a calendar does not consist of parts of 3 to 8 ASCII letters and digits, with a
    /// `-` between them.
    Calendar,
    /// No decimal numbering system has the name.
    Digits,
}

impl fmt::Display for LocaleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LocaleError::TooLong { length, limit } => {
                write!(f, "the tag has {length} bytes; at most {limit} are allowed")
            }
            LocaleError::Language => {
                f.write_str("the tag does not begin with a language of two or three letters")
            }
            LocaleError::Subtag => {
                f.write_str("a part of the tag is not a script, a region or a variant")
            }
            LocaleError::Extension => f.write_str("the tag has a malformed extension"),
            LocaleError::CalendarTooLong { length, limit } => write!(
                f,
                "the calendar's name has {length} bytes; at most {limit} are allowed"
            ),
            LocaleError::Calendar => f.write_str(
                "the calendar's name does not consist of parts of 3 to 8 letters and digits",
            ),
            LocaleError::Digits => f.write_str("no decimal numbering system has this name"),
        }
    }
}

impl std::error::Error for LocaleError {}
