//! [`Receiver`]: applies what the protocol publishes, and stores it.

use std::sync::Arc;

use calendar_registry::Registry;

use super::drive::Sink;
use super::entry::Reader;
use super::last_good::LastGood;
use super::protocol::Publication;
use super::transport::{Header, TransportError};
use crate::apply::Applier;
use crate::set::DefinitionSet;
use crate::status::StatusHandle;

/// Applies each published state to a registry.
///
/// ```
/// use std::sync::Arc;
/// use calendar_registry::Registry;
/// use calendar_registry_sources::StatusHandle;
/// use calendar_registry_sources::etcd::{Entries, Publication, Receiver, Sink};
///
/// let (registry, status) = (Arc::new(Registry::with_builtins()), StatusHandle::new("test"));
/// let mut receiver = Receiver::new(registry, status.clone(), "/calendars/", None);
/// receiver.publish(Publication {
///     revision: 7,
///     cluster: 1,
///     entries: &Entries::new(),
///     changed: true,
///     resynchronised: false,
/// });
/// assert_eq!(status.applied_revision(), Some(7));
/// ```
#[derive(Debug)]
pub struct Receiver {
    applier: Applier,
    reader: Reader,
    last_good: Option<LastGood>,
    /// A set that is applied and not stored yet, with its cluster.
    unsaved: Option<(u64, DefinitionSet)>,
    /// Whether the entries of the latest revision are applied.
    is_good: bool,
}

impl Receiver {
    /// Creates a receiver for the entries of a prefix.
    #[must_use]
    pub fn new(
        registry: Arc<Registry>,
        status: StatusHandle,
        prefix: impl Into<String>,
        last_good: Option<LastGood>,
    ) -> Self {
        Receiver {
            applier: Applier::new(registry, status),
            reader: Reader::new(prefix.into()),
            last_good,
            unsaved: None,
            is_good: false,
        }
    }

    /// Applies the set on disk, if there is one. Returns what revision it is of.
    pub fn start_from_disk(&mut self) -> Option<Header> {
        let last_good = self.last_good.as_ref()?;
        match last_good.load() {
            Ok(stored) => {
                let (header, set) = stored?;
                self.applier.apply(&set).ok()?;
                self.applier.status().started_from_disk();
                Some(header)
            }
            Err(error) => {
                let path = last_good.path().display();
                self.report(&format_args!("{path}: {error}"));
                None
            }
        }
    }

    /// Records that what is applied is right, which ends an error of the connection.
    fn confirm(&self, revision: u64) {
        let status = self.applier.status();
        status.applied(revision, status.get().calendars, false);
    }

    fn report(&self, error: &dyn std::fmt::Display) {
        tracing::warn!(%error, "the source of calendars has failed");
        self.applier.status().failed(error);
    }

    fn apply(&mut self, publication: Publication<'_>) {
        let revision = publication.revision;
        match self.reader.read(publication.entries) {
            Ok(definitions) => {
                let set = DefinitionSet {
                    revision,
                    definitions,
                };
                self.is_good = self.applier.apply(&set).is_ok();
                if self.is_good && self.last_good.is_some() {
                    self.unsaved = Some((publication.cluster, set));
                }
            }
            Err(error) => {
                self.is_good = false;
                self.applier.status().seen(revision);
                self.report(&error);
            }
        }
    }
}

impl Sink for Receiver {
    fn publish(&mut self, publication: Publication<'_>) {
        self.applier.status().connected(true);
        if publication.resynchronised {
            tracing::warn!(
                revision = publication.revision,
                "the cluster was restored: the calendars are synchronised anew"
            );
        }
        if publication.changed {
            self.apply(publication);
        } else if self.is_good {
            // What is applied is the state of the later revision too.
            self.confirm(publication.revision);
        } else {
            self.applier.status().seen(publication.revision);
        }
    }

    fn connected(&mut self) {
        let status = self.applier.status();
        status.connected(true);
        if let Some(revision) = status.applied_revision().filter(|_| self.is_good) {
            self.confirm(revision);
        }
    }

    fn failed(&mut self, error: &TransportError) {
        self.applier.status().connected(false);
        self.report(error);
    }

    /// Stores the latest set. A burst of revisions is stored once.
    fn settled(&mut self) {
        let (Some((cluster, set)), Some(last_good)) = (&self.unsaved, &self.last_good) else {
            return;
        };
        match last_good.store(*cluster, set) {
            Ok(()) => self.unsaved = None,
            // It is tried again after the next message.
            Err(error) => {
                let path = last_good.path().display();
                self.report(&format_args!("{path}: cannot store the set: {error}"));
            }
        }
    }
}
