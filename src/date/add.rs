//! Adding a span to a date, as ECMAScript's Temporal does (abstract operation
//! `NonISODateAdd` of the proposal "Intl era and monthCode").
#![forbid(unsafe_code)]

use super::{Date, DateSpan, Overflow};
use crate::backend::DateError;
use crate::backend::derived::{existing_date, plus_months, plus_years};

impl Date {
    /// The date that much later; earlier, where the span is negative.
    ///
    /// First the years, to the month with the same code; then the months, one after another;
    /// then, where the month is too short for the day, its last day, or an error; then the weeks
    /// and days.
    ///
    /// Where years have different numbers of months, each year that the months
    /// cross is visited.
    ///
    /// # Errors
    /// With [`Overflow::Reject`], [`DateError::MonthCode`] or [`DateError::Day`] for a month or a day
    /// that does not exist after the years and months. Either way, an error with the range where
    /// a step leaves it; [`DateError::Overflow`] for days beyond an `i64`.
    ///
    /// ```
    /// # use calendar_registry::{Date, DateSpan, Overflow, Registry, YearMonthDay};
    /// # let registry = Registry::with_builtins();
    /// let leap_day = Date::new(&registry.resolve("gregorian")?, YearMonthDay::new(2024, 2, 29))?;
    /// let later = leap_day.add(DateSpan::new().years(1).months(1).days(2), Overflow::Constrain)?;
    /// // 29 March 2025, and two days.
    /// assert_eq!(later.year_month_day(), YearMonthDay::new(2025, 3, 31));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, span: DateSpan, overflow: Overflow) -> Result<Self, DateError> {
        let days = span.in_days()?;
        let (date, day) = if span.years == 0 && span.months == 0 {
            (self.date, self.julian_day)
        } else {
            let calendar = self.calendar.front();
            let month = plus_years(calendar, self.date, span.years, overflow)?;
            let month = plus_months(calendar, month, span.months)?;
            existing_date(calendar, month, overflow)?
        };
        if days == 0 {
            return Ok(self.on(date, day));
        }
        let day = day.checked_add(days).ok_or(DateError::Overflow)?;
        Self::from_julian_day(&self.calendar, day)
    }

    /// The date that much earlier: [`add`](Self::add) of the negated span.
    ///
    /// Not its inverse: 31 March less a month is 28 February, and a month after that is 28 March.
    ///
    /// # Errors
    /// As [`add`](Self::add); [`DateError::Overflow`] for a part of `i64::MIN`.
    ///
    /// ```
    /// # use calendar_registry::{Date, DateSpan, Overflow, Registry, YearMonthDay};
    /// # let registry = Registry::with_builtins();
    /// let date = Date::new(&registry.resolve("gregorian")?, YearMonthDay::new(2026, 3, 31))?;
    /// let earlier = date.subtract(DateSpan::new().months(1), Overflow::Constrain)?;
    /// assert_eq!(earlier.year_month_day(), YearMonthDay::new(2026, 2, 28));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn subtract(&self, span: DateSpan, overflow: Overflow) -> Result<Self, DateError> {
        self.add(span.checked_neg()?, overflow)
    }
}
