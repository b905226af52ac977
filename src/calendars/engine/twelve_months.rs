//! What the built-in calendars share: twelve months, every `i32` but 0 a year,
//! and one way to check a date and to refuse it.

use super::month_tables::{Dates, Months};
use crate::backend::DateError;
use crate::day::{JulianDay, YearMonthDay};

/// How far indices run ahead of years: a year's index is never negative, so
/// that the rules compute in unsigned numbers. A multiple of all cycles of leap
/// years (4, 30, 400, 900 and 2820 years), so that index and year agree modulo each.
pub(in crate::calendars) const OFFSET: u64 = 2_147_486_400;
/// The indices of the years `i32::MIN` and `i32::MAX`.
pub(in crate::calendars) const FIRST_INDEX: u64 = OFFSET.wrapping_sub(2_147_483_647);
pub(in crate::calendars) const LAST_INDEX: u64 = OFFSET.wrapping_add(2_147_483_647);

const MONTHS: u8 = 12;

/// The arithmetic of one calendar, on years counted without a gap, as *rows*, of which 0 is the year
/// before 1, or as *indices*, which are rows plus [`OFFSET`], and on days counted from
/// one of two days. Every index between [`FIRST_INDEX`] and [`LAST_INDEX`] is a year, so days stay
/// below 2⁴¹ and no step overflows.
///
/// A year may begin with a later month than the first; months before that one then belong to
/// the year before, as far as the rule is concerned.
pub(in crate::calendars) trait TwelveMonths {
    /// The Julian Day on which [`start`](Self::start) counts 0 for indices, and for rows.
    const BASE: i64;
    const YEAR_0: i64;
    /// The Julian Day that [`split`](Self::split) counts as day 0; it lies before
    /// [`FIRST`](Self::FIRST).
    const ORIGIN: i64;
    /// The first day of the year `i32::MIN`, the last of `i32::MAX`.
    const FIRST: JulianDay;
    const LAST: JulianDay;
    /// The first of the 2^[`NEAR_BITS`](super::slice::NEAR_BITS) days that [`near`](Self::near) knows, in a positive year.
    const NEAR: JulianDay;
    /// The month that is a day longer in a leap year.
    const LEAP_MONTH: u8;
    /// What [`is_leap_year`] says of the year 0, which does not exist.
    const YEAR_ZERO_IS_LEAP: bool = false;

    fn months() -> &'static Months;
    fn dates() -> &'static Dates;
    /// The row of a day between `FIRST` and `LAST`, counted from `ORIGIN`, and its place for
    /// [`Dates`].
    fn split(day: u64) -> (i64, u64);
    /// The same of a day counted from `NEAR`: the row in the upper 32 bits, the place in the
    /// lower ones. Only with products of numbers of 32 bits, so that it can be vectorised.
    fn near(day: u64) -> u64;
    /// The first day of a year, by its index or its row.
    fn start(index: u64) -> u64;
    fn is_leap(index: u64) -> bool;
}

/// The length of a month from 1 to 12.
#[inline]
fn month_length<R: TwelveMonths>(month: u8, leap: bool) -> u8 {
    let leap_day = leap && month == R::LEAP_MONTH;
    R::months()
        .get(month)
        .length
        .wrapping_add(u8::from(leap_day))
}

/// A year's index. Here −1 and 1 become neighbours; 0 would be one with −1, so it
/// is refused first.
#[inline]
#[expect(
    clippy::cast_sign_loss,
    reason = "an i32 plus OFFSET is positive and far below 2^63"
)]
fn index(year: i32) -> Result<u64, DateError> {
    if year == 0 {
        return Err(DateError::YearZero);
    }
    let row = i64::from(year).wrapping_add(i64::from(year < 0));
    Ok((row as u64).wrapping_add(OFFSET))
}

/// The year of a row: the step over the missing year 0.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "rows are at most 2^31 - 1 either way, and -2^31 after the step"
)]
fn year(row: i64) -> i32 {
    row.wrapping_sub(i64::from(row <= 0)) as i32
}

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

/// The index of a date's year, if the date exists.
#[inline]
fn check<R: TwelveMonths>(date: YearMonthDay) -> Result<u64, DateError> {
    let index = index(date.year)?;
    check_month(date.month)?;
    // No month is shorter than 28 days: most dates need no month's length.
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

/// Days from index 0 on to a date that exists.
#[inline]
fn days<R: TwelveMonths>(index: u64, month: u8, day: u8) -> u64 {
    let month = R::months().get(month);
    R::start(index.wrapping_sub(month.early.into()))
        .wrapping_add(month.before.into())
        .wrapping_add(day.into())
        .wrapping_sub(1)
}

/// Years from 1 on and days that every such month has: nearly all dates. They need no year but
/// their own, and one comparison for month and day.
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
    // With day 0 the difference is 255: no month is that long.
    if date.year <= 0 || in_month as u8 >= month.length {
        return any_julian_day::<R>(date.year, date.month, date.day);
    }
    let year = (date.year as u32).wrapping_sub(month.early.into());
    let days = R::start(year.into())
        .wrapping_add(in_month.into())
        .wrapping_add(month.before.into());
    Ok(JulianDay(R::YEAR_0.wrapping_add(days as i64)))
}

/// Its arguments are three, so that the fast way need not put a date together for it.
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

#[inline]
#[expect(
    clippy::cast_sign_loss,
    reason = "a day from FIRST on is not before ORIGIN"
)]
pub(in crate::calendars) fn date<R: TwelveMonths>(
    day: JulianDay,
) -> Result<YearMonthDay, DateError> {
    if day < R::FIRST || day > R::LAST {
        return Err(out_of_range(day, R::FIRST, R::LAST));
    }
    let (row, place) = R::split(day.0.wrapping_sub(R::ORIGIN) as u64);
    let (month, day) = R::dates().get(place);
    Ok(YearMonthDay::whole(year(row), month, day))
}

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
        // No month is longer in a common year than in a leap year.
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
