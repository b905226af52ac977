//! Files that are created, changed and deleted.

use std::fs;
use std::time::Duration;

use crate::{Fixture, offset};

#[test]
fn files_are_created_changed_and_deleted() {
    let mut fixture = Fixture::new();
    fixture.write("a.toml", offset("a", 1));
    fixture.follow();
    assert_eq!(fixture.years("a"), Some(1));
    assert_eq!(fixture.status().applied_revision, Some(1));

    fixture.write("b.toml", offset("b", 2));
    fixture.wait_until(|fixture| fixture.years("b") == Some(2));
    fixture.write("a.toml", offset("a", 3));
    fixture.wait_until(|fixture| fixture.years("a") == Some(3));
    fs::remove_file(fixture.path().join("b.toml")).unwrap();
    fixture.wait_until(|fixture| fixture.years("b").is_none());
    assert_eq!(fixture.years("a"), Some(3));
}

#[test]
fn a_file_that_is_replaced_by_a_rename_is_noticed_each_time() {
    let mut fixture = Fixture::new();
    fixture.write("a.toml", offset("a", 1));
    fixture.follow();
    for years in 2..5 {
        fixture.write("new", offset("a", years));
        fs::rename(fixture.path().join("new"), fixture.path().join("a.toml")).unwrap();
        fixture.wait_until(|fixture| fixture.years("a") == Some(years));
    }
}

#[test]
fn a_half_written_file_is_an_error_that_heals() {
    let mut fixture = Fixture::new();
    fixture.write("a.toml", offset("a", 1));
    fixture.follow();
    let whole = offset("a", 2);
    let half = whole.split_at(whole.len() / 2).0;
    fixture.write("a.toml", half);
    fixture.write("b.toml", offset("b", 1));
    fixture.wait_until(|fixture| fixture.status().last_error.is_some());
    assert_eq!((fixture.years("a"), fixture.years("b")), (Some(1), None));
    let message = fixture.status().last_error.unwrap().message;
    assert!(message.contains("a.toml:"), "{message}");
    fixture.write("a.toml", whole);
    fixture.wait_until(|fixture| fixture.years("a") == Some(2));
    assert_eq!(
        (fixture.years("b"), fixture.status().last_error),
        (Some(1), None)
    );
}

#[test]
fn the_interval_finds_a_directory_that_did_not_exist() {
    let mut fixture = Fixture::new();
    let (path, inner) = (fixture.path().to_owned(), fixture.path().join("later"));
    let follow = |directory: calendar_registry_sources::directory::Directory| {
        directory.interval(Duration::from_millis(20))
    };
    fixture.follow_with(|_| follow(calendar_registry_sources::directory::Directory::new(&inner)));
    let status = fixture.status();
    assert_eq!((status.applied_revision, status.connected), (None, false));
    assert!(status.last_error.unwrap().message.contains("later: "));
    fs::create_dir(path.join("later")).unwrap();
    fixture.write("later/a.toml", offset("a", 1));
    fixture.wait_until(|fixture| fixture.years("a") == Some(1));
    // Deleted, and made again under the same name: the watch of the old one is deaf.
    fs::remove_dir_all(&inner).unwrap();
    fixture.wait_until(|fixture| !fixture.status().connected);
    assert_eq!(fixture.years("a"), Some(1));
    fs::create_dir(&inner).unwrap();
    fixture.write("later/a.toml", offset("a", 2));
    fixture.wait_until(|fixture| fixture.years("a") == Some(2));
}

#[test]
fn an_unreadable_file_is_an_error_that_names_it() {
    let mut fixture = Fixture::new();
    // A dangling link cannot be read by root either.
    std::os::unix::fs::symlink("nothing", fixture.path().join("b.json")).unwrap();
    fixture.write("a.toml", offset("a", 1));
    fixture.follow();
    let message = fixture.status().last_error.unwrap().message;
    assert!(message.contains("b.json: "), "{message}");
    assert_eq!(fixture.years("a"), None);
    fs::remove_file(fixture.path().join("b.json")).unwrap();
    fixture.wait_until(|fixture| fixture.years("a") == Some(1));
}

#[test]
fn dropping_the_follower_ends_its_thread() {
    let mut fixture = Fixture::new();
    fixture.write("a.toml", offset("a", 1));
    fixture.follow();
    drop(fixture.follower.take());
    // The thread had the only other references.
    assert_eq!(std::sync::Arc::strong_count(&fixture.registry), 1);
    assert_eq!(fixture.years("a"), Some(1));
}

#[test]
fn reading_the_files_is_no_change() {
    let mut fixture = Fixture::new();
    fixture.write("a.toml", offset("a", 1));
    fixture.follow();
    fixture.write("a.toml", offset("a", 2));
    fixture.wait_until(|fixture| fixture.years("a") == Some(2));
    let revision = fixture.status().applied_revision;
    let success = fixture.status().last_success;
    for _ in 0..20 {
        fs::read(fixture.path().join("a.toml")).unwrap();
    }
    std::thread::sleep(Duration::from_millis(100));
    let status = fixture.status();
    assert_eq!(
        (status.applied_revision, status.last_success),
        (revision, success)
    );
}
