//! [`Plain`]: a calendar as a user writes it, without the faster ways of the built-in ones.

use std::sync::Arc;

use calendar_registry::{
    Backend, Calendar, DateError, JulianDay, Properties, Registry, System, YearMonthDay,
};

/// Delegates what a calendar has to implement, and inherits everything else from the trait.
pub struct Plain {
    pub backend: Arc<dyn Backend>,
    pub properties: Properties,
}

impl Plain {
    pub fn new(backend: Arc<dyn Backend>) -> Self {
        Plain {
            properties: backend.properties(),
            backend,
        }
    }

    /// Returns the built-in calendar with the same names, as a plain one.
    pub fn like(calendar: &dyn Backend) -> Self {
        let mut systems = System::ALL.iter();
        let system = systems.find(|system| system.name() == calendar.names()[0]);
        Plain::new(system.unwrap().backend())
    }
}

impl Backend for Plain {
    fn names(&self) -> Vec<&str> {
        self.backend.names()
    }

    fn unicode_id(&self) -> Option<&str> {
        self.backend.unicode_id()
    }

    fn properties(&self) -> Properties {
        self.properties
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        self.backend.julian_day(date)
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        self.backend.date(day)
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.backend.is_leap_year(year)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        self.backend.days_in_month(year, month)
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.backend.months_in_year(year)
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        self.backend.leap_month(year)
    }
}

/// Returns the built-in calendars.
pub fn builtin() -> Vec<Calendar> {
    let snapshot = Registry::with_builtins().snapshot();
    snapshot.calendars().cloned().collect()
}

/// Returns the built-in calendars, and each of them again as a [`Plain`] one.
pub fn builtin_and_plain() -> Vec<Calendar> {
    let mut calendars = builtin();
    let registry = Registry::new();
    let plain = calendars
        .iter()
        .map(|calendar| registry.register(Plain::new(Arc::clone(calendar.backend()))));
    let plain: Vec<Calendar> = plain.map(Result::unwrap).collect();
    calendars.extend(plain);
    calendars
}
