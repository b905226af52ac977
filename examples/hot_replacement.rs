//! Replaces a calendar repeatedly while other threads convert dates with it.
//!
//! ```text
//! cargo run --release --example hot_replacement
//! ```

#![allow(
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "an example with small numbers that prints its results"
)]

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use calendar_registry::calendars::Gregorian;
use calendar_registry::{
    Backend, DateError, JulianDay, Properties, Registry, System, YearMonthDay,
};

/// The Gregorian calendar with its years shifted by a version, so that a date shows the version.
struct Ministry {
    version: i32,
}

impl Backend for Ministry {
    fn names(&self) -> Vec<&str> {
        vec!["ministry", "official"]
    }

    fn properties(&self) -> Properties {
        Properties::solar().year_zero(true)
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let year = date
            .year
            .checked_sub(self.version)
            .ok_or(DateError::Overflow)?;
        Gregorian.julian_day(YearMonthDay { year, ..date })
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let date = Gregorian.date(day)?;
        let year = date
            .year
            .checked_add(self.version)
            .ok_or(DateError::Overflow)?;
        Ok(YearMonthDay { year, ..date })
    }

    fn is_leap_year(&self, year: i32) -> bool {
        year.checked_sub(self.version)
            .is_some_and(|year| Gregorian.is_leap_year(year))
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let year = year.map(|year| year.checked_sub(self.version).ok_or(DateError::Overflow));
        Gregorian.days_in_month(year.transpose()?, month)
    }
}

const VERSIONS: i32 = 2_000;
/// 22 November 2026.
const TODAY: JulianDay = JulianDay::new(2_461_367);

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Resolves both names until `stop` is set. The version must never decrease from one lookup to the
/// next, even across the two names.
fn reader(registry: &Registry, stop: &AtomicBool) -> Result<u64, Failure> {
    let (mut lookups, mut seen) = (0, 0);
    // Relaxed, pairs with the store in `main`: the flag guards no data.
    while !stop.load(Ordering::Relaxed) {
        // One pin for each request.
        let pin = registry.pin();
        for name in ["ministry", "Official"] {
            let version = pin.resolve(name)?.date(TODAY)?.year - 2026;
            assert!(seen <= version, "{name}: {seen} and then {version}");
            seen = version;
            lookups += 1;
        }
    }
    Ok(lookups)
}

fn main() -> Result<(), Failure> {
    let registry = Registry::with_builtins();
    registry.register(Ministry { version: 0 })?;
    let stop = AtomicBool::new(false);

    let lookups = thread::scope(|scope| {
        let readers = [(); 2].map(|()| scope.spawn(|| reader(&registry, &stop)));
        let written = (1..=VERSIONS)
            .try_for_each(|version| registry.replace("ministry", Ministry { version }).map(drop));
        // Relaxed, pairs with the load in `reader`.
        stop.store(true, Ordering::Relaxed);
        let mut lookups = 0;
        for reader in readers {
            lookups += reader.join().map_err(|_| "a reader panicked")??;
        }
        written?;
        Ok::<u64, Failure>(lookups)
    })?;

    registry.reclaim();
    let stats = registry.stats();
    println!("{VERSIONS} replacements during {lookups} lookups");
    println!(
        "generation {}, {} calendars, {} names",
        stats.generation, stats.calendars, stats.names
    );
    assert_eq!(stats.calendars, System::ALL.len() + 1);
    assert_eq!(
        registry.resolve("official")?.date(TODAY)?.year,
        2026 + VERSIONS
    );
    Ok(())
}
