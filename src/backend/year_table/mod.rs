//! [`YearTable`]: a span of years, eight bytes each, and the conversions of their dates.
//!
//! | file | contents |
//! |---|---|
//! | `mod.rs` | [`YearTable`]: conversion of days and dates |
//! | `build.rs` | construction and verification of a table |
//! | `year.rs` | [`Year`] and [`Layout`]: the months of one year |
//! | `tabled.rs` | [`Fronted`]: a backend with a table in front of it |
//! | `error.rs` | [`TableError`]: why years do not fit a table |
//!
//! A table has at most 5000 years of at most 13 months, and fewer than 2²¹ days. Days of the table
//! stay below 2²¹, days of a year below 2¹², and their products with a slope of 32 fraction bits
//! below 2⁵⁶, so the `wrapping_` operations of this module do not wrap, except where a comment says
//! so.

mod build;
mod error;
mod tabled;
mod year;

pub use error::TableError;
pub(crate) use tabled::{FrontError, Fronted};
pub(crate) use year::{Layout, Year};

use core::hint::select_unpredictable;

use crate::backend::DateError;
use crate::day::{JulianDay, YearMonthDay};

/// A span of consecutive years.
///
/// Days count from the first day of the table. A multiplication estimates the year of a day; the
/// estimate is the right year or the next one, and a comparison with the first day of the estimated
/// year corrects it. The month of a day of the year is found in the same way. The first days of the
/// months are close to a straight line, so a year stores only the deviation of each. A row of 64
/// bits holds a year:
///
/// | bits | contents |
/// |--:|---|
/// | 43-63 | the first day |
/// | 4-42 | for each of up to 13 months, the deviation of its first day from the line: 0 to 7 days |
/// | 0-3 | the ordinal of the leap month; 0 for none; 15 for one more month without a leap month |
pub(crate) struct YearTable {
    first_year: i32,
    /// The Julian Day of the first day.
    first_day: i64,
    /// The number of days.
    days: u64,
    /// The smallest number of months in a year, leap months not counted.
    fewest_months: u8,
    /// Estimates the year of a day.
    year: Estimate,
    /// Estimates the month of a day of the year.
    month: Estimate,
    /// The linear fit of the first days of the months.
    line: Line,
    /// A row for each year, and one for the day after the last year.
    rows: Box<[u64]>,
}

/// A linear function from a day to the period that contains it, or to the next period.
#[derive(Clone, Copy)]
struct Estimate {
    /// Periods per day, with 32 fraction bits.
    slope: u64,
    /// Periods, with 32 fraction bits.
    offset: u64,
}

/// A linear function from a month to a day not after its first day, with 16 fraction bits.
#[derive(Clone, Copy)]
struct Line {
    /// Days per month.
    slope: i64,
    /// Days.
    offset: i64,
}

/// The position in a row of the first day.
const FIRST_DAY: u32 = 43;
/// The position of the deviation of the first month, and the number of bits per month.
const FIRST_MONTH: u32 = 4;
const BITS_OF_MONTH: u32 = 3;
/// The mask of the leap month.
const LEAP_MONTH: u64 = 15;
/// The value instead of a leap month for a year with one more month and without a leap month.
const ONE_MORE: u64 = 15;

impl Estimate {
    /// Returns the period of a day, or the next one.
    #[inline]
    fn of(self, day: u64) -> u64 {
        day.wrapping_mul(self.slope).wrapping_add(self.offset) >> 32
    }
}

impl Line {
    /// Returns the day of the line at a month, from 0.
    #[inline]
    fn at(self, month: u64) -> i64 {
        month
            .cast_signed()
            .wrapping_mul(self.slope)
            .wrapping_add(self.offset)
            >> 16
    }
}

/// A year of a table, with the row of the next year, whose first day is the end of this one.
#[derive(Clone, Copy)]
pub(crate) struct Row<'t> {
    table: &'t YearTable,
    bits: u64,
    next: u64,
}

impl YearTable {
    /// Converts a day to its date. `None` outside the table.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "an index is below 2^13, a month at most 13, a day at most 255"
    )]
    pub(crate) fn date(&self, day: JulianDay) -> Option<YearMonthDay> {
        // A day before the table wraps around to a number beyond its end.
        let day = day.0.wrapping_sub(self.first_day).cast_unsigned();
        if day >= self.days {
            return None;
        }
        // The estimate is at most the row after the last year, which exists.
        let estimate = self.year.of(day) as usize;
        let late = *self.rows.get(estimate)? >> FIRST_DAY > day;
        let index = estimate.wrapping_sub(usize::from(late));
        let bits = *self.rows.get(index)?;
        let day_of_year = day.wrapping_sub(bits >> FIRST_DAY);
        // The estimate may be one month past the last one.
        let estimate = self.month.of(day_of_year).min(self.last_month(bits));
        let late = self.start(bits, estimate) > day_of_year;
        let month = estimate.wrapping_sub(u64::from(late));
        let in_month = day_of_year.wrapping_sub(self.start(bits, month));
        Some(YearMonthDay::whole(
            self.first_year.wrapping_add(index as i32),
            month.wrapping_add(1) as u8,
            in_month.wrapping_add(1) as u8,
        ))
    }

    /// Converts a date to its day. `None` outside the table, and for a date that does not exist.
    #[inline]
    pub(crate) fn day(&self, date: YearMonthDay) -> Option<JulianDay> {
        let Row { bits, next, .. } = self.row(date.year)?;
        // Month 0 wraps around to 255, which no year has.
        let month = u64::from(date.month.wrapping_sub(1));
        let last = self.last_month(bits);
        if month > last {
            return None;
        }
        let first = bits >> FIRST_DAY;
        let start = self.start(bits, month);
        // One date in twelve is in the last month, which a branch predictor does not learn: select
        // the end of the month without a branch.
        let year = (next >> FIRST_DAY).wrapping_sub(first);
        let end =
            select_unpredictable(month == last, year, self.start(bits, month.wrapping_add(1)));
        // Day 0 wraps around to 255, beyond the end of every month.
        let in_month = u64::from(date.day.wrapping_sub(1));
        if in_month >= end.wrapping_sub(start) {
            return None;
        }
        let days = first.wrapping_add(start).wrapping_add(in_month);
        Some(JulianDay(self.first_day.wrapping_add(days.cast_signed())))
    }

    /// Converts a date to its day, with the error of a date that does not exist. `None` outside the
    /// table.
    #[inline]
    pub(crate) fn julian_day(&self, date: YearMonthDay) -> Option<Result<JulianDay, DateError>> {
        let row = self.row(date.year)?;
        let day_of_year = row.day_of_year(date.month, date.day);
        Some(day_of_year.map(|day| JulianDay(row.first().wrapping_add(i64::from(day)))))
    }

    /// Returns a year. `None` outside the table.
    #[inline]
    pub(crate) fn row(&self, year: i32) -> Option<Row<'_>> {
        let index = i64::from(year).wrapping_sub(i64::from(self.first_year));
        let index = usize::try_from(index).ok()?;
        let rows = self.rows.get(index..index.checked_add(2)?)?;
        match rows {
            [bits, next] => Some(Row {
                table: self,
                bits: *bits,
                next: *next,
            }),
            _ => None,
        }
    }

    /// Returns the index of the last month, from 0.
    #[inline]
    fn last_month(&self, bits: u64) -> u64 {
        // A leap month, or ONE_MORE.
        let more = u64::from(bits & LEAP_MONTH != 0);
        u64::from(self.fewest_months)
            .wrapping_add(more)
            .wrapping_sub(1)
    }

    /// Returns the number of days of the year before a month, given by its index from 0. For the
    /// month after the last one, the result has no meaning.
    #[inline]
    fn start(&self, bits: u64, month: u64) -> u64 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the index of a month is at most 13"
        )]
        let position = (month as u32)
            .wrapping_mul(BITS_OF_MONTH)
            .wrapping_add(FIRST_MONTH);
        // The mask shows the compiler that the shift does not overflow.
        let deviation = (bits >> (position & 63)) & 7;
        self.line.at(month).cast_unsigned().wrapping_add(deviation)
    }

    /// Returns the size of the rows, in bytes.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        size_of_val(&*self.rows)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a year has at most 13 months and 2^12 days"
)]
impl Layout for Row<'_> {
    #[inline]
    fn first(&self) -> i64 {
        let days = (self.bits >> FIRST_DAY).cast_signed();
        self.table.first_day.wrapping_add(days)
    }

    #[inline]
    fn months(&self) -> u8 {
        (self.table.last_month(self.bits) as u8).wrapping_add(1)
    }

    #[inline]
    fn leap_month(&self) -> Option<u8> {
        let ordinal = self.bits & LEAP_MONTH;
        (ordinal != 0 && ordinal != ONE_MORE).then_some(ordinal as u8)
    }

    #[inline]
    fn start(&self, month: u8) -> u16 {
        // After the last month the year ends: with the first day of the next year.
        if month > self.table.last_month(self.bits) as u8 {
            let length = (self.next >> FIRST_DAY).wrapping_sub(self.bits >> FIRST_DAY);
            return length as u16;
        }
        self.table.start(self.bits, u64::from(month)) as u16
    }
}
