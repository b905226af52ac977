//! [`Problem`]: every error response of the server, in the format of RFC 9457.

use std::borrow::Cow;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};

use super::app::App;
use crate::query::{QueryError, quoted};
use crate::suggest::suggestions;

mod kind;
mod schema;

pub(super) use kind::{Description, Kind};
pub(super) use schema::ProblemBody;

/// The media type of every error response.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request failed.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    kind: Kind,
    detail: Cow<'static, str>,
    /// What programs need to correct the request: names, bounds.
    members: Map<String, Value>,
}

/// The members that every problem of an operation can have.
#[derive(Serialize, Debug)]
pub(super) struct Report {
    #[serde(flatten)]
    description: Description,
    detail: Cow<'static, str>,
    #[serde(flatten)]
    members: Map<String, Value>,
}

/// The body of the response.
#[derive(Serialize)]
struct Body9457<'a> {
    #[serde(flatten)]
    description: Description,
    detail: &'a str,
    request_id: &'a str,
    #[serde(flatten)]
    members: &'a Map<String, Value>,
}

impl Problem {
    pub(super) fn new(kind: Kind, detail: impl Into<Cow<'static, str>>) -> Self {
        Problem {
            kind,
            detail: detail.into(),
            members: Map::new(),
        }
    }

    /// Adds a member to the body.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// Names the parameter of the path, of the query or of the body that has to be corrected.
    pub(super) fn at(self, parameter: &str) -> Self {
        self.with("parameter", parameter)
    }

    /// The problem of a name that no calendar has, with similar names.
    pub(super) fn unknown_calendar(app: &App, name: &[u8]) -> Self {
        let problem: Problem = QueryError::UnknownCalendar { name: quoted(name) }.into();
        problem.with("suggestions", suggestions(&app.registry.snapshot(), name))
    }

    /// The problem as a part of a response.
    pub(super) fn report(self) -> Report {
        Report {
            description: self.kind.description(),
            detail: self.detail,
            members: self.members,
        }
    }

    pub(super) fn timeout(what: &str, limit: Duration) -> Self {
        let detail = format!("the {what} did not arrive within {limit:?}");
        Problem::new(Kind::Timeout, detail)
    }

    pub(super) fn status(&self) -> StatusCode {
        self.kind.status()
    }

    fn json(&self, request_id: &str) -> Vec<u8> {
        let body = Body9457 {
            description: self.kind.description(),
            detail: &self.detail,
            request_id,
            members: &self.members,
        };
        let mut json = serde_json::to_vec(&body).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// The bytes of a whole response, for a connection without a request.
    pub(super) fn to_response_bytes(&self, request_id: &str) -> Vec<u8> {
        let json = self.json(request_id);
        let status = self.status();
        let mut response = format!(
            "HTTP/1.1 {status}\r\ncontent-type: {MEDIA_TYPE}\r\ncache-control: no-store\r\n\
             x-request-id: {request_id}\r\ncontent-length: {}\r\nconnection: close\r\n{}\r\n",
            json.len(),
            if self.kind == Kind::TooManyConnections {
                "retry-after: 1\r\n"
            } else {
                ""
            }
        )
        .into_bytes();
        response.extend(json);
        response
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        let kind = match error {
            QueryError::InvalidName { .. } => Kind::BadName,
            QueryError::UnknownCalendar { .. } => Kind::UnknownCalendar,
            QueryError::InvalidDate { .. }
            | QueryError::InvalidMonth { .. }
            | QueryError::InvalidYear { .. }
            | QueryError::InvalidText { .. } => Kind::BadDate,
            QueryError::NoSuchDate { .. } | QueryError::NoSuchYear { .. } => Kind::NoSuchDate,
            QueryError::InvalidLocale { .. } => Kind::BadLocale,
            QueryError::InvalidStyle { .. } => Kind::BadStyle,
            QueryError::NoText { .. } => Kind::NoText,
            QueryError::OutOfRange { .. } => Kind::OutOfRange,
        };
        Problem::new(kind, error.to_string())
    }
}

/// Returns a function that converts an error to a problem with this parameter, for `map_err`.
pub(super) fn at<E: Into<Problem>>(parameter: &'static str) -> impl Fn(E) -> Problem {
    move |error| error.into().at(parameter)
}

impl IntoResponse for Problem {
    /// Attaches the problem to the response. [`complete`] writes the body, which contains the
    /// request id.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the body and the headers of an error response.
pub(super) fn complete(mut response: Response, request_id: &str) -> Response {
    let status = response.status();
    let problem = response.extensions_mut().remove::<Problem>();
    let failed = status.is_client_error() || status.is_server_error();
    // An error response of the framework gets the same format.
    let problem = problem.or_else(|| {
        failed.then(|| Problem::new(Kind::Internal, format!("the server responded {status}")))
    });
    let Some(problem) = problem else {
        return response;
    };
    let json = problem.json(request_id);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(json.len()));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if problem.kind.closes_the_connection() {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    *response.body_mut() = Body::from(json);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn response_bytes_are_a_complete_response() {
        let response =
            Problem::new(Kind::TooManyConnections, "\"quoted\"\n").to_response_bytes("r-1");
        let response = String::from_utf8(response).unwrap();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with("HTTP/1.1 503 Service Unavailable\r\n"),
            "{head}"
        );
        assert!(head.ends_with("\r\nretry-after: 1"), "{head}");
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())));
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["detail"], "\"quoted\"\n");
        assert_eq!(body["request_id"], "r-1");
    }
}
