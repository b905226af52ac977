//! The routes for operators. They are on the admin listener if there is one, otherwise on the public
//! one. A route that changes something belongs into [`router`] alone, so that it is never public.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::app::App;
use super::metrics::Format;
use super::problem::{Kind, Problem};
use super::response::{internal_error, json, response};
use super::routes::method_not_allowed;

/// Open connections of the admin listener. At the limit, the one that has waited longest for its client
/// is closed.
pub(super) const MAX_CONNECTIONS: usize = 64;

/// Builds the service of the admin listener.
pub(super) fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for (path, handler) in routes() {
        router = router.route(path, handler);
    }
    router
        .fallback(unknown_route)
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(app)
}

/// The paths and their handlers. The public listener has them as well, if there is no admin listener.
pub(super) fn routes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("/healthz", get(health)),
        ("/readyz", get(ready)),
        ("/metrics", get(metrics)),
    ]
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

/// The metrics for Prometheus, in the format that the client accepts.
#[utoipa::path(
    get, path = "/metrics", tag = "server",
    responses((
        status = 200, description = "The metrics", body = String,
        content_type = "text/plain; version=0.0.4; charset=utf-8"
    ))
)]
pub(super) async fn metrics(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let accepted = headers.get(header::ACCEPT);
    let accepted = accepted.and_then(|accepted| accepted.to_str().ok());
    let format = Format::accepted(accepted.unwrap_or_default());
    let text = app.metrics.text(format).map_err(|_| internal_error())?;
    Ok(response(format.media_type(), "no-store", text))
}

async fn unknown_route() -> Problem {
    let paths: Vec<&str> = routes().into_iter().map(|(path, _)| path).collect();
    let detail = format!("this listener has {}", paths.join(", "));
    Problem::new(Kind::UnknownRoute, detail)
}
