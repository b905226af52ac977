//! The text form of dates: output, input, and errors.

use calendar_registry::calendars::Gregorian;
use calendar_registry::{
    Backend, Date, DateError, JulianDay, ParseDateError, Properties, Registry, RequestedName,
    ResolveError, Resolver, Weekday, YearMonthDay,
};

fn error(text: &str) -> ParseDateError {
    Date::parse(text, &Registry::with_builtins()).unwrap_err()
}

/// A calendar of years of 1000 days, for all years of an `i32`.
struct Thousand {
    names: Vec<&'static str>,
    id: Option<&'static str>,
}

impl Backend for Thousand {
    fn names(&self) -> Vec<&str> {
        self.names.clone()
    }
    fn properties(&self) -> Properties {
        Properties::other()
            .months(10, 10)
            .month_lengths(100, 100)
            .year_zero(true)
    }
    fn unicode_id(&self) -> Option<&str> {
        self.id
    }
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let months = i64::from(date.year) * 10 + i64::from(date.month) - 1;
        Ok(JulianDay(months * 100 + i64::from(date.day) - 1))
    }
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let in_year = day.0.rem_euclid(1000);
        Ok(YearMonthDay::new(
            i32::try_from(day.0.div_euclid(1000)).map_err(|_| DateError::Overflow)?,
            u8::try_from(in_year / 100 + 1).unwrap(),
            u8::try_from(in_year % 100 + 1).unwrap(),
        ))
    }
    fn is_leap_year(&self, _: i32) -> bool {
        false
    }
    fn days_in_month(&self, _: Option<i32>, _: u8) -> Result<u8, DateError> {
        Ok(100)
    }
}

#[test]
fn date_is_written_in_iso_form_with_its_calendar() {
    let registry = Registry::with_builtins();
    let text = |name: &str, number| {
        let calendar = registry.resolve(name).unwrap();
        Date::from_julian_day(&calendar, JulianDay(number))
            .unwrap()
            .to_string()
    };
    assert_eq!(text("gregorian", 2_461_367), "2026-11-22[u-ca=gregory]");
    assert_eq!(
        text("islamicc", 2_461_367),
        "2026-11-22[u-ca=islamic-civil]"
    );
    assert_eq!(text("julian", 2_461_367), "2026-11-22[u-ca=julian]");
    // Julian Day 0, and days whose ISO years have no four digits.
    assert_eq!(text("julian", 0), "-004713-11-24[u-ca=julian]");
    assert_eq!(text("julian", 1_721_060), "0000-01-01[u-ca=julian]");
    assert_eq!(text("julian", 1_721_059), "-000001-12-31[u-ca=julian]");
    assert_eq!(text("julian", 5_373_484), "9999-12-31[u-ca=julian]");
    assert_eq!(text("julian", 5_373_485), "+010000-01-01[u-ca=julian]");
}

/// Also beyond the years of the Gregorian calendar.
#[test]
fn written_dates_are_read_back() {
    let registry = Registry::with_builtins();
    registry
        .register(Thousand {
            names: vec!["thousand"],
            id: None,
        })
        .unwrap();
    for calendar in registry.snapshot().calendars() {
        let numbers = (-40..=40).flat_map(|shift| {
            let power = 1_i64 << (shift as i64).unsigned_abs();
            [power, -power, 2_461_367 + power, 1_721_060 - power]
        });
        let ends = [i32::MIN, i32::MAX].into_iter().filter_map(|year| {
            let date = YearMonthDay::new(year, 1, 1);
            Some(calendar.julian_day(date).ok()?.0)
        });
        for number in numbers.chain(ends) {
            let Ok(date) = Date::from_julian_day(calendar, JulianDay(number)) else {
                continue;
            };
            let text = date.to_string();
            assert_eq!(Date::parse(&text, &registry).as_ref(), Ok(&date), "{text}");
        }
    }
}

#[test]
fn registry_guard_and_snapshot_resolve_annotations() {
    let registry = Registry::with_builtins();
    let text = "2026-11-22[u-ca=jalali]";
    let date = Date::parse(text, &registry).unwrap();
    assert_eq!(date.year_month_day(), YearMonthDay::new(1405, 9, 1));
    assert_eq!(Date::parse(text, &registry.pin()), Ok(date.clone()));
    assert_eq!(Date::parse(text, &*registry.snapshot()), Ok(date));
    let resolver: &dyn Resolver = &registry;
    assert!(Date::parse("2026-11-22[u-ca=JALALI]", resolver).is_ok());
    let global: Date = text.parse().unwrap();
    assert_eq!(
        global.calendar(),
        &Registry::global().resolve("jalali").unwrap()
    );
}

#[test]
fn date_without_annotation_is_iso() {
    let registry = Registry::with_builtins();
    if registry.resolve("iso8601").is_err() {
        let date = Date::parse("2026-11-22", &registry).unwrap();
        assert_eq!(date.calendar(), &registry.resolve("gregory").unwrap());
        registry
            .register(Thousand {
                names: vec!["iso8601"],
                id: Some("iso8601"),
            })
            .unwrap();
    }
    let date = Date::parse("2026-11-22", &registry).unwrap();
    assert_eq!(date.calendar(), &registry.resolve("iso8601").unwrap());
    assert_eq!(date.to_string(), "2026-11-22");
    assert_eq!(
        Date::parse("2026-11-22", &Registry::new()),
        Err(ParseDateError::Calendar(ResolveError::Unknown {
            name: RequestedName::new("gregory")
        }))
    );
}

#[test]
fn time_and_zone_are_ignored() {
    let registry = Registry::with_builtins();
    let date = Date::parse("2026-11-22[u-ca=julian]", &registry).unwrap();
    for text in [
        "2026-11-22T10[u-ca=julian]",
        "2026-11-22t23:59:60.123456789[u-ca=julian]",
        "2026-11-22 00:00-11:00[u-ca=julian]",
        "2026-11-22T10:00[Europe/Paris][u-ca=julian]",
        "2026-11-22[!Europe/Paris][u-ca=julian]",
        "2026-11-22[-08:00][u-ca=julian][foo=bar]",
        "2026-11-22[foo=bar][!u-ca=julian]",
        "2026-11-22[u-ca=julian][u-ca=tabot]",
        "+002026-11-22[u-ca=julian]",
    ] {
        assert_eq!(Date::parse(text, &registry), Ok(date.clone()), "{text}");
    }
}

#[test]
fn parse_errors_are_distinguished() {
    for text in [
        "",
        "2026",
        "2026-11",
        "2026-1-22",
        "2026-11-2",
        "26-11-22",
        "02026-11-22",
        "+2026-11-22",
        "-000000-01-01",
        "2026-11-22-",
        "2026-11-22x",
        "2026-11-22[",
        "2026-11-22[u-ca=]",
        "2026-11-22[u-ca=acme.fiscal]",
        "2026-11-22[u-ca=a--b]",
        "2026-11-22[U-CA=julian]",
        "2026-11-22T",
        "2026-11-22T25:00",
        "2026-11-22[u-ca=julian] ",
        "２026-11-22",
        "2026-11-22[u-ca=ju\u{e9}]",
    ] {
        let found = error(text);
        assert!(
            matches!(found, ParseDateError::Form { .. }),
            "{text:?}: {found:?}"
        );
    }
    assert_eq!(error("+9999999999999999999-01-01"), ParseDateError::Year);
    assert_eq!(error("2026-11-22T10:00Z"), ParseDateError::Utc);
    assert_eq!(error("2026-11-22T10:00z[u-ca=julian]"), ParseDateError::Utc);
    for text in [
        "2026-11-22[!foo=bar]",
        "2026-11-22[u-ca=julian][!u-ca=gregory]",
        "2026-11-22[!u-ca=julian][u-ca=gregory]",
        "2026-11-22[!u-ca=julian][u-ca=julian]",
    ] {
        assert_eq!(error(text), ParseDateError::Critical, "{text}");
    }
    let unknown = ParseDateError::Calendar(ResolveError::Unknown {
        name: RequestedName::new("tabot"),
    });
    assert_eq!(error("2026-11-22[u-ca=tabot]"), unknown);
    assert_eq!(error("2026-11-22[!u-ca=tabot]"), unknown);
    let wrong = |error| ParseDateError::Date(error);
    assert_eq!(
        error("2026-13-01"),
        wrong(DateError::Month {
            month: 13,
            last: 12
        })
    );
    assert_eq!(
        error("1900-02-29"),
        wrong(DateError::Day { day: 29, last: 28 })
    );
    assert_eq!(
        error("2000-02-00"),
        wrong(DateError::Day { day: 0, last: 29 })
    );
    assert_eq!(error("+999999999999999999-01-01"), ParseDateError::Year);
    assert!(matches!(
        error("+9999999999-01-01[u-ca=julian]"),
        ParseDateError::Date(DateError::JulianDay { .. })
    ));
}

#[test]
fn annotation_uses_the_unicode_id_or_the_first_fitting_name() {
    let registry = Registry::with_builtins();
    let text = |names: &[&'static str], id| {
        let backend = Thousand {
            names: names.to_vec(),
            id,
        };
        let calendar = registry.register(backend).unwrap();
        Date::from_julian_day(&calendar, JulianDay(2_461_367)).unwrap()
    };
    let both = text(&["acme/4-4-5", "acme fiscal", "acme2"], None);
    assert_eq!(both.to_string(), "2026-11-22[u-ca=acme-fiscal]");
    assert_eq!(Date::parse(&both.to_string(), &registry), Ok(both));
    let known = text(&["Known To All", "all"], Some("all"));
    assert_eq!(known.to_string(), "2026-11-22[u-ca=all]");
    // No name fits into an annotation, so the text cannot be read back.
    let none = text(&["acme.us:4/5"], Some("a/b"));
    assert_eq!(none.to_string(), "2026-11-22[u-ca=acme.us:4/5]");
    let read = Date::parse(&none.to_string(), &registry);
    assert!(matches!(read, Err(ParseDateError::Form { .. })), "{read:?}");
}

#[test]
fn days_and_fields_are_read_back() {
    for number in [i64::MIN, -1, 0, 2_461_367, i64::MAX] {
        let day = JulianDay(number);
        assert_eq!(day.to_string(), number.to_string());
        assert_eq!(day.to_string().parse(), Ok(day));
        assert_eq!((JulianDay::from(number), i64::from(day)), (day, number));
    }
    assert!("9223372036854775808".parse::<JulianDay>().is_err());
    for (year, month, day, text) in [
        (2026, 11, 22, "2026-11-22"),
        (1, 2, 3, "0001-02-03"),
        (0, 1, 1, "0000-01-01"),
        (-44, 3, 15, "-0044-03-15"),
        (i32::MAX, 12, 31, "2147483647-12-31"),
        (i32::MIN, 1, 1, "-2147483648-01-01"),
    ] {
        let date = YearMonthDay::new(year, month, day);
        assert_eq!(date.to_string(), text);
        assert_eq!(text.parse(), Ok(date));
    }
}

#[test]
fn weekdays_are_written_and_read_by_name() {
    let names = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    assert_eq!(Weekday::ALL.map(|weekday| weekday.to_string()), names);
    for (name, number) in names.into_iter().zip(1..) {
        let weekday = name.parse::<Weekday>().unwrap();
        assert_eq!(weekday.number(), number);
        assert_eq!(name.to_uppercase().parse(), Ok(weekday));
    }
    let error = "Mon".parse::<Weekday>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected the English name of a weekday, Monday to Sunday"
    );
    assert_eq!(format!("{:>10}", Weekday::Friday), "    Friday");
}

/// Its day 1 is 1 January 1 in the proleptic Gregorian calendar (E. M. Reingold and N. Dershowitz,
/// *Calendrical Calculations*, 4th ed., Cambridge, 2018).
#[test]
fn rata_die_1_is_the_first_day_of_year_1() {
    let first = Gregorian.julian_day(YearMonthDay::new(1, 1, 1)).unwrap();
    assert_eq!(first.rata_die(), Some(1));
    assert_eq!(JulianDay::from_rata_die(1), Some(first));
    for number in [-1_000_000, -1, 0, 2_461_367] {
        let day = JulianDay(number);
        assert_eq!(day.rata_die().and_then(JulianDay::from_rata_die), Some(day));
    }
    assert_eq!(JulianDay::MIN.rata_die(), None);
    assert_eq!(JulianDay::from_rata_die(i64::MAX), None);
}
