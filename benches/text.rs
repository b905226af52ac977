//! The time of dates as text: finding a formatter, writing and reading, beside ICU4X, jiff and chrono.
//!
//! Each group is a calendar in a locale. ICU4X writes the same fields as the long style; jiff and
//! chrono write and read English Gregorian dates alone.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]

use benches::text::{self, CASES, Case, HEADERS, TEXTS, peers};
use benches::turns::Turns;
use calendar_registry::{Calendar, Locale, Registry};
use criterion::{Criterion, criterion_group, criterion_main};

/// Adds what this crate does, after a round-trip check.
fn ours<'a>(turns: &mut Turns<'a>, case: &'a Case, registry: &'a Registry, calendar: &'a Calendar) {
    let group = format!("text, {}", case.name);
    let formatter = || case.formatter(calendar);
    let dates = text::dates(calendar);
    let texts = text::texts(&formatter(), &dates);
    for (date, text) in dates.iter().zip(&texts) {
        assert_eq!(formatter().parse(text).as_ref(), Ok(date), "{text}");
        assert_eq!(formatter().read(text).as_ref(), Ok(date), "{text}");
    }
    let days = text::some_days();
    let mut add = |way: &str, work: Box<dyn Fn() + Sync + 'a>| {
        turns.add(&group, way, TEXTS, work);
    };
    let (written, appended, read) = (dates.clone(), dates, texts.clone());
    add(
        "write",
        Box::new(move || text::write(&formatter(), &written)),
    );
    add(
        "append",
        Box::new(move || text::append(&formatter(), &appended)),
    );
    add("formatter", Box::new(move || text::find(case, calendar)));
    add(
        "request",
        Box::new(move || text::request(case, registry, &days)),
    );
    add("compile", Box::new(move || text::compile(case, calendar)));
    add("parse", Box::new(move || text::parse(&formatter(), &texts)));
    add("read", Box::new(move || text::read(&formatter(), &read)));
}

fn icu4x(turns: &mut Turns<'_>, case: &Case) {
    let Some(tag) = case.icu else { return };
    let group = format!("text, {}", case.name);
    let formatter: &'static peers::Icu = Box::leak(Box::new(peers::icu(tag)));
    let dates = peers::icu_dates(formatter, &text::some_days());
    turns.add(&group, "icu_datetime, write", TEXTS, move || {
        peers::icu_write(formatter, &dates);
    });
    let days = text::some_days();
    turns.add(&group, "icu_datetime, request", TEXTS, move || {
        peers::icu_request(tag, &days);
    });
    let days = text::some_days();
    turns.add(&group, "icu_datetime, compile", TEXTS, move || {
        peers::icu_construct(tag, &days);
    });
}

fn english(turns: &mut Turns<'_>, case: &Case, calendar: &Calendar) {
    let group = format!("text, {}", case.name);
    let texts = text::texts(&case.formatter(calendar), &text::dates(calendar));
    let days = text::some_days();
    let (jiff, chrono) = (peers::jiff_dates(&days), peers::chrono_dates(&days));
    for (date, text) in chrono.iter().zip(&texts) {
        assert_eq!(&date.format("%B %-d, %Y").to_string(), text);
    }
    for (date, text) in jiff.iter().zip(&texts) {
        assert_eq!(&date.strftime("%B %-d, %Y").to_string(), text);
    }
    let other = texts.clone();
    let mut add = |way: &str, work: Box<dyn Fn() + Sync>| turns.add(&group, way, TEXTS, work);
    add("jiff, write", Box::new(move || peers::jiff_write(&jiff)));
    add(
        "chrono, write",
        Box::new(move || peers::chrono_write(&chrono)),
    );
    add("jiff, parse", Box::new(move || peers::jiff_parse(&texts)));
    add(
        "chrono, parse",
        Box::new(move || peers::chrono_parse(&other)),
    );
}

fn all(criterion: &mut Criterion) {
    let registry = text::registry();
    let calendars = CASES.map(|case| registry.resolve(case.calendar).unwrap());
    let mut turns = Turns::default();
    for (case, calendar) in CASES.iter().zip(&calendars) {
        ours(&mut turns, case, &registry, calendar);
        icu4x(&mut turns, case);
    }
    english(&mut turns, &CASES[0], &calendars[0]);
    for (name, header) in HEADERS {
        assert_ne!(Locale::negotiate(header), Locale::default());
        turns.add("text, headers", name, TEXTS, || text::negotiate(header));
    }
    turns.run(criterion, 1);
}

criterion_group! {
    name = benches;
    config = benches::settings::criterion();
    targets = all
}
criterion_main!(benches);
