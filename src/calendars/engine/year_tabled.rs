//! The engine for calendars that are computed year by year: first day, lengths of the months, leap
//! month. The years 1600 to 2400 (ISO 8601) come from a year table, which is built once per
//! process, at the first use.
//!
//! Years are within `FIRST` and `LAST`, and a year has at most 13 months, so days are within 2⁴¹ of
//! 0 and sums do not overflow.

use core::ops::RangeInclusive;

use crate::backend::DateError;
use crate::backend::year_table::{Layout, TableError, Year, YearTable};
use crate::day::{JulianDay, YearMonthDay};

/// The rule of one calendar.
pub(in crate::calendars) trait YearTabled {
    /// The first and the last year of the range.
    const FIRST: i32;
    const LAST: i32;
    /// The years in the table.
    const TABLED: RangeInclusive<i32>;
    /// A Julian Day near the first day of the year 0.
    const NEAR_YEAR_ZERO: i64;
    /// A number of years, and their number of days, exact or on average.
    const CYCLE: (i64, i64);
    /// The length of each month, by its ordinal, in the year in which it is longest.
    const LONGEST: &'static [u8];

    /// Computes a year from `FIRST` to `LAST`.
    fn year(year: i32) -> Year;
    /// Returns whether a year is a leap year.
    fn is_leap(year: &impl Layout) -> bool;
    /// Returns the table, or `None` if the years do not fit one.
    fn table() -> Option<&'static YearTable>;

    /// Converts a date by a rule that is faster than the table. `None` where there is none, and for a
    /// date that the rule does not cover.
    #[inline]
    fn day_by_rule(_date: YearMonthDay) -> Option<JulianDay> {
        None
    }
    /// Converts a day by a rule that is faster than the table.
    #[inline]
    fn date_by_rule(_day: JulianDay) -> Option<YearMonthDay> {
        None
    }
}

/// Builds the table. A test checks that it succeeds for every calendar; without a table, the
/// calendar computes each year, with the same results.
pub(in crate::calendars) fn new_table<Y: YearTabled>() -> Option<YearTable> {
    let year = |year| Ok::<Year, TableError>(Y::year(year));
    YearTable::new(Y::TABLED, year).ok()
}

/// Implements [`YearTabled::table`] with a table that is built at its first use.
macro_rules! table {
    ($calendar:ty) => {
        #[inline]
        fn table() -> Option<&'static $crate::backend::year_table::YearTable> {
            $crate::sync::once! {
                fn table() -> &'static Option<$crate::backend::year_table::YearTable> {
                    $crate::calendars::engine::year_tabled::new_table::<$calendar>()
                }
            }
            table().as_ref()
        }
    };
}
pub(in crate::calendars) use table;

/// Evaluates an expression for a year: for its row in the table, or for the computed year.
macro_rules! with_year {
    ($calendar:ty, $number:expr, $year:ident => $answer:expr) => {
        match <$calendar>::table().and_then(|table| table.row($number)) {
            Some($year) => $answer,
            None => {
                let $year = compute::<$calendar>($number)?;
                $answer
            }
        }
    };
}

/// Computes a year, if it is in the range.
#[cold]
fn compute<Y: YearTabled>(year: i32) -> Result<Year, DateError> {
    if !(Y::FIRST..=Y::LAST).contains(&year) {
        return Err(DateError::Year {
            first: Y::FIRST,
            last: Y::LAST,
        });
    }
    Ok(Y::year(year))
}

#[inline]
pub(in crate::calendars) fn julian_day<Y: YearTabled>(
    date: YearMonthDay,
) -> Result<JulianDay, DateError> {
    if let Some(day) = Y::day_by_rule(date) {
        return Ok(day);
    }
    match Y::table().and_then(|table| table.day(date)) {
        Some(day) => Ok(day),
        None => other_julian_day::<Y>(date.year, date.month, date.day),
    }
}

/// Converts a date outside the table, or finds the error of a date that does not exist.
#[cold]
#[inline(never)]
fn other_julian_day<Y: YearTabled>(year: i32, month: u8, day: u8) -> Result<JulianDay, DateError> {
    let date = YearMonthDay { year, month, day };
    with_year!(Y, date.year, year => {
        let day_of_year = year.day_of_year(date.month, date.day)?;
        Ok(JulianDay(year.first().wrapping_add(i64::from(day_of_year))))
    })
}

#[inline]
pub(in crate::calendars) fn date<Y: YearTabled>(day: JulianDay) -> Result<YearMonthDay, DateError> {
    if let Some(date) = Y::date_by_rule(day) {
        return Ok(date);
    }
    match Y::table().and_then(|table| table.date(day)) {
        Some(date) => Ok(date),
        None => search::<Y>(day),
    }
}

/// Converts a day outside the table: estimates its year, and steps to the next or the previous year
/// until it contains the day.
#[cold]
fn search<Y: YearTabled>(day: JulianDay) -> Result<YearMonthDay, DateError> {
    let (years, days) = Y::CYCLE;
    // A day is any `i64`, so that the product needs an `i128`, which it cannot exceed.
    let away = i128::from(day.0).wrapping_sub(i128::from(Y::NEAR_YEAR_ZERO));
    let away = away
        .wrapping_mul(i128::from(years))
        .div_euclid(i128::from(days));
    let estimate = away.clamp(i128::from(Y::FIRST), i128::from(Y::LAST));
    let estimate = i32::try_from(estimate);
    debug_assert!(estimate.is_ok(), "FIRST and LAST are an i32");
    let mut number = estimate.unwrap_or(Y::FIRST);
    loop {
        let year = Y::year(number);
        if day.0 < year.first() {
            if number == Y::FIRST {
                return Err(out_of_range::<Y>(day));
            }
            number = number.wrapping_sub(1);
        } else if day.0 >= year.end() {
            if number == Y::LAST {
                return Err(out_of_range::<Y>(day));
            }
            number = number.wrapping_add(1);
        } else {
            let day_of_year = u16::try_from(day.0.wrapping_sub(year.first()));
            let split = day_of_year.ok().and_then(|day| year.split(day));
            debug_assert!(split.is_some(), "the year contains the day");
            let (month, day_of_month) = split.ok_or_else(|| out_of_range::<Y>(day))?;
            return Ok(YearMonthDay::new(number, month, day_of_month));
        }
    }
}

#[cold]
fn out_of_range<Y: YearTabled>(day: JulianDay) -> DateError {
    DateError::JulianDay {
        day,
        first: JulianDay(Y::year(Y::FIRST).first()),
        last: JulianDay(Y::year(Y::LAST).end().wrapping_sub(1)),
    }
}

#[inline]
pub(in crate::calendars) fn is_leap_year<Y: YearTabled>(number: i32) -> bool {
    // A year that does not exist is not a leap year.
    let is_leap =
        || -> Result<bool, DateError> { with_year!(Y, number, year => Ok(Y::is_leap(&year))) };
    is_leap().unwrap_or(false)
}

#[inline]
pub(in crate::calendars) fn days_in_month<Y: YearTabled>(
    number: Option<i32>,
    month: u8,
) -> Result<u8, DateError> {
    if let Some(number) = number {
        return with_year!(Y, number, year => year.month_length(month));
    }
    let index = usize::from(month).checked_sub(1);
    let length = index.and_then(|index| Y::LONGEST.get(index));
    const { assert!(Y::LONGEST.len() <= 13) };
    #[expect(clippy::cast_possible_truncation, reason = "asserted to be at most 13")]
    let last = Y::LONGEST.len() as u8;
    length.copied().ok_or(DateError::Month { month, last })
}

#[inline]
pub(in crate::calendars) fn months_in_year<Y: YearTabled>(number: i32) -> Result<u8, DateError> {
    with_year!(Y, number, year => Ok(year.months()))
}

#[inline]
pub(in crate::calendars) fn leap_month<Y: YearTabled>(
    number: i32,
) -> Result<Option<u8>, DateError> {
    with_year!(Y, number, year => Ok(year.leap_month()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendars::{Chinese, Dangi, Hebrew, Persian, UmmAlQura};

    /// Checks that the table has at most 20,000 bytes, covers 1 January 1600 to 31 December 2400
    /// (ISO 8601), and agrees with the computed years.
    fn assert_table<Y: YearTabled>() {
        let table = Y::table().unwrap();
        assert!(table.size() <= 20_000, "{} bytes", table.size());
        for day in [2_305_448, 2_598_007] {
            let day = JulianDay::new(day);
            assert_eq!(table.date(day), search::<Y>(day).ok());
        }
        let (first, last) = Y::TABLED.into_inner();
        for year in first..=last {
            let row = table.row(year).unwrap();
            let computed = Y::year(year);
            assert_eq!(
                (row.first(), row.days()),
                (computed.first(), computed.days()),
                "{year}"
            );
            assert_eq!(row.leap_month(), computed.leap_month(), "{year}");
        }
        assert!(table.row(first - 1).is_none() && table.row(last + 1).is_none());
    }

    #[test]
    fn tables_are_small_and_agree_with_the_rules() {
        assert_table::<Hebrew>();
        assert_table::<Chinese>();
        assert_table::<Dangi>();
        assert_table::<UmmAlQura>();
        assert_table::<Persian>();
    }
}
