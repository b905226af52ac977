//! What can go wrong with dates and names, and the bound that would have held.
#![forbid(unsafe_code)]

use core::fmt;

use crate::day::JulianDay;
use crate::fields::MonthCode;

/// Why a date does not exist in a calendar, or a result would leave its range.
///
/// ```
/// use calendar_registry::calendars::Gregorian;
/// use calendar_registry::{Backend, DateError, YearMonthDay};
///
/// let error = Gregorian.julian_day(YearMonthDay::new(2026, 2, 29)).unwrap_err();
/// assert_eq!(error, DateError::Day { day: 29, last: 28 });
/// assert_eq!(error.to_string(), "day 29 does not exist: this month has the days 1 to 28");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum DateError {
    /// The year is outside those that the calendar knows.
    Year {
        /// The first year that exists.
        first: i32,
        /// The last year that exists.
        last: i32,
    },
    /// There is no year 0 in this calendar: −1 comes before 1.
    YearZero,
    /// The year has no month of this number.
    Month {
        /// The month that was asked for.
        month: u8,
        /// The number of the year's last month; the first is 1.
        last: u8,
    },
    /// The year has no month of this code: a leap month of other years, or none of any.
    MonthCode {
        /// The month that was asked for.
        code: MonthCode,
    },
    /// The month has no day of this number.
    Day {
        /// The day that was asked for.
        day: u8,
        /// The number of the month's last day; the first is 1.
        last: u8,
    },
    /// The day is outside those that the calendar can name.
    JulianDay {
        /// The day that was asked for.
        day: JulianDay,
        /// The first day that has a date.
        first: JulianDay,
        /// The last day that has a date.
        last: JulianDay,
    },
    /// A count of days left the range of `i64`.
    Overflow,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateError::Year { first, last } => {
                write!(
                    f,
                    "the year is out of range: this calendar has the years {first} to {last}"
                )
            }
            DateError::YearZero => {
                f.write_str("year 0 does not exist: in this calendar the year before 1 is -1")
            }
            DateError::Month { month, last } => {
                write!(
                    f,
                    "month {month} does not exist: this year has the months 1 to {last}"
                )
            }
            DateError::MonthCode { code } => {
                write!(f, "month {code} does not exist in this year")
            }
            DateError::Day { day, last } => {
                write!(
                    f,
                    "day {day} does not exist: this month has the days 1 to {last}"
                )
            }
            DateError::JulianDay { day, first, last } => {
                write!(
                    f,
                    "Julian Day {day} has no date: this calendar has the days {first} to {last}"
                )
            }
            DateError::Overflow => {
                write!(
                    f,
                    "the day is out of range: Julian Days run from {} to {}",
                    JulianDay::MIN,
                    JulianDay::MAX
                )
            }
        }
    }
}

impl std::error::Error for DateError {}

/// Why a text is not a date of the form `YEAR-MONTH-DAY`.
///
/// ```
/// use calendar_registry::{ParseDateError, YearMonthDay};
///
/// assert_eq!("22.11.2026".parse::<YearMonthDay>(), Err(ParseDateError::Form));
/// assert_eq!("9999999999-01-01".parse::<YearMonthDay>(), Err(ParseDateError::Year));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseDateError {
    /// The text does not have the form.
    Form,
    /// The year does not fit an `i32`.
    Year,
}

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseDateError::Form => f.write_str(
                "a date is written YYYY-MM-DD: a year of at least four digits, \
                 two digits of month, two of day",
            ),
            ParseDateError::Year => {
                write!(
                    f,
                    "the year is out of range: years run from {} to {}",
                    i32::MIN,
                    i32::MAX
                )
            }
        }
    }
}

impl std::error::Error for ParseDateError {}

/// Why a text cannot be the name of a calendar, and where. See [`Name`](crate::Name)
/// for the rules.
///
/// ```
/// use calendar_registry::{Name, NameError};
///
/// let error = Name::new("Milanković").unwrap_err();
/// assert_eq!(error, NameError::Byte { byte: 0xc4, at: 9 });
/// assert_eq!(
///     error.to_string(),
///     "byte 0xc4 at offset 9: a name has ASCII letters, digits and the separators space - _ . : /"
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum NameError {
    /// There is nothing in it.
    Empty,
    /// It is too long.
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The longest that is allowed, in bytes.
        limit: usize,
    },
    /// It has a byte that no name can have.
    Byte {
        /// The byte.
        byte: u8,
        /// Its offset, from 0.
        at: usize,
    },
    /// It begins or ends with a separator.
    Edge {
        /// The separator's offset, from 0.
        at: usize,
    },
    /// It has two separators in a row.
    Doubled {
        /// The second one's offset, from 0.
        at: usize,
    },
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameError::Empty => f.write_str("a name has at least one byte"),
            NameError::TooLong { length, limit } => {
                write!(f, "{length} bytes: a name has at most {limit}")
            }
            NameError::Byte { byte, at } => write!(
                f,
                "byte 0x{byte:02x} at offset {at}: a name has ASCII letters, digits \
                 and the separators space - _ . : /"
            ),
            NameError::Edge { at } => {
                write!(
                    f,
                    "separator at offset {at}: a name neither begins nor ends with one"
                )
            }
            NameError::Doubled { at } => {
                write!(
                    f,
                    "separator at offset {at}: a name has no two of them in a row"
                )
            }
        }
    }
}

impl std::error::Error for NameError {}
