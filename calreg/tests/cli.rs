//! End-to-end tests of the command line: output, errors and exit codes of the binary.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

use std::process::{Command, Output};

use calendar_registry::System;
use serde_json::Value;

fn calreg(arguments: &[&str]) -> Output {
    calreg_with(&[], arguments)
}

/// Runs a command with these variables in an environment that has no locale.
fn calreg_with(variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_calreg"));
    for name in ["NO_COLOR", "LC_ALL", "LC_TIME", "LANG"] {
        command.env_remove(name);
    }
    let variables = variables.iter().copied();
    command.args(arguments).envs(variables).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Runs a command that must succeed without errors, and returns its output.
#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let output = calreg(arguments);
    assert_eq!(text(&output.stderr), "", "{arguments:?}");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    text(&output.stdout).to_owned()
}

/// Runs a command that must fail with this exit code, and returns its errors.
#[track_caller]
fn failed(code: i32, arguments: &[&str]) -> String {
    let output = calreg(arguments);
    assert_eq!(text(&output.stdout), "", "{arguments:?}");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    text(&output.stderr).to_owned()
}

fn json(arguments: &[&str]) -> Value {
    let line = printed(arguments);
    assert_eq!(line.matches('\n').count(), 1, "one line: {line}");
    serde_json::from_str(&line).unwrap()
}

#[test]
fn list_shows_every_calendar_with_its_names() {
    let table = printed(&["list"]);
    for system in System::ALL {
        let name = system.name();
        let lines = table
            .lines()
            .filter(|line| line.starts_with(&format!("{name}  ")));
        assert_eq!(lines.count(), 1, "{name} in\n{table}");
    }
    assert!(
        table
            .lines()
            .any(|line| line.contains("Gregorian") && line.ends_with("gregory"))
    );
    assert!(table.lines().all(|line| line.trim_end() == line));
}

#[test]
fn list_json_describes_each_calendar() {
    let listing = json(&["list", "--json"]);
    assert!(listing["generation"].is_u64());
    let calendars = listing["calendars"].as_array().unwrap();
    let names: Vec<_> = calendars
        .iter()
        .map(|calendar| calendar["name"].as_str().unwrap())
        .collect();
    let systems: Vec<&str> = System::ALL.iter().map(|system| system.name()).collect();
    assert_eq!(names, systems);
    assert_eq!(calendars[0]["aliases"], serde_json::json!(["gregory"]));
    assert_eq!(calendars[0]["kind"], "solar");
    assert_eq!(calendars[4]["kind"], "lunar");
    assert_eq!(calendars[4]["longest_month"], 30);
}

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
    assert!(printed(&["month", "-0044-03"]).starts_with(" Gregorian -0044-03\n"));
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
    assert!(text(&output.stderr).starts_with("error: \"no locale\" is not a locale: "));
}

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

#[test]
fn nonexistent_date_fails_with_the_valid_range() {
    let error = failed(1, &["convert", "2026-02-29", "--to", "jalali"]);
    let expected = "error: Gregorian has no date 2026-02-29: \
                    day 29 does not exist: the month has days 1 to 28\n";
    assert_eq!(error, expected);
    let error = failed(1, &["convert", "2026-13-01", "--to", "jalali"]);
    assert!(error.contains("months 1 to 12"), "{error}");
    let error = failed(1, &["convert", "0000-01-01", "--to", "jalali"]);
    assert!(error.contains("the year before 1 is -1"), "{error}");
}

#[test]
fn invalid_date_fails_with_the_expected_form() {
    for bad in [
        "",
        "22.11.2026",
        "2026-11-22T00:00",
        "yesterday",
        "２０２６-11-22",
    ] {
        let error = failed(1, &["convert", bad, "--to", "jalali"]);
        assert!(
            error.contains(&format!("{bad:?} is not a date: ")),
            "{error}"
        );
        assert!(error.contains("YYYY-MM-DD"), "{error}");
    }
    for bad in ["", "2026", "2026-1", "2026-11-22", "november"] {
        let error = failed(1, &["month", bad]);
        assert!(
            error.contains(&format!("{bad:?} is not a month: ")),
            "{error}"
        );
        assert!(error.contains("YYYY-MM:"), "{error}");
    }
}

#[test]
fn unknown_calendar_fails_with_the_registered_ones() {
    let systems: Vec<&str> = System::ALL.iter().map(|system| system.name()).collect();
    let known = format!("registered calendars: {}\n", systems.join(", "));
    let commands = [
        &["convert", "2026-11-22", "--to", "jalaly"][..],
        &[
            "convert",
            "2026-11-22",
            "--to",
            "jalali",
            "--from",
            "jalaly",
        ],
        &["month", "--calendar", "jalaly"],
    ];
    for arguments in commands {
        let error = failed(1, arguments);
        assert!(
            error.contains("no calendar named \"jalaly\" is registered"),
            "{error}"
        );
        assert!(error.ends_with(&known), "{error}");
    }
    let error = failed(1, &["month", "--calendar", "a\u{1b}[31m"]);
    assert!(
        error.starts_with(r#"error: "a\u{1b}[31m" is not a calendar name: "#),
        "{error}"
    );
    assert!(
        !error.contains('\u{1b}'),
        "the escape sequence is printed: {error:?}"
    );
}

#[test]
fn convert_prints_nothing_if_any_calendar_is_unknown() {
    failed(
        1,
        &["convert", "2026-11-22", "--to", "jalali", "--to", "nowhere"],
    );
}

#[test]
fn wrong_usage_has_exit_code_2() {
    let wrong = [
        &[][..],
        &["conver"],
        &["convert", "2026-11-22"],
        &["convert", "--to", "jalali"],
        &["convert", "--jsn", "--to", "jalali"],
        &["convert", "2026-11-22", "--to"],
        &["convert", "2026-11-22", "--style", "long"],
        &["convert", "2026-11-22", "--to", "jalali", "--locale", "x"],
        &["convert", "today", "--to", "jalali", "--tz", "Nowhere/Town"],
        &["format", "2026-11-25", "--style", "tiny"],
        &["format", "2026-11-25", "--style", "long", "--pattern", "d"],
        &["format", "2026-11-25", "--skeleton", "yH"],
        &["names"],
        &["month", "--calender"],
        &["month", "2026-11", "2026-12"],
        &["completions", "tcl"],
        &["serve", "--listen", "nowhere"],
        &["serve", "--header-timeout", "10"],
        &["serve", "--max-connections", "0"],
        &["serve", "--log", "loud"],
    ];
    for arguments in wrong {
        assert!(!failed(2, arguments).is_empty(), "{arguments:?}");
    }
}

#[test]
fn misspelled_option_gets_a_suggestion() {
    let nearly = [
        (&["convert", "--too", "julian", "2026-11-22"][..], "--to"),
        (&["convert", "-0044-03-15", "--form", "julian"], "--from"),
        (&["month", "--calender", "jalali"], "--calendar"),
        (&["list", "--jsn"], "--json"),
        (&["serve", "--lisen", "[::1]:0"], "--listen"),
    ];
    for (arguments, right) in nearly {
        let error = failed(2, arguments);
        assert!(
            error.contains(&format!("a similar argument exists: '{right}'")),
            "{error}"
        );
    }
    let error = failed(2, &["serve", "--listen", "localhost"]);
    assert!(error.contains("127.0.0.1:8080 or [::1]:8080"), "{error}");
    let error = failed(2, &["serve", "--log", "loud"]);
    assert!(error.contains("off, error, warn, info"), "{error}");
}

#[test]
fn help_and_version_have_exit_code_0() {
    assert!(printed(&["--version"]).starts_with("calreg "));
    let help = printed(&["--help"]);
    let commands = [
        "list",
        "convert",
        "format",
        "parse",
        "names",
        "month",
        "completions",
        "serve",
    ];
    for command in commands {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
        assert!(!printed(&[command, "--help"]).is_empty());
    }
}

#[test]
fn month_prints_weeks_from_monday() {
    let page = "  Gregorian 2026-02
 Mo Tu We Th Fr Sa Su
                    1
  2  3  4  5  6  7  8
  9 10 11 12 13 14 15
 16 17 18 19 20 21 22
 23 24 25 26 27 28
";
    // In February 2026 the page would mark the current day.
    let unmarked = printed(&["month", "2026-02"]).replace(['[', ']'], " ");
    let trimmed: Vec<_> = unmarked.lines().map(str::trim_end).collect();
    assert_eq!(trimmed, page.lines().collect::<Vec<_>>());
    let esfand = printed(&["month", "--calendar", "jalali", "1403-12"]);
    assert!(esfand.starts_with("   Jalali 1403-12\n"), "{esfand}");
    assert!(esfand.ends_with(" 30\n"), "the leap day of 1403:\n{esfand}");
}

#[test]
fn month_marks_today_with_brackets_without_a_terminal() {
    for calendar in ["gregorian", "islamic"] {
        let page = printed(&["month", "--calendar", calendar]);
        let date = json(&["convert", "today", "--to", calendar, "--json"]);
        let day = date["to"][0]["day"].as_u64().unwrap();
        let mark = format!("[{day:>2}");
        // If the day changes during the test, the page marks the day before.
        assert!(
            page.contains(&mark) || page.matches('[').count() == 1,
            "{page}"
        );
        assert!(!page.contains('\u{1b}'), "{page:?}");
    }
}

#[test]
fn completions_contain_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        for word in ["convert", "month", "--listen"] {
            let word = word.trim_start_matches('-');
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn bash_parses_the_completions() {
    let script = printed(&["completions", "bash"]);
    let Ok(checked) = Command::new("bash").args(["-n", "-c", &script]).status() else {
        return; // No bash on this machine.
    };
    assert!(checked.success());
}

#[test]
fn address_in_use_is_an_error() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let error = failed(1, &["serve", "--listen", &address]);
    assert!(
        error.contains(&format!("cannot listen on {address}")),
        "{error}"
    );
}

/// Returns the path of a file in `definitions/`.
fn shipped(file: &str) -> String {
    format!("{}/../definitions/{file}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn validate_counts_the_calendars_of_each_file() {
    let files = [shipped("fiscal-years.toml"), shipped("bikram-sambat.toml")];
    let printed = printed(&["validate", &files[0], &files[1]]);
    let expected = format!("{}: 4 calendars\n{}: 1 calendar\n", files[0], files[1]);
    assert_eq!(printed, expected);
}

#[test]
fn validate_reports_every_file_that_cannot_be_read() {
    let shipped = shipped("fiscal-years.toml");
    let errors = failed(1, &["validate", "none.toml", &shipped, "none.yaml"]);
    let errors: Vec<&str> = errors.lines().collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].starts_with("error: none.toml: "), "{errors:?}");
    assert_eq!(
        errors[1],
        "error: none.yaml: a file of definitions ends in .toml or .json"
    );
}

#[test]
fn validate_shows_the_line_of_an_error() {
    let folder = std::env::temp_dir().join(format!("calreg-validate-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("acme.json");
    let text =
        "{\"schema\": 1, \"calendar\": [\n  {\"names\": [\"acme\"], \"kind\": \"eras\"}\n]}\n";
    std::fs::write(&file, text).unwrap();
    let path = file.to_str().unwrap();
    let errors = failed(1, &["validate", path]);
    std::fs::remove_dir_all(&folder).unwrap();
    let line = "{\"names\": [\"acme\"], \"kind\": \"eras\"}";
    let marks = "^".repeat(line.len());
    let expected = format!(
        "error: {path}:2:3: calendar[0]: missing field `base`\n  |\n2 |   {line}\n  |   {marks}\n"
    );
    assert_eq!(errors, expected);
}

#[test]
fn calendar_of_one_file_can_be_based_on_another_file() {
    let folder = std::env::temp_dir().join(format!("calreg-based-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("acme.toml");
    let text = "schema = 1\n[[calendar]]\nnames = ['acme']\nkind = 'year-offset'\nbase = 'french republican'\nyears = 1\n";
    std::fs::write(&file, text).unwrap();
    let path = file.to_str().unwrap();
    let alone = failed(1, &["validate", path]);
    let both = printed(&["validate", path, &shipped("arithmetic.toml")]);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        alone.contains("no calendar named \"french republican\" is known"),
        "{alone}"
    );
    assert_eq!(both.lines().count(), 2, "{both}");
}

#[test]
fn show_prints_the_months_of_a_year() {
    let file = shipped("bikram-sambat.toml");
    let show = [
        "show",
        &file,
        "Bikram-Sambat",
        "--year",
        "2083",
        "--locale",
        "en",
    ];
    let printed = printed(&show);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 13);
    assert_eq!(lines[0], "bikram sambat 2083: 365 days");
    assert_eq!(lines[1], "  M01   2026-04-14   31  Baishakh");
    let view = json(&[&show[..], &["--json"]].concat());
    assert_eq!(view["days"], 365);
    assert_eq!(view["months"][11]["first_day"], "2027-03-15");
}

#[test]
fn show_finds_only_calendars_of_the_file() {
    let file = shipped("bikram-sambat.toml");
    let error = failed(1, &["show", &file, "gregorian"]);
    assert_eq!(
        error,
        "error: no calendar named \"gregorian\" is registered\n  registered calendars: bikram sambat\n"
    );
    let error = failed(1, &["show", &file, "bikram sambat", "--year", "1999"]);
    assert!(error.contains("2000 to 2083"), "{error}");
}
