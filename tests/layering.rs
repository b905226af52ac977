//! The layers of `docs/architecture.md`, checked in the sources: only `src/sync/` names the primitives
//! that threads share, `src/registry/` knows no calendar, and unsafe code is allowed file by file.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// What only `src/sync/` may name. `std::sync::Arc` and the like come through it too.
const PRIMITIVES: [&str; 9] = [
    "std::sync",
    "core::sync",
    "alloc::sync",
    "arc_swap",
    "dashmap",
    "crossbeam_epoch",
    "crossbeam_utils",
    "loom::",
    "thread_local!",
];

/// How many lines over an `unsafe` its reason may begin.
const REACH: usize = 12;

struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// The lines of code, with their numbers from 1: without comments, and without what a unit test
    /// at the end of the file needs for itself.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().take_while(|line| *line != "#[cfg(test)]");
        let code = lines.map(|line| line.split("//").next().unwrap_or_default());
        code.enumerate().map(|(at, line)| (at + 1, line))
    }

    fn is_door(&self) -> bool {
        self.path
            .components()
            .any(|part| part.as_os_str() == "sync")
    }

    fn is_protocol(&self) -> bool {
        self.path.starts_with(source_folder().join("registry"))
    }

    /// The crate's root denies unsafe code; a file that has some allows it, with a reason.
    fn allows_unsafe(&self) -> bool {
        self.code()
            .any(|(_, line)| line.contains("#![allow(unsafe_code, reason = "))
    }

    fn has_unsafe(&self) -> bool {
        self.code().any(|(_, line)| uses_unsafe(line))
    }
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![source_folder()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // Unit tests may name what they like.
            if path.ends_with("tests") || path.ends_with("tests.rs") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(Source {
                    text: fs::read_to_string(&path).unwrap(),
                    path,
                });
            }
        }
    }
    assert!(
        found.len() > 20,
        "the sources are not where they were looked for"
    );
    found
}

/// The places where a text names a primitive.
fn primitives(source: &Source) -> Vec<String> {
    let named = source
        .code()
        .filter(|(_, line)| PRIMITIVES.iter().any(|name| line.contains(name)));
    named.map(|(at, line)| place(source, at, line)).collect()
}

/// `unsafe` as a word of its own: not `unsafe_code`.
fn uses_unsafe(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|word| word == "unsafe")
}

/// The places where code is unsafe and no reason stands near.
fn without_reason(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.text.lines().collect();
    let reasoned = |at: usize| {
        lines[at.saturating_sub(REACH)..at]
            .iter()
            .any(|line| line.contains("SAFETY:") || line.contains("# Safety"))
    };
    let bare = source
        .code()
        .filter(|(at, line)| uses_unsafe(line) && !reasoned(*at));
    bare.map(|(at, line)| place(source, at, line)).collect()
}

fn place(source: &Source, at: usize, line: &str) -> String {
    format!("{}:{at}: {}", source.path.display(), line.trim())
}

#[test]
fn only_sync_names_primitives() {
    let sources = sources();
    let named: Vec<String> = sources
        .iter()
        .filter(|source| !source.is_door())
        .flat_map(primitives)
        .collect();
    assert!(
        named.is_empty(),
        "use what src/sync/ offers:\n{}",
        named.join("\n")
    );
    assert!(
        sources
            .iter()
            .filter(|source| source.is_door())
            .flat_map(primitives)
            .count()
            > 5
    );
}

#[test]
fn registry_knows_no_calendar() {
    let sources = sources();
    let protocol: Vec<&Source> = sources.iter().filter(|s| s.is_protocol()).collect();
    assert!(protocol.len() > 5);
    let foreign = |line: &str| {
        let mut names = line.split("crate::").skip(1);
        names.any(|name| !name.starts_with("sync") && !name.starts_with("registry"))
    };
    let named: Vec<String> = protocol
        .into_iter()
        .flat_map(|source| {
            let lines = source.code().filter(|(_, line)| {
                foreign(&line.replace("pub(crate)", "")) && !line.contains("pub(in")
            });
            lines.map(|(at, line)| place(source, at, line))
        })
        .collect();
    assert!(
        named.is_empty(),
        "src/registry/ uses src/sync/ alone:\n{}",
        named.join("\n")
    );
}

#[test]
fn files_with_unsafe_code_allow_it_and_no_others() {
    let wrong: Vec<String> = sources()
        .iter()
        .filter(|source| source.allows_unsafe() != source.has_unsafe())
        .map(|source| source.path.display().to_string())
        .collect();
    assert!(
        wrong.is_empty(),
        "unsafe code and #![allow(unsafe_code, reason = …)] go together:\n{}",
        wrong.join("\n")
    );
    let root = fs::read_to_string(source_folder().join("lib.rs")).unwrap();
    assert!(root.contains("#![deny(unsafe_code)]"));
}

#[test]
fn unsafe_code_has_a_reason() {
    let sources = sources();
    let bare: Vec<String> = sources.iter().flat_map(without_reason).collect();
    assert!(
        bare.is_empty(),
        "these need a SAFETY line:\n{}",
        bare.join("\n")
    );
    assert!(
        sources
            .iter()
            .any(|source| source.code().any(|(_, line)| uses_unsafe(line)))
    );
}

/// A check that cannot fail checks nothing.
#[test]
fn the_checks_can_fail() {
    let source = |text: &str| Source {
        path: PathBuf::from("src/x.rs"),
        text: text.to_owned(),
    };
    assert_eq!(
        primitives(&source("use std::sync::Mutex;\nlet x = 1;")).len(),
        1
    );
    assert_eq!(
        primitives(&source(
            "// as std::sync::Mutex does\nuse crate::sync::Mutex;"
        ))
        .len(),
        0
    );
    assert_eq!(without_reason(&source("let x = unsafe { y() };")).len(), 1);
    assert_eq!(
        without_reason(&source("// SAFETY: y is there\nlet x = unsafe { y() };")).len(),
        0
    );
    assert!(!uses_unsafe("#![forbid(unsafe_code)]"));
    assert!(!source("mod x;").allows_unsafe());
}
