//! [`Indian`]: the national calendar of India.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `fixed_months`); all factors are \
              below 2^18"
)]

use super::engine::fixed_months::{FixedMonths, OFFSET};
use super::engine::implement;
use crate::backend::{Era, Properties};

/// The Indian national calendar, with years of the Saka era.
///
/// # Rule
/// The year *y* is a leap year if the Gregorian year *y* + 78 is one. It begins on 22 March, or on
/// 21 March in a leap year. The first month has 30 days, or 31 in a leap year; the next five months
/// have 31 days, the last six 30. India has used this calendar since 22 March 1957, the first day
/// of
/// 1879. The rule also applies before that date.
///
/// # Names and range
/// `Indian`, `Saka`, `Indian National`. It has a year 0. The range is every year of an `i32`.
///
/// # Source
/// *Report of the Calendar Reform Committee* (New Delhi, 1955).
///
/// ```
/// use calendar_registry::calendars::Indian;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(1948, 9, 1);
/// assert_eq!(Indian.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Indian.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(Indian.days_in_month(Some(1946), 1), Ok(31));
/// ```
#[doc(alias("saka", "shaka", "hindu"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Indian;

/// The first day of the year 0: 22 March 78 (Gregorian).
const YEAR_ZERO: i64 = 1_749_630;

/// The difference of the counted year and the index. The Gregorian year is 78 larger. Another 399
/// years (leap years repeat after 400) make a leap year the last of its four, and of its four
/// hundred.
const AHEAD: u64 = 78 + 399;

/// Returns the first day of a year: every fourth year has a leap day, centuries omit three of four.
const fn start(index: u64) -> u64 {
    let year = index + AHEAD;
    365 * year + year / 4 - year / 100 + year / 400
}

impl FixedMonths for Indian {
    const BASE: i64 = YEAR_ZERO - start(OFFSET).cast_signed();
    const MONTHS: u8 = 12;
    const EVERY_DAY: u8 = 30;

    #[inline]
    fn start(index: u64) -> u64 {
        start(index)
    }

    #[inline]
    fn split(days: u64) -> (u64, u32) {
        // The inverse of `start` in two steps, after Neri and Schneider: the century, then the year
        // of the century. Days are counted in quarters, so that the mean lengths are integers.
        let quarters = 4 * days + 3;
        let century = quarters / 146_097;
        // The last quarter of the day, so that the day counts as whole.
        let quarters = (quarters % 146_097) | 3;
        let year = 100 * century + quarters / 1461;
        (year - AHEAD, (quarters % 1461 / 4) as u32)
    }

    #[inline]
    fn is_leap(index: u64) -> bool {
        let year = index + 78;
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    }

    #[inline]
    fn before(month: u8, leap: bool) -> u32 {
        let months = u32::from(month) - 1;
        // The first month is one day shorter in a common year; months 2 to 6 have 31 days.
        let short = u32::from(!leap && months > 0);
        30 * months + months.min(6) - short
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a month is at most 12, a day at most 31"
    )]
    fn month(day_of_year: u32, leap: bool) -> (u8, u8) {
        // Numbers the days as in a leap year: then the first six months have 31 days each.
        let first = 30 + u32::from(leap);
        let number = if day_of_year < first {
            day_of_year
        } else {
            day_of_year + 31 - first
        };
        // The six days more of the first half make the rest a division by 30.
        let (month, day) = if number < 186 {
            (number / 31, number % 31)
        } else {
            ((number - 6) / 30, (number - 6) % 30)
        };
        (month as u8 + 1, day as u8 + 1)
    }

    #[inline]
    fn month_length(month: u8, leap: bool) -> u8 {
        match month {
            1 => 30 + u8::from(leap),
            2..=6 => 31,
            _ => 30,
        }
    }
}

implement! {
    Indian,
    engine: fixed_months,
    names: ["Indian", "Saka", "Indian National"],
    properties: Properties::solar().month_lengths(30, 31).year_zero(true),
    unicode_id: "indian",
    eras: [Era::unbounded("shaka", 1)],
}
