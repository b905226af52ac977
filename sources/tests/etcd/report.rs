//! What a fleet costs: figures to print, not to check.
//!
//! ```text
//! cargo test --release -p calendar-registry-sources --features etcd --test etcd -- --ignored --nocapture report
//! ```

use std::time::{Duration, Instant};

use calendar_registry_sources::etcd::Etcd;

use crate::server::Server;
use crate::{Pusher, Reader};

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

/// Returns the resident memory of a process, in kilobytes.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Returns the processor time of a process, in ticks of 10 milliseconds.
fn processor(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[test]
#[ignore = "it prints figures and checks nothing"]
fn report_from_a_push_until_three_readers_show_it() {
    let server = Server::start();
    let readers: Vec<_> = (0..3)
        .map(|_| Reader::follow(Etcd::new([server.url()])))
        .collect();
    let mut pusher = Pusher::new(&server);
    let (mut pushed, mut visible) = (Vec::new(), Vec::new());
    for years in 1..=500 {
        let begin = Instant::now();
        let revision = pusher.push(&[("a", years), ("b", years)]);
        pushed.push(begin.elapsed());
        readers.iter().for_each(|reader| reader.reach(revision));
        visible.push(begin.elapsed());
    }
    for (what, times) in [
        ("push", &mut pushed),
        ("push until visible on 3", &mut visible),
    ] {
        let (half, most) = (percentile(times, 50), percentile(times, 99));
        println!("{what}: p50 {half:?}, p99 {most:?}");
    }
}

#[test]
#[ignore = "it prints figures and checks nothing"]
fn report_until_readers_agree_after_a_restart() {
    let mut server = Server::start();
    let readers: Vec<_> = (0..3)
        .map(|_| Reader::follow(Etcd::new([server.url()])))
        .collect();
    let mut pusher = Pusher::new(&server);
    let mut times = Vec::new();
    for years in 1..=20 {
        server.kill();
        std::thread::sleep(Duration::from_millis(500));
        server.restart();
        let ready = Instant::now();
        let revision = pusher.push(&[("a", years)]);
        readers.iter().for_each(|reader| reader.reach(revision));
        times.push(ready.elapsed());
    }
    let (half, most) = (percentile(&mut times, 50), percentile(&mut times, 100));
    println!("from a healthy etcd until 3 readers show the next push: p50 {half:?}, most {most:?}");
}

#[test]
#[ignore = "it prints figures and checks nothing"]
fn report_the_cost_of_a_reader() {
    const READERS: u64 = 200;
    let server = Server::start();
    let mut pusher = Pusher::new(&server);
    let names: Vec<String> = (0..100).map(|index| format!("c{index}")).collect();
    let set: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let revision = pusher.push(&set);
    let (etcd, own) = (server.id(), std::process::id());
    let before = (resident(etcd), resident(own));
    let readers: Vec<_> = (0..READERS)
        .map(|_| Reader::follow(Etcd::new([server.url()])))
        .collect();
    readers.iter().for_each(|reader| reader.reach(revision));
    let after = (resident(etcd), resident(own));
    println!(
        "{READERS} readers of 100 calendars: {} kB each in etcd, {} kB each in the reader",
        (after.0 - before.0) / READERS,
        (after.1 - before.1) / READERS,
    );
    let (ticks, begin) = (processor(etcd), Instant::now());
    let mut times = Vec::new();
    for years in 2..=101 {
        let begin = Instant::now();
        let revision = pusher.push(&[("c0", years)]);
        readers.iter().for_each(|reader| reader.reach(revision));
        times.push(begin.elapsed());
    }
    let spent = (processor(etcd) - ticks) * 10_000;
    println!(
        "a push until visible on {READERS}: p50 {:?}, p99 {:?}; etcd spends {} µs for each reader and push",
        percentile(&mut times, 50),
        percentile(&mut times, 99),
        spent / (READERS * 100),
    );
    let (ticks, idle) = ((processor(etcd), processor(own)), Duration::from_secs(20));
    std::thread::sleep(idle);
    println!(
        "{idle:?} without a change: {} ms in etcd, {} ms in {READERS} readers; all took {:?}",
        (processor(etcd) - ticks.0) * 10,
        (processor(own) - ticks.1) * 10,
        begin.elapsed(),
    );
}
