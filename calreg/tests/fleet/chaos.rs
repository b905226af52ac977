//! Everything that can go wrong, at random: at the end all servers agree.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use calendar_registry_sources::definition::{Document, Format};
use calendar_registry_sources::etcd::Writer;

use crate::process::Calreg;
use crate::server::Server;
use crate::{applied, file, stamps, wait_until};

const NAMES: [&str; 3] = ["x", "y", "z"];

struct Fleet {
    etcd: Server,
    /// The third one has a full disk.
    servers: Arc<[RwLock<Calreg>; 3]>,
    _folders: [tempfile::TempDir; 3],
    runtime: tokio::runtime::Runtime,
    writer: Writer,
    stamp: u64,
    random: u64,
    /// From the restart of etcd until all servers have the next revision.
    convergence: Vec<Duration>,
}

impl Fleet {
    fn start(seed: u64) -> Self {
        let etcd = Server::start();
        let folders = [(); 3].map(|()| tempfile::tempdir().unwrap());
        let start = |index: usize| {
            let full = index == 2;
            RwLock::new(Calreg::start(&etcd.url(), folders[index].path(), full))
        };
        let servers = Arc::new([0, 1, 2].map(start));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .unwrap();
        let writer = runtime.block_on(Writer::connect(&[etcd.url()], "/calendars/"));
        Fleet {
            servers,
            _folders: folders,
            writer: writer.unwrap(),
            runtime,
            etcd,
            stamp: 0,
            random: seed,
            convergence: Vec::new(),
        }
    }

    fn below(&mut self, end: u64) -> u64 {
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.random >> 33) % end
    }

    /// Pushes the next stamp until it is stored, and returns its revision.
    fn push(&mut self) -> u64 {
        self.stamp += 1;
        let text = file(&NAMES, self.stamp);
        let set = Document::parse("set", text, Format::Toml)
            .unwrap()
            .into_definitions();
        let begin = Instant::now();
        loop {
            match self.runtime.block_on(self.writer.push(&set)) {
                Ok(revision) => return revision,
                Err(error) => assert!(begin.elapsed() < crate::PATIENCE, "{error}"),
            }
        }
    }

    fn any_server(&mut self) -> usize {
        usize::try_from(self.below(3)).unwrap()
    }

    /// Does one harm, and heals what has to be healed by hand.
    fn harm(&mut self) {
        match self.below(8) {
            0 => {
                self.etcd.kill();
                let down = Duration::from_millis(self.below(500));
                std::thread::sleep(down);
                self.etcd.restart();
                let ready = Instant::now();
                let revision = self.push();
                self.wait_for(revision);
                self.convergence.push(ready.elapsed());
            }
            1 => {
                self.etcd.signal("STOP");
                let stopped = Duration::from_millis(self.below(2_000));
                std::thread::sleep(stopped);
                self.etcd.signal("CONT");
            }
            2 => {
                let index = self.any_server();
                let mut server = self.servers[index].write().unwrap();
                server.kill();
                server.restart();
            }
            3 => {
                let index = self.any_server();
                self.servers[index].read().unwrap().signal("STOP");
                self.push();
                self.push();
                let revision = self.push().to_string();
                let _ = self.etcd.ctl(&["compact", &revision]);
                self.servers[index].read().unwrap().signal("CONT");
            }
            4 => {
                let revision = self.push().to_string();
                let _ = self.etcd.ctl(&["compact", &revision]);
            }
            5 => {
                let bad = ["{", "{\"schema\":1,\"calendar\":[]}", "\0"];
                let index = usize::try_from(self.below(3)).unwrap();
                let _ = self.etcd.ctl(&["put", "/calendars/x", "--", bad[index]]);
            }
            6 => {
                // A server without etcd starts from its last good set.
                let index = self.any_server();
                self.etcd.kill();
                let mut server = self.servers[index].write().unwrap();
                server.kill();
                server.restart();
                let path = server.last_good.clone();
                let shown = server.get("/v1/calendars/x");
                drop(server);
                if path.exists() {
                    assert_eq!(shown.unwrap().0, 200, "a start from {}", path.display());
                }
                self.etcd.restart();
            }
            _ => {}
        }
    }

    fn wait_for(&self, revision: u64) {
        for server in &*self.servers {
            wait_until("all servers have the revision", || {
                applied(&server.read().unwrap()) == Some(revision)
            });
        }
    }

    /// Returns all that the servers answer to the same questions, as one text each.
    fn answers(&self) -> BTreeSet<String> {
        let ask = |server: &RwLock<Calreg>| {
            let server = server.read().unwrap();
            let mut answers = String::new();
            for name in NAMES {
                for path in ["dates/2026-11-25", "dates/1999-02-28", "definition"] {
                    let (status, body) =
                        server.get(&format!("/v1/calendars/{name}/{path}")).unwrap();
                    assert_eq!(status, 200, "{body}");
                    answers += &body;
                }
            }
            answers
        };
        self.servers.iter().map(ask).collect()
    }
}

/// What the readers have seen.
#[derive(Default)]
struct Seen {
    stop: AtomicBool,
    listings: AtomicUsize,
    half: AtomicUsize,
    fell: AtomicUsize,
}

/// Asks a server without end. A listing is one snapshot: it shows one stamp, and within one life of a
/// process the stamps ascend.
fn read(server: &RwLock<Calreg>, seen: &Seen) {
    let (mut life, mut highest) = (None, 0);
    while !seen.stop.load(Relaxed) {
        let (address, answer) = {
            let server = server.read().unwrap();
            (server.public, server.get("/v1/calendars"))
        };
        if life != Some(address) {
            (life, highest) = (Some(address), 0);
        }
        if let Some((200, listing)) = answer {
            let stamps = stamps(&listing);
            seen.listings.fetch_add(1, Relaxed);
            seen.half.fetch_add(usize::from(stamps.len() > 1), Relaxed);
            let stamp = stamps.first().copied().unwrap_or(highest);
            seen.fell.fetch_add(usize::from(stamp < highest), Relaxed);
            highest = stamp;
        }
        std::thread::sleep(Duration::from_millis(3));
    }
}

#[test]
fn servers_agree_after_crashes_pauses_compactions_and_bad_definitions() {
    let number = |name, default| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    let (rounds, seed) = (number("CALREG_ROUNDS", 40), number("CALREG_SEED", 1));
    let mut fleet = Fleet::start(seed);
    let seen = Arc::new(Seen::default());
    let readers: Vec<_> = (0..3)
        .map(|index| {
            let (servers, seen) = (Arc::clone(&fleet.servers), Arc::clone(&seen));
            std::thread::spawn(move || read(&servers[index], &seen))
        })
        .collect();
    for _ in 0..rounds {
        fleet.push();
        fleet.harm();
        let pause = Duration::from_millis(fleet.below(100));
        std::thread::sleep(pause);
    }
    let revision = fleet.push();
    fleet.wait_for(revision);
    let answers = fleet.answers();
    seen.stop.store(true, Relaxed);
    for reader in readers {
        reader.join().unwrap();
    }
    assert_eq!(
        answers.len(),
        1,
        "divergent answers with CALREG_SEED={seed}: {answers:#?}"
    );
    let (half, fell) = (seen.half.load(Relaxed), seen.fell.load(Relaxed));
    assert_eq!((half, fell), (0, 0), "CALREG_SEED={seed}");
    let worst = fleet.convergence.iter().max();
    let listings = seen.listings.load(Relaxed);
    println!(
        "{rounds} rounds, {} sets, {listings} listings: none half, none older than one before; \
         {} restarts of etcd, all servers at the next revision after at most {worst:?}",
        fleet.stamp,
        fleet.convergence.len(),
    );
}
