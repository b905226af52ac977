//! The routes for operators. They are on the admin listener if there is one, otherwise on the public
//! one. A route that changes something belongs into [`router`] alone, so that it is never public.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;

use super::app::App;
use super::metrics::Format;
use super::observe::observe;
use super::problem::{Kind, Problem};
use super::response::{Caching, internal_error, json, response};

/// Open connections of the admin listener. At the limit, the one that has waited longest for its client
/// is closed.
pub(super) const MAX_CONNECTIONS: usize = 64;

/// The paths of [`routes`].
pub(super) const PATHS: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Builds the service of the admin listener.
pub(super) fn router(app: Arc<App>) -> Router {
    routes()
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

async fn unknown_route() -> Problem {
    let detail = format!("this listener has {}", PATHS.join(", "));
    Problem::new(Kind::UnknownRoute, detail)
}

async fn method_not_allowed() -> Problem {
    Problem::new(Kind::MethodNotAllowed, "this path supports GET and HEAD")
}
