//! The checks of a [`FiscalMonths`], and the facts that it takes from its base calendar.

use core::ops::RangeInclusive;

use super::FiscalMonths;
use crate::backend::year_table::YearTable;
use crate::backend::{Backend, DateError};
use crate::calendars::defined::around_present::{self, PRESENT};
use crate::calendars::defined::base::{Base, conflict, date_error, in_range, is_cut};
use crate::calendars::defined::check::check;
use crate::calendars::defined::fiscal_text;
use crate::calendars::defined::year_shape::MAX_MONTHS;
use crate::calendars::defined::{DefineError, Metadata, YearLabel};
use crate::day::{JulianDay, YearMonthDay};
use crate::sync::Arc;

/// The number of years before and after the present in which the length of a common year is sought.
const YEARS_AROUND: i32 = 500;

/// Checks the data and creates the calendar.
pub(super) fn create(
    mut metadata: Metadata,
    base: Arc<dyn Backend>,
    (first_month, first_day): (u8, u8),
    label: YearLabel,
) -> Result<FiscalMonths, DefineError> {
    let base = Base::new("base", base)?;
    let properties = base.properties;
    let months = properties.months.1;
    if properties.is_lunisolar() || properties.months.0 != months {
        let name = base.names().first().copied().unwrap_or_default().to_owned();
        let reason = format!("the years of {name} differ in their numbers of months");
        return Err(conflict("base", reason));
    }
    if usize::from(months) > MAX_MONTHS {
        return Err(conflict(
            "base",
            format!("its years have more than {MAX_MONTHS} months"),
        ));
    }
    in_range("month", first_month.into(), 1..=months.into())?;
    let shortest = properties.month_lengths.0;
    in_range("day", first_day.into(), 1..=shortest.into())?;
    fiscal_text::set_defaults(&mut metadata);
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
    check(&calendar, calendar.days)?;
    Ok(calendar)
}

/// Finds the fiscal years that lie within the range of the base calendar.
fn find_range(calendar: &mut FiscalMonths) -> Result<(), DefineError> {
    let fiscal = |year| calendar.base.extended(year).wrapping_add(calendar.label);
    let (first, last) = calendar.base.years;
    let (from, to) = (fiscal(first), fiscal(last));
    // The fiscal year that begins in the base calendar's first year may begin before its first day,
    // and the one that begins in its last year, or in the year before, may end after its last day.
    let first_year = (from..=from.saturating_add(1)).find_map(|year| whole(calendar, year));
    let before = to.saturating_sub(2);
    let last_year = (before..=to).rev().find_map(|year| whole(calendar, year));
    let (Some(first), Some(last)) = (first_year, last_year) else {
        let reason = "it does not contain a whole fiscal year of an i32";
        return Err(conflict("base", reason));
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

/// Returns the smallest number of days of a year, of the years around the present that no change of
/// the rule makes shorter.
fn common_days(calendar: &FiscalMonths) -> Result<i64, DefineError> {
    let (first, last) = calendar.years;
    let present = PRESENT.clamp(calendar.days.0, calendar.days.1);
    let year = calendar.date(present).map_err(date_error("base"))?.year;
    let from = year.saturating_sub(YEARS_AROUND).max(first);
    let to = year.saturating_add(YEARS_AROUND).min(last);
    let mut shortest: Option<i64> = None;
    for year in from..=to {
        let has_gap = has_gap(calendar, year).map_err(date_error("base"))?;
        if has_gap && calendar.first_day != 1 {
            let reason = "a month has a gap, and so the first day must be 1";
            return Err(conflict("base", reason));
        }
        let days = calendar.days_in_year(year).map_err(date_error("base"))?;
        if shortest.is_none_or(|shortest| days < shortest) && !is_cut(calendar, year) {
            shortest = Some(days);
        }
    }
    shortest.ok_or_else(|| conflict("base", "it does not contain a year without a gap"))
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

/// Returns the years that the base calendar has in a table, or those around the present, if a table of
/// fiscal years fits.
fn table_span(calendar: &FiscalMonths) -> Option<RangeInclusive<i32>> {
    let Some(span) = calendar.base.table_span() else {
        return around_present::table_span(calendar);
    };
    let (first, last) = span.into_inner();
    let fiscal = |year| {
        let extended = calendar.base.extended(year);
        i32::try_from(extended.wrapping_add(calendar.label)).ok()
    };
    let first = fiscal(first)?.max(calendar.years.0);
    let last = fiscal(last)?.checked_sub(1)?.min(calendar.years.1);
    let span = first..=last;
    YearTable::of(calendar, span.clone()).ok().map(|_| span)
}
