//! [`Etcd`]: the source, and the transport over the crate `etcd-client`.

use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use calendar_registry::Registry;
use etcd_client::{
    Client, ConnectOptions, Error, EventType, GetOptions, KvClient, ResponseHeader, WatchClient,
    WatchOptions, WatchResponse, WatchStream,
};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use super::drive::drive;
use super::last_good::LastGood;
use super::protocol::{Protocol, Timing};
use super::receiver::Receiver;
use super::transport::{Entries, Event, Header, Listing, Message, Transport, TransportError};
use crate::follower::Follower;
use crate::status::StatusHandle;

/// The prefix of the keys, if none is set.
pub(super) const PREFIX: &str = "/calendars/";

/// How long a call may take.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);

/// Pings notice a server that does not answer. By default etcd refuses more than one in five seconds.
const KEEP_ALIVE: Duration = Duration::from_secs(10);
const KEEP_ALIVE_TIMEOUT: Duration = Duration::from_secs(3);

/// The most entries of one answer. A value has at most 1.5 MiB by etcd's default limit.
const PAGE: i64 = 500;

/// The largest message, in bytes. After a long silence etcd sends many revisions in one message.
const MAX_MESSAGE: usize = 1 << 30;

/// Calendars under a prefix in etcd.
///
/// Each key has one calendar, in JSON; [`Writer`](super::Writer) writes them. All keys of a revision
/// are one set, in the order of the keys, and one publication of the registry.
///
/// ```no_run
/// use std::sync::Arc;
/// use std::time::Duration;
/// use calendar_registry::Registry;
/// use calendar_registry_sources::etcd::Etcd;
///
/// let registry = Arc::new(Registry::with_builtins());
/// let etcd = Etcd::new(["http://127.0.0.1:2379"]).last_good("/var/lib/app/calendars");
/// let follower = etcd.follow(Arc::clone(&registry))?;
/// // A revision that a writer has returned.
/// follower.status().wait_for_revision(42, Duration::from_secs(5))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Etcd {
    endpoints: Vec<String>,
    prefix: String,
    last_good: Option<PathBuf>,
    timing: Timing,
}

impl Etcd {
    /// Creates a source for the members of a cluster, as URLs. The prefix is `/calendars/`.
    ///
    /// ```
    /// # use calendar_registry_sources::etcd::Etcd;
    /// let etcd = Etcd::new(["http://10.0.0.1:2379", "http://10.0.0.2:2379"]);
    /// ```
    pub fn new(endpoints: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Etcd {
            endpoints: endpoints.into_iter().map(Into::into).collect(),
            prefix: PREFIX.to_owned(),
            last_good: None,
            timing: Timing::default(),
        }
    }

    /// Sets the prefix of the keys.
    ///
    /// ```
    /// # use calendar_registry_sources::etcd::Etcd;
    /// let etcd = Etcd::new(["http://127.0.0.1:2379"]).prefix("/tenants/acme/calendars/");
    /// ```
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Keeps the last good set in a file, and starts from it while etcd does not answer.
    ///
    /// ```
    /// # use calendar_registry_sources::etcd::Etcd;
    /// let etcd = Etcd::new(["http://127.0.0.1:2379"]).last_good("/var/lib/app/calendars");
    /// ```
    #[must_use]
    pub fn last_good(mut self, file: impl Into<PathBuf>) -> Self {
        self.last_good = Some(file.into());
        self
    }

    /// Sets the times of the protocol.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use calendar_registry_sources::etcd::{Etcd, Timing};
    /// let timing = Timing { interval: Duration::from_secs(600), ..Timing::default() };
    /// let etcd = Etcd::new(["http://127.0.0.1:2379"]).timing(timing);
    /// ```
    #[must_use]
    pub fn timing(mut self, timing: Timing) -> Self {
        self.timing = timing;
        self
    }

    /// Follows etcd on a new thread, until the result is dropped.
    ///
    /// When this returns, the last good set was loaded, if there is one; etcd was not asked yet. Wait
    /// with [`StatusHandle::wait_for_revision`] if the calendars are needed.
    ///
    /// # Errors
    /// If the prefix is empty, an endpoint is not a URL, or the thread cannot be started.
    ///
    /// ```no_run
    /// # use std::sync::Arc;
    /// # use calendar_registry::Registry;
    /// # use calendar_registry_sources::etcd::Etcd;
    /// let registry = Arc::new(Registry::with_builtins());
    /// let follower = Etcd::new(["http://127.0.0.1:2379"]).follow(registry)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn follow(self, registry: Arc<Registry>) -> io::Result<Follower> {
        let source = format!("etcd {} {}", self.endpoints.join(","), self.prefix);
        let status = StatusHandle::new(source);
        let last_good = self.last_good.map(LastGood::new);
        // So that the servers of a fleet do not act at the same time.
        let seed = RandomState::new().hash_one(());
        let mut protocol = Protocol::new(self.timing, seed);
        let (endpoints, prefix) = (self.endpoints, self.prefix);
        let mut receiver = Receiver::new(registry, status.clone(), prefix.clone(), last_good);
        if let Some(header) = receiver.start_from_disk() {
            protocol.resume(header);
        }
        let stop = Arc::new(Notify::new());
        let stopped = Arc::clone(&stop);
        // The thread of the caller may belong to a runtime, which can have no other one inside.
        let (opened, is_open) = mpsc::channel();
        let follower = Follower::spawn(
            status,
            move || stop.notify_one(),
            move || {
                let connected = runtime().and_then(|runtime| {
                    let connected = runtime.block_on(Connection::open(&endpoints, &prefix));
                    let connection = connected.map_err(|error| invalid(&error.0))?;
                    Ok((runtime, connection))
                });
                let (runtime, mut connection) = match connected {
                    Ok(connected) => connected,
                    Err(error) => {
                        let _ = opened.send(Err(error));
                        return;
                    }
                };
                let _ = opened.send(Ok(()));
                runtime.block_on(async {
                    tokio::select! {
                        () = stopped.notified() => {}
                        () = drive(&mut protocol, &mut connection, &mut receiver) => {}
                    }
                });
            },
        )?;
        let answered = is_open.recv();
        answered.map_err(|_| io::Error::other("the thread has ended"))??;
        Ok(follower)
    }
}

fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

fn invalid(problem: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, problem)
}

/// Connects when the first call is made.
pub(super) async fn connect(endpoints: &[String]) -> Result<Client, Error> {
    let options = ConnectOptions::new()
        .with_connect_timeout(CALL_TIMEOUT)
        .with_keep_alive(KEEP_ALIVE, KEEP_ALIVE_TIMEOUT)
        .with_keep_alive_while_idle(true)
        // A member that has lost its cluster ends its watches, instead of falling silent.
        .with_require_leader(true);
    Client::connect(endpoints, Some(options)).await
}

/// The transport over a client.
pub(super) struct Connection {
    kv: KvClient,
    watches: WatchClient,
    watch: Option<WatchStream>,
    prefix: String,
    started: Instant,
}

impl Connection {
    pub(super) async fn open(endpoints: &[String], prefix: &str) -> Result<Self, TransportError> {
        if prefix.is_empty() {
            return Err(TransportError("the prefix is empty".to_owned()));
        }
        let client = connect(endpoints).await.map_err(failed)?;
        Ok(Connection::new(&client, prefix))
    }

    pub(super) fn new(client: &Client, prefix: &str) -> Self {
        Connection {
            kv: client.kv_client().max_decoding_message_size(MAX_MESSAGE),
            watches: client.watch_client().max_decoding_message_size(MAX_MESSAGE),
            watch: None,
            prefix: prefix.to_owned(),
            started: Instant::now(),
        }
    }

    /// Lists in pages, all of the revision of the first one.
    async fn list_pages(&mut self) -> Result<Listing, TransportError> {
        let (mut entries, mut header) = (Entries::new(), None);
        let (mut from, end) = (self.prefix.clone().into_bytes(), end_of(&self.prefix));
        loop {
            let mut options = GetOptions::new().with_range(end.clone()).with_limit(PAGE);
            if let Some(Header { revision, .. }) = header {
                let revision = i64::try_from(revision);
                options = options.with_revision(revision.map_err(|_| no_revision())?);
            }
            let call = self.kv.get(from.clone(), Some(options));
            let mut page = within_limit(call).await?;
            header = Some(match header {
                Some(header) => header,
                None => read_header(page.header())?,
            });
            let (kvs, more) = (page.take_kvs(), page.more());
            if let Some(last) = kvs.last() {
                // The next key in the order of bytes.
                from = last.key().to_vec();
                from.push(0);
            }
            let is_last = !more || kvs.is_empty();
            entries.extend(kvs.into_iter().map(|kv| {
                let (key, value) = kv.into_key_value();
                (key, Arc::from(value))
            }));
            if let Some(header) = header.filter(|_| is_last) {
                return Ok(Listing { header, entries });
            }
        }
    }
}

impl Transport for Connection {
    async fn list(&mut self) -> Result<Listing, TransportError> {
        self.list_pages().await
    }

    async fn watch(&mut self, from: u64) -> Result<(), TransportError> {
        self.watch = None;
        let from = i64::try_from(from).map_err(|_| no_revision())?;
        let options = WatchOptions::new()
            .with_prefix()
            .with_start_revision(from)
            .with_progress_notify();
        let call = self.watches.watch(self.prefix.as_str(), Some(options));
        self.watch = Some(within_limit(call).await?);
        Ok(())
    }

    async fn receive(&mut self, within: Duration) -> Result<Option<Message>, TransportError> {
        let ended = || TransportError("etcd has ended the watch".to_owned());
        let watch = self.watch.as_mut().ok_or_else(ended)?;
        let Ok(received) = timeout(within, watch.message()).await else {
            return Ok(None);
        };
        let response = received.map_err(failed)?.ok_or_else(ended)?;
        read_message(&response).map(Some)
    }

    async fn sleep(&mut self, time: Duration) {
        sleep(time).await;
    }

    fn now(&self) -> Duration {
        self.started.elapsed()
    }
}

/// Returns the first key after all keys of a prefix, which is not empty and is UTF-8.
fn end_of(prefix: &str) -> Vec<u8> {
    let mut end = prefix.as_bytes().to_vec();
    if let Some(last) = end.last_mut() {
        // UTF-8 has no byte 0xff.
        *last = last.saturating_add(1);
    }
    end
}

/// Ends a call that takes too long.
pub(super) async fn within_limit<T>(
    call: impl Future<Output = Result<T, Error>>,
) -> Result<T, TransportError> {
    match timeout(CALL_TIMEOUT, call).await {
        Ok(answer) => answer.map_err(failed),
        Err(_) => {
            let problem = format!("etcd has not answered within {CALL_TIMEOUT:?}");
            Err(TransportError(problem))
        }
    }
}

pub(super) fn failed(error: Error) -> TransportError {
    match error {
        // The text of a status repeats everything that its message says.
        Error::GRpcStatus(status) => {
            TransportError(format!("etcd: {:?}: {}", status.code(), status.message()))
        }
        error => TransportError(format!("etcd: {error}")),
    }
}

fn no_revision() -> TransportError {
    TransportError("etcd: an answer has no valid revision".to_owned())
}

pub(super) fn read_header(header: Option<&ResponseHeader>) -> Result<Header, TransportError> {
    let header = header.ok_or_else(no_revision)?;
    Ok(Header {
        cluster: header.cluster_id(),
        revision: read_revision(header.revision())?,
    })
}

fn read_revision(revision: i64) -> Result<u64, TransportError> {
    u64::try_from(revision).map_err(|_| no_revision())
}

fn read_message(response: &WatchResponse) -> Result<Message, TransportError> {
    let events = response.events().iter().filter_map(|event| {
        let kv = event.kv()?;
        let is_put = event.event_type() == EventType::Put;
        let revision = read_revision(kv.mod_revision());
        Some(revision.map(|revision| Event {
            revision,
            key: kv.key().to_vec(),
            value: is_put.then(|| Arc::from(kv.value())),
        }))
    });
    Ok(Message {
        header: read_header(response.header())?,
        created: response.created(),
        canceled: response.canceled(),
        compact_revision: read_revision(response.compact_revision())?,
        reason: response.cancel_reason().to_owned(),
        events: events.collect::<Result<_, _>>()?,
    })
}
