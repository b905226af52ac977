//! Tests of the forms of a date.

use calendar_registry::{Guard, JulianDay, Locale, Registry, Renamed, calendars::Iso};

use super::Reader;
use crate::query::{QueryError, resolve};

const TODAY: JulianDay = JulianDay::new(2_461_367);

fn reader<'p, 'g>(pin: &'p Guard<'g>, calendar: &str, locale: &str) -> Reader<'p, 'g> {
    let locale = Ok(Locale::new(locale).unwrap());
    Reader::new(pin, resolve(pin, calendar).unwrap(), locale, TODAY)
}

/// Reads a date of a user who names neither a calendar nor a locale.
fn read(text: &str) -> Result<String, QueryError> {
    let registry = Registry::with_builtins();
    let pin = registry.pin();
    let reader = reader(&pin, "gregorian", "en").by_default();
    reader.read(text).map(|date| date.to_string())
}

/// Reads a date in a calendar and a locale that the user names.
fn read_in(calendar: &str, locale: &str, text: &str) -> Result<String, QueryError> {
    let registry = Registry::with_builtins();
    let pin = registry.pin();
    let reader = reader(&pin, calendar, locale).in_named_locale();
    reader.read(text).map(|date| date.to_string())
}

#[track_caller]
fn error(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

#[test]
fn forms_of_iso_8601_are_read() {
    let forms = [
        ("1976-11-18", "1976-11-18"),
        ("19761118", "1976-11-18"),
        ("+0019761118", "1976-11-18"),
        ("19761118T152330.1+0000", "1976-11-18"),
        ("1976-11-18 15:23", "1976-11-18"),
        ("2026-2-3", "2026-02-03"),
        ("2026-W48-3", "2026-11-25"),
        ("2026-330", "2026-11-26"),
        ("today", "2026-11-22"),
    ];
    for (text, iso) in forms {
        assert_eq!(read(text), Ok(format!("{iso}[u-ca=gregory]")), "{text}");
    }
    assert_eq!(read("\t2026-11-22 ").unwrap(), "2026-11-22[u-ca=gregory]");
}

#[test]
fn iso_forms_need_a_calendar_that_counts_as_iso_does() {
    assert!(read_in("iso8601", "en", "2026-W48-3").is_ok());
    let error = read_in("jalali", "en", "2026-W48-3").unwrap_err();
    assert_eq!(
        error.to_string(),
        "\"2026-W48-3\" is not a date: this form belongs to ISO 8601, not to the calendar Jalali"
    );
}

#[test]
fn month_codes_and_eras_are_read_with_and_without_an_annotation() {
    let hebrew = "2024-02-15[u-ca=hebrew]";
    assert_eq!(read_in("hebrew", "en", "5784-M05L-06").unwrap(), hebrew);
    assert_eq!(read("5784-M05L-06[u-ca=hebrew]").unwrap(), hebrew);
    assert_eq!(
        read("reiwa 8-11-25[u-ca=japanese]").unwrap(),
        "2026-11-25[u-ca=japanese]"
    );
    assert_eq!(
        read("2026-11-26[u-ca=hebrew]").unwrap(),
        "2026-11-26[u-ca=hebrew]"
    );
    // These fields could be those of ISO 8601.
    assert!(error("5784-6-6[u-ca=hebrew]").contains("unexpected text at byte"));
    let contradiction = "1970-01-01[u-ca=hebrew][!u-ca=hebrew][u-ca=chinese]";
    assert!(error(contradiction).contains("a critical annotation"));
    let contradiction = contradiction.replace("1970-01-01", "5784-M05L-06");
    assert!(error(&contradiction).contains("a critical annotation"));
}

#[test]
fn text_of_the_locale_is_read() {
    let texts = [
        (
            "gregorian",
            "de",
            "25. November 2026",
            "2026-11-25[u-ca=gregory]",
        ),
        ("gregorian", "de", "25.11.2026", "2026-11-25[u-ca=gregory]"),
        ("gregorian", "en", "11/25/2026", "2026-11-25[u-ca=gregory]"),
        (
            "japanese",
            "ja",
            "令和8年11月25日",
            "2026-11-25[u-ca=japanese]",
        ),
        ("persian", "en", "۱۴۰۵-۰۹-۰۴", "2026-11-25[u-ca=persian]"),
        (
            "islamic-civil",
            "en",
            "15 Ramadan 1447",
            "2026-03-04[u-ca=islamic-civil]",
        ),
    ];
    for (calendar, locale, text, date) in texts {
        assert_eq!(
            read_in(calendar, locale, text),
            Ok(date.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn text_without_a_calendar_is_read_in_the_calendars_of_the_locale() {
    let registry = Registry::with_builtins();
    let pin = registry.pin();
    let read = |locale, text: &str| {
        let reader = reader(&pin, "gregorian", locale).by_default();
        reader.read(text).map(|date| date.to_string())
    };
    assert_eq!(
        read("ja", "令和8年11月25日").unwrap(),
        "2026-11-25[u-ca=japanese]"
    );
    assert_eq!(
        read("fa", "۴ آذر ۱۴۰۵").unwrap(),
        "2026-11-25[u-ca=persian]"
    );
    let error = read("en", "15 Ramadan 1447").unwrap_err().to_string();
    let expected = "\"15 Ramadan 1447\" is not a date: name its calendar, which can be \
                    Islamic Civil, Islamic Tabular, Umm al-Qura";
    assert_eq!(error, expected);
}

#[test]
fn digits_in_the_order_of_a_locale_need_a_named_locale() {
    assert!(error("05/06/2026").contains("unexpected text at byte 2"));
    assert!(error("05.06.2026").contains("unexpected text at byte 2"));
    assert_eq!(
        read_in("gregorian", "en-GB", "05/06/2026").unwrap(),
        "2026-06-05[u-ca=gregory]"
    );
}

#[test]
fn printed_lines_are_read() {
    let lines = [
        ("1405-09-01 Jalali", "2026-11-22[u-ca=jalali]"),
        (
            "2025-07-08 Chinese (M06L): 8 Mo6bis 2025",
            "2025-08-01[u-ca=chinese]",
        ),
        (
            "1448-06-11 Islamic Civil: Jumada II 11, 1448 AH",
            "2026-11-22[u-ca=islamic-civil]",
        ),
        ("2026-11-22 Japanese (reiwa 8)", "2026-11-22[u-ca=japanese]"),
    ];
    for (line, date) in lines {
        assert_eq!(read(line), Ok(date.to_owned()), "{line}");
    }
    assert_eq!(
        error("1405-09-01 Jalaly"),
        "no calendar named \"Jalaly\" is registered"
    );
    let registry = Registry::with_builtins();
    let bonds = Renamed::new(Iso, ["30/360"]);
    registry.register(bonds).unwrap();
    let pin = registry.pin();
    let date = reader(&pin, "gregorian", "en").read("0000-01-30 30/360");
    assert_eq!(date.unwrap().calendar().name(), "30/360");
}

#[test]
fn objects_of_json_are_read() {
    let hebrew = "2027-02-08[u-ca=hebrew]";
    let objects = [
        r#"{"calendar":"Hebrew","year":5787,"month":6,"day":1,"month_code":"M05L"}"#,
        r#"{"calendar":"hebrew","era":"am","era_year":5787,"month_code":"M05L","day":1}"#,
        r#"{"julian_day":2461445,"from":{"calendar":"Hebrew","year":5787,"month":6,"day":1},"to":[]}"#,
        r#"{"julian_day":2461445,"calendar":"Hebrew"}"#,
    ];
    for object in objects {
        assert_eq!(read(object), Ok(hebrew.to_owned()), "{object}");
    }
    let wrong = [
        (
            r#"{"julian_day":1,"year":2026,"month":6,"day":1}"#,
            "its julian_day is 1",
        ),
        (r#"{"year":2026,"month":6}"#, "the day is missing"),
        (
            r#"{"year":2026,"month":6,"day":1,"month_code":"M07"}"#,
            "M07",
        ),
        (r#"{"year":2026"#, "not the JSON of a date: EOF"),
        (
            r#"{"calendar":"jalaly","julian_day":1}"#,
            "no calendar named \"jalaly\"",
        ),
    ];
    for (object, part) in wrong {
        assert!(error(object).contains(part), "{}", error(object));
    }
}

#[test]
fn error_says_what_is_wrong() {
    let wrong = [
        (
            "99999999999-01-01",
            "is not a date: the year is out of range: ",
        ),
        (
            "2026-11-22T10:00Z",
            "is not a date: a UTC timestamp does not determine a local date: ",
        ),
        (
            "2021-W53-1",
            "week 53 does not exist: the year has weeks 1 to 52",
        ),
        (
            "2026-366",
            "day 366 does not exist: the year has days 1 to 365",
        ),
        (
            "2026-13-1",
            "Gregorian has no date 2026-13-1: month 13 does not exist",
        ),
        (
            "2026-",
            "unexpected text at byte 5: expected YEAR-MONTH-DAY",
        ),
        (
            "",
            "\"\" is not a date: unexpected text at byte 0: expected YEAR-MONTH-DAY",
        ),
        (
            "yesterday",
            "at byte 0, before \"yesterday\": expected the name of a month",
        ),
        (
            "2026-11-22[u-ca=tabot]",
            "no calendar named \"tabot\" is registered",
        ),
        (
            "2026-11-22[u-ca=islamic]",
            "islamic and islamic-rgsa do not determine a calendar",
        ),
        ("1970-01-01[_foo=bar]", "begins with \"_\" is experimental"),
        (
            "2022-07-08T00:14:07+01:00[!Europe/Paris]",
            "the critical time zone (!)",
        ),
        ("reiw 8-11-25", "reiw"),
    ];
    for (text, part) in wrong {
        assert!(error(text).contains(part), "{text}: {}", error(text));
    }
}
