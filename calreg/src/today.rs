//! The current day in UTC.

use std::time::SystemTime;

use calendar_registry::JulianDay;

/// The command line accepts this word for the current date.
pub const WORD: &str = "today";

/// Returns the current day in UTC.
#[must_use]
pub fn utc() -> JulianDay {
    SystemTime::now().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn current_day_is_between_2025_and_9999() {
        assert!((2_461_000..5_373_484).contains(&utc().number()));
    }
}
