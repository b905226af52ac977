//! [`Problem`]: every error that the server answers with, in the one shape of RFC 9457.

use std::borrow::Cow;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::exchange::Failure;

/// The media type of every error.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// What can be wrong with a request, or with the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Malformed,
    BadQuery,
    BadName,
    BadDate,
    NoSuchDate,
    OutOfRange,
    UnknownCalendar,
    UnknownProblem,
    UnknownRoute,
    MethodNotAllowed,
    Timeout,
    BodyTooLarge,
    UriTooLong,
    HeadersTooLarge,
    ShuttingDown,
    TooManyConnections,
    Internal,
}

impl Kind {
    /// All of them.
    pub(super) const ALL: [Kind; 17] = [
        Kind::Malformed,
        Kind::BadQuery,
        Kind::BadName,
        Kind::BadDate,
        Kind::NoSuchDate,
        Kind::OutOfRange,
        Kind::UnknownCalendar,
        Kind::UnknownProblem,
        Kind::UnknownRoute,
        Kind::MethodNotAllowed,
        Kind::Timeout,
        Kind::BodyTooLarge,
        Kind::UriTooLong,
        Kind::HeadersTooLarge,
        Kind::ShuttingDown,
        Kind::TooManyConnections,
        Kind::Internal,
    ];

    /// The end of its `type`.
    const fn slug(self) -> &'static str {
        match self {
            Kind::Malformed => "malformed-request",
            Kind::BadQuery => "bad-query",
            Kind::BadName => "bad-name",
            Kind::BadDate => "bad-date",
            Kind::NoSuchDate => "no-such-date",
            Kind::OutOfRange => "out-of-range",
            Kind::UnknownCalendar => "unknown-calendar",
            Kind::UnknownProblem => "unknown-problem",
            Kind::UnknownRoute => "unknown-route",
            Kind::MethodNotAllowed => "method-not-allowed",
            Kind::Timeout => "request-timeout",
            Kind::BodyTooLarge => "body-too-large",
            Kind::UriTooLong => "uri-too-long",
            Kind::HeadersTooLarge => "headers-too-large",
            Kind::ShuttingDown => "shutting-down",
            Kind::TooManyConnections => "too-many-connections",
            Kind::Internal => "internal",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Kind::Malformed => "The request is malformed",
            Kind::BadQuery => "A parameter of the query is missing, repeated or unknown",
            Kind::BadName => "No calendar can have this name",
            Kind::BadDate => "The date is not written as YYYY-MM-DD",
            Kind::NoSuchDate => "The calendar does not have this date",
            Kind::OutOfRange => "The calendar has no date for this day",
            Kind::UnknownCalendar => "No calendar has this name",
            Kind::UnknownProblem => "No type of problem has this name",
            Kind::UnknownRoute => "There is nothing at this path",
            Kind::MethodNotAllowed => "The resource does not have this method",
            Kind::Timeout => "The request took too long to arrive",
            Kind::BodyTooLarge => "The request's body is too large",
            Kind::UriTooLong => "The request's path and query are too long",
            Kind::HeadersTooLarge => "The request's headers are too many or too large",
            Kind::ShuttingDown => "The server is shutting down",
            Kind::TooManyConnections => "The server has as many connections as it may have",
            Kind::Internal => "The server failed",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Kind::Malformed | Kind::BadQuery | Kind::BadName | Kind::BadDate => {
                StatusCode::BAD_REQUEST
            }
            Kind::UnknownCalendar | Kind::UnknownProblem | Kind::UnknownRoute => {
                StatusCode::NOT_FOUND
            }
            Kind::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Kind::Timeout => StatusCode::REQUEST_TIMEOUT,
            Kind::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Kind::UriTooLong => StatusCode::URI_TOO_LONG,
            Kind::NoSuchDate | Kind::OutOfRange => StatusCode::UNPROCESSABLE_ENTITY,
            Kind::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Kind::ShuttingDown | Kind::TooManyConnections => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The kind with this end of its `type`.
    pub(super) fn named(slug: &[u8]) -> Option<Self> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.slug().as_bytes() == slug)
    }

    /// What is the same in every problem of this kind.
    pub(super) fn description(self) -> Description {
        Description {
            kind: format!("/problems/{}", self.slug()),
            title: self.title(),
            status: self.status().as_u16(),
        }
    }

    /// Whether the rest of the connection cannot be trusted to be a request.
    const fn ends_the_connection(self) -> bool {
        matches!(
            self,
            Kind::Timeout
                | Kind::BodyTooLarge
                | Kind::UriTooLong
                | Kind::HeadersTooLarge
                | Kind::TooManyConnections
        )
    }
}

/// What is the same in every problem of a kind.
#[derive(Serialize, Debug)]
pub(super) struct Description {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
}

/// Why a request is not answered as it was meant.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    kind: Kind,
    detail: Cow<'static, str>,
}

/// A problem as the client sees it.
#[derive(Serialize)]
struct Body9457<'a> {
    #[serde(flatten)]
    description: Description,
    detail: &'a str,
    request_id: &'a str,
}

impl Problem {
    pub(super) fn new(kind: Kind, detail: impl Into<Cow<'static, str>>) -> Self {
        let detail = detail.into();
        Problem { kind, detail }
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
        };
        let mut json = serde_json::to_vec(&body).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// The whole answer as it goes over the wire, where there is no request to answer.
    pub(super) fn on_the_wire(&self, request_id: &str) -> Vec<u8> {
        let json = self.json(request_id);
        let status = self.status();
        let mut answer = format!(
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
        answer.extend(json);
        answer
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let kind = match failure {
            Failure::BadName(_) => Kind::BadName,
            Failure::UnknownCalendar(_) => Kind::UnknownCalendar,
            Failure::BadDate(_) | Failure::BadMonth => Kind::BadDate,
            Failure::NoSuchDate { .. } => Kind::NoSuchDate,
            Failure::OutOfRange { .. } => Kind::OutOfRange,
        };
        Problem::new(kind, failure.to_string())
    }
}

impl IntoResponse for Problem {
    /// A response that carries the problem to [`complete`], which knows the request's id.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives an error its body, its headers and the id of its request.
pub(super) fn complete(mut response: Response, request_id: &str) -> Response {
    let status = response.status();
    let problem = response.extensions_mut().remove::<Problem>();
    let failed = status.is_client_error() || status.is_server_error();
    // The framework's own errors, should there be one, get the same shape.
    let problem = problem.or_else(|| {
        failed.then(|| Problem::new(Kind::Internal, format!("the server answered {status}")))
    });
    let Some(problem) = problem else {
        return response;
    };
    let json = problem.json(request_id);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(json.len()));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if problem.kind.ends_the_connection() {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    *response.body_mut() = Body::from(json);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_under_its_own_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.slug().as_bytes()), Some(kind));
        }
    }

    #[test]
    fn an_answer_without_a_request_is_whole() {
        let answer = Problem::new(Kind::TooManyConnections, "\"quoted\"\n").on_the_wire("r-1");
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with("HTTP/1.1 503 Service Unavailable\r\n"),
            "{head}"
        );
        assert!(head.ends_with("\r\nretry-after: 1"), "{head}");
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())));
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["detail"], "\"quoted\"\n");
        assert_eq!(body["request_id"], "r-1");
    }
}
