//! The middleware of every request: request id, limits, metrics, log.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::app::App;
use super::metrics::UNMATCHED;
use super::problem;
use super::request_id;

/// The log keeps at most this many characters of a path or method.
const LOGGED_CHARS: usize = 256;

/// Checks the limits, calls the handler, counts and logs the request.
pub(super) async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let _in_flight = app.metrics.start_request();
    let id = app.request_ids.of(request.headers());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or(UNMATCHED, MatchedPath::as_str)
        .to_owned();
    let line = tracing::enabled!(tracing::Level::INFO).then(|| {
        let path = request
            .uri()
            .path_and_query()
            .map_or("", |path| path.as_str());
        (bounded(request.method().as_str()), bounded(path))
    });
    let response = match app.limits.admit(request).await {
        Ok(request) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    let response = add_headers(&app, problem::complete(response, &id), &id);
    let status = response.status().as_u16();
    let taken = started.elapsed();
    app.metrics.count_request(route, status, taken);
    if let Some((method, path)) = line {
        let micros = taken.as_micros();
        tracing::info!(%id, ?method, ?path, status, micros, "request");
    }
    response
}

/// Adds the headers of every response.
fn add_headers(app: &App, mut response: Response, id: &str) -> Response {
    let headers = response.headers_mut();
    headers.insert(request_id::HEADER, request_id::header(id));
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    if !app.is_ready() {
        // The client's next request should go to another server.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Cuts a text for the log.
fn bounded(text: &str) -> String {
    text.chars().take(LOGGED_CHARS).collect()
}
