//! [`Writer`]: writes definitions by transactions.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use calendar_registry::{NameError, Registry};
use etcd_client::{Client, Compare, CompareOp, Txn, TxnOp};
use tokio::time::sleep;

use super::client::{Connection, connect, failed, read_header, within_limit};
use super::entry::{Reader, key, read_entry, tag, value};
use super::transport::{Entries, Listing, Transport, TransportError};
use crate::apply::{Applier, ApplyError};
use crate::definition::Definition;
use crate::set::DefinitionSet;
use crate::status::StatusHandle;

/// The most calendars of one transaction: etcd's default limit of comparisons is one more.
const MAX_CHANGES: usize = 127;

/// How often a push is tried again because another writer was faster.
const ATTEMPTS: usize = 8;

/// The pause after a call that has failed.
const PAUSE: Duration = Duration::from_millis(200);

/// Writes definitions, so that every reader sees them at one revision.
///
/// A transaction compares the revisions that were read with those in etcd, so of two writers that
/// write to the same prefix at the same time, one reads again. No lock and no lease is used. Before it
/// writes, a writer builds all calendars that the prefix would have, and refuses what readers would
/// reject.
///
/// ```no_run
/// use calendar_registry_sources::definition::Definition;
/// use calendar_registry_sources::etcd::Writer;
///
/// # async fn push() -> Result<(), Box<dyn std::error::Error>> {
/// let json = r#"{"names":["holocene"],"kind":"year-offset","base":"gregorian","years":10000}"#;
/// let definition: Definition = serde_json::from_str(json)?;
/// let mut writer = Writer::connect(&["http://127.0.0.1:2379".to_owned()], "/calendars/").await?;
/// let revision = writer.push(&[definition]).await?;
/// # Ok(())
/// # }
/// ```
pub struct Writer {
    client: Client,
    connection: Connection,
    prefix: String,
}

/// What a key has to be for a change.
///
/// ```
/// use calendar_registry_sources::etcd::Expected;
///
/// assert_ne!(Expected::Absent, Expected::Present);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expected {
    /// Anything.
    Any,
    /// The key does not exist.
    Absent,
    /// The key exists.
    Present,
    /// The key has the definition with one of these [`tag`](super::tag)s.
    Tag(Vec<String>),
}

impl Expected {
    /// Returns whether an entry is as expected. One that is no definition has no tag.
    fn holds(&self, prefix: &str, key: &[u8], value: Option<&[u8]>) -> bool {
        match (self, value) {
            (Expected::Any, _) | (Expected::Absent, None) | (Expected::Present, Some(_)) => true,
            (Expected::Tag(tags), Some(value)) => {
                let own = read_entry(prefix, key, value).map(|definition| tag(&definition));
                own.is_ok_and(|own| tags.contains(&own))
            }
            _ => false,
        }
    }
}

/// A change of one key.
enum Change {
    Put(String),
    Delete,
}

impl Writer {
    /// Creates a writer. It connects at the first call.
    ///
    /// # Errors
    /// [`PushError::Transport`] if an endpoint is not a URL, or the prefix is empty.
    pub async fn connect(endpoints: &[String], prefix: &str) -> Result<Self, PushError> {
        if prefix.is_empty() {
            return Err(TransportError("the prefix is empty".to_owned()).into());
        }
        let client = connect(endpoints).await.map_err(failed)?;
        Ok(Writer {
            connection: Connection::new(&client, prefix),
            client,
            prefix: prefix.to_owned(),
        })
    }

    /// Writes definitions in one transaction, and returns its revision. If all of them are stored
    /// already, nothing is written, and the present revision is returned.
    ///
    /// # Errors
    /// [`PushError`]. Nothing was written, except that after a lost connection a
    /// [`PushError::Transport`] leaves it open.
    pub async fn push(&mut self, definitions: &[Definition]) -> Result<u64, PushError> {
        let mut changes = BTreeMap::new();
        for definition in definitions {
            let first = definition.names.first().map_or("", String::as_str);
            let key = key(&self.prefix, first)?;
            let value = value(definition).map_err(PushError::Value)?;
            if changes.insert(key, Change::Put(value)).is_some() {
                return Err(PushError::Repeated(first.to_owned()));
            }
        }
        self.change(&changes, &Expected::Any).await
    }

    /// Writes one definition, if its key is as expected. Returns the revision.
    ///
    /// # Errors
    /// [`PushError::Conflict`] if the key is not as expected, or another [`PushError`].
    pub async fn put(
        &mut self,
        definition: &Definition,
        expected: &Expected,
    ) -> Result<u64, PushError> {
        let first = definition.names.first().map_or("", String::as_str);
        let value = value(definition).map_err(PushError::Value)?;
        let changes = BTreeMap::from([(key(&self.prefix, first)?, Change::Put(value))]);
        self.change(&changes, expected).await
    }

    /// Deletes the definition of a name, if its key is as expected. Returns the revision.
    ///
    /// # Errors
    /// [`PushError::Conflict`] if the key is not as expected, or another [`PushError`].
    pub async fn delete(&mut self, name: &str, expected: &Expected) -> Result<u64, PushError> {
        let changes = BTreeMap::from([(key(&self.prefix, name)?, Change::Delete)]);
        self.change(&changes, expected).await
    }

    async fn change(
        &mut self,
        changes: &BTreeMap<Vec<u8>, Change>,
        expected: &Expected,
    ) -> Result<u64, PushError> {
        if changes.len() > MAX_CHANGES {
            return Err(PushError::TooMany {
                count: changes.len(),
            });
        }
        let mut lost = None;
        for _ in 0..ATTEMPTS {
            let listing = match self.connection.list().await {
                Ok(listing) => listing,
                Err(error) => {
                    // The connection is made anew by the next call. Listing again changes nothing.
                    lost = Some(error);
                    sleep(PAUSE).await;
                    continue;
                }
            };
            let mut entries = listing.entries.clone();
            for (key, change) in changes {
                let present = entries.get(key).map(|value| &**value);
                if !expected.holds(&self.prefix, key, present) {
                    return Err(PushError::Conflict);
                }
                match change {
                    Change::Put(value) => entries.insert(key.clone(), value.as_bytes().into()),
                    Change::Delete => entries.remove(key),
                };
            }
            if entries == listing.entries {
                return Ok(listing.header.revision);
            }
            check(&self.prefix, &entries)?;
            if let Some(revision) = self.commit(changes, &listing).await? {
                return Ok(revision);
            }
        }
        Err(lost.map_or(PushError::Conflict, PushError::Transport))
    }

    /// Commits the changes, if no key of the prefix was written since the listing, and none of the
    /// changed ones deleted.
    async fn commit(
        &mut self,
        changes: &BTreeMap<Vec<u8>, Change>,
        listing: &Listing,
    ) -> Result<Option<u64>, PushError> {
        let later = i64::try_from(listing.header.revision.saturating_add(1)).unwrap_or(i64::MAX);
        let unchanged = Compare::mod_revision(self.prefix.as_str(), CompareOp::Less, later);
        let mut compares = vec![unchanged.with_prefix()];
        for key in changes.keys() {
            // A key that does not exist has version 0.
            let exists = listing.entries.contains_key(key);
            let compare = if exists {
                CompareOp::Greater
            } else {
                CompareOp::Equal
            };
            compares.push(Compare::version(key.as_slice(), compare, 0));
        }
        let operations = changes.iter().map(|(key, change)| match change {
            Change::Put(value) => TxnOp::put(key.as_slice(), value.as_str(), None),
            Change::Delete => TxnOp::delete(key.as_slice(), None),
        });
        let txn = Txn::new()
            .when(compares)
            .and_then(operations.collect::<Vec<_>>());
        let answer = within_limit(self.client.txn(txn)).await?;
        let header = read_header(answer.header())?;
        Ok(answer.succeeded().then_some(header.revision))
    }
}

/// Builds all calendars of the entries as a reader does, in a registry with the built-in calendars.
fn check(prefix: &str, entries: &Entries) -> Result<(), PushError> {
    let definitions = Reader::new(prefix.to_owned()).read(entries);
    let definitions = definitions.map_err(|error| PushError::Entry(error.to_string()))?;
    let registry = Arc::new(Registry::with_builtins());
    let mut applier = Applier::new(registry, StatusHandle::new("check"));
    let set = DefinitionSet {
        revision: 0,
        definitions,
    };
    applier.apply(&set)?;
    Ok(())
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

/// Why definitions were not written.
///
/// ```
/// use calendar_registry_sources::etcd::PushError;
///
/// let error = PushError::Conflict;
/// assert_eq!(error.to_string(), "another writer has changed the definitions");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum PushError {
    /// The first name of a definition is not a name.
    Name(NameError),
    /// Two definitions have this first name.
    Repeated(String),
    /// More calendars than a transaction can have.
    TooMany {
        /// The number of calendars.
        count: usize,
    },
    /// A value cannot be written in JSON.
    Value(String),
    /// An entry of the prefix is not a definition.
    Entry(String),
    /// Readers would reject the set.
    Rejected(ApplyError),
    /// A key is not as expected, or other writers change the prefix all the time.
    Conflict,
    /// A call of etcd failed.
    Transport(TransportError),
}

impl From<NameError> for PushError {
    fn from(error: NameError) -> Self {
        PushError::Name(error)
    }
}

impl From<ApplyError> for PushError {
    fn from(error: ApplyError) -> Self {
        PushError::Rejected(error)
    }
}

impl From<TransportError> for PushError {
    fn from(error: TransportError) -> Self {
        PushError::Transport(error)
    }
}

impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PushError::Name(error) => write!(f, "not a name: {error}"),
            PushError::Repeated(name) => write!(f, "two definitions have the first name {name:?}"),
            PushError::TooMany { count } => write!(
                f,
                "{count} calendars do not fit into one transaction, which has at most {MAX_CHANGES}"
            ),
            PushError::Value(problem) | PushError::Entry(problem) => f.write_str(problem),
            PushError::Rejected(error) => error.fmt(f),
            PushError::Conflict => f.write_str("another writer has changed the definitions"),
            PushError::Transport(error) => error.fmt(f),
        }
    }
}

impl Error for PushError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            PushError::Name(error) => Some(error),
            PushError::Rejected(error) => Some(error),
            PushError::Transport(error) => Some(error),
            _ => None,
        }
    }
}
