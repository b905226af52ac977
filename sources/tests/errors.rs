//! What is wrong in a file is reported with its place, its path and what was expected.
#![forbid(unsafe_code)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

use std::sync::Arc;

use calendar_registry::{Backend, Registry};
use calendar_registry_sources::definition::{Document, Format};

fn base(name: &str) -> Option<Arc<dyn Backend>> {
    let calendar = Registry::with_builtins().resolve(name).ok()?;
    Some(Arc::clone(calendar.backend()))
}

/// Reads and builds; returns the error's text.
fn error(text: &str, format: Format) -> String {
    let document = Document::parse("f", text, format);
    let built = document.and_then(|document| document.build(&base).map(|_| ()));
    built.unwrap_err().to_string()
}

fn toml(text: &str) -> String {
    error(text, Format::Toml)
}

fn json(text: &str) -> String {
    error(text, Format::Json)
}

/// A calendar of fiscal weeks whose last lines are given.
fn weeks(rest: &str) -> String {
    let head = "schema = 1\n[[calendar]]\nnames = [\"acme\"]\nkind = \"fiscal-weeks\"\n";
    format!("{head}{rest}")
}

const ENDS: &str =
    "year_ends = { weekday = \"sunday\", rule = \"last\", month_end = \"gregory:06\" }\n";

#[test]
fn toml_errors_have_line_column_and_path() {
    for (text, expected) in [
        ("schema = ", "f:1:10: "),
        ("schema = 1\nschema = 1", "f:2:1: duplicate key"),
        ("", "f: missing field `schema`: write `schema = 1`"),
        (
            "schema = 2",
            "f:1:10: schema: expected 1, the version of the format, not 2",
        ),
        (
            "schema = 1\ncalender = []",
            "f:2:12: calender: unknown field `calender`, expected `schema` or `calendar`",
        ),
        (
            "schema = 1\n[[calendar]]\nnames = ['a']",
            "f:2:1: calendar[0]: missing field `kind`: expected one of month-table, ",
        ),
        (
            "schema = 1\n[[calendar]]\nkind = 'moon'",
            "f:3:8: calendar[0].kind: \"moon\": expected one of month-table, ",
        ),
        (
            "schema = 1\n[[calendar]]\nkind = 'eras'\nnames = 'a'\nbase = 'b'",
            "f:4:9: calendar[0].names: invalid type: string \"a\", expected a sequence",
        ),
        (
            "schema = 1\n[[calendar]]\nkind = 'eras'\nnames = ['a']",
            "f:2:1: calendar[0]: missing field `base`",
        ),
        (
            "schema = 1\n[[calendar]]\nkind = 'eras'\nnames = ['a']\nbase = 1.5",
            "f:5:8: calendar[0].base: 1.5 is not an integer",
        ),
        (
            "schema = 1\n[[calendar]]\nkind = 'cut-over'\nnames = ['a']\nbefore = 'julian'\nafter = 'gregorian'\nfirst_day = 1752-09-14T00:00:00",
            "f:7:13: calendar[0].first_day: 1752-09-14T00:00:00 is not a date without a time",
        ),
    ] {
        let found = toml(text);
        assert!(found.starts_with(expected), "{found}\n{expected}");
    }
}

#[test]
fn unknown_field_is_located() {
    let text = weeks("periods = [52]\nextra_weak = 1\n") + ENDS;
    let found = toml(&text);
    let expected =
        "f:6:14: calendar[0].extra_weak: unknown field `extra_weak`, expected one of `periods`";
    assert!(found.starts_with(expected), "{found}");
    let text = weeks("periods = [52]\ntext = { en = { moths = {} } }\n") + ENDS;
    let found = toml(&text);
    let expected =
        "f:6:25: calendar[0].text.en.moths: unknown field `moths`, expected one of `name`";
    assert!(found.starts_with(expected), "{found}");
}

#[test]
fn item_of_a_list_is_located() {
    let text = weeks("periods = [\n  4, 5,\n  300,\n]\n") + ENDS;
    assert_eq!(
        toml(&text),
        "f:7:3: calendar[0].periods[2]: invalid value: integer `300`, expected u8"
    );
}

#[test]
fn errors_of_constructors_are_located() {
    let text = weeks("periods = [\n  4, 5,\n  0,\n]\n") + ENDS;
    assert_eq!(
        toml(&text),
        "f:7:3: calendar[0].periods[2]: 0 is not between 1 and 36"
    );
    let text = weeks("periods = [26, 25]\n") + ENDS;
    let found = toml(&text);
    assert!(
        found.starts_with("f:5:11: calendar[0].periods: "),
        "{found}"
    );
    assert!(found.contains("51 weeks"), "{found}");
}

#[test]
fn paths_of_constructors_are_those_of_the_file() {
    let head = "schema = 1\n[[calendar]]\nnames = ['a']\n";
    for (rest, expected) in [
        (
            "kind = 'month-overrides'\nbase = 'islamic-umalqura'\n[calendar.begins]\n1447-08 = 2026-01-20\n1447-09 = 2026-02-20",
            "f:8:11: calendar[0].begins.1447-09: ",
        ),
        (
            "kind = 'month-overrides'\nbase = 'islamic-umalqura'\nbegins = { x = 2026-01-20 }",
            "f:6:16: calendar[0].begins.x: expected a year and a month of two digits, as 1447-09",
        ),
        (
            "kind = 'month-table'\nfirst_year = 1\nfirst_day = 2000-01-01\nyears = [[30], [30, 0]]",
            "f:7:21: calendar[0].years[1][1]: 0 is not between 1 and 99",
        ),
        (
            "kind = 'month-table'\nfirst_year = 1\nfirst_day = 2000-01-01\nyears = [[30]]\nleap_months = { 2 = 1 }",
            "f:8:21: calendar[0].leap_months.2: the table does not have this year",
        ),
        (
            "kind = 'month-table'\nfirst_year = 1\nfirst_day = 2000-01-01\nyears = [[30], [30, 30]]\nleap_months = { 2 = 7 }",
            "f:8:21: calendar[0].leap_months.2: ",
        ),
        (
            "kind = 'month-table'\nfirst_year = 1\nfirst_day = 2000-01-01\nyears = [[30]]\noutside = 'julian'",
            "f:8:11: calendar[0].outside: ",
        ),
        (
            "kind = 'cut-over'\nbefore = 'gregorian'\nafter = 'julian'\nfirst_day = 1752-09-14",
            "f:7:13: calendar[0].first_day: ",
        ),
        (
            "kind = 'leap-cycle'\nepoch = 2000-01-01\nmonths = [30]\nleap_divisors = [4, 5]\nleap_days = [{ month = 1, days = 1 }]",
            "f:7:21: calendar[0].leap_divisors[1]: ",
        ),
        (
            "kind = 'leap-cycle'\nepoch = 2000-01-01\nmonths = [30]\ncycle = 4",
            "f:7:9: calendar[0].cycle: it needs `leap_years`",
        ),
        (
            "kind = 'leap-cycle'\nepoch = 2000-01-01\nmonths = [30]\nleap_days = [{ month = 2, days = 1 }]\nleap_divisors = [4]",
            "f:7:24: calendar[0].leap_days[0].month: 2 is not between 1 and 1",
        ),
        (
            "kind = 'fiscal-months'\nbase = 'gregorian'\nmonth = 13",
            "f:6:9: calendar[0].month: 13 is not between 1 and 12",
        ),
        (
            "kind = 'fiscal-months'\nbase = 'gregorian'\nmonth = 4\nyear_label = 'start'",
            "f:7:14: calendar[0].year_label: invalid value: string \"start\", expected \"begins\", \"ends\", or a number of years",
        ),
        (
            "kind = 'eras'\nbase = 'gregorian'",
            "f:2:1: calendar[0].eras: at least one is needed",
        ),
        (
            "kind = 'eras'\nbase = 'gregorian'\neras = [\n{ code = 'a', year_one = 1 },\n{ code = 'b' },\n]",
            "f:8:1: calendar[0].eras[1]: an era has either `starts` or `year_one`",
        ),
        (
            "kind = 'eras'\nbase = 'gregorian'\neras = [\n{ code = 'a', year_one = 1 },\n{ code = 'b', starts = '2000-02-30' },\n]",
            "f:8:1: calendar[0].eras[1]: ",
        ),
        (
            "kind = 'year-offset'\nbase = 'gregorian'\nyears = 1\ntext = { otherwise = 'en' }",
            "f:7:22: calendar[0].text.otherwise: the text has no names for \"en\"",
        ),
        (
            "kind = 'year-offset'\nbase = 'gregorian'\nyears = 1\ntext = { en = { months = { wide = ['a'] } } }",
            "f:7:8: calendar[0].text: ",
        ),
        (
            "kind = 'year-offset'\nbase = 'gregorian'\nyears = 1\nauthoritative = [2, 1]",
            "f:7:17: calendar[0].authoritative: the last year is before the first",
        ),
    ] {
        let found = toml(&format!("{head}{rest}"));
        assert!(found.starts_with(expected), "{found}\n{expected}");
    }
}

#[test]
fn names_are_checked_within_a_file() {
    let offset = |names: &str| {
        format!(
            "[[calendar]]\nnames = {names}\nkind = 'year-offset'\nbase = 'gregorian'\nyears = 1\n"
        )
    };
    let schema = "schema = 1\n";
    assert_eq!(
        toml(&format!(
            "{schema}{}{}",
            offset("['a', 'b']"),
            offset("['c', 'B']")
        )),
        "f:8:15: calendar[1].names[1]: the name \"B\" is taken by the calendar \"a\""
    );
    assert_eq!(
        toml(&format!("{schema}{}", offset("[]"))),
        "f:3:9: calendar[0].names: at least one name is needed"
    );
    let found = toml(&format!("{schema}{}", offset("['a', 'ü']")));
    assert!(
        found.starts_with("f:3:15: calendar[0].names[1]: "),
        "{found}"
    );
}

#[test]
fn circle_of_base_calendars_is_named() {
    let offset = |name: &str, base: &str| {
        format!(
            "[[calendar]]\nnames = ['{name}']\nkind = 'year-offset'\nbase = '{base}'\nyears = 1\n"
        )
    };
    let text = [
        "schema = 1\n",
        &offset("d", "a"),
        &offset("a", "b"),
        &offset("b", "c"),
        &offset("c", "A"),
    ];
    assert_eq!(
        toml(&text.concat()),
        "f:20:8: calendar[3].base: a circle of base calendars: a, b, c, a"
    );
}

/// Year offsets, each based on the next one.
fn chain(length: usize) -> String {
    let mut text = "schema = 1\n".to_owned();
    for index in 1..=length {
        let base = match index {
            _ if index == length => "gregorian".to_owned(),
            _ => format!("c{}", index + 1),
        };
        let names = format!("names = ['c{index}']");
        text +=
            &format!("[[calendar]]\n{names}\nkind = 'year-offset'\nbase = '{base}'\nyears = 1\n");
    }
    text
}

#[test]
fn chain_of_base_calendars_is_bounded() {
    let document = Document::parse("f", chain(8), Format::Toml).unwrap();
    let built = document
        .build(&base)
        .unwrap_or_else(|error| panic!("{error}"));
    let date = built[0].date(2_461_370.into()).unwrap();
    assert_eq!(date.year, 2026 + 8);
    for length in [9, 10_000] {
        let found = toml(&chain(length));
        let expected = "base: more than 8 definitions are based on each other";
        assert!(found.ends_with(expected), "{found}");
    }
}

/// Cut-overs, each based on the next one twice.
fn doubled(length: usize) -> String {
    let mut text = "schema = 1\n".to_owned();
    for index in 1..=length {
        let base = match index {
            _ if index == length => "gregorian".to_owned(),
            _ => format!("c{}", index + 1),
        };
        text += &format!(
            "[[calendar]]\nnames = ['c{index}']\nkind = 'cut-over'\nbefore = '{base}'\nafter = '{base}'\nfirst_day = 190{index}-01-01\n"
        );
    }
    text
}

#[test]
fn number_of_definitions_in_a_calendar_is_bounded() {
    let document = Document::parse("f", doubled(5), Format::Toml).unwrap();
    let built = document.build(&base);
    assert!(built.is_ok());
    assert_eq!(
        toml(&doubled(6)),
        "f:5:10: calendar[0].before: the calendar consists of more than 32 definitions"
    );
}

#[test]
fn json_errors_have_line_column_and_path() {
    for (text, expected) in [
        ("", "f:1:1: EOF while parsing a value"),
        ("[]", "f:1:1: expected a table with `schema` and `calendar`"),
        (
            "{\"schema\": 1,\n \"schema\": 1}",
            "f:2:9: the key \"schema\" occurs twice",
        ),
        (
            "{\"schema\": 1, \"calendar\": [\n {\"names\": [\"a\"], \"kind\": \"year-offset\", \"base\": \"gregorian\",\n  \"years\": \"1\"}]}",
            "f:3:12: calendar[0].years: invalid type: string \"1\", expected i32",
        ),
        (
            "{\"schema\": 1, \"calendar\": [{\"names\": [\"a\"], \"kind\": \"year-offset\", \"base\": \"x\", \"years\": 1}]}",
            "f:1:76: calendar[0].base: no calendar named \"x\" is known",
        ),
        ("{\"schema\": 1.5}", "f:1:14: 1.5 is not an integer"),
    ] {
        let found = json(text);
        assert!(found.starts_with(expected), "{found}\n{expected}");
    }
}

#[test]
fn size_number_and_depth_are_bounded() {
    let large = " ".repeat(Document::MAX_BYTES + 1);
    assert_eq!(
        toml(&large),
        "f: the file has more than 4194304 bytes, the most that are read"
    );
    let many = format!(
        "{{\"schema\": 1, \"calendar\": [{}{{}}]}}",
        "{},".repeat(Document::MAX_CALENDARS)
    );
    assert_eq!(
        json(&many),
        "f:1:27: calendar: 10001 calendars, at most 10000 are read"
    );
    let deep = "[".repeat(100_000);
    assert!(
        json(&deep).contains("recursion limit exceeded"),
        "{}",
        json(&deep)
    );
    let found = toml(&format!("schema = {deep}"));
    assert!(found.contains("max recursion depth"), "{found}");
}
