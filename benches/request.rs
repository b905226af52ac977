//! The time of a request handler: from the bytes of a name to the current date in that calendar.
//!
//! Each round reads the system clock, like a handler. "Qt's way" rebuilds the structure of QCalendar's
//! registry: a read-write lock around a sorted list, searched with comparisons that fold case. Qt itself
//! is not linked.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]

use std::cmp::Ordering;
use std::hint::black_box;
use std::sync::{Arc, RwLock};
use std::time::SystemTime;

use benches::backend::Shared;
use benches::names::{Order, requests};
use benches::turns::Turns;
use benches::{icu, threads};
use calendar_registry::{JulianDay, Registry, YearMonthDay};
use criterion::{Criterion, criterion_group, criterion_main};
use icu_calendar::Ref;

/// Names of built-in calendars. ICU4X supports the first and the fifth.
const NAMES: [&str; 5] = ["gregory", "julian", "milankovic", "jalali", "islamicc"];

/// The same number of names that ICU4X supports.
const ICU_NAMES: [&str; 5] = ["gregory", "coptic", "indian", "persian", "islamicc"];

fn today() -> JulianDay {
    let seconds = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
    JulianDay(JulianDay::UNIX_EPOCH.0 + i64::try_from(seconds / 86_400).unwrap())
}

fn request(criterion: &mut Criterion) {
    let registry = Registry::with_builtins();
    let pinned = |name: &[u8]| {
        let pin = registry.pin();
        pin.resolve(name).unwrap().date(today()).unwrap()
    };
    let owned = |name: &[u8]| registry.resolve(name).unwrap().date(today()).unwrap();
    let map: RwLock<foldhash::HashMap<Vec<u8>, Shared>> = RwLock::new(
        NAMES
            .iter()
            .map(|name| (name.as_bytes().to_vec(), backend(&registry, name)))
            .collect(),
    );
    let locked = |name: &[u8]| {
        let calendar = Arc::clone(map.read().unwrap().get(name).unwrap());
        calendar.date(today()).unwrap()
    };
    let sorted = RwLock::new(sorted(&registry));
    let qt = |name: &[u8]| {
        let calendar = find(&sorted.read().unwrap(), name).unwrap();
        calendar.date(today()).unwrap()
    };
    let icu = |name: &[u8]| {
        let calendar = icu::resolve(name).unwrap();
        icu::date(today(), Ref(&calendar))
    };
    let only_today = |_: &[u8]| YearMonthDay::new(i32::try_from(today().0).unwrap(), 1, 1);
    let (ours, icu_s) = (
        requests(&NAMES, Order::Hot),
        requests(&ICU_NAMES, Order::Hot),
    );
    for threads in threads::counts() {
        let group = format!("request, {threads} threads");
        let mut turns = Turns::default();
        let mut add = |name: &str, requests, handle| {
            let work = move || handle_all(requests, handle);
            turns.add(&group, name, ours.len(), work);
        };
        add("registry, pinned", &ours, &pinned as &Handler<'_>);
        add("registry, owned", &ours, &owned);
        add("RwLock<HashMap>, Arc clone", &ours, &locked);
        add("Qt's way, rebuilt", &ours, &qt);
        add("ICU4X, parse to AnyCalendar", &icu_s, &icu);
        add("today alone", &ours, &only_today);
        turns.run(criterion, threads);
    }
}

fn handle_all(requests: &[&'static str], handle: &Handler<'_>) {
    for name in requests {
        black_box(&handle(black_box(name.as_bytes())));
    }
}

type Handler<'a> = dyn Fn(&[u8]) -> YearMonthDay + Sync + 'a;

fn backend(registry: &Registry, name: &str) -> Shared {
    Arc::clone(registry.resolve(name).unwrap().backend())
}

fn sorted(registry: &Registry) -> Vec<(Vec<u8>, Shared)> {
    let mut all: Vec<_> = registry
        .snapshot()
        .names()
        .map(|name| {
            (
                name.as_str().as_bytes().to_vec(),
                backend(registry, name.as_str()),
            )
        })
        .collect();
    all.sort_by(|(one, _), (other, _)| compare(one, other));
    all
}

fn find(sorted: &[(Vec<u8>, Shared)], name: &[u8]) -> Option<Shared> {
    let found = sorted.binary_search_by(|(other, _)| compare(other, name));
    found.ok().map(|found| Arc::clone(&sorted[found].1))
}

/// Compares names without case.
fn compare(one: &[u8], other: &[u8]) -> Ordering {
    let other = other.iter().map(u8::to_ascii_lowercase);
    one.iter().map(u8::to_ascii_lowercase).cmp(other)
}

criterion_group! {
    name = benches;
    config = benches::settings::criterion();
    targets = request
}
criterion_main!(benches);
