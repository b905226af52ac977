//! What a style writes, the lenient reader reads in any case: every locale, calendar and style, in
//! capital letters and in small ones. Without optimizations a part of them; all:
//! `cargo test --release --lib letters`.

use std::collections::BTreeSet;
use std::thread;

use super::round_trip::{CALENDARS, DAYS};
use super::*;
use crate::System;
use crate::text::cldr::Tables;
use crate::text::compiled::Compiled;
use crate::text::symbols::Symbols;

/// Styles that are not read back, with the reason.
const EXCEPTIONS: &[(&str, System, Style, &str)] = &[(
    "gl",
    System::Japanese,
    Style::Full,
    "CLDR writes the year of the week, `Y`, which has no era, beside an era",
)];

#[test]
fn styles_are_read_in_capital_and_in_small_letters() {
    let tables = Tables::compiled();
    // Locales with the same contents, such as `de` and `de-LU`, write the same.
    let mut seen = BTreeSet::new();
    let rows = tables
        .rows()
        .filter(|row| seen.insert(tables.contents(*row)));
    let tags: Vec<_> = rows.map(|row| tables.tag(row)).collect();
    let (first, second) = tags.split_at(tags.len() / 2);
    let failures = thread::scope(|scope| {
        let threads = [first, second].map(|tags| scope.spawn(|| failures(tags)));
        threads.map(|thread| thread.join().unwrap()).concat()
    });
    assert_eq!(failures, [""; 0]);
}

/// Returns the texts that are not read, and the exceptions that are.
fn failures(tags: &[&str]) -> Vec<String> {
    let mut failures = Vec::new();
    let registry = Registry::with_builtins().snapshot();
    let step = if cfg!(debug_assertions) { 4 } else { 1 };
    for (index, tag) in tags.iter().enumerate() {
        for system in CALENDARS.into_iter().skip(index % step).step_by(step) {
            let calendar = registry.get(system.id()).unwrap().clone();
            let language = Language::of(calendar, Locale::new(tag).unwrap());
            for style in Style::ALL {
                let unread = language.unread(style);
                let mut exceptions = EXCEPTIONS.iter();
                let is_exception = |(own, calendar, other, _): &&(&str, System, Style, &str)| {
                    (own, *calendar, *other) == (tag, system, style)
                };
                match exceptions.find(is_exception) {
                    None => failures.extend(unread),
                    Some(_) if !unread.is_empty() => {}
                    Some(row) => failures.push(format!("{row:?} is read")),
                }
            }
        }
    }
    failures
}

impl Language {
    fn unread(&self, style: Style) -> Vec<String> {
        let calendar = &self.calendar;
        let symbols = self.symbols();
        let pattern = symbols.style(style);
        let read = Pattern::uts35(&pattern.pattern).unwrap();
        let compiled = Compiled::new(&read, &pattern.numbers, &symbols, calendar).unwrap();
        let reader = LenientReader::new(&read, &pattern.numbers, &symbols);
        let mut failures = Vec::new();
        for day in DAYS.map(JulianDay::new) {
            let date = calendar.date(day).unwrap();
            let mut text = String::new();
            compiled.append(calendar, day, date, &mut text).unwrap();
            for text in BTreeSet::from([text.to_uppercase(), text.to_lowercase(), text]) {
                let found = reader.read(calendar, &text, Some(TODAY));
                if found.as_ref().map(|date| date.julian_day()) != Ok(day) {
                    let (name, error) = (calendar.name(), found.err());
                    failures.push(format!(
                        "{} {name} {style:?} {text}: {error:?}",
                        self.locale
                    ));
                }
            }
        }
        failures
    }
}
