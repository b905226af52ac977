//! The current day in a time zone.

use calendar_registry::JulianDay;
use jiff::{ZonedDateTime, tz::TimeZone};

/// The command line accepts this word for the current date.
pub const WORD: &str = "today";

/// The time zone that decides which day is today.
#[derive(clap::Args, Clone, Default, Debug)]
pub struct Zone {
    /// The time zone of "today", such as Asia/Tokyo; by default the system's
    #[arg(short = 'z', long = "tz", value_name = "ZONE", value_parser = TimeZone::get)]
    zone: Option<TimeZone>,
}

impl Zone {
    /// Returns the current day. If the system's time zone is unknown, it is UTC.
    #[must_use]
    pub fn today(&self) -> JulianDay {
        let now = ZonedDateTime::now();
        let local = match &self.zone {
            Some(zone) => now.with_time_zone(zone.clone()),
            None => now,
        };
        local.date().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn current_day_is_between_2025_and_9999() {
        assert!((2_461_000..5_373_484).contains(&Zone::default().today().number()));
    }
}
