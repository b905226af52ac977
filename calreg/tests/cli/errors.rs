//! Error messages and exit codes.

use crate::run::failed;

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
fn invalid_date_fails_with_the_place_or_the_reason() {
    let wrong = [
        ("", "unexpected text at byte 0: expected YEAR-MONTH-DAY"),
        (
            "22.11.2026",
            "unexpected text at byte 2: expected YEAR-MONTH-DAY",
        ),
        ("yesterday", "at byte 0, before \"yesterday\": "),
        ("99999999999-01-01", "the year is out of range"),
        (
            "2026-11-22T10:00Z",
            "a UTC timestamp does not determine a local date",
        ),
    ];
    for (date, reason) in wrong {
        let error = failed(1, &["convert", date, "--to", "jalali"]);
        let begin = format!("error: {date:?} is not a date");
        assert!(error.starts_with(&begin), "{error}");
        assert!(error.contains(reason), "{error}");
    }
    for bad in ["", "2026-11-22", "2026-0011"] {
        let error = failed(1, &["month", bad]);
        assert!(
            error.contains(&format!("{bad:?} is not a month: ")),
            "{error}"
        );
    }
}

#[test]
fn unknown_calendar_has_one_wording_names_its_option_and_gets_a_suggestion() {
    let date = "2026-11-22";
    let commands = [
        ("--to: ", &["convert", date, "--to", "jalaly"][..]),
        (
            "--from: ",
            &["convert", date, "--to", "jalali", "--from", "jalaly"],
        ),
        ("--calendar: ", &["format", date, "--calendar", "jalaly"]),
        ("--calendar: ", &["parse", date, "--calendar", "jalaly"]),
        ("--calendar: ", &["month", "--calendar", "jalaly"]),
        ("", &["names", "jalaly"]),
        ("", &["convert", "2026-11-22[u-ca=jalaly]"]),
        ("", &["convert", "1405-09-01 jalaly"]),
        ("", &["convert", r#"{"calendar":"jalaly","julian_day":1}"#]),
    ];
    for (place, arguments) in commands {
        let unknown = "no calendar named \"jalaly\" is registered\n  did you mean Jalali?\n";
        let expected = format!("error: {place}{unknown}");
        assert_eq!(failed(1, arguments), expected, "{arguments:?}");
    }
    let error = failed(1, &["convert", "2026-11-22", "--to", "xyz"]);
    assert!(
        error.ends_with("\n  calreg list prints the names of the calendars\n"),
        "{error}"
    );
    let error = failed(1, &["month", "--calendar", "a\u{1b}[31m"]);
    assert!(
        error.starts_with(r#"error: --calendar: "a\u{1b}[31m" is not a calendar name: "#),
        "{error}"
    );
    assert!(
        !error.contains('\u{1b}'),
        "the escape sequence is printed: {error:?}"
    );
}

#[test]
fn negative_value_of_an_option_is_not_a_date() {
    let error = failed(
        1,
        &["convert", "--to", "jalali", "--from", "-1", "2026-11-22"],
    );
    assert!(
        error.starts_with("error: --from: \"-1\" is not a calendar name: "),
        "{error}"
    );
}

#[test]
fn wrong_usage_has_exit_code_2() {
    let wrong = [
        &[][..],
        &["conver"],
        &["convert", "--to", "jalali"],
        &["convert", "--jsn", "--to", "jalali"],
        &["convert", "2026-11-22", "--to"],
        &["convert", "2026-11-22", "--to", "jalali", "--locale", "x"],
        &["convert", "today", "--to", "jalali", "--tz", "Nowhere/Town"],
        &["format", "2026-11-25", "--style", "tiny"],
        &["format", "2026-11-25", "--style", "long", "--pattern", "d"],
        &["format", "2026-11-25", "--skeleton", "yH"],
        &["add", "2026-11-22"],
        &["add", "2026-11-22", "2 hours"],
        &["diff", "2026-11-22", "--unit", "hours"],
        &["man", "con"],
        &["names"],
        &["month", "--calender"],
        &["month", "11", "2026", "2027"],
        &["month", "-3", "-y"],
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
fn address_in_use_is_an_error() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let error = failed(1, &["serve", "--listen", &address]);
    assert!(
        error.contains(&format!("cannot listen on {address}")),
        "{error}"
    );
}
