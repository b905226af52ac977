//! The successful responses: JSON, computed with panics caught, and their caching headers.

use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::{Kind, Problem};

/// How long clients and proxies may cache a response.
#[derive(Clone, Copy)]
pub(super) enum Caching {
    Never,
    /// Short, because a calendar may be replaced.
    Minute,
    /// The same, for a response that depends on `Accept-Language`.
    MinuteByLanguage,
}

impl Caching {
    const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Caching::Never => "no-store",
            Caching::Minute | Caching::MinuteByLanguage => "public, max-age=60",
        })
    }
}

/// Responds with the result of `work` as JSON. A panic in a calendar's backend becomes a 500.
pub(super) fn json<T: Serialize>(
    caching: Caching,
    work: impl FnOnce() -> Result<T, Problem>,
) -> Result<Response, Problem> {
    let result = catch_unwind(AssertUnwindSafe(work)).map_err(|_| internal_error())??;
    let mut json = serde_json::to_vec(&result).map_err(|_| internal_error())?;
    json.push(b'\n');
    Ok(response("application/json", caching, json))
}

/// The problem of a failed computation. It contains no internal details.
pub(super) fn internal_error() -> Problem {
    Problem::new(Kind::Internal, "the response could not be computed")
}

/// Responds with a body of this media type.
pub(super) fn response(
    media_type: &'static str,
    caching: Caching,
    body: impl IntoResponse,
) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, caching.header()),
    ];
    let mut response = (headers, body).into_response();
    if matches!(caching, Caching::MinuteByLanguage) {
        let language = HeaderValue::from_static("accept-language");
        response.headers_mut().insert(header::VARY, language);
    }
    response
}
