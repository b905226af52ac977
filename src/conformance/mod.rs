//! The laws that every calendar has to keep, as a check for those who write one.
//!
//! ```
//! use calendar_registry::calendars::Jalali;
//! use calendar_registry::conformance;
//!
//! let report = conformance::check(&Jalali)?;
//! assert!(report.days > 1_000 && report.years > 100);
//! # Ok::<(), conformance::Violation>(())
//! ```
//!
//! A calendar that breaks a law is told which one, and with which call:
//!
//! ```
//! use calendar_registry::conformance::{self, Law};
//! # use calendar_registry::{Backend, DateError, JulianDay, Properties, YearMonthDay};
//! # use calendar_registry::calendars::Gregorian;
//!
//! /// The Gregorian calendar, but for a common mistake.
//! struct Julianish;
//!
//! impl Backend for Julianish {
//!     fn is_leap_year(&self, year: i32) -> bool {
//!         year % 4 == 0
//!     }
//! #   fn names(&self) -> Vec<&str> { vec!["julianish"] }
//! #   fn properties(&self) -> Properties { Gregorian.properties() }
//! #   fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> { Gregorian.julian_day(date) }
//! #   fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> { Gregorian.date(day) }
//! #   fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> { Gregorian.days_in_month(year, month) }
//!     // and the rest as it is there
//! }
//!
//! let violation = conformance::check(&Julianish).unwrap_err();
//! assert_eq!(violation.law, Law::LeapYears);
//! ```
//!
//! What is tried is the same in every run: days and years near the ends of the calendar's range, near
//! its year 1, near today and near the ends of its [`authoritative_years`] and [`table_span`], and
//! others from near to far; and the days of seven centuries around ours, one after the other. [`Check`] takes more of them. A calendar that passes has not been proved
//! right: nobody but its author knows on which day its year begins.
//!
//! [`authoritative_years`]: crate::Backend::authoritative_years
//! [`table_span`]: crate::Backend::table_span

mod dates;
mod fields;
mod identity;
mod law;
mod samples;
mod slices;
mod steps;
mod subject;
mod years;

use core::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use law::{Law, Violation};
pub use subject::Call;

use crate::backend::Backend;
use samples::Samples;
use subject::Subject;

/// Checks a calendar against all laws, with the days and years that [`Check::new`] tries.
///
/// # Errors
/// The first [`Violation`].
///
/// ```
/// # use calendar_registry::{Registry, conformance};
/// for calendar in Registry::with_builtins().snapshot().calendars() {
///     conformance::check(calendar.backend().as_ref())?;
/// }
/// # Ok::<(), conformance::Violation>(())
/// ```
pub fn check(backend: &dyn Backend) -> Result<Report, Violation> {
    Check::new().run(backend)
}

/// What a calendar is tried with.
///
/// ```
/// use calendar_registry::calendars::Jalali;
/// use calendar_registry::conformance::Check;
///
/// // Each day of two centuries, and few others.
/// let report = Check::new().years(1300..=1500).samples(100).run(&Jalali)?;
/// assert!(report.days > 73_000);
/// # Ok::<(), calendar_registry::conformance::Violation>(())
/// ```
#[derive(Clone, Debug)]
pub struct Check {
    years: Vec<RangeInclusive<i32>>,
    samples: u32,
}

impl Check {
    /// The days and years near the places that matter, and 2,000 of each from near to far.
    ///
    /// ```
    /// # use calendar_registry::{calendars::Julian, conformance::Check};
    /// assert!(Check::new().run(&Julian).is_ok());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Check {
            years: Vec::new(),
            samples: 2_000,
        }
    }

    /// Each day of these years too.
    ///
    /// ```
    /// # use calendar_registry::{calendars::Julian, conformance::Check};
    /// assert!(Check::new().years(-50..=50).years(1500..=1600).run(&Julian).is_ok());
    /// ```
    #[must_use]
    pub fn years(mut self, years: RangeInclusive<i32>) -> Self {
        self.years.push(years);
        self
    }

    /// How many days and years of those from near to far.
    ///
    /// ```
    /// # use calendar_registry::{calendars::Julian, conformance::Check};
    /// assert!(Check::new().samples(0).run(&Julian).is_ok());
    /// ```
    #[must_use]
    pub const fn samples(mut self, samples: u32) -> Self {
        self.samples = samples;
        self
    }

    /// Checks a calendar against all laws.
    ///
    /// A panic of the calendar is caught and told, unless panics abort.
    ///
    /// # Errors
    /// The first [`Violation`].
    ///
    /// ```
    /// # use calendar_registry::{calendars::Julian, conformance::Check};
    /// let report = Check::new().run(&Julian)?;
    /// assert!(report.calls > report.days as u64);
    /// # Ok::<(), calendar_registry::conformance::Violation>(())
    /// ```
    pub fn run(&self, backend: &dyn Backend) -> Result<Report, Violation> {
        let subject = Subject::new(backend);
        // What a panic leaves in an odd state is the backend's; it is not asked again.
        catch_unwind(AssertUnwindSafe(|| self.all_laws(&subject))).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            Err(Violation {
                law: Law::NoPanic,
                call: subject.last_call(),
                expected: "an answer or an error".to_owned(),
                found: format!("a panic: {}", text.unwrap_or_default()),
            })
        })
    }

    fn all_laws(&self, subject: &Subject<'_>) -> Result<Report, Violation> {
        identity::names(subject)?;
        identity::properties(subject)?;
        let range = dates::extremes(subject)?;
        let samples = Samples::new(subject, range, self)?;
        for law in [
            identity::month_cycle,
            dates::round_trip,
            dates::continuity,
            years::years_outside,
            years::months,
            years::month_lengths,
            years::bounds,
            years::leap_years,
            dates::wrong_parts,
            dates::gaps,
            steps::arithmetic,
            slices::dates,
            slices::julian_days,
            fields::eras,
            fields::month_codes,
            fields::spans,
            identity::constancy,
        ] {
            law(subject, &samples)?;
        }
        Ok(Report {
            days: samples.days.len(),
            years: samples.years.len(),
            calls: subject.calls(),
        })
    }
}

impl Default for Check {
    fn default() -> Self {
        Self::new()
    }
}

/// What a calendar that broke no law was tried with.
///
/// ```
/// # use calendar_registry::{calendars::Jalali, conformance};
/// let report = conformance::check(&Jalali)?;
/// assert!(report.calls > 10_000);
/// # Ok::<(), conformance::Violation>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Report {
    /// How many days were tried, in several ways each.
    pub days: usize,
    /// How many years.
    pub years: usize,
    /// How often the calendar was called.
    pub calls: u64,
}
