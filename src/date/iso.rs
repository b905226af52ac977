//! [`IsoDate`]: the ISO 8601 date of any day.
#![forbid(unsafe_code)]

use core::fmt;

use crate::backend::Backend;
use crate::calendars::Gregorian;
use crate::day::{JulianDay, YearMonthDay};
use crate::error::DateError;

/// A date of ISO 8601: by the Gregorian rule, with a year 0, for every day that there is. (A
/// [`Gregorian`] date has an `i32` of a year; days of other calendars may be farther away.)
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct IsoDate {
    pub(crate) year: i64,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// The Gregorian leap years repeat after so many years, which are a whole number of days.
const CYCLE_YEARS: i64 = 400;
const CYCLE_DAYS: i64 = 146_097;
/// Cycles from Julian Day 0 to one that lies wholly in the years after 1.
const NEAR_DAYS: i64 = 17;
/// Cycles from the year 0 to one that lies wholly in the years after 1.
const NEAR_YEARS: i64 = 5;

impl IsoDate {
    /// The date of a day. The error never comes: the day asked for is near.
    pub(crate) fn of(day: JulianDay) -> Result<Self, DateError> {
        let cycles = day.0.div_euclid(CYCLE_DAYS);
        let place = day.0.rem_euclid(CYCLE_DAYS);
        // Both products and both sums are far below the range of an `i64`, here and below.
        let near = NEAR_DAYS.wrapping_mul(CYCLE_DAYS).wrapping_add(place);
        let date = Gregorian.date(JulianDay(near))?;
        let away = cycles.wrapping_sub(NEAR_DAYS).wrapping_mul(CYCLE_YEARS);
        Ok(IsoDate {
            year: away.wrapping_add(i64::from(date.year)),
            month: date.month,
            day: date.day,
        })
    }

    /// The day of a date.
    pub(crate) fn julian_day(self) -> Result<JulianDay, DateError> {
        let cycles = self.year.div_euclid(CYCLE_YEARS);
        let place = self.year.rem_euclid(CYCLE_YEARS);
        let near = NEAR_YEARS.wrapping_mul(CYCLE_YEARS).wrapping_add(place);
        let near = YearMonthDay {
            year: i32::try_from(near).map_err(|_| DateError::Overflow)?,
            month: self.month,
            day: self.day,
        };
        let near = Gregorian.julian_day(near)?;
        let away = cycles.wrapping_sub(NEAR_YEARS).checked_mul(CYCLE_DAYS);
        near.checked_add(away.ok_or(DateError::Overflow)?)
    }

    /// Reads `YYYY-MM-DD`, or a sign, six digits of year or more, and the rest. The minus sign is not
    /// for the year 0.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (sign, rest) = match text.as_bytes() {
            [b'-', rest @ ..] => (Some(-1), rest),
            [b'+', rest @ ..] => (Some(1), rest),
            all => (None, all),
        };
        let mut parts = rest.split(|byte| *byte == b'-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let lengths = if sign.is_some() { 6..=18 } else { 4..=4 };
        let fits = lengths.contains(&year.len()) && month.len() == 2 && day.len() == 2;
        let year = number(year)?.checked_mul(sign.unwrap_or(1))?;
        if !fits || parts.next().is_some() || (sign == Some(-1) && year == 0) {
            return None;
        }
        Some(IsoDate {
            year,
            month: u8::try_from(number(month)?).ok()?,
            day: u8::try_from(number(day)?).ok()?,
        })
    }
}

/// The value of ASCII digits, and of nothing else.
fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0_i64, |sum, byte| {
        let digit = char::from(*byte).to_digit(10)?;
        sum.checked_mul(10)?.checked_add(i64::from(digit))
    })
}

impl fmt::Display for IsoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            year @ 0..=9999 => write!(f, "{year:04}")?,
            year => {
                let sign = if year < 0 { '-' } else { '+' };
                write!(f, "{sign}{:06}", year.unsigned_abs())?;
            }
        }
        write!(f, "-{:02}-{:02}", self.month, self.day)
    }
}
