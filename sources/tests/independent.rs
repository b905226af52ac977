//! The shipped definitions beside libraries that were written without them: see the head of each file
//! in `tests/data`.
#![forbid(unsafe_code)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use calendar_registry::{Backend, Registry, YearMonthDay};
use calendar_registry_sources::definition::{Day, Document};

/// Registers the calendars of a file of `definitions/` beside the built-in ones.
fn registry_with(file: &str) -> Registry {
    let registry = Registry::with_builtins();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../definitions");
    let document = Document::read(&folder.join(file)).unwrap_or_else(|error| panic!("{error}"));
    let base = |name: &str| Some(Arc::clone(registry.resolve(name).ok()?.backend()));
    for backend in document
        .build(&base)
        .unwrap_or_else(|error| panic!("{error}"))
    {
        registry.register(backend).unwrap();
    }
    registry
}

/// Returns the lines of a file of `tests/data`, without its head.
fn lines(file: &str) -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect()
}

fn backend(registry: &Registry, name: &str) -> Arc<dyn Backend> {
    let calendar = registry
        .resolve(name)
        .unwrap_or_else(|error| panic!("{error}"));
    Arc::clone(calendar.backend())
}

fn day(text: &str) -> Day {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Compares the dates of lines `calendar,date,day`.
fn compare(definitions: &str, data: &str, least: usize) {
    let registry = registry_with(definitions);
    let lines = lines(data);
    assert!(lines.len() >= least, "{}", lines.len());
    for line in lines {
        let [name, date, iso] = &line[..] else {
            panic!("{line:?}");
        };
        let (year, rest) = date.split_once('-').unwrap();
        let (month, of_month) = rest.split_once('-').unwrap();
        let date = YearMonthDay::new(
            year.parse().unwrap(),
            month.parse().unwrap(),
            of_month.parse().unwrap(),
        );
        let calendar = backend(&registry, name);
        let julian_day = day(iso).julian_day();
        assert_eq!(calendar.julian_day(date), Ok(julian_day), "{line:?}");
        assert_eq!(calendar.date(julian_day), Ok(date), "{line:?}");
    }
}

#[test]
fn bikram_sambat_is_that_of_nepali_datetime() {
    compare("bikram-sambat.toml", "bikram-sambat.csv", 1000);
}

#[test]
fn french_republican_is_that_of_convertdate() {
    compare("arithmetic.toml", "french-republican.csv", 200);
}

#[test]
fn bahai_is_that_of_convertdate_in_years_from_21_march() {
    compare("arithmetic.toml", "bahai.csv", 100);
}

/// Of the types by R. H. van Gent, the same as the built-in calendars but for the years named here.
#[test]
fn tabular_islamic_types_differ_from_type_2_by_their_leap_years() {
    let registry = registry_with("islamic-tabular.toml");
    for (built_in, epoch) in [("islamic-civil", "friday"), ("islamic-tbla", "thursday")] {
        let second = backend(&registry, built_in);
        for (kind, later, earlier) in [
            // A leap year of type II, and the year that has its day instead.
            ("I", &[16][..], &[15][..]),
            ("III", &[7, 18, 26], &[8, 19, 27]),
            ("IV", &[7, 10, 18, 26, 29], &[8, 11, 19, 27, 30]),
        ] {
            let name = format!("islamic tabular {kind} {epoch}");
            let calendar = backend(&registry, &name);
            for year in 1..=1500 {
                let place = (year - 1) % 30 + 1;
                let expected = match second.is_leap_year(year) {
                    true => !later.contains(&place),
                    false => earlier.contains(&place),
                };
                assert_eq!(calendar.is_leap_year(year), expected, "{name}: {year}");
            }
            let epoch = YearMonthDay::new(1, 1, 1);
            assert_eq!(calendar.julian_day(epoch), second.julian_day(epoch));
        }
    }
}

#[test]
fn cut_overs_are_those_of_java() {
    let registry = registry_with("gregorian-cut-overs.toml");
    let lines = lines("cut-overs.csv");
    assert_eq!(lines.len(), 22 * 11);
    for line in lines {
        let [name, iso, date] = &line[..] else {
            panic!("{line:?}");
        };
        // Sweden had days of its own before, which Java does not know.
        let is_swedish = (1700..1713).contains(&iso[..4].parse::<i32>().unwrap());
        if name.ends_with("/se") && is_swedish {
            continue;
        }
        let date: YearMonthDay = date.parse().unwrap();
        let calendar = backend(&registry, name);
        let julian_day = day(iso).julian_day();
        assert_eq!(calendar.date(julian_day), Ok(date), "{line:?}");
        assert_eq!(calendar.julian_day(date), Ok(julian_day), "{line:?}");
    }
}

#[test]
fn sweden_had_30_february_1712() {
    let registry = registry_with("gregorian-cut-overs.toml");
    let sweden = backend(&registry, "gregorian/se");
    let date = YearMonthDay::new(1712, 2, 30);
    assert_eq!(sweden.julian_day(date), Ok(day("1712-03-11").julian_day()));
    // The day after 28 February 1700, and the days around the two changes.
    for (iso, (year, month, of_month)) in [
        ("1700-03-10", (1700, 2, 28)),
        ("1700-03-11", (1700, 3, 1)),
        ("1712-03-12", (1712, 3, 1)),
        ("1753-02-28", (1753, 2, 17)),
        ("1753-03-01", (1753, 3, 1)),
    ] {
        let date = YearMonthDay::new(year, month, of_month);
        assert_eq!(sweden.date(day(iso).julian_day()), Ok(date), "{iso}");
    }
}

#[test]
fn fiscal_weeks_are_those_of_retail_calendar() {
    let registry = registry_with("fiscal-weeks.toml");
    let lines = lines("fiscal-weeks.csv");
    assert_eq!(lines.len(), 4 * 41);
    for line in lines {
        let calendar = backend(&registry, &line[0]);
        let year = line[1].parse().unwrap();
        for (month, iso) in (1..).zip(&line[3..]) {
            let first = calendar.julian_day(YearMonthDay::new(year, month, 1));
            assert_eq!(first, Ok(day(iso).julian_day()), "{line:?}: {month}");
        }
        let days = (1..=12).map(|month| calendar.days_in_month(Some(year), month).unwrap());
        let weeks = days.map(u32::from).sum::<u32>() / 7;
        assert_eq!(weeks.to_string(), line[2], "{line:?}");
    }
}
