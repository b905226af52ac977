//! [`IslamicCivil`]: the tabular Islamic calendar with the civil epoch.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `twelve_months`)"
)]

use super::engine::cycle::{self, Cycle, Near};
use super::engine::implement;
use super::engine::month_tables::{Dates, Lengths, Months};
use super::engine::twelve_months::{FIRST_INDEX, LAST_INDEX, OFFSET, TwelveMonths};
use crate::backend::{Era, Properties};
use crate::day::{JulianDay, YearMonthDay};

/// The tabular Islamic (Hijri) calendar with the civil epoch.
///
/// # Rule
/// Months have 30 and 29 days alternately. In a leap year the twelfth month has 30 days instead of
/// 29. Of 30 years, eleven are leap years: the 2nd, 5th, 7th, 10th, 13th, 16th, 18th, 21st, 24th,
/// 26th and 29th. 30 years have 10 631 days. Year 1 begins on Friday, 16 July 622 (Julian), Julian
/// Day 1 948 440.
///
/// This is an arithmetic calendar. Where months begin with the sighting of the moon, or follow the
/// Umm al-Qura tables, dates differ by a day or two.
///
/// # Names and range
/// `Islamic Civil` (and `islamic-civil`, another spelling of it), `islamicc`, `Islamic`. It has no
/// year 0: the year before 1 is −1. The range is every other year of an `i32`, Julian Days
/// −760 994 673 623 to 760 998 570 148.
///
/// # Sources
/// E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed., Cambridge, 2018,
/// section 7.1). The conversion uses the affine functions of Neri and Schneider, see
/// [`Gregorian`](super::Gregorian).
///
/// ```
/// use calendar_registry::calendars::IslamicCivil;
/// use calendar_registry::{Backend, BackendExt, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(1448, 6, 11);
/// assert_eq!(IslamicCivil.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(IslamicCivil.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(IslamicCivil.days_in_year(1447), Ok(355));
/// ```
#[doc(alias("hijri", "muslim", "tabular"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct IslamicCivil;

/// The cycle of years: *y* is a leap year if (11·*y* + 14) mod 30 < 11.
struct Years;

impl Cycle for Years {
    const PERIODS: u64 = 30;
    const DAYS: u64 = 10_631;
    const SHIFT: u64 = 3;
}

/// The first day of the year 1.
const EPOCH: i64 = 1_948_440;

const LENGTHS: Lengths = [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29];
static MONTHS: Months = Months::new(&LENGTHS, 1);
static DATES: Dates = Dates::new(&LENGTHS, 1);
const NEAR: Near = Near::new::<Years>(1);

impl TwelveMonths for IslamicCivil {
    const BASE: i64 = EPOCH - cycle::start::<Years>(OFFSET + 1).cast_signed();
    const YEAR_0: i64 = EPOCH - cycle::start::<Years>(1).cast_signed();
    const ORIGIN: i64 = Self::BASE + cycle::start::<Years>(Years::ALIGNED).cast_signed();
    const FIRST: JulianDay =
        JulianDay(Self::BASE + cycle::start::<Years>(FIRST_INDEX).cast_signed());
    const LAST: JulianDay =
        JulianDay(Self::BASE + cycle::start::<Years>(LAST_INDEX + 1).cast_signed() - 1);
    const NEAR: JulianDay = JulianDay(EPOCH);
    const LEAP_MONTH: u8 = 12;

    #[inline]
    fn months() -> &'static Months {
        &MONTHS
    }

    #[inline]
    fn dates() -> &'static Dates {
        &DATES
    }

    #[inline]
    fn split(day: u64) -> (i64, u64) {
        /// The extended year that `ORIGIN` begins.
        const ORIGIN_YEAR: i64 = Years::ALIGNED.cast_signed() - OFFSET.cast_signed();
        let (year, day_of_year) = cycle::split::<Years>(day);
        (year.cast_signed() + ORIGIN_YEAR, day_of_year)
    }

    #[inline]
    fn near(day: u64) -> u64 {
        // `NEAR` counts years from year 1.
        NEAR.split(day) + (1 << 32)
    }

    #[inline]
    fn start(index: u64) -> u64 {
        cycle::start::<Years>(index)
    }

    #[inline]
    fn is_leap(index: u64) -> bool {
        cycle::is_long::<Years>(index)
    }
}

implement! {
    IslamicCivil,
    engine: twelve_months, slices: slices,
    names: ["Islamic Civil", "islamicc", "Islamic"],
    properties: Properties::lunar(),
    unicode_id: "islamic-civil",
    eras: [
        Era::starting("ah", YearMonthDay::new(1, 1, 1)),
        Era::backward("bh", -1),
    ],
}
