//! What a held snapshot costs the writer, and that readers do not sleep beside a busy one. Qt's registry
//! copies all names when a listing is held, and its readers wait for the writer's lock.

use std::thread;

use calendar_registry::Registry;

use crate::alloc::used;
use crate::common::Life;
use crate::common::waiting::{StopFlag, exclusive};

/// Returns the bytes that the most expensive registration or removal allocates.
fn dearest_change(registry: &Registry, life: &Life, hold: bool) -> u64 {
    let mut dearest = 0;
    for round in 0..20 {
        let held = hold.then(|| registry.snapshot());
        let (_, register) = used(|| registry.register(life.version(&["new", "new:2"], round)));
        let (_, remove) = used(|| registry.unregister("new"));
        dearest = dearest.max(register.bytes).max(remove.bytes);
        drop(held);
    }
    dearest
}

#[test]
fn held_snapshot_makes_changes_no_dearer() {
    let _exclusive = exclusive();
    let life = Life::new();
    let registry = Registry::new();
    let count = if cfg!(miri) { 100 } else { 10_000 };
    let all = registry.update(|batch| {
        (0..count).try_for_each(|number| batch.register(life.fake(&[&format!("name {number}")])))
    });
    assert_eq!(all.unwrap().len(), count);
    registry.reclaim();
    let free = dearest_change(&registry, &life, false);
    let held = dearest_change(&registry, &life, true);
    assert!(
        free > 0 && held < 2 * free,
        "{free} bytes, with a held snapshot {held}"
    );
    // A copy of one word for each name would take more.
    assert!(held < 8 * 10_000, "{held} bytes");
}

#[cfg(all(target_os = "linux", not(miri)))]
#[test]
fn readers_do_not_sleep_beside_a_busy_writer() {
    use std::sync::atomic::{AtomicU64, Ordering};

    fn sleeps() -> u64 {
        let status = std::fs::read_to_string("/proc/thread-self/status").unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("voluntary_ctxt_switches"));
        line.unwrap()
            .split_whitespace()
            .last()
            .unwrap()
            .parse()
            .unwrap()
    }
    const LOOKUPS: u64 = 200_000;
    let _exclusive = exclusive();
    let life = Life::new();
    let registry = Registry::with_builtins();
    let (stop, published) = (StopFlag::default(), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0.. {
                registry.register(life.version(&["new"], round)).unwrap();
                registry.unregister("new").unwrap();
                published.fetch_add(2, Ordering::Relaxed);
                if stop.is_set() {
                    return;
                }
            }
        });
        let _ends = stop.on_drop();
        while published.load(Ordering::Relaxed) == 0 {
            thread::yield_now();
        }
        let (before, began) = (sleeps(), published.load(Ordering::Relaxed));
        for _ in 0..LOOKUPS / 2 {
            assert!(registry.pin().resolve("gregorian").is_ok());
            let _ = registry.pin().resolve("new").is_ok();
        }
        let (after, ended) = (sleeps(), published.load(Ordering::Relaxed));
        assert!(
            ended - began > 100,
            "the writer published only {} times",
            ended - began
        );
        assert!(
            after - before < LOOKUPS / 1000,
            "slept {} times",
            after - before
        );
    });
}
