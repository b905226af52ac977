//! [`Follower`]: the thread that follows a source.

use std::fmt;
use std::io;
use std::thread::{Builder, JoinHandle};

use crate::status::StatusHandle;

/// Follows a source on a thread of its own, until it is dropped.
///
/// The drop waits until the thread has finished what it does. The calendars stay in the registry.
///
/// ```
/// use std::sync::Arc;
/// use calendar_registry::Registry;
/// # #[cfg(feature = "directory")] {
/// use calendar_registry_sources::directory::Directory;
///
/// let registry = Arc::new(Registry::with_builtins());
/// let follower = Directory::new("/etc/calendars").follow(registry)?;
/// println!("{:?}", follower.status().applied_revision());
/// # }
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Follower {
    status: StatusHandle,
    stop: Box<dyn Fn() + Send + Sync>,
    thread: Option<JoinHandle<()>>,
}

impl Follower {
    /// Runs `follow` on a new thread. `stop` makes it return soon.
    pub(crate) fn spawn(
        status: StatusHandle,
        stop: impl Fn() + Send + Sync + 'static,
        follow: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        let thread = Builder::new().name("calendars".to_owned()).spawn(follow)?;
        Ok(Follower {
            status,
            stop: Box::new(stop),
            thread: Some(thread),
        })
    }

    /// Returns the status of the source, which other threads can share.
    #[must_use]
    pub fn status(&self) -> &StatusHandle {
        &self.status
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        (self.stop)();
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was reported when it happened.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Follower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Follower")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
