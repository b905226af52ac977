//! [`Deadline`]: a stream that fails when the peer reads too slowly.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::pool::Place;

/// A stream whose writes fail with `TimedOut` if the peer does not read for a time, or reads so slowly
/// that the written bytes are not all sent at a deadline. Otherwise a client that reads a byte now and
/// then would hold its connection for ever.
///
/// Not `tokio-io-timeout`: it has no deadline across writes.
#[derive(Debug)]
pub(super) struct Deadline<S> {
    stream: S,
    /// The longest time without progress.
    stall: Duration,
    /// The longest time from the first pending write until all is sent.
    total: Duration,
    /// Runs while written bytes are not sent.
    pending: Option<Pending>,
    place: Arc<Place>,
}

#[derive(Debug)]
struct Pending {
    deadline: Instant,
    timer: Pin<Box<Sleep>>,
    /// The last write was pending.
    is_stalled: bool,
}

impl<S> Deadline<S> {
    pub(super) fn new(stream: S, stall: Duration, total: Duration, place: Arc<Place>) -> Self {
        Deadline {
            stream,
            stall,
            total,
            pending: None,
            place,
        }
    }

    /// Returns the result of a write, or `TimedOut`.
    fn check_write(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match (&mut self.pending, written.is_ready()) {
            // The common case: nothing was pending, and nothing is.
            (None, true) => written,
            (Some(pending), true) => {
                // A peer that reads has not waited for long.
                self.place.wait_on();
                pending.is_stalled = false;
                if Instant::now() >= pending.deadline {
                    return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
                }
                written
            }
            (_, false) => self.poll_timer(cx),
        }
    }

    fn poll_timer<T>(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        let now = Instant::now();
        let stall = now.checked_add(self.stall).unwrap_or(now);
        let pending = self.pending.get_or_insert_with(|| {
            let deadline = now.checked_add(self.total).unwrap_or(now);
            Pending {
                deadline,
                timer: Box::pin(sleep_until(stall.min(deadline))),
                is_stalled: true,
            }
        });
        if !pending.is_stalled {
            pending.is_stalled = true;
            pending.timer.as_mut().reset(stall.min(pending.deadline));
        }
        let timed_out = pending.timer.as_mut().poll(cx);
        timed_out.map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Deadline<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Deadline<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.check_write(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.check_write(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// hyper flushes once it has written all bytes.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        if flushed.is_pending() {
            return self.poll_timer(cx);
        }
        self.pending = None;
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(cx);
        if shut.is_pending() {
            return self.poll_timer(cx);
        }
        shut
    }
}
