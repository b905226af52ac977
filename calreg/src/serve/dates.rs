//! Reads dates from requests. A problem has the bounds that hold as members.

use std::sync::LazyLock;

use calendar_registry::calendars::Iso;
use calendar_registry::{
    Calendar, Date, DateError, Fields, FieldsError, Guard, JulianDay, Overflow, ParseDateError,
    ParseFieldsError, ResolveError, Resolver, ShowCalendar, YearMonthDay,
};

use super::app::App;
use super::problem::{Kind, Problem};
use crate::query::{self, QueryError, no_such_date, quoted};

/// The calendar of dates in paths, made once.
static ISO: LazyLock<Calendar> = LazyLock::new(|| Calendar::from(Iso));

/// Finds the calendars of annotations. Text without an annotation is in the built-in calendar, because
/// a registry may contain another one under that name.
struct Annotations<'a>(&'a Guard<'a>);

impl Resolver for Annotations<'_> {
    fn find(&self, name: &str) -> Result<Calendar, ResolveError> {
        if name == "iso8601" {
            return Ok(ISO.clone());
        }
        self.0.find(name)
    }
}

/// Reads a date of ISO 8601, in the calendar of its annotation if it has one:
/// `2026-11-22[u-ca=hebrew]`. Besides the forms of [`Date::parse`], a year can have a sign and four to
/// ten digits.
pub(super) fn iso_date(app: &App, pin: &Guard<'_>, text: &str) -> Result<Date, Problem> {
    let iso = &*ISO;
    if let Ok(date) = text.parse::<YearMonthDay>() {
        reject_minus_zero(text)?;
        return Date::new(iso, date).map_err(|error| nonexistent(iso, text, &error.into()));
    }
    Date::parse(text, &Annotations(pin)).map_err(|error| match error {
        ParseDateError::Date(error @ DateError::JulianDay { .. }) => out_of_range(iso, error),
        ParseDateError::Date(error) => nonexistent(iso, text, &error.into()),
        ParseDateError::Calendar(error) => Problem::unknown_calendar(app, error.name().as_bytes()),
        error => bad_date(text, &error.to_string()),
    })
}

/// Reads a date in the fields of a calendar, with a month code or an era if wanted
/// (`5787-M05L-01`, `reiwa 8-11-25`), or a date of ISO 8601 with the annotation of a calendar.
pub(super) fn date_in(
    app: &App,
    pin: &Guard<'_>,
    calendar: &Calendar,
    text: &str,
) -> Result<Date, Problem> {
    if text.contains('[') {
        return iso_date(app, pin, text);
    }
    reject_minus_zero(text)?;
    let invalid = match query::parse_date(text) {
        Ok(date) => {
            let date = Date::new(calendar, date);
            return date.map_err(|error| nonexistent(calendar, text, &error.into()));
        }
        Err(invalid) => invalid,
    };
    match Fields::parse(text) {
        Ok(fields) => from_fields(calendar, fields, text),
        Err(ParseFieldsError::Year) => Err(bad_date(text, &ParseFieldsError::Year.to_string())),
        Err(_) => Err(invalid.into()),
    }
}

/// Returns the date of these fields. The problem quotes `text`.
pub(super) fn from_fields(
    calendar: &Calendar,
    fields: Fields<'_>,
    text: &str,
) -> Result<Date, Problem> {
    let date = Date::from_fields(calendar, fields, Overflow::Reject);
    date.map_err(|error| nonexistent(calendar, text, &error))
}

/// Converts a day to its date in a calendar.
pub(super) fn date_on(calendar: &Calendar, day: JulianDay) -> Result<Date, Problem> {
    Date::from_julian_day(calendar, day).map_err(|error| out_of_range(calendar, error))
}

fn out_of_range(calendar: &Calendar, error: DateError) -> Problem {
    let description = calendar.describe(error).to_string();
    bounded(QueryError::OutOfRange { description }.into(), error)
}

/// ISO 8601 forbids the year -0, and no calendar has it.
fn reject_minus_zero(text: &str) -> Result<(), Problem> {
    let year = text
        .strip_prefix('-')
        .and_then(|text| text.split('-').next());
    if year.is_some_and(|year| !year.is_empty() && year.bytes().all(|digit| digit == b'0')) {
        return Err(bad_date(text, "the year 0 has no minus sign"));
    }
    Ok(())
}

fn bad_date(text: &str, error: &str) -> Problem {
    QueryError::InvalidDate {
        text: quoted(text.as_bytes()),
        error: error.to_owned(),
    }
    .into()
}

/// The problem of a date that does not exist in the calendar, with the wrong field and its bounds.
pub(super) fn nonexistent(calendar: &Calendar, text: &str, error: &FieldsError) -> Problem {
    let problem: Problem = no_such_date(calendar.name(), text, error).into();
    match error {
        FieldsError::NoYear => problem.with("field", "year"),
        FieldsError::NoMonth => problem.with("field", "month"),
        FieldsError::NoDay => problem.with("field", "day"),
        FieldsError::UnknownEra { known } => {
            problem.with("field", "era").with("known", known.clone())
        }
        FieldsError::Date(error) => bounded(problem, *error),
        _ => problem,
    }
}

/// Adds the wrong field and its bounds.
fn bounded(problem: Problem, error: DateError) -> Problem {
    let between = |problem: Problem, field: &'static str, first: i64, last: i64| {
        let problem = problem.with("field", field);
        problem.with("first", first).with("last", last)
    };
    match error {
        DateError::Year { first, last } => between(problem, "year", first.into(), last.into()),
        DateError::YearZero => problem.with("field", "year"),
        DateError::Month { last, .. } => between(problem, "month", 1, last.into()),
        DateError::MonthCode { .. } => problem.with("field", "month_code"),
        DateError::Day { last, .. } => between(problem, "day", 1, last.into()),
        DateError::DayGap { before, after, .. } => {
            let problem = problem.with("field", "day");
            problem.with("before", before).with("after", after)
        }
        DateError::JulianDay { first, last, .. } => match (iso_text(first), iso_text(last)) {
            (Some(first), Some(last)) => problem.with("first", first).with("last", last),
            _ => problem,
        },
        _ => problem,
    }
}

/// The ISO date of a day, if its year is an `i32`.
fn iso_text(day: JulianDay) -> Option<String> {
    let date = Date::from_julian_day(&ISO, day).ok()?;
    Some(date.display(ShowCalendar::Never).to_string())
}

/// The date of a request, as a text or in fields.
#[derive(Debug)]
pub(super) struct DateParameters {
    pub(super) date: Option<Vec<u8>>,
    pub(super) year: Option<Vec<u8>>,
    pub(super) extended_year: Option<Vec<u8>>,
    pub(super) era: Option<Vec<u8>>,
    pub(super) era_year: Option<Vec<u8>>,
    pub(super) month: Option<Vec<u8>>,
    pub(super) month_code: Option<Vec<u8>>,
    pub(super) day: Option<Vec<u8>>,
}

impl DateParameters {
    /// Reads the date in a calendar.
    pub(super) fn read(
        &self,
        app: &App,
        pin: &Guard<'_>,
        calendar: &Calendar,
    ) -> Result<Date, Problem> {
        let shown = self.shown();
        match &self.date {
            Some(date) if shown.is_empty() => {
                let text = String::from_utf8_lossy(date);
                date_in(app, pin, calendar, &text).map_err(|problem| problem.at("date"))
            }
            Some(_) => {
                let detail = "the parameter \"date\" excludes the parameters of single fields";
                Err(Problem::new(Kind::BadQuery, detail).at("date"))
            }
            None if shown.is_empty() => {
                let detail = "the parameter \"date\" is missing";
                Err(Problem::new(Kind::BadQuery, detail).at("date"))
            }
            None => self.fields(calendar, &shown.join(" ")),
        }
    }

    fn fields(&self, calendar: &Calendar, shown: &str) -> Result<Date, Problem> {
        let era = self.era.as_deref().map(String::from_utf8_lossy);
        let mut fields = Fields::new();
        if let Some(year) = number(self.year.as_deref(), "year")? {
            fields = fields.year(year);
        }
        if let Some(year) = number(self.extended_year.as_deref(), "extended_year")? {
            fields = fields.extended_year(year);
        }
        match (&era, number(self.era_year.as_deref(), "era_year")?) {
            (Some(era), Some(year)) => fields = fields.era(era, year),
            (Some(_), None) => return Err(missing("era_year", "era")),
            (None, Some(_)) => return Err(missing("era", "era_year")),
            (None, None) => {}
        }
        if let Some(month) = number(self.month.as_deref(), "month")? {
            fields = fields.month(month);
        }
        if let Some(code) = number(self.month_code.as_deref(), "month_code")? {
            fields = fields.month_code(code);
        }
        if let Some(day) = number(self.day.as_deref(), "day")? {
            fields = fields.day(day);
        }
        from_fields(calendar, fields, &quoted(shown.as_bytes()))
    }

    /// The fields that are given, as `name=value`.
    fn shown(&self) -> Vec<String> {
        let fields = [
            ("year", &self.year),
            ("extended_year", &self.extended_year),
            ("era", &self.era),
            ("era_year", &self.era_year),
            ("month", &self.month),
            ("month_code", &self.month_code),
            ("day", &self.day),
        ];
        let given = fields.into_iter().filter_map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_deref()?);
            Some(format!("{name}={value}"))
        });
        given.collect()
    }
}

fn missing(name: &'static str, other: &str) -> Problem {
    let detail = format!("the parameter \"{name}\" is missing: \"{other}\" needs it");
    Problem::new(Kind::BadQuery, detail).at(name)
}

/// Reads the value of a field: a number or a month code.
fn number<T: std::str::FromStr>(
    text: Option<&[u8]>,
    name: &'static str,
) -> Result<Option<T>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let value = str::from_utf8(text).ok().and_then(|text| text.parse().ok());
    let invalid = || {
        let form = match name {
            "month_code" => "a month code is M and two digits, and L for a leap month: M05L",
            _ => "the value is not a number in the range of the field",
        };
        let detail = format!("{} is not a {name}: {form}", quoted(text));
        Problem::new(Kind::BadDate, detail).at(name)
    };
    value.map(Some).ok_or_else(invalid)
}
