//! The checks of a [`CutOver`], and the facts that follow from its changes.

use core::ops::RangeInclusive;

use super::{Change, CutOver, OddYear};
use crate::backend::{Backend, Properties, derived};
use crate::calendars::defined::base::{
    Base, YearLengths, bounded, calendar_year, conflict, date_error, is_cut,
};
use crate::calendars::defined::{DefineError, DefineProblem, Metadata, check};
use crate::day::{JulianDay, YearMonthDay};
use crate::sync::Arc;

/// The largest number of changes.
const MOST_CHANGES: usize = 100;
/// The largest number of years of each calendar that its leap years are read from.
const SAMPLED: i64 = 400;

/// Creates a [`CutOver`].
pub(super) fn cut_over(
    metadata: Metadata,
    first: Arc<dyn Backend>,
    changes: impl IntoIterator<Item = (JulianDay, Arc<dyn Backend>)>,
) -> Result<CutOver, DefineError> {
    let first = Base::new("first", first)?;
    let mut read: Vec<Change> = Vec::new();
    for (index, (day, backend)) in changes.into_iter().enumerate() {
        if index == MOST_CHANGES {
            return Err(wrong_length(index.saturating_add(1)));
        }
        let path = format!("changes[{index}]");
        let base = Base::new(&path, backend)?;
        let earlier = read.last();
        if earlier.is_some_and(|earlier| earlier.day >= day) {
            return Err(DefineError::new(path, DefineProblem::Order));
        }
        let earlier = earlier.map_or(&first, |earlier| &earlier.base);
        let change = change(&path, earlier, day, base)?;
        read.push(change);
    }
    let Some(last) = read.last() else {
        return Err(wrong_length(0));
    };
    let mut calendar = CutOver {
        metadata,
        properties: last.base.properties,
        odd_years: Vec::new(),
        years: (first.years.0, last.base.years.1),
        days: (first.days.0, last.base.days.1),
        first,
        changes: read,
    };
    calendar.properties.year_zero = year_zero(&calendar)?;
    odd_years(&mut calendar)?;
    leap_years(&mut calendar)?;
    calendar.properties = properties(&calendar);
    let changed = (
        calendar
            .changes
            .first()
            .map_or(0, |change| change.before.year),
        calendar.changes.last().map_or(0, |change| change.from.year),
    );
    let range = (calendar.years, calendar.days);
    (calendar.years, calendar.days) =
        bounded(&calendar, changed, range).map_err(date_error("changes"))?;
    check::check(&calendar, calendar.days)?;
    Ok(calendar)
}

fn wrong_length(length: usize) -> DefineError {
    let problem = match length {
        0 => DefineProblem::Empty,
        length => DefineProblem::Length {
            length,
            first: 1,
            last: MOST_CHANGES,
        },
    };
    DefineError::new("changes", problem)
}

/// Reads a change to `base` on `day`, and checks that its first date is in the month of the date
/// before it, in the next month, or in the next year.
fn change(path: &str, earlier: &Base, day: JulianDay, base: Base) -> Result<Change, DefineError> {
    let failed = date_error(path);
    let eve = JulianDay(day.0.saturating_sub(1));
    let before = earlier.date(eve).map_err(&failed)?;
    let from = base.date(day).map_err(&failed)?;
    let next_year = calendar_year(
        earlier.properties.year_zero,
        earlier.extended(before.year).saturating_add(1),
    );
    let same_year = from.year == before.year;
    let next_month = same_year && Some(from.month) == before.month.checked_add(1);
    let next_year = i64::from(from.year) == next_year && from.month == 1;
    if from <= before {
        let reason = format!("{from} would follow {before}, and dates would occur twice");
        return Err(conflict(path, reason));
    }
    if !((same_year && from.month == before.month) || next_month || next_year) {
        let reason = format!("{from} would follow {before}, and a month would have no days");
        return Err(conflict(path, reason));
    }
    Ok(Change {
        day,
        from,
        before,
        base,
    })
}

/// Returns whether there is a year 0: as all calendars say, or, if no later calendar counts years
/// below 1, as the first says.
fn year_zero(calendar: &CutOver) -> Result<bool, DefineError> {
    let year_zero = calendar.first.properties.year_zero;
    for (index, change) in calendar.changes.iter().enumerate() {
        let differs = change.base.properties.year_zero != year_zero;
        if differs && change.before.year < 1 {
            let reason = "one of the two calendars has a year 0, and the other has not";
            return Err(conflict(format!("changes[{index}]"), reason));
        }
    }
    Ok(year_zero)
}

/// Returns the first and the last extended year that each calendar has alone.
fn whole_years(calendar: &CutOver) -> Vec<(&Base, RangeInclusive<i64>)> {
    let firsts = calendar.changes.iter().map(|change| {
        let base = &change.base;
        (base, base.extended(change.from.year).saturating_add(1))
    });
    let first = &calendar.first;
    let firsts = [(first, first.extended(first.years.0))]
        .into_iter()
        .chain(firsts);
    let lasts = calendar.changes.iter().map(|change| Some(change.before));
    firsts
        .zip(lasts.chain([None]))
        .map(|((base, first), before)| {
            let last = before.map_or_else(
                || base.extended(base.years.1),
                |before| base.extended(before.year).saturating_sub(1),
            );
            (base, first..=last)
        })
        .collect()
}

/// Finds what is odd about the years of the changes.
fn odd_years(calendar: &mut CutOver) -> Result<(), DefineError> {
    let mut years = Vec::new();
    let mut earlier = &calendar.first;
    for change in &calendar.changes {
        if !is_last_of_year(earlier, change.before) {
            years.push(change.before.year);
        }
        if !is_first_of_year(&change.base, change.from) {
            years.push(change.from.year);
        }
        earlier = &change.base;
    }
    years.dedup();
    for year in years {
        let (months, leap_month) = (months(calendar, year)?, leap_month(calendar, year)?);
        calendar.odd_years.push(OddYear {
            year,
            months,
            leap_month,
            is_leap: leap_month.is_some(),
        });
    }
    Ok(())
}

fn is_first_of_year(base: &Base, date: YearMonthDay) -> bool {
    let first = derived::first_of_month(base.backend.as_ref(), date.year, 1);
    first.is_ok_and(|(first, _)| first == date)
}

fn is_last_of_year(base: &Base, date: YearMonthDay) -> bool {
    base.months_in_year(date.year) == Ok(date.month)
        && base.last_day_of_month(date.year, date.month) == Ok(date.day)
}

/// Finds the leap years among the odd years, and checks the leap years near the changes.
fn leap_years(calendar: &mut CutOver) -> Result<(), DefineError> {
    let is_lunisolar = calendar.properties.is_lunisolar();
    let mut lengths = YearLengths::default();
    for (base, years) in whole_years(calendar) {
        let (first, last) = years.into_inner();
        // The years next to the changes: those of the first calendar are at its end.
        let end_of_start = last.min(first.saturating_add(SAMPLED));
        let end = last.saturating_sub(SAMPLED).max(end_of_start)..=last;
        let years = (first..=end_of_start).chain(end);
        let years = years.filter_map(|year| base.year(year));
        lengths.add_years(calendar, years, |year| calendar.is_leap_year(year));
    }
    if !is_lunisolar {
        for odd in calendar.odd_years.clone() {
            let is_leap = is_leap(calendar, odd.year, &mut lengths)?;
            let mut odd_years = calendar.odd_years.iter_mut();
            if let Some(found) = odd_years.find(|found| found.year == odd.year) {
                found.is_leap = is_leap;
            }
        }
    } else {
        let years = calendar.odd_years.iter().map(|odd| odd.year);
        lengths.add_years(calendar, years, |year| calendar.is_leap_year(year));
    }
    let is_regular = if is_lunisolar {
        lengths.are_apart()
    } else {
        lengths.are_regular()
    };
    if !is_regular {
        let reason =
            "the leap years of one calendar are not longer than the common years of another";
        return Err(conflict("changes", reason));
    }
    Ok(())
}

/// Returns whether a year with a change is a leap year: as the calendar says in which it ends, or, if
/// the change does not make it shorter, by its length.
fn is_leap(calendar: &CutOver, year: i32, lengths: &mut YearLengths) -> Result<bool, DefineError> {
    if is_cut(calendar, year) {
        let end = calendar.latest(|change| change.from.year <= year);
        return Ok(end.is_leap_year(year));
    }
    let days = derived::days_in_year(calendar, year).map_err(date_error("changes"))?;
    let is_leap = match (lengths.common, lengths.leap) {
        (Some((_, longest_common)), _) => days > longest_common,
        (None, Some((shortest_leap, _))) => days >= shortest_leap,
        (None, None) => false,
    };
    lengths.add(days, is_leap);
    Ok(is_leap)
}

/// Returns the number of months of a year with a change.
fn months(calendar: &CutOver, year: i32) -> Result<u8, DefineError> {
    let ends_early = calendar
        .changes
        .iter()
        .find(|change| change.before.year == year && change.from.year != year);
    match ends_early {
        Some(change) => Ok(change.before.month),
        None => calendar
            .latest(|change| change.from.year <= year)
            .months_in_year(year)
            .map_err(date_error("changes")),
    }
}

/// Returns the leap month of a year with a change: of the calendar that it is in, and in which it
/// ends.
fn leap_month(calendar: &CutOver, year: i32) -> Result<Option<u8>, DefineError> {
    let months = months(calendar, year)?;
    let changes = calendar.changes.iter().map(|change| &change.base);
    let mut found = None;
    for base in [&calendar.first].into_iter().chain(changes) {
        let leap_month = base.leap_month(year).ok().flatten();
        let Some(month) = leap_month.filter(|month| *month <= months) else {
            continue;
        };
        if !core::ptr::eq(calendar.base_of_month(year, month), base) {
            continue;
        }
        if found.replace(month).is_some_and(|other| other != month) {
            let reason = format!("year {year} has a leap month before and after the change");
            return Err(conflict("changes", reason));
        }
    }
    Ok(found)
}

/// Returns the properties of the last calendar, with bounds that contain all months.
fn properties(calendar: &CutOver) -> Properties {
    let mut all = Properties {
        gregorian: false,
        ..calendar.properties
    };
    let later = calendar.changes.iter().map(|change| &change.base);
    for base in [&calendar.first].into_iter().chain(later) {
        let of = base.properties;
        widen(&mut all.months, of.months.0);
        widen(&mut all.months, of.months.1);
        widen(&mut all.month_lengths, of.month_lengths.0);
        widen(&mut all.month_lengths, of.month_lengths.1);
        if of.is_lunisolar() && of.leap_month_after != all.leap_month_after {
            all.leap_month_after = None;
        }
        all.proleptic &= of.proleptic;
    }
    for odd in &calendar.odd_years {
        let leap_months = u8::from(odd.leap_month.is_some());
        widen(&mut all.months, odd.months);
        widen(&mut all.months, odd.months.saturating_sub(leap_months));
        for month in 1..=odd.months {
            if let Ok(length) = calendar.days_in_month(Some(odd.year), month) {
                widen(&mut all.month_lengths, length);
            }
        }
    }
    (all.month_cycle, all.mean_month) = (None, None);
    all.common_months = common_months(calendar, &all);
    all
}

/// Returns the largest number of common months, if there are leap months, but they are not all that
/// `properties` imply.
fn common_months(calendar: &CutOver, properties: &Properties) -> Option<u8> {
    let later = calendar.changes.iter().map(|change| &change.base);
    let bases = [&calendar.first].into_iter().chain(later);
    let of_bases = bases.map(|base| base.properties.common_and_leap_months());
    let of_years = calendar.odd_years.iter().map(|odd| {
        let has_leap_month = odd.leap_month.is_some();
        let common = odd.months.saturating_sub(u8::from(has_leap_month));
        (common, has_leap_month)
    });
    let all: Vec<(u8, bool)> = of_bases.chain(of_years).collect();
    let has_leap_months = all.iter().any(|(_, has_leap_months)| *has_leap_months);
    let common = all.iter().map(|(common, _)| *common).max().unwrap_or(0);
    let implied = Properties {
        common_months: None,
        ..*properties
    };
    let is_implied = implied.common_and_leap_months() == (common, has_leap_months);
    (has_leap_months && !is_implied).then_some(common)
}

fn widen(bounds: &mut (u8, u8), number: u8) {
    *bounds = (bounds.0.min(number), bounds.1.max(number));
}

/// Returns the authoritative years of the last calendar after the change; all years after it, if only
/// an earlier calendar depends on published data.
pub(super) fn authoritative_years(calendar: &CutOver) -> Option<RangeInclusive<i32>> {
    let later = calendar.changes.iter().map(|change| &change.base);
    let mut all = [&calendar.first].into_iter().chain(later);
    let since = calendar.changes.last()?.from.year;
    match calendar.last().authoritative_years() {
        Some(years) => Some(since.max(*years.start())..=*years.end()),
        None => all
            .any(|base| base.authoritative_years().is_some())
            .then_some(since..=calendar.years.1),
    }
}
