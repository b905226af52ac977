//! The layers of `docs/architecture.md`, checked by reading the sources: only `src/sync/` names the
//! primitives that threads share. (Unsafe code is restricted by lints.)

use std::fs;
use std::path::Path;

/// `std::sync::Arc` and other harmless items come through `src/sync/` too.
const PRIMITIVES: [&str; 8] = [
    "std::sync",
    "core::sync",
    "alloc::sync",
    "arc_swap",
    "dashmap",
    "crossbeam_epoch",
    "loom::",
    "thread_local!",
];

/// Returns the lines of code that name a primitive. Comments do not count, nor unit tests at the end.
fn primitives(text: &str) -> Vec<&str> {
    let lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
    let code = lines.map(|line| line.split("//").next().unwrap_or_default());
    code.filter(|line| PRIMITIVES.iter().any(|name| line.contains(name)))
        .collect()
}

/// Calls `check` with each source file and its text, except unit tests.
fn for_each_source(folder: &Path, check: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("tests") || path.ends_with("tests.rs") {
            continue;
        }
        if path.is_dir() {
            for_each_source(&path, check);
        } else {
            check(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn only_sync_names_primitives() {
    let (mut allowed, mut forbidden) = (0, Vec::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for_each_source(&folder, &mut |path, text| {
        let found = primitives(text);
        if path.starts_with(folder.join("sync")) {
            allowed += found.len();
        } else if !found.is_empty() {
            forbidden.push(format!("{}: {found:#?}", path.display()));
        }
    });
    assert!(forbidden.is_empty(), "use src/sync/: {forbidden:#?}");
    // So that a search that finds nothing does not pass.
    assert!(allowed > 5);
}
