//! [`Dangi`]: the traditional lunisolar calendar of Korea.

use core::ops::RangeInclusive;

use icu_calendar::cal::KoreanTraditional;

use super::engine::icu;
use super::engine::implement;
use super::engine::year_tabled::{self, YearTabled};

use crate::backend::Properties;
use crate::backend::year_table::{Layout, Year};

/// The traditional Korean calendar (*dangi*), with the data of `icu_calendar`.
///
/// # Rule
/// The rule is that of [`Chinese`](super::Chinese), evaluated in Korean time. In some years a month
/// begins a day earlier or later than in China, or another month is the leap month. A year has the
/// number of the Gregorian year in which it begins. There are no eras. A leap year is a year with a
/// leap month.
///
/// # Names and range
/// `Dangi`, `Korean`. It has a year 0. The range is the years −9999 to 9999. The years 1599 to 2400
/// are kept in a year table.
///
/// For the years 1900 to 2050, the dates are those published by the Korea Astronomy and Space
/// Science Institute ([`authoritative_years`](crate::Backend::authoritative_years)). The years to
/// 2100 follow the same rule. Other years are computed from mean lunations and a mean solar year; a
/// date can differ by a day or by a month from the exact rule.
///
/// # Source
/// Korea Astronomy and Space Science Institute, lunar calendar service, as compiled in
/// `icu_calendar`.
///
/// ```
/// use calendar_registry::calendars::{Chinese, Dangi};
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(2026, 10, 14);
/// assert_eq!(Dangi.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Dangi.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// // A leap third month in Korea, and a leap fourth in China.
/// assert_eq!((Dangi.leap_month(2012), Chinese.leap_month(2012)), (Ok(Some(4)), Ok(Some(5))));
/// ```
#[doc(alias("korean", "lunar", "dangun"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dangi;

impl YearTabled for Dangi {
    const FIRST: i32 = icu::FIRST;
    const LAST: i32 = icu::LAST;
    const TABLED: RangeInclusive<i32> = 1599..=2400;
    const NEAR_YEAR_ZERO: i64 = 1_721_095;
    const CYCLE: (i64, i64) = (400, 146_097);
    const LONGEST: &'static [u8] = &[30; 13];

    fn year(number: i32) -> Year {
        icu::year(KoreanTraditional::new(), number)
    }

    #[inline]
    fn is_leap(year: &impl Layout) -> bool {
        year.leap_month().is_some()
    }

    year_tabled::table!(Dangi);
}

implement! {
    Dangi,
    engine: year_tabled,
    names: ["Dangi", "Korean"],
    properties: Properties::lunisolar().year_zero(true),
    unicode_id: "dangi",
    authoritative: 1900..=2050,
}
