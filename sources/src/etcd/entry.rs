//! Definitions as entries of etcd: a key for each calendar, and JSON.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use calendar_registry::{Name, NameError};
use sha2::{Digest, Sha256};

use super::transport::Entries;
use crate::definition::{Definition, Document, Format};

/// Returns the key of a calendar: the prefix, and the name in lower case with `-` for a space or `_`.
/// So all spellings of a name have one key.
///
/// # Errors
/// [`NameError`] if the text is not a name.
///
/// ```
/// use calendar_registry_sources::etcd::key;
///
/// assert_eq!(key("/calendars/", "Acme Fiscal")?, b"/calendars/acme-fiscal");
/// # Ok::<(), calendar_registry::NameError>(())
/// ```
pub fn key(prefix: &str, name: &str) -> Result<Vec<u8>, NameError> {
    let name = Name::new(name)?;
    let mut key = prefix.as_bytes().to_vec();
    key.extend(name.as_str().bytes().map(|byte| match byte {
        b' ' | b'_' => b'-',
        byte => byte.to_ascii_lowercase(),
    }));
    Ok(key)
}

/// Returns the value of a calendar: a file in JSON with this definition alone.
///
/// # Errors
/// A text, if JSON cannot have a value. No definition that was read has such a value.
///
/// ```
/// use calendar_registry_sources::definition::Definition;
/// use calendar_registry_sources::etcd::value;
///
/// let json = r#"{"names":["a"],"kind":"year-offset","base":"gregorian","years":1}"#;
/// let definition: Definition = serde_json::from_str(json)?;
/// assert!(value(&definition)?.starts_with(r#"{"schema":1,"calendar":["#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn value(definition: &Definition) -> Result<String, String> {
    Format::Json.write(std::slice::from_ref(definition))
}

/// Returns a tag of a definition's contents, as an `ETag` has it without quotes: two definitions have
/// the same tag only if they are the same.
///
/// ```
/// use calendar_registry_sources::definition::Definition;
/// use calendar_registry_sources::etcd::tag;
///
/// let read = |years| {
///     let json = format!(r#"{{"names":["a"],"kind":"year-offset","base":"iso8601","years":{years}}}"#);
///     serde_json::from_str::<Definition>(&json)
/// };
/// assert_eq!(tag(&read(1)?), tag(&read(1)?));
/// assert_ne!(tag(&read(1)?), tag(&read(2)?));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn tag(definition: &Definition) -> String {
    // A definition that was read can be written. One that cannot has the tag of its error.
    let text = value(definition).unwrap_or_else(|error| error);
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(16).fold(String::new(), |mut tag, byte| {
        let _ = write!(tag, "{byte:02x}");
        tag
    })
}

/// Reads the definition of an entry.
///
/// # Errors
/// [`EntryError`]: the value is not a file with one definition whose first name the key has.
///
/// ```
/// use calendar_registry_sources::etcd::read_entry;
///
/// let json = br#"{"schema":1,"calendar":[
///     {"names":["a"],"kind":"year-offset","base":"gregorian","years":1}
/// ]}"#;
/// assert_eq!(read_entry("/calendars/", b"/calendars/a", json)?.names, ["a"]);
/// let error = read_entry("/calendars/", b"/calendars/b", json).unwrap_err();
/// assert_eq!(error.to_string(), "/calendars/b: the key has to be /calendars/a, by the first name");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_entry(prefix: &str, own: &[u8], value: &[u8]) -> Result<Definition, EntryError> {
    let shown = String::from_utf8_lossy(own);
    let error = |problem: String| EntryError {
        key: shown.clone().into_owned(),
        problem,
    };
    let text = std::str::from_utf8(value).map_err(|problem| error(problem.to_string()))?;
    // The error names the file, which is the key.
    let document = Document::parse(shown.clone(), text, Format::Json);
    let document = document.map_err(|problem| EntryError {
        key: String::new(),
        problem: problem.to_string(),
    })?;
    let mut definitions = document.into_definitions();
    let (Some(definition), true) = (definitions.pop(), definitions.is_empty()) else {
        return Err(error("an entry has exactly one calendar".to_owned()));
    };
    let first = definition.names.first().map_or("", String::as_str);
    match key(prefix, first) {
        Ok(expected) if expected == own => Ok(definition),
        Ok(expected) => {
            let expected = String::from_utf8_lossy(&expected);
            let problem = format!("the key has to be {expected}, by the first name");
            Err(error(problem))
        }
        Err(problem) => Err(error(format!("{first:?} is not a name: {problem}"))),
    }
}

/// An entry that is not a definition.
///
/// ```
/// use calendar_registry_sources::etcd::read_entry;
///
/// let error = read_entry("/calendars/", b"/calendars/a", b"{").unwrap_err();
/// assert!(error.to_string().starts_with("/calendars/a:1:"), "{error}");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryError {
    /// Empty if the problem names the key.
    key: String,
    problem: String,
}

impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        f.write_str(&self.problem)
    }
}

impl std::error::Error for EntryError {}

/// Reads the definitions of entries, and keeps what it has read: most entries do not change.
#[derive(Debug)]
pub(super) struct Reader {
    prefix: String,
    read: BTreeMap<Vec<u8>, Read>,
}

/// A value, and what it says.
#[derive(Debug)]
struct Read {
    value: Arc<[u8]>,
    definition: Arc<Definition>,
}

impl Reader {
    pub(super) fn new(prefix: String) -> Self {
        Reader {
            prefix,
            read: BTreeMap::new(),
        }
    }

    /// Returns the definitions by ascending key.
    ///
    /// # Errors
    /// The first entry that is wrong.
    pub(super) fn read(&mut self, entries: &Entries) -> Result<Vec<Arc<Definition>>, EntryError> {
        self.read.retain(|key, _| entries.contains_key(key));
        let mut definitions = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let known = self.read.get(key);
            let is_known = |read: &&Read| Arc::ptr_eq(&read.value, value) || read.value == *value;
            if let Some(read) = known.filter(is_known) {
                definitions.push(Arc::clone(&read.definition));
                continue;
            }
            let definition = Arc::new(read_entry(&self.prefix, key, value)?);
            definitions.push(Arc::clone(&definition));
            let value = Arc::clone(value);
            self.read.insert(key.clone(), Read { value, definition });
        }
        Ok(definitions)
    }
}
