//! The rule for calendars with the months January to December and a leap day in every fourth year,
//! except in some years that end a century: Gregorian, Julian, Milankovic.
//!
//! A rule year begins with March, so that the leap day is its last day. Rule year *y* consists of
//! March to December of the year *y*, and January and February of the year *y* + 1.
//!
//! The steps are those of C. Neri and L. Schneider, "Euclidean affine functions and their
//! application to calendar algorithms" (*Softw. Pract. Exper.* 53, 2023, doi:10.1002/spe.3172).
//! Before them comes a step of B. Joffe, "A very fast 64-bit date algorithm" (2025,
//! <https://www.benjoffe.com/fast-date-64>): it adds the leap days that centuries omit, so that
//! every fourth year is a leap year, as in the Julian calendar. Month and day come from a table.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `twelve_months`); every other factor \
              is a constant below 2^13, or a 64-bit one in a product of 128 bits"
)]

use core::marker::PhantomData;

use super::cycle::{self, Cycle, LOW};
use super::month_tables::{Dates, Lengths, Months};
use super::twelve_months::{FIRST_INDEX, LAST_INDEX, OFFSET, TwelveMonths};
use crate::backend::Era;
use crate::day::{JulianDay, YearMonthDay};

/// The Common Era, and the era before it.
pub(in crate::calendars) const ERAS: [Era; 2] = [
    Era::starting("ce", YearMonthDay::new(1, 1, 1)).aliases(&["ad"]),
    Era::backward("bce", -1).aliases(&["bc"]),
];

/// The rule for years that end a century. Of `CENTURIES` centuries in a row, `LEAP` end with a leap
/// year: those with a number *c* for which (`LEAP`·*c* + `SHIFT`) mod `CENTURIES` < `LEAP`.
pub(in crate::calendars) trait JanuaryYears {
    const CENTURIES: u64;
    const LEAP: u64;
    const SHIFT: u64;
    /// The Julian Day of 1 March of the year −1, the extended year 0.
    const MARCH: i64;
}

/// The centuries as a cycle. One that ends with a leap year is one day longer.
struct Centuries<R>(PhantomData<R>);

impl<R: JanuaryYears> Cycle for Centuries<R> {
    const PERIODS: u64 = R::CENTURIES;
    const DAYS: u64 = R::CENTURIES * 36_524 + R::LEAP;
    const SHIFT: u64 = R::SHIFT;
}

/// Returns the number of days from the first day of rule year 0 to that of another.
#[inline]
const fn start<R: JanuaryYears>(index: u64) -> u64 {
    let century = index / 100;
    // Every fourth year has a leap day, but each century omits one, unless it ends with a leap
    // year.
    let leap = (R::LEAP * century + R::SHIFT) / R::CENTURIES;
    1461 * index / 4 - century + leap
}

/// Added to a day, it replaces the constant of the inverse ⌊(4·*d* + 3) / 1461⌋, where the leap
/// year is the last of four: 4·366 is 1461 + 3. The year is then one too large.
const PHASE: u64 = 366;
/// 2⁶⁴ · 4 / 1461, rounded up. The rounding adds less than 2⁴¹ to a product with a day; the exact
/// quotients are 2⁶⁴ / 1461 apart, more than 2⁵³.
const YEARS_PER_DAY: u128 = (4 << 64) / 1461 + 1;
/// 2³² · 4 / 1461, rounded up. The rounding adds less than 2⁻³² per day. The exact quotients are
/// 1 / 1461 apart, which is 2.9·10⁶ times as much, and the near range has 2.1·10⁶ days.
const YEARS_PER_DAY_32: u64 = (4_u64 << 32).div_ceil(1461);
/// Returns 2⁴⁵ · `CENTURIES` / `DAYS`, rounded up. For a day of the near range, the product has
/// fewer than 64 bits; a test compares all of them with [`TwelveMonths::split`].
const fn centuries_per_day_45<R: JanuaryYears>() -> u64 {
    (R::CENTURIES << 45).div_ceil(<Centuries<R> as Cycle>::DAYS)
}

/// The number of days from 1 March to 1 January.
const JANUARY: u64 = 306;

const LENGTHS: Lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
static MONTHS: Months = Months::new(&LENGTHS, 3);
static DATES: Dates = Dates::new(&LENGTHS, 3);

/// Returns the number of leap days that the centuries before this one omit, counted from
/// [`Cycle::ALIGNED`]. There, century *i* begins on day 36525·*i* − ⌊(`CENTURIES` − `LEAP`)·*i* /
/// `CENTURIES`⌋.
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
    // The first day of an aligned century, so that the inverse needs no added constant.
    const ORIGIN: i64 = Self::BASE + start::<R>(100 * Centuries::<R>::ALIGNED).cast_signed();
    // January belongs to the rule year before.
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
        reason = "the integer part of a quotient is a year; the cast of `scaled` takes the fraction"
    )]
    fn split(day: u64) -> (i64, u64) {
        /// The extended year of the rule year that `ORIGIN` begins.
        const fn origin<R: JanuaryYears>() -> i64 {
            (100 * Centuries::<R>::ALIGNED).cast_signed() - OFFSET.cast_signed()
        }
        // Add the omitted leap days: now every fourth year is a leap year.
        let century = cycle::index::<Centuries<R>>(day);
        let julian = day + omitted::<R>(century) + PHASE;
        // The integer part is the rule year plus 1, the fraction the part of the year that is over.
        let scaled = u128::from(julian) * YEARS_PER_DAY;
        // The fraction is a multiple of 1 / 1461, and four of these are a day.
        let from_march = ((u128::from(scaled as u64) * 1461) >> 66) as u64;
        // January and February belong to the year after the rule year; the other months do not.
        let late = i64::from(from_march < JANUARY);
        let extended = ((scaled >> 64) as u64).cast_signed() + origin::<R>() - late;
        // `Dates` counts from 1 January; the days from March on have negative numbers.
        (extended, from_march.wrapping_sub(JANUARY))
    }

    // The steps of `split`, with 32-bit factors.
    #[inline]
    fn near(day: u64) -> u64 {
        let century = ((day & LOW) * const { centuries_per_day_45::<R>() }) >> 45;
        // `omitted`, with a multiplication instead of the division.
        let reciprocal = const { (1_u64 << 32).div_ceil(R::CENTURIES) };
        let omitted = ((R::CENTURIES - R::LEAP) * century * reciprocal) >> 32;
        let julian = (day & LOW) + omitted + PHASE;
        let scaled = (julian & LOW) * YEARS_PER_DAY_32;
        let from_march = ((scaled & LOW) * 1461) >> 34;
        // From March to December, subtracting JANUARY borrows 1 from the year in the upper half.
        (scaled & !LOW) + from_march + const { (near_year::<R>() << 32) - JANUARY }
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

/// Returns the first rule year after 0 that begins an aligned century.
const fn near_year<R: JanuaryYears>() -> u64 {
    let century = Centuries::<R>::ALIGNED;
    100 * if century == 0 { R::CENTURIES } else { century }
}
