//! Runs the binary.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

pub(crate) fn calreg(arguments: &[&str]) -> Output {
    calreg_with(&[], arguments)
}

/// Runs a command with these variables in an environment that has no locale.
pub(crate) fn calreg_with(variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let variables = variables.iter().copied();
    command(arguments).envs(variables).output().unwrap()
}

/// A command in an environment that has no locale.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_calreg"));
    without_locale(&mut command);
    command.args(arguments);
    command
}

/// Removes the variables that change what commands print.
pub(crate) fn without_locale(command: &mut Command) {
    for name in ["NO_COLOR", "LC_ALL", "LC_TIME", "LANG"] {
        command.env_remove(name);
    }
}

/// Runs a command with this text on its standard input.
pub(crate) fn piped(input: &[u8], arguments: &[&str]) -> Output {
    let mut command = command(arguments);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // The command may stop reading early.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
}

pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Runs a command that must succeed without errors, and returns its output.
#[track_caller]
pub(crate) fn printed(arguments: &[&str]) -> String {
    let output = calreg(arguments);
    assert_eq!(text(&output.stderr), "", "{arguments:?}");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    text(&output.stdout).to_owned()
}

/// Runs a command that must fail with this exit code, and returns its errors.
#[track_caller]
pub(crate) fn failed(code: i32, arguments: &[&str]) -> String {
    let output = calreg(arguments);
    assert_eq!(text(&output.stdout), "", "{arguments:?}");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    text(&output.stderr).to_owned()
}

pub(crate) fn json(arguments: &[&str]) -> Value {
    let line = printed(arguments);
    assert_eq!(line.matches('\n').count(), 1, "one line: {line}");
    serde_json::from_str(&line).unwrap()
}
