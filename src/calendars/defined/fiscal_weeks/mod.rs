//! [`FiscalWeeks`]: fiscal years of 52 or 53 whole weeks.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "years stay below 2^34 and days below 2^43"
)]

use core::ops::RangeInclusive;

mod builder;
mod year_end;

pub use builder::FiscalWeeksBuilder;
pub use year_end::YearEnd;

use super::Metadata;
use super::metadata::answers;
use super::year_shape::YearShape;
use crate::backend::{Backend, DateError, Properties};
use crate::day::{JulianDay, YearMonthDay};

/// A calendar of fiscal years of 52 or 53 whole weeks, in periods of whole weeks: 4-4-5, the 4-5-4
/// of retailers, thirteen periods of four weeks.
///
/// # Rule
/// A year ends on a weekday at the end of a month of the Gregorian calendar ([`YearEnd`]), and so
/// has 52 or 53 weeks. In a year of 53 weeks, a leap year, one period has one more week. The months
/// of the calendar are its periods, and the number of a day is that in its period.
///
/// # Restated years
/// After a year of 53 weeks, retailers compare the next year with the weeks 2 to 53 of it, as 52
/// weeks: they restate the year, one week later. With [`restated`](FiscalWeeksBuilder::restated),
/// such a year begins with its week 2 and has 52 weeks. A calendar has one date for each day, so the
/// week before is the 53rd week of the year before; a restated report leaves it out.
///
/// # Range
/// Every year of an `i32`, with a year 0. Conversions take constant time. A registry makes a
/// [year table](crate::Backend::table_span) of the 301 years around the present, if they fit one.
///
/// # Text
/// If the metadata sets none: the era `fy`, and in every language `Period 1` and `P1`.
///
/// # Sources
/// The rule of the year's end and of the 53rd week: National Retail Federation, *4-5-4 Calendar*
/// (<https://nrf.com/resources/4-5-4-calendar>); 26 CFR 1.441-2 (taxable years of 52 or 53 weeks).
///
/// ```
/// use calendar_registry::calendars::defined::{FiscalWeeks, Metadata, YearEnd, YearLabel};
/// use calendar_registry::{Backend, JulianDay, Weekday, YearMonthDay};
///
/// // The Saturday nearest to 31 January; year 2023 is the one that begins in 2023.
/// let nrf = FiscalWeeks::builder(
///     Metadata::new(["nrf"]),
///     [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4],
///     YearEnd::nearest(Weekday::Saturday, 1),
/// )
/// .year_label(YearLabel::Begins)
/// .build()?;
///
/// assert!(nrf.is_leap_year(2023));
/// assert_eq!(nrf.days_in_month(Some(2023), 12), Ok(35));
/// // Saturday, 3 February 2024, is the last day of the fiscal year 2023.
/// let last = JulianDay::new(2_460_344);
/// assert_eq!(nrf.date(last), Ok(YearMonthDay::new(2023, 12, 35)));
/// # Ok::<(), calendar_registry::calendars::defined::DefineError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FiscalWeeks {
    metadata: Metadata,
    /// The periods of a year of 52 weeks.
    common: YearShape,
    /// The periods of a year of 53 weeks.
    long: YearShape,
    year_end: YearEnd,
    /// The number of a year minus the Gregorian year at whose month it ends.
    label: i64,
    restated: bool,
    table_span: Option<RangeInclusive<i32>>,
}

/// The number of days of 53 weeks.
const LONG: i64 = 371;

impl FiscalWeeks {
    /// Begins a calendar, from the number of weeks of each period, 52 in all, and the rule of the
    /// year's end.
    ///
    /// ```
    /// use calendar_registry::Weekday;
    /// use calendar_registry::calendars::defined::{FiscalWeeks, Metadata, YearEnd};
    ///
    /// let calendar = FiscalWeeks::builder(
    ///     Metadata::new(["acme fiscal"]),
    ///     [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5],
    ///     YearEnd::last(Weekday::Saturday, 9),
    /// )
    /// .extra_week(12)
    /// .build()?;
    /// # Ok::<(), calendar_registry::calendars::defined::DefineError>(())
    /// ```
    pub fn builder(
        metadata: Metadata,
        periods: impl Into<Vec<u8>>,
        year_end: YearEnd,
    ) -> FiscalWeeksBuilder {
        FiscalWeeksBuilder::new(metadata, periods.into(), year_end)
    }

    /// Returns the first day of a year, and that of the next one. The year is given as the Gregorian
    /// year in which it ends.
    #[inline]
    fn bounds(&self, ends: i64) -> (i64, i64) {
        let first = self.year_end.in_year(ends - 1) + 1;
        let next = self.year_end.in_year(ends) + 1;
        if !self.restated {
            return (first, next);
        }
        let after = self.year_end.in_year(ends + 1) + 1;
        // A year of 53 weeks begins a week later.
        let moved = |first: i64, next| first + if next - first == LONG { 7 } else { 0 };
        (moved(first, next), moved(next, after))
    }

    /// Returns the first day of a year, and that of the next one.
    #[inline]
    fn days_of(&self, year: i32) -> (i64, i64) {
        self.bounds(i64::from(year) - self.label)
    }

    #[inline]
    fn shape(&self, first: i64, next: i64) -> &YearShape {
        if next - first == LONG {
            &self.long
        } else {
            &self.common
        }
    }

    /// Returns the first and the last day of the range.
    fn range(&self) -> (JulianDay, JulianDay) {
        let (first, _) = self.days_of(i32::MIN);
        let (_, end) = self.days_of(i32::MAX);
        (JulianDay(first), JulianDay(end - 1))
    }

    #[cold]
    fn out_of_range(&self, day: JulianDay) -> DateError {
        let (first, last) = self.range();
        DateError::JulianDay { day, first, last }
    }
}

/// No day beyond it is in the range: the sums of the estimate stay in an `i64`.
const FARTHEST: i64 = 1 << 43;

impl Backend for FiscalWeeks {
    answers!();

    fn properties(&self) -> Properties {
        let lengths = || self.common.lengths().iter().chain(self.long.lengths());
        let shortest = lengths().min().copied().unwrap_or(7);
        let longest = lengths().max().copied().unwrap_or(7);
        Properties::other()
            .month_lengths(shortest, longest)
            .months(self.common.months(), self.common.months())
            .year_zero(true)
    }

    #[inline]
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let (first, next) = self.days_of(date.year);
        let shape = self.shape(first, next);
        let day_of_year = shape.day_of_year(date.month, date.day)?;
        Ok(JulianDay(first + i64::from(day_of_year)))
    }

    #[inline]
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        if day.0.unsigned_abs() > FARTHEST.unsigned_abs() {
            return Err(self.out_of_range(day));
        }
        let mut ends = self.year_end.estimate(day.0);
        // The estimate is at most a year away, and a restated year begins a week later.
        let (first, next) = loop {
            let (first, next) = self.bounds(ends);
            if day.0 < first {
                ends -= 1;
            } else if day.0 >= next {
                ends += 1;
            } else {
                break (first, next);
            }
        };
        let year = i32::try_from(ends + self.label).map_err(|_| self.out_of_range(day))?;
        let day_of_year = u16::try_from(day.0 - first).ok();
        let split = day_of_year.and_then(|day| self.shape(first, next).split(day));
        debug_assert!(split.is_some(), "the year contains the day");
        let (month, day_of_month) = split.ok_or_else(|| self.out_of_range(day))?;
        Ok(YearMonthDay::whole(year, month, day_of_month))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        let (first, next) = self.days_of(year);
        next - first == LONG
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        match year {
            Some(year) => {
                let (first, next) = self.days_of(year);
                self.shape(first, next).length(month)
            }
            None => self.long.length(month),
        }
    }

    fn months_in_year(&self, _year: i32) -> Result<u8, DateError> {
        Ok(self.common.months())
    }

    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        self.table_span.clone()
    }
}

#[cfg(test)]
mod tests;
