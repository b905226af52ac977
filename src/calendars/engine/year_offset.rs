//! Calendars with the months and days of another one, whose years are counted from elsewhere and
//! with a year 0: Buddhist, ISO 8601, Japanese and Minguo on the Gregorian, and the
//! Islamic tabular one a day before the civil one.

use crate::backend::{Backend, DateError};
use crate::day::{JulianDay, YearMonthDay};

/// How one calendar differs from another, which has every year of an `i32` but 0.
pub(in crate::calendars) trait YearOffset {
    type Base: Backend;
    const BASE: Self::Base;
    /// What the year after −1 of the base is here.
    const YEARS: i32;
    /// By how many days a date comes earlier here.
    const DAYS: i64 = 0;
}

/// The years of the base in a row, 0 being the one before 1.
const LAST_ROW: i64 = 2_147_483_647;
const FIRST_ROW: i64 = -LAST_ROW;

/// The first and the last year: those that are an `i32` here and in the base.
fn years<S: YearOffset>() -> (i32, i32) {
    let year = |row: i64| i32::try_from(row.saturating_add(i64::from(S::YEARS)));
    (
        year(FIRST_ROW).unwrap_or(i32::MIN),
        year(LAST_ROW).unwrap_or(i32::MAX),
    )
}

/// The year as the base has it.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "a row between FIRST_ROW and LAST_ROW, less 1 where it is not positive"
)]
fn to_base<S: YearOffset>(year: i32) -> Result<i32, DateError> {
    let row = i64::from(year).wrapping_sub(i64::from(S::YEARS));
    if !(FIRST_ROW..=LAST_ROW).contains(&row) {
        return Err(no_year::<S>());
    }
    Ok(row.wrapping_sub(i64::from(row <= 0)) as i32)
}

#[cold]
fn no_year<S: YearOffset>() -> DateError {
    let (first, last) = years::<S>();
    DateError::Year { first, last }
}

#[inline]
pub(in crate::calendars) fn julian_day<S: YearOffset>(
    date: YearMonthDay,
) -> Result<JulianDay, DateError> {
    let year = to_base::<S>(date.year)?;
    let day = S::BASE.julian_day(YearMonthDay { year, ..date })?;
    // Far from the ends of an `i64`.
    Ok(JulianDay(day.0.wrapping_sub(S::DAYS)))
}

#[inline]
pub(in crate::calendars) fn date<S: YearOffset>(day: JulianDay) -> Result<YearMonthDay, DateError> {
    // At the ends of an `i64` no calendar has a date.
    let in_base = S::BASE.date(JulianDay(day.0.saturating_add(S::DAYS)));
    let Ok(date) = in_base else {
        return Err(out_of_range::<S>(day));
    };
    let row = i64::from(date.year).wrapping_add(i64::from(date.year < 0));
    match i32::try_from(row.wrapping_add(i64::from(S::YEARS))) {
        Ok(year) => Ok(YearMonthDay::whole(year, date.month, date.day)),
        Err(_) => Err(out_of_range::<S>(day)),
    }
}

#[cold]
fn out_of_range<S: YearOffset>(day: JulianDay) -> DateError {
    let (first, last) = years::<S>();
    let end = days_in_month::<S>(Some(last), 12).unwrap_or(0);
    let find = |date, otherwise| julian_day::<S>(date).unwrap_or(otherwise);
    DateError::JulianDay {
        day,
        first: find(YearMonthDay::new(first, 1, 1), JulianDay::MIN),
        last: find(YearMonthDay::new(last, 12, end), JulianDay::MAX),
    }
}

#[inline]
pub(in crate::calendars) fn is_leap_year<S: YearOffset>(year: i32) -> bool {
    to_base::<S>(year).is_ok_and(|year| S::BASE.is_leap_year(year))
}

#[inline]
pub(in crate::calendars) fn days_in_month<S: YearOffset>(
    year: Option<i32>,
    month: u8,
) -> Result<u8, DateError> {
    let year = year.map(to_base::<S>).transpose()?;
    S::BASE.days_in_month(year, month)
}

#[inline]
pub(in crate::calendars) fn months_in_year<S: YearOffset>(year: i32) -> Result<u8, DateError> {
    S::BASE.months_in_year(to_base::<S>(year)?)
}

#[inline]
pub(in crate::calendars) fn leap_month<S: YearOffset>(year: i32) -> Result<Option<u8>, DateError> {
    to_base::<S>(year).map(|_| None)
}
