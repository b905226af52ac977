//! How long does a conversion take: from a day to a date and back, in each calendar, through the
//! type itself and through `&dyn Backend` as the registry keeps it?
//!
//! Days are drawn from the whole range of the calendars. A time is that of 10,000 conversions: ten
//! microseconds are a nanosecond each. "There and back in turn" is the latency of both.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a bench may panic"
)]

use std::hint::black_box;

use calendar_registry::calendars::{Gregorian, IslamicCivil, Jalali, Julian, Milankovic};
use calendar_registry::{Backend, JulianDay, YearMonthDay};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const SAMPLES: usize = 10_000;

/// The same days in every run (a xorshift generator, G. Marsaglia, 2003).
fn days() -> Vec<JulianDay> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    // All five calendars have the years of 2^39 days to either side.
    let day = || JulianDay::new((next() >> 24).cast_signed() - (1 << 39));
    std::iter::repeat_with(day).take(SAMPLES).collect()
}

fn each<T: Copy, R>(inputs: &[T], convert: impl Fn(T) -> R) {
    for input in inputs {
        // By reference: a copy of the whole result would cost as much as the conversion.
        black_box(&convert(black_box(*input)));
    }
}

/// Each conversion waits for the one before.
fn chain(calendar: &impl Backend, mut day: JulianDay) -> JulianDay {
    for _ in 0..SAMPLES {
        let date = calendar.date(day).unwrap();
        day = calendar.julian_day(date).unwrap();
        day.0 += 1;
    }
    day
}

fn convert<B: Backend>(criterion: &mut Criterion, calendar: &B) {
    let days = days();
    let dates: Vec<YearMonthDay> = days
        .iter()
        .map(|day| calendar.date(*day).unwrap())
        .collect();
    let object: &dyn Backend = black_box(calendar);
    let mut group = criterion.benchmark_group(calendar.names().first().copied().unwrap());
    group.throughput(Throughput::Elements(u64::try_from(SAMPLES).unwrap()));
    group.bench_function("date", |bencher| {
        bencher.iter(|| each(&days, |day| calendar.date(day)));
    });
    group.bench_function("date, dyn", |bencher| {
        bencher.iter(|| each(&days, |day| object.date(day)));
    });
    group.bench_function("julian_day", |bencher| {
        bencher.iter(|| each(&dates, |date| calendar.julian_day(date)));
    });
    group.bench_function("julian_day, dyn", |bencher| {
        bencher.iter(|| each(&dates, |date| object.julian_day(date)));
    });
    group.bench_function("there and back in turn", |bencher| {
        bencher.iter(|| chain(calendar, black_box(JulianDay::UNIX_EPOCH)));
    });
    group.finish();
}

fn all(criterion: &mut Criterion) {
    convert(criterion, &Gregorian);
    convert(criterion, &Julian);
    convert(criterion, &Milankovic);
    convert(criterion, &Jalali);
    convert(criterion, &IslamicCivil);
}

criterion_group!(benches, all);
criterion_main!(benches);
