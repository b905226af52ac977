//! Dates from fields, resolved as ECMAScript's Temporal does (abstract operations
//! `NonISOResolveFields` and `CalendarMergeFields`).

use super::{Date, Fields, FieldsError, Overflow};
use crate::backend::derived::{
    calendar_year, existing_date, has_code, month_of_code, step_years, year_of_era,
};
use crate::backend::{Backend, DateError, EraYear};
use crate::calendar::Calendar;
use crate::day::YearMonthDay;

impl Date {
    /// Creates the date that the fields describe, in a calendar.
    ///
    /// Fields that describe the same part must agree. With [`Overflow::Constrain`], a leap month
    /// that the year lacks becomes the common month that it belongs to, a month past the last one
    /// becomes the last one, and a missing day becomes the next day that exists in the month, or
    /// else its last day. A month 0, a day 0, a month code that no year has and a year out of range
    /// are errors in any case.
    ///
    /// # Errors
    /// [`FieldsError`] for fields that are missing, unknown or contradictory, and for a date that
    /// does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Date, Fields, FieldsError, Overflow, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let fields = Fields::new().year(2026).month_code("M02".parse()?).day(30);
    /// let date = Date::from_fields(&gregorian, fields, Overflow::Constrain)?;
    /// assert_eq!(date.year_month_day(), YearMonthDay::new(2026, 2, 28));
    ///
    /// let error = Date::from_fields(&gregorian, fields.era("ce", 2027), Overflow::Constrain);
    /// assert_eq!(
    ///     error.unwrap_err().to_string(),
    ///     "the year 2026 contradicts 2027 ce, which is the year 2027",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_fields(
        calendar: &Calendar,
        fields: Fields<'_>,
        overflow: Overflow,
    ) -> Result<Self, FieldsError> {
        let backend = calendar.front();
        let day = fields.day.ok_or(FieldsError::NoDay)?;
        if fields.month.is_none() && fields.month_code.is_none() {
            return Err(FieldsError::NoMonth);
        }
        let year = year(backend, &fields)?;
        let (year, month) = month(backend, year, &fields, overflow)?;
        let date = YearMonthDay::new(year, month, day);
        let (date, julian_day) = existing_date(backend, date, overflow)?;
        Ok(Date {
            calendar: calendar.clone(),
            julian_day,
            date,
        })
    }

    /// Returns this date with some fields replaced.
    ///
    /// The year, the month's code and the day stay where nothing replaces them. A year or a year
    /// of an era replaces the year; a month or a month code replaces the month.
    ///
    /// # Errors
    /// As [`from_fields`](Self::from_fields).
    ///
    /// ```
    /// # use calendar_registry::{Date, Fields, Overflow, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let leap_day = Date::new(&gregorian, YearMonthDay::new(2024, 2, 29))?;
    /// let next = leap_day.with(Fields::new().year(2025), Overflow::Constrain)?;
    /// assert_eq!(next.year_month_day(), YearMonthDay::new(2025, 2, 28));
    /// assert!(leap_day.with(Fields::new().year(2025), Overflow::Reject).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with(&self, fields: Fields<'_>, overflow: Overflow) -> Result<Self, FieldsError> {
        let mut fields = fields;
        if fields.year.is_none() && fields.era.is_none() && fields.extended_year.is_none() {
            fields.year = Some(self.year());
        }
        if fields.month.is_none() && fields.month_code.is_none() {
            fields.month_code = Some(self.month_code()?);
        }
        fields.day = fields.day.or(Some(self.day()));
        Self::from_fields(&self.calendar, fields, overflow)
    }
}

/// Returns the calendar's year that the fields describe. It need not exist.
fn year(calendar: &dyn Backend, fields: &Fields<'_>) -> Result<i32, FieldsError> {
    let of_era = fields
        .era
        .map(|(code, number)| era_year(calendar, code, number))
        .transpose()?;
    if let (Some(year), Some((meant, era_year))) = (fields.year, &of_era)
        && year != *meant
    {
        return Err(FieldsError::YearContradiction {
            year,
            era_year: era_year.clone(),
            meant: *meant,
        });
    }
    let year = fields.year.or(of_era.map(|(meant, _)| meant));
    let Some(extended) = fields.extended_year else {
        return year.ok_or(FieldsError::NoYear);
    };
    let meant = calendar_year(calendar, i128::from(extended))?;
    match year {
        Some(year) if year != meant => Err(FieldsError::ExtendedYearContradiction {
            year,
            extended_year: extended,
        }),
        _ => Ok(meant),
    }
}

/// Returns the calendar's year of a year of an era, and both by the era's official code.
fn era_year(
    calendar: &dyn Backend,
    code: &str,
    number: i32,
) -> Result<(i32, EraYear<'static>), FieldsError> {
    let mut eras = calendar.eras().iter();
    let era = eras.find(|era| era.is_called(code));
    let (Some(era), Some(meant)) = (era, year_of_era(calendar, code, number)?) else {
        let known = calendar.eras().iter().map(|era| era.code().to_owned());
        return Err(FieldsError::UnknownEra {
            known: known.collect(),
        });
    };
    Ok((meant, EraYear::new(era.code(), number).into_owned()))
}

/// Returns the year and the ordinal of the month that the fields describe.
fn month(
    calendar: &dyn Backend,
    year: i32,
    fields: &Fields<'_>,
    overflow: Overflow,
) -> Result<(i32, u8), FieldsError> {
    let Some(code) = fields.month_code else {
        let month = fields.month.ok_or(FieldsError::NoMonth)?;
        return Ok(month_by_ordinal(calendar, year, month, overflow)?);
    };
    // A month code that no year has is an error in any case.
    let overflow = if has_code(calendar, code) {
        overflow
    } else {
        Overflow::Reject
    };
    let (meant_year, meant) = month_of_code(calendar, year, code, overflow)?;
    match fields.month {
        Some(month) if month != meant => {
            Err(FieldsError::MonthContradiction { month, code, meant })
        }
        _ => Ok((meant_year, meant)),
    }
}

/// Returns the year and the ordinal of a month given by its ordinal. The calendar rejects a month
/// 0.
fn month_by_ordinal(
    calendar: &dyn Backend,
    year: i32,
    month: u8,
    overflow: Overflow,
) -> Result<(i32, u8), DateError> {
    let last = calendar.months_in_year(year)?;
    match overflow {
        _ if month <= last => Ok((year, month)),
        Overflow::Reject => Err(DateError::Month { month, last }),
        Overflow::Constrain => Ok((year, last)),
        Overflow::Next => Ok((step_years(calendar, year, 1)?, 1)),
    }
}
