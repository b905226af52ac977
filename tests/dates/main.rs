//! Dates: fields, arithmetic, series and weeks, against the recorded answers of Temporal and of other
//! software, against ICU4X, and by their properties.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod bounds;
#[path = "../common/mod.rs"]
mod common;
mod fields;
mod gaps;
mod icu;
mod month_counts;
mod overflow;
mod partial_dates;
mod properties;
mod regressions;
mod series;
mod temporal;
mod weeks;
mod world;
mod year_tables;

use std::sync::LazyLock;

use calendar_registry::{Calendar, Date, DateSpan, JulianDay, Registry, Unit, YearMonthDay};
use common::Random;
use common::plain::builtin_and_plain;

const UNITS: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];

/// The number of random dates in each calendar.
const EACH: usize = if cfg!(debug_assertions) { 500 } else { 10_000 };

/// Calls `check` with pairs of dates, near each other and far, in every calendar.
fn for_each_pair(mut check: impl FnMut(&Date, &Date, &mut Random)) {
    for calendar in builtin_and_plain() {
        let mut random = Random::new();
        for _ in 0..EACH {
            let day = random.day();
            let date = Date::from_julian_day(&calendar, day).unwrap();
            let other = Date::from_julian_day(&calendar, random.near(day)).unwrap();
            check(&date, &other, &mut random);
        }
    }
}

fn for_each_date(mut check: impl FnMut(&Date)) {
    for_each_pair(|date, _, _| check(date));
}

fn calendar(name: &str) -> Calendar {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::with_builtins);
    REGISTRY.resolve(name).unwrap()
}

fn gregorian() -> Calendar {
    calendar("gregorian")
}

fn gregorian_date(year: i32, month: u8, day: u8) -> Date {
    Date::new(&gregorian(), YearMonthDay::new(year, month, day)).unwrap()
}

impl Random {
    /// Returns a day from about 1500 to 2450.
    fn day(&mut self) -> JulianDay {
        JulianDay::new(self.between(2_269_000, 2_616_000))
    }

    /// Returns a day near another one, or any day.
    fn near(&mut self, day: JulianDay) -> JulianDay {
        match self.between(0, 3) {
            0 => self.day(),
            1 => JulianDay::new(day.number() + self.between(-40, 40)),
            _ => JulianDay::new(day.number() + self.between(-4_000, 4_000)),
        }
    }

    /// Returns years, months, weeks and days of one sign, some of them 0.
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
