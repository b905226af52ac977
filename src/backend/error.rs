//! [`DateError`]: why a date or a day cannot be converted.

use core::fmt;

use super::MonthCode;
use crate::day::JulianDay;
use crate::iso::IsoDate;

/// The reason why a conversion failed, with the bound that holds.
///
/// The message does not know the calendar; [`Calendar::describe`](crate::Calendar::describe) adds
/// its name and its years.
///
/// ```
/// use calendar_registry::{Backend, DateError, YearMonthDay, calendars::Gregorian};
///
/// let error = Gregorian.julian_day(YearMonthDay::new(2026, 2, 29)).unwrap_err();
/// assert_eq!(error, DateError::Day { day: 29, last: 28 });
/// assert_eq!(error.to_string(), "day 29 does not exist: the month has days 1 to 28");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum DateError {
    /// The year is outside the calendar's range.
    Year {
        /// The first year.
        first: i32,
        /// The last year.
        last: i32,
    },
    /// The year is 0, and the calendar has no year 0.
    YearZero,
    /// The year has no month with this ordinal.
    Month {
        /// The month's ordinal.
        month: u8,
        /// The ordinal of the last month.
        last: u8,
    },
    /// The year has no month with this code.
    MonthCode {
        /// The month's code.
        code: MonthCode,
    },
    /// The day is before the first or after the last day of its month.
    Day {
        /// The day.
        day: u8,
        /// The last day of the month.
        last: u8,
    },
    /// The day is missing inside its month: there the calendar changes from one rule to another.
    DayGap {
        /// The day.
        day: u8,
        /// The last existing day before it; 0 if there is none.
        before: u8,
        /// The first existing day after it.
        after: u8,
    },
    /// The year has no week with this number.
    Week {
        /// The week.
        week: u16,
        /// The last week of the year.
        last: u16,
    },
    /// The calendar has no date for this day.
    JulianDay {
        /// The day.
        day: JulianDay,
        /// The first day that has a date.
        first: JulianDay,
        /// The last day that has a date.
        last: JulianDay,
    },
    /// A number of days exceeds the range of an `i64`.
    Overflow,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateError::Year { first, last } => {
                write!(
                    f,
                    "the year is outside the calendar's range (years {first} to {last})"
                )
            }
            DateError::YearZero => {
                f.write_str("year 0 does not exist: the year before 1 is -1 in this calendar")
            }
            DateError::Month { month, last } => {
                write!(
                    f,
                    "month {month} does not exist: the year has months 1 to {last}"
                )
            }
            DateError::MonthCode { code } => {
                write!(f, "the year has no month {code}")
            }
            DateError::Day { day, last } => {
                write!(
                    f,
                    "day {day} does not exist: the month has days 1 to {last}"
                )
            }
            DateError::DayGap {
                day,
                before: 0,
                after,
            } => {
                write!(
                    f,
                    "day {day} does not exist: the month begins with day {after}"
                )
            }
            DateError::DayGap { day, before, after } => {
                write!(
                    f,
                    "day {day} does not exist: in this month day {after} follows day {before}"
                )
            }
            DateError::Week { week, last } => {
                write!(
                    f,
                    "week {week} does not exist: the year has weeks 1 to {last}"
                )
            }
            DateError::JulianDay { day, first, last } => {
                let [day, first, last] = [day, first, last].map(|day| IsoDate::of(*day));
                write!(
                    f,
                    "{day} is outside the calendar's range ({first} to {last}, ISO 8601)"
                )
            }
            DateError::Overflow => f.write_str("the number of days exceeds 64 bits"),
        }
    }
}

impl std::error::Error for DateError {}
