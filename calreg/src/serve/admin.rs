//! The routes for operators. They are on the admin listener if there is one, otherwise on the public
//! one. A route that changes something belongs into [`router`] alone, so that it is never public.

use std::sync::Arc;

use axum::Router;
#[cfg(feature = "etcd")]
use axum::extract::Request;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
#[cfg(feature = "etcd")]
use axum::routing::put;
use axum::routing::{MethodRouter, get};
#[cfg(feature = "etcd")]
use http_body_util::BodyExt;
use serde::Serialize;
use utoipa::ToSchema;

use super::app::App;
use super::metrics::Format;
use super::problem::{Kind, Problem};
use super::response::{internal_error, json, response};
use super::routes::method_not_allowed;
#[cfg(feature = "etcd")]
use super::uri::{query, segment};

/// Open connections of the admin listener. At the limit, the one that has waited longest for its client
/// is closed.
pub(super) const MAX_CONNECTIONS: usize = 64;

/// Builds the service of the admin listener.
pub(super) fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for (path, handler) in routes() {
        router = router.route(path, handler);
    }
    #[cfg(feature = "etcd")]
    if app.source.editor.is_some() {
        let change = put(put_definition).delete(delete_definition);
        router = router.route(CHANGES, change);
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
        if app.is_ready() && !app.source.is_synchronised() {
            let detail = "the source of calendars has not delivered a good set: see /v1/status";
            return Err(Problem::new(Kind::NotSynchronised, detail));
        }
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

/// The path of changes of definitions.
#[cfg(feature = "etcd")]
pub(super) const CHANGES: &str = "/admin/v1/calendars/{name}";

/// What the paths of changes begin with.
#[cfg(feature = "etcd")]
pub(super) const CHANGES_BEGIN: &str = "/admin/";

/// The answer to a change.
#[cfg(feature = "etcd")]
#[derive(Serialize)]
struct Changed {
    /// Servers show the change from this revision on.
    revision: u64,
}

/// The token was checked before the body was read.
#[cfg(feature = "etcd")]
async fn put_definition(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let editor = app.source.editor.as_ref().ok_or_else(internal_error)?;
    let (head, body) = request.into_parts();
    query(&head.uri, [], [])?;
    let name = segment(&head.uri, 3)?;
    // It was read before, up to the limit.
    let body = body.collect().await.map_err(|_| internal_error())?;
    let revision = editor.put(&name, &head.headers, &body.to_bytes()).await?;
    json(|| Ok(Changed { revision }))
}

#[cfg(feature = "etcd")]
async fn delete_definition(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let editor = app.source.editor.as_ref().ok_or_else(internal_error)?;
    query(request.uri(), [], [])?;
    let name = segment(request.uri(), 3)?;
    let revision = editor.delete(&name, request.headers()).await?;
    json(|| Ok(Changed { revision }))
}

async fn unknown_route() -> Problem {
    let paths: Vec<&str> = routes().into_iter().map(|(path, _)| path).collect();
    let detail = format!("this listener has {}", paths.join(", "));
    Problem::new(Kind::UnknownRoute, detail)
}
