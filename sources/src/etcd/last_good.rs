//! [`LastGood`]: the last applied set on disk, for a start without etcd.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::entry::value;
use super::transport::Header;
use crate::definition::{Document, Format};
use crate::set::DefinitionSet;

/// The first word of the file.
const FORMAT: &str = "calendars-1";

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// A file with the last applied set.
///
/// The first line has the cluster, the revision and the SHA-256 digest of the rest, which has an
/// entry's value in each line. It is written beside the old file, forced to disk and renamed, so at each moment
/// a whole set is on disk: after a crash, and if the disk is full, the old one.
///
/// ```
/// use calendar_registry_sources::DefinitionSet;
/// use calendar_registry_sources::etcd::{Header, LastGood};
///
/// # let folder = tempfile::tempdir()?;
/// let file = LastGood::new(folder.path().join("calendars"));
/// assert!(file.load()?.is_none());
/// let set = DefinitionSet::new(7, []);
/// file.store(1, &set)?;
/// let header = Header { cluster: 1, revision: 7 };
/// assert_eq!(file.load()?, Some((header, set)));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct LastGood {
    path: PathBuf,
}

impl LastGood {
    /// Creates the handle of a file, which does not have to exist. Its directory does.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        LastGood { path: path.into() }
    }

    /// Stores a set.
    ///
    /// # Errors
    /// If the file system refuses. The old file stays.
    pub fn store(&self, cluster: u64, set: &DefinitionSet) -> io::Result<()> {
        let mut text = String::new();
        for definition in &set.definitions {
            text.push_str(&value(definition).map_err(io::Error::other)?);
            text.push('\n');
        }
        let digest = hex(&Sha256::digest(text.as_bytes()));
        let head = format!("{FORMAT} {cluster} {} {digest}\n", set.revision);
        let new = self.path.with_extension("new");
        let written = write(&new, &[head.as_bytes(), text.as_bytes()]);
        let stored = written.and_then(|()| fs::rename(&new, &self.path));
        if stored.is_err() {
            // What was written of it takes space on a full disk.
            let _ = fs::remove_file(&new);
        }
        stored?;
        // The rename itself is on disk once the directory is.
        let parent = self.path.parent();
        let parent = parent.filter(|path| !path.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
    }

    /// Loads the set that was stored last. `None` if there is no file.
    ///
    /// # Errors
    /// If the file cannot be read, is damaged, or is not such a file.
    pub fn load(&self) -> io::Result<Option<(Header, DefinitionSet)>> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut text = String::new();
        file.take(MAX_BYTES).read_to_string(&mut text)?;
        let invalid = |problem: &str| io::Error::new(io::ErrorKind::InvalidData, problem);
        let (head, rest) = text
            .split_once('\n')
            .ok_or_else(|| invalid("it has no head"))?;
        let fields: Vec<&str> = head.split(' ').collect();
        let [FORMAT, cluster, revision, digest] = fields.as_slice() else {
            return Err(invalid("the head is not the one of a set"));
        };
        if *digest != hex(&Sha256::digest(rest.as_bytes())) {
            return Err(invalid("the file is damaged"));
        }
        let (Ok(cluster), Ok(revision)) = (cluster.parse(), revision.parse()) else {
            return Err(invalid("the head is not the one of a set"));
        };
        let mut definitions = Vec::new();
        for line in rest.lines() {
            let document = Document::parse(self.path.display().to_string(), line, Format::Json);
            let document = document.map_err(|error| invalid(&error.to_string()))?;
            definitions.extend(document.into_definitions());
        }
        let set = DefinitionSet::new(revision, definitions);
        Ok(Some((Header { cluster, revision }, set)))
    }

    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn write(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let mut file = File::create(path)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.sync_all()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
