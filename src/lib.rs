//! Finds calendar systems by name and converts dates with them. Calendars can be registered, replaced
//! and removed at run time, and a lookup never waits for a change.
//!
//! ```
//! use calendar_registry::{Date, Registry};
//!
//! let registry = Registry::with_builtins();
//! let guard = registry.pin();
//! let date = Date::parse("2026-11-25", &guard)?.in_calendar(guard.resolve("Islamic Civil")?)?;
//! assert_eq!((date.year(), date.month(), date.day()), (1448, 6, 14));
//! assert_eq!(date.era_year()?.map(|year| year.to_string()).as_deref(), Some("1448 ah"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Begin with the [guide](docs::guide). The [features](docs::readme#features) of the crate are listed in its
//! README.
//!
//! # Types
//!
//! | | |
//! |---|---|
//! | [`Registry`] | calendars by name; [`Registry::pin`] for lookups, [`Snapshot`] for a constant view |
//! | [`Calendar`], [`CalendarId`] | a calendar as users see it: conversions, lengths, arithmetic, eras |
//! | [`calendars`], [`System`] | the built-in calendars, as types and as an enum |
//! | [`Date`], [`Fields`], [`DateSpan`], [`Series`], [`WeekRule`] | a day in a calendar, and its arithmetic |
//! | [`YearMonth`], [`MonthDay`] | a month without a day, a day without a year |
//! | [`JulianDay`], [`YearMonthDay`], [`Weekday`], [`MonthCode`], [`EraYear`] | plain values |
#![cfg_attr(
    feature = "text",
    doc = "| [`Locale`], [`Formatter`], [`IntervalFormatter`] | a language and region; dates written and read there |"
)]
#![cfg_attr(
    feature = "text",
    doc = "| [`Style`], [`Skeleton`], [`Pattern`] | what a date looks like |"
)]
//! | [`Backend`], [`Properties`], [`Renamed`] | a calendar as implementors see it |
#![cfg_attr(
    feature = "text",
    doc = "| [`CalendarText`], [`Names`] | what a calendar is called in each language |"
)]
//! | [`BackendExt`] | the methods of [`Calendar`] on a backend |
//! | [`Batch`], [`RegisterError`], [`UpdateError`] | changes, and why they were rejected |
//! | [`Name`] | what calendars are called; which spellings are one name |
//!
//! # Pages
//!
//! | for users | |
//! |---|---|
//! | [`docs::guide`] | find a calendar, change calendars at run time, use them in a server |
//! | [`docs::dates`] | fields, eras, arithmetic, weeks, text |
//! | [`docs::text`] | names, formatting and parsing in people's languages; locales |
//! | [`docs::own_calendar`] | how to write, test and register a calendar |
//! | [`docs::other_crates`] | ICU4X, jiff, chrono, time, serde, test tools, loom |
//! | [`docs::coming_from_qt`] | methods of Qt, and what differs |
//! | [`docs::calendars`] | names, rules, ranges and sources of the built-in calendars |
//! | [`docs::fleet`] | the same calendars on many servers, from etcd |
//! | [`docs::limits`] | what does not work, or only under conditions |
//! | [`docs::comparison`] | Qt, `java.time`, ICU4X, concurrent maps |
//!
//! | about the crate | |
//! |---|---|
//! | [`docs::architecture`] | the parts, what a lookup writes, who owns what |
//! | [`docs::memory_ordering`] | the protocol, and why it is right |
//! | [`docs::verification`] | what was checked, how, and how much of it ran |
//! | [`docs::performance`] | what it costs, beside what others cost |
//! | [`docs::design_notes`] | decisions and their reasons |
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]
#![deny(unsafe_code)]
#![deny(rustdoc::broken_intra_doc_links, rustdoc::private_intra_doc_links)]

mod backend;
mod calendar;
pub mod calendars;
#[cfg(feature = "conformance")]
#[cfg_attr(docsrs, doc(cfg(feature = "conformance")))]
pub mod conformance;
mod date;
mod day;
mod error;
mod facade;
mod interop;
mod iso;
mod name;
mod registry;
mod sync;
#[cfg(feature = "text")]
#[cfg_attr(docsrs, doc(cfg(feature = "text")))]
mod text;
mod weekday;

pub use backend::{
    Backend, BackendExt, CalendarKind, DateError, Era, EraYear, IntoBackend, MonthCode,
    ParseMonthCodeError, Properties, Renamed, SliceError, TableError,
};
pub use calendar::{Calendar, CalendarId};
pub use calendars::{ParseSystemError, System};
pub use date::{
    Date, DateSpan, Fields, FieldsError, MonthDay, Overflow, ParseDateError, ParseDateSpanError,
    ParseFieldsError, Resolver, Rounding, RoundingMode, Series, SeriesThrough, ShowCalendar, Unit,
    WeekRule, YearMonth, YearWeek,
};
pub use day::{JulianDay, ParseYearMonthDayError, YearMonthDay};
pub use error::Error;
pub use facade::{
    Batch, ChangeError, Guard, RegisterError, Registry, RequestedName, ResolveError, Snapshot,
    SnapshotIter, Stats, UpdateError,
};
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use interop::DateSeed;
#[cfg(feature = "proptest")]
#[cfg_attr(docsrs, doc(cfg(feature = "proptest")))]
pub use interop::proptest;
pub use name::{Name, NameError};
#[cfg(feature = "text")]
#[cfg_attr(docsrs, doc(cfg(feature = "text")))]
pub use text::{
    CalendarText, Cldr, Context, FormatError, Formatter, FormatterError, IntervalFormatter, Length,
    Locale, LocaleError, Names, ParseSkeletonError, ParseTextError, ParseTextErrorKind, Part,
    Pattern, PatternError, Shape, Skeleton, Style, TextError, Width,
};
pub use weekday::{ParseWeekdayError, Weekday};

/// For models that run under `--cfg loom`.
#[cfg(loom)]
#[doc(hidden)]
pub mod model {
    pub use crate::sync::{answer_locked, free_nothing};
}

/// The README and the pages of the folder `docs/`. There is nothing to call in here.
#[cfg(any(doc, doctest))]
pub mod docs {
    // The pages link to each other's files. Rustdoc has modules instead, so each page gets the same
    // links to modules first: of two definitions of one label the first one counts.
    macro_rules! pages {
        ($($page:ident = $file:literal $(, $plot:literal)*;)+) => {
            $(
                /// [Guide]: crate::docs::guide
                /// [Dates]: crate::docs::dates
                /// [Text]: crate::docs::text
                /// [Own calendar]: crate::docs::own_calendar
                /// [Your own calendar]: crate::docs::own_calendar
                /// [Other crates]: crate::docs::other_crates
                /// [Coming from Qt]: crate::docs::coming_from_qt
                /// [Calendars]: crate::docs::calendars
                /// [The calendars]: crate::docs::calendars
                /// [Fleet]: crate::docs::fleet
                /// [Limits]: crate::docs::limits
                /// [Comparison]: crate::docs::comparison
                /// [Architecture]: crate::docs::architecture
                /// [Memory ordering]: crate::docs::memory_ordering
                /// [Verification]: crate::docs::verification
                /// [Performance]: crate::docs::performance
                /// [Design notes]: crate::docs::design_notes
                /// [Features]: crate::docs::readme#features
                /// [`Backend`]: crate::Backend
                /// [`calendars`]: crate::calendars
                /// [made of data]: crate::docs::own_calendar#calendars-made-of-data
                /// [`calendars::defined`]: crate::calendars::defined
                /// [`CutOver`]: crate::calendars::defined::CutOver
                ///
                // Rustdoc does not copy images. In place of the file it gets one clear pixel, and
                // the plot itself at the end of the page.
                /// [throughput]: data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
                ///
                #[doc = include_str!(concat!("../", $file))]
                $(
                    ///
                    #[doc = include_str!(concat!("../", $plot))]
                )*
                pub mod $page {}
            )+
        };
    }

    pages! {
        readme = "README.md";
        guide = "docs/guide.md";
        dates = "docs/dates.md";
        text = "docs/text.md";
        own_calendar = "docs/own-calendar.md";
        other_crates = "docs/other-crates.md";
        coming_from_qt = "docs/coming-from-qt.md";
        calendars = "docs/calendars.md";
        fleet = "docs/fleet.md";
        limits = "docs/limits.md";
        comparison = "docs/comparison.md";
        architecture = "docs/architecture.md";
        memory_ordering = "docs/memory-ordering.md";
        verification = "docs/verification.md";
        performance = "docs/performance.md", "docs/throughput.svg";
        design_notes = "docs/design-notes.md";
    }
}
