//! Addition of a span to a date, as in ECMAScript's Temporal (abstract operation `NonISODateAdd` of
//! the proposal "Intl era and monthCode").

use super::{Date, DateSpan, Overflow};
use crate::backend::DateError;
use crate::backend::derived::{existing_date, plus_months, plus_years};

impl Date {
    /// Adds a span; a negative span subtracts.
    ///
    /// The steps are:
    /// 1. add the years, to the month with the same code;
    /// 2. add the months, by their order;
    /// 3. if the month does not have the day, apply `overflow`;
    /// 4. add the weeks and days.
    ///
    /// The cost of step 2 is proportional to the number of years if years differ in their number of
    /// months and the calendar has neither a [`month_cycle`](crate::Properties::month_cycle) nor a
    /// [`mean_month`](crate::Properties::mean_month).
    ///
    /// # Errors
    /// With [`Overflow::Reject`], [`DateError::MonthCode`], [`DateError::Day`] or
    /// [`DateError::DayGap`] for a month or a day that does not exist. [`DateError`] with the range
    /// if a step leaves it. [`DateError::Overflow`] for a number of days that exceeds an `i64`.
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
        // The date exists, so without years and months there is nothing to constrain.
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

    /// Subtracts a span: [`add`](Self::add) of the negated span.
    ///
    /// It is not the inverse of `add`: 31 March minus one month is 28 February, and one month later
    /// is 28 March.
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
