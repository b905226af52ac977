//! [`Watch`]: says when to read a directory again.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

/// A reading is delayed by constant changes for at most this many quiet times.
const MAX_DELAY: u32 = 10;

/// What to do next.
pub(super) enum Signal {
    Read,
    Stop,
}

/// Waits for notices of the operating system, or until the interval has passed.
pub(super) struct Watch {
    path: PathBuf,
    interval: Duration,
    quiet: Duration,
    /// Holds one notice at most: any number of changes leads to one reading.
    notices: Receiver<()>,
    notify: SyncSender<()>,
    stopped: Arc<AtomicBool>,
    watcher: Option<RecommendedWatcher>,
}

impl Watch {
    pub(super) fn new(path: PathBuf, interval: Duration, quiet: Duration) -> Self {
        let (notify, notices) = sync_channel(1);
        Watch {
            path,
            interval,
            quiet,
            notices,
            notify,
            stopped: Arc::default(),
            watcher: None,
        }
    }

    /// Asks the operating system for notices, anew each time: the directory may have been replaced by
    /// another one of the same name. If it does not exist, the interval has to do.
    pub(super) fn arm(&mut self) {
        let notify = self.notify.clone();
        let watcher = recommended_watcher(move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, may_change) {
                // A full channel has a notice already.
                let _ = notify.try_send(());
            }
        });
        let watched = watcher.and_then(|mut watcher| {
            watcher.watch(&self.path, RecursiveMode::NonRecursive)?;
            Ok(watcher)
        });
        if let Err(error) = &watched {
            tracing::debug!(path = %self.path.display(), %error, "the directory is not watched");
        }
        self.watcher = watched.ok();
    }

    /// Returns what ends the waiting, from any thread.
    pub(super) fn stopper(&self) -> impl Fn() + Send + Sync + 'static {
        let (stopped, notify) = (Arc::clone(&self.stopped), self.notify.clone());
        move || {
            // Release, pairs with the load in `is_stopped`. The notice comes after it.
            stopped.store(true, Ordering::Release);
            let _ = notify.try_send(());
        }
    }

    /// Waits until the directory has to be read.
    pub(super) fn next(&mut self) -> Signal {
        match self.notices.recv_timeout(self.interval) {
            Ok(()) => self.settle(),
            Err(RecvTimeoutError::Timeout) => self.arm(),
            // `self` has a sender.
            Err(RecvTimeoutError::Disconnected) => return Signal::Stop,
        }
        if self.is_stopped() {
            Signal::Stop
        } else {
            Signal::Read
        }
    }

    /// Waits until nothing has changed for the quiet time.
    fn settle(&self) {
        let begin = Instant::now();
        let longest = self.quiet.saturating_mul(MAX_DELAY);
        while !self.is_stopped() && begin.elapsed() < longest {
            if self.notices.recv_timeout(self.quiet).is_err() {
                return;
            }
        }
    }

    fn is_stopped(&self) -> bool {
        // Acquire, pairs with the store of the stopper.
        self.stopped.load(Ordering::Acquire)
    }
}

/// Returns whether an event may come with other contents. Reading the files causes events too, which
/// must not lead to another reading.
fn may_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}
