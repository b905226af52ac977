//! The months from January to December, with a leap day every fourth year, and in all
//! years or only in some that end a century: Gregorian, Julian, Milankovic.
//!
//! Years are counted from March here, so that the leap day is a year's last.
//! The steps are those of C. Neri and L. Schneider, "Euclidean affine functions and their
//! application to calendar algorithms" (*Softw. Pract. Exper.* 53, 2023,
//! doi:10.1002/spe.3172), with two ideas of B. Joffe, "A very fast 64-bit date algorithm"
//! (2025, <https://www.benjoffe.com/fast-date-64>): put the leap days back that the
//! centuries lack, so that every fourth year is leap, and read month and day off the
//! fraction of the year without computing the day of the year.
#![forbid(unsafe_code)]
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `Rule`); every other factor is a \
              constant below 2^13, or a 64-bit one in a product of 128 bits"
)]

use core::marker::PhantomData;

use super::cycle::{self, Cycle};
use super::years::{FIRST_INDEX, LAST_INDEX, OFFSET, Rule};
use crate::day::{JulianDay, YearMonthDay};
use crate::fields::Era;

/// The years since the birth of Christ, and before it.
pub(super) const ERAS: [Era; 2] = [
    Era::starting("ce", YearMonthDay::new(1, 1, 1)).aliases(&["ad"]),
    Era::backward("bce", -1).aliases(&["bc"]),
];

/// Which of the years that end a century are leap years: of `CENTURIES` in a row
/// as many as `LEAP`, namely those century numbers *c* for which
/// (`LEAP`·*c* + `SHIFT`) mod `CENTURIES` < `LEAP`.
pub(super) trait Roman {
    const CENTURIES: u64;
    const LEAP: u64;
    const SHIFT: u64;
    /// The Julian Day of 1 March of the year before 1.
    const MARCH: i64;
}

/// The centuries themselves: the leap ones are a day longer.
struct Centuries<R>(PhantomData<R>);

impl<R: Roman> Cycle for Centuries<R> {
    const PERIODS: u64 = R::CENTURIES;
    const DAYS: u64 = R::CENTURIES * 36_524 + R::LEAP;
    const SHIFT: u64 = R::SHIFT;
}

/// March is month 3, January and February are months 13 and 14 of the year before.
const fn march_based(index: u64, month: u8) -> (u64, u32) {
    let early = month <= 2;
    (
        index - early as u64,
        month as u32 + if early { 12 } else { 0 },
    )
}

/// How many of the centuries up to this one end with a leap year.
#[inline]
const fn leap_centuries<R: Roman>(century: u64) -> u64 {
    (R::LEAP * century + R::SHIFT) / R::CENTURIES
}

/// Days from the first day of March-based year 0 on.
#[inline]
const fn days<R: Roman>(index: u64, month: u8, day: u8) -> u64 {
    let (year, month) = march_based(index, month);
    let century = year / 100;
    let before_year = 1461 * year / 4 - century + leap_centuries::<R>(century);
    // 31, 30, 31, 30, 31 days, over and over from March on.
    let before_month = (979 * month - 2919) / 32;
    before_year + before_month as u64 + day as u64 - 1
}

/// Four March-based years have 1461 days: fixed-point numbers with 64 bits of fraction.
const YEARS_PER_DAY: u128 = (4 << 64) / 1461;
/// January begins 306 days after March: halfway between the last fraction of 31 December (of
/// day 305, third quarter, plus the quarter that `split` adds) and the next.
const JANUARY: u128 = (2449 << 64) / 2922;

/// A month is 2^16 units and a day 2142: of all lengths of a day it leaves most
/// room, 363 units, between what still gives the right month and what no longer does.
const DAY: u64 = 2142;
const YEAR: u128 = 1461 * DAY as u128 / 4;
/// The middle of that room (197 428 to 197 791), less one day's worth of quarters; see `split`.
const MARCH_FIRST: u64 = 195_504;
const TWELVE_MONTHS: u64 = 12 << 16;
const DAYS_PER_UNIT: u64 = (1 << 32) / DAY + 1;

/// The index, month and day of a day.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the upper half of a product; its lower half on purpose; a month, a day"
)]
fn split<R: Roman>(days: u64) -> (u64, u8, u8) {
    let century = cycle::index::<Centuries<R>>(days);
    // With the leap days put back. One day more, so that the rounded-down reciprocal ends
    // a year where it ends: the fraction is then that of the quarter day just past.
    let julian = days + 1 + century - leap_centuries::<R>(century);
    let scaled = u128::from(julian) * YEARS_PER_DAY;
    let (year, fraction) = ((scaled >> 64) as u64, u128::from(scaled as u64));
    let units = ((fraction * YEAR) >> 64) as u64;
    let early = fraction >= JANUARY;
    // Years begin with 4, 3, 2, 1 quarters of a day in turn: 535 units each, of which
    // 512 are made good here and the rest disappears in the room that there is.
    let start = MARCH_FIRST.wrapping_sub(if early { TWELVE_MONTHS } else { 0 });
    let units = units.wrapping_add((year & 3) << 9).wrapping_add(start) as u32;
    let day = (u64::from(units & 0xffff) * DAYS_PER_UNIT) >> 32;
    (year + u64::from(early), (units >> 16) as u8, day as u8 + 1)
}

#[inline]
fn is_leap<R: Roman>(index: u64) -> bool {
    let century = index / 100;
    index.is_multiple_of(4)
        && (!index.is_multiple_of(100) || (R::LEAP * century + R::SHIFT) % R::CENTURIES < R::LEAP)
}

impl<R: Roman> Rule for R {
    const BASE: i64 = R::MARCH - days::<R>(OFFSET, 3, 1).cast_signed();
    const FIRST: JulianDay = JulianDay(Self::BASE + days::<R>(FIRST_INDEX, 1, 1).cast_signed());
    const LAST: JulianDay = JulianDay(Self::BASE + days::<R>(LAST_INDEX, 12, 31).cast_signed());
    const COMMON_YEAR: u16 = 365;

    #[inline]
    fn split(days: u64) -> (u64, u8, u8) {
        split::<R>(days)
    }

    #[inline]
    fn days(index: u64, month: u8, day: u8) -> u64 {
        days::<R>(index, month, day)
    }

    #[inline]
    fn is_leap(index: u64) -> bool {
        is_leap::<R>(index)
    }

    #[inline]
    fn month_length(month: u8, leap: bool) -> u8 {
        match month {
            2 => 28 + u8::from(leap),
            // 31 days in the odd months to July and in the even ones from August on.
            _ => 30 | (month ^ (month >> 3)),
        }
    }
}
