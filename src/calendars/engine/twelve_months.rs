//! The engine for calendars with twelve months and without a year 0. Their range is every year of
//! an `i32` but 0.
//!
//! Three ways of counting years occur:
//! - the *year*, as in a date: …, −2, −1, 1, 2, …;
//! - the *extended year*, without the missing 0: year −1 is 0, year −2 is −1;
//! - the *index*, the extended year plus [`OFFSET`]: never negative, so that the rules use unsigned
//!   arithmetic, where division and remainder round down.
//!
//! An index is below 4.3·10⁹, and so below 2³³. A day, counted from the first day of index 0, is
//! below 366 times that, and so below 2⁴¹. With the constants of the calendars, no step overflows.

use super::month_tables::{Dates, Months};
use crate::backend::DateError;
use crate::day::{JulianDay, YearMonthDay};

/// The difference of index and extended year. It is a multiple of the length of every leap-year
/// cycle (4, 30, 400, 900 and 2820 years), so index and extended year are equal modulo the cycle.
pub(in crate::calendars) const OFFSET: u64 = 2_147_486_400;
/// The indices of the years `i32::MIN` and `i32::MAX`. The first is 2³¹ − 1 before the extended
/// year 0, as the year 0 is missing.
pub(in crate::calendars) const FIRST_INDEX: u64 = OFFSET.wrapping_sub(2_147_483_647);
pub(in crate::calendars) const LAST_INDEX: u64 = OFFSET.wrapping_add(2_147_483_647);

const MONTHS: u8 = 12;

/// The arithmetic of one calendar.
///
/// A rule year may begin with a later month than the first, such as March, so that the leap day is
/// its last day. The months before that month then belong to the rule year before.
pub(in crate::calendars) trait TwelveMonths {
    /// The Julian Day that [`start`](Self::start) counts as 0, for an index.
    const BASE: i64;
    /// The Julian Day that [`start`](Self::start) counts as 0, for an extended year.
    const YEAR_0: i64;
    /// The Julian Day that [`split`](Self::split) counts as 0. It is before
    /// [`FIRST`](Self::FIRST).
    const ORIGIN: i64;
    /// The first day of the year `i32::MIN`.
    const FIRST: JulianDay;
    /// The last day of the year `i32::MAX`.
    const LAST: JulianDay;
    /// The first of the 2^[`NEAR_BITS`](super::slices::NEAR_BITS) days that [`near`](Self::near)
    /// converts, in a positive year.
    const NEAR: JulianDay;
    /// The month that is one day longer in a leap year.
    const LEAP_MONTH: u8;
    /// The answer of [`is_leap_year`] for the year 0, which does not exist.
    const YEAR_ZERO_IS_LEAP: bool = false;

    fn months() -> &'static Months;
    fn dates() -> &'static Dates;
    /// Splits a day, counted from `ORIGIN`, into its extended year and its index in [`Dates`]. The
    /// day is between `FIRST` and `LAST`.
    fn split(day: u64) -> (i64, u64);
    /// Splits a day, counted from `NEAR`: the year in the upper 32 bits, the index in [`Dates`] in
    /// the lower 32 bits. It multiplies 32-bit factors only, which vector registers can do.
    fn near(day: u64) -> u64;
    /// Returns the first day of a rule year, given by its index or by its extended year.
    fn start(index: u64) -> u64;
    /// Returns whether a year, given by its index, is a leap year.
    fn is_leap(index: u64) -> bool;
}

/// Returns the length of a month from 1 to 12.
#[inline]
fn month_length<R: TwelveMonths>(month: u8, leap: bool) -> u8 {
    let leap_day = leap && month == R::LEAP_MONTH;
    R::months()
        .get(month)
        .length
        .wrapping_add(u8::from(leap_day))
}

/// Returns the index of a year. The year 0 is an error: it would have the index of −1.
#[inline]
#[expect(
    clippy::cast_sign_loss,
    reason = "an i32 plus OFFSET is positive and far below 2^63"
)]
fn index(year: i32) -> Result<u64, DateError> {
    if year == 0 {
        return Err(DateError::YearZero);
    }
    let extended = i64::from(year).wrapping_add(i64::from(year < 0));
    Ok((extended as u64).wrapping_add(OFFSET))
}

/// Returns the year of an extended year.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "extended years are within 2^31 - 1 of 0, so the year is at least -2^31"
)]
fn year(extended: i64) -> i32 {
    extended.wrapping_sub(i64::from(extended <= 0)) as i32
}

/// Checks that a month exists.
#[inline]
fn check_month(month: u8) -> Result<(), DateError> {
    if (1..=MONTHS).contains(&month) {
        return Ok(());
    }
    Err(DateError::Month {
        month,
        last: MONTHS,
    })
}

/// Checks that a date exists, and returns the index of its year.
#[inline]
fn check<R: TwelveMonths>(date: YearMonthDay) -> Result<u64, DateError> {
    let index = index(date.year)?;
    check_month(date.month)?;
    // Every month has 28 days, so most dates need no lookup of the month's length.
    if !(1..=28).contains(&date.day) {
        let last = month_length::<R>(date.month, R::is_leap(index));
        if date.day == 0 || date.day > last {
            return Err(DateError::Day {
                day: date.day,
                last,
            });
        }
    }
    Ok(index)
}

/// Returns the day, counted from `BASE`, of a date that exists.
#[inline]
fn days<R: TwelveMonths>(index: u64, month: u8, day: u8) -> u64 {
    let month = R::months().get(month);
    // FIRST_INDEX is above 0, so the index of the rule year is not negative.
    R::start(index.wrapping_sub(month.early.into()))
        .wrapping_add(month.before.into())
        .wrapping_add(day.into())
        .wrapping_sub(1)
}

/// Converts a date to its day.
///
/// The fast path takes positive years, and days that the month has in a common year. It works on
/// the extended year, without OFFSET, and checks month and day with one comparison.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the year is positive, and its days stay below 2^41; the day is one of 256, less 1"
)]
pub(in crate::calendars) fn julian_day<R: TwelveMonths>(
    date: YearMonthDay,
) -> Result<JulianDay, DateError> {
    let month = R::months().get(date.month);
    let in_month = u32::from(date.day).wrapping_sub(1);
    // Day 0 becomes 255, which no month has. A number that is not a month has length 0.
    if date.year <= 0 || in_month as u8 >= month.length {
        return any_julian_day::<R>(date.year, date.month, date.day);
    }
    // A positive year is its own extended year; the rule year is at least 0.
    let year = (date.year as u32).wrapping_sub(month.early.into());
    let days = R::start(year.into())
        .wrapping_add(in_month.into())
        .wrapping_add(month.before.into());
    Ok(JulianDay(R::YEAR_0.wrapping_add(days as i64)))
}

/// Converts any date. It takes three arguments, so that the fast path need not build a
/// [`YearMonthDay`] for the call.
#[cold]
#[inline(never)]
#[expect(
    clippy::cast_possible_wrap,
    reason = "days since BASE stay below 2^41, and BASE is above -2^41"
)]
fn any_julian_day<R: TwelveMonths>(year: i32, month: u8, day: u8) -> Result<JulianDay, DateError> {
    let index = check::<R>(YearMonthDay { year, month, day })?;
    let days = days::<R>(index, month, day);
    Ok(JulianDay(R::BASE.wrapping_add(days as i64)))
}

/// Converts a day to its date.
#[inline]
#[expect(clippy::cast_sign_loss, reason = "ORIGIN is before FIRST")]
pub(in crate::calendars) fn date<R: TwelveMonths>(
    day: JulianDay,
) -> Result<YearMonthDay, DateError> {
    if day < R::FIRST || day > R::LAST {
        return Err(out_of_range(day, R::FIRST, R::LAST));
    }
    let (extended, day_of_year) = R::split(day.0.wrapping_sub(R::ORIGIN) as u64);
    let (month, day) = R::dates().get(day_of_year);
    Ok(YearMonthDay::whole(year(extended), month, day))
}

/// Creates the error in a function that is not inlined, to keep the fast path small.
#[cold]
fn out_of_range(day: JulianDay, first: JulianDay, last: JulianDay) -> DateError {
    DateError::JulianDay { day, first, last }
}

#[inline]
pub(in crate::calendars) fn is_leap_year<R: TwelveMonths>(year: i32) -> bool {
    match index(year) {
        Ok(index) => R::is_leap(index),
        Err(_) => R::YEAR_ZERO_IS_LEAP,
    }
}

#[inline]
pub(in crate::calendars) fn days_in_month<R: TwelveMonths>(
    year: Option<i32>,
    month: u8,
) -> Result<u8, DateError> {
    let leap = match year {
        Some(year) => R::is_leap(index(year)?),
        // Without a year, the longest length counts, which every month has in a leap year.
        None => true,
    };
    check_month(month)?;
    Ok(month_length::<R>(month, leap))
}

#[inline]
pub(in crate::calendars) fn months_in_year<R: TwelveMonths>(year: i32) -> Result<u8, DateError> {
    index(year).map(|_| MONTHS)
}

#[inline]
pub(in crate::calendars) fn leap_month<R: TwelveMonths>(
    year: i32,
) -> Result<Option<u8>, DateError> {
    index(year).map(|_| None)
}
