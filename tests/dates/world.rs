//! The recorded arithmetic of Temporal (`tests/data/world/arith_*.csv`), with built-in calendars and with
//! plain ones.

use calendar_registry::{
    Backend, Calendar, Date, DateSpan, JulianDay, Overflow, Unit, YearMonthDay,
};

use crate::builtin_and_plain;
use crate::common::csv::{Row, for_each_row};

/// These files have no date before the ISO year 1.
fn day(iso: &str) -> JulianDay {
    let date: YearMonthDay = iso.parse().unwrap();
    calendar_registry::calendars::Gregorian
        .julian_day(date)
        .unwrap()
}

/// Reads the span in four columns.
fn span(row: &Row<'_>, column: usize) -> DateSpan {
    DateSpan {
        years: row.get(column),
        months: row.get(column + 1),
        weeks: row.get(column + 2),
        days: row.get(column + 3),
    }
}

pub(crate) fn unit(field: &str) -> Unit {
    match field {
        "year" => Unit::Year,
        "month" => Unit::Month,
        "week" => Unit::Week,
        "day" => Unit::Day,
        _ => panic!("{field}"),
    }
}

pub(crate) fn overflow(field: &str) -> Overflow {
    match field {
        "constrain" => Overflow::Constrain,
        "reject" => Overflow::Reject,
        _ => panic!("{field}"),
    }
}

/// Compares every row with the calendars of its identifier, and returns the number of comparisons.
fn compare(file: &str, check: fn(&Calendar, &Row<'_>) -> bool) -> usize {
    let calendars = builtin_and_plain();
    let (mut compared, mut different) = (0, Vec::new());
    for_each_row(file, ',', |row| {
        let id = Some(row.fields[0]);
        for calendar in calendars.iter().filter(|one| one.unicode_id() == id) {
            compared += 1;
            if !check(calendar, row) {
                different.push(row.line.to_owned());
            }
        }
    });
    assert!(different.is_empty(), "{file}: {different:#?}");
    compared
}

#[test]
fn spans_are_added_as_in_temporal() {
    let compared = compare("world/arith_add.csv", |calendar, row| {
        let from = Date::from_julian_day(calendar, day(row.fields[1])).unwrap();
        let found = from.add(span(row, 2), overflow(row.fields[6])).ok();
        let expected = Some(row.fields[7]).filter(|answer| *answer != "RangeError");
        found.map(|date| date.julian_day()) == expected.map(day)
    });
    assert_eq!(compared, 2 * 1_322);
}

#[test]
fn differences_are_counted_as_in_temporal() {
    let compared = compare("world/arith_until.csv", |calendar, row| {
        let [from, to] = [row.fields[1], row.fields[2]]
            .map(|iso| Date::from_julian_day(calendar, day(iso)).unwrap());
        from.until(&to, unit(row.fields[3])) == Ok(span(row, 4))
    });
    assert_eq!(compared, 2 * 1_346);
}
