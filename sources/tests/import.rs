//! Definitions from the formats of other software.
#![forbid(unsafe_code)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use calendar_registry::calendars::{Gregorian, UmmAlQura};
use calendar_registry::{Backend, YearMonthDay, conformance};
use calendar_registry_sources::definition::{Day, Definition, import};

fn build(definition: &Definition) -> Arc<dyn Backend> {
    let built = definition.build(&|_| Some(Arc::new(Gregorian) as Arc<dyn Backend>));
    built.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn imported_fiscalclock_definitions_have_its_periods() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fiscalclock");
    let mut calendars: HashMap<String, Arc<dyn Backend>> = HashMap::new();
    let periods = fs::read_to_string(folder.join("periods.csv")).unwrap();
    let lines = periods
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    let mut count = 0;
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        let calendar = calendars.entry(fields[0].to_owned()).or_insert_with(|| {
            let json = fs::read_to_string(folder.join(format!("{}.json", fields[0]))).unwrap();
            let definition = import::fiscalclock(&json, [fields[0]]);
            build(&definition.unwrap_or_else(|error| panic!("{}: {error}", fields[0])))
        });
        let year = fields[1].parse().unwrap();
        for (month, day) in (1..).zip(&fields[2..]) {
            let first = calendar.julian_day(YearMonthDay::new(year, month, 1));
            let day: Day = day.parse().unwrap();
            assert_eq!(first, Ok(day.julian_day()), "{line}: {month}");
            count += 1;
        }
    }
    assert_eq!((calendars.len(), count), (7, 70 * (6 * 12 + 13)));
}

#[test]
fn unsupported_parts_of_fiscalclock_are_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fiscalclock");
    let nrf = fs::read_to_string(folder.join("nrf.json")).unwrap();
    for (from, to, expected) in [
        (
            "\"nearest\"",
            "\"first\"",
            "year.anchor.rule: `last` and `nearest` are supported",
        ),
        ("\"last\"", "28", "year.anchor.day: the last day of a month"),
        (
            "\"sunday\"",
            "\"sun\"",
            "week.starts_on: \"sun\" is not a weekday",
        ),
        (
            "\"spec_version\": 1",
            "\"spec_version\": 2",
            "spec_version: only version 1 is supported",
        ),
        (
            "\"default\": \"fy\"",
            "\"default\": \"x\"",
            "naming.schemes.x: there is no such scheme",
        ),
        ("week_based", "table", "year"),
        ("\"month\": 1", "\"month\": 13", "year.anchor.day: "),
        (
            "\"year_number\": \"start\"",
            "\"year_number\": \"x\"",
            "naming.schemes.fy: unknown variant `x`",
        ),
        ("{", "", "invalid type"),
    ] {
        let text = nrf.replacen(from, to, 1);
        assert_ne!(text, nrf, "{from}");
        let error = import::fiscalclock(&text, ["nrf"]).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}\n{expected}");
    }
    // A year of weeks that ends near 31 December begins twice in some years.
    let december = nrf.replacen("\"month\": 1", "\"month\": 12", 1);
    let error = import::fiscalclock(&december, ["a"])
        .unwrap_err()
        .to_string();
    assert!(error.ends_with("have the same number"), "{error}");
}

/// Returns a Hijrah variant with the months of Umm al-Qura, as the JDK writes it.
fn umm_al_qura(years: core::ops::RangeInclusive<i32>) -> String {
    let first = UmmAlQura
        .julian_day(YearMonthDay::new(*years.start(), 1, 1))
        .unwrap();
    let start = Day::new(first).unwrap();
    let mut text = format!(
        "# A comment.\nversion=1\nid = Hijrah-test\ntype=islamic-umalqura\niso-start={start}\n"
    );
    for year in years {
        let lengths = (1..=12).map(|month| UmmAlQura.days_in_month(Some(year), month).unwrap());
        let lengths: Vec<String> = lengths.map(|length| length.to_string()).collect();
        text += &format!("{year}={}\n", lengths.join(" "));
    }
    text
}

#[test]
fn imported_hijrah_variant_has_its_months() {
    let definition = import::hijrah(&umm_al_qura(1400..=1500)).unwrap();
    let calendar = build(&definition);
    assert_eq!(calendar.names(), ["Hijrah-test"]);
    for year in 1400..=1500 {
        for month in 1..=12 {
            let first = YearMonthDay::new(year, month, 1);
            assert_eq!(calendar.julian_day(first), UmmAlQura.julian_day(first));
        }
    }
    assert!(calendar.months_in_year(1399).is_err() && calendar.months_in_year(1501).is_err());
    conformance::check(&*calendar).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn wrong_hijrah_variants_are_errors() {
    let right = umm_al_qura(1446..=1448);
    for (from, to, expected) in [
        ("1447=", "1449=", "1448: the year 1447 is missing"),
        ("1447=", "1446=", "1446: it occurs twice"),
        (
            "1447=",
            "1447=30 ",
            "1447: the year has 13 months, 12 are needed",
        ),
        (
            "1447=",
            "1447=x ",
            "1447: a length of a month is not a number from 0 to 255",
        ),
        ("iso-start=", "start=", "iso-start: it is missing"),
        (
            "iso-start=",
            "iso-start=x",
            "iso-start: expected YYYY-MM-DD",
        ),
        ("id = ", "name = ", "id: it is missing"),
        ("1447=", "1447 ", "\"1447 "),
    ] {
        let text = right.replacen(from, to, 1);
        assert_ne!(text, right, "{from}");
        let error = import::hijrah(&text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}\n{expected}");
    }
    let error = import::hijrah("id=a\niso-start=2000-01-01\n").unwrap_err();
    assert_eq!(error.to_string(), "there are no years");
}
