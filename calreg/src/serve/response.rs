//! The successful responses: JSON, computed with panics caught, and their caching headers.

use std::fmt::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use calendar_registry::{JulianDay, Locale};
use serde::Serialize;

use super::app::App;
use super::problem::{Kind, Problem};

/// The media type of most responses.
pub(super) const JSON: &str = "application/json";

/// Most tags fit without a second allocation.
const TAG_CAPACITY: usize = 48;

/// What a response depends on besides the request's target and the registry's generation. It is a part
/// of the entity tag.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Variant {
    /// The locale that `Accept-Language` chose.
    pub(super) language: Option<Locale>,
    /// The current day.
    pub(super) day: Option<JulianDay>,
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(locale) = self.language {
            write!(f, "-{locale}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{}", day.number())?;
        }
        Ok(())
    }
}

/// Responds with the result of `work` as JSON that no client may cache. A panic in a calendar's backend
/// becomes a 500.
pub(super) fn json<T: Serialize>(
    work: impl FnOnce() -> Result<T, Problem>,
) -> Result<Response, Problem> {
    Ok(response(JSON, "no-store", json_bytes(work)?))
}

/// The same for a result that depends on the registry: clients may cache it, and ask each time whether
/// it has changed.
pub(super) fn registry_json<T: Serialize>(
    app: &App,
    variant: Variant,
    work: impl FnOnce() -> Result<T, Problem>,
) -> Result<Response, Problem> {
    let before = app.registry.generation();
    let mut response = response(JSON, "no-cache", json_bytes(work)?);
    let headers = response.headers_mut();
    if variant.language.is_some() {
        let language = HeaderValue::from_static("accept-language");
        headers.insert(header::VARY, language);
    }
    // A response that was computed during a change can show either state: it has no tag.
    if app.registry.generation() == before {
        let tag = entity_tag(&app.instance, format_args!("{before}{variant}"));
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

/// Responds with a body that stays the same while the process runs. `version` distinguishes the
/// representations of one path.
pub(super) fn constant(
    app: &App,
    media_type: &'static str,
    version: &str,
    body: impl Into<Body>,
) -> Response {
    let mut response = response(media_type, "no-cache", body);
    let tag = entity_tag(&app.instance, format_args!("{version}"));
    response.headers_mut().insert(header::ETAG, tag);
    response
}

/// Computes one line of JSON.
pub(super) fn json_bytes<T: Serialize>(
    work: impl FnOnce() -> Result<T, Problem>,
) -> Result<Bytes, Problem> {
    let result = catch_unwind(AssertUnwindSafe(work)).map_err(|_| internal_error())??;
    let mut json = serde_json::to_vec(&result).map_err(|_| internal_error())?;
    json.push(b'\n');
    Ok(json.into())
}

/// The problem of a failed computation. It contains no internal details.
pub(super) fn internal_error() -> Problem {
    Problem::new(Kind::Internal, "the response could not be computed")
}

/// Responds with a body of this media type.
pub(super) fn response(
    media_type: &'static str,
    caching: &'static str,
    body: impl Into<Body>,
) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
    ];
    (headers, body.into()).into_response()
}

/// Returns a strong entity tag. Generations of different processes are not comparable, so the tag
/// begins with the id of this process.
pub(super) fn entity_tag(instance: &str, version: fmt::Arguments<'_>) -> HeaderValue {
    let mut tag = String::with_capacity(TAG_CAPACITY);
    let _ = write!(tag, "\"{instance}-{version}\"");
    // The ids, numbers and locales are ASCII letters, digits and hyphens.
    HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}
