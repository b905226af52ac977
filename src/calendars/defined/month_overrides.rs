//! [`MonthOverrides`]: a calendar in which some months begin on other days.

use core::fmt;
use core::ops::RangeInclusive;
use std::collections::BTreeMap;

use super::base::{Base, conflict, date_error, in_range};
use super::years::MOST_YEARS;
use super::{DefineError, DefineProblem, Metadata, MonthTable};
use crate::backend::year_table::Year;
use crate::backend::{Backend, CalendarKind, DateError, IntoBackend, derived, forward_to};
use crate::day::JulianDay;

/// The largest number of months that begin on other days.
const MOST_OVERRIDES: usize = 10_000;
/// The largest distance of an announced day from the day in the base calendar.
const FARTHEST: u64 = 5;

/// The first day of a month, for [`MonthOverrides`].
///
/// ```
/// use calendar_registry::JulianDay;
/// use calendar_registry::calendars::defined::MonthStart;
///
/// // Ramadan 1447 begins on 19 February 2026.
/// let ramadan = MonthStart::new(1447, 9, JulianDay::new(2_461_091));
/// assert_eq!(ramadan.month, 9);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MonthStart {
    /// The year, in the base calendar.
    pub year: i32,
    /// The month's ordinal in its year, from 1.
    pub month: u8,
    /// The first day of the month.
    pub first_day: JulianDay,
}

impl MonthStart {
    /// Creates the first day of a month, without a check.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, calendars::defined::MonthStart};
    /// assert_eq!(MonthStart::new(1447, 9, JulianDay::new(2_461_091)).year, 1447);
    /// ```
    #[must_use]
    pub const fn new(year: i32, month: u8, first_day: JulianDay) -> Self {
        MonthStart {
            year,
            month,
            first_day,
        }
    }
}

/// A calendar in which some months begin on other days than in its base: on the days that an
/// authority announced, after the moon was sighted.
///
/// The month before an announced day becomes longer or shorter, so that months follow each other
/// without a gap. In a lunar or lunisolar calendar, every month keeps a length that a month of the
/// base can have, 29 or 30 days; in others it differs by one day at most. Years with announced
/// months, and the years between them, are kept in a table of at most 5,000 years.
///
/// Names, identifier and, if set, eras, text and authoritative years are those of the
/// [`Metadata`]; everything else is that of the base.
///
/// ```
/// use calendar_registry::calendars::UmmAlQura;
/// use calendar_registry::calendars::defined::{Metadata, MonthOverrides, MonthStart};
/// use calendar_registry::{Backend, JulianDay, Registry, YearMonthDay};
///
/// // In Umm al-Qura, Ramadan 1447 begins on 18 February 2026. An authority announces the day after.
/// let ramadan = MonthStart::new(1447, 9, JulianDay::new(2_461_091));
/// let metadata = Metadata::new(["hijri of acme"]);
/// let announced = MonthOverrides::new(metadata, UmmAlQura, [ramadan])?;
///
/// let calendar = Registry::new().register(announced)?;
/// assert_eq!(UmmAlQura.date(ramadan.first_day)?, YearMonthDay::new(1447, 9, 2));
/// assert_eq!(calendar.date(ramadan.first_day)?, YearMonthDay::new(1447, 9, 1));
/// assert_eq!(calendar.days_in_month(1447, 8)?, 30);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct MonthOverrides {
    /// The years with announced months, beside the base.
    table: MonthTable,
    authoritative_years: Option<RangeInclusive<i32>>,
}

impl fmt::Debug for MonthOverrides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MonthOverrides")
            .field("names", &self.names())
            .finish_non_exhaustive()
    }
}

impl MonthOverrides {
    /// Creates a calendar in which the given months begin on the given days, in any order.
    ///
    /// # Errors
    /// [`DefineError`] at `months` for an empty list, more than 10,000 months, or more than 5,000
    /// years from the first to the last; at `months[i]` for a month that the base does not have, that
    /// is given twice, that begins more than five days from its first day in the base, or that makes
    /// a month too long or too short.
    ///
    /// ```
    /// use calendar_registry::calendars::UmmAlQura;
    /// use calendar_registry::calendars::defined::{Metadata, MonthOverrides, MonthStart};
    /// use calendar_registry::JulianDay;
    ///
    /// let late = MonthStart::new(1447, 9, JulianDay::new(2_461_092));
    /// let error = MonthOverrides::new(Metadata::new(["acme"]), UmmAlQura, [late]).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "months[0]: month 8 of 1447 has 31 days then, and 29 to 30 are possible"
    /// );
    /// ```
    pub fn new(
        metadata: Metadata,
        base: impl IntoBackend,
        months: impl IntoIterator<Item = MonthStart>,
    ) -> Result<Self, DefineError> {
        let base = Base::new("base", base.into_backend())?;
        let mut starts = Starts::default();
        for (index, month) in months.into_iter().enumerate() {
            starts.add(index, month, &base)?;
        }
        let (first, last) = starts.span(&base)?;
        let years = (first..=last)
            .map(|extended| starts.year(&base, extended))
            .collect::<Result<Vec<Year>, DefineError>>()?;
        let authoritative_years = metadata
            .authoritative_years
            .clone()
            .or_else(|| base.authoritative_years());
        Ok(MonthOverrides {
            table: MonthTable::of(metadata, first, years, Some(base))?,
            authoritative_years,
        })
    }
}

/// The announced first days by extended year and month, with their places in the list.
#[derive(Default)]
struct Starts(BTreeMap<(i64, u8), (usize, i64)>);

impl Starts {
    /// Adds the month at an index of the list.
    fn add(&mut self, index: usize, month: MonthStart, base: &Base) -> Result<(), DefineError> {
        if index == MOST_OVERRIDES {
            return Err(wrong_length(index.saturating_add(1)));
        }
        let path = format!("months[{index}]");
        let in_base = first_day(base, month.year, month.month).map_err(date_error(&path))?;
        let shift = month.first_day.0.abs_diff(in_base);
        if shift > FARTHEST {
            let reason = format!(
                "the day is {shift} days from the first day of the month in the base calendar, and \
                 {FARTHEST} are possible"
            );
            return Err(conflict(path, reason));
        }
        let key = (base.extended(month.year), month.month);
        if self.0.insert(key, (index, month.first_day.0)).is_some() {
            return Err(DefineError::new(path, DefineProblem::Repeated));
        }
        Ok(())
    }

    /// Returns the first and the last extended year with a month of another length.
    fn span(&self, base: &Base) -> Result<(i64, i64), DefineError> {
        let ends = (self.0.first_key_value(), self.0.last_key_value());
        let (Some((first, (index, _))), Some((last, _))) = ends else {
            return Err(wrong_length(0));
        };
        // A year that begins on another day changes the last month of the year before it.
        let start = first.0.saturating_sub(i64::from(first.1 == 1));
        if base.year(start).is_none() {
            let reason = "the base calendar begins with this month";
            return Err(conflict(format!("months[{index}]"), reason));
        }
        let years = last.0.saturating_sub(start).saturating_add(1);
        in_range("months", years, 1..=i64::from(MOST_YEARS))?;
        Ok((start, last.0))
    }

    /// Returns the first day of a month: the announced one, or that of the base. After the
    /// last year, the day after the end of the base.
    fn start(
        &self,
        base: &Base,
        extended: i64,
        month: u8,
    ) -> Result<(Option<usize>, i64), DateError> {
        if let Some((index, day)) = self.0.get(&(extended, month)) {
            return Ok((Some(*index), *day));
        }
        match base.year(extended) {
            Some(year) => Ok((None, first_day(base, year, month)?)),
            None => Ok((None, base.days.1.0.saturating_add(1))),
        }
    }

    /// Reads a year of the base, with the announced first days.
    fn year(&self, base: &Base, extended: i64) -> Result<Year, DefineError> {
        let failed = date_error("base");
        let Some(number) = base.year(extended) else {
            return Err(conflict("months", "the base calendar has no such year"));
        };
        if derived::has_gap(base.backend.as_ref(), number) {
            let reason = format!("a month of its year {number} has a gap");
            return Err(conflict("base", reason));
        }
        let months = base.months_in_year(number).map_err(&failed)?;
        let (mut by, mut start) = self.start(base, extended, 1).map_err(&failed)?;
        let mut year = Year::new(start);
        for month in 1..=months {
            let (next_by, next) = match month.checked_add(1).filter(|next| *next <= months) {
                Some(next) => self.start(base, extended, next),
                None => self.start(base, extended.saturating_add(1), 1),
            }
            .map_err(&failed)?;
            let days = next.saturating_sub(start);
            // Only an announced day changes a length.
            let index = next_by.or(by);
            let length = length(base, number, month, days, index)?;
            if year.push(length).is_none() {
                let reason = format!("its year {number} has more than 13 months");
                return Err(conflict("base", reason));
            }
            (by, start) = (next_by, next);
        }
        let leap_month = base.leap_month(number).map_err(&failed)?;
        Ok(year.with_leap_month(leap_month))
    }
}

fn wrong_length(length: usize) -> DefineError {
    let problem = match length {
        0 => DefineProblem::Empty,
        length => DefineProblem::Length {
            length,
            first: 1,
            last: MOST_OVERRIDES,
        },
    };
    DefineError::new("months", problem)
}

/// Returns the first day of a month of the base.
fn first_day(base: &Base, year: i32, month: u8) -> Result<i64, DateError> {
    base.last_day_of_month(year, month)?;
    let first = derived::first_of_month(base.backend.as_ref(), year, month);
    first.map(|(_, day)| day.0)
}

/// Checks the new length of a month against those that are possible. `index` is the place of the
/// announced day that changed it.
fn length(
    base: &Base,
    year: i32,
    month: u8,
    days: i64,
    index: Option<usize>,
) -> Result<u8, DefineError> {
    let own = base.days_in_month(Some(year), month);
    let own = own.map_err(date_error("base"))?;
    let (least, most) = match base.properties.kind {
        CalendarKind::Lunar | CalendarKind::Lunisolar => base.properties.month_lengths,
        _ => (own.saturating_sub(1).max(1), own.saturating_add(1)),
    };
    match u8::try_from(days) {
        Ok(length) if index.is_none() || (least..=most).contains(&length) => Ok(length),
        _ => {
            let path = index.map_or_else(|| "base".to_owned(), |index| format!("months[{index}]"));
            let reason = format!(
                "month {month} of {year} has {days} days then, and {least} to {most} are possible"
            );
            Err(conflict(path, reason))
        }
    }
}

impl Backend for MonthOverrides {
    fn authoritative_years(&self) -> Option<RangeInclusive<i32>> {
        self.authoritative_years.clone()
    }

    forward_to!(
        table: names, properties, julian_day, date, is_leap_year, days_in_month, months_in_year,
        leap_month, last_day_of_month, eras, unicode_id, table_span, text, dates, julian_days,
    );
}
