//! What follows from the required methods of a [`Backend`], for any calendar.
#![forbid(unsafe_code)]

use crate::backend::Backend;
use crate::day::{JulianDay, Weekday, YearMonthDay};
use crate::error::DateError;

/// How many centuries to either side [`match_century_to_weekday`] looks, as Qt does. Where
/// every century has a date and centuries differ in their number of days modulo 7, it
/// comes to all weekdays within these; in the Gregorian calendar, which repeats after
/// 400 years, it has four of them at the most.
const CENTURIES_EACH_WAY: i64 = 14;

/// The sum of the months' lengths: 255 months of 255 days fit a `u16`.
pub(crate) fn days_in_year<B: Backend + ?Sized>(calendar: &B, year: i32) -> Result<u16, DateError> {
    let months = calendar.months_in_year(year)?;
    days_in_months(calendar, year, months)
}

pub(crate) fn day_of_year<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
) -> Result<u16, DateError> {
    calendar.julian_day(date)?;
    let before = days_in_months(calendar, date.year, date.month.saturating_sub(1))?;
    Ok(before.saturating_add(u16::from(date.day)))
}

/// How many days the first `months` months of a year have.
fn days_in_months<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    months: u8,
) -> Result<u16, DateError> {
    (1..=months).try_fold(0_u16, |sum, month| {
        let length = calendar.days_in_month(Some(year), month)?;
        Ok(sum.saturating_add(u16::from(length)))
    })
}

pub(crate) fn add_years<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    years: i64,
) -> Result<YearMonthDay, DateError> {
    calendar.julian_day(date)?;
    let year = step_years(calendar, date.year, i128::from(years))?;
    let month = date.month.min(calendar.months_in_year(year)?);
    clamp_day(
        calendar,
        YearMonthDay {
            year,
            month,
            ..date
        },
    )
}

pub(crate) fn add_months<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
) -> Result<YearMonthDay, DateError> {
    calendar.julian_day(date)?;
    let target = plus_months(calendar, date, months)?;
    clamp_day(calendar, target)
}

/// The month so many months away. The day is as it was, and may not exist there.
pub(crate) fn plus_months<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
) -> Result<YearMonthDay, DateError> {
    if months == 0 {
        Ok(date)
    } else if has_months_fixed(calendar) {
        months_by_division(calendar, date, months)
    } else {
        months_year_by_year(calendar, date, months)
    }
}

/// Whether every year has the same number of months.
pub(crate) fn has_months_fixed<B: Backend + ?Sized>(calendar: &B) -> bool {
    let properties = calendar.properties();
    properties.fewest_months() == properties.most_months()
}

/// How many months lie between two months of a calendar; negative, if the second is the earlier
/// one.
pub(crate) fn months_between<B: Backend + ?Sized>(
    calendar: &B,
    from: YearMonthDay,
    to: YearMonthDay,
) -> Result<i64, DateError> {
    let first = extended_year(calendar, from.year);
    let last = extended_year(calendar, to.year);
    let in_years = if has_months_fixed(calendar) {
        let in_year = i64::from(calendar.maximum_months_in_year());
        last.saturating_sub(first).saturating_mul(in_year)
    } else if last < first {
        months_in_years(calendar, last, first)?.saturating_neg()
    } else {
        months_in_years(calendar, first, last)?
    };
    let in_year = i64::from(to.month).saturating_sub(i64::from(from.month));
    Ok(in_years.saturating_add(in_year))
}

/// How many months the years from one up to another, itself left out, have; the years counted
/// in a row.
fn months_in_years<B: Backend + ?Sized>(
    calendar: &B,
    first: i64,
    end: i64,
) -> Result<i64, DateError> {
    (first..end).try_fold(0_i64, |sum, extended| {
        let year = calendar_year(calendar, i128::from(extended))?;
        let months = calendar.months_in_year(year)?;
        Ok(sum.saturating_add(i64::from(months)))
    })
}

/// The month so many months away where every year has the same number of them.
fn months_by_division<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
) -> Result<YearMonthDay, DateError> {
    // Divided before anything is added, so that all fits an `i64`; the division of
    // an `i128` is a slow call.
    let in_year = i64::from(calendar.maximum_months_in_year().max(1));
    let whole = months.div_euclid(in_year);
    let rest = months.rem_euclid(in_year);
    // The date is valid: month and rest are at most a year each.
    let index = i64::from(date.month).saturating_add(rest);
    let carry = index > in_year;
    let month = index.saturating_sub(if carry { in_year } else { 0 });
    let years = i128::from(whole).saturating_add(i128::from(carry));
    let year = step_years(calendar, date.year, years)?;
    let month = u8::try_from(month).unwrap_or(u8::MAX);
    Ok(YearMonthDay {
        year,
        month,
        ..date
    })
}

/// The month so many months away where years have different numbers of them. It ends
/// at the calendar's own range at the latest.
fn months_year_by_year<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
) -> Result<YearMonthDay, DateError> {
    // If all years had the most months, this many would be crossed: where not even they
    // are there, the range's end shows at once.
    let most = i64::from(calendar.maximum_months_in_year().max(1));
    let fewest = months.checked_div(most).unwrap_or(0);
    calendar.months_in_year(step_years(calendar, date.year, i128::from(fewest))?)?;
    let mut year = date.year;
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

/// The year so many years away, over the missing year 0 where there is none.
pub(crate) fn step_years<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    years: i128,
) -> Result<i32, DateError> {
    let target = i128::from(extended_year(calendar, year)).saturating_add(years);
    calendar_year(calendar, target)
}

/// A year counted in a row, as astronomers count them: −1 becomes 0 where 0 is missing.
pub(crate) fn extended_year<B: Backend + ?Sized>(calendar: &B, year: i32) -> i64 {
    let shift = i64::from(year < 0 && !calendar.has_year_zero());
    i64::from(year).saturating_add(shift)
}

/// The calendar's own number of a year counted in a row.
pub(crate) fn calendar_year<B: Backend + ?Sized>(
    calendar: &B,
    extended: i128,
) -> Result<i32, DateError> {
    let target = extended.saturating_sub(i128::from(extended < 1 && !calendar.has_year_zero()));
    i32::try_from(target).map_err(|_| {
        // A calendar that has not all years of an `i32` lacks the first or the last.
        let mut extremes = [i32::MIN, i32::MAX].into_iter();
        let bound = extremes.find_map(|year| calendar.days_in_month(Some(year), 1).err());
        bound.unwrap_or(DateError::Year {
            first: i32::MIN,
            last: i32::MAX,
        })
    })
}

/// The date, or the last day of its month where the month is too short.
fn clamp_day<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
) -> Result<YearMonthDay, DateError> {
    let last = calendar.days_in_month(Some(date.year), date.month)?;
    Ok(YearMonthDay {
        day: date.day.min(last),
        ..date
    })
}

pub(crate) fn match_century_to_weekday<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    weekday: Weekday,
) -> Result<Option<JulianDay>, DateError> {
    calendar.months_in_year(date.year)?;
    // The date as it stands need not exist: another century's 29 February may be meant.
    let own = calendar.julian_day(date);
    let centuries = (1..=CENTURIES_EACH_WAY).flat_map(|away| [away, away.wrapping_neg()]);
    let others = centuries.filter_map(|away| {
        let years = i128::from(away.wrapping_mul(100));
        let year = step_years(calendar, date.year, years).ok()?;
        calendar.julian_day(YearMonthDay { year, ..date }).ok()
    });
    let found = own
        .ok()
        .into_iter()
        .chain(others)
        .find(|day| day.weekday() == weekday);
    match found {
        Some(day) => Ok(Some(day)),
        None => own.map(|_| None),
    }
}

#[cfg(test)]
mod tests;
