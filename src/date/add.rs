//! Adding a span to a date, as ECMAScript's Temporal does (abstract operation
//! `NonISODateAdd` of the proposal "Intl era and monthCode").
#![forbid(unsafe_code)]

use super::{Date, DateSpan, Overflow};
use crate::arithmetic::{plus_months, step_years};
use crate::backend::Backend;
use crate::day::YearMonthDay;
use crate::error::DateError;
use crate::fields::ordinal_or_stand_in;

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
        if span.years == 0 && span.months == 0 {
            let day = self.julian_day.checked_add(days)?;
            return Self::from_julian_day(&self.calendar, day);
        }
        let calendar: &dyn Backend = &*self.calendar;
        let month = years_on(calendar, self.date, span.years, overflow)?;
        let month = plus_months(calendar, month, span.months)?;
        let date = regulate_day(calendar, month, overflow)?;
        if days == 0 {
            return Self::new(&self.calendar, date);
        }
        let day = calendar.julian_day(date)?.checked_add(days)?;
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

/// The month with the same code so many years away; the day is as it was, and may not exist there.
pub(super) fn years_on(
    calendar: &dyn Backend,
    date: YearMonthDay,
    years: i64,
    overflow: Overflow,
) -> Result<YearMonthDay, DateError> {
    if years == 0 {
        return Ok(date);
    }
    let year = step_years(calendar, date.year, i128::from(years))?;
    let code = calendar.month_code(date.year, date.month)?;
    let month = match overflow {
        Overflow::Constrain => ordinal_or_stand_in(calendar, year, code)?,
        Overflow::Reject => calendar.ordinal_month(year, code)?,
    };
    Ok(YearMonthDay {
        year,
        month,
        ..date
    })
}

/// The date, if its month has the day; otherwise the last day, or an error.
pub(super) fn regulate_day(
    calendar: &dyn Backend,
    date: YearMonthDay,
    overflow: Overflow,
) -> Result<YearMonthDay, DateError> {
    let last = calendar.days_in_month(Some(date.year), date.month)?;
    let exists = (1..=last).contains(&date.day);
    if !exists && (overflow == Overflow::Reject || date.day == 0) {
        return Err(DateError::Day {
            day: date.day,
            last,
        });
    }
    Ok(YearMonthDay {
        day: date.day.min(last),
        ..date
    })
}
