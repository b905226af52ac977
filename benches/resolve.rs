//! How long does it take to find a calendar by its name, and what do threads cost each other?
//!
//! 24 names, one of which is asked for in 70 % of lookups. The peers do the same work on the same
//! sequence of names, except that they know one spelling of each: the registry
//! folds case and separators as well.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a benchmark, not an interface"
)]

use std::collections::HashMap;
use std::hint::black_box;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use calendar_registry::calendars::Gregorian;
use calendar_registry::{Backend, DateError, JulianDay, Properties, Registry, YearMonthDay};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dashmap::DashMap;

/// Names of calendars, as people write them.
const NAMES: [&str; 24] = [
    "gregory",
    "julian",
    "milankovic",
    "jalali",
    "islamic-civil",
    "hebrew",
    "chinese",
    "dangi",
    "coptic",
    "ethiopic",
    "ethioaa",
    "indian",
    "buddhist",
    "roc",
    "japanese",
    "iso8601",
    "persian",
    "islamic-umalqura",
    "islamic-tbla",
    "islamic-rgsa",
    "acme fiscal",
    "Globex 4-4-5",
    "initech/30-360",
    "umbrella.retail",
];

/// So many lookups in a row, to leave the branch predictor some work.
const LOOKUPS: usize = 4096;

/// The Gregorian calendar under another name.
struct Named(&'static str);

impl Backend for Named {
    fn names(&self) -> Vec<&str> {
        vec![self.0]
    }
    fn properties(&self) -> Properties {
        Gregorian.properties()
    }
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        Gregorian.julian_day(date)
    }
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        Gregorian.date(day)
    }
    fn is_leap_year(&self, year: i32) -> bool {
        Gregorian.is_leap_year(year)
    }
    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        Gregorian.days_in_month(year, month)
    }
}

type Shared = Arc<dyn Backend>;
type Plain = HashMap<&'static str, Shared, foldhash::fast::RandomState>;

fn registry() -> Registry {
    let registry = Registry::new();
    registry
        .update(|batch| {
            NAMES
                .iter()
                .try_for_each(|name| batch.register(Named(name)))
        })
        .unwrap();
    registry
}

fn plain() -> Plain {
    NAMES
        .iter()
        .map(|name| (*name, Arc::new(Named(name)) as Shared))
        .collect()
}

/// The names asked for: 70 % the fifth, the rest in even shares, from a fixed generator.
fn requests() -> Vec<&'static str> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize
    };
    (0..LOOKUPS)
        .map(|_| {
            if next() % 10 < 7 {
                NAMES[4]
            } else {
                NAMES[next() % NAMES.len()]
            }
        })
        .collect()
}

/// A way to look names up: all of them, one after the other.
type Way = Box<dyn Fn(&[&str]) + Sync>;

fn ways() -> Vec<(&'static str, Way)> {
    let ours: &'static Registry = Box::leak(Box::new(registry()));
    let map: &'static Plain = Box::leak(Box::new(plain()));
    let locked: &'static RwLock<Plain> = Box::leak(Box::new(RwLock::new(plain())));
    let swapped: &'static ArcSwap<Plain> = Box::leak(Box::new(ArcSwap::from_pointee(plain())));
    let sharded: &'static DashMap<&'static str, Shared, foldhash::fast::RandomState> =
        Box::leak(Box::new(plain().into_iter().collect()));
    vec![
        (
            "registry, pinned once",
            Box::new(move |names| {
                let pin = ours.pin();
                for name in names {
                    black_box(pin.resolve(black_box(name)).unwrap());
                }
            }),
        ),
        (
            "registry, a pin each",
            Box::new(move |names| {
                for name in names {
                    black_box(ours.pin().resolve(black_box(name)).unwrap());
                }
            }),
        ),
        (
            "registry, owned",
            Box::new(move |names| {
                for name in names {
                    black_box(ours.resolve(black_box(name)).unwrap());
                }
            }),
        ),
        (
            "HashMap, no synchronisation",
            Box::new(move |names| {
                for name in names {
                    black_box(map.get(black_box(*name)).unwrap());
                }
            }),
        ),
        (
            "RwLock<HashMap>, Arc clone",
            Box::new(move |names| {
                for name in names {
                    black_box(Arc::clone(
                        locked.read().unwrap().get(black_box(*name)).unwrap(),
                    ));
                }
            }),
        ),
        (
            "DashMap::get",
            Box::new(move |names| {
                for name in names {
                    black_box(sharded.get(black_box(*name)).unwrap().value());
                }
            }),
        ),
        (
            "ArcSwap<HashMap>",
            Box::new(move |names| {
                for name in names {
                    black_box(swapped.load().get(black_box(*name)).unwrap());
                }
            }),
        ),
    ]
}

fn resolve(criterion: &mut Criterion) {
    let requests = requests();
    for threads in [
        1,
        std::thread::available_parallelism().map_or(2, usize::from),
    ] {
        let mut group = criterion.benchmark_group(format!("resolve, {threads} threads"));
        group.throughput(Throughput::Elements(LOOKUPS as u64));
        for (name, way) in ways() {
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter_custom(|rounds| on_threads(threads, rounds, &way, &requests));
            });
        }
        group.finish();
    }
}

/// The time in which each thread does so many rounds: the mean over the threads.
fn on_threads(threads: usize, rounds: u64, way: &Way, requests: &[&str]) -> Duration {
    let start = std::sync::Barrier::new(threads);
    let total: Duration = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    way(requests);
                    start.wait();
                    let begin = Instant::now();
                    for _ in 0..rounds {
                        way(requests);
                    }
                    begin.elapsed()
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    total / u32::try_from(threads).unwrap()
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = resolve
}
criterion_main!(benches);
