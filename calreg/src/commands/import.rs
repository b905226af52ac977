//! `calreg import`: converts a file of other software to a definition.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use calendar_registry_sources::definition::{Document, Format, import};

use crate::error::Error;

/// Arguments of `import`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// What the file is
    #[arg(value_enum, value_name = "SOFTWARE")]
    from: Software,
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A name of the calendar, the primary one first; by default the id in a Hijrah variant
    #[arg(
        long = "name",
        value_name = "NAME",
        required_if_eq("from", "fiscalclock")
    )]
    names: Vec<String>,
    /// Print JSON instead of TOML
    #[arg(long)]
    json: bool,
}

/// The software whose files can be read.
#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum Software {
    /// A Hijrah variant of java.time, hijrah-config-*.properties
    Hijrah,
    /// A definition of fiscalclock, JSON
    Fiscalclock,
}

/// Prints a file with one definition.
///
/// # Errors
/// If the file cannot be read or has what is not supported, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let file = arguments.file.display();
    let failed = |problem: &str| Error::Definitions(vec![format!("{file}: {problem}")]);
    let text = read(&arguments.file).map_err(|error| failed(&error.to_string()))?;
    let definition = match arguments.from {
        Software::Hijrah => import::hijrah(&text),
        Software::Fiscalclock => import::fiscalclock(&text, &arguments.names),
    };
    let mut definition = definition.map_err(|error| failed(&error.to_string()))?;
    if !arguments.names.is_empty() {
        definition.names.clone_from(&arguments.names);
    }
    let (format, end) = if arguments.json {
        (Format::Json, "\n")
    } else {
        (Format::Toml, "")
    };
    let written = format.write(&[definition]);
    let written = written.map_err(|error| failed(&error))?;
    Ok(write!(out, "{written}{end}")?)
}

/// Reads a file of at most the size that a file of definitions can have.
fn read(file: &Path) -> std::io::Result<String> {
    let limit = u64::try_from(Document::MAX_BYTES).unwrap_or(u64::MAX);
    let mut text = String::new();
    File::open(file)?.take(limit).read_to_string(&mut text)?;
    Ok(text)
}
