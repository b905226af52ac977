//! [`Indian`]: the Indian national calendar.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `FixedMonths`); all factors are below 2^18"
)]

use super::engine::fixed_months::{FixedMonths, OFFSET};
use super::engine::implement;
use crate::backend::{Era, Properties};

/// The Indian national calendar, of the Saka era.
///
/// The year *y* is leap where the Gregorian year *y* + 78 is, and begins on 22 March, in leap years
/// on 21 March. The first month has 30 days, or 31 in a leap year, the next five have 31 and
/// the last six 30. In civil use since 22 March 1957, the first day of the year 1879;
/// continued here in both directions.
///
/// Names: `Indian`, `Saka`, `Indian National`. There is a year 0, and all years that an `i32` holds
/// exist.
///
/// The rule is that of the *Report of the Calendar Reform Committee* (New Delhi, 1955).
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Indian;

/// The first day of the year 0: 22 March 78 (Gregorian).
const YEAR_ZERO: i64 = 1_749_630;

/// The Gregorian years run 78 ahead. In a count that runs another 399 ahead, as after 400 years all
/// repeats, a leap year is the last of its four and of its four hundred.
const AHEAD: u64 = 78 + 399;

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
        let quarters = 4 * days + 3;
        let century = quarters / 146_097;
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
        let short = u32::from(!leap && months > 0);
        30 * months + months.min(6) - short
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a month, a day")]
    fn month(place: u32, leap: bool) -> (u8, u8) {
        // As if the first month had 31 days in every year.
        let first = 30 + u32::from(leap);
        let place = if place < first {
            place
        } else {
            place + 31 - first
        };
        let (month, day) = if place < 186 {
            (place / 31, place % 31)
        } else {
            ((place - 6) / 30, (place - 6) % 30)
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
