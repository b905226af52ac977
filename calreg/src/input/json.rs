//! Dates as objects of JSON.

use calendar_registry::{Date, Fields, JulianDay, MonthCode};
use serde::Deserialize;

use super::{Reader, from_fields};
use crate::query::{QueryError, date_on, invalid_date, resolve};

/// The members of a date that are read. The others, such as its text, follow from them.
#[derive(Deserialize)]
struct Object {
    calendar: Option<String>,
    year: Option<i32>,
    month: Option<u8>,
    month_code: Option<String>,
    day: Option<u8>,
    era: Option<String>,
    era_year: Option<i32>,
    julian_day: Option<i64>,
    /// The source of a conversion.
    from: Option<Box<Object>>,
}

/// Reads the date of a view: its fields in its calendar, and its day. They must agree.
pub(super) fn read(reader: &Reader<'_, '_>, text: &str) -> Result<Date, QueryError> {
    let object: Object = serde_json::from_str(text)
        .map_err(|error| invalid_date(text, format_args!("not the JSON of a date: {error}")))?;
    let day = object.julian_day.map(JulianDay::new);
    let object = object.from.as_deref().unwrap_or(&object);
    let calendar = match &object.calendar {
        Some(name) => resolve(reader.guard, name)?,
        None => &reader.calendar,
    };
    if let (None, Some(day)) = (object.day, day) {
        return date_on(calendar, day);
    }
    let date = from_fields(calendar, text, fields(text, object)?)?;
    match day {
        Some(day) if day != date.julian_day() => {
            let number = date.julian_day();
            let error = format!("its fields are the Julian Day {number}, its julian_day is {day}");
            Err(invalid_date(text, error))
        }
        _ => Ok(date),
    }
}

fn fields<'o>(text: &str, object: &'o Object) -> Result<Fields<'o>, QueryError> {
    let mut fields = Fields::new();
    if let Some(year) = object.year {
        fields = fields.year(year);
    }
    if let (Some(era), Some(year)) = (&object.era, object.era_year) {
        fields = fields.era(era, year);
    }
    if let Some(month) = object.month {
        fields = fields.month(month);
    }
    if let Some(code) = &object.month_code {
        let code: Result<MonthCode, _> = code.parse();
        fields = fields.month_code(code.map_err(|error| invalid_date(text, error))?);
    }
    if let Some(day) = object.day {
        fields = fields.day(day);
    }
    Ok(fields)
}
