//! `calreg completions`: scripts that complete the command in a shell.

use std::io::Write;

use clap_complete::Shell;

use crate::error::Error;

/// Arguments of `completions`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints the script for `command`.
///
/// # Errors
/// If the output cannot be written.
pub fn run(
    arguments: &Arguments,
    command: &mut clap::Command,
    out: &mut impl Write,
) -> Result<(), Error> {
    // The generator panics on a write error, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, command, "calreg", &mut script);
    Ok(out.write_all(&script)?)
}
