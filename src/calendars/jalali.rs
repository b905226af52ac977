//! [`Jalali`]: the Iranian calendar with an arithmetic rule.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `twelve_months`)"
)]

use super::engine::cycle::{self, Cycle, Near};
use super::engine::implement;
use super::engine::month_tables::{Dates, Lengths, Months};
use super::engine::twelve_months::{FIRST_INDEX, LAST_INDEX, OFFSET, TwelveMonths};
use crate::backend::{Era, Properties};
use crate::day::JulianDay;

/// The Jalali (Solar Hijri) calendar with the arithmetic rule of 2820 years.
///
/// # Rule
/// A year has six months of 31 days, five of 30, and one of 29 days, or of 30 in a leap year. Of
/// 2820 years, counted from the year 475, 683 are leap years, distributed as evenly as possible.
/// 2820 years have 1 029 983 days. Year 1 begins on 22 March 622 (Gregorian), Julian Day 1 948 321.
///
/// # Related calendars
/// - [`Persian`](super::Persian), the civil calendar of Iran, follows the equinox. The two
///   calendars agree in the years 1277 to 1436; the year 1437 begins on different days.
/// - A. Birashk's cycle of 2820 years, used by other software, has the same number of leap years,
///   but in groups of 29, 33 and 37 years. It differs from this rule in 66 years of a cycle. In it,
///   1404 is a leap year; here, 1403 is.
/// - Qt calls this calendar `Jalali` and `Persian`. Here, `Persian` is the calendar of the equinox.
///
/// # Names and range
/// `Jalali`. It has no year 0: the year before 1 is −1. The range is every other year of an `i32`,
/// Julian Days −784 349 700 693 to 784 353 596 968.
///
/// # Sources
/// [`QCalendar` of Qt](https://doc.qt.io/qt-6/qcalendar.html) for the rule, here in integers; E. M.
/// Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed., Cambridge, 2018, section 15.3)
/// for Birashk's cycle. The conversion uses the affine functions of Neri and Schneider, see
/// [`Gregorian`](super::Gregorian).
///
/// ```
/// use calendar_registry::calendars::Jalali;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(1405, 9, 1);
/// assert_eq!(Jalali.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Jalali.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(Jalali.days_in_month(Some(1403), 12), Ok(30));
/// ```
#[doc(alias("shamsi", "iranian", "persian", "solar hijri"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Jalali;

/// The cycle of years. It starts with the year 475. Index 0 is a number of whole cycles and 2345
/// years before that year, hence the shift.
struct Years;

impl Cycle for Years {
    const PERIODS: u64 = 2820;
    const DAYS: u64 = 1_029_983;
    const SHIFT: u64 = 2345 * Self::DAYS % Self::PERIODS;
}

/// The first day of the year 475, which starts a cycle.
const CYCLE_START: i64 = 2_121_446;

const LENGTHS: Lengths = [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29];
static MONTHS: Months = Months::new(&LENGTHS, 1);
static DATES: Dates = Dates::new(&LENGTHS, 1);
const NEAR: Near = Near::new::<Years>(1);

impl TwelveMonths for Jalali {
    const BASE: i64 = CYCLE_START - cycle::start::<Years>(OFFSET + 475).cast_signed();
    const YEAR_0: i64 = CYCLE_START - cycle::start::<Years>(475).cast_signed();
    const ORIGIN: i64 = Self::BASE + cycle::start::<Years>(Years::ALIGNED).cast_signed();
    const FIRST: JulianDay =
        JulianDay(Self::BASE + cycle::start::<Years>(FIRST_INDEX).cast_signed());
    const LAST: JulianDay =
        JulianDay(Self::BASE + cycle::start::<Years>(LAST_INDEX + 1).cast_signed() - 1);
    const NEAR: JulianDay = JulianDay(Self::YEAR_0 + cycle::start::<Years>(1).cast_signed());
    const LEAP_MONTH: u8 = 12;
    // As in Qt, whose rule for Jalali, unlike the others, treats 0 as the year -1.
    const YEAR_ZERO_IS_LEAP: bool = true;

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
    Jalali,
    engine: twelve_months, slices: slices,
    names: ["Jalali"],
    properties: Properties::solar().month_lengths(29, 31),
    eras: [Era::unbounded("ap", 1)],
    text: Persian,
}

#[cfg(test)]
mod tests {
    use super::Jalali;
    use crate::backend::Backend;

    /// Returns whether a year is a leap year in Birashk's cycle. From 475 on, it has 21 groups of
    /// 128 years (29 + 33 + 33 + 33) and one of 132 (29 + 33 + 33 + 37); in each part the 5th, 9th,
    /// … year is a leap year.
    fn birashk(year: i32) -> bool {
        let in_cycle = (year - 475).rem_euclid(2820);
        let in_group = if in_cycle < 21 * 128 {
            in_cycle % 128
        } else {
            in_cycle - 21 * 128
        };
        let in_run = match in_group {
            0..29 => in_group,
            29..62 => in_group - 29,
            62..95 => in_group - 62,
            _ => in_group - 95,
        };
        in_run > 0 && in_run % 4 == 0
    }

    #[test]
    fn birashk_cycle_has_as_many_leap_years_but_66_years_differ() {
        let years = 475..475 + 2820;
        let leap = years
            .clone()
            .filter(|year| Jalali.is_leap_year(*year))
            .count();
        assert_eq!(leap, 683);
        assert_eq!(years.clone().filter(|year| birashk(*year)).count(), leap);
        let others = years.filter(|year| Jalali.is_leap_year(*year) != birashk(*year));
        assert_eq!(others.count(), 66);
        assert!(Jalali.is_leap_year(1403) && birashk(1404));
    }
}
