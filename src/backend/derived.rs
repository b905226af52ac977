//! Everything that follows from the answers of a [`Backend`]: existence, lengths of years,
//! arithmetic.
//!
//! There is one arithmetic, that of ECMAScript's Temporal: years keep the month's code, months are
//! counted one after another, and a date that does not exist is constrained. `Calendar`,
//! `BackendExt` and `Date` all call these functions.
//!
//! *Extended years* count in a row, as astronomers do: in a calendar without a year 0, the extended
//! year 0 is the year −1. They exceed an `i32` by one at most, so sums of two of them fit an `i64`.

mod months;

#[cfg(feature = "text")]
pub(crate) use super::month_code::allows_code;
pub(crate) use super::month_code::{code_of, constrained_ordinal, has_code, ordinal_of};
pub(crate) use months::{has_fixed_months, months_between, plus_months};

use super::{Backend, DateError, EraYear, MonthCode};
use crate::date::Overflow;
use crate::day::{JulianDay, YearMonthDay};
use crate::weekday::Weekday;

/// The number of centuries that [`match_century_to_weekday`] tries in each direction, as Qt does.
const CENTURIES_EACH_WAY: i64 = 14;

/// Returns the date if it exists, with its day. Otherwise [`Overflow`] says which date replaces it.
///
/// The calendar decides whether the day exists, not the month's length: months may have gaps.
pub(crate) fn existing_date<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    overflow: Overflow,
) -> Result<(YearMonthDay, JulianDay), DateError> {
    let error = match calendar.julian_day(date) {
        Ok(day) => return Ok((date, day)),
        Err(error) => error,
    };
    let missing = matches!(error, DateError::Day { .. } | DateError::DayGap { .. });
    if overflow == Overflow::Reject || date.day == 0 || !missing {
        return Err(error);
    }
    let last = calendar.last_day_of_month(date.year, date.month)?;
    let later = (date.day..=last)
        .skip(1)
        .map(|day| YearMonthDay { day, ..date });
    for date in later {
        if let Ok(day) = calendar.julian_day(date) {
            return Ok((date, day));
        }
    }
    let date = YearMonthDay { day: last, ..date };
    let day = calendar.julian_day(date)?;
    if overflow == Overflow::Next {
        let next = day.checked_add(1).ok_or(DateError::Overflow)?;
        return Ok((calendar.date(next)?, next));
    }
    Ok((date, day))
}

/// Returns the first day of a month. Its number is 1, unless the month begins with a gap.
pub(crate) fn first_of_month<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    month: u8,
) -> Result<(YearMonthDay, JulianDay), DateError> {
    existing_date(
        calendar,
        YearMonthDay::new(year, month, 1),
        Overflow::Constrain,
    )
}

/// Returns the last day of a month.
pub(crate) fn last_of_month<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    month: u8,
) -> Result<(YearMonthDay, JulianDay), DateError> {
    let day = calendar.last_day_of_month(year, month)?;
    let date = YearMonthDay::new(year, month, day);
    Ok((date, calendar.julian_day(date)?))
}

/// Returns the number of days that exist in a year.
pub(crate) fn days_in_year<B: Backend + ?Sized>(calendar: &B, year: i32) -> Result<u16, DateError> {
    let last_month = calendar.months_in_year(year)?;
    let (_, first) = first_of_month(calendar, year, 1)?;
    let (_, last) = last_of_month(calendar, year, last_month)?;
    days_from(first, last)
}

/// Returns whether days are missing inside a month of the year.
pub(crate) fn has_gap<B: Backend + ?Sized>(calendar: &B, year: i32) -> bool {
    let months = calendar.months_in_year(year).unwrap_or(0);
    (1..=months).any(|month| {
        let length = calendar.days_in_month(Some(year), month);
        calendar.last_day_of_month(year, month) != length
    })
}

/// Returns whether the year, or a month of it, ends early, as it does where a calendar changes its
/// rule: it has fewer months than the years next to it, or a month that is shorter than in these years
/// by two days or more.
pub(crate) fn ends_early<B: Backend + ?Sized>(calendar: &B, year: i32) -> bool {
    let beside = [-1, 1].map(|step| step_years(calendar, year, step).ok());
    let beside: Vec<(i32, u8)> = beside
        .into_iter()
        .flatten()
        .filter_map(|year| Some((year, calendar.months_in_year(year).ok()?)))
        .collect();
    let Ok(months) = calendar.months_in_year(year) else {
        return false;
    };
    let is_shorter = |month: u8, length: u8| {
        beside.iter().all(|(year, _)| {
            let other = calendar.days_in_month(Some(*year), month);
            other.is_ok_and(|other| other >= length.saturating_add(2))
        })
    };
    let has_short_month = || {
        (1..=months).any(|month| {
            let length = calendar.days_in_month(Some(year), month);
            length.is_ok_and(|length| is_shorter(month, length))
        })
    };
    let has_fewer_months = beside.iter().all(|(_, other)| *other > months);
    !beside.is_empty() && (has_fewer_months || has_short_month())
}

/// Returns the number of a date among the days that exist in its year, from 1.
pub(crate) fn day_of_year<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
) -> Result<u16, DateError> {
    let day = calendar.julian_day(date)?;
    let (_, first) = first_of_month(calendar, date.year, 1)?;
    days_from(first, day)
}

/// Counts the days from one to another, both included.
fn days_from(first: JulianDay, last: JulianDay) -> Result<u16, DateError> {
    let days = last
        .0
        .checked_sub(first.0)
        .and_then(|days| days.checked_add(1));
    // Fails only for a backend that contradicts itself: 255 months of 255 days fit a `u16`.
    days.and_then(|days| u16::try_from(days).ok())
        .ok_or(DateError::Overflow)
}

pub(crate) fn add_days<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    days: i64,
) -> Result<YearMonthDay, DateError> {
    let day = calendar.julian_day(date)?;
    calendar.date(day.checked_add(days).ok_or(DateError::Overflow)?)
}

pub(crate) fn add_months<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    months: i64,
) -> Result<YearMonthDay, DateError> {
    calendar.julian_day(date)?;
    let target = plus_months(calendar, date, months)?;
    existing_date(calendar, target, Overflow::Constrain).map(|(date, _)| date)
}

pub(crate) fn add_years<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    years: i64,
) -> Result<YearMonthDay, DateError> {
    calendar.julian_day(date)?;
    let target = plus_years(calendar, date, years, Overflow::Constrain)?;
    existing_date(calendar, target, Overflow::Constrain).map(|(date, _)| date)
}

/// Returns the month with the same code, a number of years away. The day stays and may not exist
/// there.
pub(crate) fn plus_years<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    years: i64,
    overflow: Overflow,
) -> Result<YearMonthDay, DateError> {
    if years == 0 {
        return Ok(date);
    }
    let year = step_years(calendar, date.year, i128::from(years))?;
    let code = code_of(calendar, date.year, date.month)?;
    let (year, month) = month_of_code(calendar, year, code, overflow)?;
    Ok(YearMonthDay {
        year,
        month,
        ..date
    })
}

/// Returns the year and the ordinal of the month with this code. In a year without it,
/// [`Overflow`] says which month replaces it.
pub(crate) fn month_of_code<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    code: MonthCode,
    overflow: Overflow,
) -> Result<(i32, u8), DateError> {
    match overflow {
        Overflow::Constrain => Ok((year, constrained_ordinal(calendar, year, code)?)),
        Overflow::Reject => Ok((year, ordinal_of(calendar, year, code)?)),
        Overflow::Next => match ordinal_of(calendar, year, code) {
            Err(DateError::MonthCode { .. }) => month_after(calendar, year, code),
            found => Ok((year, found?)),
        },
    }
}

/// Returns the common month after one that the year does not have: in the next year, if the year
/// ends before.
fn month_after<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    code: MonthCode,
) -> Result<(i32, u8), DateError> {
    // A number is at most 99.
    let next = MonthCode::common(code.number().saturating_add(1)).filter(|_| code.is_leap());
    match next.and_then(|next| ordinal_of(calendar, year, next).ok()) {
        Some(month) => Ok((year, month)),
        None => Ok((step_years(calendar, year, 1)?, 1)),
    }
}

/// Returns the year a number of years away, across the missing year 0 if there is none.
pub(crate) fn step_years<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    years: i128,
) -> Result<i32, DateError> {
    let target = i128::from(extended_year(calendar, year)).saturating_add(years);
    calendar_year(calendar, target)
}

/// Returns the extended year of a calendar's year.
pub(crate) fn extended_year<B: Backend + ?Sized>(calendar: &B, year: i32) -> i64 {
    let shift = i64::from(year < 0 && !calendar.properties().year_zero);
    i64::from(year).saturating_add(shift)
}

/// Returns the calendar's year of an extended year.
pub(crate) fn calendar_year<B: Backend + ?Sized>(
    calendar: &B,
    extended: i128,
) -> Result<i32, DateError> {
    let has_zero = calendar.properties().year_zero;
    let target = extended.saturating_sub(i128::from(extended < 1 && !has_zero));
    i32::try_from(target).map_err(|_| {
        // A calendar without the first or the last year of an `i32` names its own bounds.
        let mut extremes = [i32::MIN, i32::MAX].into_iter();
        let bound = extremes.find_map(|year| calendar.days_in_month(Some(year), 1).err());
        bound.unwrap_or(DateError::Year {
            first: i32::MIN,
            last: i32::MAX,
        })
    })
}

/// Finds the century in which the date falls on a weekday: the date's own, or else the nearest one
/// within [`CENTURIES_EACH_WAY`]. The date itself need not exist: in another century, a year may
/// be a leap year.
pub(crate) fn match_century_to_weekday<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
    weekday: Weekday,
) -> Result<Option<JulianDay>, DateError> {
    calendar.months_in_year(date.year)?;
    let own = calendar.julian_day(date);
    let centuries = (1..=CENTURIES_EACH_WAY).flat_map(|away| [away, away.wrapping_neg()]);
    let others = centuries.filter_map(|away| {
        let years = i128::from(away.wrapping_mul(100));
        let year = step_years(calendar, date.year, years).ok()?;
        calendar.julian_day(YearMonthDay { year, ..date }).ok()
    });
    let mut candidates = own.ok().into_iter().chain(others);
    match candidates.find(|day| day.weekday() == weekday) {
        Some(day) => Ok(Some(day)),
        None => own.map(|_| None),
    }
}

pub(crate) fn era_year<B: Backend + ?Sized>(
    calendar: &B,
    date: YearMonthDay,
) -> Result<Option<EraYear<'_>>, DateError> {
    calendar.julian_day(date)?;
    Ok(super::era::era_of(calendar, date))
}

pub(crate) fn year_of_era<B: Backend + ?Sized>(
    calendar: &B,
    era: &str,
    year: i32,
) -> Result<Option<i32>, DateError> {
    super::era::year_of(calendar, era, year).transpose()
}

#[cfg(test)]
mod tests;
