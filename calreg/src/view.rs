//! The JSON of calendars and dates, the same on the command line and in the server.

use calendar_registry::{Calendar, Era, JulianDay, Snapshot, YearMonthDay};
use serde::Serialize;

use crate::exchange::{Failure, date_on};

/// All calendars of one generation of a registry.
#[derive(Serialize, Debug)]
pub struct Listing {
    /// How often the registry had been changed.
    pub generation: u64,
    /// The calendars, in the order of their ids.
    pub calendars: Vec<CalendarView>,
}

impl Listing {
    /// The calendars of a snapshot.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Self {
        Listing {
            generation: snapshot.generation(),
            calendars: snapshot.calendars().map(CalendarView::of).collect(),
        }
    }
}

/// What a calendar is.
#[derive(Serialize, Debug)]
pub struct CalendarView {
    /// Its chief name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Its id, which no other calendar of this registry ever gets.
    pub id: u64,
    /// `solar`, `lunar`, `lunisolar` or `other`.
    pub kind: &'static str,
    /// Whether it names days before its own beginning.
    pub proleptic: bool,
    /// Whether there is a year 0.
    pub year_zero: bool,
    /// The largest number of months in a year.
    pub most_months: u8,
    /// The length of the shortest month, in days.
    pub shortest_month: u8,
    /// The length of the longest month, in days.
    pub longest_month: u8,
    /// What other software knows it by: the `ca` identifier of BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unicode_id: Option<String>,
    /// The codes of its eras, the latest first.
    pub eras: Vec<&'static str>,
    /// The first and the last year that published tables cover, where it follows such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authoritative_years: Option<(i32, i32)>,
}

impl CalendarView {
    /// What this calendar is.
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
            eras: calendar.eras().iter().map(Era::code).collect(),
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

/// A date of a calendar.
#[derive(Serialize, Debug)]
pub struct DateView {
    /// The calendar's chief name.
    pub calendar: String,
    /// The date, written as ISO 8601 writes dates.
    pub date: String,
    /// Its year.
    pub year: i32,
    /// Its month, from 1.
    pub month: u8,
    /// Its day, from 1.
    pub day: u8,
    /// What its month is, whatever its place in the year: `M05`, or `M05L` for a leap month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month_code: Option<String>,
    /// The code of its era, in a calendar that has eras.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub era: Option<&'static str>,
    /// Its year in that era.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub era_year: Option<i32>,
    /// Whether its year is a leap year.
    pub leap_year: bool,
}

impl DateView {
    /// A date that exists in this calendar.
    #[must_use]
    pub fn of(calendar: &Calendar, date: YearMonthDay) -> Self {
        let code = calendar.month_code(date.year, date.month);
        let in_era = calendar.era_year(date).ok().flatten();
        DateView {
            calendar: calendar.name().to_owned(),
            date: date.to_string(),
            year: date.year,
            month: date.month,
            day: date.day,
            month_code: code.ok().map(|code| code.to_string()),
            era: in_era.map(|year| year.era),
            era_year: in_era.map(|year| year.year),
            leap_year: calendar.is_leap_year(date.year),
        }
    }

    /// The date of a day in this calendar.
    ///
    /// # Errors
    /// [`Failure::OutOfRange`] for a day that the calendar cannot name.
    pub fn on(calendar: &Calendar, day: JulianDay) -> Result<Self, Failure> {
        date_on(calendar, day).map(|date| DateView::of(calendar, date))
    }
}

/// A date, the day that it names, and the date or dates of that day elsewhere.
#[derive(Serialize, Debug)]
pub struct Conversion<To> {
    /// The Julian Day Number.
    pub julian_day: i64,
    /// The day of the week, in English.
    pub weekday: String,
    /// The date that was given.
    pub from: DateView,
    /// The same day in the calendar asked for, or in each of them.
    pub to: To,
}

impl<To> Conversion<To> {
    /// The conversion of this day.
    #[must_use]
    pub fn new(day: JulianDay, from: DateView, to: To) -> Self {
        Conversion {
            julian_day: day.number(),
            weekday: day.weekday().to_string(),
            from,
            to,
        }
    }
}

/// A day's date in one calendar.
#[derive(Serialize, Debug)]
pub struct DayView {
    /// The date in that calendar.
    #[serde(flatten)]
    pub date: DateView,
    /// The day of the week, in English.
    pub weekday: String,
    /// The Julian Day Number.
    pub julian_day: i64,
    /// The day's date in the (proleptic) Gregorian calendar, as it was asked for.
    pub iso_date: String,
}
