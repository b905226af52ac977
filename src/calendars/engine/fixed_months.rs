//! The engine for calendars with a year 0 and months that only a leap day changes: Coptic,
//! Ethiopic, Ethiopic Amete Alem, Indian. Their range is every year of an `i32`.
//!
//! The rules use the *index* of a year, the year plus [`OFFSET`]: it is never negative, so that
//! they use unsigned arithmetic, where division and remainder round down. An index is below
//! 4.3·10⁹, and so below 2³³. A day, counted from the first day of index 0, is below 366 times
//! that, and so below 2⁴¹. With the constants of the calendars, no step overflows.

use crate::backend::DateError;
use crate::day::{JulianDay, YearMonthDay};

/// The difference of index and year: a multiple of the 400 years after which the leap years of all
/// these calendars repeat, so that index and year are equal modulo the cycle.
pub(in crate::calendars) const OFFSET: u64 = 2_147_484_000;
/// The indices of the years `i32::MIN` and `i32::MAX`.
const FIRST_INDEX: u64 = OFFSET.wrapping_sub(2_147_483_648);
const LAST_INDEX: u64 = OFFSET.wrapping_add(2_147_483_647);

/// The arithmetic of one calendar, on indices of years, and on days counted from
/// [`BASE`](Self::BASE).
pub(in crate::calendars) trait FixedMonths {
    /// The Julian Day that counts as day 0: the first day of the year with the index 0.
    const BASE: i64;
    const MONTHS: u8;
    /// The largest number of a day that every month but the last one has.
    const EVERY_DAY: u8;

    /// Returns the first day of a year.
    fn start(index: u64) -> u64;
    /// Splits a day into the index of its year and the number of days since the first day of it.
    fn split(days: u64) -> (u64, u32);
    /// Returns whether a year is a leap year.
    fn is_leap(index: u64) -> bool;
    /// Returns the number of days of the year before a month.
    fn before(month: u8, leap: bool) -> u32;
    /// Returns the month and the day of the month, given the day of the year, from 0.
    fn month(day_of_year: u32, leap: bool) -> (u8, u8);
    /// Returns the length of a month that exists.
    fn month_length(month: u8, leap: bool) -> u8;
}

/// Returns the index of a year.
#[inline]
#[expect(clippy::cast_sign_loss, reason = "an i32 plus OFFSET is positive")]
fn index(year: i32) -> u64 {
    i64::from(year).wrapping_add(OFFSET.cast_signed()) as u64
}

/// Checks that a month exists.
#[inline]
fn check_month<E: FixedMonths>(month: u8) -> Result<(), DateError> {
    if (1..=E::MONTHS).contains(&month) {
        return Ok(());
    }
    Err(DateError::Month {
        month,
        last: E::MONTHS,
    })
}

/// Checks that month and day exist, and returns the day of the year, from 0.
#[inline]
fn day_of_year<E: FixedMonths>(date: YearMonthDay, leap: bool) -> Result<u32, DateError> {
    check_month::<E>(date.month)?;
    // Most dates need no lookup of the month's length.
    if !(1..=E::EVERY_DAY).contains(&date.day) || date.month == E::MONTHS {
        let last = E::month_length(date.month, leap);
        if date.day == 0 || date.day > last {
            return Err(DateError::Day {
                day: date.day,
                last,
            });
        }
    }
    let before = E::before(date.month, leap).wrapping_add(u32::from(date.day));
    Ok(before.wrapping_sub(1))
}

#[inline]
pub(in crate::calendars) fn julian_day<E: FixedMonths>(
    date: YearMonthDay,
) -> Result<JulianDay, DateError> {
    let index = index(date.year);
    let day_of_year = day_of_year::<E>(date, E::is_leap(index))?;
    let days = E::start(index).wrapping_add(u64::from(day_of_year));
    Ok(JulianDay(E::BASE.wrapping_add(days.cast_signed())))
}

/// Returns the first day, and the day after the last one, counted from `BASE`.
#[inline]
fn range<E: FixedMonths>() -> (u64, u64) {
    (E::start(FIRST_INDEX), E::start(LAST_INDEX.wrapping_add(1)))
}

#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the index of a day in the range is that of an i32"
)]
pub(in crate::calendars) fn date<E: FixedMonths>(
    day: JulianDay,
) -> Result<YearMonthDay, DateError> {
    let (first, end) = range::<E>();
    // A day before BASE wraps around to a number far beyond the range.
    let days = day.0.wrapping_sub(E::BASE).cast_unsigned();
    if !(first..end).contains(&days) {
        return Err(out_of_range::<E>(day));
    }
    let (index, day_of_year) = E::split(days);
    let (month, day) = E::month(day_of_year, E::is_leap(index));
    let year = index.wrapping_sub(OFFSET).cast_signed() as i32;
    Ok(YearMonthDay::whole(year, month, day))
}

#[cold]
fn out_of_range<E: FixedMonths>(day: JulianDay) -> DateError {
    let (first, end) = range::<E>();
    let number = |days: u64| JulianDay(E::BASE.wrapping_add(days.cast_signed()));
    DateError::JulianDay {
        day,
        first: number(first),
        last: number(end.wrapping_sub(1)),
    }
}

#[inline]
pub(in crate::calendars) fn is_leap_year<E: FixedMonths>(year: i32) -> bool {
    E::is_leap(index(year))
}

#[inline]
pub(in crate::calendars) fn days_in_month<E: FixedMonths>(
    year: Option<i32>,
    month: u8,
) -> Result<u8, DateError> {
    check_month::<E>(month)?;
    // Without a year, the longest length counts, which every month has in a leap year.
    let leap = year.is_none_or(|year| E::is_leap(index(year)));
    Ok(E::month_length(month, leap))
}

#[inline]
pub(in crate::calendars) fn months_in_year<E: FixedMonths>(_year: i32) -> Result<u8, DateError> {
    Ok(E::MONTHS)
}

#[inline]
pub(in crate::calendars) fn leap_month<E: FixedMonths>(
    _year: i32,
) -> Result<Option<u8>, DateError> {
    Ok(None)
}
