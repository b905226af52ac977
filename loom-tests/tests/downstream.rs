//! What a crate that depends on the registry can model: a cache of an answer, which is resolved again
//! when the generation has changed. It uses only the public interface. Run by `loom-tests/run`.
#![cfg(loom)]

use calendar_registry::calendars::{Gregorian, Julian};
use calendar_registry::{
    Backend, Calendar, DateError, JulianDay, Properties, Registry, YearMonthDay,
};
use loom::sync::Arc;

/// A cache of one name. The generation is read before the name is resolved: the other way round, a
/// publication in between would make an old answer pass for a new one.
struct Cache {
    generation: u64,
    calendar: Option<Calendar>,
}

impl Cache {
    fn get(&mut self, registry: &Registry) -> Option<Calendar> {
        let generation = registry.generation();
        if self.calendar.is_none() || self.generation != generation {
            self.calendar = registry.resolve("today").ok();
            self.generation = generation;
        }
        self.calendar.clone()
    }
}

/// The calendar called "today", which is another one tomorrow.
struct Today<B>(B);

impl<B: Backend> Backend for Today<B> {
    fn names(&self) -> Vec<&str> {
        vec!["today"]
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
}

#[test]
fn cached_answer_is_never_older_than_its_generation() {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(2);
    builder.max_branches = 20_000;
    builder.check(body);
}

fn body() {
    let registry = Arc::new(Registry::new());
    assert!(registry.register(Today(Julian)).is_ok());
    let mut cache = Cache {
        generation: 0,
        calendar: None,
    };
    assert!(cache.get(&registry).is_some());
    let writer = {
        let registry = Arc::clone(&registry);
        loom::thread::spawn(move || registry.replace("today", Today(Gregorian)).is_ok())
    };
    let between = cache.get(&registry);
    assert!(between.is_some(), "a registered name is always there");
    assert!(writer.join().unwrap_or(false));
    let after = cache.get(&registry);
    assert!(after.is_some_and(|calendar| calendar.downcast_ref::<Today<Gregorian>>().is_some()));
}
