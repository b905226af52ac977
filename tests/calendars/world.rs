//! The recorded dates of other software (`tests/data/world/`), compared in both directions: the date of
//! a day, its era and its month code.

use calendar_registry::calendars::Iso;
use calendar_registry::{Backend, Calendar, JulianDay, MonthCode, Registry, YearMonthDay};

use crate::common::csv::{Row, for_each_row};

/// The Julian Day of Rata Die 0.
const RATA_DIE: i64 = 1_721_425;

/// Compares a calendar with the file that has its Unicode identifier:
/// `calendar,iso_date,rd,era,era_year,year,month,month_code,day`.
pub(crate) fn compare(name: &str) {
    let calendar = Registry::with_builtins().resolve(name).unwrap();
    let rows = for_each_row(&format!("world/{name}.csv"), ',', |row| {
        assert_eq!(row.fields[0], name);
        let day = JulianDay::new(row.get::<i64>(2) + RATA_DIE);
        let date = YearMonthDay::new(row.get(5), row.get(6), row.get(8));
        assert_eq!(calendar.date(day), Ok(date), "{}", row.line);
        assert_eq!(calendar.julian_day(date), Ok(day), "{}", row.line);
        let iso = Iso.date(day).unwrap().to_string();
        assert_eq!(iso, row.fields[1], "{}", row.line);
        compare_era(&calendar, date, row);
        let code = row.get::<MonthCode>(7);
        let found = calendar.month_code(date.year, date.month);
        assert_eq!(found, Ok(code), "{}", row.line);
        let month = calendar.ordinal_month(date.year, code);
        assert_eq!(month, Ok(date.month), "{}", row.line);
    });
    assert!(rows >= 900, "{name}.csv has {rows} rows only");
}

fn compare_era(calendar: &Calendar, date: YearMonthDay, row: &Row<'_>) {
    let era = row.fields[3];
    let found = calendar.era_year(date).unwrap();
    let found = found.map(|found| (found.era.into_owned(), found.year));
    let expected = row.maybe(4).map(|year| (era.to_owned(), year));
    assert_eq!(found, expected, "{}", row.line);
    if let Some((era, year)) = expected {
        let year = calendar.year_of_era(&era, year);
        assert_eq!(year, Ok(Some(date.year)), "{}", row.line);
    }
}
