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

/// The number of years, before and after the years of its data, that a calendar has in which months are
/// counted year by year: without this bound, adding a large number of months takes seconds.
const COUNTED: i64 = 10_000;

/// The first and the last year, and the first and the last day.
pub(super) type Range = ((i32, i32), (JulianDay, JulianDay));

/// Returns the range of a calendar: at most [`COUNTED`] years before and after `data` if years differ
/// in their number of months, and nothing is known about these numbers.
pub(super) fn bounded(
    calendar: &dyn Backend,
    data: (i32, i32),
    range: Range,
) -> Result<Range, DateError> {
    let properties = calendar.properties();
    let is_known = properties.month_cycle.is_some() || properties.mean_month.is_some();
    let (mut years, mut days) = range;
    if is_known || derived::has_fixed_months(calendar) {
        return Ok(range);
    }
    let year_zero = properties.year_zero;
    let away = |year, step| {
        let extended = extended(year_zero, year).saturating_add(step);
        i32::try_from(calendar_year(year_zero, extended)).ok()
    };
    if let Some(first) = away(data.0, COUNTED.wrapping_neg()).filter(|first| *first > years.0) {
        (years.0, days.0) = (first, derived::first_of_month(calendar, first, 1)?.1);
    }
    if let Some(last) = away(data.1, COUNTED).filter(|last| *last < years.1) {
        let months = calendar.months_in_year(last)?;
        (years.1, days.1) = (last, derived::last_of_month(calendar, last, months)?.1);
    }
    Ok((years, days))
}

/// Returns whether a change of the rule makes the year shorter.
pub(super) fn is_cut(calendar: &dyn Backend, year: i32) -> bool {
    derived::has_gap(calendar, year) || derived::ends_early(calendar, year)
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

    /// Adds those of these years that exist. In a calendar that is not lunisolar, it leaves out years
    /// that a change of the rule makes shorter.
    pub(super) fn add_years(
        &mut self,
        calendar: &dyn Backend,
        years: impl Iterator<Item = i32>,
        is_leap: impl Fn(i32) -> bool,
    ) {
        let is_lunisolar = calendar.properties().is_lunisolar();
        for year in years {
            if let Ok(days) = derived::days_in_year(calendar, year)
                && (is_lunisolar || !is_cut(calendar, year))
            {
                self.add(days, is_leap(year));
            }
        }
    }

    /// Returns whether leap years are longer than common years, and both exist if years differ in
    /// length.
    pub(super) fn are_regular(&self) -> bool {
        let is_even = |years: Option<(u16, u16)>| years.is_none_or(|(least, most)| least == most);
        match (self.common, self.leap) {
            (Some(_), Some(_)) => self.are_apart(),
            (common, leap) => is_even(common) && is_even(leap),
        }
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

/// Checks the length of a list against its bounds.
pub(super) fn has_length(
    path: &str,
    length: usize,
    first: usize,
    last: usize,
) -> Result<(), DefineError> {
    match length {
        0 => Err(DefineError::new(path, DefineProblem::Empty)),
        length if (first..=last).contains(&length) => Ok(()),
        length => Err(DefineError::new(
            path,
            DefineProblem::Length {
                length,
                first,
                last,
            },
        )),
    }
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
