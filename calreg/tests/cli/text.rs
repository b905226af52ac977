//! `calreg format`, `parse` and `names`.

use crate::run::{failed, json, printed};

#[test]
fn format_prints_styles_skeletons_and_patterns() {
    let format = |date: &str, options: &[&str]| {
        let line = printed(&[&["format", date][..], options].concat());
        line.trim_end().to_owned()
    };
    let day = "2026-11-25";
    assert_eq!(format(day, &["--locale", "de"]), "25. November 2026");
    assert_eq!(
        format(day, &["--locale", "en", "--style", "full"]),
        "Wednesday, November 25, 2026"
    );
    assert_eq!(
        format(day, &["--locale", "en", "--skeleton", "yMMMEd"]),
        "Wed, Nov 25, 2026"
    );
    assert_eq!(
        format(
            day,
            &[
                "--locale",
                "cs",
                "--pattern",
                "d. MMMM",
                "--calendar",
                "julian"
            ]
        ),
        "12. listopadu"
    );
    // The calendar is the one of the date, otherwise the one of the locale.
    let hebrew = "2026-11-25[u-ca=hebrew]";
    assert_eq!(format(hebrew, &["--locale", "en"]), "15 Kislev 5787");
    assert_eq!(
        format(day, &["--locale", "en-u-ca-hebrew"]),
        "15 Kislev 5787"
    );
    let error = failed(1, &["format", "2026-1"]);
    assert!(
        error.starts_with("error: \"2026-1\" is not a date: unexpected text at byte 6"),
        "{error}"
    );
}

#[test]
fn parse_reads_what_format_prints() {
    for locale in [
        "de",
        "fa",
        "ja-u-ca-japanese",
        "th",
        "ar-EG",
        "zh-u-ca-chinese",
    ] {
        for style in ["full", "long"] {
            let options = ["--locale", locale, "--style", style];
            let shown = printed(&[&["format", "2026-11-25"][..], &options].concat());
            let read = printed(&[&["parse", shown.trim_end()][..], &options].concat());
            assert!(read.starts_with("2026-11-25[u-ca="), "{locale}: {read}");
        }
    }
    let hebrew = [
        "parse",
        "1 shevat 5787",
        "--locale",
        "en",
        "--calendar",
        "hebrew",
        "--lenient",
    ];
    assert_eq!(printed(&hebrew), "2027-01-09[u-ca=hebrew]\n");
    let date = json(&["parse", "۴ آذر ۱۴۰۵", "--locale", "fa", "--json"]);
    assert_eq!(date["date"], "1405-09-04");
    assert_eq!(date["iso_date"], "2026-11-25");
}

#[test]
fn parse_error_shows_the_place() {
    let error = failed(1, &["parse", "25. Movember 2026", "--locale", "de"]);
    let expected = "error: \"25. Movember 2026\" is not a date in the locale de: \
                    at byte 4, before \"Movember 2026\": expected the name of a month\n";
    assert_eq!(error, expected);
    // Only the lenient reader takes a date in numbers for a long style.
    let numbers = ["parse", "25.11.2026", "--locale", "de"];
    assert!(failed(1, &numbers).contains("at byte 2, before \".11.2026\": "));
    let lenient = [&numbers[..], &["--lenient"]].concat();
    assert_eq!(printed(&lenient), "2026-11-25[u-ca=gregory]\n");
    let error = failed(1, &["parse", "25.11.", "--locale", "de", "--lenient"]);
    assert!(
        error.ends_with("at byte 6, at the end: the year is missing\n"),
        "{error}"
    );
    let error = failed(1, &["parse", "\u{1b}[31m", "--locale", "de"]);
    assert!(!error.contains('\u{1b}'), "{error:?}");
}

#[test]
fn names_lists_months_weekdays_and_eras() {
    let names = printed(&["names", "hebrew", "--locale", "en", "--year", "5787"]);
    for line in [
        "Hebrew Calendar",
        "months of 5787",
        "  M05L  Adar I",
        "  M06   Adar II",
        "  7  Sunday",
        "  am  AM",
    ] {
        assert!(names.lines().any(|printed| printed == line), "{names}");
    }
    let common = json(&["names", "hebrew", "--locale", "en", "--year=5788", "--json"]);
    assert_eq!(common["months"].as_array().unwrap().len(), 12);
    assert_eq!(common["year"], 5788);
    // Without a year, every month that a year can have.
    let all = json(&["names", "hebrew", "--locale", "he", "--json"]);
    assert_eq!(all["months"].as_array().unwrap().len(), 13);
    assert_eq!(all["months"][5]["code"], "M05L");
    assert_eq!(all["weekdays"][0], "יום שני");
    assert_eq!(all["locale"], "he");
    let error = failed(1, &["names", "gregorian", "--locale", "en", "--year", "0"]);
    assert_eq!(
        error,
        "error: Gregorian has no year 0: year 0 does not exist: the year before 1 is -1 \
         in this calendar\n"
    );
}
