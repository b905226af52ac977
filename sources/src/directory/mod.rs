//! [`Directory`]: calendars from the files of a directory, followed while they change.
//!
//! ```text
//!  read   all files of the directory at one moment, within limits
//!  watch  says when to read again: the operating system's notice, and an interval
//!  mod    parses what was read, and applies it if it has changed
//! ```

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use calendar_registry::Registry;

use crate::apply::Applier;
use crate::definition::Document;
use crate::follower::Follower;
use crate::set::DefinitionSet;
use crate::status::StatusHandle;

mod read;
mod watch;

use read::{Contents, Digest};
use watch::{Signal, Watch};

/// A directory whose files `*.toml` and `*.json` define calendars.
///
/// All files together are one set, in the order of their names. It is applied as a whole: a file that
/// is missing, half-written or wrong leaves the calendars as they are, until it is right.
///
/// - Hidden files, folders and other files are ignored. A file has at most
///   [`Document::MAX_BYTES`], a directory at most 1000 files and 64 MiB.
/// - The directory is watched, not its files, so a file that is replaced by a rename is noticed. In
///   case that a notice is lost, the directory is also read at an interval.
/// - A directory that Kubernetes mounts for a ConfigMap changes as a whole: all files are read from
///   one version of it. In other directories a set can have some files from before a change, if the
///   changes are further apart than the quiet time. Put into one file what has to change at once.
/// - The revision counts the changes since the start of the process, from 1. It cannot be compared
///   between processes.
///
/// ```
/// use std::sync::Arc;
/// use calendar_registry::Registry;
/// use calendar_registry_sources::directory::Directory;
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path();
/// std::fs::write(path.join("holocene.toml"), r#"
///     schema = 1
///     [[calendar]]
///     names = ["holocene"]
///     kind = "year-offset"
///     base = "gregorian"
///     years = 10000
/// "#)?;
/// let registry = Arc::new(Registry::with_builtins());
/// let follower = Directory::new(path).follow(Arc::clone(&registry))?;
/// assert_eq!(follower.status().applied_revision(), Some(1));
/// assert!(registry.resolve("holocene").is_ok());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Directory {
    path: PathBuf,
    interval: Duration,
    quiet: Duration,
}

impl Directory {
    /// Creates a source for a directory, which does not have to exist yet.
    ///
    /// ```
    /// # use calendar_registry_sources::directory::Directory;
    /// let directory = Directory::new("/etc/calendars");
    /// ```
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Directory {
            path: path.into(),
            interval: Duration::from_secs(60),
            quiet: Duration::from_millis(100),
        }
    }

    /// Sets how often the directory is read without a notice of a change. The default is 60 seconds.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use calendar_registry_sources::directory::Directory;
    /// let directory = Directory::new("/mnt/nfs").interval(Duration::from_secs(5));
    /// ```
    #[must_use]
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Sets how long nothing must change before the directory is read, so that files that are written
    /// together are read together. The default is 100 milliseconds. Under constant change the
    /// directory is read after ten times this time.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use calendar_registry_sources::directory::Directory;
    /// let directory = Directory::new("calendars").quiet_time(Duration::from_millis(20));
    /// ```
    #[must_use]
    pub fn quiet_time(mut self, quiet: Duration) -> Self {
        self.quiet = quiet;
        self
    }

    /// Reads the directory, and follows it on a new thread until the result is dropped.
    ///
    /// When this returns, the directory was read once. If that failed, the status has the error, and
    /// the registry is unchanged.
    ///
    /// # Errors
    /// If the thread cannot be started.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use calendar_registry::Registry;
    /// # use calendar_registry_sources::directory::Directory;
    /// let registry = Arc::new(Registry::with_builtins());
    /// let follower = Directory::new("/does/not/exist").follow(registry)?;
    /// let status = follower.status().get();
    /// assert_eq!(status.applied_revision, None);
    /// assert!(status.last_error.unwrap().message.starts_with("/does/not/exist: "));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn follow(self, registry: Arc<Registry>) -> io::Result<Follower> {
        let status = StatusHandle::new(format!("directory {}", self.path.display()));
        let mut watch = Watch::new(self.path.clone(), self.interval, self.quiet);
        let mut loader = Loader {
            applier: Applier::new(registry, status.clone()),
            path: self.path,
            last: None,
            revision: 0,
        };
        // Before the first reading, so that no change falls between the two.
        watch.arm();
        loader.load();
        let stop = watch.stopper();
        Follower::spawn(status, stop, move || {
            while let Signal::Read = watch.next() {
                loader.load();
            }
        })
    }
}

/// Reads the directory and applies what it says.
struct Loader {
    applier: Applier,
    path: PathBuf,
    /// The digest of what was read last, or the text of the error.
    last: Option<Result<Digest, String>>,
    /// The number of different contents and errors so far.
    revision: u64,
}

impl Loader {
    fn load(&mut self) {
        let read = Contents::read(&self.path);
        self.applier.status().connected(read.is_ok());
        let seen = match &read {
            Ok(contents) => Ok(contents.digest()),
            Err(error) => Err(error.to_string()),
        };
        if self.last.as_ref() != Some(&seen) {
            self.last = Some(seen);
            self.revision = self.revision.saturating_add(1);
        } else if self.was_applied() {
            // Nothing to do, which is what the interval finds most of the time.
            return;
        }
        match read {
            Ok(contents) => self.apply(&contents),
            Err(error) => self.reject(&error),
        }
    }

    fn was_applied(&self) -> bool {
        self.applier.status().applied_revision() == Some(self.revision)
    }

    fn apply(&mut self, contents: &Contents) {
        let documents = contents.files.iter().map(|file| {
            let name = file.path.display().to_string();
            Document::parse(name, file.text.as_str(), file.format)
        });
        match documents.collect::<Result<Vec<_>, _>>() {
            Ok(documents) => {
                let definitions = documents.into_iter().flat_map(Document::into_definitions);
                let set = DefinitionSet::new(self.revision, definitions);
                // An error is in the status and in the log.
                let _ = self.applier.apply(&set);
            }
            Err(error) => self.reject(&error),
        }
    }

    fn reject(&self, error: &dyn fmt::Display) {
        let status = self.applier.status();
        status.seen(self.revision);
        status.failed(error);
        tracing::warn!(revision = self.revision, %error, "definitions rejected");
    }
}
