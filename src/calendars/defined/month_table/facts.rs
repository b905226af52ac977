//! What follows from the lengths of a [`MonthTable`] and from the calendar beside it.

use super::MonthTable;
use crate::backend::year_table::{Layout, Year};
use crate::backend::{Backend, Properties, derived};
use crate::calendars::defined::DefineError;
use crate::calendars::defined::base::{Base, YearLengths, conflict};
use crate::calendars::defined::years::MOST_MONTHS;

/// The number of years of another calendar, before and after the table, that its leap years are read
/// from.
const SAMPLED: i64 = 400;
/// The largest distance, in days, of the first days of years at which the mean month of the other
/// calendar still counts the months of the table.
const NEAR: u64 = 2;

pub(super) fn count(years: &[Year]) -> i64 {
    i64::try_from(years.len()).unwrap_or(i64::MAX)
}

/// Returns the length of each month in the year in which it is longest.
pub(super) fn longest(years: &[Year]) -> [u8; MOST_MONTHS] {
    let mut longest = [0; MOST_MONTHS];
    for year in years {
        for (month, longest) in (1..=year.months()).zip(&mut longest) {
            *longest = year.month_length(month).unwrap_or(0).max(*longest);
        }
    }
    longest
}

/// Returns the properties of the calendar: those of the other calendar, with bounds that contain the
/// table. Fails if the table has leap months, and the other calendar has not.
pub(super) fn properties(
    first: i64,
    years: &[Year],
    otherwise: Option<&Base>,
) -> Result<Properties, DefineError> {
    let mut properties = match otherwise {
        Some(base) => base.properties,
        None => alone(years),
    };
    let with_leap_month = years.iter().position(|year| year.leap_month().is_some());
    if let (Some(index), false) = (with_leap_month, properties.is_lunisolar()) {
        let path = format!("years[{index}].leap_month");
        return Err(conflict(path, "the other calendar has no leap months"));
    }
    let (common, has_leap_months) = properties.common_and_leap_months();
    widen(&mut properties, years);
    if properties.is_lunisolar() {
        let own = years.iter().map(common_months).max().unwrap_or(0);
        let common = if has_leap_months {
            common.max(own)
        } else {
            own
        };
        // Only if leap months are not the only difference.
        if properties.common_and_leap_months() != (common, true) {
            properties.common_months = Some(common);
        }
    }
    if let Some(base) = otherwise {
        keep_counts(&mut properties, first, years, base);
    }
    Ok(properties)
}

/// Returns the longest common year: of the calendar beside the table, if it has leap years there, else
/// the shortest year of both that does not end early. Fails if a year with a leap month is not longer
/// than all years without.
pub(super) fn longest_common(calendar: &MonthTable) -> Result<u16, DefineError> {
    let (first, last) = calendar.table;
    let years = || (first..=last).filter(|year| calendar.index(*year).is_some());
    let mut beside = YearLengths::default();
    if let Some(base) = &calendar.otherwise {
        let (first, last) = (base.extended(first), base.extended(last));
        let before = first.saturating_sub(SAMPLED)..first;
        let after = (last..=last.saturating_add(SAMPLED)).skip(1);
        let years = before.chain(after).filter_map(|year| base.year(year));
        beside.add_years(calendar, years, |year| base.is_leap_year(year));
    }
    let mut all = beside;
    if calendar.properties.is_lunisolar() {
        let is_leap = |year| matches!(calendar.leap_month(year), Ok(Some(_)));
        all.add_years(calendar, years(), is_leap);
        if !all.are_apart() {
            let reason = "a year without a leap month is as long as one with a leap month";
            return Err(conflict("years", reason));
        }
        return Ok(0);
    }
    let mut table = YearLengths::default();
    table.add_years(calendar, years(), |_| false);
    let shortest = table.common.map(|(least, _)| least);
    let longest_common = match (beside.common, beside.leap) {
        (Some((_, longest)), Some(_)) => longest,
        (None, Some((shortest_leap, _))) => shortest_leap.saturating_sub(1),
        (Some((least, _)), None) => shortest.map_or(least, |shortest| least.min(shortest)),
        (None, None) => shortest.unwrap_or(u16::MAX),
    };
    let days = |year| derived::days_in_year(calendar, year).unwrap_or(0);
    all.add_years(calendar, years(), |year| days(year) > longest_common);
    if beside.leap.is_some() && !all.are_regular() {
        let reason = "its leap years are not longer than the common years of the table";
        return Err(conflict("otherwise", reason));
    }
    Ok(longest_common)
}

/// Returns the properties of a table without another calendar, by the lengths of its months.
fn alone(years: &[Year]) -> Properties {
    let has_leap_months = years.iter().any(|year| year.leap_month().is_some());
    let mut lengths = years.iter().flat_map(month_lengths);
    let lunar = lengths.all(|length| matches!(length, 29 | 30));
    let twelve = years.iter().all(|year| year.months() == 12);
    let days: i64 = years.iter().map(|year| i64::from(year.days())).sum();
    let mean = days.checked_div(count(years)).unwrap_or(0);
    let properties = match (has_leap_months, lunar && twelve, mean) {
        (true, _, _) => Properties::lunisolar(),
        (_, true, _) => Properties::lunar(),
        (_, _, 363..=367) => Properties::solar(),
        _ => Properties::other(),
    };
    let (months, length) = years.first().map_or((1, 1), |year| {
        (common_months(year), year.month_length(1).unwrap_or(1))
    });
    properties
        .proleptic(false)
        .year_zero(true)
        .months(months, months)
        .month_lengths(length, length)
}

/// Returns the number of months, the leap month not counted.
fn common_months(year: &Year) -> u8 {
    let leap = u8::from(year.leap_month().is_some());
    year.months().saturating_sub(leap)
}

fn month_lengths(year: &Year) -> impl Iterator<Item = u8> {
    (1..=year.months()).map(|month| year.month_length(month).unwrap_or(0))
}

/// Widens the bounds so that they contain the years.
fn widen(properties: &mut Properties, years: &[Year]) {
    for year in years {
        let (fewest, most) = &mut properties.months;
        *fewest = common_months(year).min(*fewest);
        *most = year.months().max(*most);
        for length in month_lengths(year) {
            let (shortest, longest) = &mut properties.month_lengths;
            *shortest = length.min(*shortest);
            *longest = length.max(*longest);
        }
    }
}

/// Keeps what the other calendar states about the number of months where the table agrees with it.
fn keep_counts(properties: &mut Properties, first: i64, years: &[Year], base: &Base) {
    let same = |(extended, year): (i64, &Year), near: bool| {
        let Some(number) = base.year(extended) else {
            return false;
        };
        let count = base.months_in_year(number) == Ok(year.months());
        let start = derived::first_of_month(base.backend.as_ref(), number, 1);
        let start = start.map(|(_, day)| day.0.abs_diff(year.first()));
        count && (!near || start.is_ok_and(|days| days <= NEAR))
    };
    let mut numbered = (first..).zip(years);
    if !numbered.all(|year| same(year, false)) {
        properties.month_cycle = None;
    }
    let mut numbered = (first..).zip(years);
    if !numbered.all(|year| same(year, true)) {
        properties.mean_month = None;
    }
    let after = properties.leap_month_after;
    let follows = |ordinal: u8| after.is_none_or(|after| after == ordinal.saturating_sub(1));
    let mut leap_months = years.iter().filter_map(Layout::leap_month);
    if !leap_months.all(follows) {
        properties.leap_month_after = None;
    }
}
