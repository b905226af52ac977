//! The names of a calendar's months, weekdays and eras in a locale.

use calendar_registry::{Calendar, Context, Locale, MonthCode, Weekday, Width};
use serde::Serialize;
use utoipa::ToSchema;

use crate::query::QueryError;

/// The names of a calendar in a locale.
#[derive(Serialize, ToSchema, Debug)]
pub struct NamesView {
    /// The calendar's primary name.
    pub calendar: String,
    /// The locale.
    pub locale: String,
    /// The name of the calendar, if the language has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The year whose months are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// The months of the year in their order. Without a year, every month that a year can have.
    pub months: Vec<CodedName>,
    /// The weekdays from Monday to Sunday.
    pub weekdays: Vec<String>,
    /// The eras, latest first.
    pub eras: Vec<CodedName>,
}

/// A code and the name of what it stands for.
#[derive(Serialize, ToSchema, Debug)]
pub struct CodedName {
    /// The code of a month or an era.
    pub code: String,
    /// The name, as in a heading.
    pub name: String,
}

impl NamesView {
    /// Lists the names of a calendar.
    ///
    /// # Errors
    /// [`QueryError::NoSuchYear`] if the calendar does not have the year.
    pub fn of(calendar: &Calendar, locale: Locale, year: Option<i32>) -> Result<Self, QueryError> {
        let weekday = |day| calendar.weekday_name(locale, day, Width::Wide, Context::Standalone);
        let eras = calendar.eras().iter().map(|era| CodedName {
            name: calendar
                .era_name(locale, era.code(), Width::Wide)
                .unwrap_or_else(|| era.code().to_owned()),
            code: era.code().to_owned(),
        });
        Ok(NamesView {
            calendar: calendar.name().to_owned(),
            locale: locale.to_string(),
            display_name: calendar.display_name(locale),
            year,
            months: match year {
                Some(year) => months_of(calendar, locale, year)?,
                None => months(calendar, locale),
            },
            weekdays: Weekday::ALL.into_iter().map(weekday).collect(),
            eras: eras.collect(),
        })
    }
}

/// The months of a year.
fn months_of(calendar: &Calendar, locale: Locale, year: i32) -> Result<Vec<CodedName>, QueryError> {
    let no_such_year = |error| QueryError::NoSuchYear {
        calendar: calendar.name().to_owned(),
        year,
        error,
    };
    let names = calendar.month_names(locale, year, Width::Wide, Context::Standalone);
    let months = (1..).zip(names.map_err(no_such_year)?);
    let coded = |(month, name)| {
        let code = calendar.month_code(year, month).map_err(no_such_year)?;
        Ok(CodedName {
            code: code.to_string(),
            name,
        })
    };
    months.map(coded).collect()
}

/// Every month that a year can have, each leap month after the month of its number.
fn months(calendar: &Calendar, locale: Locale) -> Vec<CodedName> {
    let numbers = 1..=calendar.maximum_months_in_year();
    let codes = numbers.flat_map(|number| [MonthCode::common(number), MonthCode::leap(number)]);
    let codes = codes
        .flatten()
        .filter(|code| calendar.has_month_code(*code));
    let coded = |code: MonthCode| CodedName {
        name: calendar.month_name(locale, code, Width::Wide, Context::Standalone),
        code: code.to_string(),
    };
    codes.map(coded).collect()
}
