//! How long does a conversion take, from a day to a date and back, in each calendar?
//!
//! Ours through the type itself, through the `&Calendar` of a registry, and per day of a slice; and
//! the peers' in the same run, on the same days and dates. From and to a Julian Day Number: a
//! peer that counts from elsewhere adds a constant. What comes out is a year, a month and a day.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]

use benches::convert::{self, Concrete, Icu, Way, peers};
use benches::days::days;
use calendar_registry::calendars::{Gregorian, IslamicCivil, Jalali, Julian, Milankovic};
use calendar_registry::{Backend, Registry, YearMonthDay};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use icu_calendar::cal::hijri::{TabularAlgorithmEpoch, TabularAlgorithmLeapYears};
use icu_calendar::cal::{self, Hijri};
use icu_calendar::{AsCalendar, IntoAnyCalendar, Ref};

/// Benches a way in both directions, once it has been seen to come back to where it started.
fn both(criterion: &mut Criterion, calendar: &str, name: &str, way: impl Way) {
    let days = days();
    let dates: Vec<YearMonthDay> = days.iter().map(|day| way.date(*day).unwrap()).collect();
    for (day, date) in days.iter().zip(&dates) {
        assert_eq!(
            way.julian_day(*date),
            Some(*day),
            "{name}, {calendar}, {date}"
        );
    }
    let elements = Throughput::Elements(days.len() as u64);
    let mut group = criterion.benchmark_group(format!("date, {calendar}"));
    group.throughput(elements.clone());
    group.bench_function(name, |bencher| {
        bencher.iter(|| convert::each(&days, |day| way.date(day)));
    });
    group.finish();
    let mut group = criterion.benchmark_group(format!("julian_day, {calendar}"));
    group.throughput(elements);
    group.bench_function(name, |bencher| {
        bencher.iter(|| convert::each(&dates, |date| way.julian_day(date)));
    });
    group.finish();
}

/// Every calendar of the registry joins by itself.
fn through_the_registry(criterion: &mut Criterion) {
    for calendar in Registry::with_builtins().snapshot().calendars() {
        both(criterion, calendar.name(), convert::REGISTERED, calendar);
    }
}

/// The types must be listed: a resolved calendar no longer knows its own.
fn through_the_type(criterion: &mut Criterion) {
    fn ours<B: Backend + Copy>(criterion: &mut Criterion, calendar: B) {
        let name = calendar.names()[0].to_owned();
        both(criterion, &name, convert::CONCRETE, Concrete(calendar));
    }
    ours(criterion, Gregorian);
    ours(criterion, Julian);
    ours(criterion, Milankovic);
    ours(criterion, Jalali);
    ours(criterion, IslamicCivil);
}

fn other_crates(criterion: &mut Criterion) {
    both(criterion, "Gregorian", "jiff", peers::Jiff);
    both(criterion, "Gregorian", "chrono", peers::Chrono);
    both(criterion, "Gregorian", "time", peers::Time);
    both(criterion, "Gregorian", "datealgo", peers::Datealgo);
    let name = "calendrical_calculations";
    both(criterion, "Gregorian", name, peers::Gregorian);
    both(criterion, "Julian", name, peers::Julian);
    both(criterion, "Jalali", name, peers::Arithmetic);
    both(criterion, "Islamic Civil", name, peers::Islamic);
    both(criterion, &ours("persian"), name, peers::Persian);
    both(criterion, &ours("coptic"), name, peers::Coptic);
    both(criterion, &ours("ethiopic"), name, peers::Ethiopian);
}

/// Our chief name for a calendar, if we have it.
fn ours(name: &str) -> String {
    let ours = Registry::with_builtins().resolve(name);
    ours.map_or_else(|_| name.to_owned(), |calendar| calendar.name().to_owned())
}

/// All that ICU4X has.
fn icu4x(criterion: &mut Criterion) {
    fn through<A>(criterion: &mut Criterion, name: &str, calendar: A)
    where
        A: AsCalendar + IntoAnyCalendar + Copy,
    {
        let name = ours(name);
        both(criterion, &name, convert::ICU, Icu(calendar));
        let any = calendar.to_any();
        both(criterion, &name, convert::ICU_ANY, Icu(Ref(&any)));
    }
    let tabular = |epoch| Hijri::new_tabular(TabularAlgorithmLeapYears::TypeII, epoch);
    let amete_alem = cal::Ethiopian::new_with_era_style(cal::EthiopianEraStyle::AmeteAlem);
    through(criterion, "gregory", cal::Gregorian);
    through(criterion, "julian", cal::Julian);
    through(
        criterion,
        "islamic-civil",
        tabular(TabularAlgorithmEpoch::Friday),
    );
    through(
        criterion,
        "islamic-tbla",
        tabular(TabularAlgorithmEpoch::Thursday),
    );
    through(criterion, "islamic-umalqura", Hijri::new_umm_al_qura());
    through(criterion, "persian", cal::Persian);
    through(criterion, "hebrew", cal::Hebrew);
    through(criterion, "chinese", cal::ChineseTraditional::new());
    through(criterion, "dangi", cal::KoreanTraditional::new());
    through(criterion, "coptic", cal::Coptic);
    through(criterion, "ethiopic", cal::Ethiopian::new());
    through(criterion, "ethioaa", amete_alem);
    through(criterion, "indian", cal::Indian);
    through(criterion, "buddhist", cal::Buddhist);
    through(criterion, "roc", cal::Roc);
    through(criterion, "japanese", cal::Japanese::new());
    through(criterion, "iso8601", cal::Iso);
}

criterion_group! {
    name = benches;
    config = benches::settings::criterion();
    targets = through_the_type, through_the_registry, other_crates, icu4x
}
criterion_main!(benches);
