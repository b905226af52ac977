//! [`Coptic`]: the calendar of the Copts.

use super::engine::alexandrian::Alexandrian;
use super::engine::implement;
use crate::backend::{Era, Properties};

/// The Coptic calendar, with the years of the era of the martyrs.
///
/// Twelve months of 30 days and a thirteenth of 5, or of 6 days in every fourth year: the years 3,
/// 7, 11, …. Year 1 begins on 29 August 284 (Julian), Julian Day 1 825 030.
///
/// Names: `Coptic`. There is a year 0, and all years that an `i32` holds exist.
///
/// The rule is in E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed.,
/// Cambridge, 2018, section 4.1).
///
/// ```
/// use calendar_registry::calendars::Coptic;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(1743, 3, 13);
/// assert_eq!(Coptic.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Coptic.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(Coptic.days_in_month(Some(1743), 13), Ok(6));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Coptic;

impl Alexandrian for Coptic {
    const YEARS: i64 = 0;
}

implement! {
    Coptic,
    engine: fixed_months,
    names: ["Coptic"],
    properties: Properties::solar().month_lengths(5, 30).months(13, 13).year_zero(true),
    unicode_id: "coptic",
    eras: [Era::unbounded("am", 1)],
}
