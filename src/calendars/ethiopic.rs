//! [`Ethiopic`]: the civil calendar of Ethiopia.

use super::engine::alexandrian::Alexandrian;
use super::engine::implement;
use crate::backend::{Era, Properties};
use crate::day::YearMonthDay;

/// The Ethiopic calendar, with years since the Incarnation (*amete mihret*).
///
/// # Rule
/// Months and leap years are those of [`Coptic`](super::Coptic). Year 1 begins on 29 August 8
/// (Julian), Julian Day 1 724 221. Years before it have the era `aa` (*amete alem*, since the
/// creation): year 0 is the year 5500 of that era.
///
/// # Names and range
/// `Ethiopic`, `Ethiopian`. It has a year 0. The range is every year of an `i32`.
///
/// # Source
/// E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed., Cambridge, 2018,
/// section 4.2).
///
/// ```
/// use calendar_registry::calendars::Ethiopic;
/// use calendar_registry::{Backend, BackendExt, EraYear, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(2019, 3, 13);
/// assert_eq!(Ethiopic.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Ethiopic.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// let before = Ethiopic.era_year(YearMonthDay::new(0, 1, 1));
/// assert_eq!(before, Ok(Some(EraYear::new("aa", 5500))));
/// ```
#[doc(alias("ethiopian", "geez", "amete mihret"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ethiopic;

impl Alexandrian for Ethiopic {
    const YEARS: i64 = 276;
}

implement! {
    Ethiopic,
    engine: fixed_months,
    names: ["Ethiopic", "Ethiopian"],
    properties: Properties::solar().month_lengths(5, 30).months(13, 13).year_zero(true),
    unicode_id: "ethiopic",
    eras: [
        Era::starting("am", YearMonthDay::new(1, 1, 1)),
        Era::unbounded("aa", -5499),
    ],
}
