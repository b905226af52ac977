//! Calendars of which one can say what each year is like: the first day, the months, the leap month.
//! The years from 1600 to 2400 (ISO) are in a table, made once in a process, at the first use.

use core::ops::RangeInclusive;

use crate::backend::DateError;
use crate::backend::year_table::{Layout, TableError, Year, YearTable};
use crate::day::{JulianDay, YearMonthDay};

/// A calendar, year by year.
pub(in crate::calendars) trait YearTabled {
    /// The first and the last year.
    const FIRST: i32;
    const LAST: i32;
    /// The years in the table.
    const TABLED: RangeInclusive<i32>;
    /// A Julian Day near the first one of the year 0.
    const NEAR_YEAR_ZERO: i64;
    /// So many years have, or should have, so many days.
    const CYCLE: (i64, i64);
    /// The length of each month of the number where it is longest.
    const LONGEST: &'static [u8];

    /// A year from `FIRST` to `LAST`.
    fn year(year: i32) -> Year;
    /// Whether a year is longer than a common one.
    fn is_leap(year: &impl Layout) -> bool;
    /// The table.
    fn table() -> Option<&'static YearTable>;
}

/// A table of the tabled years: for the function that makes it once. All can be made, as tests show;
/// without one, the years themselves answer.
pub(in crate::calendars) fn new_table<Y: YearTabled>() -> Option<YearTable> {
    let year = |year| Ok::<Year, TableError>(Y::year(year));
    YearTable::new(Y::TABLED, year).ok()
}

/// Defines [`YearTabled::table`]: the calendar's table, made at its first use.
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

/// Looks at a year: in the table or itself.
macro_rules! with_year {
    ($calendar:ty, $number:expr, $year:ident => $answer:expr) => {
        match <$calendar>::table().and_then(|table| table.row($number)) {
            Some($year) => $answer,
            None => {
                let $year = find::<$calendar>($number)?;
                $answer
            }
        }
    };
}

/// The year of this number, if it exists.
#[cold]
fn find<Y: YearTabled>(year: i32) -> Result<Year, DateError> {
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
    match Y::table().and_then(|table| table.day(date)) {
        Some(day) => Ok(day),
        None => other_julian_day::<Y>(date.year, date.month, date.day),
    }
}

/// Of a date outside the table, or one that does not exist.
#[cold]
#[inline(never)]
fn other_julian_day<Y: YearTabled>(year: i32, month: u8, day: u8) -> Result<JulianDay, DateError> {
    let date = YearMonthDay { year, month, day };
    with_year!(Y, date.year, year => {
        let place = year.place(date.month, date.day)?;
        Ok(JulianDay(year.first().wrapping_add(i64::from(place))))
    })
}

#[inline]
pub(in crate::calendars) fn date<Y: YearTabled>(day: JulianDay) -> Result<YearMonthDay, DateError> {
    match Y::table().and_then(|table| table.date(day)) {
        Some(date) => Ok(date),
        None => search::<Y>(day),
    }
}

/// The date of a day outside the table: the year is estimated, and left for its neighbour as long as
/// the day is not in it.
#[cold]
fn search<Y: YearTabled>(day: JulianDay) -> Result<YearMonthDay, DateError> {
    let (years, days) = Y::CYCLE;
    let away = i128::from(day.0).saturating_sub(i128::from(Y::NEAR_YEAR_ZERO));
    let away = away
        .saturating_mul(i128::from(years))
        .div_euclid(i128::from(days));
    let estimate = away.clamp(i128::from(Y::FIRST), i128::from(Y::LAST));
    let mut number = i32::try_from(estimate).unwrap_or(Y::FIRST);
    loop {
        let year = Y::year(number);
        if day.0 < year.first() {
            if number == Y::FIRST {
                return Err(out_of_range::<Y>(day));
            }
            number = number.saturating_sub(1);
        } else if day.0 >= year.end() {
            if number == Y::LAST {
                return Err(out_of_range::<Y>(day));
            }
            number = number.saturating_add(1);
        } else {
            let place = day.0.saturating_sub(year.first());
            let parts = u16::try_from(place)
                .ok()
                .and_then(|place| year.split(place));
            let (month, day_of_month) = parts.ok_or_else(|| out_of_range::<Y>(day))?;
            return Ok(YearMonthDay::new(number, month, day_of_month));
        }
    }
}

#[cold]
fn out_of_range<Y: YearTabled>(day: JulianDay) -> DateError {
    DateError::JulianDay {
        day,
        first: JulianDay(Y::year(Y::FIRST).first()),
        last: JulianDay(Y::year(Y::LAST).end().saturating_sub(1)),
    }
}

#[inline]
pub(in crate::calendars) fn is_leap_year<Y: YearTabled>(number: i32) -> bool {
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
    let longest = usize::from(month).checked_sub(1);
    longest
        .and_then(|month| Y::LONGEST.get(month))
        .copied()
        .ok_or(DateError::Month {
            month,
            last: u8::try_from(Y::LONGEST.len()).unwrap_or(u8::MAX),
        })
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

    /// The first and the last day of the table: 1 January 1600 to 31 December 2400 at least.
    fn has_a_small_table<Y: YearTabled>() {
        let table = Y::table().unwrap();
        assert!(table.size() <= 20_000, "{} bytes", table.size());
        for day in [2_305_448, 2_598_007] {
            let day = JulianDay::new(day);
            assert_eq!(table.date(day), search::<Y>(day).ok());
        }
        let (first, last) = Y::TABLED.into_inner();
        for year in first..=last {
            let row = table.row(year).unwrap();
            let own = Y::year(year);
            assert_eq!(
                (row.first(), row.days()),
                (own.first(), own.days()),
                "{year}"
            );
            assert_eq!(row.leap_month(), own.leap_month(), "{year}");
        }
        assert!(table.row(first - 1).is_none() && table.row(last + 1).is_none());
    }

    #[test]
    fn tables_are_small_and_right() {
        has_a_small_table::<Hebrew>();
        has_a_small_table::<Chinese>();
        has_a_small_table::<Dangi>();
        has_a_small_table::<UmmAlQura>();
        has_a_small_table::<Persian>();
    }
}
