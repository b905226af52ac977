//! Conversions of a date to one or several calendars.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use calendar_registry::{Calendar, Date, Guard, Snapshot};
use serde::Serialize;
use utoipa::ToSchema;

use crate::serve::app::App;
use crate::serve::dates::{DateParameters, date_on};
use crate::serve::language::text_form;
use crate::serve::problem::{Kind, Problem, ProblemBody, Report, at};
use crate::serve::response::registry_json;
use crate::serve::uri::{lossy, query};
use crate::text::TextForm;
use crate::view::{Conversion, DateView};

/// The word for all calendars.
const ALL: &str = "all";

/// The targets of a conversion, and those that have no date for the day.
#[derive(Serialize, ToSchema, Debug)]
pub(in crate::serve) struct Converted {
    #[serde(flatten)]
    conversion: Conversion<To>,
    /// The calendars whose range does not contain the day, if all calendars are requested.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    unavailable: Vec<Unavailable>,
}

/// The date in the target calendar, or a list if there are several.
#[derive(Serialize, ToSchema, Debug)]
#[serde(untagged)]
enum To {
    One(DateView),
    Several(Vec<DateView>),
}

/// A calendar that has no date for the day.
#[derive(Serialize, ToSchema, Debug)]
struct Unavailable {
    calendar: String,
    #[schema(value_type = ProblemBody)]
    problem: Report,
}

/// The calendars to convert to.
pub(in crate::serve) enum Targets<'a> {
    /// One calendar: the result is an object.
    One(&'a Calendar),
    /// Several: the result is a list.
    Several(Vec<&'a Calendar>),
    /// All calendars of a snapshot.
    All(Arc<Snapshot>),
}

impl<'a> Targets<'a> {
    /// Finds the calendars of a name, of names with commas between them, or all.
    pub(in crate::serve) fn of(
        app: &App,
        pin: &'a Guard<'_>,
        names: &str,
    ) -> Result<Self, Problem> {
        if names == ALL {
            return Ok(Targets::All(app.registry.snapshot()));
        }
        let resolve = |name: &str| app.resolve(pin, name.trim().as_bytes());
        match names.contains(',') {
            false => resolve(names).map(Targets::One),
            true => names
                .split(',')
                .map(resolve)
                .collect::<Result<_, _>>()
                .map(Targets::Several),
        }
    }

    /// The number of calendars.
    pub(in crate::serve) fn count(&self) -> usize {
        match self {
            Targets::One(_) => 1,
            Targets::Several(calendars) => calendars.len(),
            Targets::All(snapshot) => snapshot.len(),
        }
    }
}

impl Converted {
    /// Converts a date to the targets.
    pub(in crate::serve) fn of(
        from: &Date,
        targets: &Targets<'_>,
        form: Option<TextForm>,
    ) -> Result<Self, Problem> {
        let view = |calendar: &Calendar| {
            let date = date_on(calendar, from.julian_day())?;
            Ok::<_, Problem>(DateView::of(&date, form)?)
        };
        let mut unavailable = Vec::new();
        let to = match targets {
            Targets::One(calendar) => To::One(view(calendar)?),
            Targets::Several(calendars) => {
                let views = calendars.iter().map(|calendar| view(calendar));
                To::Several(views.collect::<Result<_, _>>()?)
            }
            Targets::All(snapshot) => {
                let mut views = Vec::with_capacity(snapshot.len());
                for calendar in snapshot.calendars() {
                    match view(calendar) {
                        Ok(view) => views.push(view),
                        Err(problem) => unavailable.push(Unavailable {
                            calendar: calendar.name().to_owned(),
                            problem: problem.report(),
                        }),
                    }
                }
                To::Several(views)
            }
        };
        Ok(Converted {
            conversion: Conversion::new(from, to, form)?,
            unavailable,
        })
    }
}

/// A date of the calendar `from`, converted to the calendars `to`.
#[utoipa::path(
    get, path = "/v1/convert", tag = "dates",
    params(
        ("from" = String, Query, description = "The calendar of the date", example = "japanese"),
        ("to" = String, Query, description = "The target calendar, several with commas between them, or all", example = "gregorian,hebrew"),
        ("date" = Option<String>, Query, description = "The date, instead of its fields: 5787-M05L-01, reiwa 8-11-25, 2026-11-22[u-ca=hebrew]"),
        ("year" = Option<i32>, Query, description = "The year in the calendar's count"),
        ("extended_year" = Option<i64>, Query, description = "The year in a count with a year 0"),
        ("era" = Option<String>, Query, description = "The code of an era", example = "reiwa"),
        ("era_year" = Option<i32>, Query, description = "The year of the era", example = 8),
        ("month" = Option<u8>, Query, description = "The month's ordinal in the year"),
        ("month_code" = Option<String>, Query, description = "The month's code", example = "M11"),
        ("day" = Option<u8>, Query, description = "The day of the month", example = 25),
        ("locale" = Option<String>, Query, description = "The locale, a tag of BCP 47; by default by Accept-Language", example = "en"),
        ("style" = Option<String>, Query, description = "full, long, medium or short", example = "medium"),
    ),
    responses((
        status = 200, description = "The date in each calendar", body = Converted,
        example = json!({
            "julian_day": 2461370, "weekday": "Wednesday",
            "from": {
                "calendar": "Japanese", "date": "2026-11-25", "year": 2026, "month": 11, "day": 25,
                "month_code": "M11", "era": "reiwa", "era_year": 8, "leap_year": false,
                "text": "Nov 25, 8 Reiwa",
            },
            "to": [
                {
                    "calendar": "Gregorian", "date": "2026-11-25", "year": 2026, "month": 11, "day": 25,
                    "month_code": "M11", "era": "ce", "era_year": 2026, "leap_year": false,
                    "text": "Nov 25, 2026",
                },
                {
                    "calendar": "Hebrew", "date": "5787-03-15", "year": 5787, "month": 3, "day": 15,
                    "month_code": "M03", "era": "am", "era_year": 5787, "leap_year": true,
                    "text": "15 Kislev 5787",
                },
            ],
            "locale": "en",
        })
    ))
)]
pub(in crate::serve) async fn convert(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let optional = [
        "date",
        "year",
        "extended_year",
        "era",
        "era_year",
        "month",
        "month_code",
        "day",
        "locale",
        "style",
    ];
    let ([from, to], optional) = query(request.uri(), ["from", "to"], optional)?;
    let [
        date,
        year,
        extended_year,
        era,
        era_year,
        month,
        month_code,
        day,
        locale,
        style,
    ] = optional;
    let parameters = DateParameters {
        date,
        year,
        extended_year,
        era,
        era_year,
        month,
        month_code,
        day,
    };
    let (form, variant) = text_form(locale.as_deref(), style.as_deref(), request.headers())?;
    registry_json(&app, variant, || {
        let pin = app.registry.pin();
        let from = app.resolve(&pin, &from).map_err(at("from"))?;
        let targets = Targets::of(&app, &pin, &lossy(&to)).map_err(at("to"))?;
        let date = parameters.read(&app, &pin, from)?;
        Converted::of(&date, &targets, form)
    })
}

/// The problem of a batch over the limit.
pub(in crate::serve) fn too_many(count: usize, limit: usize) -> Problem {
    let detail = format!("the body asks for {count} conversions, the limit is {limit}");
    Problem::new(Kind::BatchTooLarge, detail).with("limit", limit)
}
