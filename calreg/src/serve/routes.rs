//! The routes, and what answers them.
//!
//! Every answer is computed in one go by a function that is not `async`, so that no
//! pin can be held across an `.await`. It runs on a thread of the runtime: a calendar that
//! has to wait for something must say so with `tokio::task::block_in_place`, or it may
//! keep other requests waiting too.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use calendar_registry::{Backend, JulianDay, YearMonthDay, calendars::Gregorian};
use serde::Serialize;

use super::app::App;
use super::metrics;
use super::observe::observe;
use super::problem::{Description, Kind, Problem};
use super::uri::{query, segment};
use crate::exchange::{Failure, day_of, parse_date};
use crate::view::{CalendarView, Conversion, DateView, DayView, Listing};

/// What the metrics call the route where no path matches; elsewhere it is the path's template.
pub(super) const UNMATCHED: &str = "unmatched";

/// The service that answers every request.
pub(super) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/v1/calendars", get(calendars))
        .route("/v1/calendars/{name}", get(calendar))
        .route("/v1/calendars/{name}/dates/{date}", get(date))
        .route("/v1/convert", get(convert))
        .route("/healthz", get(health))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .route("/problems/{type}", get(problem))
        .fallback(unknown_route)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(Arc::clone(&app), observe))
        .with_state(app)
}

async fn calendars(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    json(Caching::Minute, || {
        let [] = query(&uri, [])?;
        Ok(Listing::of(&app.registry.snapshot()))
    })
}

async fn calendar(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    json(Caching::Minute, || {
        let [] = query(&uri, [])?;
        let name = segment(&uri, 2)?;
        let pin = app.registry.pin();
        Ok(CalendarView::of(app.resolve(&pin, &name)?))
    })
}

async fn date(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    json(Caching::Minute, || {
        let [] = query(&uri, [])?;
        let name = segment(&uri, 2)?;
        let iso_date = date_from(&segment(&uri, 4)?)?;
        let pin = app.registry.pin();
        let calendar = app.resolve(&pin, &name)?;
        let day = iso_day(iso_date)?;
        Ok(DayView {
            date: DateView::on(calendar, day)?,
            weekday: day.weekday().to_string(),
            julian_day: day.number(),
            iso_date: iso_date.to_string(),
        })
    })
}

async fn convert(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    json(Caching::Minute, || {
        let [from, to, date] = query(&uri, ["from", "to", "date"])?;
        let date = date_from(&date)?;
        let pin = app.registry.pin();
        let from = app.resolve(&pin, &from)?;
        let to = app.resolve(&pin, &to)?;
        let day = day_of(from, date)?;
        let to = DateView::on(to, day)?;
        Ok(Conversion::new(day, DateView::of(from, date), to))
    })
}

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

async fn health() -> Result<Response, Problem> {
    json(Caching::Never, || Ok(Status { status: "ok" }))
}

async fn ready(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    json(Caching::Never, || {
        if app.is_ready() {
            return Ok(Status { status: "ready" });
        }
        let detail = "what is in flight is finished, nothing new should be sent";
        Err(Problem::new(Kind::ShuttingDown, detail))
    })
}

async fn metrics(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let text = app.metrics.text().map_err(|_| failed())?;
    Ok(answer(metrics::MEDIA_TYPE, Caching::Never, text))
}

/// What a problem's `type` leads to.
async fn problem(uri: Uri) -> Result<Response, Problem> {
    json::<Description>(Caching::Minute, || {
        let kind = Kind::named(&segment(&uri, 1)?);
        let unknown = || Problem::new(Kind::UnknownProblem, "there is no such type of problem");
        Ok(kind.ok_or_else(unknown)?.description())
    })
}

async fn unknown_route() -> Problem {
    let detail = "GET /v1/calendars lists the calendars, \
                  GET /v1/calendars/{name}/dates/{date} gives a date in one";
    Problem::new(Kind::UnknownRoute, detail)
}

async fn method_not_allowed() -> Problem {
    Problem::new(Kind::MethodNotAllowed, "this path has GET and HEAD")
}

fn date_from(bytes: &[u8]) -> Result<YearMonthDay, Failure> {
    // What is not UTF-8 is not a date either.
    parse_date(&String::from_utf8_lossy(bytes))
}

/// The day of a date of ISO 8601, which is Gregorian whatever the registry calls so.
fn iso_day(date: YearMonthDay) -> Result<JulianDay, Failure> {
    Gregorian
        .julian_day(date)
        .map_err(|error| Failure::NoSuchDate {
            calendar: "Gregorian".to_owned(),
            date,
            error,
        })
}

/// How long an answer may be kept by whoever passes it on.
#[derive(Clone, Copy)]
enum Caching {
    Never,
    /// A calendar can be replaced, so an answer about one is not kept for long.
    Minute,
}

impl Caching {
    const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Caching::Never => "no-store",
            Caching::Minute => "public, max-age=60",
        })
    }
}

/// The answer that `work` computes, as JSON. Should a calendar panic, the client learns
/// that it was not the client's fault.
fn json<T: Serialize>(
    caching: Caching,
    work: impl FnOnce() -> Result<T, Problem>,
) -> Result<Response, Problem> {
    let result = catch_unwind(AssertUnwindSafe(work)).map_err(|_| failed())??;
    let mut json = serde_json::to_vec(&result).map_err(|_| failed())?;
    json.push(b'\n');
    Ok(answer("application/json", caching, json))
}

fn failed() -> Problem {
    Problem::new(Kind::Internal, "the answer could not be computed")
}

fn answer(kind: &'static str, caching: Caching, body: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, caching.header()),
    ];
    (headers, body).into_response()
}
