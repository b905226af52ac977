//! [`Minguo`]: the calendar of the Republic of China (Taiwan).

use super::Gregorian;
use super::engine::implement;
use super::engine::year_offset::YearOffset;
use crate::backend::{Era, Properties};
use crate::day::YearMonthDay;

/// The calendar of the Republic of China (Taiwan): the Gregorian calendar with years counted from
/// 1912.
///
/// # Rule
/// Months, days and leap years are those of [`Gregorian`]. The year is the Gregorian
/// year minus 1911.
///
/// # Names and range
/// `Minguo`, `ROC`. It has a year 0, the year 1 before the republic (`broc`). The range is the
/// years −2147483648 to 2147481736.
///
/// ```
/// use calendar_registry::calendars::Minguo;
/// use calendar_registry::{Backend, BackendExt, EraYear, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(115, 11, 22);
/// assert_eq!(Minguo.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Minguo.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// let before = YearMonthDay::new(-310, 3, 29);
/// assert_eq!(Minguo.era_year(before), Ok(Some(EraYear::new("broc", 311))));
/// ```
#[doc(alias("roc", "taiwan"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Minguo;

impl YearOffset for Minguo {
    type Base = Gregorian;
    const BASE: Gregorian = Gregorian;
    const YEARS: i32 = -1911;
}

implement! {
    Minguo,
    engine: year_offset,
    names: ["Minguo", "ROC"],
    properties: Properties::solar().year_zero(true),
    unicode_id: "roc",
    eras: [
        Era::starting("roc", YearMonthDay::new(1, 1, 1)),
        Era::backward("broc", 0),
    ],
}
