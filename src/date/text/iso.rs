//! The date forms of ISO 8601, extended (`2026-11-22`) and basic (`20261122`).

use super::cursor::{Cursor, Malformed};
use super::error::ParseDateError;
use crate::backend::DateError;
use crate::day::JulianDay;
use crate::iso::IsoDate;

/// A date as it is written. It need not exist.
pub(super) enum Written {
    /// `2026-11-22` or `20261122`.
    Month(IsoDate),
    /// `2026-W48-3` or `2026W483`.
    Week { year: i64, week: u8, weekday: u8 },
    /// `2026-330` or `2026330`.
    Ordinal { year: i64, day: u16 },
}

/// The number of digits of a year with a sign, and of one without.
const SIGNED: usize = 6;
const UNSIGNED: usize = 4;

/// Reads a date in one of the forms.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Written, ParseDateError> {
    let minus = cursor.sign();
    let digits = *cursor;
    let run = cursor.digits();
    match cursor.peek() {
        Some(b'-') => {
            let year = whole_year(minus, digits, run)?;
            cursor.expect(b'-')?;
            Ok(extended(cursor, year)?)
        }
        Some(b'W') => {
            let year = whole_year(minus, digits, run)?;
            Ok(week(cursor, year, false)?)
        }
        _ => {
            // The last digits of the run are the month and the day.
            *cursor = digits;
            basic(cursor, minus, run.len())
        }
    }
}

/// Returns the year that all digits before a `-` or `W` are. Years of more than four digits need
/// a sign; years of more than six digits have no leading zero.
fn whole_year(minus: Option<bool>, at: Cursor<'_>, digits: &str) -> Result<i64, ParseDateError> {
    let width = minus.map_or(UNSIGNED, |_| SIGNED);
    let mut first = at;
    if digits.len() <= width {
        return Ok(signed(minus, at, first.number(width)?)?);
    }
    if digits.starts_with('0') {
        return Err(at.malformed().into());
    }
    if minus.is_none() {
        return Err(ParseDateError::Year);
    }
    let year = digits.parse().map_err(|_| ParseDateError::Year)?;
    Ok(signed(minus, at, year)?)
}

/// Applies the sign of a year. There is no year -000000.
fn signed(minus: Option<bool>, at: Cursor<'_>, year: i64) -> Result<i64, Malformed> {
    match minus {
        Some(true) if year == 0 => Err(at.malformed()),
        // A number of digits is not negative, so its negation does not overflow.
        Some(true) => Ok(year.saturating_neg()),
        _ => Ok(year),
    }
}

/// Reads the rest of a date after `YYYY-`.
fn extended(cursor: &mut Cursor<'_>, year: i64) -> Result<Written, Malformed> {
    if cursor.peek() == Some(b'W') {
        return week(cursor, year, true);
    }
    let mut ahead = *cursor;
    if ahead.digits().len() == 3 {
        let day = cursor.number(3)?;
        return Ok(Written::Ordinal { year, day });
    }
    let month = cursor.number(2)?;
    cursor.expect(b'-')?;
    let day = cursor.number(2)?;
    Ok(Written::Month(IsoDate { year, month, day }))
}

/// Reads the rest of a week date, from its `W` on.
fn week(cursor: &mut Cursor<'_>, year: i64, extended: bool) -> Result<Written, Malformed> {
    cursor.expect(b'W')?;
    let week = cursor.number(2)?;
    if extended {
        cursor.expect(b'-')?;
    }
    let start = *cursor;
    let weekday = cursor.number(1)?;
    if !(1..=7).contains(&weekday) {
        return Err(start.malformed());
    }
    Ok(Written::Week {
        year,
        week,
        weekday,
    })
}

/// Reads a date of `length` digits without separators.
fn basic(
    cursor: &mut Cursor<'_>,
    minus: Option<bool>,
    length: usize,
) -> Result<Written, ParseDateError> {
    let start = *cursor;
    let width = minus.map_or(UNSIGNED, |_| SIGNED);
    let year = signed(minus, start, cursor.number(width)?)?;
    if length.checked_sub(width) == Some(3) {
        let day = cursor.number(3)?;
        return Ok(Written::Ordinal { year, day });
    }
    let month = cursor.number(2)?;
    let day = cursor.number(2)?;
    Ok(Written::Month(IsoDate { year, month, day }))
}

impl Written {
    /// Returns the day, if it exists.
    pub(super) fn day(&self) -> Result<JulianDay, ParseDateError> {
        match *self {
            Written::Month(date) => day_of_month(date),
            Written::Week {
                year,
                week,
                weekday,
            } => day_of_week(year, week, weekday),
            Written::Ordinal { year, day } => day_of_year(year, day),
        }
    }
}

fn day_of_month(date: IsoDate) -> Result<JulianDay, ParseDateError> {
    let IsoDate { month, day, .. } = date;
    if !(1..=12).contains(&month) {
        return Err(DateError::Month { month, last: 12 }.into());
    }
    let last = date.last_day();
    if !(1..=last).contains(&day) {
        return Err(DateError::Day { day, last }.into());
    }
    date.julian_day().ok_or(ParseDateError::Year)
}

/// Returns a day of January.
fn january(year: i64, day: u8) -> Result<JulianDay, ParseDateError> {
    let date = IsoDate {
        year,
        month: 1,
        day,
    };
    date.julian_day().ok_or(ParseDateError::Year)
}

fn day_of_year(year: i64, day: u16) -> Result<JulianDay, ParseDateError> {
    let february = IsoDate {
        year,
        month: 2,
        day: 1,
    };
    let last = if february.last_day() == 29 { 366 } else { 365 };
    if !(1..=last).contains(&day) {
        return Err(ParseDateError::DayOfYear { day, last });
    }
    let after_first = i64::from(day).saturating_sub(1);
    let day = january(year, 1)?.checked_add(after_first);
    day.ok_or(ParseDateError::Year)
}

/// Returns the Monday of the first week of a year: the week with 4 January.
fn first_monday(year: i64) -> Result<JulianDay, ParseDateError> {
    let fourth = january(year, 4)?;
    let after_monday = i64::from(fourth.weekday().number()).saturating_sub(1);
    let monday = fourth.checked_add(after_monday.saturating_neg());
    monday.ok_or(ParseDateError::Year)
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "week and weekday have one or two digits, and a year has 371 days at most"
)]
fn day_of_week(year: i64, week: u8, weekday: u8) -> Result<JulianDay, ParseDateError> {
    let first = first_monday(year)?;
    let next = first_monday(year.checked_add(1).ok_or(ParseDateError::Year)?)?;
    let last = if next.0 - first.0 == 53 * 7 { 53 } else { 52 };
    if !(1..=last).contains(&week) {
        return Err(ParseDateError::Week { week, last });
    }
    let after_first = (i64::from(week) - 1) * 7 + i64::from(weekday) - 1;
    first.checked_add(after_first).ok_or(ParseDateError::Year)
}
