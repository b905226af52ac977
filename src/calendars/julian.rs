//! [`Julian`]: the calendar of Julius Caesar.

use super::engine::implement;
use super::engine::january_years::{self, JanuaryYears};
use crate::backend::Properties;

/// The Julian calendar, as it was from the year 8 on, continued both ways.
///
/// Every fourth year has 366 days: four years are 1461 days. Its dates fall behind the Gregorian
/// ones by three days in 400 years, 13 days from March 1900 to February 2100.
///
/// Names: `Julian`. There is no year 0: the year before 1 is −1 (1 BC), which is
/// a leap year. All other years that an `i32` holds exist, on the Julian Days
/// −784 366 681 008 to 784 370 123 489.
///
/// Computed as [`Gregorian`](super::Gregorian) is, without its centuries.
///
/// ```
/// use calendar_registry::calendars::{Gregorian, Julian};
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// // 4 October 1582 was followed by 15 October where the Gregorian calendar was adopted.
/// let last = Julian.julian_day(YearMonthDay::new(1582, 10, 4))?;
/// assert_eq!(Gregorian.date(last.checked_add(1)?), Ok(YearMonthDay::new(1582, 10, 15)));
///
/// // Julian Day 0 is 1 January 4713 BC.
/// assert_eq!(Julian.date(JulianDay::new(0)), Ok(YearMonthDay::new(-4713, 1, 1)));
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
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
eras: january_years::ERAS,}
