//! Days and dates as plain values: [`JulianDay`] and [`YearMonthDay`].

use core::fmt;
use core::num::ParseIntError;
use core::str::FromStr;
use std::time::SystemTime;

use crate::weekday::Weekday;

/// A day, counted by its Julian Day Number: day 0 is 24 November −4713 in the proleptic Gregorian
/// calendar with a year 0 (1 January −4712 in the Julian one). Every `i64` is a day.
///
/// Astronomers change the number at noon. Here, as in Qt and most software, a number stands for the
/// civil day, from midnight to midnight, that contains that noon.
///
/// ```
/// use calendar_registry::{JulianDay, Weekday};
///
/// let day = JulianDay::new(2_461_367);
/// assert_eq!(day.weekday(), Weekday::Sunday);
/// assert_eq!(day.rata_die(), Some(739_942));
/// assert_eq!(JulianDay::UNIX_EPOCH.number(), 2_440_588);
/// ```
#[doc(alias("jdn", "julian day number", "rata die"))]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct JulianDay(pub i64);

impl JulianDay {
    /// The earliest day of the type.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::MIN.checked_add(-1), None);
    /// ```
    pub const MIN: JulianDay = JulianDay(i64::MIN);
    /// The latest day of the type.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::MAX.checked_add(1), None);
    /// ```
    pub const MAX: JulianDay = JulianDay(i64::MAX);
    /// 1 January 1970 (Gregorian), where Unix time begins.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::UNIX_EPOCH.number(), 2_440_588);
    /// ```
    pub const UNIX_EPOCH: JulianDay = JulianDay(2_440_588);

    /// The Julian Day Number of Rata Die 0, the day before 0001-01-01 (Gregorian).
    const RATA_DIE_OFFSET: i64 = 1_721_425;

    /// Creates the day with this Julian Day Number.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::new(0), JulianDay(0));
    /// ```
    #[must_use]
    pub const fn new(number: i64) -> Self {
        JulianDay(number)
    }

    /// Returns the Julian Day Number.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::UNIX_EPOCH.number(), 2_440_588);
    /// ```
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }

    /// Creates the day with this Rata Die number, where 1 is 1 January of the Gregorian year 1.
    /// `None` if its Julian Day Number exceeds an `i64`.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::from_rata_die(719_163), Some(JulianDay::UNIX_EPOCH));
    /// assert_eq!(JulianDay::from_rata_die(i64::MAX), None);
    /// ```
    #[must_use]
    pub const fn from_rata_die(number: i64) -> Option<Self> {
        match number.checked_add(Self::RATA_DIE_OFFSET) {
            Some(day) => Some(JulianDay(day)),
            None => None,
        }
    }

    /// Returns the Rata Die number, where 1 is 1 January of the Gregorian year 1. `None` if it
    /// exceeds an `i64`.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::UNIX_EPOCH.rata_die(), Some(719_163));
    /// ```
    #[must_use]
    pub const fn rata_die(self) -> Option<i64> {
        self.0.checked_sub(Self::RATA_DIE_OFFSET)
    }

    /// Returns the day of the week.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, Weekday};
    /// assert_eq!(JulianDay::UNIX_EPOCH.weekday(), Weekday::Thursday);
    /// assert_eq!(JulianDay::new(0).weekday(), Weekday::Monday);
    /// ```
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self.0.rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Adds a number of days, which may be negative. `None` if the result exceeds an `i64`.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::new(10).checked_add(-11), Some(JulianDay::new(-1)));
    /// assert_eq!(JulianDay::MAX.checked_add(1), None);
    /// ```
    #[must_use]
    pub const fn checked_add(self, days: i64) -> Option<Self> {
        match self.0.checked_add(days) {
            Some(number) => Some(JulianDay(number)),
            None => None,
        }
    }

    /// Returns the day, in UTC, of a time in seconds since the Unix epoch. Times before the epoch
    /// are negative.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::from_unix_seconds(86_400), JulianDay::new(2_440_589));
    /// assert_eq!(JulianDay::from_unix_seconds(-1), JulianDay::new(2_440_587));
    /// ```
    #[must_use]
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        // The quotient is below 2^47.
        JulianDay(
            Self::UNIX_EPOCH
                .0
                .wrapping_add(seconds.div_euclid(SECONDS_PER_DAY)),
        )
    }
}

const SECONDS_PER_DAY: i64 = 86_400;

/// The day, in UTC, of a time of the system clock.
///
/// ```
/// use calendar_registry::JulianDay;
/// use std::time::{Duration, SystemTime};
///
/// let eve = SystemTime::UNIX_EPOCH - Duration::from_nanos(1);
/// assert_eq!(JulianDay::from(eve), JulianDay::new(2_440_587));
/// ```
impl From<SystemTime> for JulianDay {
    fn from(time: SystemTime) -> Self {
        // A system clock counts seconds in an `i64`, so neither conversion exceeds its range.
        let seconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(before) => {
                let before = before.duration();
                let part = i64::from(before.subsec_nanos() > 0);
                let whole = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                whole.saturating_neg().saturating_sub(part)
            }
        };
        JulianDay::from_unix_seconds(seconds)
    }
}

impl fmt::Display for JulianDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads the number, as [`Display`](fmt::Display) writes it.
impl FromStr for JulianDay {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(JulianDay)
    }
}

impl From<i64> for JulianDay {
    fn from(number: i64) -> Self {
        JulianDay(number)
    }
}

impl From<JulianDay> for i64 {
    fn from(day: JulianDay) -> Self {
        day.0
    }
}

/// A date as three numbers, not bound to a calendar and not checked.
///
/// It is ordered by year, month and day. Text has the form of ISO 8601, in any calendar:
///
/// ```
/// use calendar_registry::YearMonthDay;
///
/// let ides = YearMonthDay::new(-44, 3, 15);
/// assert_eq!(ides.to_string(), "-0044-03-15");
/// assert_eq!("2026-11-22".parse(), Ok(YearMonthDay { year: 2026, month: 11, day: 22 }));
/// assert!("2026-13".parse::<YearMonthDay>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct YearMonthDay {
    /// The year, in the calendar's count; without a year 0, −1 is the year before 1.
    pub year: i32,
    /// The month's ordinal in its year, from 1. In a leap year of a lunisolar calendar it can differ
    /// from the number in the [month code](crate::MonthCode).
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl YearMonthDay {
    /// Creates a date as [`new`](Self::new) does, in one register. If three stores wrote the parts of
    /// a result in memory, a caller's load of all eight bytes would stall on store forwarding, for
    /// longer than the arithmetic takes.
    #[inline]
    pub(crate) fn whole(year: i32, month: u8, day: u8) -> Self {
        #[inline]
        fn new(year: i32, month: u8, day: u8) -> YearMonthDay {
            YearMonthDay { year, month, day }
        }
        // The pointer delays inlining until the returned struct has become a 64-bit integer.
        let new: fn(i32, u8, u8) -> YearMonthDay = new;
        new(year, month, day)
    }

    /// Creates a date from its parts, without a check.
    ///
    /// ```
    /// # use calendar_registry::YearMonthDay;
    /// assert_eq!(YearMonthDay::new(2026, 11, 22).month, 11);
    /// ```
    #[must_use]
    pub const fn new(year: i32, month: u8, day: u8) -> Self {
        YearMonthDay { year, month, day }
    }
}

impl fmt::Display for YearMonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let year = self.year.unsigned_abs();
        write!(f, "{sign}{year:04}-{:02}-{:02}", self.month, self.day)
    }
}

/// Reads `YEAR-MONTH-DAY`: an optional sign, four to ten digits of year, two digits of month, two of
/// day.
impl FromStr for YearMonthDay {
    type Err = ParseYearMonthDayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (negative, rest) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            all => (false, all),
        };
        let mut parts = rest.split(|byte| *byte == b'-');
        let year = digits(parts.next(), 4..=10)?;
        let month = digits(parts.next(), 2..=2)?;
        let day = digits(parts.next(), 2..=2)?;
        if parts.next().is_some() {
            return Err(ParseYearMonthDayError::Form);
        }
        let year = if negative {
            year.checked_neg()
        } else {
            Some(year)
        };
        Ok(YearMonthDay {
            year: year
                .and_then(|year| i32::try_from(year).ok())
                .ok_or(ParseYearMonthDayError::Year)?,
            month: u8::try_from(month).map_err(|_| ParseYearMonthDayError::Form)?,
            day: u8::try_from(day).map_err(|_| ParseYearMonthDayError::Form)?,
        })
    }
}

/// Reads ASCII digits, if their number is within `lengths`.
fn digits(
    part: Option<&[u8]>,
    lengths: core::ops::RangeInclusive<usize>,
) -> Result<i64, ParseYearMonthDayError> {
    let part = part.filter(|part| lengths.contains(&part.len()));
    let part = part.ok_or(ParseYearMonthDayError::Form)?;
    part.iter().try_fold(0_i64, |sum, byte| {
        if !byte.is_ascii_digit() {
            return Err(ParseYearMonthDayError::Form);
        }
        let digit = i64::from(byte.wrapping_sub(b'0'));
        // A number of ten digits fits.
        Ok(sum.wrapping_mul(10).wrapping_add(digit))
    })
}

/// The reason why a text is not a [`YearMonthDay`].
///
/// ```
/// use calendar_registry::{ParseYearMonthDayError, YearMonthDay};
///
/// let error = "2026-1-1".parse::<YearMonthDay>().unwrap_err();
/// assert_eq!(error, ParseYearMonthDayError::Form);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseYearMonthDayError {
    /// The text does not have the form `YYYY-MM-DD`.
    Form,
    /// The year exceeds an `i32`.
    Year,
}

impl fmt::Display for ParseYearMonthDayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseYearMonthDayError::Form => {
                f.write_str("expected YYYY-MM-DD, with at least four digits of year")
            }
            ParseYearMonthDayError::Year => {
                write!(f, "the year is outside {} to {}", i32::MIN, i32::MAX)
            }
        }
    }
}

impl std::error::Error for ParseYearMonthDayError {}
