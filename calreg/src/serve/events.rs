//! The stream of the registry's generations, as server-sent events.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use hyper::body::Frame;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::app::App;
use super::problem::{Kind, Problem};
use super::response::response;
use super::uri::query;

/// The number of streams at a time. Each holds a connection.
pub(super) const MOST_STREAMS: usize = 64;
/// How often a stream compares generations. The registry calls nobody after a change.
const TICK: Duration = Duration::from_millis(500);
/// The number of ticks without an event after which a comment is sent, so that proxies keep the connection and the
/// server notices that a client has gone.
const QUIET_TICKS: u32 = 20;

/// The media type of the stream.
pub(super) const MEDIA_TYPE: &str = "text/event-stream";

/// An event `generation` with the present generation, and one after each change. The stream ends when
/// the server shuts down.
#[utoipa::path(
    get, path = "/v1/events", tag = "calendars",
    responses((status = 200, description = "The events", body = String, content_type = MEDIA_TYPE))
)]
pub(super) async fn events(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    query(&uri, [], [])?;
    let Ok(permit) = Arc::clone(&app.streams).try_acquire_owned() else {
        let detail = format!("the limit is {MOST_STREAMS} streams: ask /v1/changes with its etag");
        return Err(Problem::new(Kind::TooManyStreams, detail).with("limit", MOST_STREAMS));
    };
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let events = Events {
        app,
        sent: None,
        ticks,
        quiet: 0,
        _permit: permit,
    };
    Ok(response(MEDIA_TYPE, "no-store", Body::new(events)))
}

/// The body of the response.
struct Events {
    app: Arc<App>,
    /// The generation of the last event.
    sent: Option<u64>,
    ticks: Interval,
    /// The ticks since the last data.
    quiet: u32,
    _permit: OwnedSemaphorePermit,
}

impl Events {
    /// The data to send at this tick.
    fn data(&mut self) -> Option<Bytes> {
        let generation = self.app.registry.generation();
        let is_new = self.sent != Some(generation);
        self.quiet = self.quiet.saturating_add(1);
        if !is_new && self.quiet < QUIET_TICKS {
            return None;
        }
        self.sent = Some(generation);
        self.quiet = 0;
        Some(if is_new {
            format!("event: generation\ndata: {generation}\n\n").into()
        } else {
            Bytes::from_static(b": no change\n\n")
        })
    }
}

impl hyper::body::Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        loop {
            ready!(self.ticks.poll_tick(cx));
            if !self.app.is_ready() {
                return Poll::Ready(None);
            }
            if let Some(data) = self.data() {
                return Poll::Ready(Some(Ok(Frame::data(data))));
            }
        }
    }
}
