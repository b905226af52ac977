//! [`Buddhist`]: the calendar of Thailand.

use super::Gregorian;
use super::engine::implement;
use super::engine::year_offset::YearOffset;
use crate::backend::{Era, Properties};

/// The Thai solar calendar: the Gregorian, with the years counted from 543 BC.
///
/// In Thailand since 1 January 1941. The years before that began in April, or differently still;
/// here, as in other software, every year begins on 1 January.
///
/// Names: `Buddhist`, `Thai Buddhist`. There is a year 0. The years −2147483104 to 2147483647 exist.
///
/// ```
/// use calendar_registry::calendars::Buddhist;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(2569, 11, 22);
/// assert_eq!(Buddhist.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Buddhist.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Buddhist;

impl YearOffset for Buddhist {
    type Base = Gregorian;
    const BASE: Gregorian = Gregorian;
    const YEARS: i32 = 543;
}

implement! {
    Buddhist,
    engine: year_offset,
    names: ["Buddhist", "Thai Buddhist"],
    properties: Properties::solar().year_zero(true),
    unicode_id: "buddhist",
    eras: [Era::unbounded("be", 1)],
}
