//! Conversions of many dates in one request.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use calendar_registry::{Calendar, Guard};
use http_body_util::BodyExt;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::convert::{Converted, Targets, too_many};
use crate::serve::app::App;
use crate::serve::dates::date_in;
use crate::serve::language::text_form;
use crate::serve::problem::{Kind, Problem, ProblemBody, Report, at};
use crate::serve::response::{internal_error, json};
use crate::serve::uri::query;
use crate::text::TextForm;

/// A batch has at most this many conversions: dates times target calendars.
pub(in crate::serve) const MOST_CONVERSIONS: usize = 4096;

/// The longest quoted message about a body.
const MOST_CHARS: usize = 200;

/// The dates to convert.
#[derive(Deserialize, ToSchema, Debug)]
#[serde(deny_unknown_fields)]
pub(in crate::serve) struct Batch {
    /// The calendar of the dates.
    from: String,
    /// The target calendar, several with commas between them, or `all`.
    to: String,
    /// The dates, in the forms of the parameter `date`.
    dates: Vec<String>,
    /// The locale of the texts.
    #[serde(default)]
    locale: Option<String>,
    /// The style of the texts.
    #[serde(default)]
    style: Option<String>,
}

/// The results, in the order of the dates.
#[derive(Serialize, ToSchema, Debug)]
pub(in crate::serve) struct Results {
    results: Vec<Outcome>,
}

/// A conversion, or why there is none.
#[derive(Serialize, ToSchema, Debug)]
#[serde(untagged)]
enum Outcome {
    Converted(Box<Converted>),
    Failed {
        date: String,
        #[schema(value_type = ProblemBody)]
        problem: Report,
    },
}

/// The dates of the body, converted. A date that cannot be converted has a problem in its place.
#[utoipa::path(
    post, path = "/v1/convert", tag = "dates",
    request_body(
        content = Batch,
        example = json!({ "from": "iso", "to": "hebrew", "dates": ["2027-02-08", "2027-02-30"] })
    ),
    responses((
        status = 200, description = "A result for each date", body = Results,
        example = json!({ "results": [
            {
                "julian_day": 2461445, "weekday": "Monday",
                "from": {
                    "calendar": "ISO 8601", "date": "2027-02-08", "year": 2027, "month": 2, "day": 8,
                    "month_code": "M02", "leap_year": false,
                },
                "to": {
                    "calendar": "Hebrew", "date": "5787-06-01", "year": 5787, "month": 6, "day": 1,
                    "month_code": "M05L", "era": "am", "era_year": 5787, "leap_year": true,
                },
            },
            {
                "date": "2027-02-30",
                "problem": {
                    "type": "/problems/no-such-date",
                    "title": "The date does not exist in the calendar", "status": 422,
                    "detail": "ISO 8601 has no date 2027-02-30: day 30 does not exist: the month has days 1 to 28",
                    "field": "day", "first": 1, "last": 28,
                },
            },
        ] })
    ))
)]
pub(in crate::serve) async fn convert_batch(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    query(request.uri(), [], [])?;
    check_media_type(request.headers())?;
    let (head, body) = request.into_parts();
    // The limits have read the body: this does not wait.
    let body = body.collect().await.map_err(|_| internal_error())?;
    let batch = parse(&body.to_bytes())?;
    let locale = batch.locale.as_deref().map(str::as_bytes);
    let style = batch.style.as_deref().map(str::as_bytes);
    let (form, _) = text_form(locale, style, &head.headers)?;
    json(|| {
        let pin = app.registry.pin();
        let from = app
            .resolve(&pin, batch.from.as_bytes())
            .map_err(at("from"))?;
        let targets = Targets::of(&app, &pin, &batch.to).map_err(at("to"))?;
        let count = batch.dates.len().saturating_mul(targets.count());
        if count > MOST_CONVERSIONS {
            return Err(too_many(count, MOST_CONVERSIONS));
        }
        let convert = |date: &String| outcome(&app, &pin, from, date, &targets, form);
        let results = batch.dates.iter().map(convert).collect();
        Ok(Results { results })
    })
}

fn outcome(
    app: &App,
    pin: &Guard<'_>,
    from: &Calendar,
    date: &str,
    targets: &Targets<'_>,
    form: Option<TextForm>,
) -> Outcome {
    let converted = date_in(app, pin, from, date);
    let converted = converted.and_then(|date| Converted::of(&date, targets, form));
    match converted {
        Ok(converted) => Outcome::Converted(Box::new(converted)),
        Err(problem) => Outcome::Failed {
            date: date.to_owned(),
            problem: problem.report(),
        },
    }
}

fn check_media_type(headers: &HeaderMap) -> Result<(), Problem> {
    let given = headers.get(header::CONTENT_TYPE);
    let given = given.map_or(Cow::Borrowed(""), |value| {
        String::from_utf8_lossy(value.as_bytes())
    });
    let essence = given.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let detail = "the body must be application/json: set the header content-type";
    Err(Problem::new(Kind::UnsupportedMediaType, detail))
}

fn parse(body: &Bytes) -> Result<Batch, Problem> {
    serde_json::from_slice(body).map_err(|error| {
        // The message can quote the body, so it is cut.
        let message: String = error.to_string().chars().take(MOST_CHARS).collect();
        let detail = format!("the body is not a batch: {message}");
        Problem::new(Kind::BadBody, detail)
            .with("line", error.line())
            .with("column", error.column())
    })
}
