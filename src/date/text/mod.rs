//! The text form of a [`Date`]: ISO 8601 with the calendar annotation of RFC 9557.
//!
//! [`Date::parse`] reads the date by `iso`, and the text after it by `suffix`. Both move a `cursor`
//! over the text once and allocate nothing.

pub(super) mod cursor;
mod error;
mod iso;
mod suffix;

use core::fmt;
use core::str::FromStr;

use super::Date;
use crate::calendar::Calendar;
use crate::facade::ResolveError;
use crate::facade::{Guard, Registry, Snapshot};
use crate::iso::IsoDate;
use crate::name::Name;

use cursor::Cursor;
pub use error::ParseDateError;

/// The calendar of a text without an annotation.
const ISO: &str = "iso8601";
/// Its replacement in a registry without that calendar.
const GREGORIAN: &str = "gregory";
/// The identifiers in CLDR that do not determine a calendar.
const AMBIGUOUS: [&str; 2] = ["islamic", "islamic-rgsa"];
/// The length of the longest text that is read, in bytes. A text of [`Display`](fmt::Display) is
/// far shorter; annotations of other keys can need more.
const MAX_LENGTH: usize = 1024;

/// Finds the calendar of a text by its name: a [`Registry`], a [`Guard`], a [`Snapshot`], or your own
/// rule over one of them.
///
/// ```
/// use calendar_registry::{Calendar, Date, Registry, ResolveError, Resolver};
///
/// /// Prefers a tenant's calendars to the shared ones.
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
    /// Returns the calendar of this name.
    ///
    /// # Errors
    /// [`ResolveError`] if the name is invalid or no calendar has it.
    ///
    /// ```
    /// # use calendar_registry::{Registry, Resolver};
    /// assert_eq!(Registry::with_builtins().find("jalali")?.name(), "Jalali");
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    fn find(&self, name: &str) -> Result<Calendar, ResolveError>;

    /// Returns whether the calendars `islamic` and `islamic-rgsa` are accepted in an annotation. The
    /// default is `false`.
    ///
    /// `islamic` does not say which Islamic calendar, and `islamic-rgsa` depends on sightings of the
    /// moon, so no computation determines their dates. ECMAScript's Temporal rejects both in the
    /// text of a date. They are still names in a registry: `resolve("islamic")` finds
    /// `islamic-civil`, and `resolve("islamic-rgsa")` finds `islamic-umalqura`. Return `true` if the
    /// texts come from a source that means these.
    ///
    /// ```
    /// use calendar_registry::{Calendar, Date, ParseDateError, Registry, ResolveError, Resolver};
    ///
    /// struct Lenient<'r>(&'r Registry);
    ///
    /// impl Resolver for Lenient<'_> {
    ///     fn find(&self, name: &str) -> Result<Calendar, ResolveError> {
    ///         self.0.resolve(name)
    ///     }
    ///     fn accepts_ambiguous(&self) -> bool {
    ///         true
    ///     }
    /// }
    ///
    /// let (registry, text) = (Registry::with_builtins(), "2026-11-22[u-ca=islamic]");
    /// assert_eq!(Date::parse(text, &registry), Err(ParseDateError::Ambiguous));
    /// assert_eq!(Date::parse(text, &Lenient(&registry))?.calendar().name(), "Islamic Civil");
    /// # Ok::<(), ParseDateError>(())
    /// ```
    fn accepts_ambiguous(&self) -> bool {
        false
    }
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

impl Date {
    /// Reads a date of ISO 8601 with the calendar annotation of RFC 9557, as
    /// [`Display`](fmt::Display) writes it.
    ///
    /// The date before the annotation is the ISO date, whatever the calendar. The annotation names
    /// the calendar of the result, by any of the calendar's names.
    ///
    /// - The date is a month and day (`2026-11-22`), an ISO week and weekday (`2026-W47-7`), or a
    ///   day of the year (`2026-326`). The hyphens can be left out.
    /// - A year has four digits, or a sign and six digits. With hyphens, a year with a sign can have
    ///   up to 18 digits, without leading zeros.
    /// - Without an annotation the calendar is `iso8601`, or `gregory` if the resolver does not find
    ///   `iso8601`.
    /// - A time, a UTC offset and a time zone can follow the date. They are checked and ignored. A
    ///   UTC timestamp (`Z`) is an error.
    /// - A critical time zone (`!`) must agree with the UTC offset. A name other than `UTC` cannot
    ///   be compared with an offset, so it is an error then.
    /// - Annotations with other keys are ignored, unless they are critical. A key that begins with
    ///   `_` is an error.
    /// - If there are several calendars, the first one is used; if one of them is critical, they are
    ///   an error.
    /// - The calendars `islamic` and `islamic-rgsa` are an error, unless the resolver
    ///   [accepts](Resolver::accepts_ambiguous) them.
    /// - A text of more than 1024 bytes is an error.
    ///
    /// Differences from `PlainDate.from` in ECMAScript's Temporal: weeks, days of the year and years
    /// of more than six digits are read here; keys that begin with `_`, and critical time zones that
    /// differ from the offset or cannot be compared with it, are rejected here.
    ///
    /// To read a date in the fields of its own calendar, see [`Fields::parse`](crate::Fields::parse).
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
    /// assert_eq!(Date::parse("2026-11-22T23:59+13:45[!u-ca=islamicc]", &registry)?, date);
    /// assert_eq!(date.to_string(), "2026-11-22[u-ca=islamic-civil]");
    ///
    /// for text in ["20261122", "2026-W47-7", "2026-326"] {
    ///     assert_eq!(Date::parse(text, &registry)?, date);
    /// }
    /// # Ok::<(), calendar_registry::ParseDateError>(())
    /// ```
    pub fn parse<R: Resolver + ?Sized>(text: &str, resolver: &R) -> Result<Self, ParseDateError> {
        if text.len() > MAX_LENGTH {
            return Err(ParseDateError::TooLong);
        }
        let mut cursor = Cursor::new(text);
        let date = iso::read(&mut cursor)?;
        let annotation = suffix::read(&mut cursor)?;
        let calendar = calendar(annotation, resolver)?;
        Ok(Date::from_julian_day(&calendar, date.day()?)?)
    }

    /// Returns whether this is a date of the calendar `iso8601`, whose text has no annotation.
    pub(super) fn is_iso(&self) -> bool {
        self.annotation().as_deref() == Some(ISO)
    }

    /// Writes the date with or without its calendar, as `calendarName` in ECMAScript's Temporal.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, ShowCalendar};
    /// # let registry = Registry::with_builtins();
    /// let date = Date::parse("2026-11-25[u-ca=hebrew]", &registry)?;
    /// assert_eq!(date.display(ShowCalendar::Never).to_string(), "2026-11-25");
    /// assert_eq!(date.display(ShowCalendar::Critical).to_string(), "2026-11-25[!u-ca=hebrew]");
    /// # Ok::<(), calendar_registry::ParseDateError>(())
    /// ```
    pub fn display(&self, calendar: ShowCalendar) -> impl fmt::Display {
        Shown {
            date: self,
            calendar,
        }
    }

    /// Returns the name of the calendar for an annotation: its Unicode identifier, or the first of
    /// its names that is a valid value. `None` if all names have a `.`, `:` or `/`.
    pub(crate) fn annotation(&self) -> Option<String> {
        let id = self.calendar().unicode_id();
        let names = self.calendar().names().iter().map(Name::as_str);
        let mut fitting = id.into_iter().chain(names).filter(|name| is_value(name));
        fitting.next().map(folded)
    }
}

/// Returns whether this name, once folded, is a valid value of an annotation.
fn is_value(name: &str) -> bool {
    name.split(['-', '_', ' '])
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase().replace(['_', ' '], "-")
}

/// Finds the calendar of an annotation, or the one for a text without an annotation.
fn calendar<R: Resolver + ?Sized>(
    annotation: Option<&str>,
    resolver: &R,
) -> Result<Calendar, ParseDateError> {
    let Some(name) = annotation else {
        return Ok(resolver.find(ISO).or_else(|_| resolver.find(GREGORIAN))?);
    };
    let calendar = resolver.find(name)?;
    if is_ambiguous(name, &calendar) && !resolver.accepts_ambiguous() {
        return Err(ParseDateError::Ambiguous);
    }
    Ok(calendar)
}

/// Returns whether an annotation does not determine a calendar. A calendar without a Unicode
/// identifier, or with exactly this one, is a user's own, and no other can be meant.
fn is_ambiguous(name: &str, calendar: &Calendar) -> bool {
    let is = |id: &str| id.eq_ignore_ascii_case(name);
    AMBIGUOUS.into_iter().any(is) && calendar.unicode_id().is_some_and(|id| !is(id))
}

/// Whether [`Date::display`] writes the calendar.
///
/// ```
/// use calendar_registry::ShowCalendar;
///
/// assert_eq!(ShowCalendar::default(), ShowCalendar::Auto);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ShowCalendar {
    /// Writes every calendar but `iso8601`.
    #[default]
    Auto,
    /// Writes the calendar.
    Always,
    /// Leaves the calendar out.
    Never,
    /// Writes the calendar as critical (`!`): a reader that does not know it must reject the text.
    Critical,
}

/// A date with the choice of its annotation.
struct Shown<'d> {
    date: &'d Date,
    calendar: ShowCalendar,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        IsoDate::of(self.date.julian_day()).fmt(f)?;
        let annotation = self.date.annotation();
        let name = annotation.as_deref().unwrap_or(self.date.calendar().name());
        match self.calendar {
            ShowCalendar::Never => Ok(()),
            ShowCalendar::Auto if name == ISO => Ok(()),
            ShowCalendar::Auto | ShowCalendar::Always => write!(f, "[u-ca={name}]"),
            ShowCalendar::Critical => write!(f, "[!u-ca={name}]"),
        }
    }
}

/// Writes the date of ISO 8601 with the calendar annotation of RFC 9557:
/// `2026-11-22[u-ca=hebrew]`. The years 0 to 9999 have four digits; others have a sign and at least
/// six. The calendar `iso8601` is not annotated.
///
/// The calendar is written as its [`unicode_id`](crate::Backend::unicode_id), or as the first of its
/// names without `.`, `:` and `/`. If there is none, the primary name is written, and the text cannot
/// be read back.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.display(ShowCalendar::Auto).fmt(f)
    }
}

/// Reads a date as [`Date::parse`] does, with the calendars of [`Registry::global`].
impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Date::parse(text, Registry::global())
    }
}
