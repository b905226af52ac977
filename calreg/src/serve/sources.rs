//! Where the calendars come from, besides the built-in ones: the options, and what the routes show.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use calendar_registry::Registry;
use calendar_registry_sources::directory::Directory;
use calendar_registry_sources::{Failure, Follower, Status, StatusHandle};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Error;

/// Options of the source of calendars.
#[derive(clap::Args, Clone, Default, Debug)]
pub(super) struct SourceOptions {
    /// A directory whose files *.toml and *.json define calendars; it is followed while it changes
    #[arg(long, env = "CALREG_CALENDARS", value_name = "DIRECTORY")]
    calendars: Option<PathBuf>,
    #[cfg(feature = "etcd")]
    #[command(flatten)]
    etcd: super::etcd::EtcdSourceOptions,
}

/// The source that a server follows, as its routes see it.
#[derive(Default, Debug)]
pub struct Source {
    pub(super) status: Option<StatusHandle>,
    #[cfg(feature = "etcd")]
    pub(super) editor: Option<super::editor::Editor>,
}

impl Source {
    /// Creates the source of a server that follows nothing but this status.
    #[must_use]
    pub fn of(status: StatusHandle) -> Self {
        Source {
            status: Some(status),
            #[cfg(feature = "etcd")]
            editor: None,
        }
    }

    /// Whether the calendars of the source were applied once, or there is no source.
    pub(super) fn is_synchronised(&self) -> bool {
        let status = self.status.as_ref();
        status.is_none_or(|status| status.applied_revision().is_some())
    }
}

impl SourceOptions {
    /// Begins to follow the source, if there is one. It ends when the follower is dropped.
    pub(super) fn follow(
        &self,
        registry: &Arc<Registry>,
    ) -> Result<(Option<Follower>, Source), Error> {
        let failed = |error: io::Error| {
            Error::Server(format!("cannot follow the source of calendars: {error}"))
        };
        if let Some(directory) = &self.calendars {
            let follower = Directory::new(directory).follow(Arc::clone(registry));
            let follower = follower.map_err(failed)?;
            let source = Source::of(follower.status().clone());
            return Ok((Some(follower), source));
        }
        #[cfg(feature = "etcd")]
        if let Some(followed) = self.etcd.follow(registry) {
            let (follower, source) = followed?;
            return Ok((Some(follower), source));
        }
        Ok((None, Source::default()))
    }
}

/// The answer of `/v1/status`.
#[derive(Serialize, ToSchema, Debug)]
pub(super) struct StatusView {
    /// The number of changes that the registry has published.
    generation: u64,
    /// The source of calendars. Absent if there are only the built-in ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<SourceView>,
}

#[derive(Serialize, ToSchema, Debug)]
struct SourceView {
    source: String,
    applied_revision: Option<u64>,
    seen_revision: Option<u64>,
    calendars: usize,
    connected: bool,
    from_disk: bool,
    last_success: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_error: Option<FailureView>,
    publications: u64,
    errors: u64,
}

#[derive(Serialize, ToSchema, Debug)]
struct FailureView {
    message: String,
    at: Option<String>,
}

impl StatusView {
    pub(super) fn of(registry: &Registry, source: &Source) -> Self {
        let status = source.status.as_ref();
        StatusView {
            generation: registry.generation(),
            source: status.map(|status| SourceView::of(status.get())),
        }
    }
}

impl SourceView {
    fn of(status: Status) -> Self {
        SourceView {
            source: status.source,
            applied_revision: status.applied_revision,
            seen_revision: status.seen_revision,
            calendars: status.calendars,
            connected: status.connected,
            from_disk: status.from_disk,
            last_success: status.last_success.and_then(timestamp),
            last_error: status.last_error.map(FailureView::of),
            publications: status.publications,
            errors: status.errors,
        }
    }
}

impl FailureView {
    fn of(failure: Failure) -> Self {
        FailureView {
            message: failure.message,
            at: timestamp(failure.at),
        }
    }
}

/// Writes a time as RFC 3339 in UTC, with milliseconds. `None` if the clock is outside its range.
fn timestamp(time: SystemTime) -> Option<String> {
    let timestamp = jiff::Timestamp::try_from(time).ok()?;
    Some(format!("{timestamp:.3}"))
}
