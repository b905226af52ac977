//! The time of a conversion between day and date, in each calendar.
//!
//! Measures this crate through the calendar type, through the `&Calendar` of a registry, and with
//! slices, and the peers on the same days and dates. Days are Julian Day Numbers; a peer with another
//! epoch adds a constant. Dates are year, month and day.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]

use std::hint::black_box;
use std::sync::Mutex;

use benches::convert::{self, Concrete, Icu, Way, peers};
use benches::days::days;
use benches::turns::Turns;
use calendar_registry::calendars::*;
use calendar_registry::{Backend, Registry, Snapshot, YearMonthDay};
use criterion::{Criterion, criterion_group, criterion_main};
use icu_calendar::cal::hijri::{TabularAlgorithmEpoch, TabularAlgorithmLeapYears};
use icu_calendar::cal::{self, Hijri};
use icu_calendar::{AnyCalendar, AsCalendar, IntoAnyCalendar, Ref};

/// Adds both directions of an implementation, after a round-trip check.
fn both<'a>(turns: &mut Turns<'a>, calendar: &str, name: &str, way: impl Way + Sync + 'a) {
    let days = days();
    let dates: Vec<YearMonthDay> = days.iter().map(|day| way.date(*day).unwrap()).collect();
    for (day, date) in days.iter().zip(&dates) {
        assert_eq!(
            way.julian_day(*date),
            Some(*day),
            "{name}, {calendar}, {date}"
        );
    }
    let count = days.len();
    turns.add(&format!("date, {calendar}"), name, count, move || {
        convert::each(&days, |day| way.date(day));
    });
    turns.add(&format!("julian_day, {calendar}"), name, count, move || {
        convert::each(&dates, |date| way.julian_day(date));
    });
}

/// Adds every calendar of the registry.
fn through_the_registry<'a>(turns: &mut Turns<'a>, registry: &'a Snapshot) {
    for calendar in registry.calendars() {
        both(turns, calendar.name(), convert::REGISTERED, calendar);
    }
}

/// Adds the slice conversions of every calendar of the registry.
fn by_the_slice<'a>(turns: &mut Turns<'a>, registry: &'a Snapshot) {
    for calendar in registry.calendars() {
        let (days, name) = (days(), calendar.name());
        let mut dates = vec![YearMonthDay::new(0, 0, 0); days.len()];
        calendar.dates(&days, &mut dates).unwrap();
        let count = days.len();
        let (days_out, dates_out) = (Mutex::new(days.clone()), Mutex::new(dates.clone()));
        turns.add(&format!("date, {name}"), convert::SLICE, count, move || {
            let mut out = dates_out.lock().unwrap();
            calendar.dates(black_box(&days), &mut out).unwrap();
            black_box(&*out);
        });
        turns.add(
            &format!("julian_day, {name}"),
            convert::SLICE,
            count,
            move || {
                let mut out = days_out.lock().unwrap();
                calendar.julian_days(black_box(&dates), &mut out).unwrap();
                black_box(&*out);
            },
        );
    }
}

/// Adds the calendar types. They are listed here, because a resolved calendar has no static type.
fn through_the_type(turns: &mut Turns<'_>) {
    fn ours<B: Backend + Copy>(turns: &mut Turns<'_>, calendar: B) {
        let name = calendar.names()[0].to_owned();
        both(turns, &name, convert::CONCRETE, Concrete(calendar));
    }
    ours(turns, Gregorian);
    ours(turns, Julian);
    ours(turns, Milankovic);
    ours(turns, Jalali);
    ours(turns, IslamicCivil);
    ours(turns, Iso);
    ours(turns, Buddhist);
    ours(turns, Minguo);
    ours(turns, Japanese);
    ours(turns, Coptic);
    ours(turns, Ethiopic);
    ours(turns, EthiopicAmeteAlem);
    ours(turns, Indian);
    ours(turns, IslamicTabular);
    ours(turns, Hebrew);
    ours(turns, Chinese);
    ours(turns, Dangi);
    ours(turns, UmmAlQura);
    ours(turns, Persian);
}

fn other_crates(turns: &mut Turns<'_>) {
    both(turns, "Gregorian", "jiff", peers::Jiff);
    both(turns, "Gregorian", "chrono", peers::Chrono);
    both(turns, "Gregorian", "time", peers::Time);
    both(turns, "Gregorian", "datealgo", peers::Datealgo);
    let name = "calendrical_calculations";
    both(turns, "Gregorian", name, peers::Gregorian);
    both(turns, "Julian", name, peers::Julian);
    both(turns, "Jalali", name, peers::Arithmetic);
    both(turns, "Islamic Civil", name, peers::Islamic);
    both(turns, &ours("persian"), name, peers::Persian);
    both(turns, &ours("coptic"), name, peers::Coptic);
    both(turns, &ours("ethiopic"), name, peers::Ethiopian);
}

/// The primary name of a calendar, or `name` if it is not registered.
fn ours(name: &str) -> String {
    let ours = Registry::with_builtins().resolve(name);
    ours.map_or_else(|_| name.to_owned(), |calendar| calendar.name().to_owned())
}

/// Adds all calendars of ICU4X.
fn icu4x(turns: &mut Turns<'_>) {
    fn through<A>(turns: &mut Turns<'_>, name: &str, calendar: A)
    where
        A: AsCalendar + IntoAnyCalendar + Copy + Sync + 'static,
    {
        let name = ours(name);
        both(turns, &name, convert::ICU, Icu(calendar));
        let any: &'static AnyCalendar = Box::leak(Box::new(calendar.to_any()));
        both(turns, &name, convert::ICU_ANY, Icu(Ref(any)));
    }
    let tabular = |epoch| Hijri::new_tabular(TabularAlgorithmLeapYears::TypeII, epoch);
    let amete_alem = cal::Ethiopian::new_with_era_style(cal::EthiopianEraStyle::AmeteAlem);
    through(turns, "gregory", cal::Gregorian);
    through(turns, "julian", cal::Julian);
    through(
        turns,
        "islamic-civil",
        tabular(TabularAlgorithmEpoch::Friday),
    );
    through(
        turns,
        "islamic-tbla",
        tabular(TabularAlgorithmEpoch::Thursday),
    );
    through(turns, "islamic-umalqura", Hijri::new_umm_al_qura());
    through(turns, "persian", cal::Persian);
    through(turns, "hebrew", cal::Hebrew);
    through(turns, "chinese", cal::ChineseTraditional::new());
    through(turns, "dangi", cal::KoreanTraditional::new());
    through(turns, "coptic", cal::Coptic);
    through(turns, "ethiopic", cal::Ethiopian::new());
    through(turns, "ethioaa", amete_alem);
    through(turns, "indian", cal::Indian);
    through(turns, "buddhist", cal::Buddhist);
    through(turns, "roc", cal::Roc);
    through(turns, "japanese", cal::Japanese::new());
    through(turns, "iso8601", cal::Iso);
}

fn all(criterion: &mut Criterion) {
    let registry = Registry::with_builtins().snapshot();
    let mut turns = Turns::default();
    through_the_type(&mut turns);
    through_the_registry(&mut turns, &registry);
    by_the_slice(&mut turns, &registry);
    other_crates(&mut turns);
    icu4x(&mut turns);
    turns.run(criterion, 1);
}

criterion_group! {
    name = benches;
    config = benches::settings::criterion();
    targets = all
}
criterion_main!(benches);
