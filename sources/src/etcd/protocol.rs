//! [`Protocol`]: the state machine that follows the keys of a prefix.
//!
//! ```text
//!            ┌────────── compacted, other cluster, fallen revision, interval ──────────┐
//!            ▼                                                                         │
//!  start ─▶ List ──────────▶ Watch ──────────▶ Created ──────────▶ Live ───────────────┤
//!            ▲ entries at R   ▲ from R + 1      first message       events, progress   │
//!            │                │                                                        │
//!            └──── Backoff ───┴────────────────── any error ───────────────────────────┘
//! ```
//!
//! The machine makes no calls and reads no clock: [`Protocol::next`] says what to do, and one of the
//! methods `on_…` takes the result. So a simulation can run it through any history.
//!
//! The rules:
//!
//! 1. A listing at revision R is followed by a watch from R + 1, so no change is missed between them.
//! 2. All events of one revision are one publication. Revisions up to the present one are ignored, so
//!    a message that is delivered twice does nothing.
//! 3. A watch whose revision was compacted gets no events: list again. The listing replaces all
//!    entries, so keys that were deleted meanwhile are deleted here too.
//! 4. After an error the watch is resumed where it was, after a time that doubles with each failure,
//!    with jitter. After several failures the entries are listed, in case the watch itself is what
//!    fails.
//! 5. A server whose revision is lower than ours may only lag behind. The listing decides, because it
//!    asks a majority: if its revision is lower, or its cluster another one, the cluster was restored,
//!    and the listing is a full resynchronisation. Only then does the revision fall.
//! 6. The entries are also listed at an interval, in case that a server has lost an event.

use std::time::Duration;

use super::backoff::Backoff;
use super::transport::{Entries, Event, Header, Listing, Message, TransportError};

/// After this many failures in a row the entries are listed before the next watch.
const FAILURES_BEFORE_LISTING: u32 = 3;

/// The times of a [`Protocol`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Timing {
    /// How often all entries are listed without a reason.
    pub interval: Duration,
    /// How long a watch may take until its first message.
    pub created: Duration,
    /// The pause after the first failure.
    pub first_pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Timing {
            interval: Duration::from_secs(300),
            created: Duration::from_secs(10),
            first_pause: Duration::from_millis(50),
            longest_pause: Duration::from_secs(1),
        }
    }
}

/// What to do next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// List all entries, then call [`Protocol::on_listed`].
    List,
    /// Begin a watch, then call [`Protocol::on_watched`].
    Watch {
        /// The first revision of interest.
        from: u64,
    },
    /// Wait for a message, then call [`Protocol::on_message`] or [`Protocol::on_failure`].
    Receive {
        /// How long.
        within: Duration,
    },
    /// Wait, then go on.
    Sleep(Duration),
}

/// A state to apply.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'p> {
    /// The revision.
    pub revision: u64,
    /// The cluster that it is of.
    pub cluster: u64,
    /// All entries at the revision.
    pub entries: &'p Entries,
    /// Whether an entry may have changed. If not, only the revision has.
    pub changed: bool,
    /// Whether the cluster was restored or replaced, so that the revision may be lower than before.
    pub resynchronised: bool,
}

/// Follows the keys of a prefix: a state machine without calls and without a clock.
///
/// [`drive`](super::drive()) runs it over a [`Transport`](super::Transport).
///
/// ```
/// use std::time::Duration;
/// use calendar_registry_sources::etcd::{Entries, Header, Listing, Protocol, Step, Timing};
///
/// let mut protocol = Protocol::new(Timing::default(), 1);
/// let now = Duration::ZERO;
/// assert_eq!(protocol.next(now), Step::List);
///
/// let header = Header { cluster: 1, revision: 7 };
/// let listing = Listing { header, entries: Entries::new() };
/// let mut published = Vec::new();
/// protocol.on_listed(now, listing, &mut |state| published.push(state.revision));
/// assert_eq!(published, [7]);
/// assert_eq!(protocol.next(now), Step::Watch { from: 8 });
/// ```
#[derive(Debug)]
pub struct Protocol {
    timing: Timing,
    backoff: Backoff,
    mode: Mode,
    cluster: Option<u64>,
    /// The revision of `entries`. 0 before the first listing, as no cluster has it.
    revision: u64,
    entries: Entries,
    /// When the next listing is due. `None` if a watch cannot be resumed without one.
    listing_due: Option<Duration>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mode {
    List,
    Watch,
    /// The watch is requested, and its first message has not arrived.
    Created,
    Live,
    Backoff {
        until: Duration,
    },
}

impl Protocol {
    /// Creates a machine that knows nothing yet. `seed` decides the jitter.
    #[must_use]
    pub fn new(timing: Timing, seed: u64) -> Self {
        Protocol {
            timing,
            backoff: Backoff::new(timing.first_pause, timing.longest_pause, seed),
            mode: Mode::List,
            cluster: None,
            revision: 0,
            entries: Entries::new(),
            listing_due: None,
        }
    }

    /// Starts from a state that an earlier process has stored. It is replaced by the first listing.
    pub fn resume(&mut self, header: Header) {
        self.cluster = Some(header.cluster);
        self.revision = header.revision;
    }

    /// Says what to do at this time.
    pub fn next(&mut self, now: Duration) -> Step {
        if let Mode::Backoff { until } = self.mode {
            if now < until {
                return Step::Sleep(until.saturating_sub(now));
            }
            let lists =
                self.is_listing_due(now) || self.backoff.failures() >= FAILURES_BEFORE_LISTING;
            self.mode = if lists { Mode::List } else { Mode::Watch };
        }
        match self.mode {
            Mode::List | Mode::Backoff { .. } => Step::List,
            Mode::Watch => Step::Watch {
                from: self.revision.saturating_add(1),
            },
            Mode::Created => Step::Receive {
                within: self.timing.created,
            },
            Mode::Live if self.is_listing_due(now) => Step::List,
            Mode::Live => Step::Receive {
                within: self.listing_due.unwrap_or(now).saturating_sub(now),
            },
        }
    }

    /// Returns whether the watch delivers.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.mode == Mode::Live
    }

    /// Takes a listing, which replaces all entries.
    pub fn on_listed(
        &mut self,
        now: Duration,
        listing: Listing,
        publish: &mut dyn FnMut(Publication<'_>),
    ) {
        let Header { cluster, revision } = listing.header;
        let other = self.cluster.is_some_and(|own| own != cluster);
        let resynchronised = other || revision < self.revision;
        self.cluster = Some(cluster);
        self.revision = revision;
        self.entries = listing.entries;
        self.listing_due = Some(now.saturating_add(self.backoff.jitter(self.timing.interval)));
        self.mode = Mode::Watch;
        publish(Publication {
            revision,
            cluster,
            entries: &self.entries,
            changed: true,
            resynchronised,
        });
    }

    /// Takes note that a watch was requested.
    pub fn on_watched(&mut self) {
        self.mode = Mode::Created;
    }

    /// Takes a failure of any call, or that a message did not arrive in time.
    pub fn on_failure(&mut self, now: Duration) {
        let until = now.saturating_add(self.backoff.fail());
        self.mode = Mode::Backoff { until };
    }

    /// Takes that no message has arrived.
    pub fn on_silence(&mut self, now: Duration) {
        // A live watch is silent while nothing changes.
        if self.mode == Mode::Created {
            self.on_failure(now);
        }
    }

    /// Takes a message of the watch.
    ///
    /// # Errors
    /// Why the watch has ended, if it has not by compaction.
    pub fn on_message(
        &mut self,
        now: Duration,
        message: &Message,
        publish: &mut dyn FnMut(Publication<'_>),
    ) -> Result<(), TransportError> {
        let Header { cluster, revision } = message.header;
        if message.canceled && message.compact_revision == 0 {
            self.on_failure(now);
            return Err(TransportError(format!(
                "etcd has canceled the watch: {}",
                message.reason
            )));
        }
        let lost = message.canceled
            || self.cluster != Some(cluster)
            || revision < self.revision
            || !ascend(&message.events);
        if lost {
            // With a pause, because the next watch may end the same way.
            self.on_failure(now);
            self.listing_due = None;
            return Ok(());
        }
        if message.created {
            self.mode = Mode::Live;
            self.backoff.succeed();
        } else if message.events.is_empty() && self.mode == Mode::Live {
            self.progress(cluster, revision, publish);
        }
        self.publish_events(cluster, &message.events, publish);
        Ok(())
    }

    /// Publishes the events, one publication for each revision.
    fn publish_events(
        &mut self,
        cluster: u64,
        events: &[Event],
        publish: &mut dyn FnMut(Publication<'_>),
    ) {
        for events in events.chunk_by(|one, next| one.revision == next.revision) {
            let revision = events.first().map_or(0, |event| event.revision);
            if revision <= self.revision {
                continue;
            }
            for event in events {
                match &event.value {
                    Some(value) => self.entries.insert(event.key.clone(), value.clone()),
                    None => self.entries.remove(&event.key),
                };
            }
            self.revision = revision;
            publish(Publication {
                revision,
                cluster,
                entries: &self.entries,
                changed: true,
                resynchronised: false,
            });
        }
    }

    /// Moves the revision: no key of the prefix has changed up to this one.
    fn progress(&mut self, cluster: u64, revision: u64, publish: &mut dyn FnMut(Publication<'_>)) {
        if revision > self.revision {
            self.revision = revision;
            publish(Publication {
                revision,
                cluster,
                entries: &self.entries,
                changed: false,
                resynchronised: false,
            });
        }
    }

    fn is_listing_due(&self, now: Duration) -> bool {
        self.listing_due.is_none_or(|due| now >= due)
    }
}

/// Returns whether the revisions of events never fall, as etcd promises.
fn ascend(events: &[Event]) -> bool {
    events.is_sorted_by_key(|event| event.revision)
}
