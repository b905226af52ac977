//! The stores of lookups that hit the cache: none may go to memory that other threads read. Beside them,
//! those of the peers.
//!
//! Runs itself under valgrind's `lackey`, which prints the address of every store, and classifies the
//! stores of 1,000 lookups: the thread's stack and thread-local storage, or elsewhere. Only memory
//! elsewhere can be shared.

use std::cell::Cell;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use benches::names::{NAMES, Order, requests};
use benches::settings::{keep, testing};
use benches::ways;
use serde_json::{Value, json};

const LOOKUPS: usize = 1_000;
const INSIDE: &str = "BENCHES_STORES";

const OURS: [&str; 3] = ["pinned once", "a pin each", "a miss"];

const PEERS: [&str; 6] = [
    ways::name::CACHE,
    ways::name::ARC_SWAP,
    ways::name::PAPAYA,
    ways::name::SCC,
    ways::name::DASHMAP,
    ways::name::RWLOCK,
];

/// Stores to this marker delimit the traced lookups. SeqCst, so that no store of a lookup is moved across
/// it; no thread loads it.
static MARK: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static MINE: Cell<u64> = const { Cell::new(0) };
}

fn main() {
    if let Ok(way) = std::env::var(INSIDE) {
        return inside(&way);
    }
    let valgrind = Command::new("valgrind").arg("--version").output();
    if testing() || valgrind.is_err() {
        return;
    }
    let figures: Vec<Value> = OURS.into_iter().chain(PEERS).map(trace).collect();
    let figures = json!(figures);
    println!("{figures}");
    keep("stores", &figures);
}

/// The traced process. Prints the addresses of the marker, the stack and the thread-local storage.
fn inside(way: &str) {
    let registry = ways::registry(&NAMES);
    // A single name: two names may share a cache slot and evict each other.
    let requests = &requests(&NAMES, Order::One)[..LOOKUPS];
    let here = 0_u8;
    let tls = MINE.with(|mine| std::ptr::from_ref(mine).addr());
    println!(
        "{} {} {tls}",
        std::ptr::from_ref(&MARK).addr(),
        std::ptr::from_ref(&here).addr()
    );
    let pin = registry.pin();
    let peers = ways::all(&NAMES);
    let peer = peers.iter().find(|peer| peer.name == way);
    let run = || match way {
        _ if peer.is_some() => (peer.unwrap().look)(requests),
        "pinned once" => {
            for name in requests {
                _ = black_box(pin.resolve(black_box(name)));
            }
        }
        "a miss" => {
            for _ in requests {
                _ = black_box(pin.resolve(black_box("nobody")));
            }
        }
        _ => {
            for name in requests {
                _ = black_box(registry.pin().resolve(black_box(name)));
            }
        }
    };
    run();
    MARK.store(1, Ordering::SeqCst);
    run();
    MARK.store(2, Ordering::SeqCst);
}

fn trace(way: &str) -> Value {
    let mut traced = Command::new("valgrind")
        .args(["--tool=lackey", "--trace-mem=yes", "--log-fd=2"])
        .arg(std::env::current_exe().unwrap())
        .env(INSIDE, way)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stores = BufReader::new(traced.stderr.take().unwrap()).split(b'\n');
    let stores: Vec<usize> = stores.filter_map(|line| store(&line.unwrap())).collect();
    let mut places = String::new();
    _ = traced.stdout.take().unwrap().read_to_string(&mut places);
    let places: Vec<usize> = places
        .split_whitespace()
        .map(|place| place.parse().unwrap())
        .collect();
    let mark = places[0];
    // The thread-local storage of the program and its libraries is one block.
    let own = [around(places[1], 1 << 20), around(places[2], 1 << 13)];
    let between = stores.split(|address| *address == mark).nth(1).unwrap();
    let (own, elsewhere): (Vec<usize>, Vec<usize>) = between
        .iter()
        .partition(|address| own.iter().any(|block| block.contains(address)));
    // A cache line has at least 64 bytes.
    let mut elsewhere: Vec<usize> = elsewhere.iter().map(|address| address / 64).collect();
    let stores = elsewhere.len();
    elsewhere.sort_unstable();
    elsewhere.dedup();
    assert!(traced.wait().unwrap().success());
    json!({
        "way": way, "lookups": LOOKUPS, "own": own.len(), "elsewhere": stores, "lines": elsewhere.len(),
    })
}

/// Parses the address of a store or of a read-modify-write.
fn store(line: &[u8]) -> Option<usize> {
    let line = line.strip_prefix(b" S ").or(line.strip_prefix(b" M "))?;
    let address = line.split(|byte| *byte == b',').next()?;
    usize::from_str_radix(str::from_utf8(address).ok()?, 16).ok()
}

fn around(address: usize, reach: usize) -> Range<usize> {
    address - reach..address + reach
}
