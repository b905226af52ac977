//! [`IslamicTabular`]: the tabular Islamic calendar with the astronomical epoch.

use super::IslamicCivil;
use super::engine::implement;
use super::engine::year_offset::YearOffset;
use crate::backend::{Era, Properties};
use crate::day::YearMonthDay;

/// The tabular Islamic calendar with the astronomical epoch: [`IslamicCivil`] one day earlier.
///
/// # Rule
/// Months and leap years are those of [`IslamicCivil`]. Year 1 begins on Thursday, 15 July 622
/// (Julian), Julian Day 1 948 439. Astronomers and medieval tables use this epoch.
///
/// # Names and range
/// `Islamic Tabular`, `islamic-tbla`. It has a year 0, the year 1 before the Hijra (`bh`). The
/// range is the years −2147483647 to 2147483647.
///
/// # Source
/// E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed., Cambridge, 2018,
/// section 7.1).
///
/// ```
/// use calendar_registry::calendars::IslamicTabular;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(1448, 6, 12);
/// assert_eq!(IslamicTabular.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(IslamicTabular.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// ```
#[doc(alias("hijri", "muslim", "tbla"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct IslamicTabular;

impl YearOffset for IslamicTabular {
    type Base = IslamicCivil;
    const BASE: IslamicCivil = IslamicCivil;
    const YEARS: i32 = 0;
    const DAYS: i64 = 1;
}

implement! {
    IslamicTabular,
    engine: year_offset,
    names: ["Islamic Tabular", "islamic-tbla"],
    properties: Properties::lunar().year_zero(true),
    unicode_id: "islamic-tbla",
    eras: [
        Era::starting("ah", YearMonthDay::new(1, 1, 1)),
        Era::backward("bh", 0),
    ],
}
