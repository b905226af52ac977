//! The days that the benchmarks convert.

use calendar_registry::calendars::Gregorian;
use calendar_registry::{Backend, JulianDay, YearMonthDay};

use crate::names::Numbers;

/// The number of days. They and their dates fit into the L1 cache, and are too many for the branch
/// predictor to memorize.
pub const DAYS: usize = 2048;

/// Returns random days of the Gregorian years 1900 to 2099. All calendars have dates for them.
#[must_use]
pub fn days() -> Vec<JulianDay> {
    let first = Gregorian.julian_day(YearMonthDay::new(1900, 1, 1)).unwrap();
    let end = Gregorian.julian_day(YearMonthDay::new(2100, 1, 1)).unwrap();
    let count = usize::try_from(end.0 - first.0).unwrap();
    let mut numbers = Numbers::default();
    std::iter::repeat_with(|| {
        let offset = i64::try_from(numbers.draw() % count).unwrap();
        JulianDay(first.0 + offset)
    })
    .take(DAYS)
    .collect()
}
