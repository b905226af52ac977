//! [`Throttle`]: a limit on log lines that clients can cause without a request.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The interval, and the number of lines in it.
const INTERVAL: Duration = Duration::from_secs(1);
const LINES: u32 = 10;

/// Admits ten lines in a second. Not the crate `governor`: the log needs no fairness between clients.
#[derive(Debug, Default)]
pub(super) struct Throttle(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    started: Option<Instant>,
    lines: u32,
    suppressed: u64,
}

impl Throttle {
    /// Returns the number of lines that were suppressed since the last admitted one, or `None` if this
    /// line is to be suppressed as well.
    pub(super) fn admit(&self, now: Instant) -> Option<u64> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_over = |started: Instant| now.saturating_duration_since(started) >= INTERVAL;
        if state.started.is_none_or(is_over) {
            state.started = Some(now);
            state.lines = 0;
        }
        if state.lines >= LINES {
            state.suppressed = state.suppressed.saturating_add(1);
            return None;
        }
        state.lines = state.lines.saturating_add(1);
        Some(std::mem::take(&mut state.suppressed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_lines_in_a_second_are_admitted_and_the_others_counted() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        let admitted = |now| throttle.admit(now);
        assert!((0..10).all(|_| admitted(start) == Some(0)));
        assert!((0..7).all(|_| admitted(start + INTERVAL / 2).is_none()));
        assert_eq!(admitted(start + INTERVAL), Some(7));
        assert_eq!(admitted(start + INTERVAL), Some(0));
    }
}
