//! [`Tracked`]: a body that says when it is transferred completely.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Body, Frame, SizeHint};

use super::pool::Place;

/// A body of a request or a response. While it is transferred, its connection waits for the client, but
/// not for a request head.
#[derive(Debug)]
pub(super) struct Tracked<B> {
    body: B,
    place: Arc<Place>,
    then: Then,
}

/// What the connection does after the body.
#[derive(Clone, Copy, Debug)]
pub(super) enum Then {
    /// It answers the request.
    Work,
    /// It waits for the next request.
    Wait,
}

impl<B> Tracked<B> {
    pub(super) fn new(body: B, place: Arc<Place>, then: Then) -> Self {
        place.set_transfers(true);
        place.wait();
        Tracked { body, place, then }
    }

    fn finish(&self) {
        self.place.set_transfers(false);
        match self.then {
            Then::Work => self.place.work(),
            Then::Wait => self.place.wait(),
        }
    }
}

impl<B: Body + Unpin> Body for Tracked<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        let ended = matches!(frame, Poll::Ready(None | Some(Err(_))));
        if ended || (frame.is_ready() && self.body.is_end_stream()) {
            self.finish();
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
