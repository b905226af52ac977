//! [`Gregorian`]: the civil calendar of most countries.

use super::engine::implement;
use super::engine::january_years::{self, JanuaryYears};
use crate::backend::Properties;

/// The proleptic Gregorian calendar.
///
/// # Rule
/// Every fourth year is a leap year of 366 days, except for years that end a century. Of these,
/// every fourth is a leap year: 1600, 2000, 2400. 400 years have 146 097 days. The rule also
/// applies before 1582, when the calendar was introduced.
///
/// # Names and range
/// `Gregorian`, `gregory`. It has no year 0, as in Qt: the year before 1 is −1, which is the year
/// 0000 of ISO 8601. The range is every other year of an `i32`, Julian Days −784 350 574 879 to 784
/// 354 017 364.
///
/// # Sources
/// C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
/// algorithms" (*Softw. Pract. Exper.* 53, 2023,
/// [doi:10.1002/spe.3172](https://doi.org/10.1002/spe.3172)); B. Joffe, "A very fast 64-bit date
/// algorithm" (2025, <https://www.benjoffe.com/fast-date-64>).
///
/// ```
/// use calendar_registry::calendars::Gregorian;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(2026, 11, 22);
/// assert_eq!(Gregorian.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(Gregorian.date(JulianDay::new(2_461_367)), Ok(date));
/// assert!(Gregorian.is_leap_year(2000) && !Gregorian.is_leap_year(1900));
/// assert!(Gregorian.is_leap_year(-1) && !Gregorian.is_leap_year(0));
/// ```
#[doc(alias("gregory", "civil", "western"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Gregorian;

impl JanuaryYears for Gregorian {
    const CENTURIES: u64 = 4;
    const LEAP: u64 = 1;
    const SHIFT: u64 = 0;
    const MARCH: i64 = 1_721_120;
}

implement! {
    Gregorian,
    engine: twelve_months, slices: slices,
    names: ["Gregorian", "gregory"],
    properties: Properties::solar().gregorian(),
    unicode_id: "gregory",
    eras: january_years::ERAS,
}
