//! [`Coptic`]: the calendar of the Coptic Church.

use super::engine::alexandrian::Alexandrian;
use super::engine::implement;
use crate::backend::{Era, Properties};

/// The Coptic calendar, with years of the Era of the Martyrs.
///
/// # Rule
/// A year has twelve months of 30 days and a thirteenth month of 5 days, or of 6 days in a leap
/// year. Every fourth year is a leap year: 3, 7, 11, …. Year 1 begins on 29 August 284 (Julian),
/// Julian Day 1 825 030.
///
/// # Names and range
/// `Coptic`. It has a year 0. The range is every year of an `i32`.
///
/// # Source
/// E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed., Cambridge, 2018,
/// section 4.1).
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
#[doc(alias("alexandrian", "martyrs", "egyptian"))]
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
