//! The schema of problems, for the description of the server.

use serde::Serialize;
use utoipa::ToSchema;

/// A problem of RFC 9457. The members after `request_id` are for programs; each problem has those that
/// apply.
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema: problems are written by `Problem`")]
pub(in crate::serve) struct ProblemBody {
    /// The path of the description of the problem type.
    r#type: String,
    /// What all problems of the type have in common.
    title: String,
    /// The status code of the response.
    status: u16,
    /// What is wrong with this request.
    detail: String,
    /// The id of the request. Absent in a part of a response.
    request_id: Option<String>,
    /// The parameter of the path, the query or the body that has to be corrected.
    parameter: Option<String>,
    /// The parameters that the path has.
    parameters: Option<Vec<String>>,
    /// Registered names that are similar to an unknown calendar's.
    suggestions: Option<Vec<String>>,
    /// The field of the date that is wrong.
    field: Option<String>,
    /// The first valid value of the field, or the first date of the calendar.
    first: Option<Bound>,
    /// The last valid value of the field, or the last date of the calendar.
    last: Option<Bound>,
    /// The limit that the request exceeds.
    limit: Option<usize>,
    /// The last existing day before a gap in a month.
    before: Option<u8>,
    /// The first existing day after a gap in a month.
    after: Option<u8>,
    /// The eras of the calendar.
    known: Option<Vec<String>>,
    /// The place of the error in a text, from 0.
    byte: Option<usize>,
    /// The line of the error in the body, from 1.
    line: Option<usize>,
    /// The column of the error in the body.
    column: Option<usize>,
}

/// A bound of a field, or a date.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "a schema")]
pub(in crate::serve) enum Bound {
    Number(i64),
    Date(String),
}
