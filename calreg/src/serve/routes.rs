//! The routes, and the handlers that are not about calendars.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use serde::Serialize;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use utoipa::ToSchema;

use super::api::{batch, calendars, convert, month, text};
use super::app::App;
use super::conditional::conditional;
use super::events;
use super::metrics;
use super::observe::observe;
use super::openapi;
use super::page;
use super::problem::{Description, Kind, Problem};
use super::response::{JSON, constant, internal_error, json, json_bytes, response};
use super::uri::segment;

/// Smaller bodies are not compressed: they fit into one packet anyway.
const LEAST_COMPRESSED: u64 = 1024;

/// The paths and their handlers. `openapi` describes them.
pub(super) fn routes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("/", get(page::page)),
        ("/v1/calendars", get(calendars::calendars)),
        ("/v1/calendars/{name}", get(calendars::calendar)),
        ("/v1/calendars/{name}/dates/{date}", get(calendars::date)),
        ("/v1/calendars/{name}/today", get(calendars::today)),
        (
            "/v1/calendars/{name}/months/{year}/{month}",
            get(month::month),
        ),
        ("/v1/calendars/{name}/names", get(text::calendar_names)),
        (
            "/v1/convert",
            get(convert::convert).post(batch::convert_batch),
        ),
        ("/v1/format", get(text::format)),
        ("/v1/parse", get(text::parse)),
        ("/v1/names", get(text::names)),
        ("/v1/changes", get(calendars::changes)),
        ("/v1/events", get(events::events)),
        ("/openapi.json", get(openapi::document)),
        ("/healthz", get(health)),
        ("/readyz", get(ready)),
        ("/metrics", get(metrics)),
        ("/problems/{type}", get(problem)),
    ]
}

/// Builds the service for all requests.
pub(super) fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for (path, handler) in routes() {
        router = router.route(path, handler);
    }
    router
        .fallback(unknown_route)
        .method_not_allowed_fallback(method_not_allowed)
        // From the inside to the outside.
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(SizeAbove::new(LEAST_COMPRESSED).and(NotForContentType::SSE)),
        )
        .layer(from_fn(conditional))
        .layer(app.limits.origins.layer())
        .layer(from_fn_with_state(Arc::clone(&app), observe))
        .with_state(app)
}

/// The state of the server.
#[derive(Serialize, ToSchema)]
struct Status {
    /// `ok` or `ready`.
    status: &'static str,
}

/// Whether the server runs.
#[utoipa::path(
    get, path = "/healthz", tag = "server",
    responses((
        status = 200, description = "The server runs", body = Status,
        example = json!({ "status": "ok" })
    ))
)]
pub(super) async fn health() -> Result<Response, Problem> {
    json(|| Ok(Status { status: "ok" }))
}

/// Whether the server accepts new requests.
#[utoipa::path(
    get, path = "/readyz", tag = "server",
    responses((
        status = 200, description = "The server accepts requests", body = Status,
        example = json!({ "status": "ready" })
    ))
)]
pub(super) async fn ready(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    json(|| {
        if app.is_ready() {
            return Ok(Status { status: "ready" });
        }
        let detail = "the server finishes the requests in flight: send new requests elsewhere";
        Err(Problem::new(Kind::ShuttingDown, detail))
    })
}

/// The metrics for Prometheus.
#[utoipa::path(
    get, path = "/metrics", tag = "server",
    responses((
        status = 200, description = "The metrics", body = String, content_type = metrics::MEDIA_TYPE
    ))
)]
pub(super) async fn metrics(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let text = app.metrics.text().map_err(|_| internal_error())?;
    Ok(response(metrics::MEDIA_TYPE, "no-store", text))
}

/// Describes a problem type. The `type` member of a problem is this path.
#[utoipa::path(
    get, path = "/problems/{type}", tag = "server",
    params(("type" = String, Path, description = "The end of the member `type` of a problem", example = "no-such-date")),
    responses((
        status = 200, description = "What all problems of the type have", body = Description,
        example = json!({
            "type": "/problems/no-such-date",
            "title": "The date does not exist in the calendar", "status": 422,
        })
    ))
)]
pub(super) async fn problem(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    let description = json_bytes::<Description>(|| {
        let kind = Kind::by_slug(&segment(&uri, 1)?);
        let unknown = || Problem::new(Kind::UnknownProblem, "this problem type does not exist");
        Ok(kind.ok_or_else(unknown)?.description())
    })?;
    Ok(constant(&app, JSON, "problem", description))
}

async fn unknown_route() -> Problem {
    let detail = "GET /v1/calendars lists the calendars, \
                  GET /v1/calendars/{name}/dates/{date} converts a date to one of them";
    Problem::new(Kind::UnknownRoute, detail)
}

async fn method_not_allowed() -> Problem {
    let detail = "the header allow lists the methods of this path";
    Problem::new(Kind::MethodNotAllowed, detail)
}
