//! `calreg man`: manual pages.

use std::io::Write;

use clap::Command;
use clap_mangen::Man;

use crate::error::Error;

/// What the page describes, for its last line.
const SOURCE: &str = concat!("calreg ", env!("CARGO_PKG_VERSION"));

/// Arguments of `man`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The command to describe; by default calreg itself
    command: Option<String>,
}

/// Prints the manual page of `command` or one of its subcommands, in the format of `man`.
///
/// # Errors
/// If there is no such subcommand, or the output cannot be written.
pub fn run(arguments: &Arguments, mut command: Command, out: &mut impl Write) -> Result<(), Error> {
    // Gives the subcommands their full names.
    command.build();
    let page = match &arguments.command {
        None => command,
        Some(name) => subcommand(&mut command, name)?,
    };
    Ok(Man::new(page).source(SOURCE).render(out)?)
}

fn subcommand(command: &mut Command, name: &str) -> Result<Command, Error> {
    if let Some(found) = command.find_subcommand(name) {
        return Ok(found.clone());
    }
    let error = format!("there is no command {name:?}; calreg help lists the commands");
    Err(Error::Usage(
        command.error(clap::error::ErrorKind::InvalidSubcommand, error),
    ))
}
