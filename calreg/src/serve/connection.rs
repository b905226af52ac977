//! One connection, from accept to close.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tower::ServiceExt;

use super::app::App;
use super::limits::Limits;
use super::problem::{Kind, Problem};
use super::stream::WriteTimeout;

/// The largest request head that hyper reads; a larger one gets a status without a body. The limits
/// of [`Limits`] are lower and respond with a problem.
const HEAD_CAPACITY: usize = 64 * 1024;
/// hyper reads up to this many headers without an allocation.
const HEADER_CAPACITY: usize = 100;

/// For this time and this many bytes, the server reads on after its last response. Closing a socket
/// with unread data resets the connection and loses the response.
const LINGER: Duration = Duration::from_secs(1);
const LINGER_BYTES: u64 = 256 * 1024;

/// Serves a connection until the client or `closing` ends it.
pub(super) async fn serve(
    app: &Arc<App>,
    router: Router,
    stream: TcpStream,
    mut closing: watch::Receiver<bool>,
) {
    let _open = app.metrics.open_connection();
    // Responses are small: Nagle's algorithm would only delay them.
    let _ = stream.set_nodelay(true);
    let stream = WriteTimeout::new(stream, app.limits.write_timeout);
    let service = service_fn(move |request: Request<Incoming>| {
        Box::pin(router.clone().oneshot(request.map(Body::new)))
    });
    let mut connection = http(&app.limits).serve_connection(TokioIo::new(stream), service);
    let mut is_closing = false;
    let ended = loop {
        tokio::select! {
            ended = std::future::poll_fn(|cx| connection.poll_without_shutdown(cx)) => break ended,
            _ = closing.wait_for(|closing| *closing), if !is_closing => {
                is_closing = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    let parts = connection.into_parts();
    let mut stream = parts.io.into_inner();
    let timed_out = ended.is_err_and(|error| error.is_timeout());
    // An idle connection has sent nothing and gets no response.
    if timed_out && !parts.read_buf.is_empty() {
        let problem = Problem::timeout("request head", app.limits.header_timeout);
        refuse(app, &mut stream, &problem).await;
    }
    linger(stream).await;
}

/// Responds 503 to a connection over the limit.
pub(super) async fn reject(app: &App, stream: TcpStream) {
    let mut stream = WriteTimeout::new(stream, LINGER);
    let detail = format!("the limit is {} connections", app.limits.max_connections);
    let problem = Problem::new(Kind::TooManyConnections, detail);
    refuse(app, &mut stream, &problem).await;
    linger(stream).await;
}

fn http(limits: &Limits) -> http1::Builder {
    let headers = limits.max_headers.saturating_mul(2);
    let head = limits.max_uri.saturating_add(limits.max_header_bytes);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.header_timeout)
        .max_headers(headers.max(HEADER_CAPACITY))
        .max_buf_size(head.saturating_mul(2).max(HEAD_CAPACITY))
        // A client may shut down its sending side and still read the response.
        .half_close(true);
    http
}

/// Sends a problem on a connection that has no request.
async fn refuse(app: &App, stream: &mut (impl AsyncWrite + Unpin), problem: &Problem) {
    app.metrics
        .count_refused_connection(problem.status().as_u16());
    let id = app.request_ids.fresh();
    tracing::info!(%id, status = problem.status().as_u16(), "refused a connection");
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
