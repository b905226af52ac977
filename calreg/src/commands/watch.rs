//! `calreg watch`: prints the changes of the calendars in etcd.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use calendar_registry::{Calendar, Registry};
use calendar_registry_sources::Status;
use calendar_registry_sources::etcd::Etcd;

use super::options::EtcdOptions;
use crate::error::Error;

/// How often the status is looked at for errors.
const INTERVAL: Duration = Duration::from_millis(200);

/// Arguments of `watch`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    etcd: EtcdOptions,
}

/// Follows the calendars as a server does, and prints a line for each change and each error, until it
/// is interrupted.
///
/// # Errors
/// If an endpoint is wrong, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let registry = Arc::new(Registry::with_builtins());
    let builtin = registry.snapshot();
    let EtcdOptions { etcd, prefix } = &arguments.etcd;
    let follower = Etcd::new(etcd).prefix(prefix).follow(Arc::clone(&registry));
    let follower =
        follower.map_err(|error| Error::Server(format!("cannot follow etcd: {error}")))?;
    let mut shown = Shown::default();
    loop {
        let status = follower.status().get();
        let snapshot = registry.snapshot();
        let own = snapshot
            .iter()
            .filter(|own| builtin.get(own.id()).is_none());
        let own = own.map(|own| (own.name().to_owned(), own.clone()));
        shown.show(&status, own.collect(), out)?;
        out.flush()?;
        let next = status
            .applied_revision
            .map_or(0, |revision| revision.saturating_add(1));
        // Ends early with the next revision.
        let _ = follower.status().wait_for_revision(next, INTERVAL);
    }
}

/// What was printed last.
#[derive(Default)]
struct Shown {
    revision: Option<u64>,
    calendars: BTreeMap<String, Calendar>,
    error: Option<String>,
}

impl Shown {
    fn show(
        &mut self,
        status: &Status,
        calendars: BTreeMap<String, Calendar>,
        out: &mut impl Write,
    ) -> Result<(), Error> {
        let error = status
            .last_error
            .as_ref()
            .map(|error| error.message.clone());
        if let Some(error) = error.as_ref().filter(|_| error != self.error) {
            writeln!(out, "error: {error}")?;
        }
        self.error = error;
        if status.applied_revision == self.revision {
            return Ok(());
        }
        self.revision = status.applied_revision;
        writeln!(out, "revision {}", self.revision.unwrap_or(0))?;
        for (name, calendar) in &calendars {
            match self.calendars.get(name) {
                None => writeln!(out, "  + {name}")?,
                Some(old) if old != calendar => writeln!(out, "  * {name}")?,
                Some(_) => {}
            }
        }
        for name in self
            .calendars
            .keys()
            .filter(|name| !calendars.contains_key(*name))
        {
            writeln!(out, "  - {name}")?;
        }
        self.calendars = calendars;
        Ok(())
    }
}
