//! How a [`YearTable`] is made: every year is looked at, lines are laid through them, and
//! what the lines say is checked for every year and month.
#![forbid(unsafe_code)]
#![expect(
    clippy::arithmetic_side_effects,
    reason = "a table has at most 5000 years of at most 13 months of at most 255 days: days stay \
              below 2^24, and with 32 bits of fraction below 2^56"
)]

use core::ops::RangeInclusive;

use super::year::{Layout, Year};
use super::{
    BITS_OF_MONTH, Estimate, FIRST_DAY, FIRST_MONTH, Line, ONE_MORE, TableError, YearTable,
};
use crate::backend::Backend;
use crate::day::{JulianDay, YearMonthDay};

/// The most years of a table.
const LIMIT: u32 = 5_000;

impl YearTable {
    /// A table of the years that this backend asks for one of. It calls the backend.
    pub(crate) fn of(backend: &dyn Backend, span: RangeInclusive<i32>) -> Result<Self, TableError> {
        Self::new(span, |year| read(backend, year))
    }

    /// A table of these years.
    pub(crate) fn new(
        span: RangeInclusive<i32>,
        year: impl FnMut(i32) -> Result<Year, TableError>,
    ) -> Result<Self, TableError> {
        let (first, last) = span.into_inner();
        let count = i64::from(last) - i64::from(first) + 1;
        if !(1..=i64::from(LIMIT)).contains(&count) {
            return Err(TableError::Span { limit: LIMIT });
        }
        let years: Vec<Year> = (first..=last).map(year).collect::<Result<_, _>>()?;
        Draft { first, years }.table()
    }
}

/// A year as a backend says that it is.
fn read(backend: &dyn Backend, number: i32) -> Result<Year, TableError> {
    let refused = |error| TableError::Date {
        year: number,
        error,
    };
    let first = YearMonthDay::new(number, 1, 1);
    let day = backend.julian_day(first).map_err(refused)?;
    let mut year = Year::new(day.number());
    let months = backend.months_in_year(number).map_err(refused)?;
    let mut last = first;
    for month in 1..=months {
        let length = backend
            .days_in_month(Some(number), month)
            .map_err(refused)?;
        // With a gap, a row would give its days other numbers.
        let last_day = backend.last_day_of_month(number, month).map_err(refused)?;
        if last_day != length {
            return Err(TableError::Days { year: number });
        }
        last = YearMonthDay::new(number, month, length);
        year.push(length)
            .ok_or(TableError::Months { year: number })?;
    }
    let end = JulianDay::new(year.end().saturating_sub(1));
    let is_there = |date, day| backend.date(day) == Ok(date) && backend.julian_day(date) == Ok(day);
    if !is_there(first, day) || !is_there(last, end) {
        return Err(TableError::Days { year: number });
    }
    let leap_month = backend.leap_month(number).map_err(refused)?;
    Ok(year.with_leap_month(leap_month))
}

/// The years of a table in the making.
struct Draft {
    first: i32,
    years: Vec<Year>,
}

impl Draft {
    fn table(self) -> Result<YearTable, TableError> {
        self.check_days()?;
        let fewest_months = self.check_months()?;
        let year = self.estimate_years()?;
        let line = self.line(fewest_months);
        let month = self.estimate_months(line)?;
        let mut rows = Vec::with_capacity(self.years.len() + 1);
        for (number, year) in self.numbered() {
            rows.push(self.row(number, year, line, fewest_months)?);
        }
        rows.push(self.days() << FIRST_DAY);
        Ok(YearTable {
            first_year: self.first,
            first_day: self.first_day(),
            days: self.days(),
            fewest_months,
            year,
            month,
            line,
            rows: rows.into(),
        })
    }

    fn numbered(&self) -> impl Iterator<Item = (i32, &Year)> {
        (self.first..).zip(&self.years)
    }

    fn first_day(&self) -> i64 {
        self.years.first().map_or(0, Year::first)
    }

    /// How many days there are in all.
    fn days(&self) -> u64 {
        self.years.iter().map(|year| u64::from(year.days())).sum()
    }

    /// The first day of a year, counted from the table's. The years have been found in a row.
    fn start(&self, year: &Year) -> u64 {
        (year.first() - self.first_day()).cast_unsigned()
    }

    /// Each year begins where the one before it ends, and all fit the bits that there are.
    fn check_days(&self) -> Result<(), TableError> {
        let mut next = self.first_day();
        for (number, year) in self.numbered() {
            if year.first() != next || year.days() == 0 {
                return Err(TableError::Days { year: number });
            }
            next = year.end();
        }
        if self.days() >> (u64::BITS - FIRST_DAY) != 0 {
            return Err(TableError::Span { limit: LIMIT });
        }
        Ok(())
    }

    /// The smallest number of months, leap months not counted: other years have one more.
    fn check_months(&self) -> Result<u8, TableError> {
        let common = |year: &Year| year.months() - u8::from(year.leap_month().is_some());
        let fewest = self.years.iter().map(common).min().unwrap_or(0);
        for (number, year) in self.numbered() {
            let beyond = year
                .leap_month()
                .is_some_and(|place| place == 0 || place > year.months());
            if beyond || year.months() - fewest > 1 {
                return Err(TableError::Months { year: number });
            }
        }
        Ok(fewest)
    }

    fn estimate_years(&self) -> Result<Estimate, TableError> {
        let count = u64::try_from(self.years.len()).unwrap_or(u64::MAX);
        let slope = (count << 32) / self.days();
        let starts = || {
            let starts = self.years.iter().map(|year| self.start(year));
            (0..).zip(starts)
        };
        let estimate = Estimate::reaching(slope, starts());
        // No later than at the end of a year, it has reached the next one.
        let ends = self
            .years
            .iter()
            .map(|year| self.start(year) + u64::from(year.days()));
        for ((index, end), (number, _)) in (0_u64..).zip(ends).zip(self.numbered()) {
            if estimate.of(end - 1) > index + 1 {
                return Err(TableError::Uneven { year: number });
            }
        }
        Ok(estimate)
    }

    /// A line through the first days of the months, or as near them as it can be.
    fn line(&self, fewest_months: u8) -> Line {
        let before = fewest_months.saturating_sub(1).max(1);
        let days: i64 = self
            .years
            .iter()
            .map(|year| i64::from(year.start(before)))
            .sum();
        let months = i64::try_from(self.years.len()).unwrap_or(i64::MAX) * i64::from(before);
        let level = Line {
            slope: (days << 16) / months,
            offset: 0,
        };
        // As low as it must be, so that no month begins before it.
        let off = self.years.iter().flat_map(|year| {
            let starts = (0..year.months()).map(|month| (month, year.start(month)));
            starts.map(|(month, start)| i64::from(start) - level.at(u64::from(month)))
        });
        Line {
            offset: off.min().unwrap_or(0) << 16,
            ..level
        }
    }

    fn estimate_months(&self, line: Line) -> Result<Estimate, TableError> {
        // A month has at least a day, or its year would not have been found in order.
        let slope = (1_u64 << 48) / line.slope.max(1 << 16).cast_unsigned();
        let starts = self.years.iter().flat_map(|year| {
            let months = 0..year.months();
            months.map(|month| (u64::from(month), u64::from(year.start(month))))
        });
        let estimate = Estimate::reaching(slope, starts);
        for (number, year) in self.numbered() {
            let late = (1..year.months()).any(|month| {
                let last_before = u64::from(year.start(month)).saturating_sub(1);
                estimate.of(last_before) > u64::from(month)
            });
            if late {
                return Err(TableError::Uneven { year: number });
            }
        }
        Ok(estimate)
    }

    fn row(
        &self,
        number: i32,
        year: &Year,
        line: Line,
        fewest_months: u8,
    ) -> Result<u64, TableError> {
        let leap = match year.leap_month() {
            Some(place) => u64::from(place),
            None if year.months() > fewest_months => ONE_MORE,
            None => 0,
        };
        let mut bits = self.start(year) << FIRST_DAY | leap;
        for month in 0..year.months() {
            let off = i64::from(year.start(month)) - line.at(u64::from(month));
            let off = u64::try_from(off)
                .ok()
                .filter(|off| *off < 1 << BITS_OF_MONTH);
            let off = off.ok_or(TableError::Uneven { year: number })?;
            bits |= off << (FIRST_MONTH + BITS_OF_MONTH * u32::from(month));
        }
        Ok(bits)
    }
}

impl Estimate {
    /// The lowest that has reached each period on its first day.
    fn reaching(slope: u64, starts: impl Iterator<Item = (u64, u64)>) -> Self {
        let missing = starts.map(|(period, start)| (period << 32).saturating_sub(start * slope));
        Estimate {
            slope,
            offset: missing.max().unwrap_or(0),
        }
    }
}

#[cfg(test)]
mod tests;
