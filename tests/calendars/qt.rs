//! The recorded answers of Qt 6.12's `QCalendar` (`tests/data/qt/`), with no difference except by rule:
//! - The year `i32::MIN` ([`UNSPECIFIED`]) means "no year" in Qt, so it does not answer for dates in that year.
//! - Qt rejects days outside [`QT_DAYS`] in every calendar: [`in_qt`].
//! - From the years -100, -200, … Qt does not find the year 1 as a century: [`qt_misses`].
//! - Months and days that exceed a `u8` cannot be asked for here, and must be invalid in Qt.

use std::ops::RangeInclusive;

use calendar_registry::calendars::{Gregorian, IslamicCivil, Jalali, Julian, Milankovic};
use calendar_registry::{Backend, BackendExt, JulianDay, Weekday, YearMonthDay};

use crate::common::csv::{self, Row};

const UNSPECIFIED: i32 = i32::MIN;
const QT_DAYS: RangeInclusive<i64> = -784_350_574_879..=784_354_017_364;

const CALENDARS: [(&str, &dyn Backend); 5] = [
    ("gregorian", &Gregorian),
    ("julian", &Julian),
    ("milankovic", &Milankovic),
    ("jalali", &Jalali),
    ("islamic-civil", &IslamicCivil),
];

/// Returns the day if it is in Qt's range.
fn in_qt(day: JulianDay) -> Option<JulianDay> {
    QT_DAYS.contains(&day.number()).then_some(day)
}

/// Returns whether Qt does not try the century of the answer. Its Gregorian calendar has another search.
fn qt_misses(calendar: &dyn Backend, from: i32, answer: Option<JulianDay>) -> bool {
    let year = answer
        .and_then(|day| calendar.date(day).ok())
        .map(|date| date.year);
    !calendar.is_gregorian() && from < 0 && from % 100 == 0 && year == Some(1)
}

/// Calls `check` with all rows of a kind of file, for each calendar. The check returns whether Qt is the
/// model for the row; of every ten rows, at least nine have to be such.
fn for_each_row(kind: &str, check: impl Fn(&dyn Backend, &Row<'_>) -> bool) {
    for (name, calendar) in CALENDARS {
        let file = format!("qt/{kind}_{name}.csv");
        let mut checked = 0;
        let rows = csv::for_each_row(&file, ',', |row| {
            checked += usize::from(check(calendar, row));
        });
        assert!(rows >= 300, "{file} has {rows} rows only");
        assert!(
            checked * 10 >= rows * 9,
            "{file}: {checked} of {rows} rows checked"
        );
    }
}

fn check_day(calendar: &dyn Backend, row: &Row<'_>) -> bool {
    let day = row.day(0).unwrap();
    let expected = row.maybe::<i32>(1).and_then(|_| row.date(1));
    let date = calendar.date(day).ok();
    if in_qt(day).is_none() {
        assert_eq!(expected, None, "{}", row.line);
        assert_eq!(row.get::<u8>(4), 0, "{}", row.line);
        return true;
    }
    assert_eq!(date, expected, "{}", row.line);
    assert_eq!(day.weekday().number(), row.get::<u8>(4), "{}", row.line);
    if let Some(date) = date {
        assert_eq!(calendar.julian_day(date), Ok(day), "{}", row.line);
        assert_eq!(calendar.weekday(date), Ok(day.weekday()), "{}", row.line);
    }
    true
}

#[test]
fn days_convert_as_in_qt() {
    for_each_row("days", check_day);
}

#[test]
fn random_days_convert_as_in_qt() {
    for_each_row("random", check_day);
}

#[test]
fn years_and_month_lengths_are_those_of_qt() {
    for_each_row("years", |calendar, row| {
        let year: i32 = row.get(0);
        if year == UNSPECIFIED {
            return false;
        }
        assert_eq!(calendar.is_leap_year(year), row.flag(1), "{}", row.line);
        // 0 in Qt means that the year or month does not exist.
        let months = calendar.months_in_year(year).unwrap_or(0);
        assert_eq!(months, row.get(2), "{}", row.line);
        let days = calendar.days_in_year(year).unwrap_or(0);
        assert_eq!(days, row.get(3), "{}", row.line);
        for month in 1..=12 {
            let length = calendar.days_in_month(Some(year), month).unwrap_or(0);
            assert_eq!(
                length,
                row.get(3 + usize::from(month)),
                "{}: {month}",
                row.line
            );
        }
        let first = YearMonthDay::new(year, 1, 1);
        let first = calendar.julian_day(first).ok();
        assert_eq!(first.and_then(in_qt), row.day(16), "{}", row.line);
        let last = calendar
            .days_in_month(Some(year), 12)
            .and_then(|day| calendar.julian_day(YearMonthDay::new(year, 12, day)));
        assert_eq!(last.ok().and_then(in_qt), row.day(17), "{}", row.line);
        true
    });
}

#[test]
fn dates_are_valid_as_in_qt() {
    for_each_row("validity", |calendar, row| {
        if row.get::<i32>(0) == UNSPECIFIED {
            return false;
        }
        let date = row.date(0);
        let day = date.and_then(|date| calendar.julian_day(date).ok());
        let valid = date.is_some_and(|date| calendar.is_valid(date));
        assert_eq!(valid, row.flag(3), "{}", row.line);
        assert_eq!(day.and_then(in_qt), row.day(4), "{}", row.line);
        true
    });
}

#[test]
fn centuries_match_as_in_qt() {
    for_each_row("century", |calendar, row| {
        let year: i32 = row.get(0);
        if year == UNSPECIFIED {
            return false;
        }
        let day = row.date(0).and_then(|date| {
            let weekday = u8::try_from(row.get::<i64>(3))
                .ok()
                .and_then(Weekday::from_number)?;
            calendar.match_century_to_weekday(date, weekday).ok()?
        });
        if qt_misses(calendar, year, day) {
            assert_ne!(day, row.day(4), "{}", row.line);
            return false;
        }
        assert_eq!(day.and_then(in_qt), row.day(4), "{}", row.line);
        true
    });
}

#[test]
fn months_and_years_are_added_as_in_qt() {
    for_each_row("arith", |calendar, row| {
        let date = calendar.date(row.day(0).unwrap()).unwrap();
        if date.year == UNSPECIFIED {
            return false;
        }
        let length = calendar.days_in_month(Some(date.year), date.month);
        assert_eq!(calendar.day_of_year(date), Ok(row.get(3)), "{}", row.line);
        assert_eq!(
            calendar.days_in_year(date.year),
            Ok(row.get(4)),
            "{}",
            row.line
        );
        assert_eq!(length, Ok(row.get(5)), "{}", row.line);
        let later = [
            (calendar.add_months(date, row.get(1)), row.day(6)),
            (calendar.add_years(date, row.get(2)), row.day(7)),
        ];
        for (date, expected) in later {
            let known = date.ok().filter(|date| date.year != UNSPECIFIED);
            let day = known.map(|date| calendar.julian_day(date).unwrap());
            assert_eq!(day.and_then(in_qt), expected, "{}", row.line);
        }
        true
    });
}

#[test]
fn properties_are_those_of_qt() {
    let mut found = 0;
    csv::for_each_row("qt/properties.csv", ',', |row| {
        // The row of Qt's invalid calendar has no counterpart.
        let mut calendars = CALENDARS.iter();
        let Some((_, calendar)) = calendars.find(|(name, _)| *name == row.fields[0]) else {
            return assert_eq!(row.fields[0], "(invalid)");
        };
        found += 1;
        check_properties(*calendar, row);
    });
    assert_eq!(found, CALENDARS.len());
}

fn check_properties(calendar: &dyn Backend, row: &Row<'_>) {
    assert_eq!(calendar.names().first(), Some(&row.fields[1]));
    let flags = [
        calendar.is_gregorian(),
        calendar.is_lunar(),
        calendar.is_lunisolar(),
        calendar.is_solar(),
        calendar.is_proleptic(),
        calendar.has_year_zero(),
    ];
    for (column, flag) in (2..).zip(flags) {
        assert_eq!(flag, row.flag(column), "{}: column {column}", row.line);
    }
    assert_eq!(calendar.maximum_days_in_month(), row.get(8), "{}", row.line);
    assert_eq!(calendar.minimum_days_in_month(), row.get(9), "{}", row.line);
    let months = calendar.maximum_months_in_year();
    assert_eq!([months; 2], [row.get(10), row.get(11)], "{}", row.line);
    // In Qt an unspecified year is a common one, with the longest months.
    let common = (1..9).find(|year| !calendar.is_leap_year(*year)).unwrap();
    assert_eq!(
        calendar.days_in_year(common),
        Ok(row.get(12)),
        "{}",
        row.line
    );
    assert!(!row.flag(13), "{}", row.line);
    let lengths: Vec<u8> = row.fields[14]
        .split('/')
        .map(|text| text.parse().unwrap())
        .collect();
    assert_eq!(lengths.len(), 13, "{}", row.line);
    for (month, expected) in (1..).zip(lengths) {
        let length = calendar.days_in_month(None, month).unwrap_or(0);
        assert_eq!(length, expected, "{}: month {month}", row.line);
    }
    for (month, column) in [(0, 15), (13, 16)] {
        let length = calendar.days_in_month(None, month).unwrap_or(0);
        assert_eq!(length, row.get(column), "{}: month {month}", row.line);
    }
}
