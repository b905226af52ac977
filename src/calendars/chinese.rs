//! [`Chinese`]: the traditional calendar of China.

use core::ops::RangeInclusive;

use super::data::chinese::YEARS;
use super::engine::implement;
use super::engine::lunisolar::{self, Rule};
use super::engine::year_tabled::{self, YearTabled};
use crate::backend::Properties;
use crate::backend::year_table::{Layout, Year};

/// The traditional Chinese calendar.
///
/// A month begins on the day of the new moon in China. The month with the winter solstice is month 11. If
/// thirteen months begin from one month 11 to the next, the first of them in which the Sun does not
/// enter a new twelfth of its path is a leap month. It has the number of the month before it: `M05L`
/// comes after `M05`. The years have the number of the Gregorian year in which they begin. There are no eras.
/// `is_leap_year` returns whether the year has a leap month.
///
/// | years | source |
/// |---|---|
/// | 1645-2100 | table of published almanacs ([`authoritative_years`](crate::Backend::authoritative_years)): the Qing almanacs to 1911, then the Purple Mountain and the Hong Kong Observatory |
/// | 1000-1644 | table of historical almanacs as reconstructed in print; a few months may be a day off |
/// | −800 to 999 | computed; an approximation of the almanacs of the time, whose theories differ from astronomy |
/// | 2101-3800 | computed; an approximation because the rotation of the Earth cannot be predicted |
/// | others | mean moons and a mean Sun: months and years are well formed, but not tied to the sky |
///
/// In 2057 and 2097 a new moon is so near midnight that computations disagree. Month 9 of 2057 begins on 28
/// September, and month 7 of 2097 on 7 August, as in the tables of the Hong Kong Observatory; modern
/// computations find the new moons 40 s and 84 s after midnight. Computed years with such a new moon
/// exist in 2133, 2165, 2172, 2221, 2261 and 118 later years to 2997. In all other years from 2101 to 2997 the
/// computation finds the same days as JPL DE406 with two models of the Earth's rotation. From 1645 to
/// 1911, where the table is used, the computation alone agrees with the almanacs on 98.8 % of the days.
///
/// Names: `Chinese`. The years −1,000,000 to 1,000,000 exist, the year 0 among them; 1599 to 2400 are
/// kept in a year table.
///
/// Sources: GB/T 33661-2017, *Calculation and promulgation of the Chinese calendar*; Hong Kong Observatory,
/// *Gregorian-Lunar Calendar Conversion Table*; H. Aslaksen, *The Mathematics of the Chinese Calendar*
/// (2010); J. Meeus, *Astronomical Algorithms* (2nd ed., 1998, chapters 25 and 49); F. R. Stephenson,
/// L. V. Morrison and C. Y. Hohenkerk, "Measurement of the Earth's rotation" (*Proc. R. Soc. A* 472,
/// 2016, and the addendum of 2020).
///
/// ```
/// use calendar_registry::calendars::Chinese;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(2026, 10, 14);
/// assert_eq!(Chinese.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Chinese.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(Chinese.leap_month(2025), Ok(Some(7)));
/// ```
#[doc(alias = "lunar")]
#[doc(alias = "nongli")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Chinese;

/// UTC+8, from January 1929 on.
pub(super) const RULE: Rule = Rule {
    zone: 8 * 3_600,
    zone_from: -878,
    true_sun_from: 1_645,
};

impl YearTabled for Chinese {
    const FIRST: i32 = lunisolar::FIRST;
    const LAST: i32 = lunisolar::LAST;
    const TABLED: RangeInclusive<i32> = 1599..=2400;
    const NEAR_YEAR_ZERO: i64 = 1_721_095;
    const CYCLE: (i64, i64) = (400, 146_097);
    const LONGEST: &'static [u8] = &[30; 13];

    fn year(number: i32) -> Year {
        YEARS.year(number).unwrap_or_else(|| RULE.year(number))
    }

    #[inline]
    fn is_leap(year: &impl Layout) -> bool {
        year.leap_month().is_some()
    }

    year_tabled::table!(Chinese);
}

implement! {
    Chinese,
    engine: year_tabled,
    names: ["Chinese"],
    properties: Properties::lunisolar().mean_month(lunisolar::MEAN_MONTH).year_zero(true),
    unicode_id: "chinese",
    authoritative: 1645..=2100,
}
