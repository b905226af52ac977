//! The conformance suite: checks that a [`Backend`] keeps its contract.
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
//! The contract is a list of laws. The error names the first broken law, and the call that shows
//! it:
//!
//! ```
//! use calendar_registry::conformance::{self, Law};
//! # use calendar_registry::{Backend, DateError, JulianDay, Properties, YearMonthDay};
//! # use calendar_registry::calendars::Gregorian;
//!
//! /// The Gregorian calendar with a common mistake.
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
//!     // … the other methods as in `Gregorian`
//! }
//!
//! let violation = conformance::check(&Julianish).unwrap_err();
//! assert_eq!(violation.law, Law::LeapYears);
//! ```
//!
//! The samples are the same in every run:
//! - days and years near the ends of the calendar's range, near year 1, near the present, and near
//!   the ends of [`authoritative_years`] and [`table_span`];
//! - days and years at pseudo-random distances from the present;
//! - every day from about 1480 to 2160 (Gregorian).
//!
//! [`Check`] adds samples. The suite checks consistency: it does not know on which day a year
//! begins, so compare the calendar with published dates too.
//!
//! The backend under check may return any number. Sums of its numbers therefore saturate or are
//! checked; a saturated sum differs from the right answer, so the law fails and the suite does not
//! panic.
//!
//! [`authoritative_years`]: crate::Backend::authoritative_years
//! [`table_span`]: crate::Backend::table_span

mod dates;
mod fields;
mod identity;
mod law;
mod samples;
mod slices;
mod subject;
#[cfg(feature = "text")]
mod text;
mod years;

use core::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use law::{Law, Violation};
pub use subject::Call;

use crate::backend::Backend;
use samples::Samples;
use subject::Subject;

/// Checks a calendar against all laws, with the samples of [`Check::new`].
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

/// A configuration of the conformance suite: the samples.
///
/// ```
/// use calendar_registry::calendars::Jalali;
/// use calendar_registry::conformance::Check;
///
/// // Every day of two centuries, and few others.
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
    /// Creates the default configuration: days and years near the points of interest, and 2,000 of
    /// each at pseudo-random distances.
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

    /// Adds every day of these years.
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

    /// Sets the number of days and the number of years at pseudo-random distances.
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
    /// A panic of the calendar is a violation of [`Law::NoPanic`], unless panics abort the process.
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
        // Unwind safe: after a panic only `last_call` is read, which is set before each call.
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

    /// Checks the laws in the order of [`Law::ALL`].
    fn all_laws(&self, subject: &Subject<'_>) -> Result<Report, Violation> {
        identity::names(subject)?;
        identity::properties(subject)?;
        let range = dates::extremes(subject)?;
        let samples = Samples::new(subject, range, self)?;
        for law in [
            identity::month_cycle,
            identity::mean_month,
            dates::round_trip,
            dates::continuity,
            years::years_outside,
            years::months,
            years::month_lengths,
            years::bounds,
            years::leap_years,
            dates::wrong_parts,
            dates::gaps,
            slices::dates,
            slices::julian_days,
            fields::eras,
            fields::month_codes,
            fields::spans,
            #[cfg(feature = "text")]
            text::text,
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

/// The statistics of a successful check.
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
    /// The number of days checked.
    pub days: usize,
    /// The number of years checked.
    pub years: usize,
    /// The number of calls of the backend.
    pub calls: u64,
}
