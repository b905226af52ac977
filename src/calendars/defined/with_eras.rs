//! [`WithEras`]: a calendar with another list of eras.

use core::ops::RangeInclusive;

use super::base::{Base, debug_by_name, own_names};
use super::{DefineError, DefineProblem, Metadata, check};
use crate::backend::{Backend, Era, IntoBackend, Properties, forward_to};

/// A calendar with another list of eras: Japanese after a decree, or the regnal years of a court.
///
/// Dates, months, years and text are those of the base calendar. The eras are those of the
/// [`Metadata`], the latest first, and own their codes; what an era is called in people's languages
/// is part of the text.
///
/// ```
/// use calendar_registry::calendars::Japanese;
/// use calendar_registry::calendars::defined::{Metadata, WithEras};
/// use calendar_registry::{Backend, Era, Registry, YearMonthDay};
///
/// // A decree, one day before it comes into force.
/// let mut eras = vec![Era::starting("next", YearMonthDay::new(2031, 5, 1))];
/// eras.extend_from_slice(Japanese.eras());
/// let metadata = Metadata::new(["japanese"]).unicode_id("japanese").eras(eras);
/// let japanese = WithEras::new(metadata, Japanese)?;
///
/// let registry = Registry::with_builtins();
/// let japanese = registry.replace("japanese", japanese)?;
/// let date = YearMonthDay::new(2031, 5, 1);
/// assert_eq!(japanese.era_year(date)?.unwrap().to_string(), "1 next");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct WithEras {
    metadata: Metadata,
    base: Base,
}

debug_by_name!(WithEras);

impl WithEras {
    /// Creates a calendar with the dates of `base` and the eras of `metadata`.
    ///
    /// # Errors
    /// [`DefineError`] at `eras` if there are none, if a date of the base has none, or if they are
    /// not ordered, the latest first; at `eras[i]` for a start that is not a date of the base, or a
    /// code that another era has too.
    ///
    /// ```
    /// use calendar_registry::calendars::Gregorian;
    /// use calendar_registry::calendars::defined::{Metadata, WithEras};
    /// use calendar_registry::{Era, YearMonthDay};
    ///
    /// let eras = vec![Era::starting("new", YearMonthDay::new(2000, 1, 1))];
    /// let error = WithEras::new(Metadata::new(["acme"]).eras(eras), Gregorian).unwrap_err();
    /// assert_eq!(error.to_string(), "eras: dates before 2000-01-01 have no era");
    /// ```
    pub fn new(metadata: Metadata, base: impl IntoBackend) -> Result<Self, DefineError> {
        if metadata.eras.as_ref().is_none_or(Vec::is_empty) {
            return Err(DefineError::new("eras", DefineProblem::Empty));
        }
        let base = Base::new("base", base.into_backend())?;
        let calendar = WithEras { metadata, base };
        check::check(&calendar, calendar.base.days)?;
        Ok(calendar)
    }
}

impl Backend for WithEras {
    own_names!();

    fn properties(&self) -> Properties {
        Properties {
            gregorian: false,
            ..self.base.properties
        }
    }

    fn eras(&self) -> &[Era] {
        self.metadata.eras.as_deref().unwrap_or_default()
    }

    fn authoritative_years(&self) -> Option<RangeInclusive<i32>> {
        let own = self.metadata.authoritative_years.clone();
        own.or_else(|| self.base.authoritative_years())
    }

    #[cfg(feature = "text")]
    fn text(&self) -> crate::CalendarText {
        let own = self.metadata.text.clone();
        own.unwrap_or_else(|| self.base.text().with_names_of(self.eras()))
    }

    forward_to!(
        base: julian_day, date, is_leap_year, days_in_month, months_in_year, leap_month,
        last_day_of_month, table_span, dates, julian_days,
    );
}
