//! The year of Alexandria, of which the Coptic and the Ethiopic calendar differ in the count of
//! years alone: twelve months of 30 days, and 5 or 6 days more.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `FixedMonths`); all factors are below 2^11"
)]

use super::fixed_months::{FixedMonths, OFFSET};

/// The count of years.
pub(in crate::calendars) trait Alexandrian {
    /// What the year 0 of the Coptic calendar is here: a multiple of 4.
    const YEARS: i64;
}

/// The first day of the Coptic year 0: 30 August 283 (Julian).
const YEAR_ZERO: i64 = 1_824_665;

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
    #[expect(clippy::cast_possible_truncation, reason = "a month, a day")]
    fn month(place: u32, _leap: bool) -> (u8, u8) {
        ((place / 30) as u8 + 1, (place % 30) as u8 + 1)
    }

    #[inline]
    fn month_length(month: u8, leap: bool) -> u8 {
        if month == 13 { 5 + u8::from(leap) } else { 30 }
    }
}
