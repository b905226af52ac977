//! [`Julian`]: the calendar of Julius Caesar.

use super::engine::implement;
use super::engine::january_years::{self, JanuaryYears};
use crate::backend::Properties;

/// The proleptic Julian calendar, with the leap years as they are since the year 8.
///
/// # Rule
/// Every fourth year is a leap year of 366 days. Four years have 1461 days. The calendar falls
/// behind the Gregorian one by three days in 400 years; the difference is 13 days from March 1900
/// to February 2100.
///
/// # Names and range
/// `Julian`. It has no year 0: the year before 1 is −1 (1 BC), a leap year. The range is every
/// other year of an `i32`, Julian Days −784 366 681 008 to 784 370 123 489.
///
/// # Source
/// The conversion is that of [`Gregorian`](super::Gregorian), without its rule for centuries.
///
/// ```
/// use calendar_registry::calendars::{Gregorian, Julian};
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// // 4 October 1582 was followed by 15 October where the Gregorian calendar was adopted.
/// let last = Julian.julian_day(YearMonthDay::new(1582, 10, 4))?;
/// assert_eq!(Gregorian.date(JulianDay(last.number() + 1)), Ok(YearMonthDay::new(1582, 10, 15)));
///
/// // Julian Day 0 is 1 January 4713 BC.
/// assert_eq!(Julian.date(JulianDay::new(0)), Ok(YearMonthDay::new(-4713, 1, 1)));
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
#[doc(alias("old style"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Julian;

impl JanuaryYears for Julian {
    const CENTURIES: u64 = 1;
    const LEAP: u64 = 1;
    const SHIFT: u64 = 0;
    const MARCH: i64 = 1_721_118;
}

implement! {
    Julian,
    engine: twelve_months, slices: slices,
    names: ["Julian"],
    properties: Properties::solar(),
    eras: january_years::ERAS,
    text: Gregorian,
}
