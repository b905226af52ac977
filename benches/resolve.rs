//! The time of a lookup, and its scaling with threads.
//!
//! Each group has a distribution of requests, a number of names and a number of threads. Its functions
//! are the implementations in `benches::ways`.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]

use std::collections::HashMap;
use std::hint::black_box;

use benches::backend::{Named, Shared, named};
use benches::names::{ICU_NAMES, NAMES, Order, many, requests, respelled};
use benches::settings::testing;
use benches::threads;
use benches::turns::Turns;
use benches::ways::{self, Way, name};
use calendar_registry::{CalendarId, Registry};
use criterion::{Criterion, criterion_group, criterion_main};

/// The name of a group.
fn group(what: &str, threads: usize) -> String {
    format!("resolve {what}, {threads} threads")
}

fn add<'a>(turns: &mut Turns<'a>, group: &str, ways: &'a [Way], requests: &'a [&'static str]) {
    for way in ways {
        turns.add(group, way.name, requests.len(), move || {
            (way.look)(requests)
        });
    }
}

/// The usual case of a server: few names, one of them hot.
fn few(criterion: &mut Criterion) {
    let (ways, icu) = (ways::all(&NAMES), [ways::icu()]);
    for (what, order) in [("24, one hot", Order::Hot), ("one", Order::One)] {
        let (requests, icu_requests) = (requests(&NAMES, order), requests(&ICU_NAMES, order));
        for threads in threads::counts() {
            let group = group(what, threads);
            let mut turns = Turns::default();
            add(&mut turns, &group, &ways, &requests);
            add(&mut turns, &group, &icu, &icu_requests);
            turns.run(criterion, threads);
        }
    }
    let uniform = requests(&NAMES, Order::Uniform);
    let mut turns = Turns::default();
    add(&mut turns, &group("24, all alike", 1), &ways, &uniform);
    turns.run(criterion, 1);
}

/// More names than the lookup cache holds, uniformly requested.
fn lots(criterion: &mut Criterion) {
    for count in [1_000, 100_000] {
        let names: &'static [&'static str] = many(count).leak();
        let (ways, requests) = (ways::all(names), requests(names, Order::Uniform));
        let mut turns = Turns::default();
        add(
            &mut turns,
            &group(&format!("{count}, all alike"), 1),
            &ways,
            &requests,
        );
        turns.run(criterion, 1);
    }
}

/// Lookups among many names, with the result used, on one thread and on all cores.
fn used(criterion: &mut Criterion) {
    for (count, what, order) in [
        (1_000, "all alike", Order::Uniform),
        (100_000, "all alike", Order::Uniform),
        (100_000, "zipf", Order::Zipf),
        (1_000_000, "all alike", Order::Uniform),
    ] {
        let names: &'static [&'static str] = many(if testing() { 1_000 } else { count }).leak();
        let (ways, requests) = (ways::used(names), requests(names, order));
        for threads in threads::counts() {
            let group = group(&format!("{count}, {what}, used"), threads);
            let mut turns = Turns::default();
            add(&mut turns, &group, &ways, &requests);
            turns.run(criterion, threads);
        }
    }
}

/// Lookups by id among many calendars, with the result used.
fn by_id(criterion: &mut Criterion) {
    for count in [19, 100_000] {
        let names: &'static [&'static str] = many(if testing() { 19 } else { count }).leak();
        let registry = &ways::registry(names);
        let id = |name: &&str| registry.resolve(name).unwrap().id();
        let map: HashMap<CalendarId, Shared, foldhash::fast::RandomState> =
            names.iter().map(|name| (id(name), named(name))).collect();
        let ids: Vec<CalendarId> = requests(names, Order::Uniform).iter().map(id).collect();
        let (ids, map) = (&ids, &map);
        let mut turns = Turns::default();
        let group = group(&format!("by id, {count}, all alike, used"), 1);
        turns.add(&group, name::PINNED, ids.len(), move || {
            let pin = registry.pin();
            for id in ids {
                black_box(pin.get(black_box(*id)).unwrap().is_leap_year(ways::YEAR));
            }
        });
        turns.add(&group, name::FLOOR, ids.len(), move || {
            for id in ids {
                black_box(map.get(black_box(id)).unwrap().is_leap_year(ways::YEAR));
            }
        });
        turns.run(criterion, 1);
    }
}

/// Lookups of other spellings, aliases, unknown and invalid names. The `HashMap` is the lower bound; it
/// neither folds spellings nor validates names.
fn others(criterion: &mut Criterion) {
    let registry = Registry::new();
    for name in NAMES {
        registry.register(Named([name, alias(name)])).unwrap();
    }
    let (registry, plain) = (&registry, &ways::plain(&NAMES));
    let hot = requests(&NAMES, Order::Hot);
    let map = |change: fn(&str) -> &'static str| hot.iter().map(|name| change(name)).collect();
    let cases: [(&str, Vec<&str>); 5] = [
        ("hit", hot.clone()),
        ("spelling", map(respelled)),
        ("alias", map(alias)),
        ("unknown", map(|name| format!("{name}x").leak())),
        ("invalid", map(|name| format!("{name}!").leak())),
    ];
    let id = |name: &&str| registry.resolve(name).unwrap().id();
    let ids: Vec<CalendarId> = hot.iter().map(id).collect();
    let by_id: HashMap<CalendarId, Shared, foldhash::fast::RandomState> =
        ids.iter().map(|id| (*id, named("by id"))).collect();
    // One group, because misses are compared with hits.
    let group = group("24, others", 1);
    let of = |what: &str, way: &str| format!("{what}, {way}");
    let mut turns = Turns::default();
    for (what, requests) in &cases {
        let ours = move || {
            let pin = registry.pin();
            for name in requests {
                // By reference: a user reads an error where the lookup has put it.
                _ = black_box(&pin.resolve(black_box(name)));
            }
        };
        let floor = move || {
            for name in requests {
                _ = black_box(plain.get(black_box(*name)));
            }
        };
        turns.add(&group, &of(what, name::PINNED), requests.len(), ours);
        turns.add(&group, &of(what, name::FLOOR), requests.len(), floor);
    }
    let ours = || {
        let pin = registry.pin();
        for id in &ids {
            black_box(pin.get(black_box(*id)).unwrap());
        }
    };
    let floor = || {
        for id in &ids {
            black_box(by_id.get(black_box(id)).unwrap());
        }
    };
    turns.add(&group, &of("by id", name::PINNED), ids.len(), ours);
    turns.add(&group, &of("by id", name::FLOOR), ids.len(), floor);
    turns.run(criterion, 1);
}

fn alias(name: &str) -> &'static str {
    format!("{name}:alias").leak()
}

criterion_group! {
    name = benches;
    config = benches::settings::criterion();
    targets = few, lots, used, by_id, others
}
criterion_main!(benches);
