//! What surrounds every request: its id, the limits, the metrics and the log.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::app::App;
use super::problem;
use super::request_id;
use super::routes::UNMATCHED;

/// No more than this of what a client wrote goes into a line of the log.
const LOGGED: usize = 256;

/// Answers a request through `next`, if the limits let it pass.
pub(super) async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let _in_flight = app.metrics.request_begins();
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
    let response = finish(&app, problem::complete(response, &id), &id);
    let status = response.status().as_u16();
    let taken = started.elapsed();
    app.metrics.request_ends(route, status, taken);
    if let Some((method, path)) = line {
        let micros = taken.as_micros();
        tracing::info!(%id, ?method, ?path, status, micros, "request");
    }
    response
}

/// The headers that every answer has.
fn finish(app: &App, mut response: Response, id: &str) -> Response {
    let headers = response.headers_mut();
    headers.insert(request_id::HEADER, request_id::header(id));
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    if !app.is_ready() {
        // The next request should go to another server.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// The beginning of a text, as long as the log takes.
fn bounded(text: &str) -> String {
    text.chars().take(LOGGED).collect()
}
