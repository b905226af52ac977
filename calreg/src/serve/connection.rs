//! One connection, from accept to close.

use std::future::{pending, poll_fn};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::app::App;
use super::body::Received;
use super::failure::Failure;
use super::limits::{Limits, MAX_BYTES, MAX_HEADERS, MAX_URI};
use super::pool::{Place, Signal};
use super::problem::{Kind, Problem};
use super::stream::Deadline;

/// The largest request head that hyper reads; a larger one gets a status without a body. The limits
/// of [`Limits`] are lower and respond with a problem.
const HEAD_CAPACITY: usize = 64 * 1024;
/// hyper's limit of headers if none is set. Then it needs no allocation to parse them.
const HEADER_CAPACITY: usize = 100;

/// For this time and this many bytes, the server reads on after its last response. Closing a socket
/// with unread data resets the connection and loses the response.
const LINGER: Duration = Duration::from_secs(1);
const LINGER_BYTES: u64 = 256 * 1024;

/// At shutdown, an idle connection stays open for this time: a request may have been delivered that
/// the server has not read, or be on its way.
const FIRST_BYTE_GRACE: Duration = Duration::from_millis(100);

/// The client's address: an extension of each request while the log level shows requests.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) SocketAddr);

/// Serves a connection until the client or a signal ends it.
pub(super) async fn serve(
    app: &App,
    router: Router,
    stream: TcpStream,
    peer: SocketAddr,
    place: Place,
) {
    let _open = app.metrics.open_connection();
    let place = Arc::new(place);
    // Responses are small: Nagle's algorithm would only delay them.
    let _ = stream.set_nodelay(true);
    let (stall, total) = (app.limits.write_timeout, app.limits.response_timeout);
    let stream = Deadline::new(stream, stall, total, Arc::clone(&place));
    let of_service = Arc::clone(&place);
    let service = service_fn(move |request| {
        let (router, place) = (router.clone(), Arc::clone(&of_service));
        Box::pin(async move {
            let response = router.oneshot(prepare(request, peer, &place)).await;
            place.wait();
            response
        })
    });
    let mut connection = http(&app.limits).serve_connection(TokioIo::new(stream), service);
    let mut signals = place.signals();
    let mut is_closing = false;
    let ended = loop {
        tokio::select! {
            // In this order, so that the server reads what was delivered before it closes.
            biased;
            ended = poll_fn(|cx| connection.poll_without_shutdown(cx)) => break ended,
            signal = next(&mut signals) => match signal {
                Signal::Evict if place.is_waiting() => {
                    // Nothing can be lost, so it does not linger: another connection has the place.
                    app.metrics.count_evicted_connection();
                    return;
                }
                Signal::Evict => std::pin::Pin::new(&mut connection).graceful_shutdown(),
                Signal::Close => is_closing = true,
                Signal::Serve => {}
            },
            () = sleep(FIRST_BYTE_GRACE), if is_closing => {
                is_closing = false;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    let parts = connection.into_parts();
    let mut stream = parts.io.into_inner();
    if let Err(error) = ended {
        if let Some(failure) = Failure::of(&error) {
            app.failed(failure, peer);
        } else if !parts.read_buf.is_empty() {
            // An idle connection has sent nothing and gets no response.
            let problem = Problem::timeout("request head", app.limits.header_timeout);
            refuse(app, &mut stream, peer, &problem).await;
        }
    }
    linger(stream).await;
}

/// Responds 503 to a connection over the limit of `max` connections.
pub(super) async fn reject(app: &App, mut stream: TcpStream, peer: SocketAddr, max: usize) {
    let detail = format!("the limit is {max} connections");
    let problem = Problem::new(Kind::TooManyConnections, detail);
    let _ = timeout(LINGER, refuse(app, &mut stream, peer, &problem)).await;
    linger(stream).await;
}

/// Waits for the next signal. The place keeps the sender alive.
async fn next(signals: &mut watch::Receiver<Signal>) -> Signal {
    match signals.changed().await {
        Ok(()) => *signals.borrow_and_update(),
        Err(_) => pending().await,
    }
}

/// Marks the connection as busy once the request is complete.
fn prepare(request: Request<Incoming>, peer: SocketAddr, place: &Arc<Place>) -> Request {
    let mut request = if request.body().is_end_stream() {
        place.work();
        request.map(|_| Body::empty())
    } else {
        request.map(|body| Body::new(Received::new(body, Arc::clone(place))))
    };
    if tracing::enabled!(tracing::Level::INFO) {
        request.extensions_mut().insert(Peer(peer));
    }
    request
}

fn http(limits: &Limits) -> http1::Builder {
    let headers = limits.max_headers.min(MAX_HEADERS).saturating_mul(2);
    let uri = limits.max_uri.min(MAX_URI);
    let head = uri.saturating_add(limits.max_header_bytes.min(MAX_BYTES));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.header_timeout)
        .max_buf_size(head.saturating_mul(2).max(HEAD_CAPACITY))
        // A client may shut down its sending side and still read the response.
        .half_close(true);
    // A limit makes hyper allocate for each request.
    if limits.max_headers >= HEADER_CAPACITY {
        http.max_headers(headers);
    }
    http
}

/// Sends a problem on a connection that has no request.
async fn refuse(
    app: &App,
    stream: &mut (impl AsyncWrite + Unpin),
    peer: SocketAddr,
    problem: &Problem,
) {
    let status = problem.status().as_u16();
    app.metrics.count_refused_connection(status);
    let id = app.request_ids.fresh();
    if let Some(suppressed) = app.throttle.admit(Instant::now()) {
        // Overload needs an operator; a slow request head does not.
        if problem.status().is_server_error() {
            tracing::warn!(%id, %peer, status, suppressed, "refused a connection");
        } else {
            tracing::info!(%id, %peer, status, suppressed, "refused a connection");
        }
    }
    // The client may have closed the connection.
    let _ = stream.write_all(&problem.to_response_bytes(&id)).await;
}

/// Closes a connection without losing the last response.
async fn linger(mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    let rest = async {
        stream.shutdown().await?;
        let mut rest = (&mut stream).take(LINGER_BYTES);
        tokio::io::copy(&mut rest, &mut tokio::io::sink()).await
    };
    let _ = timeout(LINGER, rest).await;
}
