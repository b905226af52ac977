//! [`ParseDateError`].

use core::fmt;

use super::MAX_LENGTH;
use super::cursor::Malformed;
use crate::backend::DateError;
use crate::facade::ResolveError;

/// The reason why a text is not a [`Date`](crate::Date).
///
/// ```
/// use calendar_registry::{Date, DateError, ParseDateError, Registry};
///
/// let registry = Registry::with_builtins();
/// let error = |text| Date::parse(text, &registry).unwrap_err();
/// assert_eq!(error("22.11.2026"), ParseDateError::Form { at: 2 });
/// assert_eq!(error("99999999999-01-01"), ParseDateError::Year);
/// assert_eq!(error("2026-02-29"), ParseDateError::Date(DateError::Day { day: 29, last: 28 }));
/// assert_eq!(error("2021-W53-1"), ParseDateError::Week { week: 53, last: 52 });
/// assert_eq!(error("2026-11-22T10:00Z"), ParseDateError::Utc);
/// assert_eq!(error("2026-11-22[!moon=full]"), ParseDateError::Critical);
/// assert_eq!(error("2026-11-22[u-ca=islamic]"), ParseDateError::Ambiguous);
/// assert!(matches!(error("2026-11-22[u-ca=tabot]"), ParseDateError::Calendar(_)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseDateError {
    /// The text does not have the form of a date.
    Form {
        /// The position of the first unexpected byte, from 0. The length of the text if the text
        /// ends too early.
        at: usize,
    },
    /// The text is longer than 1024 bytes.
    TooLong,
    /// The year is out of range: it has more than four digits and no sign, or its days exceed an
    /// `i64`.
    Year,
    /// The ISO year does not have this week.
    Week {
        /// The week.
        week: u8,
        /// The last week of the year: 52 or 53.
        last: u8,
    },
    /// The ISO year does not have this day.
    DayOfYear {
        /// The day of the year.
        day: u16,
        /// The last day of the year: 365 or 366.
        last: u16,
    },
    /// The month or the day does not exist in ISO 8601, or the day has no date in the calendar.
    Date(DateError),
    /// The annotated calendar is not found.
    Calendar(ResolveError),
    /// The annotated calendar is `islamic` or `islamic-rgsa`, which do not determine a calendar.
    /// See [`Resolver::accepts_ambiguous`](crate::Resolver::accepts_ambiguous).
    Ambiguous,
    /// The text is a UTC timestamp (`Z`), whose local date depends on the time zone.
    Utc,
    /// A critical time zone (`!`) differs from the UTC offset, or cannot be compared with it.
    TimeZone,
    /// A critical annotation (`!`) is unknown, or there are several calendars and one of them is
    /// critical.
    Critical,
    /// The key of an annotation begins with `_`.
    Experimental,
}

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseDateError::Form { at } => write!(
                f,
                "unexpected text at byte {at}: expected a date of ISO 8601 with an optional \
                 calendar, such as 2026-11-22[u-ca=hebrew]"
            ),
            ParseDateError::TooLong => {
                write!(f, "the text of a date has at most {MAX_LENGTH} bytes")
            }
            ParseDateError::Year => f.write_str(
                "the year is out of range: write 0000 to 9999, or a sign and 6 to 18 digits",
            ),
            ParseDateError::Week { week, last } => {
                write!(
                    f,
                    "week {week} does not exist: the year has weeks 1 to {last}"
                )
            }
            ParseDateError::DayOfYear { day, last } => {
                write!(f, "day {day} does not exist: the year has days 1 to {last}")
            }
            ParseDateError::Date(error) => error.fmt(f),
            ParseDateError::Calendar(error) => error.fmt(f),
            ParseDateError::Ambiguous => f.write_str(
                "islamic and islamic-rgsa do not determine a calendar: write islamic-civil, \
                 islamic-tbla or islamic-umalqura",
            ),
            ParseDateError::Utc => f.write_str(
                "a UTC timestamp does not determine a local date: convert it to a time zone first",
            ),
            ParseDateError::TimeZone => f.write_str(
                "the critical time zone (!) cannot be checked against the UTC offset, or differs \
                 from it",
            ),
            ParseDateError::Critical => {
                f.write_str("a critical annotation (!) is unknown, or is one of several calendars")
            }
            ParseDateError::Experimental => f.write_str(
                "an annotation whose key begins with \"_\" is experimental and not accepted",
            ),
        }
    }
}

impl std::error::Error for ParseDateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ParseDateError::Date(error) => Some(error),
            ParseDateError::Calendar(error) => Some(error),
            _ => None,
        }
    }
}

impl From<DateError> for ParseDateError {
    fn from(error: DateError) -> Self {
        ParseDateError::Date(error)
    }
}

impl From<ResolveError> for ParseDateError {
    fn from(error: ResolveError) -> Self {
        ParseDateError::Calendar(error)
    }
}

impl From<Malformed> for ParseDateError {
    fn from(Malformed { at }: Malformed) -> Self {
        ParseDateError::Form { at }
    }
}
