//! Adding to dates and counting between them: against recorded answers of Temporal, against ICU4X,
//! and by laws.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod bounds;
mod fields;
mod foreign;
mod icu;
mod laws;
mod recorded;
mod series;
mod weeks;

use std::sync::LazyLock;

use calendar_registry::{Calendar, Date, DateSpan, JulianDay, Registry, Unit, YearMonthDay};

const UNITS: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];

/// The calendars that come with the crate.
fn builtin() -> Vec<Calendar> {
    let snapshot = Registry::with_builtins().snapshot();
    snapshot.calendars().cloned().collect()
}

fn gregorian() -> Calendar {
    static GREGORIAN: LazyLock<Calendar> =
        LazyLock::new(|| Registry::with_builtins().resolve("gregorian").unwrap());
    GREGORIAN.clone()
}

fn gregorian_date(year: i32, month: u8, day: u8) -> Date {
    Date::new(&gregorian(), YearMonthDay::new(year, month, day)).unwrap()
}

/// A xorshift generator (G. Marsaglia, 2003): the same numbers in every run.
struct Random(u64);

impl Random {
    fn new() -> Self {
        Random(0x9e37_79b9_7f4a_7c15)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Uniform between two numbers, both included.
    fn between(&mut self, first: i64, last: i64) -> i64 {
        let span = u64::try_from(last - first + 1).unwrap();
        first + i64::try_from(self.next() % span).unwrap()
    }

    /// A day from 1500 to 2450, or so.
    fn day(&mut self) -> JulianDay {
        JulianDay::new(self.between(2_269_000, 2_616_000))
    }

    /// A day not far from another one, or anywhere.
    fn another(&mut self, day: JulianDay) -> JulianDay {
        match self.between(0, 3) {
            0 => self.day(),
            1 => JulianDay::new(day.number() + self.between(-40, 40)),
            _ => JulianDay::new(day.number() + self.between(-4_000, 4_000)),
        }
    }

    /// Some years, months, weeks and days of one sign; a part is left out now and then.
    fn span(&mut self) -> DateSpan {
        let sign = self.between(0, 1) * 2 - 1;
        let mut part = |most: i64| sign * self.between(-most, most).max(0);
        DateSpan::new()
            .years(part(40))
            .months(part(60))
            .weeks(part(20))
            .days(part(100))
    }
}
