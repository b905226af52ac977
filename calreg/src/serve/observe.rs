//! The middleware of every request: request id, limits, metrics, log.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

#[cfg(feature = "etcd")]
use super::admin;
use super::app::App;
use super::connection::Peer;
#[cfg(feature = "etcd")]
use super::editor::MAX_BODY;
use super::metrics::UNMATCHED;
use super::problem::{self, Problem};
use super::request_id;
use super::trace::trace_id;

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
    let line = tracing::enabled!(tracing::Level::INFO).then(|| Line::of(&request));
    let response = match admit(&app, &route, request).await {
        Ok(request) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    let response = add_headers(&app, problem::complete(response, &id), &id);
    let status = response.status().as_u16();
    let taken = started.elapsed();
    app.metrics.count_request(route, status, taken);
    if let Some(line) = line {
        line.write(&id, status, taken);
    }
    response
}

/// Checks the limits. A request that changes something may have a larger body, but only after it has
/// shown the token.
async fn admit(app: &App, route: &str, request: Request) -> Result<Request, Problem> {
    #[cfg(feature = "etcd")]
    if let Some(editor) = app
        .source
        .editor
        .as_ref()
        .filter(|_| route == admin::CHANGES)
    {
        editor.authorize(request.headers())?;
        return app.limits.admit_with_body(request, MAX_BODY).await;
    }
    let _ = route;
    app.limits.admit(request).await
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

/// The parts of a request that its log line shows.
struct Line {
    peer: Option<SocketAddr>,
    trace_id: Option<String>,
    method: String,
    path: String,
}

impl Line {
    fn of(request: &Request) -> Self {
        let path = request.uri().path_and_query();
        Line {
            peer: request.extensions().get().map(|Peer(peer)| *peer),
            trace_id: trace_id(request.headers()).map(str::to_owned),
            method: bounded(request.method().as_str()),
            path: bounded(path.map_or("", |path| path.as_str())),
        }
    }

    fn write(self, id: &str, status: u16, taken: Duration) {
        let peer = self.peer.map(tracing::field::display);
        let micros = u64::try_from(taken.as_micros()).unwrap_or(u64::MAX);
        let (method, path, trace_id) = (self.method, self.path, self.trace_id);
        tracing::info!(%id, peer, trace_id, method, path, status, micros, "request");
    }
}

/// Cuts a text for the log.
fn bounded(text: &str) -> String {
    text.chars().take(LOGGED_CHARS).collect()
}
