//! Helpers for tests with several threads: exclusive runs, stop flags and a time limit.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

/// Blocks until no other test of this binary holds the lock. Tests that count drops take it: a pin of
/// another test would delay the drops.
pub fn exclusive() -> MutexGuard<'static, ()> {
    static LOCK: Mutex<()> = Mutex::new(());
    lock(&LOCK)
}

/// Locks a mutex, also after a failed test poisoned it.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells other threads to stop.
#[derive(Default)]
pub struct StopFlag(AtomicBool);

/// Sets the flag when it is dropped, so that a panic stops the other threads too.
pub struct StopOnDrop<'f>(&'f StopFlag);

impl StopFlag {
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub fn on_drop(&self) -> StopOnDrop<'_> {
        StopOnDrop(self)
    }
}

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

/// Runs a test on a thread, and fails if it deadlocks: user code must not run under a lock.
pub fn in_time(test: impl FnOnce() + Send + 'static) {
    let (done, wait) = mpsc::channel();
    let thread = thread::spawn(move || {
        test();
        done.send(()).unwrap();
    });
    match wait.recv_timeout(Duration::from_secs(30)) {
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("deadlock: no end after 30 s"),
        _ => thread.join().unwrap(),
    }
}
