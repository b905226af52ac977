//! The days that are converted.

use calendar_registry::calendars::Gregorian;
use calendar_registry::{Backend, JulianDay, YearMonthDay};

use crate::names::Numbers;

/// So many days in a row: they and their dates fit the first cache, and are too many to learn by heart.
pub const DAYS: usize = 2048;

/// Days of the (Gregorian) years 1900 to 2099, in no order: what servers are asked for, and what
/// every calendar here knows, those with tables too.
#[must_use]
pub fn days() -> Vec<JulianDay> {
    let first = Gregorian.julian_day(YearMonthDay::new(1900, 1, 1)).unwrap();
    let end = Gregorian.julian_day(YearMonthDay::new(2100, 1, 1)).unwrap();
    let count = usize::try_from(end.0 - first.0).unwrap();
    let mut numbers = Numbers::default();
    std::iter::repeat_with(|| {
        let after = i64::try_from(numbers.draw() % count).unwrap();
        JulianDay(first.0 + after)
    })
    .take(DAYS)
    .collect()
}
