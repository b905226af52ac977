//! [`Values`]: the numbers and names of one date that a pattern shows.

use super::super::FormatError;
use super::{Asks, Compiled};
use crate::backend::derived::{code_of, day_of_year, first_of_month};
use crate::backend::{Backend, DateError, MonthCode};
use crate::date::{week_of_month, week_of_year};
use crate::day::{JulianDay, YearMonthDay};
use crate::iso::IsoDate;

/// The values of a date. What the pattern does not ask for is 0, or computed without the calendar.
#[derive(Clone, Debug)]
pub(super) struct Values {
    pub(super) day: JulianDay,
    pub(super) date: YearMonthDay,
    pub(super) extended_year: i64,
    /// The index of the era, and the year in it. Without an era, the year is the extended year.
    pub(super) era: Option<usize>,
    pub(super) era_year: i64,
    /// The index among the names of months.
    pub(super) month_name: usize,
    pub(super) month_code: Option<MonthCode>,
    pub(super) day_of_year: u16,
    pub(super) week: u16,
    pub(super) week_year: i64,
    pub(super) week_of_month: u8,
    pub(super) related_year: i64,
}

impl Values {
    /// Computes the values. It calls the calendar only for what the pattern asks for.
    #[inline(always)]
    pub(super) fn of(
        compiled: &Compiled,
        calendar: &dyn Backend,
        day: JulianDay,
        date: YearMonthDay,
    ) -> Result<Self, FormatError> {
        let extended_year = compiled.extended_year(date.year);
        let eras = &compiled.facts.eras;
        let era = eras.iter().position(|era| era.has_begun(date));
        let era_year = era.and_then(|index| eras.get(index));
        let mut values = Values {
            day,
            date,
            extended_year,
            era,
            era_year: era_year.map_or(extended_year, |era| era.year(extended_year)),
            month_name: usize::from(date.month).wrapping_sub(1),
            month_code: None,
            day_of_year: 0,
            week: 0,
            week_year: 0,
            week_of_month: 0,
            related_year: 0,
        };
        if compiled.asks != Asks::default() {
            values.ask(compiled, calendar)?;
        }
        let count = compiled.months.months().len();
        if values.month_name >= count && compiled.names_months {
            let (month, last) = (date.month, u8::try_from(count).unwrap_or(u8::MAX));
            return Err(FormatError::Date(DateError::Month { month, last }));
        }
        Ok(values)
    }

    fn ask(&mut self, compiled: &Compiled, calendar: &dyn Backend) -> Result<(), FormatError> {
        let (day, date, asks) = (self.day, self.date, compiled.asks);
        let rule = compiled.facts.week_rule;
        if asks.month_code {
            self.month_code = Some(code_of(calendar, date.year, date.month)?);
        }
        if let Some(code) = self.month_code.filter(|_| compiled.names_months) {
            let months = &compiled.months;
            let in_leap_year = months.is_by_year() && calendar.is_leap_year(date.year);
            let index = months.of(code, in_leap_year);
            self.month_name = index.ok_or(FormatError::Month { code })?;
        }
        if asks.day_of_year {
            self.day_of_year = day_of_year(calendar, date)?;
        }
        if asks.week {
            let week = week_of_year(calendar, date, day, rule)?;
            self.week = week.week;
            self.week_year = compiled.extended_year(week.year);
        }
        if asks.week_of_month {
            self.week_of_month = week_of_month(calendar, date, day, rule)?;
        }
        if asks.related_year {
            self.related_year = related_year(calendar, date.year)?;
        }
        Ok(())
    }
}

/// Returns the Gregorian year in which a year of the calendar begins: UTS 35's definition of the
/// related Gregorian year.
pub(super) fn related_year(calendar: &dyn Backend, year: i32) -> Result<i64, DateError> {
    let (_, first) = first_of_month(calendar, year, 1)?;
    Ok(IsoDate::of(first).year)
}
