//! [`Persian`]: the civil calendar of Iran.

use core::ops::RangeInclusive;

use super::engine::icu;
use super::engine::implement;
use super::engine::year_tabled::{self, YearTabled};

use crate::backend::year_table::{Layout, Year};
use crate::backend::{Era, Properties};

/// The Persian (Solar Hijri) calendar, whose year follows the equinox, by the table of `icu_calendar`.
///
/// Six months of 31 days, five of 30, and one of 29, or of 30 in a leap year. The year begins on the day of
/// the equinox if that falls before noon in Iran, else on the day after. A rule of 33 years with 8 leap
/// years finds that day, and a table of the years in which it does not, so that the years
/// 1178 to 3000 are those of the computed equinox
/// ([`authoritative_years`](crate::Backend::authoritative_years)). It is the civil calendar of Iran since 1304
/// (1925). Outside these years it is the rule of 33 years alone.
///
/// [`Jalali`](super::Jalali) is another calendar: an arithmetic rule alone, without a year 0, and the
/// one that Qt has. The two agree from 1277 to 1436.
///
/// Names: `Persian`, `Solar Hijri`. The years −9999 to 9999 exist, the year 0 among them; 978 to 1779 are
/// read from a table.
///
/// Source: the computations in `icu_calendar`, for the meridian of 52.5° E, after E. M. Reingold and
/// N. Dershowitz, *Calendrical Calculations* (4th ed., Cambridge, 2018, chapter 15).
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
