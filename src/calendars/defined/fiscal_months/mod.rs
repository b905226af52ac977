//! [`FiscalMonths`]: years that begin on another month and day of a base calendar.

use core::fmt;
use core::ops::RangeInclusive;

mod check;

use super::base::Base;
use super::metadata::answers;
use super::{DefineError, Metadata, YearLabel};
use crate::backend::{Backend, DateError, IntoBackend, Properties};
use crate::day::{JulianDay, YearMonthDay};
use crate::sync::Arc;

/// A calendar whose year begins on a month and a day of a base calendar: India's fiscal year on
/// 1 April, that of the United States on 1 October, the tax year of the United Kingdom on 6 April.
///
/// # Rule
/// Month 1 is the month in which the year begins. Each month begins on the same day of a month of
/// the base calendar: if the year begins on 6 April, the months run from the 6th to the 5th, and
/// have the length of the month in which they begin. So the leap day of the base calendar makes that
/// month longer which begins in its month, and a fiscal year with it is a leap year.
///
/// The base calendar has the same number of months in every year; a lunisolar one is refused. The
/// day must be in every month of it: with Gregorian months, 1 to 28. A month of the base calendar may
/// have a gap, as in a change from Julian to Gregorian, if years begin on a day 1; then the fiscal
/// month has it too.
///
/// # Range
/// The fiscal years that lie within the range of the base calendar and of an `i32`, with a year 0. A
/// conversion costs one of the base calendar, and the length of a month if months do not begin on a
/// day 1. A registry makes a [year table](crate::Backend::table_span), if they fit one, of the years
/// for which the base calendar has a table, else of the 301 years around the present.
///
/// # Text
/// If the metadata sets none: the era `fy`, and in every language `Period 1` and `P1`.
///
/// # Sources
/// India: General Clauses Act 1897, section 3(21). United States: 31 U.S.C. § 1102. United Kingdom:
/// Income Tax Act 2007, section 4(3).
///
/// ```
/// use calendar_registry::calendars::Gregorian;
/// use calendar_registry::calendars::defined::{FiscalMonths, Metadata, YearLabel};
/// use calendar_registry::{Backend, YearMonthDay};
///
/// let tax = FiscalMonths::new(Metadata::new(["uk tax"]), Gregorian, (4, 6), YearLabel::Begins)?;
/// let day = Gregorian.julian_day(YearMonthDay::new(2027, 4, 5))?;
/// assert_eq!(tax.date(day)?, YearMonthDay::new(2026, 12, 31));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct FiscalMonths {
    metadata: Metadata,
    base: Base,
    /// The month and the day of the base calendar on which a year begins.
    first_month: u8,
    first_day: u8,
    /// The number of months in every year.
    months: u8,
    /// The number of a year minus the extended year of the base calendar in which it begins.
    label: i64,
    years: (i32, i32),
    days: (JulianDay, JulianDay),
    /// The number of days of a common year.
    common_days: i64,
    table_span: Option<RangeInclusive<i32>>,
}

/// A month of the base calendar: its extended year, its ordinal.
type BaseMonth = (i64, u8);

impl FiscalMonths {
    /// Creates a calendar over a base calendar, from the month (an ordinal) and the day on which its
    /// years begin, and the number that a year has.
    ///
    /// It calls the base calendar some ten thousand times, for each month of the 500 years before
    /// and after the present, to find the length of a common year.
    ///
    /// # Errors
    /// A [`DefineError`] with the path `base` for a base calendar that does not fit, `month` or
    /// `day` for a beginning that is not in every year, or a path of the metadata.
    ///
    /// ```
    /// use calendar_registry::calendars::defined::{FiscalMonths, Metadata, YearLabel};
    /// use calendar_registry::calendars::{Gregorian, Hebrew};
    ///
    /// let india = Metadata::new(["india fiscal"]);
    /// let india = FiscalMonths::new(india, Gregorian, (4, 1), YearLabel::Begins)?;
    ///
    /// let names = Metadata::new(["hebrew fiscal"]);
    /// let error = FiscalMonths::new(names, Hebrew, (7, 1), YearLabel::Begins).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "base: the years of Hebrew differ in their numbers of months"
    /// );
    /// # Ok::<(), calendar_registry::calendars::defined::DefineError>(())
    /// ```
    pub fn new(
        metadata: Metadata,
        base: impl IntoBackend,
        (first_month, first_day): (u8, u8),
        label: YearLabel,
    ) -> Result<Self, DefineError> {
        check::create(
            metadata,
            base.into_backend(),
            (first_month, first_day),
            label,
        )
    }

    /// Returns the base calendar.
    ///
    /// ```
    /// use calendar_registry::calendars::{Gregorian, defined::{FiscalMonths, Metadata, YearLabel}};
    ///
    /// let names = Metadata::new(["india fiscal"]);
    /// let india = FiscalMonths::new(names, Gregorian, (4, 1), YearLabel::Begins)?;
    /// assert_eq!(india.base().names()[0], "Gregorian");
    /// # Ok::<(), calendar_registry::calendars::defined::DefineError>(())
    /// ```
    #[must_use]
    pub fn base(&self) -> &Arc<dyn Backend> {
        &self.base.backend
    }

    /// Returns the month of the base calendar in which a month of a year begins. Fails for a year
    /// or a month that does not exist.
    #[inline]
    fn base_month(&self, year: i32, month: u8) -> Result<BaseMonth, DateError> {
        let (first, last) = self.years;
        if year < first || year > last {
            return Err(DateError::Year { first, last });
        }
        let base_month = self.turned(month)?;
        let next = i64::from(base_month < self.first_month);
        // Years fit 33 bits.
        let extended = i64::from(year).wrapping_sub(self.label).wrapping_add(next);
        Ok((extended, base_month))
    }

    /// Returns the ordinal, in the base calendar, of a month.
    #[inline]
    fn turned(&self, month: u8) -> Result<u8, DateError> {
        if month == 0 || month > self.months {
            return Err(DateError::Month {
                month,
                last: self.months,
            });
        }
        // Neither is above 99, the limit of month codes that `check` applies.
        let turned = month.wrapping_add(self.first_month).wrapping_sub(1);
        Ok(match turned > self.months {
            true => turned.wrapping_sub(self.months),
            false => turned,
        })
    }

    /// Returns the base calendar's number of an extended year.
    #[inline]
    fn base_year(&self, extended: i64) -> Result<i32, DateError> {
        let (first, last) = self.years;
        let outside = DateError::Year { first, last };
        self.base.year(extended).ok_or(outside)
    }

    /// Returns the number of days in a month of the base calendar, which is that of the month that
    /// begins in it.
    #[inline]
    fn length(&self, (extended, month): BaseMonth) -> Result<u8, DateError> {
        self.base
            .days_in_month(Some(self.base_year(extended)?), month)
    }

    /// Returns the number of days of a year that exists.
    fn days_in_year(&self, year: i32) -> Result<i64, DateError> {
        let first = self.julian_day(YearMonthDay::new(year, 1, 1))?;
        let last = self.last_day_of_month(year, self.months)?;
        let last = self.julian_day(YearMonthDay::new(year, self.months, last))?;
        // Days of an `i32` of years.
        Ok(last.0.wrapping_sub(first.0).wrapping_add(1))
    }

    #[cold]
    fn out_of_range(&self, day: JulianDay) -> DateError {
        let (first, last) = self.days;
        DateError::JulianDay { day, first, last }
    }
}

impl Backend for FiscalMonths {
    answers!();

    fn properties(&self) -> Properties {
        let base = self.base.properties;
        let (shortest, longest) = base.month_lengths;
        Properties::other()
            .month_lengths(shortest, longest)
            .months(self.months, self.months)
            .proleptic(base.proleptic)
            .year_zero(true)
    }

    #[inline]
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let (extended, month) = self.base_month(date.year, date.month)?;
        let year = self.base_year(extended)?;
        if self.first_day == 1 {
            return self
                .base
                .julian_day(YearMonthDay::new(year, month, date.day));
        }
        let last = self.base.days_in_month(Some(year), month)?;
        if date.day == 0 || date.day > last {
            return Err(DateError::Day {
                day: date.day,
                last,
            });
        }
        let first = YearMonthDay::new(year, month, self.first_day);
        let first = self.base.julian_day(first)?;
        first
            .checked_add(i64::from(date.day).wrapping_sub(1))
            .ok_or(DateError::Overflow)
    }

    #[inline]
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        if day < self.days.0 || day > self.days.1 {
            return Err(self.out_of_range(day));
        }
        let date = self.base.date(day)?;
        let mut extended = self.base.extended(date.year);
        let mut month = date.month;
        // Days of a month are at most 255, so that no sum of three exceeds an `i16`.
        let mut day_of_month =
            i16::from(date.day).wrapping_sub(i16::from(self.first_day).wrapping_sub(1));
        if day_of_month < 1 {
            // The month began in the month before.
            (extended, month) = match month {
                ..=1 => (extended.wrapping_sub(1), self.months),
                _ => (extended, month.wrapping_sub(1)),
            };
            let length = self.length((extended, month))?;
            day_of_month = day_of_month.wrapping_add(length.into());
        }
        let before = month < self.first_month;
        let turned = if before {
            month.wrapping_add(self.months)
        } else {
            month
        };
        let year = extended
            .wrapping_add(self.label)
            .wrapping_sub(i64::from(before));
        // They fit, unless the base calendar contradicts itself.
        let year = i32::try_from(year).map_err(|_| self.out_of_range(day))?;
        let day_of_month = u8::try_from(day_of_month).map_err(|_| self.out_of_range(day))?;
        let month = turned.wrapping_sub(self.first_month).wrapping_add(1);
        Ok(YearMonthDay::whole(year, month, day_of_month))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.days_in_year(year)
            .is_ok_and(|days| days > self.common_days)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        match year {
            Some(year) => self.length(self.base_month(year, month)?),
            None => self.base.days_in_month(None, self.turned(month)?),
        }
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.base_month(year, 1).map(|_| self.months)
    }

    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        let (extended, month) = self.base_month(year, month)?;
        let year = self.base_year(extended)?;
        if self.first_day == 1 {
            self.base.last_day_of_month(year, month)
        } else {
            self.base.days_in_month(Some(year), month)
        }
    }

    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        self.table_span.clone()
    }
}

impl fmt::Debug for FiscalMonths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FiscalMonths")
            .field("metadata", &self.metadata)
            .field("base", &self.base.names())
            .field("first_month", &self.first_month)
            .field("first_day", &self.first_day)
            .field("years", &self.years)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
