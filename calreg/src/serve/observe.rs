//! What surrounds every request: request id, limits, metrics, log.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Body as _;

#[cfg(feature = "etcd")]
use super::admin;
use super::app::App;
#[cfg(feature = "etcd")]
use super::editor::MAX_BODY;
use super::problem::{self, Problem};
use super::request_id;
use super::trace::trace_id;

/// The log keeps at most this many characters of a path or method.
const LOGGED_CHARS: usize = 256;

/// Checks the limits, calls the handler, counts and logs the request.
///
/// Not a layer of the router: axum would clone a boxed service for each request.
pub(super) async fn observe<F: Future<Output = Response>>(
    app: &App,
    request: Request,
    peer: Option<SocketAddr>,
    handle: impl FnOnce(Request) -> F,
) -> Response {
    let started = Instant::now();
    let _in_flight = app.metrics.start_request();
    let id_header = app.request_ids.of(request.headers());
    // Every id is text.
    let id = id_header.to_str().unwrap_or_default();
    let route = app.metrics.route(request.uri().path());
    let line = tracing::enabled!(tracing::Level::INFO).then(|| Line::of(&request, peer));
    let response = match check(app, &request) {
        Err(problem) => problem.into_response(),
        // The common case. A request is large: an `async fn` in between would copy it.
        Ok(_) if request.body().is_end_stream() => handle(request).await,
        Ok(max_body) => match app.limits.with_body(request, max_body).await {
            Ok(request) => handle(request).await,
            Err(problem) => problem.into_response(),
        },
    };
    let mut response = problem::complete(response, id);
    let status = response.status().as_u16();
    let taken = started.elapsed();
    app.metrics.count_request(route, status, taken);
    if let Some(line) = line {
        line.write(id, status, taken);
    }
    add_headers(app, response.headers_mut(), id_header);
    response
}

/// Checks the head of a request, and returns the limit of its body. A request that changes something
/// may have a larger body, but only after it has shown the token.
fn check(app: &App, request: &Request) -> Result<usize, Problem> {
    app.limits.check(request)?;
    #[cfg(feature = "etcd")]
    if let Some(editor) = &app.source.editor
        && request.uri().path().starts_with(admin::CHANGES_BEGIN)
    {
        editor.authorize(request.headers())?;
        return Ok(MAX_BODY);
    }
    Ok(app.limits.max_body)
}

/// Adds the headers of every response.
fn add_headers(app: &App, headers: &mut HeaderMap, id: HeaderValue) {
    headers.insert(request_id::HEADER, id);
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    if !app.is_ready() {
        // The client's next request should go to another server.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
}

/// The parts of a request that its log line shows. They are cheap to clone.
struct Line {
    peer: Option<SocketAddr>,
    trace_id: Option<String>,
    method: Method,
    uri: Uri,
}

impl Line {
    fn of(request: &Request, peer: Option<SocketAddr>) -> Self {
        Line {
            peer,
            trace_id: trace_id(request.headers()).map(str::to_owned),
            method: request.method().clone(),
            uri: request.uri().clone(),
        }
    }

    fn write(&self, id: &str, status: u16, taken: Duration) {
        let peer = self.peer.map(tracing::field::display);
        let micros = u64::try_from(taken.as_micros()).unwrap_or(u64::MAX);
        let trace_id = self.trace_id.as_deref();
        let method = bounded(self.method.as_str());
        let path = self.uri.path_and_query();
        let path = bounded(path.map_or("", |path| path.as_str()));
        tracing::info!(%id, peer, trace_id, method, path, status, micros, "request");
    }
}

/// Cuts a text for the log.
fn bounded(text: &str) -> &str {
    match text.char_indices().nth(LOGGED_CHARS) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}
