//! [`EthiopicAmeteAlem`]: the calendar of Ethiopia with the years of the world.

use super::engine::alexandrian::Alexandrian;
use super::engine::implement;
use crate::backend::{Era, Properties};

/// The Ethiopic calendar with the years of the world (*amete alem*): [`Ethiopic`](super::Ethiopic) with
/// years greater by 5500.
///
/// Names: `Ethiopic Amete Alem`, `ethioaa`, `Amete Alem`. There is a year 0, and all years that an
/// `i32` holds exist.
///
/// ```
/// use calendar_registry::calendars::EthiopicAmeteAlem;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(7519, 3, 13);
/// assert_eq!(EthiopicAmeteAlem.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(EthiopicAmeteAlem.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// ```
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
