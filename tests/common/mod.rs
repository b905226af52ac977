//! Shared by the test binaries: a backend that counts its drops, a deterministic generator, and the
//! observable state of a registry.
#![allow(dead_code, unreachable_pub, reason = "each binary uses a part")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

pub mod csv;
pub mod icu;
pub mod plain;
pub mod waiting;

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};

use calendar_registry::{
    Backend, Calendar, DateError, JulianDay, Properties, Registry, Snapshot, Stats, YearMonthDay,
};
use waiting::lock;

/// Counts the backends that one test makes and drops.
#[derive(Clone, Default)]
pub struct Life(Arc<Tally>);

#[derive(Default)]
struct Tally {
    made: AtomicUsize,
    dropped: AtomicUsize,
    droppers: Mutex<Vec<ThreadId>>,
}

impl Life {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn made(&self) -> usize {
        self.0.made.load(Ordering::SeqCst)
    }

    pub fn dropped(&self) -> usize {
        self.0.dropped.load(Ordering::SeqCst)
    }

    pub fn alive(&self) -> usize {
        self.made()
            .checked_sub(self.dropped())
            .expect("a backend was dropped twice")
    }

    /// Returns the threads that dropped backends, in the order of the drops.
    pub fn droppers(&self) -> Vec<ThreadId> {
        lock(&self.0.droppers).clone()
    }

    /// Makes a backend with these names and version 0.
    pub fn fake(&self, names: &[&str]) -> Fake {
        self.version(names, 0)
    }

    pub fn version(&self, names: &[&str], version: u64) -> Fake {
        self.0.made.fetch_add(1, Ordering::SeqCst);
        Fake {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            version,
            canary: AtomicU64::new(ALIVE),
            life: self.clone(),
            on_names: None,
            on_date: None,
            on_drop: None,
        }
    }
}

const ALIVE: u64 = 0x5afe_5afe_5afe_5afe;
const DEAD: u64 = 0xdead_dead_dead_dead;

type Hook = Box<dyn Fn() + Send + Sync>;

/// A backend with a version. It detects use after drop, and calls its hooks.
pub struct Fake {
    names: Vec<String>,
    version: u64,
    canary: AtomicU64,
    life: Life,
    on_names: Option<Hook>,
    on_date: Option<Hook>,
    on_drop: Option<Hook>,
}

impl Fake {
    pub fn on_names(mut self, hook: impl Fn() + Send + Sync + 'static) -> Self {
        self.on_names = Some(Box::new(hook));
        self
    }

    pub fn on_date(mut self, hook: impl Fn() + Send + Sync + 'static) -> Self {
        self.on_date = Some(Box::new(hook));
        self
    }

    pub fn on_drop(mut self, hook: impl Fn() + Send + Sync + 'static) -> Self {
        self.on_drop = Some(Box::new(hook));
        self
    }

    /// Returns the version. Panics if the backend was dropped.
    pub fn checked_version(&self) -> u64 {
        assert_eq!(
            self.canary.load(Ordering::Relaxed),
            ALIVE,
            "used after it was dropped"
        );
        self.version
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        assert_eq!(
            self.canary.swap(DEAD, Ordering::SeqCst),
            ALIVE,
            "dropped twice"
        );
        self.life.0.dropped.fetch_add(1, Ordering::SeqCst);
        lock(&self.life.0.droppers).push(thread::current().id());
        if let Some(hook) = &self.on_drop {
            hook();
        }
    }
}

impl Backend for Fake {
    fn names(&self) -> Vec<&str> {
        self.checked_version();
        if let Some(hook) = &self.on_names {
            hook();
        }
        self.names.iter().map(String::as_str).collect()
    }

    fn properties(&self) -> Properties {
        Properties::solar()
    }

    fn julian_day(&self, _date: YearMonthDay) -> Result<JulianDay, DateError> {
        Ok(JulianDay::new(
            i64::try_from(self.checked_version()).unwrap(),
        ))
    }

    fn date(&self, _day: JulianDay) -> Result<YearMonthDay, DateError> {
        if let Some(hook) = &self.on_date {
            hook();
        }
        Ok(YearMonthDay::new(
            i32::try_from(self.checked_version()).unwrap(),
            1,
            1,
        ))
    }

    fn is_leap_year(&self, _year: i32) -> bool {
        false
    }

    fn days_in_month(&self, _year: Option<i32>, _month: u8) -> Result<u8, DateError> {
        Ok(30)
    }
}

/// Returns the version of the fake behind a calendar.
pub fn version(calendar: &Calendar) -> u64 {
    calendar
        .downcast_ref::<Fake>()
        .expect("a fake")
        .checked_version()
}

/// Returns the names of a calendar as they were spelled at registration.
pub fn names(calendar: &Calendar) -> Vec<&str> {
    calendar.names().iter().map(|name| name.as_str()).collect()
}

/// The observable state of a registry without concurrent writers.
pub struct Picture {
    snapshot: Arc<Snapshot>,
    stats: Stats,
    calendars: Vec<Calendar>,
    names: Vec<String>,
}

impl Picture {
    pub fn of(registry: &Registry) -> Self {
        let snapshot = registry.snapshot();
        let calendars = snapshot.calendars().cloned().collect();
        let names = snapshot
            .names()
            .map(|name| name.as_str().to_owned())
            .collect();
        Picture {
            stats: registry.stats(),
            snapshot,
            calendars,
            names,
        }
    }

    /// Asserts that no change was published since.
    #[track_caller]
    pub fn assert_unchanged(&self, registry: &Registry) {
        let now = Picture::of(registry);
        assert!(
            Arc::ptr_eq(&self.snapshot, &now.snapshot),
            "the snapshot changed"
        );
        let figures = |stats: &Stats| (stats.generation, stats.calendars, stats.names);
        assert_eq!(figures(&self.stats), figures(&now.stats));
        assert!(
            now.stats.retired <= self.stats.retired,
            "a change retired memory"
        );
        assert_eq!(registry.generation(), self.snapshot.generation());
        assert_eq!(self.calendars, now.calendars);
        assert_eq!(self.names, now.names);
        assert_consistent(registry);
    }
}

/// Asserts that lookups by name, lookups by id and the snapshot agree.
#[track_caller]
pub fn assert_consistent(registry: &Registry) {
    let snapshot = registry.snapshot();
    let pin = registry.pin();
    let mut names = 0;
    for calendar in snapshot.calendars() {
        assert_eq!(pin.get(calendar.id()), Some(calendar));
        assert_eq!(snapshot.get(calendar.id()), Some(calendar));
        for name in calendar.names() {
            names += 1;
            // The first lookup misses the thread-local cache, the second one hits it.
            assert_eq!(pin.resolve(name.as_str()), Ok(calendar));
            assert_eq!(pin.resolve(name.as_str()), Ok(calendar));
            assert_eq!(snapshot.resolve(name.as_str()), Ok(calendar));
        }
    }
    assert_eq!(snapshot.names().len(), names);
    assert_eq!(registry.stats().names, names);
    assert_eq!(registry.stats().calendars, snapshot.len());
}

/// A SplitMix64 generator: the same numbers in every run.
pub struct Random(pub u64);

impl Random {
    pub fn new() -> Self {
        Random(1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    /// Returns a number from `first` to `last`, both included.
    pub fn between(&mut self, first: i64, last: i64) -> i64 {
        let count = i128::from(last) - i128::from(first) + 1;
        i64::try_from(i128::from(first) + i128::from(self.next()) % count).unwrap()
    }
}
