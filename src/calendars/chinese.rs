//! [`Chinese`]: the traditional lunisolar calendar of China.

use core::ops::RangeInclusive;

use icu_calendar::cal::ChineseTraditional;

use super::engine::icu;
use super::engine::implement;
use super::engine::year_tabled::{self, YearTabled};

use crate::backend::Properties;
use crate::backend::year_table::{Layout, Year};

/// The traditional Chinese calendar, with the data of `icu_calendar`.
///
/// # Rule
/// A month begins on the day of the new moon in China. The month that contains the winter solstice
/// is month 11. If there are thirteen new moons between two such months, the first month in which
/// the sun enters no new twelfth of the ecliptic is the leap month. It has the number of the month
/// before it: `M05L` follows `M05`. A year has the number of the Gregorian year in which it begins.
/// There are no eras. A leap year is a year with a leap month.
///
/// # Names and range
/// `Chinese`. It has a year 0. The range is the years −9999 to 9999. The years 1599 to 2400 are
/// kept in a year table.
///
/// For the years 1900 to 2100, the dates are those published by the Purple Mountain Observatory and
/// the Hong Kong Observatory ([`authoritative_years`](crate::Backend::authoritative_years)). Other
/// years are computed from mean lunations and a mean solar year; a date can differ by a day or by a
/// month from the exact rule.
///
/// # Sources
/// GB/T 33661-2017, *Calculation and promulgation of the Chinese calendar*; Hong Kong Observatory,
/// *Gregorian-Lunar Calendar Conversion Table*; both as compiled in `icu_calendar`.
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
#[doc(alias("lunar", "nongli", "yinli", "xia"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Chinese;

impl YearTabled for Chinese {
    const FIRST: i32 = icu::FIRST;
    const LAST: i32 = icu::LAST;
    const TABLED: RangeInclusive<i32> = 1599..=2400;
    const NEAR_YEAR_ZERO: i64 = 1_721_095;
    const CYCLE: (i64, i64) = (400, 146_097);
    const LONGEST: &'static [u8] = &[30; 13];

    fn year(number: i32) -> Year {
        icu::year(ChineseTraditional::new(), number)
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
    properties: Properties::lunisolar().year_zero(true),
    unicode_id: "chinese",
    authoritative: 1900..=2100,
}
