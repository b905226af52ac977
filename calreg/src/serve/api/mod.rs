//! The handlers of `/v1`.
//!
//! Each handler calls a function that is not `async`, so no pin can be held across an `.await`. The
//! function runs on a runtime thread: a backend that blocks must call
//! `tokio::task::block_in_place`, or it delays other requests.

pub(super) mod batch;
pub(super) mod calendars;
pub(super) mod convert;
pub(super) mod definition;
pub(super) mod month;
pub(super) mod text;
