//! What a directory may have.

use std::fs;

use calendar_registry_sources::definition::Document;

use crate::{Fixture, offset};

#[test]
fn a_file_that_is_too_large_is_rejected() {
    let mut fixture = Fixture::new();
    fixture.write("a.toml", vec![b'#'; Document::MAX_BYTES + 1]);
    fixture.follow();
    let message = fixture.status().last_error.unwrap().message;
    assert!(
        message.contains("a.toml: the file has more than"),
        "{message}"
    );
}

#[test]
fn too_many_files_are_rejected() {
    let mut fixture = Fixture::new();
    for index in 0..1001 {
        fixture.write(&format!("{index}.toml"), "schema = 1");
    }
    fixture.follow();
    let message = fixture.status().last_error.unwrap().message;
    assert!(message.contains("more than 1000 files"), "{message}");
}

#[test]
fn other_files_are_ignored() {
    let mut fixture = Fixture::new();
    fixture.write("a.toml", offset("a", 1));
    fixture.write(".b.toml", "hidden");
    fixture.write("c.toml~", "a copy of an editor");
    fixture.write("README", "no definition");
    fs::create_dir(fixture.path().join("d.toml")).unwrap();
    // To open it blocks until someone writes to it.
    let made = std::process::Command::new("mkfifo")
        .arg(fixture.path().join("e.toml"))
        .status();
    assert!(made.unwrap().success());
    fixture.follow();
    assert_eq!(
        (fixture.years("a"), fixture.status().last_error),
        (Some(1), None)
    );
}

#[test]
fn a_name_in_two_files_is_an_error() {
    let mut fixture = Fixture::new();
    fixture.write("a.toml", offset("same", 1));
    fixture.write("b.toml", offset("Same", 2));
    fixture.follow();
    let message = fixture.status().last_error.unwrap().message;
    assert!(message.contains("the definition \"same\" too"), "{message}");
    assert_eq!(fixture.years("same"), None);
}
