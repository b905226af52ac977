//! [`UmmAlQura`]: the civil calendar of Saudi Arabia.

use core::ops::RangeInclusive;

use icu_calendar::cal::Hijri;

use super::engine::icu;
use super::engine::implement;
use super::engine::year_tabled::{self, YearTabled};
use crate::backend::year_table::{Layout, Year};
use crate::backend::{Era, Properties};
use crate::day::YearMonthDay;

/// The Islamic calendar of Umm al-Qura, the civil calendar of Saudi Arabia, with the data of
/// `icu_calendar`.
///
/// # Rule
/// Months have 29 or 30 days, as computed for Mecca and published. The tables cover the years 1300
/// to 1600, 12 November 1882 to 25 November 2174
/// ([`authoritative_years`](crate::Backend::authoritative_years)). Other years are those of
/// [`IslamicCivil`](super::IslamicCivil), but with a year 0.
///
/// # Names and range
/// `Umm al-Qura`, `Umalqura`, `islamic-umalqura`, `islamic-rgsa`. The last name stands for the
/// sighting of the moon in Saudi Arabia, which cannot be computed in advance; the country uses Umm
/// al-Qura for civil purposes. It has a year 0. The range is the years −9999 to 9999. The years
/// 1008 to 1834 are kept in a year table.
///
/// # Source
/// King Abdulaziz City for Science and Technology, Umm al-Qura calendar, as compiled in
/// `icu_calendar`.
///
/// ```
/// use calendar_registry::calendars::UmmAlQura;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(1448, 6, 12);
/// assert_eq!(UmmAlQura.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(UmmAlQura.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(UmmAlQura.authoritative_years(), Some(1300..=1600));
/// ```
#[doc(alias("hijri", "muslim", "saudi", "umalqura"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct UmmAlQura;

impl YearTabled for UmmAlQura {
    const FIRST: i32 = icu::FIRST;
    const LAST: i32 = icu::LAST;
    const TABLED: RangeInclusive<i32> = 1008..=1834;
    const NEAR_YEAR_ZERO: i64 = 1_948_086;
    const CYCLE: (i64, i64) = (30, 10_631);
    const LONGEST: &'static [u8] = &[30; 12];

    fn year(number: i32) -> Year {
        icu::year(Hijri::new_umm_al_qura(), number)
    }

    #[inline]
    fn is_leap(year: &impl Layout) -> bool {
        year.days() > 354
    }

    year_tabled::table!(UmmAlQura);
}

implement! {
    UmmAlQura,
    engine: year_tabled,
    names: ["Umm al-Qura", "Umalqura", "islamic-umalqura", "islamic-rgsa"],
    properties: Properties::lunar().year_zero(true),
    unicode_id: "islamic-umalqura",
    eras: [
        Era::starting("ah", YearMonthDay::new(1, 1, 1)),
        Era::backward("bh", 0),
    ],
    authoritative: 1300..=1600,
}
