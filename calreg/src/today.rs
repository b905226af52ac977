//! The day that it is now, in UTC.

use std::time::{SystemTime, UNIX_EPOCH};

use calendar_registry::JulianDay;

/// The word that stands for today's date on the command line.
pub const WORD: &str = "today";

const SECONDS_PER_DAY: u64 = 86_400;

/// The day that it is now in UTC. A clock before 1970 or past `i64` counts as 1970.
#[must_use]
pub fn utc() -> JulianDay {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs() / SECONDS_PER_DAY).ok())
        .and_then(|days| JulianDay::UNIX_EPOCH.checked_add(days).ok())
        .unwrap_or(JulianDay::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_after_this_was_written_and_before_the_year_9999() {
        assert!((2_461_000..5_373_484).contains(&utc().number()));
    }
}
