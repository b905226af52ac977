//! [`Plain`]: a calendar as a user writes it, without the faster ways of the built-in ones.

use std::sync::Arc;

use calendar_registry::{
    Backend, Calendar, DateError, JulianDay, Properties, Registry, YearMonthDay,
};

/// Delegates what a calendar has to implement, and inherits everything else from the trait.
pub struct Plain(pub Arc<dyn Backend>);

impl Backend for Plain {
    fn names(&self) -> Vec<&str> {
        self.0.names()
    }

    fn unicode_id(&self) -> Option<&str> {
        self.0.unicode_id()
    }

    fn properties(&self) -> Properties {
        self.0.properties()
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        self.0.julian_day(date)
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        self.0.date(day)
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.0.is_leap_year(year)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        self.0.days_in_month(year, month)
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.0.months_in_year(year)
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        self.0.leap_month(year)
    }
}

/// Returns the built-in calendars.
pub fn builtin() -> Vec<Calendar> {
    let snapshot = Registry::with_builtins().snapshot();
    snapshot.calendars().into_iter().cloned().collect()
}

/// Returns the built-in calendars, and each of them again as a [`Plain`] one.
pub fn builtin_and_plain() -> Vec<Calendar> {
    let mut calendars = builtin();
    let registry = Registry::new();
    let plain = calendars
        .iter()
        .map(|calendar| registry.register(Plain(Arc::clone(calendar.backend()))));
    let plain: Vec<Calendar> = plain.map(Result::unwrap).collect();
    calendars.extend(plain);
    calendars
}
