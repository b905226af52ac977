//! The months from January to December, with a leap day every fourth year, and in all
//! years or only in some that end a century: Gregorian, Julian, Milankovic.
//!
//! Years are counted from March here, so that the leap day is a year's last.
//! The steps are those of C. Neri and L. Schneider, "Euclidean affine functions and their
//! application to calendar algorithms" (*Softw. Pract. Exper.* 53, 2023,
//! doi:10.1002/spe.3172), with an idea of B. Joffe, "A very fast 64-bit date algorithm"
//! (2025, <https://www.benjoffe.com/fast-date-64>): put the leap days back that the
//! centuries lack, so that every fourth year is leap. Month and day are looked up.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `TwelveMonths`); every other factor is a \
              constant below 2^13, or a 64-bit one in a product of 128 bits"
)]

use core::marker::PhantomData;

use super::cycle::{self, Cycle, LOW};
use super::month_tables::{Dates, Lengths, Months};
use super::twelve_months::{FIRST_INDEX, LAST_INDEX, OFFSET, TwelveMonths};
use crate::backend::Era;
use crate::day::{JulianDay, YearMonthDay};

/// The years since the birth of Christ, and before it.
pub(in crate::calendars) const ERAS: [Era; 2] = [
    Era::starting("ce", YearMonthDay::new(1, 1, 1)).aliases(&["ad"]),
    Era::backward("bce", -1).aliases(&["bc"]),
];

/// Which of the years that end a century are leap years: of `CENTURIES` in a row
/// as many as `LEAP`, namely those century numbers *c* for which
/// (`LEAP`·*c* + `SHIFT`) mod `CENTURIES` < `LEAP`.
pub(in crate::calendars) trait JanuaryYears {
    const CENTURIES: u64;
    const LEAP: u64;
    const SHIFT: u64;
    /// The Julian Day of 1 March of the year before 1.
    const MARCH: i64;
}

/// The centuries themselves: the leap ones are a day longer.
struct Centuries<R>(PhantomData<R>);

impl<R: JanuaryYears> Cycle for Centuries<R> {
    const PERIODS: u64 = R::CENTURIES;
    const DAYS: u64 = R::CENTURIES * 36_524 + R::LEAP;
    const SHIFT: u64 = R::SHIFT;
}

/// Days from the first day of March-based year 0 to that of another.
#[inline]
const fn start<R: JanuaryYears>(index: u64) -> u64 {
    let century = index / 100;
    // How many of the centuries up to this one end with a leap year.
    let leap = (R::LEAP * century + R::SHIFT) / R::CENTURIES;
    1461 * index / 4 - century + leap
}

/// A year from March on has four lengths: 366 days more make the first numerator 3 in place of 0,
/// which is that of four years in which the last is the leap year.
const PHASE: u64 = 366;
/// 2⁶⁴ · 4 / 1461, rounded up.
const YEARS_PER_DAY: u128 = (4 << 64) / 1461 + 1;
/// The same with 32 bits: exact for 2²² days and more, as long as what the rounding adds, less than
/// one 2³²nd a day, stays below the 1/1461 between two numerators, which is 2.9 · 10⁶ of them.
const YEARS_PER_DAY_32: u64 = (4_u64 << 32).div_ceil(1461);
/// 2⁴⁵ · `CENTURIES` / `DAYS`, rounded up.
const fn centuries_per_day_45<R: JanuaryYears>() -> u64 {
    (R::CENTURIES << 45).div_ceil(<Centuries<R> as Cycle>::DAYS)
}

/// The place of 1 January in a March-based year.
const JANUARY: u64 = 306;

const LENGTHS: Lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
static MONTHS: Months = Months::new(&LENGTHS, 3);
static DATES: Dates = Dates::new(&LENGTHS, 3);

/// The days that centuries up to this one lack, from [`Cycle::ALIGNED`] on.
#[inline]
const fn omitted<R: JanuaryYears>(century: u64) -> u64 {
    (R::CENTURIES - R::LEAP) * century / R::CENTURIES
}

#[inline]
fn is_leap<R: JanuaryYears>(index: u64) -> bool {
    let century = index / 100;
    index.is_multiple_of(4)
        && (!index.is_multiple_of(100) || (R::LEAP * century + R::SHIFT) % R::CENTURIES < R::LEAP)
}

impl<R: JanuaryYears> TwelveMonths for R {
    const BASE: i64 = R::MARCH - start::<R>(OFFSET).cast_signed();
    const YEAR_0: i64 = R::MARCH;
    const ORIGIN: i64 = Self::BASE + start::<R>(100 * Centuries::<R>::ALIGNED).cast_signed();
    // 1 January is 306 days after 1 March.
    const FIRST: JulianDay =
        JulianDay(Self::BASE + (start::<R>(FIRST_INDEX - 1) + JANUARY).cast_signed());
    const LAST: JulianDay =
        JulianDay(Self::BASE + (start::<R>(LAST_INDEX) + JANUARY).cast_signed() - 1);
    const NEAR: JulianDay = JulianDay(R::MARCH + start::<R>(near_year::<R>()).cast_signed());
    const LEAP_MONTH: u8 = 2;

    #[inline]
    fn months() -> &'static Months {
        &MONTHS
    }

    #[inline]
    fn dates() -> &'static Dates {
        &DATES
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the upper half of a product; its lower half on purpose; a place"
    )]
    fn split(day: u64) -> (i64, u64) {
        const fn row<R: JanuaryYears>() -> i64 {
            (100 * Centuries::<R>::ALIGNED).cast_signed() - OFFSET.cast_signed()
        }
        // With the leap days put back that the centuries lack.
        let century = cycle::index::<Centuries<R>>(day);
        let julian = day + omitted::<R>(century) + PHASE;
        let scaled = u128::from(julian) * YEARS_PER_DAY;
        let place = ((u128::from(scaled as u64) * 1461) >> 66) as u64;
        // 366 days are one year too many, which January and February do make up.
        let late = i64::from(place < JANUARY);
        let row = ((scaled >> 64) as u64).cast_signed() + row::<R>() - late;
        (row, place.wrapping_sub(JANUARY))
    }

    #[inline]
    fn near(day: u64) -> u64 {
        let century = ((day & LOW) * const { centuries_per_day_45::<R>() }) >> 45;
        // As `omitted`, with a division that a vector register can do.
        let reciprocal = const { (1_u64 << 32).div_ceil(R::CENTURIES) };
        let omitted = ((R::CENTURIES - R::LEAP) * century * reciprocal) >> 32;
        let julian = (day & LOW) + omitted + PHASE;
        let scaled = (julian & LOW) * YEARS_PER_DAY_32;
        let place = ((scaled & LOW) * 1461) >> 34;
        // From January on the sum carries into the year.
        (scaled & !LOW) + place + const { (near_year::<R>() << 32) - JANUARY }
    }

    #[inline]
    fn start(index: u64) -> u64 {
        start::<R>(index)
    }

    #[inline]
    fn is_leap(index: u64) -> bool {
        is_leap::<R>(index)
    }
}

/// The first March-based year after 1 whose century is aligned.
const fn near_year<R: JanuaryYears>() -> u64 {
    let century = Centuries::<R>::ALIGNED;
    100 * if century == 0 { R::CENTURIES } else { century }
}
