//! Months counted one after another.
//!
//! Where every year has the same number of months, a division counts them. Otherwise years are
//! visited one by one, but only those that are left after a jump: over whole cycles of months
//! ([`Properties::month_cycle`]), or over days, which the mean length of a month divides into months
//! ([`Properties::mean_month`]).
//!
//! [`Properties::month_cycle`]: crate::Properties::month_cycle
//! [`Properties::mean_month`]: crate::Properties::mean_month

use core::num::NonZeroU64;

use super::{calendar_year, extended_year, first_of_month, step_years};
use crate::backend::{Backend, DateError};
use crate::day::{JulianDay, YearMonthDay};

/// The units of [`Properties::mean_month`](crate::Properties::mean_month) in a day.
const UNITS_PER_DAY: i128 = 1_000_000_000;

/// The number of years that are counted one by one rather than by days: that takes fewer calls of
/// the backend.
const NEAR_YEARS: u64 = 3;

/// Returns the month a number of months away. The day stays and may not exist there.
pub(crate) fn plus_months<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
) -> Result<YearMonthDay, DateError> {
    if months == 0 {
        Ok(date)
    } else if has_fixed_months(calendar) {
        months_by_division(calendar, date, months)
    } else {
        months_year_by_year(calendar, date, months)
    }
}

/// Returns whether every year has the same number of months.
pub(crate) fn has_fixed_months<B: Backend + ?Sized>(calendar: &B) -> bool {
    let (fewest, most) = calendar.properties().months;
    fewest == most
}

/// Counts the months from one month to another; negative if the second is earlier.
pub(crate) fn months_between<B: Backend + ?Sized>(
    calendar: &B,
    from: YearMonthDay,
    to: YearMonthDay,
) -> Result<i64, DateError> {
    let in_years = if has_fixed_months(calendar) {
        let first = extended_year(calendar, from.year);
        let last = extended_year(calendar, to.year);
        let in_year = i64::from(calendar.properties().months.1);
        last.saturating_sub(first).saturating_mul(in_year)
    } else if to.year < from.year {
        months_in_years(calendar, to.year, from.year)?.saturating_neg()
    } else {
        months_in_years(calendar, from.year, to.year)?
    };
    let in_year = i64::from(to.month).saturating_sub(i64::from(from.month));
    Ok(in_years.saturating_add(in_year))
}

/// Counts the months of the years from `first` to before `end`.
fn months_in_years<B: Backend + ?Sized>(
    calendar: &B,
    first: i32,
    end: i32,
) -> Result<i64, DateError> {
    let properties = calendar.properties();
    let (mut next, last) = (extended_year(calendar, first), extended_year(calendar, end));
    let years = last.saturating_sub(next);
    let mut months = 0_i64;
    if let Some((cycle, in_cycle)) = properties.month_cycle {
        let cycle = i64::from(cycle.get());
        let cycles = years.checked_div(cycle).unwrap_or(0);
        next = next.saturating_add(cycles.saturating_mul(cycle));
        months = cycles.saturating_mul(i64::from(in_cycle.get()));
    } else if let Some(mean) = properties.mean_month
        && years.unsigned_abs() > NEAR_YEARS
    {
        return months_by_days(calendar, first, end, mean);
    }
    (next..last).try_fold(months, |sum, extended| {
        let year = calendar_year(calendar, i128::from(extended))?;
        let months = calendar.months_in_year(year)?;
        Ok(sum.saturating_add(i64::from(months)))
    })
}

/// Counts the months from the start of a year to the start of another by the days between them.
fn months_by_days<B: Backend + ?Sized>(
    calendar: &B,
    from: i32,
    to: i32,
    mean: NonZeroU64,
) -> Result<i64, DateError> {
    let (_, first) = first_of_month(calendar, from, 1)?;
    let (_, last) = first_of_month(calendar, to, 1)?;
    let (days, mean) = (
        i128::from(last.0).saturating_sub(i128::from(first.0)),
        i128::from(mean.get()),
    );
    // The months deviate from the mean by less than half a month: round to the nearest number. The
    // product is below 2^95, and so is the sum.
    let months = days
        .saturating_mul(UNITS_PER_DAY)
        .saturating_add(mean.div_euclid(2))
        .div_euclid(mean);
    i64::try_from(months).map_err(|_| DateError::Overflow)
}

/// Returns the month a number of months away, where every year has the same number of months.
fn months_by_division<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
) -> Result<YearMonthDay, DateError> {
    // The division comes first, so that all numbers fit an `i64`: an `i128` divides slowly.
    let in_year = i64::from(calendar.properties().months.1.max(1));
    let whole = months.div_euclid(in_year);
    let rest = months.rem_euclid(in_year);
    // The month and the rest are at most one year each, so their sum is at most two.
    let index = i64::from(date.month).saturating_add(rest);
    let carry = index > in_year;
    let month = index.saturating_sub(if carry { in_year } else { 0 });
    let years = i128::from(whole).saturating_add(i128::from(carry));
    let year = step_years(calendar, date.year, years)?;
    debug_assert!(u8::try_from(month).is_ok(), "a month is at most a year");
    let month = u8::try_from(month).unwrap_or(u8::MAX);
    Ok(YearMonthDay {
        year,
        month,
        ..date
    })
}

/// Returns the month a number of months away, where years differ in their number of months. It
/// stops at the end of the calendar's range.
fn months_year_by_year<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
) -> Result<YearMonthDay, DateError> {
    let (mut year, months) = jump(calendar, date, months)?;
    let mut index = i128::from(date.month).saturating_add(i128::from(months));
    while index < 1 {
        year = step_years(calendar, year, -1)?;
        index = index.saturating_add(i128::from(calendar.months_in_year(year)?.max(1)));
    }
    loop {
        let in_year = calendar.months_in_year(year)?.max(1);
        match u8::try_from(index) {
            Ok(month) if month <= in_year => {
                return Ok(YearMonthDay {
                    year,
                    month,
                    ..date
                });
            }
            _ => index = index.saturating_sub(i128::from(in_year)),
        }
        year = step_years(calendar, year, 1)?;
    }
}

/// Returns a year between the date and the month a number of months away, as close to the latter as
/// is known without a visit of each year, and the number of months that are left from there.
fn jump<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
) -> Result<(i32, i64), DateError> {
    let properties = calendar.properties();
    if properties.month_cycle.is_some() {
        return jump_over_cycles(calendar, date.year, months);
    }
    if let Some(mean) = properties.mean_month
        && months.unsigned_abs() / 12 > NEAR_YEARS
    {
        return jump_over_days(calendar, date, months, mean);
    }
    // If all years had the most months, this many years would be crossed. If that year does not
    // exist, the target does not either: no need to visit the years before it.
    let most = i64::from(properties.months.1.max(1));
    let fewest_years = months.checked_div(most).unwrap_or(0);
    calendar.months_in_year(step_years(calendar, date.year, i128::from(fewest_years))?)?;
    Ok((date.year, months))
}

/// Returns the year after all whole cycles in a number of months, and the months that are left.
fn jump_over_cycles<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    months: i64,
) -> Result<(i32, i64), DateError> {
    let Some((years, in_cycle)) = calendar.properties().month_cycle else {
        return Ok((year, months));
    };
    let in_cycle = i64::from(in_cycle.get());
    let cycles = months.checked_div(in_cycle).unwrap_or(0);
    let left = months.checked_rem(in_cycle).unwrap_or(months);
    let years = i128::from(cycles).saturating_mul(i128::from(years.get()));
    Ok((step_years(calendar, year, years)?, left))
}

/// Returns the year of the target month by the mean length of a month, or the first or the last year
/// if the target is out of range, and the months that are left from the same month of that year.
fn jump_over_days<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
    mean: NonZeroU64,
) -> Result<(i32, i64), DateError> {
    let (_, first) = first_of_month(calendar, date.year, date.month)?;
    let mean_month = i128::from(mean.get());
    // The middle of the target month. The product of two 64-bit numbers fits.
    let away = i128::from(months)
        .saturating_mul(mean_month)
        .saturating_add(mean_month.div_euclid(2))
        .div_euclid(UNITS_PER_DAY);
    let target = i128::from(first.0).saturating_add(away);
    let end = if months < 0 { i64::MIN } else { i64::MAX };
    let target = JulianDay(i64::try_from(target).unwrap_or(end));
    let near = match calendar.date(target) {
        Err(DateError::JulianDay { first, last, .. }) => {
            calendar.date(if months < 0 { first } else { last })
        }
        found => found,
    };
    let year = near?.year;
    let jumped = months_by_days(calendar, date.year, year, mean)?;
    Ok((year, months.saturating_sub(jumped)))
}
