//! Construction of a [`YearTable`]: read every year, fit the linear functions, and verify their
//! results for every year and month.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "a table has at most 5000 years of at most 13 months of at most 255 days: days stay \
              below 2^24, and with 32 fraction bits below 2^56"
)]

use core::ops::RangeInclusive;

use super::year::{Layout, Year};
use super::{
    BITS_OF_MONTH, Estimate, FIRST_DAY, FIRST_MONTH, Line, ONE_MORE, TableError, YearTable,
};
use crate::backend::Backend;
use crate::day::{JulianDay, YearMonthDay};

/// The largest number of years in a table.
const LIMIT: u32 = 5_000;

impl YearTable {
    /// Builds the table of a backend's years. It calls the backend.
    pub(crate) fn of(backend: &dyn Backend, span: RangeInclusive<i32>) -> Result<Self, TableError> {
        Self::new(span, |year| read(backend, year))
    }

    /// Builds a table from a function that returns each year.
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

/// Reads a year from a backend, and checks that its first and last day convert both ways.
fn read(backend: &dyn Backend, number: i32) -> Result<Year, TableError> {
    let failed = |error| TableError::Date {
        year: number,
        error,
    };
    let first = YearMonthDay::new(number, 1, 1);
    let day = backend.julian_day(first).map_err(failed)?;
    let mut year = Year::new(day.number());
    let months = backend.months_in_year(number).map_err(failed)?;
    let mut last = first;
    for month in 1..=months {
        let length = backend.days_in_month(Some(number), month).map_err(failed)?;
        // A row has no room for a gap: the days after it would get wrong numbers.
        let last_day = backend.last_day_of_month(number, month).map_err(failed)?;
        if last_day != length {
            return Err(TableError::Days { year: number });
        }
        last = YearMonthDay::new(number, month, length);
        year.push(length)
            .ok_or(TableError::Months { year: number })?;
    }
    // The first day is any number that the backend returned. A wrapped end fails the check.
    let end = JulianDay::new(year.end().wrapping_sub(1));
    let converts = |date, day| backend.date(day) == Ok(date) && backend.julian_day(date) == Ok(day);
    if !converts(first, day) || !converts(last, end) {
        return Err(TableError::Days { year: number });
    }
    let leap_month = backend.leap_month(number).map_err(failed)?;
    Ok(year.with_leap_month(leap_month))
}

/// The years of a table under construction. There is at least one.
struct Draft {
    first: i32,
    years: Vec<Year>,
}

impl Draft {
    /// Builds and verifies the table.
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
        // The last row is the end of the last year.
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

    /// Returns the number of years, at most [`LIMIT`].
    fn count(&self) -> u64 {
        self.years.len() as u64
    }

    /// Returns the years with their numbers.
    fn numbered(&self) -> impl Iterator<Item = (i32, &Year)> {
        // The last number can be that of the last year of an `i32`, which has no next one.
        (self.first..=i32::MAX).zip(&self.years)
    }

    /// Returns the Julian Day of the first day.
    fn first_day(&self) -> i64 {
        self.years.first().map_or(0, Year::first)
    }

    /// Returns the number of days.
    fn days(&self) -> u64 {
        self.years.iter().map(|year| u64::from(year.days())).sum()
    }

    /// Returns the first day of a year, counted from the first day of the table. `check_days` has
    /// checked that the years follow each other.
    fn start(&self, year: &Year) -> u64 {
        (year.first() - self.first_day()).cast_unsigned()
    }

    /// Checks that each year begins where the previous one ends, and that the first day of every
    /// row fits its bits.
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

    /// Returns the smallest number of months in a year, leap months not counted. Checks that no
    /// year has more than one month in addition, and that leap months are inside their years.
    fn check_months(&self) -> Result<u8, TableError> {
        let common = |year: &Year| year.months() - u8::from(year.leap_month().is_some());
        let fewest = self.years.iter().map(common).min().unwrap_or(0);
        for (number, year) in self.numbered() {
            let outside = year
                .leap_month()
                .is_some_and(|ordinal| ordinal == 0 || ordinal > year.months());
            if outside || year.months() - fewest > 1 {
                return Err(TableError::Months { year: number });
            }
        }
        Ok(fewest)
    }

    /// Fits the function from a day to its year, and verifies it on the last day of each year,
    /// where it is largest.
    fn estimate_years(&self) -> Result<Estimate, TableError> {
        let count = self.count();
        let slope = (count << 32) / self.days();
        let starts = self.years.iter().map(|year| self.start(year));
        let estimate = Estimate::reaching(slope, (0..).zip(starts));
        // On the last day of a year, the estimate must not be beyond the next year.
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

    /// Fits the line below the first days of the months: its slope is the mean length of the months
    /// before the last one, and its offset the largest one that keeps it below every month.
    fn line(&self, fewest_months: u8) -> Line {
        let before = fewest_months.saturating_sub(1).max(1);
        let days: i64 = self
            .years
            .iter()
            .map(|year| i64::from(year.start(before)))
            .sum();
        let months = self.count().cast_signed() * i64::from(before);
        let level = Line {
            slope: (days << 16) / months,
            offset: 0,
        };
        // A deviation is not negative: the line is as low as the lowest month.
        let deviations = self.years.iter().flat_map(|year| {
            let starts = (0..year.months()).map(|month| (month, year.start(month)));
            starts.map(|(month, start)| i64::from(start) - level.at(u64::from(month)))
        });
        Line {
            offset: deviations.min().unwrap_or(0) << 16,
            ..level
        }
    }

    /// Fits the function from a day of the year to its month, and verifies it on the last day of
    /// each month.
    fn estimate_months(&self, line: Line) -> Result<Estimate, TableError> {
        // The inverse of the line's slope: 48 - 16 = 32 fraction bits. A mean length below one day
        // is treated as one day; the check below decides whether the estimate fits.
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

    /// Packs a year into its row.
    fn row(
        &self,
        number: i32,
        year: &Year,
        line: Line,
        fewest_months: u8,
    ) -> Result<u64, TableError> {
        let leap = match year.leap_month() {
            Some(ordinal) => u64::from(ordinal),
            None if year.months() > fewest_months => ONE_MORE,
            None => 0,
        };
        let mut bits = self.start(year) << FIRST_DAY | leap;
        for month in 0..year.months() {
            let deviation = i64::from(year.start(month)) - line.at(u64::from(month));
            let deviation = u64::try_from(deviation)
                .ok()
                .filter(|days| *days < 1 << BITS_OF_MONTH);
            let deviation = deviation.ok_or(TableError::Uneven { year: number })?;
            bits |= deviation << (FIRST_MONTH + BITS_OF_MONTH * u32::from(month));
        }
        Ok(bits)
    }
}

impl Estimate {
    /// Creates the lowest function with this slope that has reached each period on its first day.
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
