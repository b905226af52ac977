//! The text form of a [`Date`]: ISO 8601 with the calendar annotation of RFC 9557.
#![forbid(unsafe_code)]

use core::fmt;
use core::str::FromStr;

use ixdtf::ParseError;
use ixdtf::parsers::IxdtfParser;
use ixdtf::records::UtcOffsetRecordOrZ;

use super::Date;
use super::iso::IsoDate;
use crate::ResolveError;
use crate::error::DateError;
use crate::name::Name;
use crate::{Calendar, Guard, Registry, Snapshot};

/// The identifier of the calendar that a text without an annotation is of.
const ISO: &str = "iso8601";
/// And of the one that stands in for it where it is not registered.
const GREGORIAN: &str = "gregory";

/// Where the calendar of a text is looked up by its name: a [`Registry`], a [`Guard`], a
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

impl Resolver for Guard<'_> {
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
/// use calendar_registry::{Date, DateError, DateTextError, Registry, ResolveError};
///
/// let registry = Registry::with_builtins();
/// let error = |text| Date::parse(text, &registry).unwrap_err();
/// assert_eq!(error("22.11.2026"), DateTextError::Form);
/// assert_eq!(error("2026-02-29"), DateTextError::Date(DateError::Day { day: 29, last: 28 }));
/// assert!(matches!(
///     error("2026-11-22[u-ca=tabot]"),
///     DateTextError::Calendar(ResolveError::Unknown { .. })
/// ));
/// assert_eq!(error("2026-11-22T10:00Z"), DateTextError::Utc);
/// assert_eq!(error("2026-11-22[!moon=full]"), DateTextError::Critical);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum DateTextError {
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

impl fmt::Display for DateTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateTextError::Form => f.write_str(
                "a date is written as in ISO 8601, with a calendar as in RFC 9557: \
                 2026-11-22[u-ca=hebrew]",
            ),
            DateTextError::Date(error) => error.fmt(f),
            DateTextError::Calendar(error) => error.fmt(f),
            DateTextError::Utc => {
                f.write_str("a moment in UTC has no date of its own: leave out the Z")
            }
            DateTextError::Critical => f.write_str(
                "an annotation marked as critical is not understood, or contradicts another one",
            ),
        }
    }
}

impl std::error::Error for DateTextError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            DateTextError::Date(error) => Some(error),
            DateTextError::Calendar(error) => Some(error),
            _ => None,
        }
    }
}

impl From<DateError> for DateTextError {
    fn from(error: DateError) -> Self {
        DateTextError::Date(error)
    }
}

impl From<ResolveError> for DateTextError {
    fn from(error: ResolveError) -> Self {
        DateTextError::Calendar(error)
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
    /// [`DateTextError`] says what is wrong.
    ///
    /// ```
    /// use calendar_registry::{Date, Registry, YearMonthDay};
    ///
    /// let registry = Registry::with_builtins();
    /// let date = Date::parse("2026-11-22[u-ca=islamic-civil]", &registry)?;
    /// assert_eq!(date.year_month_day(), YearMonthDay::new(1448, 6, 11));
    /// assert_eq!(Date::parse("2026-11-22T23:59+13:45[!u-ca=islamicc]", &registry.pin())?, date);
    /// assert_eq!(date.to_string(), "2026-11-22[u-ca=islamic-civil]");
    /// # Ok::<(), calendar_registry::DateTextError>(())
    /// ```
    pub fn parse<R: Resolver + ?Sized>(text: &str, resolver: &R) -> Result<Self, DateTextError> {
        let end = text.find(['T', 't', ' ', '[']).unwrap_or(text.len());
        let (date, suffix) = text.split_at_checked(end).ok_or(DateTextError::Form)?;
        let date = IsoDate::read(date).ok_or(DateTextError::Form)?;
        let calendar = annotated(suffix, resolver)?;
        Ok(Date::from_julian_day(&calendar, date.julian_day()?)?)
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

/// The calendar that the text after the date asks for.
fn annotated<R: Resolver + ?Sized>(suffix: &str, resolver: &R) -> Result<Calendar, DateTextError> {
    // The parser takes years of six digits at the most, so it gets another date.
    let whole = format!("1970-01-01{suffix}");
    let parsed = IxdtfParser::from_str(&whole).parse();
    let record = parsed.map_err(|error| match error {
        ParseError::UnrecognizedCritical | ParseError::CriticalDuplicateCalendar => {
            DateTextError::Critical
        }
        _ => DateTextError::Form,
    })?;
    if matches!(record.offset, Some(UtcOffsetRecordOrZ::Z)) {
        return Err(DateTextError::Utc);
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
        IsoDate::of(self.julian_day())
            .map_err(|_| fmt::Error)?
            .fmt(f)?;
        match self.annotation().as_deref() {
            Some(ISO) => Ok(()),
            Some(name) => write!(f, "[u-ca={name}]"),
            None => write!(f, "[u-ca={}]", self.calendar().name()),
        }
    }
}

/// As [`Date::parse`], with the calendars of [`Registry::global`].
impl FromStr for Date {
    type Err = DateTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Date::parse(text, Registry::global())
    }
}
