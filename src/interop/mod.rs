//! Conversions to and from the types of other crates, one file per crate, each behind its feature.
//!
//! Days convert both ways. A day outside the range of the other crate is
//! [`DateError::JulianDay`](crate::DateError::JulianDay) with the first and the last day of that
//! crate.

#[cfg(feature = "arbitrary")]
mod arbitrary;
#[cfg(feature = "chrono-0_4")]
mod chrono;
#[cfg(feature = "icu_calendar-2")]
mod icu;
#[cfg(feature = "jiff-1")]
mod jiff;
#[cfg(feature = "proptest")]
pub mod proptest;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "time-0_3")]
mod time;
#[cfg(any(feature = "arbitrary", feature = "proptest"))]
mod within;

#[cfg(feature = "serde")]
pub use serde::DateSeed;

use crate::date::Date;
use crate::day::JulianDay;

/// Converts a date to its day.
impl From<&Date> for JulianDay {
    fn from(date: &Date) -> Self {
        date.julian_day()
    }
}

/// Implements the conversions to and from the weekdays of another crate.
#[cfg(any(
    feature = "chrono-0_4",
    feature = "icu_calendar-2",
    feature = "jiff-1",
    feature = "time-0_3"
))]
macro_rules! weekdays {
    ($other:ty, $($theirs:ident = $ours:ident),+) => {
        impl From<$other> for $crate::Weekday {
            fn from(weekday: $other) -> Self {
                match weekday {
                    $(<$other>::$theirs => Self::$ours,)+
                }
            }
        }

        impl From<$crate::Weekday> for $other {
            fn from(weekday: $crate::Weekday) -> Self {
                match weekday {
                    $($crate::Weekday::$ours => Self::$theirs,)+
                }
            }
        }
    };
    ($other:ty) => {
        $crate::interop::weekdays!(
            $other, Monday = Monday, Tuesday = Tuesday, Wednesday = Wednesday,
            Thursday = Thursday, Friday = Friday, Saturday = Saturday, Sunday = Sunday
        );
    };
}
#[cfg(any(
    feature = "chrono-0_4",
    feature = "icu_calendar-2",
    feature = "jiff-1",
    feature = "time-0_3"
))]
use weekdays;

/// Implements the conversion from a [`Date`] to the date type of another crate.
#[cfg(any(feature = "chrono-0_4", feature = "jiff-1", feature = "time-0_3"))]
macro_rules! of_date {
    ($other:ty) => {
        impl TryFrom<&$crate::Date> for $other {
            type Error = $crate::DateError;

            fn try_from(date: &$crate::Date) -> Result<Self, Self::Error> {
                date.julian_day().try_into()
            }
        }
    };
}
#[cfg(any(feature = "chrono-0_4", feature = "jiff-1", feature = "time-0_3"))]
use of_date;
