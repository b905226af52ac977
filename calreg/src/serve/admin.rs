//! The routes for operators. They are on the admin listener if there is one, otherwise on the public
//! one. A route that changes something belongs into [`router`] alone, so that it is never public.

use std::sync::Arc;

use axum::Router;
#[cfg(feature = "etcd")]
use axum::extract::Request;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::get;
#[cfg(feature = "etcd")]
use axum::routing::put;
#[cfg(feature = "etcd")]
use http_body_util::BodyExt;
use serde::Serialize;

use super::app::App;
use super::metrics::Format;
use super::observe::observe;
use super::problem::{Kind, Problem};
use super::response::{Caching, internal_error, json, response};
#[cfg(feature = "etcd")]
use super::uri::{query, segment};

/// Open connections of the admin listener. At the limit, the one that has waited longest for its client
/// is closed.
pub(super) const MAX_CONNECTIONS: usize = 64;

/// The paths of [`routes`].
pub(super) const PATHS: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Builds the service of the admin listener.
pub(super) fn router(app: Arc<App>) -> Router {
    let routes = routes();
    #[cfg(feature = "etcd")]
    let routes = if app.source.editor.is_some() {
        let change = put(put_definition).delete(delete_definition);
        routes.route(CHANGES, change.fallback(no_change))
    } else {
        routes
    };
    routes
        .fallback(unknown_route)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(Arc::clone(&app), observe))
        .with_state(app)
}

/// The routes that the public listener has as well, if there is no admin listener.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/healthz", get(health))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
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

/// Responds in the format that the client accepts.
async fn metrics(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Problem> {
    let accepted = headers.get(header::ACCEPT);
    let accepted = accepted.and_then(|accepted| accepted.to_str().ok());
    let format = Format::accepted(accepted.unwrap_or_default());
    let text = app.metrics.text(format).map_err(|_| internal_error())?;
    Ok(response(format.media_type(), Caching::Never, text))
}

/// The path of changes of definitions.
#[cfg(feature = "etcd")]
pub(super) const CHANGES: &str = "/admin/v1/calendars/{name}";

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
    json(Caching::Never, || Ok(Changed { revision }))
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
    json(Caching::Never, || Ok(Changed { revision }))
}

#[cfg(feature = "etcd")]
async fn no_change() -> Problem {
    Problem::new(Kind::MethodNotAllowed, "this path supports PUT and DELETE")
}

async fn unknown_route() -> Problem {
    let detail = format!("this listener has {}", PATHS.join(", "));
    Problem::new(Kind::UnknownRoute, detail)
}

async fn method_not_allowed() -> Problem {
    Problem::new(Kind::MethodNotAllowed, "this path supports GET and HEAD")
}
