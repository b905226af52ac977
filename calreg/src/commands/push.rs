//! `calreg push`: writes definitions to etcd.

use std::io::Write;
use std::path::PathBuf;

use calendar_registry_sources::definition::{Definition, Document};
use calendar_registry_sources::etcd::{PushError, Writer};

use super::options::EtcdOptions;
use crate::error::Error;

/// Arguments of `push`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Files of definitions: *.toml or *.json
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    etcd: EtcdOptions,
}

/// Writes the calendars of all files in one transaction, and prints its revision.
///
/// # Errors
/// If a file is wrong, readers would reject the calendars, or etcd does not answer.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let mut definitions: Vec<Definition> = Vec::new();
    for file in &arguments.files {
        let document = Document::read(file);
        let document = document.map_err(|error| Error::Server(error.to_string()))?;
        definitions.extend(document.into_definitions());
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let EtcdOptions { etcd, prefix } = &arguments.etcd;
    let pushed = runtime.block_on(async {
        let mut writer = Writer::connect(etcd, prefix).await?;
        writer.push(&definitions).await
    });
    let revision = pushed.map_err(|error: PushError| Error::Server(error.to_string()))?;
    Ok(writeln!(out, "revision {revision}")?)
}
