//! One connection, from its first request to its end.

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
use super::stream::Impatient;

/// What hyper reads of a request's head before it gives up on it with a bare status.
/// The limits of [`Limits`] are lower, and answer with a problem.
const HEAD_CAPACITY: usize = 64 * 1024;
/// How many headers hyper reads without an allocation.
const HEADER_CAPACITY: usize = 100;

/// How long, and for how many bytes, a finished connection is still read: closing it with
/// something unread would destroy the last answer on its way.
const LINGER: Duration = Duration::from_secs(1);
const LINGER_BYTES: u64 = 256 * 1024;

/// Serves a connection until the client or `closing` ends it.
pub(super) async fn serve(
    app: &Arc<App>,
    router: Router,
    stream: TcpStream,
    mut closing: watch::Receiver<bool>,
) {
    let _open = app.metrics.connection_begins();
    // Answers are small: the next one should not wait for an acknowledgement of the last.
    let _ = stream.set_nodelay(true);
    let stream = Impatient::new(stream, app.limits.write_timeout);
    let service = service_fn(move |request: Request<Incoming>| {
        Box::pin(router.clone().oneshot(request.map(Body::new)))
    });
    let mut connection = http(&app.limits).serve_connection(TokioIo::new(stream), service);
    let mut told = false;
    let ended = loop {
        tokio::select! {
            ended = std::future::poll_fn(|cx| connection.poll_without_shutdown(cx)) => break ended,
            _ = closing.wait_for(|closing| *closing), if !told => {
                told = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    let parts = connection.into_parts();
    let mut stream = parts.io.into_inner();
    let late = ended.is_err_and(|error| error.is_timeout());
    // Who sent nothing is an idle connection, and expects no answer.
    if late && !parts.read_buf.is_empty() {
        let problem = Problem::timeout("request's head", app.limits.header_timeout);
        refuse(app, &mut stream, &problem).await;
    }
    linger(stream).await;
}

/// Tells a connection that there are too many.
pub(super) async fn turn_away(app: &App, stream: TcpStream) {
    let mut stream = Impatient::new(stream, LINGER);
    let detail = format!("the limit is {}", app.limits.max_connections);
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
        // Who has sent everything and closed that direction may still want the answer.
        .half_close(true);
    http
}

/// Answers where there is no request to answer.
async fn refuse(app: &App, stream: &mut (impl AsyncWrite + Unpin), problem: &Problem) {
    app.metrics.refused_connection(problem.status().as_u16());
    let id = app.request_ids.fresh();
    tracing::info!(%id, status = problem.status().as_u16(), "refused a connection");
    // If the client is gone, there is nobody to tell.
    let _ = stream.write_all(&problem.on_the_wire(&id)).await;
}

/// Ends a connection without losing what was last written to it.
async fn linger(mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    let rest = async {
        stream.shutdown().await?;
        let mut rest = (&mut stream).take(LINGER_BYTES);
        tokio::io::copy(&mut rest, &mut tokio::io::sink()).await
    };
    let _ = timeout(LINGER, rest).await;
}
