//! The engine for calendars with the months and days of another calendar, other year numbers and a
//! year 0: Buddhist, ISO 8601, Japanese and Minguo on the Gregorian calendar, and the Islamic
//! tabular calendar, one day before the civil one.
//!
//! The base calendar has every year of an `i32` but 0. Its *extended years* are those without the
//! missing 0: year −1 is 0, year −2 is −1. Sums of two `i32` fit an `i64`, and the days of the base
//! are within 2⁴¹ of 0, so no step overflows.

use crate::backend::{Backend, DateError};
use crate::day::{JulianDay, YearMonthDay};

/// The difference of a calendar to its base.
pub(in crate::calendars) trait YearOffset {
    type Base: Backend;
    const BASE: Self::Base;
    /// The year of this calendar that is the extended year 0 of the base.
    const YEARS: i32;
    /// The number of days by which a date is earlier than in the base.
    const DAYS: i64 = 0;
}

/// The first and the last extended year of the base.
const LAST_EXTENDED: i64 = 2_147_483_647;
const FIRST_EXTENDED: i64 = -LAST_EXTENDED;

/// Returns the first and the last year: those that are an `i32` here and in the base.
fn years<S: YearOffset>() -> (i32, i32) {
    let year = |extended: i64| i32::try_from(extended.wrapping_add(i64::from(S::YEARS)));
    // With an offset, one end of the base's range is outside an `i32` here: the `i32` ends first.
    (
        year(FIRST_EXTENDED).unwrap_or(i32::MIN),
        year(LAST_EXTENDED).unwrap_or(i32::MAX),
    )
}

/// Returns the year of the base.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "an extended year of the base, less 1 if it is not positive"
)]
fn to_base<S: YearOffset>(year: i32) -> Result<i32, DateError> {
    let extended = i64::from(year).wrapping_sub(i64::from(S::YEARS));
    if !(FIRST_EXTENDED..=LAST_EXTENDED).contains(&extended) {
        return Err(no_year::<S>());
    }
    Ok(extended.wrapping_sub(i64::from(extended <= 0)) as i32)
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
    Ok(JulianDay(day.0.wrapping_sub(S::DAYS)))
}

#[inline]
pub(in crate::calendars) fn date<S: YearOffset>(day: JulianDay) -> Result<YearMonthDay, DateError> {
    // The sum saturates at the last day of an `i64`, which no base has a date for.
    let in_base = S::BASE.date(JulianDay(day.0.saturating_add(S::DAYS)));
    let Ok(date) = in_base else {
        return Err(out_of_range::<S>(day));
    };
    let extended = i64::from(date.year).wrapping_add(i64::from(date.year < 0));
    // A year of the base can be outside an `i32` here.
    match i32::try_from(extended.wrapping_add(i64::from(S::YEARS))) {
        Ok(year) => Ok(YearMonthDay::whole(year, date.month, date.day)),
        Err(_) => Err(out_of_range::<S>(day)),
    }
}

#[cold]
fn out_of_range<S: YearOffset>(day: JulianDay) -> DateError {
    let (first, last) = years::<S>();
    let first = julian_day::<S>(YearMonthDay::new(first, 1, 1));
    let last = days_in_month::<S>(Some(last), 12)
        .and_then(|length| julian_day::<S>(YearMonthDay::new(last, 12, length)));
    match (first, last) {
        (Ok(first), Ok(last)) => DateError::JulianDay { day, first, last },
        // Both years exist, so neither conversion fails.
        (Err(error), _) | (_, Err(error)) => error,
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
