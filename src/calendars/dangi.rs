//! [`Dangi`]: the traditional calendar of Korea.

use core::ops::RangeInclusive;

use super::data::dangi::YEARS;
use super::engine::implement;
use super::engine::lunisolar::{self, Rule};
use super::engine::year_tabled::{self, YearTabled};
use crate::backend::Properties;
use crate::backend::year_table::{Layout, Year};

/// The traditional Korean calendar (*dangi*).
///
/// It follows the rule of [`Chinese`](super::Chinese) by the time of Korea: in some years a month begins a
/// day earlier or later, or another month is the leap month. The years have the number of the Gregorian year
/// in which they begin. There are no eras. `is_leap_year` returns whether the year has a leap month.
///
/// | years | source |
/// |---|---|
/// | 1391-2050 | table of the Korea Astronomy and Space Science Institute ([`authoritative_years`](crate::Backend::authoritative_years)) |
/// | 2051-2100 | table computed by the same rule for UTC+9 |
/// | 1000-1390 | table of reconstructed, unofficial years |
/// | −800 to 999 | computed as the Chinese calendar is |
/// | 2101-3800 | computed; an approximation because the rotation of the Earth cannot be predicted |
/// | others | mean moons and a mean Sun: months and years are well formed, but not tied to the sky |
///
/// In 2074 and 2096 a new moon is so near midnight that computations disagree. A month of 2074 begins on 22
/// August (not 23), and the last month of 2096 on 13 January 2097 (not 14), as in the tables of
/// ICU4X. Computed years with such a new moon are 2123, 2159, 2160, 2173, 2180 and 118 later ones to 2997.
/// In all other years from 2101 to 2997 the computation finds the same days as JPL DE406 with two
/// models of the Earth's rotation.
///
/// Names: `Dangi`, `Korean`. The years −1,000,000 to 1,000,000 exist, the year 0 among them; 1599 to 2400
/// are kept in a year table.
///
/// Sources: Korea Astronomy and Space Science Institute, lunar calendar service; for the computation
/// those of [`Chinese`](super::Chinese).
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
#[doc(alias = "korean")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dangi;

/// UTC+9, from April 1908 on; before, the months of the Chinese calendar. (The half hours of 1908 to 1911 and
/// 1954 to 1961 are in the table alone.) Korea adopted the rule of 1645 in 1654.
pub(super) const RULE: Rule = Rule {
    zone: 9 * 3_600,
    zone_from: -1_135,
    true_sun_from: 1_654,
};

impl YearTabled for Dangi {
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

    year_tabled::table!(Dangi);
}

implement! {
    Dangi,
    engine: year_tabled,
    names: ["Dangi", "Korean"],
    properties: Properties::lunisolar().mean_month(lunisolar::MEAN_MONTH).year_zero(true),
    unicode_id: "dangi",
    authoritative: 1391..=2050,
}
