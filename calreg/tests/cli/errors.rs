//! Error messages and exit codes.

use calendar_registry::System;

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
fn address_in_use_is_an_error() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let error = failed(1, &["serve", "--listen", &address]);
    assert!(
        error.contains(&format!("cannot listen on {address}")),
        "{error}"
    );
}
