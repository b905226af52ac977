//! [`Base`]: a calendar that another one is made of, and [`check`], which every kind calls on its
//! result.

use core::ops::RangeInclusive;

use super::{DefineError, DefineProblem};
use crate::backend::{Backend, DateError, Properties, derived};
use crate::day::JulianDay;
use crate::sync::Arc;

/// A calendar that another one is made of, with its range.
#[derive(Clone)]
pub(super) struct Base {
    pub(super) backend: Arc<dyn Backend>,
    pub(super) properties: Properties,
    /// The first and the last day.
    pub(super) days: (JulianDay, JulianDay),
    /// The years of these days.
    pub(super) years: (i32, i32),
}

impl Base {
    /// Reads the range of a calendar from its error for a day outside it.
    pub(super) fn new(path: &str, backend: Arc<dyn Backend>) -> Result<Self, DefineError> {
        let Err(DateError::JulianDay { first, last, .. }) = backend.date(JulianDay::MIN) else {
            return Err(conflict(path, "the calendar does not state its range"));
        };
        let year = |day| match backend.date(day) {
            Ok(date) => Ok(date.year),
            Err(error) => Err(DefineError::new(path, DefineProblem::Date(error))),
        };
        Ok(Base {
            years: (year(first)?, year(last)?),
            days: (first, last),
            properties: backend.properties(),
            backend,
        })
    }

    /// Returns the extended year, in which a calendar without a year 0 has one too.
    #[inline]
    pub(super) fn extended(&self, year: i32) -> i64 {
        extended(self.properties.year_zero, year)
    }

    /// Returns the calendar's year of an extended year. `None` outside the range.
    pub(super) fn year(&self, extended: i64) -> Option<i32> {
        let year = i32::try_from(calendar_year(self.properties.year_zero, extended)).ok()?;
        (self.years.0..=self.years.1)
            .contains(&year)
            .then_some(year)
    }

    /// Measures the years without a gap among the extended years that are in the range.
    pub(super) fn lengths(&self, extended: RangeInclusive<i64>) -> YearLengths {
        let mut lengths = YearLengths::default();
        let first = self.extended(self.years.0).max(*extended.start());
        let last = self.extended(self.years.1).min(*extended.end());
        for year in (first..=last).filter_map(|extended| self.year(extended)) {
            if let Ok(days) = derived::days_in_year(self.backend.as_ref(), year)
                && !has_gap(self.backend.as_ref(), year)
            {
                lengths.add(days, self.backend.is_leap_year(year));
            }
        }
        lengths
    }
}

/// Returns the extended year of a year.
#[inline]
pub(super) fn extended(year_zero: bool, year: i32) -> i64 {
    i64::from(year).wrapping_add(i64::from(year < 0 && !year_zero))
}

/// Returns the year of an extended year, which must be within 2⁶².
#[inline]
pub(super) fn calendar_year(year_zero: bool, extended: i64) -> i64 {
    extended.wrapping_sub(i64::from(extended <= 0 && !year_zero))
}

/// Returns whether days are missing inside a month of the year.
pub(super) fn has_gap(backend: &dyn Backend, year: i32) -> bool {
    let months = backend.months_in_year(year).unwrap_or(0);
    (1..=months).any(|month| {
        backend.days_in_month(Some(year), month) != backend.last_day_of_month(year, month)
    })
}

/// The lengths of common years and of leap years.
#[derive(Clone, Copy, Default)]
pub(super) struct YearLengths {
    /// The shortest and the longest common year.
    pub(super) common: Option<(u16, u16)>,
    /// The shortest and the longest leap year.
    pub(super) leap: Option<(u16, u16)>,
}

impl YearLengths {
    pub(super) fn add(&mut self, days: u16, is_leap: bool) {
        let range = if is_leap {
            &mut self.leap
        } else {
            &mut self.common
        };
        let (least, most) = range.unwrap_or((days, days));
        *range = Some((least.min(days), most.max(days)));
    }

    pub(super) fn and(mut self, other: YearLengths) -> Self {
        if let Some((least, most)) = other.common {
            self.add(least, false);
            self.add(most, false);
        }
        if let Some((least, most)) = other.leap {
            self.add(least, true);
            self.add(most, true);
        }
        self
    }

    /// Counts all years as common years.
    pub(super) fn all_common(self) -> Self {
        let mut common = YearLengths::default();
        for (least, most) in [self.common, self.leap].into_iter().flatten() {
            common.add(least, false);
            common.add(most, false);
        }
        common
    }

    /// Returns whether there are leap years, unless all years have one length.
    pub(super) fn has_leap_if_uneven(&self) -> bool {
        self.leap.is_some() || self.common.is_none_or(|(least, most)| least == most)
    }

    /// Returns whether every leap year is longer than every common year.
    pub(super) fn are_apart(&self) -> bool {
        match (self.common, self.leap) {
            (Some((_, longest_common)), Some((shortest_leap, _))) => longest_common < shortest_leap,
            _ => true,
        }
    }
}

pub(super) fn conflict(path: impl Into<String>, reason: impl Into<String>) -> DefineError {
    let reason = reason.into();
    DefineError::new(path, DefineProblem::Conflict { reason })
}

/// Fails unless the number is within its bounds.
pub(super) fn in_range(
    path: impl Into<String>,
    value: i64,
    range: RangeInclusive<i64>,
) -> Result<(), DefineError> {
    if range.contains(&value) {
        return Ok(());
    }
    let (first, last) = range.into_inner();
    Err(DefineError::new(
        path,
        DefineProblem::Range { value, first, last },
    ))
}

/// Returns an error about a date of a calendar.
pub(super) fn date_error(path: &str) -> impl Fn(DateError) -> DefineError + '_ {
    move |error| DefineError::new(path, DefineProblem::Date(error))
}

/// Dates and facts are those of the calendar.
impl core::ops::Deref for Base {
    type Target = dyn Backend;

    #[inline]
    fn deref(&self) -> &Self::Target {
        self.backend.as_ref()
    }
}

/// Implements `names` and `unicode_id` from the field `metadata`.
macro_rules! own_names {
    () => {
        fn names(&self) -> Vec<&str> {
            self.metadata.names()
        }

        fn unicode_id(&self) -> Option<&str> {
            self.metadata.id()
        }
    };
}
pub(super) use own_names;

/// Implements `Debug` with the names.
macro_rules! debug_by_name {
    ($kind:ident) => {
        impl core::fmt::Debug for $kind {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($kind))
                    .field("names", &self.metadata.names())
                    .finish_non_exhaustive()
            }
        }
    };
}
pub(super) use debug_by_name;
