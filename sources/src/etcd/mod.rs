//! Calendars from etcd, the same on every server of a fleet.
//!
//! ```text
//!  transport  the calls that are needed, as a trait
//!  protocol   a state machine: listing, watch, compaction, errors, resynchronisation
//!  backoff    the pauses after failures
//!  drive      runs the protocol over a transport
//!  receiver   applies what the protocol publishes (entry), and stores it (last_good)
//!  client     the transport over etcd-client, and the thread                  (feature etcd)
//!  push       writes definitions by transactions                              (feature etcd)
//! ```
//!
//! Without the feature `etcd` the module has everything but the client, for other transports and for
//! tests.

mod backoff;
#[cfg(feature = "etcd")]
mod client;
mod drive;
mod entry;
mod last_good;
mod protocol;
#[cfg(feature = "etcd")]
mod push;
mod receiver;
mod transport;

pub use drive::{Sink, drive};
pub use entry::{EntryError, key, read_entry, tag, value};
pub use last_good::LastGood;
pub use protocol::{Protocol, Publication, Step, Timing};
pub use receiver::Receiver;
pub use transport::{Entries, Event, Header, Listing, Message, Transport, TransportError};

#[cfg(feature = "etcd")]
pub use client::Etcd;
#[cfg(feature = "etcd")]
pub use push::{Expected, PushError, Writer};
