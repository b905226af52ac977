//! Changes, compaction, crashes and new clusters.

use std::time::Duration;

use calendar_registry_sources::etcd::{Etcd, Timing};

use crate::server::Server;
use crate::{PREFIX, Pusher, Reader};

#[test]
fn a_transaction_is_one_publication() {
    let server = Server::start();
    let reader = Reader::follow(Etcd::new([server.url()]));
    let mut pusher = Pusher::new(&server);
    let first = pusher.push(&[("a", 1), ("b", 1)]);
    reader.reach(first);
    let before = reader.registry.generation();
    let second = pusher.push(&[("a", 2), ("b", 2), ("c", 2)]);
    assert_eq!(second, first + 1);
    reader.reach(second);
    assert_eq!(reader.registry.generation(), before + 1);
    assert_eq!(["a", "b", "c"].map(|name| reader.years(name)), [Some(2); 3]);
    server.ctl(&["del", "/calendars/b"]).unwrap();
    reader.reach(second + 1);
    assert_eq!(reader.years("b"), None);
}

#[test]
fn a_bad_entry_keeps_the_last_good_state() {
    let server = Server::start();
    let reader = Reader::follow(Etcd::new([server.url()]));
    let mut pusher = Pusher::new(&server);
    let good = pusher.push(&[("a", 1)]);
    reader.reach(good);
    server
        .ctl(&["put", "/calendars/a", "{ \"schema\": 1"])
        .unwrap();
    reader.wait_until(|reader| reader.status().last_error.is_some());
    let status = reader.status();
    assert_eq!(
        (status.applied_revision, status.seen_revision),
        (Some(good), Some(good + 1))
    );
    let message = status.last_error.unwrap().message;
    assert!(message.starts_with("/calendars/a:1:"), "{message}");
    assert_eq!(reader.years("a"), Some(1));
    let healed = pusher.push(&[("a", 2)]);
    reader.reach(healed);
    assert_eq!(
        (reader.years("a"), reader.status().last_error),
        (Some(2), None)
    );
}

#[test]
fn a_watch_that_was_compacted_lists_again_with_deletions() {
    let mut server = Server::start();
    let reader = Reader::follow(Etcd::new([server.url()]));
    let mut pusher = Pusher::new(&server);
    reader.reach(pusher.push(&[("a", 1), ("b", 1)]));
    // The server stops answering, and the reader misses a deletion that is compacted afterwards. The
    // second server of the same data has no watch of the reader.
    server.kill();
    reader.wait_until(|reader| !reader.status().connected);
    server.restart();
    server.ctl(&["del", "/calendars/b"]).unwrap();
    let last = pusher.push(&[("a", 2)]);
    server.ctl(&["compact", &last.to_string()]).unwrap();
    reader.reach(last);
    assert_eq!((reader.years("a"), reader.years("b")), (Some(2), None));
}

#[test]
fn many_kills_lose_nothing() {
    let mut server = Server::start();
    let reader = Reader::follow(Etcd::new([server.url()]));
    let mut pusher = Pusher::new(&server);
    for years in 1..6 {
        let revision = pusher.push(&[("a", years), ("b", years)]);
        server.kill();
        server.restart();
        reader.reach(revision);
        assert_eq!(
            (reader.years("a"), reader.years("b")),
            (Some(years), Some(years))
        );
    }
}

#[test]
fn a_paused_server_is_followed_again() {
    let server = Server::start();
    let reader = Reader::follow(Etcd::new([server.url()]));
    let mut pusher = Pusher::new(&server);
    reader.reach(pusher.push(&[("a", 1)]));
    server.signal("STOP");
    // Longer than the pings of the connection take to notice it.
    std::thread::sleep(Duration::from_secs(15));
    assert_eq!(reader.years("a"), Some(1));
    server.signal("CONT");
    let revision = loop {
        // The writer's connection may be broken too.
        let set = [crate::offset("a", 2)];
        if let Ok(revision) = pusher.runtime.block_on(pusher.writer.push(&set)) {
            break revision;
        }
    };
    reader.reach(revision);
    assert_eq!(reader.years("a"), Some(2));
}

#[test]
fn a_new_cluster_replaces_everything() {
    let mut server = Server::start();
    let reader = Reader::follow(Etcd::new([server.url()]));
    let mut pusher = Pusher::new(&server);
    reader.reach(pusher.push(&[("a", 1)]));
    reader.reach(pusher.push(&[("a", 2), ("b", 2)]));
    server.forget();
    let mut pusher = Pusher::new(&server);
    let revision = pusher.push(&[("a", 3)]);
    reader.wait_until(|reader| reader.years("a") == Some(3));
    assert_eq!(reader.years("b"), None);
    assert_eq!(reader.status().applied_revision, Some(revision));
}

#[test]
fn a_listing_at_the_interval_moves_the_revision() {
    let server = Server::start();
    let interval = Duration::from_millis(200);
    let timing = Timing {
        interval,
        ..Timing::default()
    };
    let reader = Reader::follow(Etcd::new([server.url()]).timing(timing));
    reader.reach(Pusher::new(&server).push(&[("a", 1)]));
    // Another prefix: no event for this reader.
    server.ctl(&["put", "/other", "1"]).unwrap();
    let revision = reader.status().applied_revision.unwrap() + 1;
    reader.reach(revision);
    let before = reader.registry.generation();
    reader.wait_until(|reader| reader.status().last_error.is_none());
    assert_eq!(reader.registry.generation(), before);
}

#[test]
fn a_long_listing_comes_in_pages() {
    let server = Server::start();
    let mut pusher = Pusher::new(&server);
    let names: Vec<String> = (0..1_100).map(|index| format!("c{index}")).collect();
    let mut revision = 0;
    for names in names.chunks(127) {
        let set: Vec<_> = names.iter().map(|name| (name.as_str(), 7)).collect();
        revision = pusher.push(&set);
    }
    let reader = Reader::follow(Etcd::new([server.url()]).prefix(PREFIX));
    reader.reach(revision);
    assert!(names.iter().all(|name| reader.years(name) == Some(7)));
    assert_eq!(reader.status().calendars, names.len());
}

#[test]
fn a_reader_can_follow_through_a_proxy() {
    let server = Server::start();
    let proxy = server.proxy();
    let mut pusher = Pusher::new(&server);
    pusher.push(&[("a", 1)]);
    let readers = [(); 3].map(|()| Reader::follow(Etcd::new([proxy.url()])));
    for years in 2..10 {
        let revision = pusher.push(&[("a", years), ("b", years)]);
        for reader in &readers {
            reader.reach(revision);
            assert_eq!(
                (reader.years("a"), reader.years("b")),
                (Some(years), Some(years))
            );
        }
    }
    assert!(readers.iter().all(|reader| reader.status().errors == 0));
}

#[test]
fn a_runtime_can_follow() {
    let server = Server::start();
    let revision = Pusher::new(&server).push(&[("a", 1)]);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let reader = Reader::follow(Etcd::new([server.url()]));
        assert_eq!(reader.follower.status().reached(revision).await, revision);
        let registry = std::sync::Arc::clone(&reader.registry);
        let error = Etcd::new(["no URL at all"]).follow(registry).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    });
}

#[test]
fn dropping_the_follower_ends_its_thread() {
    let mut server = Server::start();
    let reader = Reader::follow(Etcd::new([server.url()]));
    reader.reach(1);
    drop(reader.follower);
    assert_eq!(std::sync::Arc::strong_count(&reader.registry), 1);
    // While etcd is away too.
    let etcd = Etcd::new([server.url()]);
    server.kill();
    let reader = Reader::follow(etcd);
    reader.wait_until(|reader| reader.status().last_error.is_some());
    drop(reader.follower);
    assert_eq!(std::sync::Arc::strong_count(&reader.registry), 1);
}
