//! `serde`: days as integers; dates, names, month codes and weekdays as the text that
//! [`Display`](std::fmt::Display) writes. (A [`CalendarId`](crate::CalendarId) is not serialised: it
//! means nothing in another process. A calendar goes by its name.)
//!
//! ```
//! use calendar_registry::{Date, JulianDay, Registry, YearMonthDay};
//!
//! let jalali = Registry::global().resolve("jalali")?;
//! let date = Date::new(&jalali, YearMonthDay::new(1405, 9, 1))?;
//! let json = serde_json::to_string(&(date.julian_day(), &date))?;
//! assert_eq!(json, r#"[2461367,"2026-11-22[u-ca=jalali]"]"#);
//! assert_eq!(serde_json::from_str::<(JulianDay, Date)>(&json)?, (date.julian_day(), date));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

use core::fmt;
use core::str::FromStr;

use serde_core::de::{DeserializeSeed, Deserializer, Visitor};
use serde_core::ser::{Error as _, Serializer};
use serde_core::{Deserialize, Serialize};

use crate::Registry;
use crate::date::{Date, Resolver};
use crate::day::{JulianDay, Weekday, YearMonthDay};
use crate::fields::MonthCode;
use crate::name::Name;

impl Serialize for JulianDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for JulianDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(JulianDay)
    }
}

/// Types that are their text.
macro_rules! as_text {
    ($($text:ty: $expected:literal;)+) => {
        $(impl Serialize for $text {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $text {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Text($expected, <$text>::from_str))
            }
        })+
    };
}

as_text! {
    YearMonthDay: "a date, YYYY-MM-DD";
    Weekday: "a weekday, Monday to Sunday";
    Name: "the name of a calendar";
    MonthCode: "a month code, M01 to M99 or with an L after it";
}

/// Reads a text with a function; the first part says what it expects.
struct Text<F>(&'static str, F);

impl<T, E: fmt::Display, F: FnOnce(&str) -> Result<T, E>> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<X: serde_core::de::Error>(self, text: &str) -> Result<T, X> {
        (self.1)(text).map_err(X::custom)
    }
}

/// As [`Display`](fmt::Display) writes it. An error if the calendar has no name that an annotation
/// can hold, as that text could not be read back.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.annotation().is_none() {
            let name = self.calendar().name();
            return Err(S::Error::custom(format_args!(
                "the calendar {name:?} has no name that RFC 9557 could annotate: \
                 each has one of the separators . : /"
            )));
        }
        serializer.collect_str(self)
    }
}

/// With the calendars of [`Registry::global`]; for others see [`DateSeed`].
impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DateSeed(Registry::global()).deserialize(deserializer)
    }
}

/// Deserialises a [`Date`] with the calendars of this registry, pin, snapshot or other [`Resolver`].
///
/// ```
/// use calendar_registry::{DateSeed, Registry};
/// use serde_core::de::DeserializeSeed;
///
/// let registry = Registry::with_builtins();
/// let mut json = serde_json::Deserializer::from_str(r#""2026-11-22[u-ca=jalali]""#);
/// let date = DateSeed(&registry.pin()).deserialize(&mut json)?;
/// assert_eq!((date.year(), date.month(), date.day()), (1405, 9, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct DateSeed<'r, R: ?Sized>(pub &'r R);

impl<'de, R: Resolver + ?Sized> DeserializeSeed<'de> for DateSeed<'_, R> {
    type Value = Date;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Date, D::Error> {
        let read = |text: &str| Date::parse(text, self.0);
        deserializer.deserialize_str(Text("a date, YYYY-MM-DD[u-ca=calendar]", read))
    }
}
