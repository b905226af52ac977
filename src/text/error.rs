//! [`FormatError`] and [`FormatterError`].

use core::fmt;

use super::PatternError;
use crate::backend::{DateError, MonthCode};

/// The reason why a date was not written.
///
/// ```
/// use calendar_registry::{DateError, FormatError};
///
/// let error = FormatError::TooShort { needed: 16 };
/// assert_eq!(error.to_string(), "the buffer is too short: the text has 16 bytes");
/// assert!(matches!(FormatError::from(DateError::YearZero), FormatError::Date(_)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum FormatError {
    /// The buffer is too short.
    TooShort {
        /// The length of the text in bytes.
        needed: usize,
    },
    /// The calendar rejected the date, or cannot compute something that the pattern asks for. For
    /// example, the week of a date needs the first day of its year.
    Date(DateError),
    /// There is no formatter for what was asked for.
    Formatter(FormatterError),
    /// The calendar has no name for this month.
    Month {
        /// The month.
        code: MonthCode,
    },
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormatError::TooShort { needed } => {
                write!(f, "the buffer is too short: the text has {needed} bytes")
            }
            FormatError::Date(error) => error.fmt(f),
            FormatError::Formatter(error) => error.fmt(f),
            FormatError::Month { code } => write!(f, "the calendar has no name for month {code}"),
        }
    }
}

impl std::error::Error for FormatError {}

impl From<DateError> for FormatError {
    fn from(error: DateError) -> Self {
        FormatError::Date(error)
    }
}

impl From<FormatterError> for FormatError {
    fn from(error: FormatterError) -> Self {
        FormatError::Formatter(error)
    }
}

/// The reason why a formatter was not made.
///
/// ```
/// use calendar_registry::{FormatterError, PatternError};
///
/// let error = FormatterError::from(PatternError::Quote { at: 2 });
/// assert_eq!(error.to_string(), "the apostrophe at byte 2 is not closed");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum FormatterError {
    /// The pattern cannot be read.
    Pattern(PatternError),
    /// The pattern asks for a way to write numbers that is not known.
    Numbering,
    /// The names that the pattern needs have more than 65,535 bytes together.
    TooLong,
}

impl fmt::Display for FormatterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormatterError::Pattern(error) => error.fmt(f),
            FormatterError::Numbering => f.write_str("the numbers of the pattern are unknown"),
            FormatterError::TooLong => {
                f.write_str("the names of the pattern have more than 65535 bytes")
            }
        }
    }
}

impl std::error::Error for FormatterError {}

impl From<PatternError> for FormatterError {
    fn from(error: PatternError) -> Self {
        FormatterError::Pattern(error)
    }
}
