//! The JSON of months.

use calendar_registry::{ShowCalendar, YearMonth};
use serde::Serialize;

use super::View;
use super::page::{days, title, weekdays};
use crate::query::{QueryError, date_on};
use crate::view::DateView;

/// Some months of a calendar.
#[derive(Serialize)]
pub(super) struct MonthsView {
    /// The calendar's primary name.
    calendar: String,
    /// The locale of the titles.
    locale: String,
    /// The weekdays in English, from the first day of the week.
    weekdays: Vec<String>,
    months: Vec<MonthView>,
}

#[derive(Serialize)]
struct MonthView {
    /// The month and the year as text.
    title: String,
    year: i32,
    /// The month's ordinal in the year, from 1.
    month: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    month_code: Option<String>,
    days: Vec<DayOfMonth>,
}

#[derive(Serialize)]
struct DayOfMonth {
    day: u8,
    /// The weekday in English.
    weekday: String,
    julian_day: i64,
    iso_date: String,
    /// The number of the week in the year, by the rule of the locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    week: Option<u16>,
    /// The date in the second calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    also: Option<DateView>,
}

impl MonthsView {
    /// Describes the months of a view.
    pub(super) fn new(view: &View<'_>, months: &[YearMonth]) -> Result<Self, QueryError> {
        let months = months.iter().map(|month| MonthView::new(view, month));
        Ok(MonthsView {
            calendar: view.calendar.name().to_owned(),
            locale: view.locale.to_string(),
            weekdays: weekdays(view.weeks)
                .map(|weekday| weekday.to_string())
                .into(),
            months: months.collect::<Result<_, _>>()?,
        })
    }
}

impl MonthView {
    fn new(view: &View<'_>, month: &YearMonth) -> Result<Self, QueryError> {
        let days = days(month)?;
        let days = days.iter().map(|date| {
            let also = view.also.map(|also| date_on(also, date.julian_day()));
            let also = also.transpose()?.map(|date| DateView::of(&date, None));
            Ok(DayOfMonth {
                day: date.day(),
                weekday: date.weekday().to_string(),
                julian_day: date.julian_day().number(),
                iso_date: date.display(ShowCalendar::Never).to_string(),
                week: date.week(view.weeks).ok().map(|week| week.week),
                also: also.transpose()?,
            })
        });
        Ok(MonthView {
            title: title(view, month.first_day(), false)?,
            year: month.year(),
            month: month.month(),
            month_code: month.month_code().ok().map(|code| code.to_string()),
            days: days.collect::<Result<_, QueryError>>()?,
        })
    }
}
