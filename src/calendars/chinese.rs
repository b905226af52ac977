//! [`Chinese`]: the traditional calendar of China.

use core::ops::RangeInclusive;

use icu_calendar::cal::ChineseTraditional;

use super::engine::icu;
use super::engine::implement;
use super::engine::year_tabled::{self, YearTabled};

use crate::backend::Properties;
use crate::backend::year_table::{Layout, Year};

/// The traditional Chinese calendar, by the tables of `icu_calendar`.
///
/// Months begin on the day of the new moon in China. The month with the winter solstice is the eleventh,
/// and where thirteen new moons fall between two of these, the first month in which the sun does not
/// reach a new twelfth of its path is a leap month, named after the one before it: `M05L`
/// after `M05`. The years are those of the Gregorian calendar in which they begin; there are no eras.
/// `is_leap_year` says whether there is a leap month.
///
/// From 1900 to 2100 this is the calendar that the Purple Mountain Observatory and the Hong Kong
/// Observatory publish ([`authoritative_years`](crate::Backend::authoritative_years)). Before and after, it is an
/// approximation by mean moons and a mean sun, and dates may be off by a day or a month.
///
/// Names: `Chinese`. The years −9999 to 9999 exist, the year 0 among them; 1599 to 2400 are read
/// from a table.
///
/// Sources: GB/T 33661-2017, *Calculation and promulgation of the Chinese calendar*; Hong Kong Observatory,
/// *Gregorian-Lunar Calendar Conversion Table*; as compiled in `icu_calendar`.
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
