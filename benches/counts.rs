//! The instruction counts of lookups, conversions and texts.
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
use benches::text::{self as texts, CASES, Case, HEADERS, peers as peers_text};
use benches::ways;
use calendar_registry::calendars::{Gregorian, IslamicCivil, Jalali, Julian, Milankovic};
use calendar_registry::{Calendar, Formatter, JulianDay, Registry};
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

#[library_benchmark]
#[bench::write_en(write(0))]
#[bench::write_ar(write(1))]
#[bench::write_fa(write(2))]
#[bench::write_own(write(3))]
#[bench::write_hebrew(write(4))]
#[bench::write_chinese(write(5))]
#[bench::append_en(append(0))]
#[bench::append_fa(append(2))]
#[bench::formatter(formatter())]
#[bench::request(request())]
#[bench::compile_en(compile(0))]
#[bench::compile_chinese(compile(5))]
#[bench::parse_en(parse(0))]
#[bench::parse_ar(parse(1))]
#[bench::parse_fa(parse(2))]
#[bench::parse_chinese(parse(5))]
#[bench::read_en(read(0))]
#[bench::read_chinese(read(5))]
#[bench::negotiate(negotiate())]
#[bench::peer_icu_write_en(icu_write(0))]
#[bench::peer_icu_write_fa(icu_write(2))]
#[bench::peer_icu_request_en(icu_request(0))]
#[bench::peer_jiff_write(english(peers_text::jiff_dates, peers_text::jiff_write))]
#[bench::peer_chrono_write(english(peers_text::chrono_dates, peers_text::chrono_write))]
#[bench::peer_jiff_parse(english_texts(peers_text::jiff_parse))]
#[bench::peer_chrono_parse(english_texts(peers_text::chrono_parse))]
fn text(work: Work) -> Work {
    work();
    work
}

/// A case with its calendar.
fn case(number: usize) -> (&'static Case, &'static Calendar) {
    let case = &CASES[number];
    let calendar = texts::registry().resolve(case.calendar).unwrap();
    (case, leak(calendar))
}

fn write(number: usize) -> Work {
    let (case, calendar) = case(number);
    let (formatter, dates) = (case.formatter(calendar), texts::dates(calendar));
    prepared(move || texts::write(&formatter, &dates))
}

fn append(number: usize) -> Work {
    let (case, calendar) = case(number);
    let (formatter, dates) = (case.formatter(calendar), texts::dates(calendar));
    prepared(move || texts::append(&formatter, &dates))
}

fn formatter() -> Work {
    let (case, calendar) = case(0);
    prepared(move || texts::find(case, calendar))
}

fn request() -> Work {
    let (registry, days) = (leak(texts::registry()), texts::some_days());
    prepared(move || texts::request(&CASES[0], registry, &days))
}

fn compile(number: usize) -> Work {
    let (case, calendar) = case(number);
    prepared(move || texts::compile(case, calendar))
}

/// A formatter, and texts that it wrote.
fn written(number: usize) -> (Formatter<'static>, Vec<String>) {
    let (case, calendar) = case(number);
    let formatter = case.formatter(calendar);
    let texts = texts::texts(&formatter, &texts::dates(calendar));
    (formatter, texts)
}

fn parse(number: usize) -> Work {
    let (formatter, texts) = written(number);
    prepared(move || texts::parse(&formatter, &texts))
}

fn read(number: usize) -> Work {
    let (formatter, texts) = written(number);
    prepared(move || texts::read(&formatter, &texts))
}

fn negotiate() -> Work {
    prepared(|| texts::negotiate(HEADERS[1].1))
}

fn icu_write(number: usize) -> Work {
    let formatter = leak(peers_text::icu(CASES[number].icu.unwrap()));
    let dates = peers_text::icu_dates(formatter, &texts::some_days());
    prepared(move || peers_text::icu_write(formatter, &dates))
}

fn icu_request(number: usize) -> Work {
    let (tag, days) = (CASES[number].icu.unwrap(), texts::some_days());
    prepared(move || peers_text::icu_request(tag, &days))
}

fn english<T: 'static>(dates: fn(&[JulianDay]) -> Vec<T>, write: fn(&[T])) -> Work {
    let dates = dates(&texts::some_days());
    prepared(move || write(&dates))
}

fn english_texts(parse: fn(&[String])) -> Work {
    let (_, texts) = written(0);
    prepared(move || parse(&texts))
}

library_benchmark_group!(name = all, benchmarks = [resolve, date, julian_day, text]);
main!(library_benchmark_groups = all);
