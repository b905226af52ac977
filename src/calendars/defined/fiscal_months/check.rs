//! The checks of a [`FiscalMonths`], and the facts that it takes from its base calendar.

use core::ops::RangeInclusive;

use super::FiscalMonths;
use crate::backend::derived::extended_year;
use crate::backend::year_table::YearTable;
use crate::backend::{Backend, DateError};
use crate::calendars::defined::checks::{self, fiscal_defaults, in_range};
use crate::calendars::defined::year_shape::MAX_MONTHS;
use crate::calendars::defined::{DefineError, DefineProblem, Metadata, YearLabel};
use crate::day::{JulianDay, YearMonthDay};
use crate::sync::Arc;

/// The number of years before and after the present in which the length of a common year is sought.
const YEARS_AROUND: i32 = 500;
/// The present: 22 November 2026.
const PRESENT: JulianDay = JulianDay(2_461_367);

fn conflict(reason: impl Into<String>) -> DefineError {
    let reason = reason.into();
    DefineError::new("base", DefineProblem::Conflict { reason })
}

fn of_base(error: DateError) -> DefineError {
    DefineError::new("base", DefineProblem::Date(error))
}

/// Checks the data and creates the calendar.
pub(super) fn create(
    mut metadata: Metadata,
    base: Arc<dyn Backend>,
    (first_month, first_day): (u8, u8),
    label: YearLabel,
) -> Result<FiscalMonths, DefineError> {
    checks::metadata(&metadata)?;
    let properties = base.properties();
    let months = properties.months.1;
    if properties.is_lunisolar() || properties.months.0 != months {
        let name = base.names().first().copied().unwrap_or_default().to_owned();
        let reason = format!("the years of {name} differ in their numbers of months");
        return Err(conflict(reason));
    }
    if usize::from(months) > MAX_MONTHS {
        return Err(conflict(format!(
            "its years have more than {MAX_MONTHS} months"
        )));
    }
    in_range("month", first_month, 1, months)?;
    in_range("day", first_day, 1, properties.month_lengths.0)?;
    fiscal_defaults(&mut metadata);
    let mut calendar = FiscalMonths {
        metadata,
        base,
        first_month,
        first_day,
        months,
        label: label.offset((first_month, first_day) == (1, 1)),
        // Until the range is known.
        years: (i32::MIN, i32::MAX),
        days: (JulianDay::MIN, JulianDay::MAX),
        common_days: 0,
        table_span: None,
    };
    find_range(&mut calendar)?;
    calendar.common_days = common_days(&calendar)?;
    calendar.table_span = table_span(&calendar);
    checks::of_calendar(&calendar)?;
    Ok(calendar)
}

/// Finds the fiscal years that lie within the range of the base calendar.
fn find_range(calendar: &mut FiscalMonths) -> Result<(), DefineError> {
    let base = calendar.base.as_ref();
    let Err(DateError::JulianDay { first, last, .. }) = base.date(JulianDay::MIN) else {
        return Err(conflict(
            "it has a date for every day, so that its range is not known",
        ));
    };
    let year_of = |day| {
        let date = base.date(day).map_err(of_base)?;
        Ok(extended_year(base, date.year).wrapping_add(calendar.label))
    };
    let (from, to) = (year_of(first)?, year_of(last)?);
    // The fiscal year that begins in the base calendar's first year may begin before its first day,
    // and the one that begins in its last year, or in the year before, may end after its last day.
    let first_year = (from..=from.saturating_add(1)).find_map(|year| whole(calendar, year));
    let before = to.saturating_sub(2);
    let last_year = (before..=to).rev().find_map(|year| whole(calendar, year));
    let (Some(first), Some(last)) = (first_year, last_year) else {
        return Err(conflict(
            "it does not contain a whole fiscal year of an i32",
        ));
    };
    calendar.years = (first.0, last.0);
    calendar.days = (first.1.0, last.1.1);
    Ok(())
}

/// A year with its first and its last day.
type Whole = (i32, (JulianDay, JulianDay));

/// Returns the year, or the nearest one of an `i32`, if the base calendar contains it whole.
fn whole(calendar: &FiscalMonths, year: i64) -> Option<Whole> {
    let year = year.clamp(i32::MIN.into(), i32::MAX.into());
    let year = i32::try_from(year).ok()?;
    let first = calendar.julian_day(YearMonthDay::new(year, 1, 1)).ok()?;
    let length = calendar.last_day_of_month(year, calendar.months).ok()?;
    let last = YearMonthDay::new(year, calendar.months, length);
    let last = calendar.julian_day(last).ok()?;
    // A date of the base calendar, and no day that was only counted from one.
    calendar.base.date(last).ok()?;
    Some((year, (first, last)))
}

/// Returns the smallest number of days of a year without a gap, of the years around the present.
fn common_days(calendar: &FiscalMonths) -> Result<i64, DefineError> {
    let (first, last) = calendar.years;
    let present = PRESENT.clamp(calendar.days.0, calendar.days.1);
    let year = calendar.date(present).map_err(of_base)?.year;
    let from = year.saturating_sub(YEARS_AROUND).max(first);
    let to = year.saturating_add(YEARS_AROUND).min(last);
    let mut shortest = None;
    for year in from..=to {
        if has_gap(calendar, year).map_err(of_base)? {
            if calendar.first_day != 1 {
                let reason = "a month has a gap, and so the first day must be 1";
                return Err(conflict(reason));
            }
            continue;
        }
        let days = calendar.days_in_year(year).map_err(of_base)?;
        shortest = Some(shortest.map_or(days, |shortest: i64| shortest.min(days)));
    }
    shortest.ok_or_else(|| conflict("every year has a gap"))
}

/// Returns whether a month of the base calendar has a gap, in a fiscal year.
fn has_gap(calendar: &FiscalMonths, year: i32) -> Result<bool, DateError> {
    for month in 1..=calendar.months {
        let (extended, month) = calendar.base_month(year, month)?;
        let year = calendar.base_year(extended)?;
        let days = calendar.base.days_in_month(Some(year), month)?;
        if calendar.base.last_day_of_month(year, month)? != days {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns the years that the base calendar has in a table, if a table of fiscal years fits too.
fn table_span(calendar: &FiscalMonths) -> Option<RangeInclusive<i32>> {
    let (first, last) = calendar.base.table_span()?.into_inner();
    let fiscal = |year| {
        let extended = extended_year(calendar.base.as_ref(), year);
        i32::try_from(extended.wrapping_add(calendar.label)).ok()
    };
    let first = fiscal(first)?.max(calendar.years.0);
    let last = fiscal(last)?.checked_sub(1)?.min(calendar.years.1);
    let span = first..=last;
    YearTable::of(calendar, span.clone()).ok().map(|_| span)
}
