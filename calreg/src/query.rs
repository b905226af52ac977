//! Names and dates in, days and dates out. The command line and the server share these functions
//! and the wording of [`QueryError`].

use std::fmt;

use calendar_registry::{
    Calendar, Date, DateError, Guard, JulianDay, NameError, ParseYearMonthDayError, ResolveError,
    YearMonthDay, calendars::Iso,
};

/// Why a query has no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum QueryError {
    /// The text violates the rules for calendar names.
    InvalidName {
        /// The requested name, quoted and escaped.
        name: String,
        /// The rule that it violates.
        error: NameError,
    },
    /// No calendar is registered under this name.
    UnknownCalendar {
        /// The requested name, quoted and escaped.
        name: String,
    },
    /// The text is not a date.
    InvalidDate {
        /// The text, quoted and escaped.
        text: String,
        /// What is wrong with it.
        error: ParseYearMonthDayError,
    },
    /// The text is not a month.
    InvalidMonth {
        /// The text, quoted and escaped.
        text: String,
    },
    /// The date does not exist in the calendar.
    NoSuchDate {
        /// The calendar's primary name.
        calendar: String,
        /// The date.
        date: YearMonthDay,
        /// The wrong field and its valid range.
        error: DateError,
    },
    /// The day is outside the calendar's range.
    OutOfRange {
        /// The day, the calendar and its range, in words.
        description: String,
    },
}

impl QueryError {
    /// Whether a list of the registered calendars helps the user.
    #[must_use]
    pub const fn is_about_a_name(&self) -> bool {
        matches!(
            self,
            QueryError::InvalidName { .. } | QueryError::UnknownCalendar { .. }
        )
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            QueryError::InvalidName { name, error } => {
                write!(f, "{name} is not a calendar name: {error}")
            }
            QueryError::UnknownCalendar { name } => {
                write!(f, "no calendar named {name} is registered")
            }
            QueryError::InvalidDate { text, error } => write!(f, "{text} is not a date: {error}"),
            QueryError::InvalidMonth { text } => write!(
                f,
                "{text} is not a month: a month is written YYYY-MM: a year of at least four \
                 digits, two digits of month"
            ),
            QueryError::NoSuchDate {
                calendar,
                date,
                error,
            } => write!(f, "{calendar} has no date {date}: {error}"),
            QueryError::OutOfRange { description } => f.write_str(description),
        }
    }
}

impl std::error::Error for QueryError {}

/// Messages quote at most this many bytes of what a user sent.
const QUOTED_BYTES: usize = 64;

/// Quotes a text for a message: control characters are escaped, a long text is cut.
fn quoted(text: &[u8]) -> String {
    let shown = String::from_utf8_lossy(text.get(..QUOTED_BYTES).unwrap_or(text));
    let ellipsis = if text.len() > QUOTED_BYTES { "…" } else { "" };
    format!("{shown:?}{ellipsis}")
}

/// Finds the calendar with this name, borrowed from the guard.
///
/// # Errors
/// [`QueryError::InvalidName`] or [`QueryError::UnknownCalendar`].
pub fn resolve<'guard>(
    guard: &'guard Guard<'_>,
    name: impl AsRef<[u8]>,
) -> Result<&'guard Calendar, QueryError> {
    let text = name.as_ref();
    guard.resolve(text).map_err(|error| {
        let name = quoted(text);
        match error {
            ResolveError::InvalidName { error, .. } => QueryError::InvalidName { name, error },
            _ => QueryError::UnknownCalendar { name },
        }
    })
}

/// Parses a date written `YEAR-MONTH-DAY`.
///
/// # Errors
/// [`QueryError::InvalidDate`].
pub fn parse_date(text: &str) -> Result<YearMonthDay, QueryError> {
    text.parse().map_err(|error| QueryError::InvalidDate {
        text: quoted(text.as_bytes()),
        error,
    })
}

/// Parses a month written `YEAR-MONTH` and returns its first day.
///
/// # Errors
/// [`QueryError::InvalidMonth`], or [`QueryError::InvalidDate`] for a year out of range.
pub fn parse_month(text: &str) -> Result<YearMonthDay, QueryError> {
    let quoted = || quoted(text.as_bytes());
    format!("{text}-01").parse().map_err(|error| match error {
        ParseYearMonthDayError::Form => QueryError::InvalidMonth { text: quoted() },
        error => QueryError::InvalidDate {
            text: quoted(),
            error,
        },
    })
}

/// Returns the date of a calendar.
///
/// # Errors
/// [`QueryError::NoSuchDate`].
pub fn date_in(calendar: &Calendar, date: YearMonthDay) -> Result<Date, QueryError> {
    Date::new(calendar, date).map_err(|error| no_such_date(calendar.name(), date, error))
}

/// Parses a date of ISO 8601, which has a year 0, written `YEAR-MONTH-DAY`. Uses the built-in
/// calendar, because a registry may contain another one under that name.
///
/// # Errors
/// [`QueryError::InvalidDate`] or [`QueryError::NoSuchDate`].
pub fn parse_iso_date(text: &str) -> Result<Date, QueryError> {
    date_in(&Calendar::from(Iso), parse_date(text)?)
}

/// The error for a date that does not exist in this calendar.
#[must_use]
pub fn no_such_date(calendar: &str, date: YearMonthDay, error: DateError) -> QueryError {
    QueryError::NoSuchDate {
        calendar: calendar.to_owned(),
        date,
        error,
    }
}

/// Converts a day to its date in a calendar.
///
/// # Errors
/// [`QueryError::OutOfRange`].
pub fn date_on(calendar: &Calendar, day: JulianDay) -> Result<Date, QueryError> {
    Date::from_julian_day(calendar, day).map_err(|error| QueryError::OutOfRange {
        description: calendar.describe(error).to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_is_escaped_and_bounded() {
        assert_eq!(quoted(b"a b"), "\"a b\"");
        assert_eq!(quoted(b"\x1b[31m\"\n"), r#""\u{1b}[31m\"\n""#);
        assert_eq!(
            quoted(&[b'x'; 65]),
            format!("{:?}…", "x".repeat(QUOTED_BYTES))
        );
    }
}
