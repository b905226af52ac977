//! What the models share: a backend that knows its version, and readers that tell what they saw.

use calendar_registry::calendars::Gregorian;
use calendar_registry::{
    Backend, Calendar, DateError, JulianDay, Properties, Registry, YearMonthDay,
};
use loom::thread::JoinHandle;

pub(crate) use loom::sync::Arc;
pub(crate) use loom::thread::spawn;

/// A backend with these names and a number to tell it from others.
pub(crate) struct Version {
    pub(crate) number: u32,
    names: Vec<String>,
}

/// Version `number` under these names.
pub(crate) fn version(number: u32, names: &[&str]) -> Version {
    Version {
        number,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    }
}

/// Version `number` under one name.
pub(crate) fn named(number: u32, name: &str) -> Version {
    version(number, &[name])
}

impl Backend for Version {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
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

    fn is_leap_year(&self, year: i32) -> bool {
        Gregorian.is_leap_year(year)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        Gregorian.days_in_month(year, month)
    }
}

/// The version of a calendar, read through the handle.
pub(crate) fn number(calendar: &Calendar) -> u32 {
    calendar
        .downcast_ref::<Version>()
        .map_or(0, |version| version.number)
}

/// A registry with these backends, shared among a model's threads.
pub(crate) fn registry(backends: impl IntoIterator<Item = Version>) -> Arc<Registry> {
    let registry = Registry::new();
    for backend in backends {
        assert!(registry.register(backend).is_ok());
    }
    // Nothing is left to free that a model is not about.
    registry.reclaim();
    Arc::new(registry)
}

/// The version that a name leads to now, 0 if to none.
pub(crate) fn see(registry: &Registry, name: &str) -> u32 {
    registry.pin().resolve(name).map_or(0, number)
}

/// A thread that works on the registry.
pub(crate) fn with<T: 'static>(
    registry: &Arc<Registry>,
    work: impl FnOnce(&Registry) -> T + 'static,
) -> JoinHandle<T> {
    let registry = Arc::clone(registry);
    spawn(move || work(&registry))
}

/// What a thread returned.
pub(crate) fn join<T>(thread: JoinHandle<T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Two rounds in which garbage of this thread's epochs can be found dead.
pub(crate) fn let_epochs_pass() {
    for _ in 0..2 {
        crossbeam_epoch::pin().flush();
    }
}
