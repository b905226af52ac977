//! Dates as text, and the names in such texts.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use calendar_registry::{Calendar, Date, Guard, Locale, Pattern, Shape, ShowCalendar, Skeleton};
use serde::Serialize;
use utoipa::ToSchema;

use crate::names::NamesView;
use crate::query::{QueryError, invalid_text, parse_year, quoted};
use crate::serve::app::App;
use crate::serve::dates::{date_on, iso_date};
use crate::serve::language::{Language, style};
use crate::serve::problem::{Kind, Problem, at};
use crate::serve::response::registry_json;
use crate::serve::uri::{lossy, query, segment};
use crate::view::DayView;

/// A date as text.
#[derive(Serialize, ToSchema, Debug)]
pub(in crate::serve) struct FormatView {
    /// The text.
    text: String,
    /// The calendar's primary name.
    calendar: String,
    /// The date in the calendar, in the form `YYYY-MM-DD`.
    date: String,
    /// The date of ISO 8601.
    iso_date: String,
    /// The locale.
    locale: String,
    /// The parts of the text, in their order.
    parts: Vec<PartView>,
}

/// A part of a text.
#[derive(Serialize, ToSchema, Debug)]
struct PartView {
    /// What the part shows: `day`, `month`, `year`, `literal`, …
    #[serde(rename = "type")]
    kind: &'static str,
    /// The text of the part.
    value: String,
}

/// A date of ISO 8601 as text, in a style, in the fields of a skeleton or in the order of a pattern.
#[utoipa::path(
    get, path = "/v1/format", tag = "text",
    params(
        ("date" = String, Query, description = "A date of ISO 8601, with its calendar if wanted", example = "2026-11-25"),
        ("calendar" = Option<String>, Query, description = "The calendar, by default that of the locale", example = "hebrew"),
        ("locale" = Option<String>, Query, description = "The locale, a tag of BCP 47; by default by Accept-Language", example = "en"),
        ("style" = Option<String>, Query, description = "full, long, medium or short"),
        ("skeleton" = Option<String>, Query, description = "Instead of a style: the fields, in the order of the locale"),
        ("pattern" = Option<String>, Query, description = "Instead of a style: fields and text in the letters of UTS 35", example = "EEE, d MMM"),
    ),
    responses((
        status = 200, description = "The text and its parts", body = FormatView,
        example = json!({
            "text": "Wed, 15 Kislev", "calendar": "Hebrew", "date": "5787-03-15",
            "iso_date": "2026-11-25", "locale": "en",
            "parts": [
                { "type": "weekday", "value": "Wed" }, { "type": "literal", "value": ", " },
                { "type": "day", "value": "15" }, { "type": "literal", "value": " " },
                { "type": "month", "value": "Kislev" },
            ],
        })
    ))
)]
pub(in crate::serve) async fn format(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let optional = ["calendar", "locale", "style", "skeleton", "pattern"];
    let ([date], optional) = query(request.uri(), ["date"], optional)?;
    let [calendar, locale, style, skeleton, pattern] = optional;
    let Language { locale, variant } = Language::of(locale.as_deref(), request.headers())?;
    let shape = shape(style, skeleton, pattern)?;
    registry_json(&app, variant, || {
        let pin = app.registry.pin();
        let date = iso_date(&app, &pin, &lossy(&date)).map_err(at("date"))?;
        let calendar = match calendar {
            Some(name) => app.resolve(&pin, &name).map_err(at("calendar"))?,
            // The text of an ISO date does not ask for a calendar.
            None if date.calendar().unicode_id() == Some("iso8601") => {
                calendar_for(&app, &pin, locale)?
            }
            None => date.calendar(),
        };
        FormatView::of(&date_on(calendar, date.julian_day())?, locale, shape)
    })
}

impl FormatView {
    fn of(date: &Date, locale: Locale, shape: Shape) -> Result<Self, Problem> {
        let calendar = date.calendar();
        let formatter = calendar.formatter(locale, shape);
        let formatter = formatter.map_err(|error| no_text(calendar, error))?;
        let mut text = String::new();
        let written = formatter.append(date, &mut text);
        written.map_err(|error| no_text(calendar, error))?;
        let parts = formatter
            .parts(date)
            .map_err(|error| no_text(calendar, error))?;
        let parts = parts.map(|(part, range)| PartView {
            kind: part.name(),
            value: text.get(range).unwrap_or_default().to_owned(),
        });
        Ok(FormatView {
            parts: parts.collect(),
            calendar: calendar.name().to_owned(),
            date: date.year_month_day().to_string(),
            iso_date: date.display(ShowCalendar::Never).to_string(),
            locale: locale.to_string(),
            text,
        })
    }
}

/// The date that a text means: what `/v1/format` shows, or with `lenient=true` what people write.
#[utoipa::path(
    get, path = "/v1/parse", tag = "text",
    params(
        ("text" = String, Query, description = "The date as text", example = "1 shevat 5787"),
        ("calendar" = Option<String>, Query, description = "The calendar, by default that of the locale", example = "hebrew"),
        ("locale" = Option<String>, Query, description = "The locale, a tag of BCP 47; by default by Accept-Language", example = "en"),
        ("style" = Option<String>, Query, description = "full, long, medium or short"),
        ("skeleton" = Option<String>, Query, description = "Instead of a style: the fields, in the order of the locale"),
        ("pattern" = Option<String>, Query, description = "Instead of a style: fields and text in the letters of UTS 35"),
        ("lenient" = Option<bool>, Query, description = "Accept other cases, widths, digits and punctuation", example = true),
    ),
    responses((status = 200, description = "The date", body = DayView))
)]
pub(in crate::serve) async fn parse(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let optional = [
        "calendar", "locale", "style", "skeleton", "pattern", "lenient",
    ];
    let ([text], optional) = query(request.uri(), ["text"], optional)?;
    let [calendar, locale, style, skeleton, pattern, lenient] = optional;
    let Language { locale, variant } = Language::of(locale.as_deref(), request.headers())?;
    let shape = shape(style, skeleton, pattern)?;
    let lenient = flag(lenient.as_deref(), "lenient")?;
    registry_json(&app, variant, || {
        let pin = app.registry.pin();
        let calendar = match calendar {
            Some(name) => app.resolve(&pin, &name).map_err(at("calendar"))?,
            None => calendar_for(&app, &pin, locale)?,
        };
        let formatter = calendar.formatter(locale, shape);
        let formatter = formatter.map_err(|error| no_text(calendar, error))?;
        let text = lossy(&text);
        let date = if lenient {
            formatter.read(&text)
        } else {
            formatter.parse(&text)
        };
        let date = date.map_err(|error| {
            let at = error.at;
            Problem::from(invalid_text(&text, locale, error))
                .at("text")
                .with("byte", at)
        })?;
        let day = DayView::of(&date, None)?;
        Ok(DayView {
            locale: Some(locale.to_string()),
            ..day
        })
    })
}

/// The names of a calendar's months, weekdays and eras.
#[utoipa::path(
    get, path = "/v1/calendars/{name}/names", tag = "text",
    params(
        ("name" = String, Path, description = "A name of the calendar", example = "hebrew"),
        ("locale" = Option<String>, Query, description = "The locale, a tag of BCP 47; by default by Accept-Language", example = "he"),
        ("year" = Option<i32>, Query, description = "List the months of this year", example = 5787),
    ),
    responses((status = 200, description = "The names", body = NamesView))
)]
pub(in crate::serve) async fn calendar_names(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let uri = request.uri();
    let ([], [locale, year]) = query(uri, [], ["locale", "year"])?;
    let language = Language::of(locale.as_deref(), request.headers())?;
    registry_json(&app, language.variant, || {
        let pin = app.registry.pin();
        let calendar = app.resolve(&pin, &segment(uri, 2)?).map_err(at("name"))?;
        names_view(calendar, language.locale, year)
    })
}

/// The same for a calendar in the query, by default that of the locale.
#[utoipa::path(
    get, path = "/v1/names", tag = "text",
    params(
        ("calendar" = Option<String>, Query, description = "The calendar, by default that of the locale"),
        ("locale" = Option<String>, Query, description = "The locale, a tag of BCP 47; by default by Accept-Language", example = "fa"),
        ("year" = Option<i32>, Query, description = "List the months of this year", example = 1405),
    ),
    responses((status = 200, description = "The names", body = NamesView))
)]
pub(in crate::serve) async fn names(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let ([], [calendar, locale, year]) = query(request.uri(), [], ["calendar", "locale", "year"])?;
    let Language { locale, variant } = Language::of(locale.as_deref(), request.headers())?;
    registry_json(&app, variant, || {
        let pin = app.registry.pin();
        let calendar = match calendar {
            Some(name) => app.resolve(&pin, &name).map_err(at("calendar"))?,
            None => calendar_for(&app, &pin, locale)?,
        };
        names_view(calendar, locale, year)
    })
}

fn names_view(
    calendar: &Calendar,
    locale: Locale,
    year: Option<Vec<u8>>,
) -> Result<NamesView, Problem> {
    let year = year.map(|year| parse_year(&lossy(&year))).transpose();
    let names = NamesView::of(calendar, locale, year.map_err(at("year"))?);
    names.map_err(at("year"))
}

/// Returns the calendar that a locale uses.
fn calendar_for<'pin>(
    app: &App,
    pin: &'pin Guard<'_>,
    locale: Locale,
) -> Result<&'pin Calendar, Problem> {
    pin.calendar_for(&locale).map_err(|_| {
        let name = locale.calendar().as_bytes();
        Problem::unknown_calendar(app, name).at("locale")
    })
}

/// The form of a text: at most one of the three parameters, by default the long style.
fn shape(
    style_name: Option<Vec<u8>>,
    skeleton: Option<Vec<u8>>,
    pattern: Option<Vec<u8>>,
) -> Result<Shape, Problem> {
    let bad = |text: &[u8], error: &dyn std::fmt::Display, name| {
        let detail = format!("{} is not a {name}: {error}", quoted(text));
        Problem::new(Kind::BadPattern, detail).at(name)
    };
    match (style_name, skeleton, pattern) {
        (style_name, None, None) => Ok(style(style_name.as_deref())?.into()),
        (None, Some(text), None) => match lossy(&text).parse::<Skeleton>() {
            Ok(skeleton) => Ok(skeleton.into()),
            Err(error) => Err(bad(&text, &error, "skeleton")),
        },
        (None, None, Some(text)) => match Pattern::uts35(&lossy(&text)) {
            Ok(pattern) => Ok(pattern.into()),
            Err(error) => Err(bad(&text, &error, "pattern")),
        },
        _ => {
            let detail = "the parameters style, skeleton and pattern exclude each other";
            Err(Problem::new(Kind::BadQuery, detail))
        }
    }
}

fn flag(value: Option<&[u8]>, name: &'static str) -> Result<bool, Problem> {
    match value {
        None | Some(b"false") => Ok(false),
        Some(b"true") => Ok(true),
        Some(other) => {
            let detail = format!(
                "the parameter {name:?} is true or false, not {}",
                quoted(other)
            );
            Err(Problem::new(Kind::BadQuery, detail).at(name))
        }
    }
}

fn no_text(calendar: &Calendar, error: impl std::fmt::Display) -> Problem {
    let (calendar, error) = (calendar.name().to_owned(), error.to_string());
    QueryError::NoText { calendar, error }.into()
}
