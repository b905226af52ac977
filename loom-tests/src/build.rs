//! Builds the models: from the sources, or from a copy that a patch is applied to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Binary, Failure, output};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Where everything is built: apart from the other builds, because the flags differ.
fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR");
    target
        .map_or_else(|| root().join("target"), PathBuf::from)
        .join("loom")
}

/// A cargo command with the flags that the models need.
fn cargo(directory: &Path, verb: &str) -> Command {
    let mut command = Command::new("cargo");
    let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
    command
        .current_dir(directory)
        .env("RUSTFLAGS", flags + " --cfg loom --cfg crossbeam_loom")
        .env("CARGO_TARGET_DIR", target())
        .args([verb, "--quiet", "--release", "-p", "loom-tests"]);
    command
}

/// Builds the models in a directory. The binary is copied, so that the next build does not
/// overwrite it.
fn build(directory: &Path, name: &str) -> Result<Binary, Failure> {
    output(cargo(directory, "build").args(["--bin", "models"]))?;
    let built = target().join("release/models");
    let kept = target().join(format!("models-{name}"));
    fs::copy(&built, &kept).map_err(|error| format!("{}: {error}", built.display()))?;
    Ok(Binary(kept))
}

/// Builds the models from the sources.
pub(crate) fn models() -> Result<Binary, Failure> {
    build(root(), "unchanged")
}

/// Runs `tests/downstream.rs`.
pub(crate) fn downstream() -> Result<(), Failure> {
    let printed = output(cargo(root(), "test").args(["--test", "downstream"]))?;
    println!("{printed}");
    Ok(())
}

/// A copy of the sources that patches are applied to.
pub(crate) struct Copy(PathBuf);

impl Copy {
    /// Copies the protocol, the models and the manifests.
    pub(crate) fn new() -> Result<Self, Failure> {
        let copy = Copy(target().join("copy"));
        let failed = |error: std::io::Error| format!("{}: {error}", copy.0.display());
        if copy.0.exists() {
            fs::remove_dir_all(&copy.0).map_err(failed)?;
        }
        for folder in ["src/registry", "src/sync", "loom-tests"] {
            copy_folder(&root().join(folder), &copy.0.join(folder)).map_err(failed)?;
        }
        for file in ["Cargo.lock", "loom-tests/Cargo.toml"] {
            fs::copy(root().join(file), copy.0.join(file)).map_err(failed)?;
        }
        // A workspace of this one member, with the same lints.
        let manifest = fs::read_to_string(root().join("Cargo.toml")).map_err(failed)?;
        let (workspace, _) = manifest
            .split_once("\n[package]")
            .ok_or("no [package] in Cargo.toml")?;
        let members = workspace.lines().map(|line| {
            if line.starts_with("members") {
                "members = [\"loom-tests\"]"
            } else {
                line
            }
        });
        let workspace: Vec<&str> = members.collect();
        fs::write(copy.0.join("Cargo.toml"), workspace.join("\n")).map_err(failed)?;
        // Only the whole crate needs this, and it is not copied.
        let manifest = copy.0.join("loom-tests/Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(failed)?;
        let text = text.replace("calendar-registry = { path = \"..\" }\n", "");
        fs::write(&manifest, text).map_err(failed)?;
        Ok(copy)
    }

    /// Builds the models with some files changed, and changes them back.
    pub(crate) fn build(
        &self,
        name: &str,
        changed: &[(PathBuf, String)],
    ) -> Result<Binary, Failure> {
        for (file, text) in changed {
            fs::write(self.0.join(file), text).map_err(|error| error.to_string())?;
        }
        let binary = build(&self.0, name);
        for (file, _) in changed {
            fs::copy(root().join(file), self.0.join(file)).map_err(|error| error.to_string())?;
            // Newer than the build, whatever the clock's resolution.
        }
        binary
    }
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
