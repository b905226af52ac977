//! Names and dates in, days and dates out. The command line and the server share these functions
//! and the wording of [`QueryError`].

use std::fmt;

use calendar_registry::{
    Calendar, Date, DateError, Guard, JulianDay, Locale, LocaleError, NameError, ParseTextError,
    ParseYearMonthDayError, ResolveError, YearMonthDay,
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
        error: String,
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
        date: String,
        /// The wrong field and its valid range.
        error: String,
    },
    /// The day is outside the calendar's range.
    OutOfRange {
        /// The day, the calendar and its range, in words.
        description: String,
    },
    /// The text is not a year.
    InvalidYear {
        /// The text, quoted and escaped.
        text: String,
    },
    /// The calendar does not have the year.
    NoSuchYear {
        /// The calendar's primary name.
        calendar: String,
        /// The year.
        year: i32,
        /// The valid range.
        error: DateError,
    },
    /// The text is not the tag of a locale.
    InvalidLocale {
        /// The text, quoted and escaped.
        tag: String,
        /// What is wrong with it.
        error: LocaleError,
    },
    /// The text is not the name of a style.
    InvalidStyle {
        /// The text, quoted and escaped.
        name: String,
    },
    /// The text is not a date in the locale.
    InvalidText {
        /// The text, quoted and escaped.
        text: String,
        /// The locale.
        locale: String,
        /// The place, and what is wrong there.
        error: String,
    },
    /// The date cannot be shown in this form.
    NoText {
        /// The calendar's primary name.
        calendar: String,
        /// The reason.
        error: String,
    },
}

impl QueryError {
    /// Returns the name that is not the name of a calendar, to find similar names. Special
    /// characters in it are escaped, and a long name is cut.
    #[must_use]
    pub fn requested_name(&self) -> Option<&str> {
        match self {
            QueryError::InvalidName { name, .. } | QueryError::UnknownCalendar { name } => {
                Some(name.trim_matches('"'))
            }
            _ => None,
        }
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
                "{text} is not a month: a month is written 11, 2026-11, 5784-M05L or by its name"
            ),
            QueryError::NoSuchDate {
                calendar,
                date,
                error,
            } => write!(f, "{calendar} has no date {date}: {error}"),
            QueryError::OutOfRange { description } => f.write_str(description),
            QueryError::InvalidYear { text } => {
                write!(
                    f,
                    "{text} is not a year: a year has digits, and a sign if it is negative"
                )
            }
            QueryError::NoSuchYear {
                calendar,
                year,
                error,
            } => write!(f, "{calendar} has no year {year}: {error}"),
            QueryError::InvalidLocale { tag, error } => {
                write!(f, "{tag} is not a locale: {error}")
            }
            QueryError::InvalidStyle { name } => {
                let styles = "a style is full, long, medium or short";
                write!(f, "{name} is not a style: {styles}")
            }
            QueryError::InvalidText {
                text,
                locale,
                error,
            } => write!(f, "{text} is not a date in the locale {locale}: {error}"),
            QueryError::NoText { calendar, error } => {
                write!(f, "{calendar} cannot show this date: {error}")
            }
        }
    }
}

impl std::error::Error for QueryError {}

/// Messages quote at most this many bytes of what a user sent.
const QUOTED_BYTES: usize = 64;

/// Quotes a text for a message: control characters are escaped, a long text is cut.
#[must_use]
pub fn quoted(text: &[u8]) -> String {
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
    guard.resolve(text).map_err(|error| unresolved(text, error))
}

/// The error for a name that a registry does not resolve.
#[must_use]
pub fn unresolved(name: &[u8], error: ResolveError) -> QueryError {
    let name = quoted(name);
    match error {
        ResolveError::InvalidName { error, .. } => QueryError::InvalidName { name, error },
        _ => QueryError::UnknownCalendar { name },
    }
}

/// Parses a date written `YEAR-MONTH-DAY`.
///
/// # Errors
/// [`QueryError::InvalidDate`].
pub fn parse_date(text: &str) -> Result<YearMonthDay, QueryError> {
    text.parse()
        .map_err(|error: ParseYearMonthDayError| invalid_date(text, error))
}

/// Parses a year.
///
/// # Errors
/// [`QueryError::InvalidYear`] for a text that is not a number, or not an `i32`.
pub fn parse_year(text: &str) -> Result<i32, QueryError> {
    text.parse().map_err(|_| QueryError::InvalidYear {
        text: quoted(text.as_bytes()),
    })
}

/// The error for a text that is not a date in this locale. It quotes the text from the wrong place on.
#[must_use]
pub fn invalid_text(text: &str, locale: Locale, error: ParseTextError) -> QueryError {
    let rest = text.get(error.at..).filter(|rest| !rest.is_empty());
    let before = match rest {
        Some(rest) => format!("before {}", quoted(rest.as_bytes())),
        None => "at the end".to_owned(),
    };
    QueryError::InvalidText {
        text: quoted(text.as_bytes()),
        locale: locale.to_string(),
        error: format!("at byte {}, {before}: {}", error.at, error.kind),
    }
}

/// The error for a text that is not a date.
#[must_use]
pub fn invalid_date(text: &str, error: impl fmt::Display) -> QueryError {
    QueryError::InvalidDate {
        text: quoted(text.as_bytes()),
        error: error.to_string(),
    }
}

/// Returns the date of a calendar.
///
/// # Errors
/// [`QueryError::NoSuchDate`].
pub fn date_in(calendar: &Calendar, date: YearMonthDay) -> Result<Date, QueryError> {
    Date::new(calendar, date).map_err(|error| no_such_date(calendar.name(), date, error))
}

/// The error for a date that does not exist in this calendar.
#[must_use]
pub fn no_such_date(
    calendar: &str,
    date: impl fmt::Display,
    error: impl fmt::Display,
) -> QueryError {
    QueryError::NoSuchDate {
        calendar: calendar.to_owned(),
        date: date.to_string(),
        error: error.to_string(),
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
