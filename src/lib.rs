//! A registry of calendar systems: found by name for each request, and registered, replaced and
//! removed at any time without stopping a reader.
//!
//! ```
//! use calendar_registry::{JulianDay, Registry, YearMonthDay};
//!
//! let registry = Registry::with_builtins();
//! let pin = registry.pin();
//! let calendar = pin.resolve("Islamic Civil")?;
//! assert_eq!(calendar.date(JulianDay::new(2_461_367))?, YearMonthDay::new(1448, 6, 11));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Overview
//!
//! A [`Registry`] holds calendars under names. A lookup never waits, whatever writers do. There are
//! three ways to look one up, from the cheapest on:
//!
//! | | what you get | good for |
//! |---|---|---|
//! | [`Registry::pin`], [`Pin::resolve`] | `&Calendar` for as long as the pin | a request, up to the next `.await` |
//! | [`Registry::resolve`] | an owned [`Calendar`] | keeping: across `.await`, in other threads |
//! | [`Registry::snapshot`] | an `Arc<`[`Snapshot`]`>` | listing, and a view that does not change |
//!
//! A [`Calendar`] dereferences to [`dyn Backend`](Backend), where the conversions and the arithmetic
//! are: [`date`](Backend::date), [`julian_day`](Backend::julian_day),
//! [`add_months`](Backend::add_months) and so on. The built-in calendars are
//! also types of their own in [`calendars`], of no size, which need no registry.
//!
//! Writers call [`register`](Registry::register), [`replace`](Registry::replace),
//! [`replace_if`](Registry::replace_if), [`unregister`](Registry::unregister), or
//! [`update`](Registry::update) for several changes at once. Each is one publication: a lookup sees
//! all of it or nothing. What is refused changes nothing and gives the backends back:
//!
//! ```
//! use calendar_registry::{Refusal, Registry, calendars::{Gregorian, Jalali}};
//!
//! let registry = Registry::new();
//! registry.register(Gregorian)?;
//! let refused = registry.update(|batch| {
//!     batch.register(Jalali)?;
//!     batch.register(Gregorian)
//! });
//! let refused = refused.unwrap_err();
//! assert!(matches!(refused.reason, Refusal::Taken { .. }));
//! assert_eq!(refused.backends.len(), 2);
//! assert!(registry.resolve("jalali").is_err());
//! # Ok::<(), calendar_registry::RegisterError>(())
//! ```
//!
//! # Types
//!
//! | | |
//! |---|---|
//! | [`Registry`], [`Pin`], [`Snapshot`], [`Batch`], [`Stats`] | the registry and its views |
//! | [`Calendar`], [`CalendarId`], [`System`] | a registered calendar, its id, and the built-in ones |
//! | [`Backend`], [`Properties`] | what you implement for a calendar of your own |
//! | [`JulianDay`], [`YearMonthDay`], [`Weekday`] | days and dates: plain values |
//! | [`Date`], [`DateSpan`], [`Fields`], [`Series`] | a day in a calendar, its fields and arithmetic |
//! | [`Name`] | what calendars are called; which spellings are one name |
//! | [`ResolveError`], [`NameError`], [`DateError`], [`SliceError`], [`FieldsError`], [`ParseDateError`], [`DateTextError`] | small, `Copy`, with the bound that would have held |
//! | [`Refusal`], [`RegisterError`], [`UpdateError`], [`TableError`] | why a change was refused, with the backends |
//!
//! # Features
//!
//! | feature | |
//! |---|---|
//! | `tracing` | an event for each change and refusal, never on the read path |
//! | `jiff-0_2`, `chrono-0_4`, `time-0_3`, `icu_calendar-2` | conversions of days and weekdays, both ways |
//! | `serde` | days, dates, names and month codes, serialised and read back |
//! | `arbitrary`, `proptest` | the same, drawn for tests |
//! | `conformance` | the laws that a calendar has to keep, to test your own |
//!
//! # Guide
//!
//! - [`docs::architecture`]: the parts, who owns what, what a read writes
//! - [`docs::memory_ordering`]: the protocol, and why it is right
//! - [`docs::proof`]: what loom, Miri and the tests have to say about that
//! - [`docs::verification`] and [`docs::fuzzing`]: the real thing under Miri, sanitizers and fuzzers
//! - [`docs::calendars`]: the calendars, their names, rules, ranges and sources
//! - [`docs::dates`]: fields and arithmetic, and how they follow Temporal
//! - [`docs::performance`]: what it costs, beside what others cost
//! - [`docs::ecosystem`]: conversions, the text form of a date, drawing values, the laws
//! - [`docs::limits`]: what it does not do; read it before production
//! - [`docs::comparison`]: Qt, `java.time`, ICU4X, and other concurrent maps
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]
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
mod interop;
mod iso;
mod name;
mod registry;
mod sync;
mod weekday;

pub use backend::{
    Backend, BackendExt, CalendarKind, DateError, Era, EraYear, IntoBackend, MonthCode,
    ParseMonthCodeError, Properties, Renamed, SliceError, TableError,
};
pub use calendars::{ParseSystemError, System};
pub use date::{
    Date, DateSpan, Fields, FieldsError, Overflow, ParseDateError, ParseDateSpanError, Resolver,
    Series, SeriesThrough, Unit, WeekRule, YearWeek,
};
pub use day::{JulianDay, ParseYearMonthDayError, YearMonthDay};
pub use error::ResolveError;
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use interop::DateSeed;
#[cfg(feature = "proptest")]
#[cfg_attr(docsrs, doc(cfg(feature = "proptest")))]
pub use interop::proptest;
pub use name::{Name, NameError};
pub use registry::{
    Batch, Calendar, CalendarId, Pin, Refusal, RegisterError, Registry, Snapshot, Stats,
    UpdateError,
};
pub use weekday::{ParseWeekdayError, Weekday};

/// For models that run under `--cfg loom`, and for tests of a registry that is broken on purpose.
#[cfg(any(loom, calendar_registry_mutants))]
#[doc(hidden)]
pub mod model {
    #[cfg(loom)]
    pub use crate::sync::{answer_locked, free_nothing};
    #[cfg(calendar_registry_mutants)]
    pub use crate::sync::{break_step, crash_next_publication, steps};
}

/// The pages of the folder `docs/`. There is nothing to call in here.
#[cfg(any(doc, doctest))]
pub mod docs {
    #[doc = include_str!("../docs/architecture.md")]
    pub mod architecture {}

    #[doc = include_str!("../docs/memory-ordering.md")]
    pub mod memory_ordering {}

    #[doc = include_str!("../docs/proof.md")]
    pub mod proof {}

    #[doc = include_str!("../docs/verification.md")]
    pub mod verification {}

    #[doc = include_str!("../docs/fuzzing.md")]
    pub mod fuzzing {}

    #[doc = include_str!("../docs/calendars.md")]
    pub mod calendars {}

    // Rustdoc does not copy images: it gets the plots as a part of the page, and for the
    // links to their files, which are defined first here, a picture of one clear pixel.
    /// [throughput]: data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
    /// [latency]: data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
    /// [registration]: data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
    /// [conversion]: data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
    ///
    #[doc = include_str!("../docs/performance.md")]
    /// # Plots
    ///
    #[doc = include_str!("../docs/throughput.svg")]
    ///
    #[doc = include_str!("../docs/latency.svg")]
    ///
    #[doc = include_str!("../docs/registration.svg")]
    ///
    #[doc = include_str!("../docs/conversion.svg")]
    pub mod performance {}

    #[doc = include_str!("../docs/ecosystem.md")]
    pub mod ecosystem {}

    #[doc = include_str!("../docs/dates.md")]
    pub mod dates {}

    #[doc = include_str!("../docs/limits.md")]
    pub mod limits {}

    #[doc = include_str!("../docs/comparison.md")]
    pub mod comparison {}
}

/// Runs the examples of README.md.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
