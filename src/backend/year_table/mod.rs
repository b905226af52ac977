//! [`YearTable`]: a span of years, each in eight bytes, that converts by arithmetic on them.
//!
//! | file | |
//! |---|---|
//! | `mod.rs` | the table: a date for a day, a day for a date |
//! | `build.rs` | how a table is made, and when it cannot be |
//! | `year.rs` | what is known of a year |
//! | `tabled.rs` | a backend with a table before it |
//! | `error.rs` | why a table cannot be made |
#![forbid(unsafe_code)]

mod build;
mod error;
mod tabled;
mod year;

pub use error::TableError;
pub(crate) use tabled::Fronted;
pub(crate) use year::{Layout, Year};

use core::hint::select_unpredictable;

use crate::backend::DateError;
use crate::day::{JulianDay, YearMonthDay};

/// The years of a span, in a row.
///
/// Days count from the first day of the table. The year of a day is estimated by a multiplication,
/// such that it is right or one too many, and corrected by the year's first day; the month of a
/// day in the year likewise. The months' first days lie near a straight line, and a year
/// keeps by how much each is off it. Sixty-four bits hold a year:
///
/// | bits | |
/// |--:|---|
/// | 43-63 | its first day |
/// | 4-42 | for each of up to 13 months, how many days after the line it begins, from 0 to 7 |
/// | 0-3 | the place of its leap month; 0, none; 15, a month more than other years and no leap month |
pub(crate) struct YearTable {
    first_year: i32,
    first_day: i64,
    /// How many days there are in all.
    days: u64,
    fewest_months: u8,
    /// The year of a day, and the month of a day of the year.
    year: Estimate,
    month: Estimate,
    /// The first day of a month, less what is off.
    line: Line,
    /// A row for each year, and one with the day after the last year.
    rows: Box<[u64]>,
}

/// Which period a day lies in: that one, or one too many.
#[derive(Clone, Copy)]
struct Estimate {
    /// Periods in a day, with 32 bits of fraction.
    slope: u64,
    offset: u64,
}

/// The first day of a month of each number, with 16 bits of fraction.
#[derive(Clone, Copy)]
struct Line {
    slope: i64,
    offset: i64,
}

const FIRST_DAY: u32 = 43;
const FIRST_MONTH: u32 = 4;
const BITS_OF_MONTH: u32 = 3;
const LEAP_MONTH: u64 = 15;
/// What stands in place of a leap month in a year that has a month more without one.
const ONE_MORE: u64 = 15;

impl Estimate {
    #[inline]
    fn of(self, day: u64) -> u64 {
        day.wrapping_mul(self.slope).wrapping_add(self.offset) >> 32
    }
}

impl Line {
    #[inline]
    fn at(self, month: u64) -> i64 {
        month
            .cast_signed()
            .wrapping_mul(self.slope)
            .wrapping_add(self.offset)
            >> 16
    }
}

/// A year of a table.
#[derive(Clone, Copy)]
pub(crate) struct Row<'t> {
    table: &'t YearTable,
    bits: u64,
    next: u64,
}

impl YearTable {
    /// The date of a day; `None` outside the table.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "an index below 2^21; a month, a day"
    )]
    pub(crate) fn date(&self, day: JulianDay) -> Option<YearMonthDay> {
        let day = day.0.wrapping_sub(self.first_day).cast_unsigned();
        if day >= self.days {
            return None;
        }
        let estimate = self.year.of(day) as usize;
        let late = *self.rows.get(estimate)? >> FIRST_DAY > day;
        let index = estimate.wrapping_sub(usize::from(late));
        let bits = *self.rows.get(index)?;
        let place = day.wrapping_sub(bits >> FIRST_DAY);
        let estimate = self.month.of(place).min(self.last_month(bits));
        let late = self.start(bits, estimate) > place;
        let month = estimate.wrapping_sub(u64::from(late));
        let in_month = place.wrapping_sub(self.start(bits, month));
        Some(YearMonthDay::whole(
            self.first_year.wrapping_add(index as i32),
            month.wrapping_add(1) as u8,
            in_month.wrapping_add(1) as u8,
        ))
    }

    /// The day of a date; `None` outside the table, and for a date that does not exist.
    #[inline]
    pub(crate) fn day(&self, date: YearMonthDay) -> Option<JulianDay> {
        let Row { bits, next, .. } = self.row(date.year)?;
        let month = u64::from(date.month.wrapping_sub(1));
        let last = self.last_month(bits);
        if month > last {
            return None;
        }
        let first = bits >> FIRST_DAY;
        let start = self.start(bits, month);
        // One date in twelve is in the last month: too many for a branch, too few to foresee.
        let year = (next >> FIRST_DAY).wrapping_sub(first);
        let end =
            select_unpredictable(month == last, year, self.start(bits, month.wrapping_add(1)));
        // No month has the 256 days that the day 0 would need.
        let in_month = u64::from(date.day.wrapping_sub(1));
        if in_month >= end.wrapping_sub(start) {
            return None;
        }
        let days = first.wrapping_add(start).wrapping_add(in_month);
        Some(JulianDay(self.first_day.wrapping_add(days.cast_signed())))
    }

    /// The day of a date, or why it has none; `None` outside the table.
    #[inline]
    pub(crate) fn julian_day(&self, date: YearMonthDay) -> Option<Result<JulianDay, DateError>> {
        let row = self.row(date.year)?;
        let place = row.place(date.month, date.day);
        Some(place.map(|place| JulianDay(row.first().wrapping_add(i64::from(place)))))
    }

    /// A year; `None` outside the table.
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

    /// The place of the last month, from 0.
    #[inline]
    fn last_month(&self, bits: u64) -> u64 {
        let more = u64::from(bits & LEAP_MONTH != 0);
        u64::from(self.fewest_months)
            .wrapping_add(more)
            .wrapping_sub(1)
    }

    /// How many days of the year come before a month that exists, counted from 0.
    #[inline]
    fn start(&self, bits: u64, month: u64) -> u64 {
        #[expect(clippy::cast_possible_truncation, reason = "a month is at most 12")]
        let at = (month as u32)
            .wrapping_mul(BITS_OF_MONTH)
            .wrapping_add(FIRST_MONTH);
        let off = (bits >> (at & 63)) & 7;
        self.line.at(month).cast_unsigned().wrapping_add(off)
    }

    /// How much memory its years take, in bytes.
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
        let place = self.bits & LEAP_MONTH;
        (place != 0 && place != ONE_MORE).then_some(place as u8)
    }

    #[inline]
    fn start(&self, month: u8) -> u16 {
        if month > self.table.last_month(self.bits) as u8 {
            let length = (self.next >> FIRST_DAY).wrapping_sub(self.bits >> FIRST_DAY);
            return length as u16;
        }
        self.table.start(self.bits, u64::from(month)) as u16
    }
}
