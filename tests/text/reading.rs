//! The text of dates: every fact of Temporal in `data/temporal/parse.csv`, and the cases of public
//! bug reports by name.

use calendar_registry::{
    Calendar, Date, DateError, Fields, MonthCode, Overflow, ParseDateError, ParseFieldsError,
    Registry, ResolveError, Resolver,
};

const FACTS: &str = include_str!("../data/temporal/parse.csv");

fn parse(text: &str) -> Result<Date, ParseDateError> {
    Date::parse(text, Registry::global())
}

/// Reads a text, and returns the ISO date of the result.
fn iso(text: &str) -> String {
    let date = parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    iso_of(&date)
}

fn iso_of(date: &Date) -> String {
    let iso = Registry::global().resolve("iso8601").unwrap();
    date.in_calendar(&iso).unwrap().to_string()
}

fn error(text: &str) -> ParseDateError {
    parse(text).map_or_else(|error| error, |date| panic!("{text:?} is {date}"))
}

fn message(text: &str) -> String {
    error(text).to_string()
}

#[test]
fn every_text_of_temporal_has_the_result_of_temporal() {
    let mut rows = 0;
    for row in FACTS.lines().skip(1) {
        let columns: Vec<&str> = row.split(';').collect();
        let (text, expected) = (columns[3], columns[5]);
        let calendar = expected.split_once("calendar=");
        if calendar.is_some_and(|(_, name)| Registry::global().resolve(name).is_err()) {
            // Built without this calendar.
            continue;
        }
        let result = parse(text).map(|date| {
            let calendar = date.calendar().unicode_id().map(str::to_owned);
            format!("iso={} calendar={}", iso_of(&date), calendar.unwrap())
        });
        match result {
            Ok(result) => assert_eq!(result, expected, "{row}"),
            Err(error) => assert_eq!(expected, "error", "{row}: {error}"),
        }
        rows += 1;
    }
    assert!(rows >= 94, "{rows}");
}

#[test]
fn several_calendars_with_a_critical_one_are_rejected_wherever_it_is() {
    for text in [
        "1970-01-01[u-ca=hebrew][!u-ca=hebrew][u-ca=chinese]",
        "1970-01-01[u-ca=hebrew][u-ca=chinese][!u-ca=hebrew]",
        "1970-01-01[!u-ca=hebrew][u-ca=hebrew][u-ca=chinese]",
        "1970-01-01[u-ca=hebrew][foo=bar][!u-ca=julian]",
        "1970-01-01[u-ca=iso8601][!u-ca=iso8601]",
    ] {
        assert_eq!(error(text), ParseDateError::Critical, "{text}");
    }
    let first = parse("1970-01-01[u-ca=hebrew][u-ca=julian][u-ca=hebrew]").unwrap();
    assert_eq!(first.calendar().name(), "Hebrew");
    let one = parse("1970-01-01[foo=bar][!u-ca=hebrew]").unwrap();
    assert_eq!(one.calendar().name(), "Hebrew");
}

#[test]
fn experimental_keys_are_rejected() {
    for text in [
        "1970-01-01[_foo=bar]",
        "1970-01-01[!_foo=bar]",
        "1970-01-01[u-ca=hebrew][_=1]",
    ] {
        assert_eq!(error(text), ParseDateError::Experimental, "{text}");
    }
    assert_eq!(iso("1970-01-01[f_oo=bar]"), "1970-01-01");
}

#[test]
fn a_critical_time_zone_that_cannot_be_checked_is_an_error() {
    for text in [
        "2022-07-08T00:14:07+01:00[!Europe/Paris]",
        "2022-07-08T00:14:07+01:00[!+02:00]",
        "2022-07-08T00:14:07-01:00[!+01:00]",
        "2022-07-08T00:14:07+01:00:01[!+01:00]",
        "2022-07-08T00:14:07+01:00:00.000000001[!+01:00]",
        "2022-07-08T00:14:07+01:00[!UTC]",
        "2022-07-08T00:14:07+00:00[!Etc/GMT+1]",
    ] {
        assert_eq!(error(text), ParseDateError::TimeZone, "{text}");
    }
    for text in [
        "2022-07-08T00:14:07+01:00[Europe/Paris]",
        "2022-07-08T00:14:07+01[!+01:00]",
        "2022-07-08T00:14:07+01:00:00.000[!+0100]",
        "2022-07-08T00:14:07-00:00[!utc]",
        "2022-07-08T00:14:07+00:00[!Etc/UTC]",
        // Without an offset there is nothing to check.
        "2022-07-08[!Europe/Paris]",
        "2022-07-08T00:14:07[!-02:30][u-ca=iso8601]",
    ] {
        assert_eq!(iso(text), "2022-07-08", "{text}");
    }
}

#[test]
fn basic_forms_are_read() {
    for text in [
        "19761118",
        "+0019761118",
        "19761118T152330.1+0000",
        "1976-11-18T152330,123456789-0830",
        "19761118[u-ca=gregory]",
    ] {
        assert_eq!(iso(text), "1976-11-18", "{text}");
    }
    assert_eq!(iso("-0000431118"), "-000043-11-18");
    // A year of seven digits needs hyphens, and has no leading zero.
    assert_eq!(error("+12345671118"), ParseDateError::Form { at: 11 });
    assert_eq!(error("+0002020-01-01"), ParseDateError::Form { at: 1 });
    assert_eq!(iso("+1234567-11-18"), "+1234567-11-18");
}

#[test]
fn a_fraction_has_one_to_nine_digits() {
    assert_eq!(iso("1970-01-01T00:00:00.123456789"), "1970-01-01");
    for text in [
        "1970-01-01T00:00:00.1234567890",
        "1970-01-01T00+00:00:00.1234567891",
        "1970-01-01T00:00:00.",
        "1970-01-01T00:00.5",
        "1970-01-01T00.5",
    ] {
        assert!(matches!(error(text), ParseDateError::Form { .. }), "{text}");
    }
}

/// Accepts what `resolve` accepts.
struct Lenient(Registry);

impl Resolver for Lenient {
    fn find(&self, name: &str) -> Result<Calendar, ResolveError> {
        self.0.resolve(name)
    }
    fn accepts_ambiguous(&self) -> bool {
        true
    }
}

#[test]
fn ambiguous_islamic_calendars_are_rejected_unless_the_resolver_accepts_them() {
    for name in ["islamic", "Islamic", "islamic-rgsa", "ISLAMIC-RGSA"] {
        let text = format!("2026-11-22[u-ca={name}]");
        let found = Registry::global().resolve(name).map(|found| found.id());
        let Ok(found) = found else {
            // Built without the calendar.
            continue;
        };
        assert_eq!(error(&text), ParseDateError::Ambiguous, "{text}");
        let lenient = Lenient(Registry::with_builtins());
        let date = Date::parse(&text, &lenient).unwrap();
        assert_eq!(date.calendar().id(), found);
    }
    // `islamicc` is an alias of `islamic-civil` in CLDR.
    assert_eq!(iso("2026-11-22[u-ca=islamicc]"), "2026-11-22");
}

#[test]
fn a_users_own_calendar_named_islamic_is_not_ambiguous() {
    let registry = Registry::new();
    let own = calendar_registry::Renamed::new(calendar_registry::calendars::Julian, ["islamic"]);
    registry.register(own).unwrap();
    let date = Date::parse("2026-11-22[u-ca=islamic]", &registry);
    assert_eq!(date.unwrap().calendar().name(), "islamic");
}

#[test]
fn a_year_of_too_many_digits_is_out_of_range() {
    for text in [
        "99999999999-01-01",
        "12345-11-22",
        "12345-W01-1",
        "+9999999999999999999-01-01",
        "-9999999999999999999-01-01",
        "+999999999999999999-01-01",
        "+999999999999999999-W01-1",
        "+999999999999999999-001",
    ] {
        assert_eq!(error(text), ParseDateError::Year, "{text}");
    }
    assert!(message("99999999999-01-01").starts_with("the year is out of range"));
    // A year that the calendar does not have.
    assert!(matches!(
        error("+9999999999-01-01[u-ca=julian]"),
        ParseDateError::Date(DateError::JulianDay { .. })
    ));
}

#[test]
fn a_utc_timestamp_does_not_determine_a_local_date() {
    let expected =
        "a UTC timestamp does not determine a local date: convert it to a time zone first";
    for text in [
        "2026-11-22T10:00Z",
        "2026-11-22t10:00:00.5z[u-ca=julian]",
        "20261122T10Z[!Europe/Paris]",
    ] {
        assert_eq!(error(text), ParseDateError::Utc, "{text}");
        assert_eq!(message(text), expected);
    }
    // A date alone has no `Z`.
    assert_eq!(error("2026-11-22Z"), ParseDateError::Form { at: 10 });
}

#[test]
fn week_dates_are_read() {
    for (text, date) in [
        ("2026-W48-3", "2026-11-25"),
        ("2026W483", "2026-11-25"),
        ("2026-W48-3T10:00+01:00[u-ca=gregory]", "2026-11-25"),
        ("2020-W53-5", "2021-01-01"),
        ("2026-W01-1", "2025-12-29"),
        ("2026-W53-7", "2027-01-03"),
        ("-000001-W52-7", "0000-01-02"),
        ("+010000W011", "+010000-01-03"),
    ] {
        assert_eq!(iso(text), date, "{text}");
    }
    let week = |week, last| ParseDateError::Week { week, last };
    assert_eq!(error("2021-W53-1"), week(53, 52));
    assert_eq!(error("2026-W54-1"), week(54, 53));
    assert_eq!(error("2026-W00-1"), week(0, 53));
    for (text, at) in [
        ("2026-W48", 8),
        ("2026-W48-0", 9),
        ("2026-W48-8", 9),
        ("2026-W483", 8),
        ("2026W48-3", 7),
        ("2026-W4-3", 7),
        ("2026-w48-3", 5),
    ] {
        assert_eq!(error(text), ParseDateError::Form { at }, "{text}");
    }
}

#[test]
fn the_week_and_the_day_of_the_year_of_a_date_are_read_back() {
    let iso = Registry::global().resolve("iso8601").unwrap();
    let mut date = parse("1999-12-20").unwrap();
    // The calendar repeats after 146,097 days.
    for _ in 0..=146_097 / 97 {
        let rule = calendar_registry::WeekRule::ISO;
        let weekday = date.weekday().number();
        let week = format!("{}-{weekday}", date.week(rule).unwrap());
        assert_eq!(parse(&week).unwrap(), date, "{week}");
        let ordinal = format!("{:04}-{:03}", date.year(), date.day_of_year().unwrap());
        assert_eq!(parse(&ordinal).unwrap(), date, "{ordinal}");
        let day = date.julian_day().checked_add(97).unwrap();
        date = Date::from_julian_day(&iso, day).unwrap();
    }
}

#[test]
fn days_of_the_year_are_read() {
    for (text, date) in [
        ("2026-330", "2026-11-26"),
        ("2026330", "2026-11-26"),
        ("2024-366[u-ca=hebrew]", "2024-12-31"),
        ("2023-001", "2023-01-01"),
        ("+010000-001", "+010000-01-01"),
        ("-000001365", "-000001-12-31"),
    ] {
        assert_eq!(iso(text), date, "{text}");
    }
    let day = |day, last| ParseDateError::DayOfYear { day, last };
    assert_eq!(error("2023-366"), day(366, 365));
    assert_eq!(error("2024-367"), day(367, 366));
    assert_eq!(error("2024-000"), day(0, 366));
}

#[test]
fn an_error_of_form_names_its_byte() {
    for (text, at) in [
        ("", 0),
        ("2026", 4),
        ("2026-11", 7),
        ("202611", 6),
        ("202611220", 8),
        ("2026-1-22", 6),
        ("2026-11-2", 9),
        ("2026-1122", 7),
        ("26-11-22", 2),
        ("02026-11-22", 0),
        ("+2026-11-22", 5),
        ("-000000-01-01", 1),
        ("-0000000101", 1),
        ("2026-11-22-", 10),
        ("2026-11-22x", 10),
        ("2026-11-22[", 11),
        ("2026-11-22[u-ca", 15),
        ("2026-11-22[u-ca=", 16),
        ("2026-11-22[u-ca=]", 16),
        ("2026-11-22[u-ca=julian", 22),
        ("2026-11-22[u-ca=acme.fiscal]", 20),
        ("2026-11-22[u-ca=a--b]", 16),
        ("2026-11-22[U-CA=julian]", 15),
        ("2026-11-22[4u=julian]", 11),
        ("2026-11-22[=julian]", 11),
        ("2026-11-22[Europe/Paris][UTC]", 25),
        ("2026-11-22[u-ca=julian][UTC]", 24),
        ("2026-11-22[Etc/1]", 11),
        ("2026-11-22[Etc/..]", 11),
        ("2026-11-22[+01:00:00]", 17),
        ("2026-11-22T", 11),
        ("2026-11-22T25:00", 11),
        ("2026-11-22T10:60", 14),
        ("2026-11-22T10:00:61", 17),
        ("2026-11-22T10:0000", 16),
        ("2026-11-22T1000:00", 15),
        ("2026-11-22T10:00+24:00", 17),
        ("2026-11-22T10:00+01:00:60", 23),
        ("2026-11-22+01:00", 10),
        ("2026-11-22  10:00", 11),
        ("2026-11-22[u-ca=julian] ", 23),
        ("２026-11-22", 0),
        ("2026-11-22T10:00\u{2212}05:00", 16),
        ("2026-11-22[u-ca=ju\u{e9}]", 18),
    ] {
        assert_eq!(error(text), ParseDateError::Form { at }, "{text:?}");
    }
}

#[test]
fn a_leap_second_is_read() {
    assert_eq!(iso("2016-12-31T23:59:60"), "2016-12-31");
}

#[test]
fn other_errors_name_the_part() {
    let date = |error| ParseDateError::Date(error);
    let month = DateError::Month {
        month: 13,
        last: 12,
    };
    assert_eq!(error("2026-13-01"), date(month));
    assert_eq!(error("20261301"), date(month));
    let day = DateError::Day { day: 29, last: 28 };
    assert_eq!(error("1900-02-29"), date(day));
    let day = DateError::Day { day: 0, last: 29 };
    assert_eq!(error("2000-02-00[u-ca=hebrew]"), date(day));
    for text in ["2026-11-22[!foo=bar]", "2026-11-22[foo=bar][!x=y]"] {
        assert_eq!(error(text), ParseDateError::Critical, "{text}");
    }
    for text in ["2026-11-22[u-ca=tabot]", "2026-11-22[!u-ca=tabot]"] {
        assert!(matches!(error(text), ParseDateError::Calendar(_)), "{text}");
    }
    let empty = Date::parse("2026-11-22", &Registry::new());
    assert!(matches!(empty, Err(ParseDateError::Calendar(_))));
}

#[test]
fn a_text_of_more_than_1024_bytes_is_rejected() {
    let text = |length: usize| format!("2026-11-22[foo={}]", "x".repeat(length - 16));
    assert_eq!(iso(&text(1024)), "2026-11-22");
    assert_eq!(error(&text(1025)), ParseDateError::TooLong);
    assert_eq!(error(&"9".repeat(1 << 20)), ParseDateError::TooLong);
}

#[test]
fn a_written_date_is_read_back() {
    let registry = Registry::global();
    let snapshot = registry.snapshot();
    for name in [
        "gregory",
        "iso8601",
        "julian",
        "jalali",
        "islamic-civil",
        "hebrew",
    ] {
        let calendar = snapshot.resolve(name).unwrap();
        for shift in 0..30 {
            for sign in [1, -1] {
                let day = calendar_registry::JulianDay::new(2_461_367 + sign * (1 << shift));
                let Ok(date) = Date::from_julian_day(calendar, day) else {
                    continue;
                };
                let read = parse(&date.to_string()).unwrap();
                assert!(read == date && read.calendar() == date.calendar(), "{date}");
            }
        }
    }
}

#[test]
fn fields_of_a_calendar_are_read() {
    let code: MonthCode = "M05L".parse().unwrap();
    let ordinal = |year, month, day| Ok(Fields::new().year(year).month(month).day(day));
    assert_eq!(
        "5784-M05L-06".parse(),
        Ok(Fields::new().year(5784).month_code(code).day(6))
    );
    assert_eq!("2026-2-3".parse(), ordinal(2026, 2, 3));
    assert_eq!("5784-05-06".parse(), ordinal(5784, 5, 6));
    assert_eq!("-44-3-15".parse(), ordinal(-44, 3, 15));
    assert_eq!("+7-12-31".parse(), ordinal(7, 12, 31));
    assert_eq!("-2147483648-1-1".parse(), ordinal(i32::MIN, 1, 1));
    let fields = Fields::parse("reiwa 8-M11-25");
    let code = MonthCode::common(11).unwrap();
    assert_eq!(
        fields,
        Ok(Fields::new().era("reiwa", 8).month_code(code).day(25))
    );
    let hebrew = Registry::global().resolve("hebrew").unwrap();
    let fields = "5784-M05L-06".parse().unwrap();
    let date = Date::from_fields(&hebrew, fields, Overflow::Reject).unwrap();
    assert_eq!(iso_of(&date), "2024-02-15");
}

#[test]
fn faulty_fields_are_rejected() {
    for (text, at) in [
        ("", 0),
        ("-", 1),
        ("2026", 4),
        ("2026-2", 6),
        ("2026-2-", 7),
        ("2026--2-3", 5),
        ("2026-222-3", 7),
        ("2026-2-333", 9),
        ("2026-2-3[u-ca=hebrew]", 8),
        ("2026-M2-3", 5),
        ("2026-m02-3", 5),
        ("2026-M00-3", 5),
        ("2026/2/3", 4),
        ("--5-2-3", 1),
        (" 2026-2-3", 0),
        ("reiwa  8-11-25", 0),
        ("reiwa 8-11-25 ", 14),
        ("reiwa x-11-25", 6),
        ("٢٠٢٦-2-3", 0),
    ] {
        let form = Err(ParseFieldsError::Form { at });
        assert_eq!(Fields::parse(text), form, "{text:?}");
    }
    for text in ["2147483648-1-1", "-2147483649-1-1", "99999999999-01-01"] {
        assert_eq!(text.parse::<Fields<'_>>(), Err(ParseFieldsError::Year));
    }
    assert_eq!(
        "reiwa 8-11-25".parse::<Fields<'_>>(),
        Err(ParseFieldsError::Era)
    );
}
