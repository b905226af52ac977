//! [`Kind`]: the table of problem types.

use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

/// Defines [`Kind`] from one row for each problem type: variant, status, end of its `type`, title.
macro_rules! kinds {
    ($($(#[$attribute:meta])* $kind:ident $status:ident $slug:literal $title:literal;)*) => {
        /// What is wrong with a request, or with the server.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(in crate::serve) enum Kind { $($(#[$attribute])* $kind),* }

        impl Kind {
            pub(super) const ALL: &[Kind] = &[$($(#[$attribute])* Kind::$kind),*];

            pub(super) const fn status(self) -> StatusCode {
                match self { $($(#[$attribute])* Kind::$kind => StatusCode::$status),* }
            }

            /// The end of the `type` member.
            pub(super) const fn slug(self) -> &'static str {
                match self { $($(#[$attribute])* Kind::$kind => $slug),* }
            }

            const fn title(self) -> &'static str {
                match self { $($(#[$attribute])* Kind::$kind => $title),* }
            }
        }
    };
}

kinds! {
    Malformed BAD_REQUEST "malformed-request" "The request is malformed";
    BadQuery BAD_REQUEST "bad-query" "A query parameter is missing, repeated or unknown";
    BadName BAD_REQUEST "bad-name" "The text is not a calendar name";
    BadDate BAD_REQUEST "bad-date" "The text is not a date";
    BadLocale BAD_REQUEST "bad-locale" "The text is not a locale";
    BadStyle BAD_REQUEST "bad-style" "The text is not a style";
    BadPattern BAD_REQUEST "bad-pattern" "The text is not a pattern or a skeleton";
    BadTimeZone BAD_REQUEST "bad-time-zone" "The text is not the name of a time zone";
    BadBody BAD_REQUEST "bad-body" "The body is not what the path expects";
    NoSuchDate UNPROCESSABLE_ENTITY "no-such-date" "The date does not exist in the calendar";
    OutOfRange UNPROCESSABLE_ENTITY "out-of-range" "The day is outside the calendar's range";
    NoText UNPROCESSABLE_ENTITY "no-text" "The date cannot be shown in this form";
    UnknownCalendar NOT_FOUND "unknown-calendar" "No calendar with this name is registered";
    NoDefinition NOT_FOUND "no-definition" "The calendar is not from a definition";
    UnknownProblem NOT_FOUND "unknown-problem" "The problem type does not exist";
    UnknownRoute NOT_FOUND "unknown-route" "The path does not exist";
    #[cfg(feature = "etcd")]
    Unauthorized UNAUTHORIZED "unauthorized" "The request lacks the token";
    #[cfg(feature = "etcd")]
    PreconditionRequired PRECONDITION_REQUIRED "precondition-required" "The request lacks a precondition";
    #[cfg(feature = "etcd")]
    PreconditionFailed PRECONDITION_FAILED "precondition-failed" "The definition is not the expected one";
    #[cfg(feature = "etcd")]
    BadDefinition UNPROCESSABLE_ENTITY "bad-definition" "The body is not a valid definition";
    #[cfg(feature = "etcd")]
    SourceUnavailable SERVICE_UNAVAILABLE "source-unavailable" "The source of calendars does not answer";
    MethodNotAllowed METHOD_NOT_ALLOWED "method-not-allowed" "The path does not support this method";
    Timeout REQUEST_TIMEOUT "request-timeout" "The request did not arrive in time";
    BodyTooLarge PAYLOAD_TOO_LARGE "body-too-large" "The request body is too large";
    UnsupportedMediaType UNSUPPORTED_MEDIA_TYPE "unsupported-media-type" "The body has another media type";
    BatchTooLarge UNPROCESSABLE_ENTITY "batch-too-large" "The body asks for too many conversions";
    UriTooLong URI_TOO_LONG "uri-too-long" "The path and query are too long";
    HeadersTooLarge REQUEST_HEADER_FIELDS_TOO_LARGE "headers-too-large" "The request has too many or too large headers";
    ShuttingDown SERVICE_UNAVAILABLE "shutting-down" "The server is shutting down";
    TooManyStreams SERVICE_UNAVAILABLE "too-many-streams" "The server has reached its limit of event streams";
    TooManyConnections SERVICE_UNAVAILABLE "too-many-connections" "The server has reached its connection limit";
    NotSynchronised SERVICE_UNAVAILABLE "not-synchronised" "The calendars of the source are not loaded yet";
    Internal INTERNAL_SERVER_ERROR "internal" "The server failed";
}

/// The members that are the same in every problem of a kind.
#[derive(Serialize, ToSchema, Debug)]
pub(in crate::serve) struct Description {
    /// The path of the description.
    #[serde(rename = "type")]
    kind: String,
    /// What all problems of the type have in common.
    title: &'static str,
    /// The status code of the response.
    status: u16,
}

impl Kind {
    /// Finds the kind by the end of its `type`.
    pub(in crate::serve) fn by_slug(slug: &[u8]) -> Option<Self> {
        let is_slug = |kind: &Kind| kind.slug().as_bytes() == slug;
        Kind::ALL.iter().copied().find(is_slug)
    }

    /// Describes the kind without a request.
    pub(in crate::serve) fn description(self) -> Description {
        Description {
            kind: format!("/problems/{}", self.slug()),
            title: self.title(),
            status: self.status().as_u16(),
        }
    }

    /// Whether the rest of the connection cannot be parsed as requests.
    pub(super) const fn closes_the_connection(self) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_slug() {
        for kind in Kind::ALL {
            assert_eq!(Kind::by_slug(kind.slug().as_bytes()), Some(*kind));
        }
    }
}
