//! `calreg convert`.

use calendar_registry::System;
use serde_json::Value;

use crate::run::{calreg, calreg_with, failed, json, piped, printed, text};

#[test]
fn convert_prints_a_line_per_calendar_in_argument_order() {
    assert_eq!(
        printed(&["convert", "2026-11-22", "--to", "jalali"]),
        "1405-09-01 Jalali\n"
    );
    let three = [
        "convert",
        "2026-11-22",
        "--to",
        "islamic_civil",
        "--to",
        "JULIAN",
        "--to",
        "jalali",
    ];
    let lines = "1448-06-11 Islamic Civil\n2026-11-09 Julian\n1405-09-01 Jalali\n";
    assert_eq!(printed(&three), lines);
    let back = [
        "convert",
        "1405-09-01",
        "--from",
        "jalali",
        "--to",
        "gregorian",
    ];
    assert_eq!(printed(&back), "2026-11-22 Gregorian\n");
}

#[test]
fn convert_json_contains_day_source_and_targets() {
    let conversion = json(&["convert", "2026-11-22", "--to", "jalali", "--json"]);
    let expected = serde_json::json!({
        "julian_day": 2_461_367,
        "weekday": "Sunday",
        "from": {
            "calendar": "Gregorian", "date": "2026-11-22",
            "year": 2026, "month": 11, "day": 22,
            "month_code": "M11", "era": "ce", "era_year": 2026, "leap_year": false,
        },
        "to": [{
            "calendar": "Jalali", "date": "1405-09-01",
            "year": 1405, "month": 9, "day": 1,
            "month_code": "M09", "era": "ap", "era_year": 1405, "leap_year": false,
        }],
    });
    assert_eq!(conversion, expected);
}

#[test]
fn negative_year_is_accepted_at_any_position() {
    let ides = "-0044-03-13 Gregorian\n";
    let first = [
        "convert",
        "-0044-03-15",
        "--from",
        "julian",
        "--to",
        "gregorian",
    ];
    let last = [
        "convert",
        "--from",
        "julian",
        "--to",
        "gregorian",
        "-0044-03-15",
    ];
    let after = [
        "convert",
        "--from",
        "julian",
        "--to",
        "gregorian",
        "--",
        "-0044-03-15",
    ];
    for arguments in [&first[..], &last, &after] {
        assert_eq!(printed(arguments), ides);
    }
}

#[test]
fn years_cover_the_range_of_i32() {
    for date in ["-2147483648-01-01", "2147483647-12-31"] {
        let same = printed(&["convert", date, "--to", "gregorian"]);
        assert_eq!(same, format!("{date} Gregorian\n"));
    }
    // By then the Julian date is thousands of years behind the Gregorian one.
    let last = [
        "convert",
        "2147483647-12-31",
        "--from",
        "julian",
        "--to",
        "gregorian",
    ];
    let error = failed(1, &last);
    assert!(
        error.contains(" is outside the Gregorian calendar's range (years "),
        "{error}"
    );
    let beyond = failed(1, &["convert", "2147483648-01-01", "--to", "julian"]);
    assert!(beyond.contains("-2147483648 to 2147483647"), "{beyond}");
}

#[test]
fn today_is_accepted_as_a_date() {
    // The day may change during the test.
    let today = || calreg::today::Zone::default().today().number();
    let before = today();
    let conversion = json(&["convert", "today", "--to", "gregorian", "--json"]);
    assert!((before..=today()).contains(&conversion["julian_day"].as_i64().unwrap()));
    assert_eq!(conversion["from"]["date"], conversion["to"][0]["date"]);
}

#[test]
fn today_depends_on_the_time_zone() {
    // The two zones are 26 hours apart, so their dates always differ.
    let day = |zone: &str, arguments: &[&str]| {
        let output = calreg_with(&[("TZ", zone)], arguments);
        assert_eq!(text(&output.stderr), "");
        text(&output.stdout).to_owned()
    };
    let convert = ["convert", "today", "--to", "gregorian"];
    assert_ne!(day("XXX-14", &convert), day("XXX+12", &convert));
    assert_ne!(day("XXX-14", &["month"]), day("XXX+12", &["month"]));
    let format = ["format", "today", "--pattern", "d"];
    assert_ne!(day("XXX-14", &format), day("XXX+12", &format));
}

#[test]
fn convert_notes_what_the_numbers_do_not_show() {
    let converted = |date: &str, to: &str| printed(&["convert", date, "--to", to]);
    assert_eq!(
        converted("2025-08-01", "chinese"),
        "2025-07-08 Chinese (M06L)\n"
    );
    assert_eq!(converted("2025-07-01", "chinese"), "2025-06-07 Chinese\n");
    assert_eq!(
        converted("2027-02-08", "hebrew"),
        "5787-06-01 Hebrew (M05L)\n"
    );
    assert_eq!(
        converted("2026-11-22", "japanese"),
        "2026-11-22 Japanese (reiwa 8)\n"
    );
    assert_eq!(
        converted("2300-01-01", "umm al-qura"),
        "1729-12-08 Umm al-Qura (approximate)\n"
    );
    let approximate = |date: &str| {
        let conversion = json(&["convert", date, "--to", "chinese", "--json"]);
        conversion["to"][0]["approximate"].clone()
    };
    assert_eq!(approximate("2300-01-01"), true);
    assert_eq!(approximate("2026-01-01"), Value::Null);
}

#[test]
fn convert_accepts_month_codes_eras_and_annotations() {
    let dates = [
        ("5787-M05L-01", "hebrew", "2027-02-08"),
        ("5787-6-1", "hebrew", "2027-02-08"),
        ("reiwa 8-11-25", "japanese", "2026-11-25"),
        ("2026-11-26[u-ca=hebrew]", "julian", "2026-11-26"),
    ];
    for (date, from, gregorian) in dates {
        let line = printed(&["convert", date, "--from", from, "--to", "gregorian"]);
        assert_eq!(line, format!("{gregorian} Gregorian\n"));
    }
    let error = failed(
        1,
        &["convert", "5788-M05L-01", "--from", "hebrew", "--to", "iso"],
    );
    assert!(
        error.starts_with("error: Hebrew has no date 5788-M05L-01: "),
        "{error}"
    );
}

#[test]
fn convert_prints_the_text_of_a_locale() {
    let text = ["convert", "2026-11-25", "--locale", "fa"];
    // Without `--to`, in the calendar of the locale.
    assert_eq!(printed(&text), "1405-09-04 Persian: ۴ آذر ۱۴۰۵\n");
    let two = [
        "convert",
        "2025-08-01",
        "--to",
        "chinese",
        "--to",
        "julian",
        "--locale",
        "en-GB",
        "--style",
        "medium",
    ];
    let lines = "2025-07-08 Chinese (M06L): 8 Mo6bis 2025\n2025-07-19 Julian: 19 Jul 2025\n";
    assert_eq!(printed(&two), lines);
    let conversion = json(&["convert", "2026-11-25", "--locale", "de-AT", "--json"]);
    assert_eq!(conversion["locale"], "de-AT");
    assert_eq!(conversion["from"]["text"], "25. November 2026");
    assert_eq!(conversion["to"][0]["calendar"], "Gregorian");
    assert_eq!(conversion["to"][0]["text"], "25. November 2026");
}

#[test]
fn locale_of_the_environment_needs_a_style() {
    let french = [("LC_ALL", ""), ("LC_TIME", "fr_FR.UTF-8"), ("LANG", "de")];
    let arguments = ["convert", "2026-11-25", "--to", "gregorian"];
    let output = calreg_with(&french, &arguments);
    assert_eq!(text(&output.stdout), "2026-11-25 Gregorian\n");
    let output = calreg_with(&french, &[&arguments[..], &["--style", "full"]].concat());
    assert_eq!(
        text(&output.stdout),
        "2026-11-25 Gregorian: mercredi 25 novembre 2026\n"
    );
    let output = calreg_with(&french, &["format", "2026-11-25"]);
    assert_eq!(text(&output.stdout), "25 novembre 2026\n");
    let output = calreg_with(&[("LANG", "no locale")], &["format", "2026-11-25"]);
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    let begin = "error: LC_ALL, LC_TIME or LANG: \"no locale\" is not a locale: ";
    assert!(error.starts_with(begin), "{error}");
}

#[test]
fn convert_prints_nothing_if_any_calendar_is_unknown() {
    failed(
        1,
        &["convert", "2026-11-22", "--to", "jalali", "--to", "nowhere"],
    );
}

#[test]
fn convert_without_targets_prints_every_calendar() {
    let all = printed(&["convert", "2026-11-22"]);
    assert_eq!(all.lines().count(), System::ALL.len());
    assert!(all.starts_with("2026-11-22 Gregorian\n2026-11-09 Julian\n"));
    assert_eq!(printed(&["convert", "2026-11-22", "--to", "all"]), all);
}

#[test]
fn targets_can_be_separated_by_commas() {
    let lines = "1405-09-01 Jalali\n1448-06-11 Islamic Civil\n";
    let long = ["convert", "2026-11-22", "--to", "jalali,Islamic Civil"];
    assert_eq!(printed(&long), lines);
    let short = ["convert", "-t", "jalali,islamic-civil", "2026-11-22"];
    assert_eq!(printed(&short), lines);
}

#[test]
fn convert_prints_several_dates_in_order() {
    let dates = ["convert", "2026-11-22", "-0044-03-15", "20261123"];
    let lines = "2026-11-09 Julian\n-0044-03-17 Julian\n2026-11-10 Julian\n";
    assert_eq!(printed(&[&dates[..], &["-t", "julian"]].concat()), lines);
    let json = printed(&[&dates[..], &["-j", "-t", "julian"]].concat());
    assert_eq!(json.lines().count(), 3);
}

#[test]
fn wrong_date_among_several_is_reported_and_the_others_are_printed() {
    let output = calreg(&["convert", "2026-02-29", "2026-11-22", "x", "-t", "jalali"]);
    assert_eq!(text(&output.stdout), "1405-09-01 Jalali\n");
    assert_eq!(output.status.code(), Some(1));
    let errors = text(&output.stderr);
    assert_eq!(errors.matches("error: ").count(), 2, "{errors}");
}

#[test]
fn date_outside_some_calendars_is_printed_in_the_others() {
    let output = calreg(&["convert", "2147483647-12-31", "-t", "chinese,gregorian"]);
    assert_eq!(text(&output.stdout), "2147483647-12-31 Gregorian\n");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn convert_reads_what_it_prints() {
    // In a leap month of the Chinese calendar, outside its published data, and years whose number
    // of digits or sign is unusual.
    for date in ["2025-08-01", "2300-01-01", "12345-06-07", "-0044-03-15"] {
        let from = "Gregorian";
        for options in [&[][..], &["--locale", "ja"], &["--json"]] {
            let options = [&["-t", "all"][..], options].concat();
            let converted = printed(&[&["convert", date][..], &options].concat());
            let back = piped(converted.as_bytes(), &["convert", "-", "-t", from]);
            assert_eq!(text(&back.stderr), "");
            for line in text(&back.stdout).lines() {
                assert_eq!(line, format!("{date} {from}"));
            }
        }
    }
}

#[test]
fn iso_8601_has_a_year_0_in_each_form() {
    let to_both = ["--to", "iso8601,gregorian", "--from", "iso8601"];
    let convert = |date: &str| printed(&[&["convert", date][..], &to_both].concat());
    assert_eq!(
        convert("0000-01-01"),
        "0000-01-01 ISO 8601\n-0001-01-01 Gregorian\n"
    );
    let before = "-0001-01-01 ISO 8601\n-0002-01-01 Gregorian\n";
    assert_eq!(convert("-0001-01-01"), before);
    assert_eq!(convert("-000001-01-01[u-ca=gregory]"), before);
    assert_eq!(convert("-000001-W01-1"), convert("-0001-01-04"));
    let view = json(&["add", "-0001-01-01", "P1D", "--from", "iso8601", "--json"]);
    assert_eq!(view["date"], "-0001-01-02");
    assert_eq!(view["iso_date"], "-000001-01-02");
    let pattern = ["format", "0000-01-01", "--pattern", "G y", "--locale", "en"];
    assert_eq!(printed(&pattern), "BC 1\n");
}

#[test]
fn years_after_an_era_and_leap_months_are_marked() {
    let marks = [
        ("2025-08-01", "chinese", "2025-07-08 Chinese (M06L)"),
        ("2024-02-15", "hebrew", "5784-06-06 Hebrew (M05L)"),
        // The month after a leap month.
        ("2024-03-20", "hebrew", "5784-07-10 Hebrew (M06)"),
        ("2019-04-30", "japanese", "2019-04-30 Japanese (heisei 31)"),
    ];
    for (date, to, line) in marks {
        assert_eq!(printed(&["convert", date, "--to", to]), format!("{line}\n"));
    }
}
