//! The last good set on disk.

use std::fs;

use calendar_registry_sources::etcd::Etcd;

use crate::server::Server;
use crate::{Pusher, Reader};

#[test]
fn a_reader_starts_from_disk_while_etcd_is_down() {
    let mut server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("calendars");
    let etcd = || Etcd::new([server.url()]).last_good(&file);
    let reader = Reader::follow(etcd());
    let mut pusher = Pusher::new(&server);
    let revision = pusher.push(&[("a", 1)]);
    reader.reach(revision);
    reader.wait_until(|_| fs::read_to_string(&file).is_ok_and(|text| text.contains("\"a\"")));
    drop(reader);

    let url = server.url();
    server.kill();
    let reader = Reader::follow(Etcd::new([url]).last_good(&file));
    // Without waiting: the set is loaded before `follow` returns.
    assert_eq!(reader.years("a"), Some(1));
    let status = reader.status();
    assert!(status.from_disk && !status.connected);
    assert_eq!(status.applied_revision, Some(revision));

    server.restart();
    let revision = pusher.push(&[("a", 2)]);
    reader.reach(revision);
    assert!(!reader.status().from_disk);
    assert_eq!(reader.years("a"), Some(2));
}

#[test]
fn a_damaged_file_is_an_error_and_no_state() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("calendars");
    let reader = Reader::follow(Etcd::new([server.url()]).last_good(&file));
    let mut pusher = Pusher::new(&server);
    reader.reach(pusher.push(&[("a", 1)]));
    reader.wait_until(|_| fs::read_to_string(&file).is_ok_and(|text| text.contains("\"a\"")));
    drop(reader);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"years\":1", "\"years\":9")).unwrap();
    let url = server.url();
    drop(server);
    let reader = Reader::follow(Etcd::new([url]).last_good(&file));
    assert_eq!(reader.years("a"), None);
    let message = reader.status().last_error.unwrap().message;
    assert!(message.contains("the file is damaged"), "{message}");
}

#[test]
fn a_disk_that_refuses_keeps_the_old_file_and_the_calendars_change() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("calendars");
    let reader = Reader::follow(Etcd::new([server.url()]).last_good(&file));
    let mut pusher = Pusher::new(&server);
    reader.reach(pusher.push(&[("a", 1)]));
    reader.wait_until(|_| fs::read_to_string(&file).is_ok_and(|text| text.contains("\"a\"")));
    // The new file cannot be made where a folder is, which root cannot write to either.
    fs::create_dir(file.with_extension("new")).unwrap();
    reader.reach(pusher.push(&[("a", 2)]));
    reader.wait_until(|reader| reader.status().last_error.is_some());
    assert_eq!(reader.years("a"), Some(2));
    assert!(fs::read_to_string(&file).unwrap().contains("\"years\":1"));
    fs::remove_dir(file.with_extension("new")).unwrap();
    reader.reach(pusher.push(&[("a", 3)]));
    reader.wait_until(|_| fs::read_to_string(&file).unwrap().contains("\"years\":3"));
}
