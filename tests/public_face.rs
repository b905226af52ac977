//! The public face at a glance: every verb once, as a user writes it.

use std::error::Error;
use std::sync::Arc;

use calendar_registry::calendars::Gregorian;
use calendar_registry::{
    Backend, Calendar, CalendarId, DateError, JulianDay, Properties, Registry, System, Weekday,
    YearMonthDay,
};

/// The Gregorian calendar under names of its own.
struct Fiscal(Vec<&'static str>);

impl Backend for Fiscal {
    fn names(&self) -> Vec<&str> {
        self.0.clone()
    }
    fn properties(&self) -> Properties {
        Properties::solar()
    }
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        Gregorian.julian_day(date)
    }
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        Gregorian.date(day)
    }
    fn is_leap_year(&self, year: i32) -> bool {
        Gregorian.is_leap_year(year)
    }
    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        Gregorian.days_in_month(year, month)
    }
}

#[test]
fn every_verb_once() -> Result<(), Box<dyn Error>> {
    let registry = Registry::with_builtins();
    let pin = registry.pin();
    let calendar: &Calendar = pin.resolve("Islamic Civil")?;
    let date: YearMonthDay = calendar.date(JulianDay::new(2_461_367))?;
    let day: JulianDay = calendar.julian_day(date)?;
    assert_eq!(day, JulianDay(2_461_367));
    assert_eq!(calendar.weekday(date)?, Weekday::Sunday);

    let owned: Calendar = registry.resolve("jalali")?;
    assert_eq!(owned.id(), CalendarId::from(System::Jalali));
    let fiscal: Calendar = registry.register(Fiscal(vec!["acme-fiscal"]))?;
    let shared = Arc::new(Fiscal(vec!["acme-fiscal", "acme"]));
    assert_eq!(registry.replace("acme-fiscal", shared)?.id(), fiscal.id());
    assert!(registry.replace_if(&fiscal, Fiscal(vec!["stale"])).is_err());
    let removed: Calendar = registry.unregister("acme")?;
    assert_eq!(removed.name(), "acme-fiscal");

    registry.update(|batch| {
        batch.register(Fiscal(vec!["a"]))?;
        batch.replace("julian", Fiscal(vec!["b"]))
    })?;
    let mut seen = 0;
    for calendar in registry.snapshot().calendars() {
        assert!(pin.get(calendar.id()).is_some());
        seen += calendar.names().len();
    }
    assert_eq!(registry.stats().names, seen);
    assert_eq!(registry.stats().generation, registry.generation());
    assert!(registry.reclaim() <= 4);
    Ok(())
}
