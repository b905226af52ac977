//! Conversions of a date to one or several calendars.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use calendar_registry::{Calendar, Date, Guard, Snapshot};
use serde::Serialize;

use crate::serve::app::App;
use crate::serve::dates::{DateParameters, date_on};
use crate::serve::language::text_form;
use crate::serve::problem::{Kind, Problem, Report, at};
use crate::serve::response::registry_json;
use crate::serve::uri::{lossy, query};
use crate::text::TextForm;
use crate::view::{Conversion, DateView};

/// The word for all calendars.
const ALL: &str = "all";

/// The targets of a conversion, and those that have no date for the day.
#[derive(Serialize, Debug)]
pub(in crate::serve) struct Converted {
    #[serde(flatten)]
    conversion: Conversion<To>,
    /// The calendars whose range does not contain the day, if all calendars are requested.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unavailable: Vec<Unavailable>,
}

/// The date in the target calendar, or a list if there are several.
#[derive(Serialize, Debug)]
#[serde(untagged)]
enum To {
    One(DateView),
    Several(Vec<DateView>),
}

/// A calendar that has no date for the day.
#[derive(Serialize, Debug)]
struct Unavailable {
    calendar: String,
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
    Problem::new(Kind::BatchTooLarge, detail).with("last", limit)
}
