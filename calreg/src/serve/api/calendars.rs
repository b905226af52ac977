//! The calendars, and one day in one of them.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Uri, header};
use axum::response::Response;
use calendar_registry::JulianDay;
use jiff::{ZonedDateTime, tz::TimeZone};
use serde::Serialize;
use utoipa::ToSchema;

use crate::query::quoted;
use crate::serve::app::App;
use crate::serve::changes::ChangesView;
use crate::serve::dates::{date_on, iso_date};
use crate::serve::language::text_form;
use crate::serve::problem::{Kind, Problem, at};
use crate::serve::response::{JSON, Variant, entity_tag, registry_json, response};
use crate::serve::uri::{lossy, query, segment};
use crate::view::{CalendarView, DayView, Listing};

/// All calendars and the registry's generation.
#[utoipa::path(
    get, path = "/v1/calendars", tag = "calendars",
    responses((status = 200, description = "The calendars", body = Listing))
)]
pub(in crate::serve) async fn calendars(
    State(app): State<Arc<App>>,
    uri: Uri,
) -> Result<Response, Problem> {
    query(&uri, [], [])?;
    let (generation, listing) = app.listing.get(&app.registry)?;
    let mut response = response(JSON, "no-cache", listing);
    let tag = entity_tag(&app.instance, format_args!("{generation}"));
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}

/// The latest changes of the registry.
#[utoipa::path(
    get, path = "/v1/changes", tag = "calendars",
    responses((status = 200, description = "The changes", body = ChangesView))
)]
pub(in crate::serve) async fn changes(
    State(app): State<Arc<App>>,
    uri: Uri,
) -> Result<Response, Problem> {
    registry_json(&app, Variant::default(), || {
        query(&uri, [], [])?;
        Ok(app.changes.latest(&app.registry))
    })
}

/// One calendar.
#[utoipa::path(
    get, path = "/v1/calendars/{name}", tag = "calendars",
    params(("name" = String, Path, description = "A name of the calendar", example = "hebrew")),
    responses((
        status = 200, description = "The calendar", body = CalendarView,
        example = json!({
            "name": "Hebrew", "aliases": ["Jewish"], "id": 15, "kind": "lunisolar",
            "proleptic": true, "year_zero": true, "most_months": 13, "shortest_month": 29,
            "longest_month": 30, "unicode_id": "hebrew", "eras": ["am"],
        })
    ))
)]
pub(in crate::serve) async fn calendar(
    State(app): State<Arc<App>>,
    uri: Uri,
) -> Result<Response, Problem> {
    registry_json(&app, Variant::default(), || {
        query(&uri, [], [])?;
        let name = segment(&uri, 2)?;
        let pin = app.registry.pin();
        Ok(CalendarView::of(
            app.resolve(&pin, &name).map_err(at("name"))?,
        ))
    })
}

/// A date of ISO 8601, converted to the calendar.
#[utoipa::path(
    get, path = "/v1/calendars/{name}/dates/{date}", tag = "dates",
    params(
        ("name" = String, Path, description = "A name of the calendar", example = "persian"),
        ("date" = String, Path, description = "A date of ISO 8601", example = "2026-11-25"),
        ("locale" = Option<String>, Query, description = "The locale, a tag of BCP 47; by default by Accept-Language", example = "fa"),
        ("style" = Option<String>, Query, description = "full, long, medium or short", example = "long"),
    ),
    responses((
        status = 200, description = "The date in the calendar", body = DayView,
        example = json!({
            "calendar": "Persian", "date": "1405-09-04", "year": 1405, "month": 9, "day": 4,
            "month_code": "M09", "era": "ap", "era_year": 1405, "leap_year": false,
            "text": "۴ آذر ۱۴۰۵", "weekday": "Wednesday", "julian_day": 2461370,
            "iso_date": "2026-11-25", "locale": "fa",
        })
    ))
)]
pub(in crate::serve) async fn date(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let uri = request.uri();
    let ([], [locale, style]) = query(uri, [], ["locale", "style"])?;
    let (form, variant) = text_form(locale.as_deref(), style.as_deref(), request.headers())?;
    registry_json(&app, variant, || {
        let name = segment(uri, 2)?;
        let text = lossy(&segment(uri, 4)?);
        let pin = app.registry.pin();
        let date = iso_date(&app, &pin, &text).map_err(at("date"))?;
        let calendar = app.resolve(&pin, &name).map_err(at("name"))?;
        let date = date_on(calendar, date.julian_day()).map_err(at("date"))?;
        Ok(DayView::of(&date, form)?)
    })
}

/// The current day in a time zone.
#[derive(Serialize, ToSchema, Debug)]
pub(in crate::serve) struct Today {
    #[serde(flatten)]
    day: DayView,
    /// The time zone.
    tz: String,
}

/// The current day, by default in UTC, in the calendar.
#[utoipa::path(
    get, path = "/v1/calendars/{name}/today", tag = "dates",
    params(
        ("name" = String, Path, description = "A name of the calendar", example = "japanese"),
        ("tz" = Option<String>, Query, description = "The time zone, by default UTC", example = "Asia/Tokyo"),
        ("locale" = Option<String>, Query, description = "The locale, a tag of BCP 47; by default by Accept-Language", example = "ja"),
        ("style" = Option<String>, Query, description = "full, long, medium or short", example = "full"),
    ),
    responses((status = 200, description = "The current day in the calendar", body = Today))
)]
pub(in crate::serve) async fn today(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let uri = request.uri();
    let ([], [tz, locale, style]) = query(uri, [], ["tz", "locale", "style"])?;
    let (form, mut variant) = text_form(locale.as_deref(), style.as_deref(), request.headers())?;
    let zone = zone(tz.as_deref().unwrap_or(b"UTC"))?;
    let tz = zone.iana_name().unwrap_or("UTC").to_owned();
    let day: JulianDay = ZonedDateTime::now().with_time_zone(zone).date().into();
    variant.day = Some(day);
    registry_json(&app, variant, || {
        let name = segment(uri, 2)?;
        let pin = app.registry.pin();
        let calendar = app.resolve(&pin, &name).map_err(at("name"))?;
        let day = DayView::of(&date_on(calendar, day)?, form)?;
        Ok(Today { day, tz })
    })
}

fn zone(name: &[u8]) -> Result<TimeZone, Problem> {
    let zone = str::from_utf8(name).ok().map(TimeZone::get);
    zone.and_then(Result::ok).ok_or_else(|| {
        let detail = format!(
            "{} is not a time zone: a time zone has a name such as Asia/Tokyo",
            quoted(name)
        );
        Problem::new(Kind::BadTimeZone, detail).at("tz")
    })
}
