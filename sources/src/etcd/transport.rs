//! [`Transport`]: what the protocol needs of etcd, and of time.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// Keys and values under a prefix.
pub type Entries = BTreeMap<Vec<u8>, Arc<[u8]>>;

/// Where a message comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
    /// The id of the cluster. It changes if a cluster is made anew.
    pub cluster: u64,
    /// The latest revision of the server that has sent the message.
    pub revision: u64,
}

/// All entries at one revision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listing {
    /// The cluster and the revision.
    pub header: Header,
    /// The entries at that revision.
    pub entries: Entries,
}

/// A change of one key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The revision of the change. All changes of one transaction have the same.
    pub revision: u64,
    /// The key.
    pub key: Vec<u8>,
    /// The new value. `None` if the key was deleted.
    pub value: Option<Arc<[u8]>>,
}

/// What a watch delivers. Without events, and neither created nor canceled, it notifies of progress:
/// everything up to the header's revision was delivered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// The cluster and the latest revision, which may be later than those of the events.
    pub header: Header,
    /// Whether the watch was created: the first message of each watch.
    pub created: bool,
    /// Whether the watch was canceled: its last message.
    pub canceled: bool,
    /// The oldest revision that a watch can begin at, if it was canceled because its own is older.
    /// Otherwise 0.
    pub compact_revision: u64,
    /// Why it was canceled.
    pub reason: String,
    /// The changes, by ascending revision. All changes of a revision are in one message.
    pub events: Vec<Event>,
}

/// A call failed, or a watch has ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TransportError(pub String);

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TransportError {}

/// The calls of etcd that the protocol makes, and the clock. The simulation in the tests implements it
/// too.
pub trait Transport {
    /// Lists all entries at one revision, which is not older than any that the cluster has confirmed.
    fn list(&mut self) -> impl Future<Output = Result<Listing, TransportError>>;

    /// Begins a watch at a revision, and ends the previous one.
    fn watch(&mut self, from: u64) -> impl Future<Output = Result<(), TransportError>>;

    /// Returns the next message of the watch, or `None` after a time without one.
    fn receive(
        &mut self,
        within: Duration,
    ) -> impl Future<Output = Result<Option<Message>, TransportError>>;

    /// Waits.
    fn sleep(&mut self, time: Duration) -> impl Future<Output = ()>;

    /// Returns the time since some fixed moment. It never falls.
    fn now(&self) -> Duration;
}
