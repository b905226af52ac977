//! The rule of the Alexandrian year: twelve months of 30 days, and a thirteenth of 5 or 6 days. The
//! Coptic and the Ethiopic calendars share it and differ only in the number of the year.
//!
//! The arithmetic is the one of E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th
//! ed., Cambridge, 2018, section 4.1).
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `fixed_months`); all factors are \
              below 2^11"
)]

use super::fixed_months::{FixedMonths, OFFSET};

/// The numbering of the years.
pub(in crate::calendars) trait Alexandrian {
    /// The year of this calendar that is the Coptic year 0. It is a multiple of 4, so that the leap
    /// years have the same remainder in all these calendars.
    const YEARS: i64;
}

/// The first day of the Coptic year 0: 30 August 283 (Julian).
const YEAR_ZERO: i64 = 1_824_665;

/// Returns the first day of a year. Four years have 1461 days, and the last of them is the leap
/// year.
const fn start(index: u64) -> u64 {
    1461 * index / 4
}

impl<A: Alexandrian> FixedMonths for A {
    const BASE: i64 = YEAR_ZERO - start(OFFSET + A::YEARS.cast_unsigned()).cast_signed();
    const MONTHS: u8 = 13;
    const EVERY_DAY: u8 = 30;

    #[inline]
    fn start(index: u64) -> u64 {
        start(index)
    }

    #[inline]
    fn split(days: u64) -> (u64, u32) {
        // The inverse of `start`: the quotient is the year, and four of the remainder are a day.
        let quarters = 4 * days + 3;
        (quarters / 1461, (quarters % 1461 / 4) as u32)
    }

    #[inline]
    fn is_leap(index: u64) -> bool {
        index % 4 == 3
    }

    #[inline]
    fn before(month: u8, _leap: bool) -> u32 {
        30 * (u32::from(month) - 1)
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a month is at most 13, a day at most 30"
    )]
    fn month(day_of_year: u32, _leap: bool) -> (u8, u8) {
        ((day_of_year / 30) as u8 + 1, (day_of_year % 30) as u8 + 1)
    }

    #[inline]
    fn month_length(month: u8, leap: bool) -> u8 {
        if month == 13 { 5 + u8::from(leap) } else { 30 }
    }
}
