//! Makes cldr.bin. `README.md` says how to call it.
#![forbid(unsafe_code)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a panic is a failed run, and the messages are for the person who runs it"
)]

mod container;
mod locales;
mod numberings;
mod package;
mod pool;
mod resolve;
mod supplemental;
mod tables;
mod xml;

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use locales::Locales;
use package::Package;
use resolve::Resolver;

const USAGE: &str = "usage: cldr-tool PACKAGE [--locales TAG,TAG…] [-o FILE]
PACKAGE is the file that `npm pack cldr@8.0.0` writes, or the folder into which it was unpacked.";

/// The arguments of the command line.
struct Arguments {
    package: PathBuf,
    /// Only these locales and their parents; empty: all.
    locales: Vec<String>,
    output: PathBuf,
}

impl Arguments {
    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut package = None;
        let mut locales = Vec::new();
        let mut output = PathBuf::from("cldr.bin");
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--locales" => locales = arguments.next()?.split(',').map(str::to_owned).collect(),
                "-o" => output = arguments.next()?.into(),
                _ if package.is_none() && !argument.starts_with('-') => {
                    package = Some(argument.into());
                }
                _ => return None,
            }
        }
        Some(Self {
            package: package?,
            locales,
            output,
        })
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let package = Package::read(&arguments.package)?;
    let mut locales = Locales::read(&package)?;
    if !arguments.locales.is_empty() {
        locales.keep(&arguments.locales)?;
    }
    let mut resolver = Resolver::read(&package, &locales)?;
    let numberings = numberings::read(&package)?;
    let [texts, nodes, rows] = tables::pack(&locales, &mut resolver, &numberings)?;
    let sections = [
        (container::TEXTS, texts),
        (container::NODES, nodes),
        (container::ROWS, rows),
        (container::SUPPLEMENTAL, supplemental::pack(&package)?),
    ];
    fs::write(&arguments.output, container::pack(&sections)?)?;
    Ok(())
}

fn main() -> ExitCode {
    let Some(arguments) = Arguments::read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cldr-tool: {error}");
            ExitCode::FAILURE
        }
    }
}
