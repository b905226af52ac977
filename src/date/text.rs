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

/// The identifier of the calendar that a text without an annotation is of.
const ISO: &str = "iso8601";
/// And of the one that stands in for it where it is not registered.
const GREGORIAN: &str = "gregory";

/// Where the calendar of a text is looked up by its name: a [`Registry`], a [`Pin`], a
/// [`Snapshot`], or a rule of your own over one of them.
///
/// ```
/// use calendar_registry::{Calendar, Date, Registry, ResolveError, Resolver};
///
/// /// A tenant's own calendars come before everybody's.
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
    /// The calendar of this name.
    ///
    /// # Errors
    /// [`ResolveError`]: no calendar can have such a name, or none has it now.
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

/// Why a text is not a [`Date`].
///
/// ```
/// use calendar_registry::{Date, DateError, ParseDateError, Registry, ResolveError};
///
/// let registry = Registry::with_builtins();
/// let error = |text| Date::parse(text, &registry).unwrap_err();
/// assert_eq!(error("22.11.2026"), ParseDateError::Form);
/// assert_eq!(error("2026-02-29"), ParseDateError::Date(DateError::Day { day: 29, last: 28 }));
/// assert_eq!(error("2026-11-22[u-ca=tabot]"), ParseDateError::Calendar(ResolveError::Unknown));
/// assert_eq!(error("2026-11-22T10:00Z"), ParseDateError::Utc);
/// assert_eq!(error("2026-11-22[!moon=full]"), ParseDateError::Critical);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseDateError {
    /// The text does not have the form.
    Form,
    /// The date does not exist in ISO 8601, or its day has no date in the calendar.
    Date(DateError),
    /// The annotated calendar is not there.
    Calendar(ResolveError),
    /// It is a moment in UTC (`Z`): on which date that falls is a question of the place.
    Utc,
    /// An annotation that must be understood (`!`) is not, or calendars that contradict each
    /// other are annotated, one of them so.
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
    /// Reads a date of ISO 8601 with the calendar annotation of RFC 9557, as [`Display`](fmt::Display)
    /// writes it. The date is the ISO one, whatever the calendar; the annotation says in which
    /// calendar it is meant, by any of its names.
    ///
    /// - No annotation: the calendar `iso8601` if it is there, else `gregory`.
    /// - A year has four digits, or a sign and at least six.
    /// - A time, an offset and a time zone may follow the date and are passed over: the date is
    ///   the one written. A moment in UTC (`Z`) is refused, as it is in ECMAScript's Temporal.
    /// - Annotations of other keys are passed over, unless they are marked as critical (`!`). Of
    ///   several calendars the first one counts, unless one that differs is critical.
    ///
    /// # Errors
    /// [`ParseDateError`] says what is wrong.
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

    /// Returns whether this is a date of the calendar `iso8601`, whose text has no annotation.
    pub(super) fn is_iso(&self) -> bool {
        self.annotation().as_deref() == Some(ISO)
    }

    /// Under which name the calendar is annotated: its Unicode identifier, or else the first of its
    /// names that an annotation can hold. `None` if all of them have a `.`, `:` or `/`.
    pub(crate) fn annotation(&self) -> Option<String> {
        let id = self.calendar().unicode_id();
        let names = self.calendar().names().iter().map(Name::as_str);
        // Names have no separator at an end or next to another, so all else is as it has to be.
        let mut fitting = id.into_iter().chain(names).filter(|name| is_value(name));
        fitting.next().map(folded)
    }
}

/// Whether RFC 9557 has this as a value of an annotation, once it is folded.
fn is_value(name: &str) -> bool {
    name.split(['-', '_', ' '])
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

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

/// The calendar that the text after the date asks for.
fn annotated<R: Resolver + ?Sized>(suffix: &str, resolver: &R) -> Result<Calendar, ParseDateError> {
    // The parser takes years of six digits at the most, so it gets another date.
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
        Some(name) => resolver.find(core::str::from_utf8(name).unwrap_or_default())?,
        None => resolver.find(ISO).or_else(|_| resolver.find(GREGORIAN))?,
    })
}

/// The date of ISO 8601 with the calendar annotation of RFC 9557: `2026-11-22[u-ca=hebrew]`. The
/// years 0 to 9999 have four digits; others have a sign and at least six. The calendar `iso8601`
/// is not annotated.
///
/// A calendar is annotated by its [`unicode_id`](crate::Backend::unicode_id), else by the
/// first of its names that an annotation can hold: one without `.`, `:` and `/`. If it has none, the chief
/// name is shown all the same; that text is for people, and cannot be read back.
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

/// As [`Date::parse`], with the calendars of [`Registry::global`].
impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Date::parse(text, Registry::global())
    }
}
