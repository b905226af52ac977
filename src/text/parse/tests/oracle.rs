//! Compares both readers with ICU 78.2. `tests/data/text/parse.csv` has its answers.

use super::*;

/// Rows on which a reader differs from ICU, and what it returns. The first part of a row is its
/// mode, pattern and text.
const DIFFERENCES: &[(&str, &str, &str, &str)] = &[
    // Strict is to the letter: width, spaces, case, weekday.
    (
        "strict",
        "d MMM y",
        "22 November 2026",
        "at byte 6: expected the text of the pattern",
    ),
    (
        "strict",
        "d MMMM y",
        " 22 November 2026",
        "at byte 0: expected a number with the digits of the pattern",
    ),
    (
        "strict",
        "EEEE, d MMMM y",
        "Monday, 22 November 2026",
        "at byte 0: the field contradicts the date",
    ),
    (
        "strict",
        "d. MMMM y",
        "22. november 2026",
        "at byte 4: expected the name of a month",
    ),
    // 5787 is a leap year, and has Adar I and Adar II.
    (
        "strict",
        "d MMMM y",
        "1 Adar 5787",
        "at byte 2: expected the name of a month",
    ),
    // Lenient reads other spellings, but no other dates.
    (
        "lenient",
        "y-MM-dd",
        "2026-2-29",
        "at byte 7: day 29 does not exist: the month has days 1 to 28",
    ),
    (
        "lenient",
        "EEEE, d MMMM y",
        "Monday, 22 November 2026",
        "at byte 0: the field contradicts the date",
    ),
    ("lenient", "d MMMM y", "22 ноябрь 2026", "2026-11-22"),
    ("lenient", "d MMMM y", "22 KASIM 2026", "2026-11-22"),
];

#[test]
fn both_readers_agree_with_icu_or_differ_as_listed() {
    let mut different = Vec::new();
    for row in csv("parse.csv") {
        let [locale, pattern, text, mode, iso, _, _] = row.as_slice() else {
            panic!("{row:?}");
        };
        let language = Language::new(locale);
        let found = match mode.as_str() {
            // ICU writes the first year of an era as 元 in all such patterns.
            "strict" if locale.starts_with("ja") => {
                language.strict_with(pattern, "y=jpanyear", text)
            }
            "strict" => language.strict(pattern, text),
            _ => language.lenient(pattern, text),
        };
        let expected = match iso.as_str() {
            // ICU writes its year -2043.
            "-002043-02" => "-000043-03-15",
            iso => iso,
        };
        if found.as_deref().unwrap_or_default() != expected {
            let found = found.unwrap_or_else(|error| error.to_string());
            different.push((mode.clone(), pattern.clone(), text.clone(), found));
        }
    }
    different.sort();
    let mut expected: Vec<_> = DIFFERENCES
        .iter()
        .map(|(mode, pattern, text, found)| {
            let [mode, pattern, text, found] = [mode, pattern, text, found].map(|s| s.to_string());
            (mode, pattern, text, found)
        })
        .collect();
    expected.sort();
    assert_eq!(different, expected);
}
