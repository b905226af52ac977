//! The definitions in `definitions/`: each builds, and passes the conformance suite.
#![forbid(unsafe_code)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calendar_registry::{Backend, Registry, conformance};
use calendar_registry_sources::definition::{Document, Format};

/// Returns the files of `definitions/`.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../definitions");
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| Format::of(path).is_some()).collect();
    files.sort();
    assert!(files.len() >= 7, "{files:?}");
    files
}

fn built_in() -> impl Fn(&str) -> Option<Arc<dyn Backend>> {
    let registry = Registry::with_builtins();
    move |name| Some(Arc::clone(registry.resolve(name).ok()?.backend()))
}

#[test]
fn shipped_definitions_pass_the_conformance_suite() {
    for path in files() {
        let document = Document::read(&path).unwrap_or_else(|error| panic!("{error}"));
        let backends = document.build(&built_in());
        for backend in backends.unwrap_or_else(|error| panic!("{error}")) {
            let report = conformance::check(&*backend);
            if let Err(violation) = report {
                panic!("{}: {:?}: {violation}", path.display(), backend.names());
            }
        }
    }
}

#[test]
fn shipped_definitions_have_a_source() {
    for path in files() {
        for definition in Document::read(&path).unwrap().definitions() {
            assert!(definition.source.is_some(), "{:?}", definition.names);
        }
    }
}

#[test]
fn shipped_definitions_fit_into_one_registry() {
    let registry = Registry::with_builtins();
    let before = registry.snapshot().len();
    let mut count = 0;
    for path in files() {
        for backend in Document::read(&path).unwrap().build(&built_in()).unwrap() {
            registry
                .register(backend)
                .unwrap_or_else(|error| panic!("{error}"));
            count += 1;
        }
    }
    assert_eq!(registry.snapshot().len(), before + count);
}

#[test]
fn shipped_definitions_round_trip() {
    for path in files() {
        let document = Document::read(&path).unwrap();
        for format in [Format::Toml, Format::Json] {
            let text = format.write(document.definitions()).unwrap();
            let read = Document::parse("again", text, format).unwrap();
            assert_eq!(read.definitions(), document.definitions());
        }
    }
}
