//! [`Persian`]: the civil calendar of Iran.

use core::ops::RangeInclusive;

use super::engine::icu;
use super::engine::implement;
use super::engine::year_tabled::{self, YearTabled};

use crate::backend::year_table::{Layout, Year};
use crate::backend::{Era, Properties};

/// The Persian (Solar Hijri) calendar, whose year begins at the equinox, with the data of
/// `icu_calendar`.
///
/// # Rule
/// A year has six months of 31 days, five of 30, and one of 29 days, or of 30 in a leap year. The
/// year begins on the day of the March equinox if the equinox is before noon in Iran, else on the
/// next day. It is the civil calendar of Iran since 1304 (1925).
///
/// The first day of a year is computed by a rule of 33 years with 8 leap years, corrected by a list
/// of the years in which that rule is wrong. For the years 1178 to 3000 the result is the
/// astronomical date ([`authoritative_years`](crate::Backend::authoritative_years)). Other years
/// follow the rule of 33 years alone.
///
/// [`Jalali`](super::Jalali) is another calendar: it follows an arithmetic rule, has no year 0, and
/// is the one that Qt has. The two agree in the years 1277 to 1436.
///
/// # Names and range
/// `Persian`, `Solar Hijri`. It has a year 0. The range is the years −9999 to 9999. The years 978
/// to 1779 are kept in a year table.
///
/// # Sources
/// The computations in `icu_calendar`, for the meridian 52.5° E; E. M. Reingold and N. Dershowitz,
/// *Calendrical Calculations* (4th ed., Cambridge, 2018, chapter 15).
///
/// ```
/// use calendar_registry::calendars::Persian;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(1405, 9, 1);
/// assert_eq!(Persian.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Persian.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(Persian.days_in_month(Some(1403), 12), Ok(30));
/// ```
#[doc(alias("shamsi", "iranian", "jalali", "solar hijri", "afghan"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Persian;

impl YearTabled for Persian {
    const FIRST: i32 = icu::FIRST;
    const LAST: i32 = icu::LAST;
    const TABLED: RangeInclusive<i32> = 978..=1779;
    const NEAR_YEAR_ZERO: i64 = 1_947_955;
    const CYCLE: (i64, i64) = (33, 12_053);
    const LONGEST: &'static [u8] = &[31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30];

    fn year(number: i32) -> Year {
        icu::year(icu_calendar::cal::Persian, number)
    }

    #[inline]
    fn is_leap(year: &impl Layout) -> bool {
        year.days() > 365
    }

    year_tabled::table!(Persian);
}

implement! {
    Persian,
    engine: year_tabled,
    names: ["Persian", "Solar Hijri"],
    properties: Properties::solar().month_lengths(29, 31).year_zero(true),
    unicode_id: "persian",
    eras: [Era::unbounded("ap", 1)],
    authoritative: 1178..=3000,
}
