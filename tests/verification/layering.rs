//! The layers of `docs/architecture.md`, checked by reading the sources: only `src/sync/` names the
//! primitives that threads share, and `src/registry/` knows no calendar. (Lints restrict unsafe code.)

use std::fs;
use std::path::Path;

/// `std::sync::Arc` and other harmless items come through `src/sync/` too.
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

/// Returns the lines of code, without comments and without unit tests at the end.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
    lines.map(|line| line.split("//").next().unwrap_or_default())
}

/// Returns the lines of code that name a primitive.
fn primitives(text: &str) -> Vec<&str> {
    let names = |line: &&str| PRIMITIVES.iter().any(|name| line.contains(name));
    code(text).filter(names).collect()
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

#[test]
fn protocol_uses_no_other_module_than_sync() {
    let (mut files, mut foreign) = (0, Vec::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/registry");
    for_each_source(&folder, &mut |path, text| {
        files += 1;
        let names = |line: &&str| line.contains("crate::") && !line.contains("crate::sync");
        foreign.extend(
            code(text)
                .filter(names)
                .map(|line| format!("{}: {line}", path.display())),
        );
    });
    assert!(foreign.is_empty(), "{foreign:#?}");
    assert!(files > 5);
}

/// A call that parks would make readers wake the writer when they leave a shard of the index. The
/// models have another index, so this reads the source.
#[test]
fn index_never_parks() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sync/real.rs");
    let text = fs::read_to_string(path).unwrap();
    let (_, index) = text.split_once("impl<V> Index<V> {").unwrap();
    let (index, _) = index.split_once("\n}\n").unwrap();
    let calls = index.split("self.0").skip(1);
    let mut methods: Vec<&str> = calls
        .map(|call| {
            call.trim_start()
                .trim_start_matches('.')
                .split('(')
                .next()
                .unwrap()
        })
        .collect();
    methods.sort_unstable();
    assert_eq!(methods, ["iter", "try_entry", "try_get"]);
}
