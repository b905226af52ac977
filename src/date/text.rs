//! The text form of a [`Date`]: ISO 8601 with the calendar annotation of RFC 9557.

use core::fmt;
use core::str::FromStr;

use ixdtf::ParseError;
use ixdtf::parsers::IxdtfParser;
use ixdtf::records::UtcOffsetRecordOrZ;

use super::Date;
use crate::backend::DateError;
use crate::day::JulianDay;
use crate::error::ResolveError;
use crate::iso::IsoDate;
use crate::name::Name;
use crate::registry::{Calendar, Pin, Registry, Snapshot};

/// The calendar of a text without an annotation.
const ISO: &str = "iso8601";
/// The calendar of a text without an annotation if [`ISO`] is not registered.
const GREGORIAN: &str = "gregory";

/// Looks up the calendar of a text by name.
///
/// A [`Registry`], a [`Pin`] and a [`Snapshot`] implement it. Implement it to add a rule, such as
/// calendars per tenant.
///
/// ```
/// use calendar_registry::{Calendar, Date, Registry, ResolveError, Resolver};
///
/// /// Prefers the calendars of one tenant.
/// struct Tenant<'r>(&'r Registry, &'static str);
///
/// impl Resolver for Tenant<'_> {
///     fn find(&self, name: &str) -> Result<Calendar, ResolveError> {
///         let own = self.0.resolve(format!("{} {name}", self.1));
///         own.or_else(|_| self.0.resolve(name))
///     }
/// }
///
/// let registry = Registry::with_builtins();
/// let date = Date::parse("2026-11-22[u-ca=jalali]", &Tenant(&registry, "acme"))?;
/// assert_eq!(date.year(), 1405);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Resolver {
    /// Returns the calendar with this name.
    ///
    /// # Errors
    /// [`ResolveError`] if the name is invalid or not registered.
    ///
    /// ```
    /// # use calendar_registry::{Registry, Resolver};
    /// assert_eq!(Registry::with_builtins().find("jalali")?.name(), "Jalali");
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    fn find(&self, name: &str) -> Result<Calendar, ResolveError>;
}

impl Resolver for Registry {
    fn find(&self, name: &str) -> Result<Calendar, ResolveError> {
        self.resolve(name)
    }
}

impl Resolver for Pin<'_> {
    fn find(&self, name: &str) -> Result<Calendar, ResolveError> {
        self.resolve(name).cloned()
    }
}

impl Resolver for Snapshot {
    fn find(&self, name: &str) -> Result<Calendar, ResolveError> {
        self.resolve(name).cloned()
    }
}

/// The reason why a text is not a [`Date`].
///
/// ```
/// use calendar_registry::{Date, DateError, ParseDateError, Registry};
///
/// let registry = Registry::with_builtins();
/// let error = |text| Date::parse(text, &registry).unwrap_err();
/// assert_eq!(error("22.11.2026"), ParseDateError::Form);
/// assert_eq!(error("2026-02-29"), ParseDateError::Date(DateError::Day { day: 29, last: 28 }));
/// assert!(matches!(error("2026-11-22[u-ca=tabot]"), ParseDateError::Calendar(_)));
/// assert_eq!(error("2026-11-22T10:00Z"), ParseDateError::Utc);
/// assert_eq!(error("2026-11-22[!moon=full]"), ParseDateError::Critical);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseDateError {
    /// The text does not have the form of [`Date::parse`].
    Form,
    /// The date does not exist in ISO 8601, or its day has no date in the calendar.
    Date(DateError),
    /// The annotated calendar cannot be resolved.
    Calendar(ResolveError),
    /// The text is a UTC timestamp (`Z`), which does not determine a local date.
    Utc,
    /// A critical annotation (`!`) is unknown, or there are several calendar annotations, they
    /// differ, and one of them is critical.
    Critical,
}

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseDateError::Form => f.write_str(
                "expected a date of ISO 8601, with the calendar of RFC 9557: \
                 2026-11-22[u-ca=hebrew]",
            ),
            ParseDateError::Date(error) => error.fmt(f),
            ParseDateError::Calendar(error) => error.fmt(f),
            ParseDateError::Utc => f.write_str(
                "a UTC timestamp does not determine a local date: convert it to a time zone first",
            ),
            ParseDateError::Critical => f.write_str(
                "a critical annotation (!) is unknown, or contradicts another annotation",
            ),
        }
    }
}

impl std::error::Error for ParseDateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ParseDateError::Date(error) => Some(error),
            ParseDateError::Calendar(error) => Some(error),
            _ => None,
        }
    }
}

impl From<DateError> for ParseDateError {
    fn from(error: DateError) -> Self {
        ParseDateError::Date(error)
    }
}

impl From<ResolveError> for ParseDateError {
    fn from(error: ResolveError) -> Self {
        ParseDateError::Calendar(error)
    }
}

impl Date {
    /// Parses an ISO 8601 date with a calendar annotation of RFC 9557, as written by
    /// [`Display`](fmt::Display). The digits are the ISO date in any case; the annotation names the
    /// calendar of the result, by any of its names.
    ///
    /// - Without an annotation, the calendar is `iso8601`, or `gregory` if that is not registered.
    /// - A year has four digits, or a sign and at least six digits.
    /// - A time, an offset and a time zone after the date are ignored. A UTC timestamp (`Z`) is an
    ///   error, as in ECMAScript's Temporal.
    /// - Annotations with other keys are ignored, unless they are critical (`!`). Of several
    ///   calendar annotations the first one counts; if they differ and one is critical, it is an
    ///   error.
    ///
    /// # Errors
    /// [`ParseDateError`] with the reason.
    ///
    /// ```
    /// use calendar_registry::{Date, Registry, YearMonthDay};
    ///
    /// let registry = Registry::with_builtins();
    /// let date = Date::parse("2026-11-22[u-ca=islamic-civil]", &registry)?;
    /// assert_eq!(date.year_month_day(), YearMonthDay::new(1448, 6, 11));
    /// assert_eq!(Date::parse("2026-11-22T23:59+13:45[!u-ca=islamicc]", &registry.pin())?, date);
    /// assert_eq!(date.to_string(), "2026-11-22[u-ca=islamic-civil]");
    /// # Ok::<(), calendar_registry::ParseDateError>(())
    /// ```
    pub fn parse<R: Resolver + ?Sized>(text: &str, resolver: &R) -> Result<Self, ParseDateError> {
        let end = text.find(['T', 't', ' ', '[']).unwrap_or(text.len());
        let (date, suffix) = text.split_at_checked(end).ok_or(ParseDateError::Form)?;
        let date = IsoDate::read(date).ok_or(ParseDateError::Form)?;
        let calendar = annotated(suffix, resolver)?;
        let day = iso_day(date)?;
        Date::from_julian_day(&calendar, day).map_err(ParseDateError::Date)
    }

    /// Returns the calendar's name in an annotation: its Unicode identifier, or else the first of
    /// its names that an annotation can contain. `None` if each name has a `.`, `:` or `/`.
    pub(crate) fn annotation(&self) -> Option<String> {
        let id = self.calendar().unicode_id();
        let names = self.calendar().names().iter().map(Name::as_str);
        // A name has no separator at its ends and no two in a row, so its parts are not empty.
        let mut fitting = id.into_iter().chain(names).filter(|name| is_value(name));
        fitting.next().map(folded)
    }
}

/// Returns whether the folded name is a valid annotation value in RFC 9557.
fn is_value(name: &str) -> bool {
    name.split(['-', '_', ' '])
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Returns the lower-case form of a name, with `-` as the separator.
fn folded(name: &str) -> String {
    name.to_ascii_lowercase().replace(['_', ' '], "-")
}

/// Returns the day of an ISO date.
fn iso_day(date: IsoDate) -> Result<JulianDay, DateError> {
    if let Some(day) = date.julian_day() {
        return Ok(day);
    }
    Err(match date {
        IsoDate { month, .. } if !(1..=12).contains(&month) => DateError::Month { month, last: 12 },
        IsoDate { day, .. } if !(1..=date.last_day()).contains(&day) => DateError::Day {
            day,
            last: date.last_day(),
        },
        _ => DateError::Overflow,
    })
}

/// Resolves the calendar of the text after the date.
fn annotated<R: Resolver + ?Sized>(suffix: &str, resolver: &R) -> Result<Calendar, ParseDateError> {
    // The parser reads the suffix only: with the real date it would reject years of more than six
    // digits.
    let whole = format!("1970-01-01{suffix}");
    let parsed = IxdtfParser::from_str(&whole).parse();
    let record = parsed.map_err(|error| match error {
        ParseError::UnrecognizedCritical | ParseError::CriticalDuplicateCalendar => {
            ParseDateError::Critical
        }
        _ => ParseDateError::Form,
    })?;
    if matches!(record.offset, Some(UtcOffsetRecordOrZ::Z)) {
        return Err(ParseDateError::Utc);
    }
    Ok(match record.calendar {
        // A part of a `str` that ends at ASCII characters is UTF-8.
        Some(name) => {
            resolver.find(core::str::from_utf8(name).map_err(|_| ParseDateError::Form)?)?
        }
        None => resolver.find(ISO).or_else(|_| resolver.find(GREGORIAN))?,
    })
}

/// Writes the ISO 8601 date with the calendar annotation of RFC 9557: `2026-11-22[u-ca=hebrew]`.
/// The years 0 to 9999 have four digits; other years have a sign and at least six digits. The
/// calendar `iso8601` is not annotated.
///
/// The annotation is the calendar's [`unicode_id`](crate::Backend::unicode_id), or else the first
/// of its names without `.`, `:` and `/`. Without such a name it is the primary name; that text is
/// for people and does not parse.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        IsoDate::of(self.julian_day()).fmt(f)?;
        match self.annotation().as_deref() {
            Some(ISO) => Ok(()),
            Some(name) => write!(f, "[u-ca={name}]"),
            None => write!(f, "[u-ca={}]", self.calendar().name()),
        }
    }
}

/// Parses as [`Date::parse`] does, with the calendars of [`Registry::global`].
impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Date::parse(text, Registry::global())
    }
}
