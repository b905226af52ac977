//! The instruction counts of lookups and conversions.
//!
//! Counts are reproducible, times are not. The script `counts` compares them with `counts.txt` to find
//! regressions. Needs valgrind and gungraun-runner.
#![allow(
    missing_docs,
    unused_qualifications,
    reason = "the macros make public items, and qualify names"
)]

use std::hint::black_box;

use benches::backend::Named;
use benches::convert::{Concrete, Icu, Way, each, peers};
use benches::days::days;
use benches::names::{NAMES, Order, many, requests, respelled};
use benches::ways;
use calendar_registry::calendars::{Gregorian, IslamicCivil, Jalali, Julian, Milankovic};
use calendar_registry::{Calendar, Registry};
use gungraun::{library_benchmark, library_benchmark_group, main};
use icu_calendar::cal;

/// The counted work. Its preparation and first run are not counted.
type Work = Box<dyn Fn()>;

/// Lookups in one `Work`. The number of conversions is `benches::days::DAYS`.
const LOOKUPS: usize = 1_000;

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn prepared(work: impl Fn() + 'static) -> Work {
    work();
    Box::new(work)
}

// Returns the work, so that its drop is not counted.
#[library_benchmark]
#[bench::pinned(pinned(|name| name, Order::Hot))]
#[bench::pinned_all_alike(pinned(|name| name, Order::Uniform))]
#[bench::pinned_spelling(pinned(respelled, Order::Hot))]
#[bench::pinned_alias(pinned(alias, Order::Hot))]
#[bench::pinned_unknown(pinned(|name| format!("{name}x").leak(), Order::Hot))]
#[bench::pinned_invalid(pinned(|name| format!("{name}!").leak(), Order::Hot))]
#[bench::pinned_100000(pinned_among(100_000))]
#[bench::pin_each(way(1))]
#[bench::owned(way(2))]
#[bench::by_id(by_id())]
#[bench::hash_map(hash_map())]
fn resolve(work: Work) -> Work {
    work();
    work
}

fn alias(name: &str) -> &'static str {
    format!("{name}:alias").leak()
}

fn pinned(change: fn(&'static str) -> &'static str, order: Order) -> Work {
    let registry = leak(Registry::new());
    for name in NAMES {
        registry.register(Named([name, alias(name)])).unwrap();
    }
    let requests = requests(&NAMES, order);
    let requests: Vec<_> = requests[..LOOKUPS]
        .iter()
        .map(|name| change(name))
        .collect();
    resolving(registry, requests)
}

/// Looks up different names, more than the lookup cache holds.
fn pinned_among(count: usize) -> Work {
    let names = many(count);
    resolving(leak(ways::registry(&names)), names[..LOOKUPS].to_vec())
}

fn resolving(registry: &'static Registry, requests: Vec<&'static str>) -> Work {
    prepared(move || {
        let pin = registry.pin();
        for name in &requests {
            _ = black_box(pin.resolve(black_box(name)));
        }
    })
}

fn way(number: usize) -> Work {
    let requests = requests(&NAMES, Order::Hot);
    let [one, two, three] = ways::ours(&NAMES);
    let way = [one, two, three].into_iter().nth(number).unwrap();
    prepared(move || (way.look)(&requests[..LOOKUPS]))
}

fn hash_map() -> Work {
    let requests = requests(&NAMES, Order::Hot);
    let way = ways::floor(&NAMES);
    prepared(move || (way.look)(&requests[..LOOKUPS]))
}

fn by_id() -> Work {
    let registry = leak(ways::registry(&NAMES));
    let requests = requests(&NAMES, Order::Hot);
    let id = |name: &&str| registry.resolve(name).unwrap().id();
    let ids: Vec<_> = requests[..LOOKUPS].iter().map(id).collect();
    prepared(move || {
        let pin = registry.pin();
        for id in &ids {
            black_box(pin.get(black_box(*id)).unwrap());
        }
    })
}

#[library_benchmark]
#[bench::gregorian(to_date(Concrete(Gregorian)))]
#[bench::julian(to_date(Concrete(Julian)))]
#[bench::milankovic(to_date(Concrete(Milankovic)))]
#[bench::jalali(to_date(Concrete(Jalali)))]
#[bench::islamic_civil(to_date(Concrete(IslamicCivil)))]
#[bench::handle_gregorian(to_date(handle("gregorian")))]
#[bench::handle_julian(to_date(handle("julian")))]
#[bench::handle_milankovic(to_date(handle("milankovic")))]
#[bench::handle_jalali(to_date(handle("jalali")))]
#[bench::handle_islamic_civil(to_date(handle("islamic civil")))]
#[bench::peer_jiff(to_date(peers::Jiff))]
#[bench::peer_chrono(to_date(peers::Chrono))]
#[bench::peer_time(to_date(peers::Time))]
#[bench::peer_datealgo(to_date(peers::Datealgo))]
#[bench::peer_calculations(to_date(peers::Gregorian))]
#[bench::peer_icu(to_date(Icu(cal::Gregorian)))]
fn date(work: Work) -> Work {
    work();
    work
}

#[library_benchmark]
#[bench::gregorian(from_date(Concrete(Gregorian)))]
#[bench::julian(from_date(Concrete(Julian)))]
#[bench::milankovic(from_date(Concrete(Milankovic)))]
#[bench::jalali(from_date(Concrete(Jalali)))]
#[bench::islamic_civil(from_date(Concrete(IslamicCivil)))]
#[bench::handle_gregorian(from_date(handle("gregorian")))]
#[bench::handle_julian(from_date(handle("julian")))]
#[bench::handle_milankovic(from_date(handle("milankovic")))]
#[bench::handle_jalali(from_date(handle("jalali")))]
#[bench::handle_islamic_civil(from_date(handle("islamic civil")))]
#[bench::peer_jiff(from_date(peers::Jiff))]
#[bench::peer_chrono(from_date(peers::Chrono))]
#[bench::peer_time(from_date(peers::Time))]
#[bench::peer_datealgo(from_date(peers::Datealgo))]
#[bench::peer_calculations(from_date(peers::Gregorian))]
#[bench::peer_icu(from_date(Icu(cal::Gregorian)))]
fn julian_day(work: Work) -> Work {
    work();
    work
}

fn handle(name: &str) -> &'static Calendar {
    leak(Registry::with_builtins().resolve(name).unwrap())
}

fn to_date(way: impl Way + 'static) -> Work {
    let days = days();
    prepared(move || each(&days, |day| way.date(day)))
}

fn from_date(way: impl Way + 'static) -> Work {
    let dates: Vec<_> = days().iter().map(|day| way.date(*day).unwrap()).collect();
    prepared(move || each(&dates, |date| way.julian_day(date)))
}

library_benchmark_group!(name = all, benchmarks = [resolve, date, julian_day]);
main!(library_benchmark_groups = all);
