//! Chooses the file of data: `cldr.bin`, or the one that the environment variable
//! `CALENDAR_REGISTRY_CLDR` names, such as one that `tools/cldr --locales` made.

use std::env;
use std::path::{Path, PathBuf};

const VARIABLE: &str = "CALENDAR_REGISTRY_CLDR";

fn main() {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    let own = || Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("cldr.bin");
    let file = env::var_os(VARIABLE).map_or_else(own, PathBuf::from);
    let file = file.display();
    println!("cargo::rerun-if-changed={file}");
    println!("cargo::rustc-env={VARIABLE}_FILE={file}");
}
