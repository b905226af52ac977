//! Dates from fields, resolved as ECMAScript's Temporal does (abstract operations
//! `NonISOResolveFields` and `CalendarMergeFields`).
#![forbid(unsafe_code)]

use super::add::regulate_day;
use super::{Date, Overflow};
use crate::Calendar;
use crate::backend::Backend;
use crate::day::YearMonthDay;
use crate::error::DateError;
use crate::fields::{Era, EraYear, Fields, FieldsError, MonthCode, has_code, ordinal_or_stand_in};

impl Date {
    /// The date that the fields say, in a calendar.
    ///
    /// Fields that say the same thing twice must agree. With [`Overflow::Constrain`], a leap month
    /// that the year lacks becomes the common month that it belongs to, and a month or a
    /// day past the last becomes the last one; a month or a day 0, a month code that no year has,
    /// and a year out of range are errors all the same.
    ///
    /// # Errors
    /// [`FieldsError`] says what is missing, unknown or contradictory, or does not exist.
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
    ///     "the year 2026 contradicts the year 2027 ce, which is 2027",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_fields(
        calendar: &Calendar,
        fields: Fields<'_>,
        overflow: Overflow,
    ) -> Result<Self, FieldsError> {
        let backend: &dyn Backend = &**calendar;
        let day = fields.day.ok_or(FieldsError::NoDay)?;
        if fields.month.is_none() && fields.month_code.is_none() {
            return Err(FieldsError::NoMonth);
        }
        let year = year(backend, &fields)?;
        let month = month(backend, year, &fields, overflow)?;
        let date = regulate_day(backend, YearMonthDay::new(year, month, day), overflow)?;
        Ok(Self::new(calendar, date)?)
    }

    /// This date with the given fields in place of its own.
    ///
    /// What is not given stays: the year, the code of the month, the day. A year or
    /// a year of an era replaces the year, a month or a month code the month.
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
        if fields.year.is_none() && fields.era.is_none() {
            fields.year = Some(self.year());
        }
        if fields.month.is_none() && fields.month_code.is_none() {
            fields.month_code = Some(self.month_code()?);
        }
        fields.day = fields.day.or(Some(self.day()));
        Self::from_fields(&self.calendar, fields, overflow)
    }
}

/// The calendar's year that the fields say; it need not exist.
fn year(calendar: &dyn Backend, fields: &Fields<'_>) -> Result<i32, FieldsError> {
    let Some((code, number)) = fields.era else {
        return fields.year.ok_or(FieldsError::NoYear);
    };
    let Some(meant) = calendar.year_of_era(code, number)? else {
        let known = calendar.eras().iter().map(Era::code).collect();
        return Err(FieldsError::UnknownEra { known });
    };
    match fields.year {
        Some(year) if year != meant => Err(FieldsError::YearContradiction {
            year,
            era_year: EraYear {
                era: official(calendar, code),
                year: number,
            },
            meant,
        }),
        _ => Ok(meant),
    }
}

/// The code of an era that may have been called by an alias.
fn official(calendar: &dyn Backend, code: &str) -> &'static str {
    let mut eras = calendar.eras().iter();
    let era = eras.find(|era| era.is_called(code));
    era.map_or("", Era::code)
}

/// The place of the month that the fields say.
fn month(
    calendar: &dyn Backend,
    year: i32,
    fields: &Fields<'_>,
    overflow: Overflow,
) -> Result<u8, FieldsError> {
    let Some(code) = fields.month_code else {
        let month = fields.month.ok_or(FieldsError::NoMonth)?;
        return Ok(regulate_month(calendar, year, month, overflow)?);
    };
    let meant = month_of(calendar, year, code, overflow)?;
    match fields.month {
        Some(month) if month != meant => {
            Err(FieldsError::MonthContradiction { month, code, meant })
        }
        _ => Ok(meant),
    }
}

/// The place of the month with this code, if any year has one.
fn month_of(
    calendar: &dyn Backend,
    year: i32,
    code: MonthCode,
    overflow: Overflow,
) -> Result<u8, DateError> {
    if overflow == Overflow::Constrain && has_code(calendar, code) {
        ordinal_or_stand_in(calendar, year, code)
    } else {
        calendar.ordinal_month(year, code)
    }
}

/// The month, or the last one if the year has fewer, or an error. A month 0 is left to the
/// calendar to refuse.
fn regulate_month(
    calendar: &dyn Backend,
    year: i32,
    month: u8,
    overflow: Overflow,
) -> Result<u8, DateError> {
    let last = calendar.months_in_year(year)?;
    match overflow {
        Overflow::Reject if month > last => Err(DateError::Month { month, last }),
        _ => Ok(month.min(last)),
    }
}
