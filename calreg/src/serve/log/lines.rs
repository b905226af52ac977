//! [`Lines`]: a thread that writes the lines of the log.
//!
//! Not `tracing-appender`: it wakes its thread for each line. With it a logged request cost 2.5 times the
//! CPU time of one to plain axum in `bench/cpu.sh`, with this thread 1.4 times. It also prints to
//! standard output when it cannot end.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, sleep};
use std::time::Duration;

use tracing_subscriber::fmt::MakeWriter;

/// After a write, the thread gathers lines for this time.
const PAUSE: Duration = Duration::from_millis(10);

/// At its end, the process waits for the log for this time.
const LAST: Duration = Duration::from_secs(1);

/// The memory that an empty buffer may keep.
const CAPACITY: usize = 1 << 20;

/// A handle to the lines that wait, and to the thread that writes them.
#[derive(Clone, Debug)]
pub(super) struct Lines(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// The number of lines that may wait.
    most: usize,
    waiting: Mutex<Waiting>,
    /// There are lines, or the thread is to end.
    filled: Condvar,
    /// The thread has ended.
    ended: Condvar,
    /// Relaxed accesses: the number guards no other data.
    dropped: AtomicU64,
}

#[derive(Default, Debug)]
struct Waiting {
    text: Vec<u8>,
    lines: usize,
    finishes: bool,
    has_ended: bool,
}

impl Lines {
    /// Starts the thread, which writes to `output`. At most `most` lines wait for it.
    pub(super) fn start(output: impl Write + Send + 'static, most: usize) -> io::Result<Self> {
        let lines = Lines(Arc::new(Shared {
            most,
            waiting: Mutex::default(),
            filled: Condvar::new(),
            ended: Condvar::new(),
            dropped: AtomicU64::new(0),
        }));
        let of_thread = lines.clone();
        let name = "log".to_owned();
        thread::Builder::new()
            .name(name)
            .spawn(move || of_thread.write_to(output))?;
        Ok(lines)
    }

    /// Appends a line, or counts it as dropped if too many wait. Never waits for the output.
    pub(super) fn push(&self, line: &[u8]) {
        let mut waiting = self.waiting();
        if waiting.lines >= self.0.most {
            drop(waiting);
            self.count_dropped(1);
            return;
        }
        let was_empty = waiting.lines == 0;
        waiting.text.extend_from_slice(line);
        waiting.lines = waiting.lines.saturating_add(1);
        drop(waiting);
        if was_empty {
            self.0.filled.notify_one();
        }
    }

    /// The number of lines that were dropped.
    pub(super) fn dropped(&self) -> u64 {
        self.0.dropped.load(Ordering::Relaxed)
    }

    /// Waits until the lines are written, for at most a second.
    pub(super) fn finish(&self) {
        let mut waiting = self.waiting();
        waiting.finishes = true;
        self.0.filled.notify_one();
        let unfinished = |waiting: &mut Waiting| !waiting.has_ended;
        drop(self.0.ended.wait_timeout_while(waiting, LAST, unfinished));
    }

    /// The thread.
    fn write_to(&self, mut output: impl Write) {
        let mut text = Vec::new();
        loop {
            let empty = |waiting: &mut Waiting| waiting.lines == 0 && !waiting.finishes;
            let waiting = self.0.filled.wait_while(self.waiting(), empty);
            let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
            let lines = std::mem::take(&mut waiting.lines);
            if lines == 0 {
                waiting.has_ended = true;
                self.0.ended.notify_all();
                return;
            }
            std::mem::swap(&mut text, &mut waiting.text);
            let finishes = waiting.finishes;
            drop(waiting);
            if output
                .write_all(&text)
                .and_then(|()| output.flush())
                .is_err()
            {
                self.count_dropped(u64::try_from(lines).unwrap_or(u64::MAX));
            }
            text.clear();
            text.shrink_to(CAPACITY);
            if !finishes {
                sleep(PAUSE);
            }
        }
    }

    fn count_dropped(&self, lines: u64) {
        self.0.dropped.fetch_add(lines, Ordering::Relaxed);
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// `tracing_subscriber` writes each line at once.
impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.push(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Lines;

    fn make_writer(&'a self) -> Lines {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

    use super::*;

    /// Passes each write to the test, which takes it when it likes.
    struct Output(SyncSender<Vec<u8>>);

    impl Write for Output {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let sent = self.0.send(bytes.to_vec());
            sent.map_err(|_| io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn start(most: usize) -> (Lines, Receiver<Vec<u8>>) {
        let (sender, receiver) = sync_channel(0);
        (Lines::start(Output(sender), most).unwrap(), receiver)
    }

    #[test]
    fn lines_over_the_limit_are_dropped_and_counted() {
        let (lines, written) = start(3);
        lines.push(b"first\n");
        // The thread has taken the first line once the buffer is empty, and waits for the reader.
        while lines.waiting().lines > 0 {
            thread::yield_now();
        }
        for line in [b"a\n", b"b\n", b"c\n", b"d\n", b"e\n"] {
            lines.push(line);
        }
        assert_eq!(lines.dropped(), 2);
        assert_eq!(written.recv().unwrap(), b"first\n");
        assert_eq!(written.recv().unwrap(), b"a\nb\nc\n");
    }

    #[test]
    fn finish_waits_for_the_lines() {
        let (lines, written) = start(100);
        lines.push(b"a\n");
        let reader = thread::spawn(move || written.iter().flatten().collect::<Vec<u8>>());
        lines.push(b"b\n");
        lines.finish();
        assert_eq!(lines.dropped(), 0);
        assert_eq!(reader.join().unwrap(), b"a\nb\n");
    }

    #[test]
    fn lines_that_cannot_be_written_are_counted() {
        let (lines, written) = start(100);
        drop(written);
        lines.push(b"a\n");
        lines.finish();
        assert_eq!(lines.dropped(), 1);
    }
}
