//! [`EthiopicAmeteAlem`]: the calendar of Ethiopia with years since the creation.

use super::engine::alexandrian::Alexandrian;
use super::engine::implement;
use crate::backend::{Era, Properties};

/// The Ethiopic calendar with years since the creation (*amete alem*).
///
/// # Rule
/// Months, days and leap years are those of [`Ethiopic`](super::Ethiopic). The year is the Ethiopic
/// year plus 5500.
///
/// # Names and range
/// `Ethiopic Amete Alem`, `ethioaa`, `Amete Alem`. It has a year 0. The range is every year of an
/// `i32`.
///
/// # Source
/// E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed., Cambridge, 2018,
/// section 4.2).
///
/// ```
/// use calendar_registry::calendars::EthiopicAmeteAlem;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(7519, 3, 13);
/// assert_eq!(EthiopicAmeteAlem.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(EthiopicAmeteAlem.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// ```
#[doc(alias("ethioaa", "ethiopian"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EthiopicAmeteAlem;

impl Alexandrian for EthiopicAmeteAlem {
    const YEARS: i64 = 276 + 5500;
}

implement! {
    EthiopicAmeteAlem,
    engine: fixed_months,
    names: ["Ethiopic Amete Alem", "ethioaa", "Amete Alem"],
    properties: Properties::solar().month_lengths(5, 30).months(13, 13).year_zero(true),
    unicode_id: "ethioaa",
    eras: [Era::unbounded("aa", 1)],
}
