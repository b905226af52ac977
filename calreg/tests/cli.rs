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
    Command::new(env!("CARGO_BIN_EXE_calreg"))
        .args(arguments)
        .env_remove("NO_COLOR")
        .output()
        .unwrap()
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
    let today = || calreg::today::utc().number();
    let before = today();
    let conversion = json(&["convert", "today", "--to", "gregorian", "--json"]);
    assert!((before..=today()).contains(&conversion["julian_day"].as_i64().unwrap()));
    assert_eq!(conversion["from"]["date"], conversion["to"][0]["date"]);
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
        "2026-1-1",
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
    for command in ["list", "convert", "month", "completions", "serve"] {
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
