//! `calreg completions`: scripts that complete the command in a shell.

use std::io::Write;

use clap_complete::Shell;

use crate::cli::{Cli, Error};

/// What `completions` can be told.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints the script.
///
/// # Errors
/// If the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    let mut command = Cli::description();
    clap_complete::generate(arguments.shell, &mut command, "calreg", &mut script);
    Ok(out.write_all(&script)?)
}
