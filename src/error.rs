//! [`Error`]: one type for every error of the crate.

use core::fmt;

use crate::backend::{DateError, ParseMonthCodeError, SliceError, TableError};
use crate::calendars::ParseSystemError;
use crate::date::{FieldsError, ParseDateError, ParseDateSpanError, ParseFieldsError};
use crate::day::ParseYearMonthDayError;
use crate::facade::{ChangeError, RegisterError, ResolveError, UpdateError};
use crate::name::NameError;
#[cfg(feature = "text")]
use crate::text::{
    FormatError, FormatterError, LocaleError, ParseSkeletonError, ParseTextError, PatternError,
    TextError,
};
use crate::weekday::ParseWeekdayError;

macro_rules! errors {
    ($($(#[doc = $doc:literal])+ $(#[cfg($cfg:meta)])? $variant:ident($error:ty),)+) => {
        /// Any error of this crate, for applications that handle all of them alike.
        ///
        /// Each operation has its own error type; `?` converts it.
        ///
        /// ```
        /// use calendar_registry::{Date, DateSpan, Error, Overflow, Registry};
        ///
        /// fn next_year(registry: &Registry, calendar: &str, text: &str) -> Result<Date, Error> {
        ///     let calendar = registry.resolve(calendar)?;
        ///     let date = Date::parse(text, registry)?.in_calendar(&calendar)?;
        ///     Ok(date.add(DateSpan::new().years(1), Overflow::Constrain)?)
        /// }
        ///
        /// let registry = Registry::with_builtins();
        /// let error = next_year(&registry, "tabot", "2026-11-25").unwrap_err();
        /// assert!(matches!(error, Error::Resolve(_)));
        /// assert_eq!(error.to_string(), "no calendar named \"tabot\" is registered");
        /// ```
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum Error {
            $(
                $(#[doc = $doc])+
                $(#[cfg($cfg)] #[cfg_attr(docsrs, doc(cfg($cfg)))])?
                $variant($error),
            )+
        }

        impl fmt::Display for Error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $($(#[cfg($cfg)])? Error::$variant(error) => error.fmt(f),)+
                }
            }
        }

        impl std::error::Error for Error {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                match self {
                    // The message is that of the inner error, so the source is the next one.
                    $($(#[cfg($cfg)])? Error::$variant(error) => std::error::Error::source(error),)+
                }
            }
        }

        $($(#[cfg($cfg)])? impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Error::$variant(error)
            }
        })+
    };
}

errors! {
    /// A name does not resolve to a calendar.
    Resolve(ResolveError),
    /// A calendar was not registered or replaced.
    Register(RegisterError),
    /// A calendar was not removed, or a change was not recorded.
    Change(ChangeError),
    /// An update was rejected.
    Update(UpdateError),
    /// A date or a day was not converted.
    Date(DateError),
    /// Fields do not describe a date.
    Fields(FieldsError),
    /// A slice was not converted to its end.
    Slice(SliceError),
    /// A text is not a date.
    ParseDate(ParseDateError),
    /// A text is not a year, month and day.
    ParseYearMonthDay(ParseYearMonthDayError),
    /// A text is not a date in the fields of a calendar.
    ParseFields(ParseFieldsError),
    /// A text is not a span of dates.
    ParseDateSpan(ParseDateSpanError),
    /// A text is not a month code.
    ParseMonthCode(ParseMonthCodeError),
    /// A text is not a weekday.
    ParseWeekday(ParseWeekdayError),
    /// A text is not a built-in calendar.
    ParseSystem(ParseSystemError),
    /// A text is not a name.
    Name(NameError),
    /// A year table cannot be built.
    Table(TableError),
    /// A text is not the tag of a locale.
    #[cfg(feature = "text")]
    Locale(LocaleError),
    /// A text is not a date pattern.
    #[cfg(feature = "text")]
    Pattern(PatternError),
    /// A text is not a skeleton.
    #[cfg(feature = "text")]
    ParseSkeleton(ParseSkeletonError),
    /// The text that a calendar brings does not fit it.
    #[cfg(feature = "text")]
    Text(TextError),
    /// A formatter was not made.
    #[cfg(feature = "text")]
    Formatter(FormatterError),
    /// A date was not written.
    #[cfg(feature = "text")]
    Format(FormatError),
    /// A text is not a date in the language of a formatter.
    #[cfg(feature = "text")]
    ParseText(ParseTextError),
}
