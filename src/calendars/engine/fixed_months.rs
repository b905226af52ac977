//! Calendars with a rule of their own, whose years are all those of an `i32`, 0 among them: Coptic
//! and Ethiopic, Indian.

use crate::backend::DateError;
use crate::day::{JulianDay, YearMonthDay};

/// How far indices run ahead of years, so that the rules compute in unsigned numbers: a multiple
/// of the 400 years after which the leap years of all these calendars repeat.
pub(in crate::calendars) const OFFSET: u64 = 2_147_484_000;
const FIRST_INDEX: u64 = OFFSET.wrapping_sub(2_147_483_648);
const LAST_INDEX: u64 = OFFSET.wrapping_add(2_147_483_647);

/// The arithmetic of one calendar, on indices of years and on days counted from
/// [`BASE`](Self::BASE). They stay below 2³³ and 2⁴¹, so no step overflows.
pub(in crate::calendars) trait FixedMonths {
    /// The Julian Day that counts as day 0; no year begins before it.
    const BASE: i64;
    const MONTHS: u8;
    /// A day that every month has, unless it is the last one.
    const EVERY_DAY: u8;

    /// The first day of a year.
    fn start(index: u64) -> u64;
    /// The year in which a day lies, and the day's place in it, from 0.
    fn split(days: u64) -> (u64, u32);
    fn is_leap(index: u64) -> bool;
    /// How many days of a year come before a month.
    fn before(month: u8, leap: bool) -> u32;
    /// The month and the day of a place in a year.
    fn month(place: u32, leap: bool) -> (u8, u8);
    /// The length of a month that exists.
    fn month_length(month: u8, leap: bool) -> u8;
}

#[inline]
#[expect(clippy::cast_sign_loss, reason = "an i32 plus OFFSET is positive")]
fn index(year: i32) -> u64 {
    i64::from(year).wrapping_add(OFFSET.cast_signed()) as u64
}

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

/// The place of a date in its year, from 0, if the date exists.
#[inline]
fn place<E: FixedMonths>(date: YearMonthDay, leap: bool) -> Result<u32, DateError> {
    check_month::<E>(date.month)?;
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
    let place = place::<E>(date, E::is_leap(index))?;
    let days = E::start(index).wrapping_add(u64::from(place));
    Ok(JulianDay(E::BASE.wrapping_add(days.cast_signed())))
}

/// The first day, and the one after the last, counted from `BASE`.
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
    let days = day.0.wrapping_sub(E::BASE).cast_unsigned();
    if !(first..end).contains(&days) {
        return Err(out_of_range::<E>(day));
    }
    let (index, place) = E::split(days);
    let (month, day) = E::month(place, E::is_leap(index));
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
    // No month is longer in a common year than in a leap year.
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
