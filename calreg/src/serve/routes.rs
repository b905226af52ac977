//! The routes, and the handlers that are not about calendars.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{MethodRouter, get};

use super::admin;
use super::api::{batch, calendars, convert, definition, month, text};
use super::app::App;
use super::events;
use super::openapi;
use super::page;
use super::problem::{Description, Kind, Problem};
use super::response::{JSON, constant, json_bytes};
use super::uri::segment;

/// The paths of the public listener and their handlers. `openapi` describes them.
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
            "/v1/calendars/{name}/definition",
            get(definition::definition),
        ),
        ("/v1/status", get(definition::status)),
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
        ("/problems/{type}", get(problem)),
    ]
}

/// Builds the service of the public listener. `has_admin_routes` adds the routes for operators.
pub(super) fn router(app: Arc<App>, has_admin_routes: bool) -> Router {
    let admin = if has_admin_routes {
        admin::routes()
    } else {
        Vec::new()
    };
    let mut router = Router::new();
    for (path, handler) in routes().into_iter().chain(admin) {
        router = router.route(path, handler);
    }
    router
        .fallback(unknown_route)
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(app)
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

/// The router adds the header `allow`.
pub(super) async fn method_not_allowed(method: Method) -> Result<StatusCode, Problem> {
    if method == Method::OPTIONS {
        return Ok(StatusCode::NO_CONTENT);
    }
    let detail = "the header allow lists the methods of this path";
    Err(Problem::new(Kind::MethodNotAllowed, detail))
}
