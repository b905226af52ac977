//! A calendar for benchmarks of names: the Gregorian one under other names.

use std::sync::Arc;

use calendar_registry::calendars::Gregorian;
use calendar_registry::{Backend, DateError, JulianDay, Properties, YearMonthDay};

/// The Gregorian calendar under other names.
pub struct Named<const N: usize>(pub [&'static str; N]);

/// The value that the peers store.
pub type Shared = Arc<dyn Backend>;

/// Creates a calendar with this name.
#[must_use]
pub fn named(name: &'static str) -> Shared {
    Arc::new(Named([name]))
}

impl<const N: usize> Backend for Named<N> {
    fn names(&self) -> Vec<&str> {
        self.0.to_vec()
    }
    fn properties(&self) -> Properties {
        Gregorian.properties()
    }
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        Gregorian.julian_day(date)
    }
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        Gregorian.date(day)
    }
    /// Reads memory of the backend, as the calendar of a tenant does.
    fn is_leap_year(&self, year: i32) -> bool {
        Gregorian.is_leap_year(year) && !self.0[0].is_empty()
    }
    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        Gregorian.days_in_month(year, month)
    }
}
