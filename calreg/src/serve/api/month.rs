//! One month of a calendar, with all that a page needs to show it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use calendar_registry::{
    Calendar, Context, Date, Fields, FieldsError, Formatter, JulianDay, Length, Locale, MonthCode,
    Overflow, Pattern, Shape, Skeleton, Weekday, Width, YearMonth,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::query::{QueryError, parse_year, quoted};
use crate::serve::app::App;
use crate::serve::dates::{date_on, nonexistent};
use crate::serve::language::{Language, style};
use crate::serve::problem::{Kind, Problem, at};
use crate::serve::response::{internal_error, registry_json};
use crate::serve::uri::{lossy, query, segment};
use crate::text::TextForm;
use crate::view::{DateView, DayView};

/// A month has at most this many days. No backend can name more.
const MOST_DAYS: i64 = 255;

/// A month and its days.
#[derive(Serialize, ToSchema, Debug)]
pub(in crate::serve) struct MonthView {
    /// The calendar's primary name.
    calendar: String,
    /// The year.
    year: i32,
    /// The month's ordinal in the year, from 1.
    month: u8,
    /// The month code, independent of the ordinal.
    #[serde(skip_serializing_if = "Option::is_none")]
    month_code: Option<String>,
    /// The name of the month.
    name: String,
    /// The month and its year, as in a heading.
    title: String,
    /// The locale of the names and texts.
    locale: String,
    /// The direction of the locale's script: `ltr` or `rtl`.
    direction: &'static str,
    /// The weekdays, beginning with the one that begins a week in the locale.
    weekdays: Vec<WeekdayView>,
    /// The month before, if the calendar has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<MonthPath>,
    /// The month after, if the calendar has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<MonthPath>,
    /// The days that exist.
    days: Vec<MonthDayView>,
}

/// A weekday in a locale.
#[derive(Serialize, ToSchema, Debug)]
struct WeekdayView {
    /// The weekday, in English.
    weekday: String,
    /// The name.
    name: String,
    /// The short name.
    short: String,
    /// The shortest name, often a letter. Several weekdays can have the same.
    narrow: String,
    /// Whether the weekday is a day of the weekend.
    weekend: bool,
}

/// The year and month of a neighbouring month, as in a path.
#[derive(Serialize, ToSchema, Debug)]
struct MonthPath {
    year: i32,
    month: u8,
}

/// A day of a month.
#[derive(Serialize, ToSchema, Debug)]
struct MonthDayView {
    #[serde(flatten)]
    day: DayView,
    /// The name of the weekday.
    weekday_name: String,
    /// The number of the day in the locale's digits.
    label: String,
    /// The day in the other calendar, if one is requested and has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<OtherDay>,
}

/// A day in the other calendar.
#[derive(Serialize, ToSchema, Debug)]
struct OtherDay {
    #[serde(flatten)]
    date: DateView,
    /// The day and the short name of the month.
    label: String,
}

/// A month of the calendar, by its ordinal or its code. With an era, the year is a year of the era.
#[utoipa::path(
    get, path = "/v1/calendars/{name}/months/{year}/{month}", tag = "dates",
    params(
        ("name" = String, Path, description = "A name of the calendar", example = "hebrew"),
        ("year" = i32, Path, description = "The year, of the era if there is one", example = 5787),
        ("month" = String, Path, description = "The month's ordinal or its code", example = "M05L"),
        ("era" = Option<String>, Query, description = "The code of the year's era", example = "am"),
        ("with" = Option<String>, Query, description = "A second calendar for each day", example = "gregorian"),
        ("locale" = Option<String>, Query, description = "The locale, a tag of BCP 47; by default by Accept-Language", example = "en"),
        ("style" = Option<String>, Query, description = "full, long, medium or short", example = "long"),
    ),
    responses((status = 200, description = "The month and its days", body = MonthView))
)]
pub(in crate::serve) async fn month(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let uri = request.uri();
    let ([], [era, with, locale, form]) = query(uri, [], ["era", "with", "locale", "style"])?;
    let Language { locale, variant } = Language::of(locale.as_deref(), request.headers())?;
    let style = style(form.as_deref())?;
    registry_json(&app, variant, || {
        let pin = app.registry.pin();
        let calendar = app.resolve(&pin, &segment(uri, 2)?).map_err(at("name"))?;
        let with = with.map(|with| app.resolve(&pin, &with).map_err(at("with")));
        let era = era.map(|era| lossy(&era));
        let (year, month) = (lossy(&segment(uri, 4)?), lossy(&segment(uri, 5)?));
        let month = find(calendar, era.as_deref(), &year, &month)?;
        MonthView::of(&month, with.transpose()?, TextForm { locale, style })
    })
}

/// Finds the month of a path.
fn find(
    calendar: &Calendar,
    era: Option<&str>,
    year: &str,
    month: &str,
) -> Result<YearMonth, Problem> {
    let number = parse_year(year).map_err(at("year"))?;
    let fields = match era {
        Some(era) => Fields::new().era(era, number),
        None => Fields::new().year(number),
    };
    let fields = match (month.parse::<u8>(), month.parse::<MonthCode>()) {
        (Ok(ordinal), _) if month.bytes().all(|byte| byte.is_ascii_digit()) => {
            fields.month(ordinal)
        }
        (_, Ok(code)) => fields.month_code(code),
        _ => {
            let detail = format!(
                "{} is not a month: a month is its ordinal (6) or its code (M05L)",
                quoted(month.as_bytes())
            );
            return Err(Problem::new(Kind::BadDate, detail).at("month"));
        }
    };
    YearMonth::from_fields(calendar, fields, Overflow::Reject).map_err(|error: FieldsError| {
        let shown = match era {
            Some(era) => quoted(format!("{era} {year}-{month}").as_bytes()),
            None => format!("{year}-{month}"),
        };
        nonexistent(calendar, &shown, &error)
    })
}

impl MonthView {
    fn of(month: &YearMonth, with: Option<&Calendar>, form: TextForm) -> Result<Self, Problem> {
        let (calendar, first) = (month.calendar(), month.first_day());
        let locale = form.locale;
        let days = days(first, with, form)?;
        let title = first.format_in(locale, Skeleton::ym(Length::Long));
        let names = calendar.month_names(locale, month.year(), Width::Wide, Context::Standalone);
        let mut names = names.map_err(|error| no_text(calendar, error))?.into_iter();
        Ok(MonthView {
            calendar: calendar.name().to_owned(),
            year: month.year(),
            month: month.month(),
            month_code: month.month_code().ok().map(|code| code.to_string()),
            name: names
                .nth(usize::from(month.month().saturating_sub(1)))
                .unwrap_or_default(),
            title: title.map_err(|error| no_text(calendar, error))?,
            locale: locale.to_string(),
            direction: if locale.is_right_to_left() {
                "rtl"
            } else {
                "ltr"
            },
            weekdays: weekdays(calendar, locale),
            previous: neighbour(first, -1),
            next: days.last().and_then(|(last, _)| neighbour(last, 1)),
            days: days.into_iter().map(|(_, view)| view).collect(),
        })
    }
}

/// The weekdays in the order of the locale's week.
fn weekdays(calendar: &Calendar, locale: Locale) -> Vec<WeekdayView> {
    let first = locale.week_rule().first();
    let weekend: Vec<Weekday> = locale.weekend().collect();
    let name = |day, width| calendar.weekday_name(locale, day, width, Context::Standalone);
    let week = Weekday::ALL.into_iter().cycle();
    let week = week
        .skip_while(|day| *day != first)
        .take(Weekday::ALL.len());
    let view = |day: Weekday| WeekdayView {
        weekday: day.to_string(),
        name: name(day, Width::Wide),
        short: name(day, Width::Abbreviated),
        narrow: name(day, Width::Narrow),
        weekend: weekend.contains(&day),
    };
    week.map(view).collect()
}

/// The month of the day before the first or after the last day.
fn neighbour(date: &Date, days: i64) -> Option<MonthPath> {
    let day = date.julian_day().checked_add(days)?;
    let date = Date::from_julian_day(date.calendar(), day).ok()?;
    Some(MonthPath {
        year: date.year(),
        month: date.month(),
    })
}

/// The dates of the month that begins with `first`, and their views.
fn days(
    first: &Date,
    with: Option<&Calendar>,
    form: TextForm,
) -> Result<Vec<(Date, MonthDayView)>, Problem> {
    let calendar = first.calendar();
    let number = Labels::of(
        calendar,
        form.locale,
        Pattern::uts35("d").map_err(|_| internal_error())?,
    )?;
    let month = Skeleton::md(Length::Medium);
    let with = with
        .map(|with| Labels::of(with, form.locale, month))
        .transpose()?;
    let mut days = Vec::new();
    for offset in 0..MOST_DAYS {
        let day = first.julian_day().checked_add(offset);
        let date = day.and_then(|day| Date::from_julian_day(calendar, day).ok());
        let is_inside = |date: &Date| (date.year(), date.month()) == (first.year(), first.month());
        let Some(date) = date.filter(is_inside) else {
            break;
        };
        let view = MonthDayView {
            label: number.label(&date)?,
            weekday_name: calendar.weekday_name(
                form.locale,
                date.weekday(),
                Width::Wide,
                Context::Standalone,
            ),
            with: match &with {
                Some(with) => with.day(date.julian_day(), form)?,
                None => None,
            },
            day: DayView {
                locale: None,
                ..DayView::of(&date, Some(form))?
            },
        };
        days.push((date, view));
    }
    Ok(days)
}

/// Writes the labels of days in one calendar.
struct Labels<'c>(Formatter<'c>);

impl<'c> Labels<'c> {
    fn of(
        calendar: &'c Calendar,
        locale: Locale,
        shape: impl Into<Shape>,
    ) -> Result<Self, Problem> {
        let formatter = calendar.formatter(locale, shape);
        Ok(Labels(formatter.map_err(|error| no_text(calendar, error))?))
    }

    fn label(&self, date: &Date) -> Result<String, Problem> {
        let mut label = String::new();
        let written = self.0.append(date, &mut label);
        written.map_err(|error| no_text(self.0.calendar(), error))?;
        Ok(label)
    }

    /// Describes a day. `None` if the calendar does not have it.
    fn day(&self, day: JulianDay, form: TextForm) -> Result<Option<OtherDay>, Problem> {
        let Ok(date) = date_on(self.0.calendar(), day) else {
            return Ok(None);
        };
        Ok(Some(OtherDay {
            label: self.label(&date)?,
            date: DateView::of(&date, Some(form))?,
        }))
    }
}

fn no_text(calendar: &Calendar, error: impl std::fmt::Display) -> Problem {
    let (calendar, error) = (calendar.name().to_owned(), error.to_string());
    QueryError::NoText { calendar, error }.into()
}
