//! [`Buddhist`]: the solar calendar of Thailand.

use super::Gregorian;
use super::engine::implement;
use super::engine::year_offset::YearOffset;
use crate::backend::{Era, Properties};

/// The Thai solar calendar: the Gregorian calendar with years counted from 543 BC.
///
/// # Rule
/// Months, days and leap years are those of [`Gregorian`]. The year is the Gregorian year plus 543.
/// Thailand has used this calendar since 1 January 1941. Before that date, Thai years did not begin
/// on 1 January; like other software, this calendar ignores that.
///
/// # Names and range
/// `Buddhist`, `Thai Buddhist`. It has a year 0. The range is the years −2147483104 to 2147483647.
///
/// ```
/// use calendar_registry::calendars::Buddhist;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(2569, 11, 22);
/// assert_eq!(Buddhist.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Buddhist.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// ```
#[doc(alias("thai", "be"))]
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
