//! What the command line does where its output cannot go.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::process::{Command, Output, Stdio};

/// Runs the binary with something else than a pipe to print to.
fn into(stdout: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_calreg"));
    command.args(["list"]).stdout(stdout).stderr(Stdio::piped());
    command.spawn().unwrap().wait_with_output().unwrap()
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = into(writer.into());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = into(full.into());
    assert!(
        String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write the answer: ")
    );
    assert_eq!(output.status.code(), Some(1));
}
