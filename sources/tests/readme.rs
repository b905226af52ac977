//! The definitions in the README are right.
#![forbid(unsafe_code)]
#![allow(clippy::panic, clippy::unwrap_used, reason = "tests may panic")]

use std::collections::BTreeSet;
use std::sync::Arc;

use calendar_registry::{Registry, conformance};
use calendar_registry_sources::definition::{Document, Format, Kind};

#[test]
fn definitions_in_the_readme_pass_the_conformance_suite() {
    let readme = include_str!("../README.md");
    let registry = Registry::with_builtins();
    let base = |name: &str| Some(Arc::clone(registry.resolve(name).ok()?.backend()));
    let mut kinds = BTreeSet::new();
    for block in readme.split("```toml\n").skip(1) {
        let text = block.split("```").next().unwrap();
        let document = Document::parse("README.md", text, Format::Toml);
        let document = document.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let built = document.build(&base);
        for backend in built.unwrap_or_else(|error| panic!("{error}\n{text}")) {
            conformance::check(&*backend).unwrap_or_else(|error| panic!("{error}\n{text}"));
        }
        let definitions = document.definitions().iter();
        kinds.extend(definitions.map(|definition| definition.kind.tag()));
    }
    let all: BTreeSet<&str> = Kind::TAGS.iter().copied().collect();
    assert_eq!(kinds, all, "an example for each kind");
}
