//! How long does it take to find a calendar by its name, and what do threads cost each other?
//!
//! Each group is an order of requests over so many names, on so many threads; each function in it is
//! a way of `benches::ways`, the peers among them.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]

use std::collections::HashMap;
use std::hint::black_box;

use benches::backend::{Named, Shared, named};
use benches::names::{ICU_NAMES, NAMES, Order, many, requests, respelled};
use benches::threads;
use benches::ways::{self, Way, name};
use calendar_registry::{CalendarId, Registry};
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};

type Group<'a> = BenchmarkGroup<'a, criterion::measurement::WallTime>;

/// One group: `resolve {what}, {threads} threads`.
fn group(
    criterion: &mut Criterion,
    what: &str,
    threads: usize,
    requests: &[&'static str],
    ways: &[Way],
) {
    let mut group = start(criterion, what, threads, requests.len());
    for way in ways {
        add(&mut group, way.name, threads, || (way.look)(requests));
    }
    group.finish();
}

fn start<'a>(
    criterion: &'a mut Criterion,
    what: &str,
    threads: usize,
    lookups: usize,
) -> Group<'a> {
    let mut group = criterion.benchmark_group(format!("resolve {what}, {threads} threads"));
    group.throughput(Throughput::Elements(lookups as u64));
    group
}

fn add(group: &mut Group<'_>, name: &str, threads: usize, work: impl Fn() + Sync) {
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|rounds| threads::time(threads, rounds, &work));
    });
}

/// What most servers have: few names, one of them asked for most of the time.
fn few(criterion: &mut Criterion) {
    let ways = ways::all(&NAMES);
    for (what, order) in [("24, one hot", Order::Hot), ("one", Order::One)] {
        for threads in threads::counts() {
            group(criterion, what, threads, &requests(&NAMES, order), &ways);
            let icu = [ways::icu()];
            group(criterion, what, threads, &requests(&ICU_NAMES, order), &icu);
        }
    }
    let uniform = requests(&NAMES, Order::Uniform);
    group(criterion, "24, all alike", 1, &uniform, &ways);
}

/// More names than a thread can remember, asked for in even shares.
fn lots(criterion: &mut Criterion) {
    for count in [1_000, 100_000] {
        let names: &'static [&'static str] = many(count).leak();
        let requests = requests(names, Order::Uniform);
        let what = format!("{count}, all alike");
        group(criterion, &what, 1, &requests, &ways::all(names));
    }
}

/// The registry's answers to what is not one of its chief names as it was registered. The
/// `HashMap` is the floor here too; it knows neither spellings nor that a name is none.
fn others(criterion: &mut Criterion) {
    let registry = ways::registry(&NAMES);
    let aliases: Vec<&'static str> = NAMES.map(alias).into();
    for (name, alias) in NAMES.iter().zip(&aliases) {
        registry.replace(name, Named([*name, *alias])).unwrap();
    }
    let plain = ways::plain(&NAMES);
    let hot = requests(&NAMES, Order::Hot);
    let map = |change: fn(&str) -> &'static str| hot.iter().map(|name| change(name)).collect();
    let cases: [(&str, Vec<&str>); 5] = [
        ("hit", hot.clone()),
        ("spelling", map(respelled)),
        ("alias", map(alias)),
        ("unknown", map(|name| format!("{name}x").leak())),
        ("invalid", map(|name| format!("{name}!").leak())),
    ];
    for (what, requests) in cases {
        let mut group = start(criterion, &format!("24, {what}"), 1, requests.len());
        add(&mut group, name::PINNED, 1, || {
            let pin = registry.pin();
            for name in &requests {
                _ = black_box(pin.resolve(black_box(name)));
            }
        });
        add(&mut group, name::FLOOR, 1, || {
            for name in &requests {
                _ = black_box(plain.get(black_box(*name)));
            }
        });
        group.finish();
    }
}

fn alias(name: &str) -> &'static str {
    format!("{name}:alias").leak()
}

fn ids(criterion: &mut Criterion) {
    let registry = Registry::new();
    let ids: HashMap<&str, CalendarId> = NAMES
        .iter()
        .map(|name| (*name, registry.register(named(name)).unwrap().id()))
        .collect();
    let plain: HashMap<CalendarId, Shared, foldhash::fast::RandomState> =
        ids.iter().map(|(name, id)| (*id, named(name))).collect();
    let requests: Vec<CalendarId> = requests(&NAMES, Order::Hot)
        .iter()
        .map(|name| ids[name])
        .collect();
    let mut group = start(criterion, "24, by id", 1, requests.len());
    add(&mut group, name::PINNED, 1, || {
        let pin = registry.pin();
        for id in &requests {
            black_box(pin.get(black_box(*id)).unwrap());
        }
    });
    add(&mut group, name::FLOOR, 1, || {
        for id in &requests {
            black_box(plain.get(black_box(id)).unwrap());
        }
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = benches::settings::criterion();
    targets = few, lots, others, ids
}
criterion_main!(benches);
