//! What a pattern writes, the strict reader reads back: every locale, calendar and style. All
//! calendars in all locales: `cargo test --release --lib read_back`.

use std::collections::BTreeSet;
use std::thread;

use super::*;
use crate::System;
use crate::text::cldr::Tables;
use crate::text::compiled::Compiled;
use crate::text::symbols::Symbols;

/// One calendar for each set of names and patterns that CLDR has.
pub(super) const CALENDARS: [System; 13] = [
    System::Gregorian,
    System::Buddhist,
    System::Chinese,
    System::Coptic,
    System::Dangi,
    System::Ethiopic,
    System::EthiopicAmeteAlem,
    System::Hebrew,
    System::Indian,
    System::IslamicCivil,
    System::Japanese,
    System::Minguo,
    System::Persian,
];

/// Days in leap months, in the first year of an era, and in a month of five days.
pub(super) const DAYS: [i64; 6] = [
    2_461_367, 2_460_036, 2_460_356, 2_460_385, 2_458_640, 2_460_926,
];

#[test]
fn styles_read_back_in_every_locale() {
    let tables = Tables::compiled();
    let rows: Vec<_> = tables.rows().map(|row| tables.tag(row)).collect();
    let half = rows.len() / 2;
    let failures = thread::scope(|scope| {
        let threads = [&rows[..half], &rows[half..]].map(|rows| scope.spawn(|| failures(rows)));
        threads.map(|thread| thread.join().unwrap()).concat()
    });
    assert_eq!(failures, [""; 0]);
}

/// Returns the texts that do not read back.
fn failures(tags: &[&str]) -> Vec<String> {
    let mut failures = BTreeSet::new();
    let registry = Registry::with_builtins().snapshot();
    for (index, tag) in tags.iter().enumerate() {
        // Without optimizations, each locale has its turn with a quarter of the calendars.
        let step = if cfg!(debug_assertions) { 4 } else { 1 };
        for system in CALENDARS.into_iter().skip(index % step).step_by(step) {
            let calendar = registry.get(system.id()).unwrap().clone();
            let language = Language::of(calendar, Locale::new(tag).unwrap());
            for style in Style::ALL {
                failures.extend(language.failures(style));
            }
        }
    }
    failures.into_iter().collect()
}

impl Language {
    fn failures(&self, style: Style) -> Vec<String> {
        let calendar = &self.calendar;
        let symbols = self.symbols();
        let pattern = symbols.style(style);
        let read = Pattern::uts35(&pattern.pattern).unwrap();
        let compiled = Compiled::new(&read, &pattern.numbers, &symbols, calendar).unwrap();
        let reader = StrictReader::new(&read, &pattern.numbers, &symbols).unwrap();
        let mut failures = Vec::new();
        for day in DAYS.map(JulianDay::new) {
            let date = calendar.date(day).unwrap();
            let mut text = String::new();
            compiled.append(calendar, day, date, &mut text).unwrap();
            let found = reader.parse(calendar, &text, Some(TODAY));
            if found.as_ref().map(|date| date.julian_day()) != Ok(day) {
                failures.push(format!("{}: {} {text}", self.locale, calendar.name()));
            }
        }
        failures
    }
}
