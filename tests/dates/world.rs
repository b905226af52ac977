//! Every recorded answer of Temporal (`data/world/arith_add.csv`, `arith_until.csv`), with no
//! difference: from our calendars, and from ICU4X's as a user would bring them.

use std::path::Path;

use calendar_registry::{
    Backend, Calendar, Date, DateSpan, JulianDay, Overflow, Unit, YearMonthDay, calendars,
};

use crate::{builtin, foreign};

/// ISO 8601 has a year 0; no date of these files is as old.
fn day(iso: &str) -> JulianDay {
    let date: YearMonthDay = iso.parse().unwrap();
    calendars::Gregorian.julian_day(date).unwrap()
}

fn number(field: &str) -> i64 {
    field.parse().unwrap()
}

fn span(fields: &[&str]) -> DateSpan {
    DateSpan {
        years: number(fields[0]),
        months: number(fields[1]),
        weeks: number(fields[2]),
        days: number(fields[3]),
    }
}

fn unit(field: &str) -> Unit {
    match field {
        "year" => Unit::Year,
        "month" => Unit::Month,
        "week" => Unit::Week,
        "day" => Unit::Day,
        _ => panic!("{field}"),
    }
}

/// Whether the answer is the recorded one.
type Check = fn(&Calendar, &[&str]) -> bool;

fn add(calendar: &Calendar, row: &[&str]) -> bool {
    let from = Date::from_julian_day(calendar, day(row[1])).unwrap();
    let overflow = match row[6] {
        "constrain" => Overflow::Constrain,
        "reject" => Overflow::Reject,
        other => panic!("{other}"),
    };
    let found = from.add(span(&row[2..6]), overflow).ok();
    let expected = Some(row[7]).filter(|answer| *answer != "RangeError");
    found.map(|date| date.julian_day()) == expected.map(day)
}

fn until(calendar: &Calendar, row: &[&str]) -> bool {
    let [from, to] = [row[1], row[2]].map(|iso| Date::from_julian_day(calendar, day(iso)).unwrap());
    from.until(&to, unit(row[3])) == Ok(span(&row[4..8]))
}

/// Every row of the file that is about one of the calendars, by its identifier; and how many they are.
#[track_caller]
fn compare(calendars: &[Calendar], file: &str, check: Check) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/world");
    let text = std::fs::read_to_string(path.join(file)).unwrap();
    let find = |name: &str| {
        let mut calendars = calendars.iter();
        calendars.find(|calendar| calendar.unicode_id() == Some(name))
    };
    let mut compared = 0;
    let mut different = Vec::new();
    for line in text.lines().skip(1) {
        let row: Vec<&str> = line.split(',').collect();
        let Some(calendar) = find(row[0]) else {
            continue;
        };
        compared += 1;
        if !check(calendar, &row) {
            different.push(line);
        }
    }
    assert!(different.is_empty(), "{file}: {different:#?}");
    compared
}

#[test]
fn builtin_calendars_add_as_temporal_does() {
    let compared = compare(&builtin(), "arith_add.csv", add);
    assert_eq!(compared, if cfg!(feature = "icu") { 1_322 } else { 970 });
}

#[test]
fn builtin_calendars_count_as_temporal_does() {
    let compared = compare(&builtin(), "arith_until.csv", until);
    assert_eq!(compared, if cfg!(feature = "icu") { 1_346 } else { 989 });
}

#[test]
fn calendars_of_users_add_as_temporal_does() {
    let compared = compare(&foreign::registered(), "arith_add.csv", add);
    assert_eq!(compared, 1_322);
}

#[test]
fn calendars_of_users_count_as_temporal_does() {
    let compared = compare(&foreign::registered(), "arith_until.csv", until);
    assert_eq!(compared, 1_346);
}
