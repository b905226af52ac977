//! Compares skeletons with ICU 78.2, which `tests/data/text/skeletons.csv` records.

use super::*;
use crate::text::parse::testing::{Language, csv};

/// ICU writes `E` as `EEE`, which means the same.
fn without_equal_widths(pattern: &str) -> String {
    let pattern = pattern.replace("EEEE", "§");
    pattern.replace("EEE", "E").replace('§', "EEEE")
}

#[test]
fn best_patterns_are_those_of_icu() {
    let mut rows = 0;
    for row in csv("skeletons.csv") {
        let [locale, calendar, skeleton, expected] = row.as_slice() else {
            panic!("{row:?}");
        };
        let language = Language::new(&format!("{locale}-u-ca-{calendar}"));
        let symbols = language.symbols();
        let pattern = resolve(&skeleton.parse().unwrap(), &symbols).pattern;
        let [found, expected] = [&pattern, expected.as_str()].map(without_equal_widths);
        assert_eq!(found, expected, "{row:?}");
        rows += 1;
    }
    assert!(rows > 2_000, "{rows}");
}

#[test]
fn missing_fields_are_appended() {
    let language = Language::new("en");
    let symbols = language.symbols();
    let pattern = |skeleton: &str| {
        resolve(&skeleton.parse().unwrap(), &symbols)
            .pattern
            .into_owned()
    };
    assert_eq!(pattern("yMMMMdQQQ"), "MMMM d, y QQQ");
    assert_eq!(pattern("DF"), "D F");
    assert_eq!(pattern("yyyyMMdd"), "MM/dd/yyyy");
    assert_eq!(pattern("GyMMMMEEEEd"), "EEEE, MMMM d, y G");
}

#[test]
fn every_error_has_a_message() {
    for (text, message) in [
        ("", "the skeleton is empty"),
        ("yMH", "'H' at byte 2 is not a field of a date"),
        ("ylMM", "'l' at byte 1 is not a field of a date"),
        ("MML", "the field 'L' at byte 2 was given before"),
        ("yMMMMMM", "the field 'M' at byte 1 has at most 5 letters"),
    ] {
        let error = text.parse::<Skeleton>().unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}
