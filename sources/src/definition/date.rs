//! [`Day`]: a civil day, written as a date of ISO 8601.

use core::fmt;
use core::str::FromStr;

use calendar_registry::calendars::Iso;
use calendar_registry::{Backend, JulianDay, YearMonthDay};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A civil day. Files write it as a date of ISO 8601, whatever the calendar: `"2026-02-19"`, and in
/// TOML also without quotes.
///
/// ```
/// use calendar_registry_sources::definition::Day;
///
/// let day: Day = "2026-02-19".parse()?;
/// assert_eq!(day.to_string(), "2026-02-19");
/// assert_eq!(i64::from(day.julian_day()), 2_461_091);
/// assert!("2026-02-30".parse::<Day>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(JulianDay);

impl Day {
    /// Creates the value from a day.
    ///
    /// # Errors
    /// [`DateError`](calendar_registry::DateError) if ISO 8601 cannot write the day with a year of
    /// four digits.
    ///
    /// ```
    /// use calendar_registry::JulianDay;
    /// use calendar_registry_sources::definition::Day;
    ///
    /// assert_eq!(Day::new(JulianDay::new(2_461_091))?.to_string(), "2026-02-19");
    /// # Ok::<(), calendar_registry::DateError>(())
    /// ```
    pub fn new(day: JulianDay) -> Result<Self, calendar_registry::DateError> {
        Iso.date(day).map(|_| Day(day))
    }

    /// Returns the day.
    ///
    /// ```
    /// # use calendar_registry_sources::definition::Day;
    /// assert_eq!(i64::from("1970-01-01".parse::<Day>()?.julian_day()), 2_440_588);
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub const fn julian_day(self) -> JulianDay {
        self.0
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let date: YearMonthDay = text.parse().map_err(|error| format!("{error}"))?;
        let day = Iso
            .julian_day(date)
            .map_err(|error| format!("{text}: {error}"))?;
        Ok(Day(day))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Iso.date(self.0) {
            Ok(date) => date.fmt(f),
            // Constructors let no such day in.
            Err(_) => Err(fmt::Error),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
