//! Tests of output that cannot be written.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::process::{Command, Output, Stdio};

/// Runs `calreg list` with this standard output.
fn list_to(stdout: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_calreg"));
    command.args(["list"]).stdout(stdout).stderr(Stdio::piped());
    command.spawn().unwrap().wait_with_output().unwrap()
}

#[test]
fn closed_pipe_is_not_an_error() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = list_to(writer.into());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn closed_pipe_ends_a_command_that_reads_lines() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_calreg"));
    command.args(["convert", "-"]).stdin(Stdio::piped());
    command.stdout(writer).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Standard input stays open: the command ends because of its output.
    let mut stdin = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, b"2026-11-22\n").unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(0));
    drop(stdin);
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_is_an_error() {
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = list_to(full.into());
    assert!(
        String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write the output: ")
    );
    assert_eq!(output.status.code(), Some(1));
}
