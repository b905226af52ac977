//! Names and dates in, days and dates out: what the command line and the server have
//! in common, and [`Failure`], why it did not work.

use std::fmt;

use calendar_registry::{
    Calendar, DateError, Guard, JulianDay, NameError, ParseDateError, ResolveError, YearMonthDay,
};

/// Why a request cannot be answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// What was given is no name that a calendar could have.
    BadName(NameError),
    /// No calendar has this name.
    UnknownCalendar(String),
    /// What was given is not written as a date.
    BadDate(ParseDateError),
    /// What was given is not written as a month.
    BadMonth,
    /// The calendar has no such date.
    NoSuchDate {
        /// The calendar's chief name.
        calendar: String,
        /// The date that it does not have.
        date: YearMonthDay,
        /// Which part is wrong, and the bound that holds.
        error: DateError,
    },
    /// The calendar has no date for the day.
    OutOfRange {
        /// The calendar's chief name.
        calendar: String,
        /// Which bound holds.
        error: DateError,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::BadName(error) => write!(f, "not a calendar's name: {error}"),
            Failure::UnknownCalendar(name) => write!(f, "no calendar is called \"{name}\""),
            Failure::BadDate(error) => error.fmt(f),
            Failure::BadMonth => f.write_str(
                "a month is written YYYY-MM: a year of at least four digits, two digits of month",
            ),
            Failure::NoSuchDate {
                calendar,
                date,
                error,
            } => write!(f, "{calendar} has no date {date}: {error}"),
            Failure::OutOfRange { calendar, error } => {
                write!(f, "{calendar} cannot name that day: {error}")
            }
        }
    }
}

impl std::error::Error for Failure {}

/// The calendar with this name, borrowed from the pin.
///
/// # Errors
/// [`Failure::BadName`] or [`Failure::UnknownCalendar`].
pub fn resolve<'pin>(
    pin: &'pin Guard<'_>,
    name: impl AsRef<[u8]>,
) -> Result<&'pin Calendar, Failure> {
    let name = name.as_ref();
    pin.resolve(name).map_err(|error| match error {
        ResolveError::InvalidName { error, .. } => Failure::BadName(error),
        // A well-formed name is short and ASCII, so it can be repeated as it is.
        _ => Failure::UnknownCalendar(String::from_utf8_lossy(name).into_owned()),
    })
}

/// Reads a date written `YEAR-MONTH-DAY`.
///
/// # Errors
/// [`Failure::BadDate`].
pub fn parse_date(text: &str) -> Result<YearMonthDay, Failure> {
    text.parse().map_err(Failure::BadDate)
}

/// The day of a date in a calendar.
///
/// # Errors
/// [`Failure::NoSuchDate`].
pub fn day_of(calendar: &Calendar, date: YearMonthDay) -> Result<JulianDay, Failure> {
    calendar
        .julian_day(date)
        .map_err(|error| Failure::NoSuchDate {
            calendar: calendar.name().to_owned(),
            date,
            error,
        })
}

/// The date of a day in a calendar.
///
/// # Errors
/// [`Failure::OutOfRange`].
pub fn date_on(calendar: &Calendar, day: JulianDay) -> Result<YearMonthDay, Failure> {
    calendar.date(day).map_err(|error| Failure::OutOfRange {
        calendar: calendar.name().to_owned(),
        error,
    })
}
