//! Dates of the world's calendars as other software has them (`data/world/`), with no difference:
//! the date and its era and month code for a day, and the day for each of them.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::fmt::Debug;
use std::path::Path;
use std::str::FromStr;

use calendar_registry::{Backend, Calendar, JulianDay, MonthCode, Registry, YearMonthDay};

/// A Rata Die is this much less than a Julian Day.
const RATA_DIE: i64 = 1_721_425;

/// `calendar,iso_date,rd,era,era_year,year,month,month_code,day`
struct Row<'a> {
    line: &'a str,
    fields: Vec<&'a str>,
}

impl Row<'_> {
    fn get<T: FromStr<Err: Debug>>(&self, column: usize) -> T {
        let field = self.fields[column];
        field
            .parse()
            .unwrap_or_else(|error| panic!("{field:?} in {}: {error:?}", self.line))
    }

    fn day(&self) -> JulianDay {
        JulianDay::new(self.get::<i64>(2) + RATA_DIE)
    }

    fn date(&self) -> YearMonthDay {
        YearMonthDay::new(self.get(5), self.get(6), self.get(8))
    }
}

fn text(calendar: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/world")
        .join(format!("{calendar}.csv"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Runs a check over all rows of a calendar, which is found by the file's name.
fn for_each_row(name: &str, check: fn(&Calendar, &Row<'_>)) {
    let registry = Registry::with_builtins();
    let calendar = registry.resolve(name).unwrap();
    let text = text(name);
    let mut rows = 0;
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        assert_eq!(fields[0], name);
        check(&calendar, &Row { line, fields });
        rows += 1;
    }
    assert!(rows >= 900, "{name}.csv has {rows} rows only");
}

fn the_date_is_the_same(calendar: &Calendar, row: &Row<'_>) {
    assert_eq!(calendar.date(row.day()), Ok(row.date()), "{}", row.line);
    assert_eq!(
        calendar.julian_day(row.date()),
        Ok(row.day()),
        "{}",
        row.line
    );
    let iso = calendar_registry::calendars::Iso.date(row.day()).unwrap();
    assert_eq!(iso.to_string(), row.fields[1], "{}", row.line);
}

fn the_era_is_the_same(calendar: &Calendar, row: &Row<'_>) {
    let found = calendar.era_year(row.date()).unwrap();
    if row.fields[3].is_empty() {
        assert_eq!(found, None, "{}", row.line);
        return;
    }
    let found = found.unwrap();
    assert_eq!(
        (found.era, found.year),
        (row.fields[3], row.get(4)),
        "{}",
        row.line
    );
    let year = calendar.year_of_era(row.fields[3], row.get(4));
    assert_eq!(year, Ok(Some(row.get(5))), "{}", row.line);
}

fn the_month_code_is_the_same(calendar: &Calendar, row: &Row<'_>) {
    let (year, month, code) = (row.get(5), row.get(6), row.get::<MonthCode>(7));
    assert_eq!(calendar.month_code(year, month), Ok(code), "{}", row.line);
    assert_eq!(
        calendar.ordinal_month(year, code),
        Ok(month),
        "{}",
        row.line
    );
}

macro_rules! oracle {
    ($($(#[$feature:meta])? $test:ident: $name:literal;)+) => {
        $($(#[$feature])?
        mod $test {
            use super::*;

            #[test]
            fn dates() {
                for_each_row($name, the_date_is_the_same);
            }

            #[test]
            fn eras() {
                for_each_row($name, the_era_is_the_same);
            }

            #[test]
            fn month_codes() {
                for_each_row($name, the_month_code_is_the_same);
            }
        })+

        /// No file is left out.
        #[test]
        fn all_files() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/world");
            let files = std::fs::read_dir(folder).unwrap();
            let mut names: Vec<String> = files
                .map(|file| file.unwrap().file_name().into_string().unwrap())
                .filter_map(|file| file.strip_suffix(".csv").map(str::to_owned))
                // Those of `tests/arithmetic`.
                .filter(|name| !name.starts_with("arith_"))
                .collect();
            names.sort();
            let mut tested = vec![$($name),+];
            tested.sort_unstable();
            assert_eq!(names, tested);
        }
    };
}

oracle! {
    buddhist: "buddhist";
    #[cfg(feature = "icu")]
    chinese: "chinese";
    coptic: "coptic";
    #[cfg(feature = "icu")]
    dangi: "dangi";
    ethiopic: "ethiopic";
    hebrew: "hebrew";
    indian: "indian";
    islamic_civil: "islamic-civil";
    islamic_tabular: "islamic-tbla";
    japanese: "japanese";
    julian: "julian";
    minguo: "roc";
    #[cfg(feature = "icu")]
    persian: "persian";
    #[cfg(feature = "icu")]
    umm_al_qura: "islamic-umalqura";
}
