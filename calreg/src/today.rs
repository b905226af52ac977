//! The current day in UTC.

use std::time::{SystemTime, UNIX_EPOCH};

use calendar_registry::JulianDay;

/// The command line accepts this word for the current date.
pub const WORD: &str = "today";

const SECONDS_PER_DAY: u64 = 86_400;

/// Returns the current day in UTC, or 1970-01-01 if the clock is before 1970 or past `i64`.
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
    fn current_day_is_between_2025_and_9999() {
        assert!((2_461_000..5_373_484).contains(&utc().number()));
    }
}
