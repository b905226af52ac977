//! Facts of Temporal (`tests/data/temporal/facts.csv`): fields, dates from fields, arithmetic and text.
//!
//! The file has the columns `calendar;op;date;given;option;expected;how;source`. Dates are ISO 8601, and
//! years count a year 0.

use std::collections::BTreeMap;

use calendar_registry::calendars::Iso;
use calendar_registry::{
    Backend, Calendar, Date, DateSpan, Fields, FieldsError, Registry, WeekRule, YearMonthDay,
};

use crate::common::csv::{Row, for_each_row};
use crate::world::{overflow, unit};

/// Reads `key=value` pairs.
fn pairs(text: &str) -> BTreeMap<&str, &str> {
    let pairs = text.split_whitespace().map(|pair| pair.split_once('='));
    pairs.collect::<Option<_>>().unwrap()
}

/// Returns the answer to one row, in the format of the file and with the expected keys.
fn answer(registry: &Registry, row: &Row<'_>, expected: &str) -> String {
    let [id, op, date, given, option] = [0, 1, 2, 3, 4].map(|column| row.fields[column]);
    if op == "parse" {
        return match Date::parse(given, registry) {
            Ok(date) => describe(&date, expected),
            Err(_) => "error".to_owned(),
        };
    }
    let calendar = registry.resolve(id).unwrap();
    if op == "from" {
        let found = fields(&calendar, given);
        let found = found.map(|fields| Date::from_fields(&calendar, fields, overflow(option)));
        return match found {
            Some(Ok(date)) => describe(&date, expected),
            Some(Err(FieldsError::NoYear | FieldsError::NoMonth | FieldsError::NoDay)) => {
                "missing".to_owned()
            }
            Some(Err(_)) | None => "error".to_owned(),
        };
    }
    let date = on(&calendar, date);
    let found = match op {
        "format" => return date.to_string(),
        "fields" => Some(date),
        "until" => return span_text(date.until(&on(&calendar, given), unit(option)).unwrap()),
        "since" => return span_text(date.since(&on(&calendar, given), unit(option)).unwrap()),
        "add" => date.add(span(given), overflow(option)).ok(),
        "with" => {
            let fields = fields(&calendar, given);
            fields.and_then(|fields| date.with(fields, overflow(option)).ok())
        }
        _ => panic!("{}", row.line),
    };
    found.map_or_else(|| "error".to_owned(), |date| describe(&date, expected))
}

/// Returns the date of a calendar on an ISO date.
fn on(calendar: &Calendar, iso: &str) -> Date {
    let date: YearMonthDay = iso.trim_start_matches('+').parse().unwrap();
    Date::from_julian_day(calendar, Iso.julian_day(date).unwrap()).unwrap()
}

/// Reads fields, or `None` if one does not fit its type.
fn fields<'a>(calendar: &Calendar, given: &'a str) -> Option<Fields<'a>> {
    let given = pairs(given);
    let mut fields = Fields::new();
    for (key, value) in &given {
        fields = match *key {
            "year" => {
                let year: i32 = value.parse().ok()?;
                fields.year(year - i32::from(year <= 0 && !calendar.has_year_zero()))
            }
            "month" => fields.month(value.parse().ok()?),
            "monthCode" => fields.month_code(value.parse().ok()?),
            "day" => fields.day(value.parse().ok()?),
            "era" => fields.era(value, given.get("eraYear")?.parse().ok()?),
            "eraYear" => fields,
            _ => panic!("{key}"),
        };
    }
    Some(fields)
}

fn span(given: &str) -> DateSpan {
    let given = pairs(given);
    let part = |key| given.get(key).map_or(0, |value| value.parse().unwrap());
    DateSpan::new()
        .years(part("years"))
        .months(part("months"))
        .weeks(part("weeks"))
        .days(part("days"))
}

fn span_text(span: DateSpan) -> String {
    let DateSpan {
        years,
        months,
        weeks,
        days,
    } = span;
    format!("years={years} months={months} weeks={weeks} days={days}")
}

/// Writes the keys of `expected` with the values of a date.
fn describe(date: &Date, expected: &str) -> String {
    let keys = expected
        .split_whitespace()
        .filter_map(|pair| pair.split_once('='));
    let pairs = keys.map(|(key, _)| format!("{key}={}", value(date, key)));
    pairs.collect::<Vec<_>>().join(" ")
}

fn value(date: &Date, key: &str) -> String {
    let era = || date.era_year().unwrap().unwrap();
    let week = || date.week(WeekRule::ISO).unwrap();
    match key {
        "iso" => {
            let text = date.to_string();
            text.split('[').next().unwrap().to_owned()
        }
        "calendar" => date.calendar().unicode_id().unwrap().to_owned(),
        "year" => date.extended_year().to_string(),
        "month" => date.month().to_string(),
        "monthCode" => date.month_code().unwrap().to_string(),
        "day" => date.day().to_string(),
        "era" => era().era.into_owned(),
        "eraYear" => era().year.to_string(),
        "dayOfWeek" => date.weekday().number().to_string(),
        "dayOfYear" => date.day_of_year().unwrap().to_string(),
        "daysInMonth" => date.days_in_month().unwrap().to_string(),
        "daysInYear" => date.days_in_year().unwrap().to_string(),
        "monthsInYear" => date.months_in_year().unwrap().to_string(),
        "inLeapYear" => date.is_leap_year().to_string(),
        "weekOfYear" => week().week.to_string(),
        "yearOfWeek" => week().year.to_string(),
        _ => panic!("{key}"),
    }
}

#[test]
fn all_facts_of_temporal_hold() {
    let registry = Registry::with_builtins();
    let mut different = Vec::new();
    let mut compared = BTreeMap::new();
    for_each_row("temporal/facts.csv", ';', |row| {
        *compared.entry(row.fields[1].to_owned()).or_insert(0) += 1;
        let expected = row.fields[5];
        let found = answer(&registry, row, expected);
        if found != expected {
            different.push(format!("{}\n  found: {found}", row.line));
        }
    });
    assert!(different.is_empty(), "{}", different.join("\n"));
    let rows = [832, 2581, 152, 736, 79, 1101, 1171, 489];
    assert_eq!(compared.into_values().collect::<Vec<_>>(), rows);
}
