//! `serde` 1: serializes days as integers, and dates, spans, names, month codes and weekdays as the
//! text of [`Display`](std::fmt::Display).
//!
//! A [`CalendarId`](crate::CalendarId) is not serialized, as it has no meaning in another process.
//! Serialize the name of the calendar instead.
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

use core::fmt;
use core::str::FromStr;

use serde_core::de::{DeserializeSeed, Deserializer, Visitor};
use serde_core::ser::{Error as _, Serializer};
use serde_core::{Deserialize, Serialize};

use crate::backend::MonthCode;
use crate::date::{Date, DateSpan, Resolver};
use crate::day::{JulianDay, YearMonthDay};
use crate::facade::Registry;
use crate::name::Name;
use crate::weekday::Weekday;

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

/// Implements the traits for types that are serialized as text.
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
    DateSpan: "a span of dates, P1Y2M3W4D";
}

#[cfg(feature = "text")]
as_text! {
    crate::text::Locale: "the BCP 47 tag of a locale";
}

/// A visitor that parses a text with a function. The first field describes the expected text.
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

/// Serializes the text of [`Display`](fmt::Display). Fails if no name of the calendar can be
/// annotated: that text would not deserialize.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.annotation().is_none() {
            let name = self.calendar().name();
            return Err(S::Error::custom(format_args!(
                "the calendar {name:?} has no name that RFC 9557 can annotate: \
                 each name has one of the separators . : /"
            )));
        }
        serializer.collect_str(self)
    }
}

/// Deserializes with the calendars of [`Registry::global`]. For other calendars use [`DateSeed`].
impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DateSeed(Registry::global()).deserialize(deserializer)
    }
}

/// Deserializes a [`Date`] with the calendars of a [`Resolver`]: a registry, a pin or a snapshot.
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
