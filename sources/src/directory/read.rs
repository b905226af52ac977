//! [`Contents`]: the files of a directory, read within limits.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::Digest as _;

use crate::definition::{Document, Format};

/// The most files of definitions in a directory.
const MAX_FILES: usize = 1000;

/// The most bytes of all files together.
const MAX_TOTAL: usize = 64 << 20;

/// How often a ConfigMap is read again because it was replaced during the reading.
const ATTEMPTS: usize = 8;

/// The SHA-256 digest of all names and contents.
pub(super) type Digest = [u8; 32];

/// The files of definitions of a directory, by ascending name.
pub(super) struct Contents {
    pub(super) files: Vec<Text>,
}

/// A file of definitions.
pub(super) struct Text {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) format: Format,
}

impl Contents {
    /// Reads a directory. The files of a ConfigMap are of one version of it.
    pub(super) fn read(directory: &Path) -> Result<Self, ReadError> {
        // Kubernetes writes a new version into a new folder, then swaps the link `..data`.
        let version = || fs::canonicalize(directory.join("..data")).ok();
        let mut before = version();
        for _ in 0..ATTEMPTS {
            let read = Self::read_version(before.as_deref().unwrap_or(directory));
            let after = version();
            if before == after {
                return read;
            }
            // Replaced meanwhile: what was read may be incomplete.
            before = after;
        }
        Err(ReadError::new(directory, "it changes all the time"))
    }

    fn read_version(directory: &Path) -> Result<Self, ReadError> {
        let mut paths = Vec::new();
        let entries = fs::read_dir(directory).map_err(|error| ReadError::new(directory, error))?;
        for entry in entries {
            let entry = entry.map_err(|error| ReadError::new(directory, error))?;
            let path = entry.path();
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if let Some(format) = Format::of(&path).filter(|_| !is_hidden) {
                paths.push((path, format));
            }
            if paths.len() > MAX_FILES {
                let problem = format!("it has more than {MAX_FILES} files");
                return Err(ReadError::new(directory, problem));
            }
        }
        paths.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let (mut files, mut total) = (Vec::new(), 0_usize);
        for (path, format) in paths {
            let text = read_text(&path).map_err(|error| ReadError::new(&path, error))?;
            let Some(text) = text else { continue };
            total = total.saturating_add(text.len());
            if total > MAX_TOTAL {
                let problem = format!("its files have more than {MAX_TOTAL} bytes");
                return Err(ReadError::new(directory, problem));
            }
            files.push(Text { path, text, format });
        }
        Ok(Contents { files })
    }

    /// Returns a digest, which differs if a name or a content does.
    pub(super) fn digest(&self) -> Digest {
        let mut digest = sha2::Sha256::new();
        let mut add = |bytes: &[u8]| {
            // The length keeps neighbours apart.
            digest.update(bytes.len().to_le_bytes());
            digest.update(bytes);
        };
        for file in &self.files {
            let name = file.path.file_name().unwrap_or_default();
            add(name.as_encoded_bytes());
            add(file.text.as_bytes());
        }
        digest.finalize().into()
    }
}

/// Reads a file, `None` if it is a folder or a device. Opening a pipe could block for ever.
fn read_text(path: &Path) -> io::Result<Option<String>> {
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    // One byte more than allowed, to notice what is too large. It may grow while it is read.
    let limit = u64::try_from(Document::MAX_BYTES).unwrap_or(u64::MAX);
    let file = File::open(path)?;
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > Document::MAX_BYTES {
        let problem = format!("the file has more than {} bytes", Document::MAX_BYTES);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, problem));
    }
    let text = String::from_utf8(bytes);
    let text = text.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(Some(text))
}

/// A directory or a file cannot be read.
#[derive(Debug)]
pub(super) struct ReadError {
    path: PathBuf,
    problem: String,
}

impl ReadError {
    fn new(path: &Path, problem: impl ToString) -> Self {
        ReadError {
            path: path.to_owned(),
            problem: problem.to_string(),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.problem)
    }
}
