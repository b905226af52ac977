//! The routes and their handlers.
//!
//! Each handler calls a function that is not `async`, so no pin can be held across an `.await`. The
//! function runs on a runtime thread: a backend that blocks must call
//! `tokio::task::block_in_place`, or it delays other requests.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::get;
use calendar_registry_sources::definition::Definition;
use calendar_registry_sources::etcd;
use serde::{Serialize, Serializer};

use super::admin;
use super::app::App;
use super::language::{Language, PARAMETERS, text_form};
use super::observe::observe;
use super::problem::{Description, Kind, Problem};
use super::response::{Caching, json};
use super::sources::StatusView;
use super::uri::{query, segment};
use crate::names::NamesView;
use crate::query::{date_in, date_on, parse_date, parse_iso_date, parse_year};
use crate::view::{CalendarView, Conversion, DateView, DayView, Listing};

/// The paths of the public listener. The server's metrics have a series for each from the start.
pub(super) const PATHS: [&str; 8] = [
    "/v1/calendars",
    "/v1/calendars/{name}",
    "/v1/calendars/{name}/dates/{date}",
    "/v1/calendars/{name}/definition",
    "/v1/calendars/{name}/names",
    "/v1/status",
    "/v1/convert",
    "/problems/{type}",
];

/// Builds the service of the public listener. `has_admin_routes` adds the routes for operators.
pub(super) fn router(app: Arc<App>, has_admin_routes: bool) -> Router {
    let routes = if has_admin_routes {
        admin::routes()
    } else {
        Router::new()
    };
    routes
        .route("/v1/calendars", get(calendars))
        .route("/v1/calendars/{name}", get(calendar))
        .route("/v1/calendars/{name}/dates/{date}", get(date))
        .route("/v1/calendars/{name}/definition", get(definition))
        .route("/v1/calendars/{name}/names", get(names))
        .route("/v1/status", get(status))
        .route("/v1/convert", get(convert))
        .route("/problems/{type}", get(problem))
        .fallback(unknown_route)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(Arc::clone(&app), observe))
        .with_state(app)
}

async fn calendars(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    json(Caching::Minute, || {
        query(&uri, [], [])?;
        Ok(Listing::of(&app.registry.snapshot()))
    })
}

async fn calendar(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    json(Caching::Minute, || {
        query(&uri, [], [])?;
        let name = segment(&uri, 2)?;
        let pin = app.registry.pin();
        Ok(CalendarView::of(app.resolve(&pin, &name)?))
    })
}

async fn date(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let uri = request.uri();
    let ([], text_parameters) = query(uri, [], PARAMETERS)?;
    let (form, caching) = text_form(text_parameters, request.headers())?;
    json(caching, || {
        let name = segment(uri, 2)?;
        let date = parse_iso_date(&text(&segment(uri, 4)?))?;
        let pin = app.registry.pin();
        let calendar = app.resolve(&pin, &name)?;
        Ok(DayView::of(&date_on(calendar, date.julian_day())?, form)?)
    })
}

async fn names(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let uri = request.uri();
    let ([], [locale, year]) = query(uri, [], ["locale", "year"])?;
    let Language { locale, caching } = Language::of(locale.as_deref(), request.headers())?;
    json(caching, || {
        let name = segment(uri, 2)?;
        let year = year.map(|year| parse_year(&text(&year))).transpose()?;
        let pin = app.registry.pin();
        Ok(NamesView::of(app.resolve(&pin, &name)?, locale, year)?)
    })
}

/// Responds with a file of this definition alone. The `etag` is what a change has to match.
async fn definition(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    let mut tag = None;
    let answer = json(Caching::Never, || {
        query(&uri, [], [])?;
        let name = segment(&uri, 2)?;
        app.resolve(&app.registry.pin(), &name)?;
        let status = app.source.status.as_ref();
        let definition = status.and_then(|status| status.definition(&name));
        let definition = definition.ok_or_else(|| {
            let detail = "the calendar is built in: only those of a source have a definition";
            Problem::new(Kind::NoDefinition, detail)
        })?;
        tag = HeaderValue::try_from(format!("\"{}\"", etcd::tag(&definition))).ok();
        Ok(DefinitionFile {
            schema: 1,
            calendar: [definition],
        })
    });
    let mut response = answer?;
    let headers = response.headers_mut();
    headers.extend(tag.map(|tag| (header::ETAG, tag)));
    Ok(response)
}

#[derive(Serialize)]
struct DefinitionFile {
    schema: u8,
    #[serde(serialize_with = "shared")]
    calendar: [Arc<Definition>; 1],
}

fn shared<S: Serializer>(calendar: &[Arc<Definition>; 1], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(calendar.iter().map(|definition| &**definition))
}

async fn status(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    json(Caching::Never, || {
        query(&uri, [], [])?;
        Ok(StatusView::of(&app.registry, &app.source))
    })
}

async fn convert(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let ([from, to, date], text_parameters) =
        query(request.uri(), ["from", "to", "date"], PARAMETERS)?;
    let (form, caching) = text_form(text_parameters, request.headers())?;
    json(caching, || {
        let date = parse_date(&text(&date))?;
        let pin = app.registry.pin();
        let from = app.resolve(&pin, &from)?;
        let to = app.resolve(&pin, &to)?;
        let date = date_in(from, date)?;
        let to = date_on(to, date.julian_day())?;
        Ok(Conversion::new(&date, DateView::of(&to, form)?, form)?)
    })
}

/// Describes a problem type. The `type` member of a problem is this path.
async fn problem(uri: Uri) -> Result<Response, Problem> {
    json::<Description>(Caching::Minute, || {
        let kind = Kind::by_slug(&segment(&uri, 1)?);
        let unknown = || Problem::new(Kind::UnknownProblem, "this problem type does not exist");
        Ok(kind.ok_or_else(unknown)?.description())
    })
}

async fn unknown_route() -> Problem {
    let detail = "GET /v1/calendars lists the calendars, \
                  GET /v1/calendars/{name}/dates/{date} converts a date to one of them";
    Problem::new(Kind::UnknownRoute, detail)
}

async fn method_not_allowed() -> Problem {
    Problem::new(Kind::MethodNotAllowed, "this path supports GET and HEAD")
}

/// Invalid UTF-8 becomes U+FFFD, which no date contains.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
