//! [`ParseTextError`]: why a text is not a date, and where.

use core::fmt;

use crate::backend::DateError;

/// The reason why a text is not a date, with the place in the text.
///
/// ```
/// # #[cfg(feature = "cldr")] {
/// use calendar_registry::{Calendar, Locale, Style, calendars};
///
/// let calendar = Calendar::from(calendars::Gregorian);
/// let formatter = calendar.formatter(Locale::new("en")?, Style::Long)?;
/// let error = formatter.parse("February 30, 2026").unwrap_err();
/// assert_eq!(error.at, 9);
/// assert_eq!(error.to_string(), "at byte 9: day 30 does not exist: the month has days 1 to 28");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub struct ParseTextError {
    /// The place, in bytes from the start of the text.
    pub at: usize,
    /// What is wrong there.
    pub kind: ParseTextErrorKind,
}

/// What is wrong at a place of a text.
///
/// ```
/// # use calendar_registry::ParseTextErrorKind;
/// assert_eq!(ParseTextErrorKind::Month.to_string(), "expected the name of a month");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseTextErrorKind {
    /// The text has more than 256 bytes.
    TooLong,
    /// The text between the fields is not that of the pattern.
    Literal,
    /// A number is missing, or it has another number of digits than the pattern asks for.
    Number,
    /// The number has more than nine digits, or its field never has such a number.
    NumberRange,
    /// A name of an era is missing.
    Era,
    /// A name of a year of the cycle is missing.
    CyclicYear,
    /// A name of a quarter is missing.
    Quarter,
    /// A name of a month is missing, or several months have this name.
    Month,
    /// A name of a weekday is missing.
    Weekday,
    /// This word is not a part of a date in the language.
    Word,
    /// Something follows the date.
    Trailing,
    /// The text does not say the year. On `wasm32-unknown-unknown`, which has no clock, neither do
    /// two digits without [`Formatter::near`](crate::Formatter::near).
    NoYear,
    /// The text does not say the month.
    NoMonth,
    /// The text does not say the day.
    NoDay,
    /// The field contradicts the date that the other fields describe: a wrong weekday, or an era
    /// that has not begun.
    Contradiction,
    /// The year, the month or the day does not exist in the calendar.
    Date(DateError),
}

impl ParseTextErrorKind {
    pub(super) const fn at(self, at: usize) -> ParseTextError {
        ParseTextError { at, kind: self }
    }
}

impl fmt::Display for ParseTextErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ParseTextErrorKind::TooLong => "the text has more than 256 bytes",
            ParseTextErrorKind::Literal => "expected the text of the pattern",
            ParseTextErrorKind::Number => "expected a number with the digits of the pattern",
            ParseTextErrorKind::NumberRange => "the number is too large",
            ParseTextErrorKind::Era => "expected the name of an era",
            ParseTextErrorKind::CyclicYear => "expected the name of a year",
            ParseTextErrorKind::Quarter => "expected the name of a quarter",
            ParseTextErrorKind::Month => "expected the name of a month",
            ParseTextErrorKind::Weekday => "expected the name of a weekday",
            ParseTextErrorKind::Word => "unknown word",
            ParseTextErrorKind::Trailing => "expected the end of the date",
            ParseTextErrorKind::NoYear => "the year is missing",
            ParseTextErrorKind::NoMonth => "the month is missing",
            ParseTextErrorKind::NoDay => "the day is missing",
            ParseTextErrorKind::Contradiction => "the field contradicts the date",
            ParseTextErrorKind::Date(error) => return error.fmt(f),
        })
    }
}

impl fmt::Display for ParseTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at byte {}: {}", self.at, self.kind)
    }
}

impl std::error::Error for ParseTextError {}
