//! The text form of a date: what is written, what is read, and that the two agree.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use calendar_registry::calendars::Gregorian;
use calendar_registry::{
    Backend, Date, DateError, DateTextError, JulianDay, Properties, Registry, RequestedName,
    ResolveError, Resolver, Weekday, YearMonthDay,
};

fn error(text: &str) -> DateTextError {
    Date::parse(text, &Registry::with_builtins()).unwrap_err()
}

/// A calendar of bare Julian Days, a year of 1000 each; of all days that an `i32` of years allows.
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
fn a_date_is_written_as_iso_with_its_calendar() {
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

/// Beyond the years of the Gregorian calendar too.
#[test]
fn what_is_written_can_be_read() {
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
fn any_resolver_finds_the_calendar() {
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
fn without_an_annotation_it_is_iso_or_gregorian() {
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
        Err(DateTextError::Calendar(ResolveError::Unknown {
            name: RequestedName::new("gregory")
        }))
    );
}

#[test]
fn a_time_and_a_zone_are_passed_over() {
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
        "2026-11-22[!u-ca=julian][u-ca=julian]",
        "+002026-11-22[u-ca=julian]",
    ] {
        assert_eq!(Date::parse(text, &registry), Ok(date.clone()), "{text}");
    }
}

#[test]
fn faults_are_told_apart() {
    for text in [
        "",
        "2026",
        "2026-11",
        "20261122",
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
        "+9999999999999999999-01-01",
    ] {
        assert_eq!(error(text), DateTextError::Form, "{text:?}");
    }
    assert_eq!(error("2026-11-22T10:00Z"), DateTextError::Utc);
    assert_eq!(error("2026-11-22T10:00z[u-ca=julian]"), DateTextError::Utc);
    for text in [
        "2026-11-22[!foo=bar]",
        "2026-11-22[u-ca=julian][!u-ca=gregory]",
        "2026-11-22[!u-ca=julian][u-ca=gregory]",
    ] {
        assert_eq!(error(text), DateTextError::Critical, "{text}");
    }
    let unknown = DateTextError::Calendar(ResolveError::Unknown {
        name: RequestedName::new("tabot"),
    });
    assert_eq!(error("2026-11-22[u-ca=tabot]"), unknown);
    assert_eq!(error("2026-11-22[!u-ca=tabot]"), unknown);
    let wrong = |error| DateTextError::Date(error);
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
    assert_eq!(
        error("+999999999999999999-01-01"),
        wrong(DateError::Overflow)
    );
    assert!(matches!(
        error("+9999999999-01-01[u-ca=julian]"),
        DateTextError::Date(DateError::JulianDay { .. })
    ));
}

/// The Unicode identifier, else the first name that an annotation can hold.
#[test]
fn a_tenants_calendar_goes_by_a_name_that_fits() {
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
    // For people only: it is not read back.
    let none = text(&["acme.us:4/5"], Some("a/b"));
    assert_eq!(none.to_string(), "2026-11-22[u-ca=acme.us:4/5]");
    let read = Date::parse(&none.to_string(), &registry);
    assert_eq!(read, Err(DateTextError::Form));
}

#[test]
fn plain_values_read_what_they_write() {
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
fn weekdays_are_written_by_name() {
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
    assert_eq!(error.to_string(), "a weekday is written Monday to Sunday");
    assert_eq!(format!("{:>10}", Weekday::Friday), "    Friday");
}

/// Its day 1 is 1 January 1 in the proleptic Gregorian calendar (E. M. Reingold and N. Dershowitz,
/// *Calendrical Calculations*, 4th ed., Cambridge, 2018).
#[test]
fn rata_die_begins_with_the_year_1() {
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
