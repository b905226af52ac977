//! The JSON of calendars and dates, for the command line and the server.

use calendar_registry::{Calendar, Date, ShowCalendar, Snapshot};
use serde::Serialize;
use utoipa::ToSchema;

use crate::query::QueryError;
use crate::text::TextForm;

/// The calendars of one generation of a registry.
#[derive(Serialize, ToSchema, Debug)]
pub struct Listing {
    /// The number of changes that the registry has published.
    pub generation: u64,
    /// The calendars, ordered by id.
    pub calendars: Vec<CalendarView>,
}

impl Listing {
    /// Lists the calendars of a snapshot.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Self {
        Listing {
            generation: snapshot.generation(),
            calendars: snapshot.calendars().map(CalendarView::of).collect(),
        }
    }
}

/// The description of a calendar.
#[derive(Serialize, ToSchema, Debug)]
pub struct CalendarView {
    /// The primary name.
    pub name: String,
    /// The other names.
    pub aliases: Vec<String>,
    /// The id. A registry never assigns an id twice.
    pub id: u64,
    /// `solar`, `lunar`, `lunisolar` or `other`.
    pub kind: &'static str,
    /// Whether the calendar extends before its historical start.
    pub proleptic: bool,
    /// Whether the calendar has a year 0.
    pub year_zero: bool,
    /// The largest number of months in a year.
    pub most_months: u8,
    /// The length of the shortest month, in days.
    pub shortest_month: u8,
    /// The length of the longest month, in days.
    pub longest_month: u8,
    /// The `ca` identifier of BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unicode_id: Option<String>,
    /// The era codes, latest first.
    pub eras: Vec<String>,
    /// The first and last year of the published tables, if the calendar follows tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<[i32; 2]>)]
    pub authoritative_years: Option<(i32, i32)>,
}

impl CalendarView {
    /// Describes a calendar.
    #[must_use]
    pub fn of(calendar: &Calendar) -> Self {
        let name = calendar.name().to_owned();
        let names = calendar.names().iter().map(ToString::to_string);
        CalendarView {
            aliases: names.filter(|other| *other != name).collect(),
            name,
            id: calendar.id().number(),
            kind: kind(calendar),
            proleptic: calendar.is_proleptic(),
            year_zero: calendar.has_year_zero(),
            most_months: calendar.maximum_months_in_year(),
            shortest_month: calendar.minimum_days_in_month(),
            longest_month: calendar.maximum_days_in_month(),
            unicode_id: calendar.unicode_id().map(str::to_owned),
            eras: calendar
                .eras()
                .iter()
                .map(|era| era.code().to_owned())
                .collect(),
            authoritative_years: calendar
                .authoritative_years()
                .map(std::ops::RangeInclusive::into_inner),
        }
    }
}

fn kind(calendar: &Calendar) -> &'static str {
    if calendar.is_solar() {
        "solar"
    } else if calendar.is_lunar() {
        "lunar"
    } else if calendar.is_lunisolar() {
        "lunisolar"
    } else {
        "other"
    }
}

/// A date in a calendar.
#[derive(Serialize, ToSchema, Debug)]
pub struct DateView {
    /// The calendar's primary name.
    pub calendar: String,
    /// The date in the form `YYYY-MM-DD`.
    pub date: String,
    /// The year.
    pub year: i32,
    /// The month's ordinal in the year, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// The month code, independent of the ordinal: `M05`, or `M05L` for a leap month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month_code: Option<String>,
    /// The era code, if the calendar has eras.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub era: Option<String>,
    /// The year of the era.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub era_year: Option<i32>,
    /// Whether the year is a leap year.
    pub leap_year: bool,
    /// Whether the calendar's published data does not cover the date. Omitted if it does.
    #[serde(skip_serializing_if = "is_false")]
    #[schema(required = false)]
    pub approximate: bool,
    /// The date as text, if a locale or a style was requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

impl DateView {
    /// Describes a date, with its text in this form.
    ///
    /// # Errors
    /// [`QueryError::NoText`].
    pub fn of(date: &Date, form: Option<TextForm>) -> Result<Self, QueryError> {
        let in_era = date.era_year().ok().flatten();
        Ok(DateView {
            calendar: date.calendar().name().to_owned(),
            date: date.year_month_day().to_string(),
            year: date.year(),
            month: date.month(),
            day: date.day(),
            month_code: date.month_code().ok().map(|code| code.to_string()),
            era_year: in_era.as_ref().map(|year| year.year),
            era: in_era.map(|year| year.era.into_owned()),
            leap_year: date.is_leap_year(),
            approximate: !date.is_authoritative(),
            text: form.map(|form| form.text(date)).transpose()?,
        })
    }
}

/// A day, its date in the source calendar and its date or dates in the target calendars.
#[derive(Serialize, ToSchema, Debug)]
pub struct Conversion<To> {
    /// The Julian Day Number.
    pub julian_day: i64,
    /// The day of the week, in English.
    pub weekday: String,
    /// The date in the source calendar.
    pub from: DateView,
    /// The date in the target calendar, or in each of them.
    pub to: To,
    /// The locale of the texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

impl<To> Conversion<To> {
    /// Describes the conversion of a date.
    ///
    /// # Errors
    /// [`QueryError::NoText`].
    pub fn new(from: &Date, to: To, form: Option<TextForm>) -> Result<Self, QueryError> {
        Ok(Conversion {
            julian_day: from.julian_day().number(),
            weekday: from.weekday().to_string(),
            from: DateView::of(from, form)?,
            to,
            locale: form.map(|form| form.locale.to_string()),
        })
    }
}

/// A day and its date in one calendar.
#[derive(Serialize, ToSchema, Debug)]
pub struct DayView {
    /// The date.
    #[serde(flatten)]
    pub date: DateView,
    /// The day of the week, in English.
    pub weekday: String,
    /// The Julian Day Number.
    pub julian_day: i64,
    /// The date of ISO 8601.
    pub iso_date: String,
    /// The locale of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

impl DayView {
    /// Describes a date and its day.
    ///
    /// # Errors
    /// [`QueryError::NoText`].
    pub fn of(date: &Date, form: Option<TextForm>) -> Result<Self, QueryError> {
        Ok(DayView {
            weekday: date.weekday().to_string(),
            julian_day: date.julian_day().number(),
            iso_date: date.display(ShowCalendar::Never).to_string(),
            locale: form.map(|form| form.locale.to_string()),
            date: DateView::of(date, form)?,
        })
    }
}
