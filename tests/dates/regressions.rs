//! Faults that were found by use, each with the right answer.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use calendar_registry::calendars::{Gregorian, Hebrew, Julian, Milankovic};
use calendar_registry::{
    Calendar, Date, DateError, DateSpan, Fields, JulianDay, Overflow, ParseDateSpanError, Registry,
    Renamed, System, YearMonthDay,
};

fn ymd(year: i32, month: u8, day: u8) -> YearMonthDay {
    YearMonthDay::new(year, month, day)
}

#[test]
fn adding_years_keeps_the_month_code() {
    let hebrew = Calendar::from(Hebrew);
    let purim = ymd(5784, 7, 14);
    assert_eq!(hebrew.add_years(purim, 1), Ok(ymd(5785, 6, 14)));
    let date = Date::new(&hebrew, purim).unwrap();
    let later = date
        .add(DateSpan::new().years(1), Overflow::Constrain)
        .unwrap();
    assert_eq!(later.year_month_day(), ymd(5785, 6, 14));
}

#[test]
fn adding_years_keeps_the_month_code_after_a_leap_month() {
    let chinese = Calendar::from(calendar_registry::calendars::Chinese);
    // The ninth month of 2025 is M08: M06L comes before it.
    let date = ymd(2025, 9, 15);
    assert_eq!(chinese.month_code(2025, 9).unwrap().to_string(), "M08");
    let next = chinese.add_years(date, 1).unwrap();
    assert_eq!(
        chinese
            .month_code(next.year, next.month)
            .unwrap()
            .to_string(),
        "M08"
    );
}

#[test]
fn calendar_and_date_have_one_arithmetic() {
    let snapshot = Registry::with_builtins().snapshot();
    for calendar in snapshot.calendars() {
        for day in (2_440_000..2_470_000).step_by(97).map(JulianDay::new) {
            let date = Date::from_julian_day(calendar, day).unwrap();
            for count in [-30, -13, -1, 0, 1, 5, 12, 13, 19, 235] {
                let months = date.add(DateSpan::new().months(count), Overflow::Constrain);
                let found = calendar.add_months(date.year_month_day(), count);
                assert_eq!(
                    found,
                    months.map(|date| date.year_month_day()),
                    "{date:?} {count}"
                );
                let years = date.add(DateSpan::new().years(count), Overflow::Constrain);
                let found = calendar.add_years(date.year_month_day(), count);
                assert_eq!(
                    found,
                    years.map(|date| date.year_month_day()),
                    "{date:?} {count}"
                );
            }
        }
    }
}

#[test]
fn dates_of_one_day_are_equal_in_all_calendars_and_registries() {
    let registry = Registry::with_builtins();
    let old = registry.resolve("julian").unwrap();
    let other = Registry::with_builtins().resolve("julian").unwrap();
    registry
        .replace("julian", Renamed::new(Milankovic, ["other"]))
        .unwrap();
    let new = registry.resolve("julian").unwrap();
    let gregorian = registry.resolve("gregorian").unwrap();
    let dates = [old, other, new, gregorian]
        .map(|calendar| Date::from_julian_day(&calendar, JulianDay::new(2_461_367)).unwrap());
    for one in &dates {
        for two in &dates {
            assert!(one == two && one <= two && one >= two);
            assert_eq!(one.same_calendar(two), std::ptr::eq(one, two));
        }
    }
    assert_eq!(dates.iter().cloned().collect::<HashSet<Date>>().len(), 1);
    let next = Date::from_julian_day(dates[0].calendar(), JulianDay::new(2_461_368)).unwrap();
    let mut sorted = [next.clone(), dates[3].clone()];
    sorted.sort();
    assert!(sorted[0] == dates[0] && sorted[1] == next);
}

#[test]
fn day_of_a_time_before_the_epoch_is_rounded_down() {
    let epoch = SystemTime::UNIX_EPOCH;
    let number = |time: SystemTime| JulianDay::from(time).number();
    assert_eq!(number(epoch), 2_440_588);
    assert_eq!(number(epoch + Duration::from_secs(86_399)), 2_440_588);
    assert_eq!(number(epoch + Duration::from_secs(86_400)), 2_440_589);
    assert_eq!(number(epoch - Duration::from_nanos(1)), 2_440_587);
    assert_eq!(number(epoch - Duration::from_secs(86_400)), 2_440_587);
    assert_eq!(number(epoch - Duration::from_secs(86_401)), 2_440_586);
    assert_eq!(
        JulianDay::from_unix_seconds(i64::MIN).number(),
        -106_751_991_167_301 + 2_440_588
    );
    assert_eq!(
        JulianDay::from_unix_seconds(i64::MAX).number(),
        106_751_991_167_300 + 2_440_588
    );
}

#[test]
fn span_of_dates_reads_back_what_it_writes() {
    let numbers = [0, 1, -1, 12, i64::MIN, i64::MAX];
    for years in numbers {
        for months in numbers {
            for weeks in numbers {
                for days in numbers {
                    let span = DateSpan {
                        years,
                        months,
                        weeks,
                        days,
                    };
                    assert_eq!(span.to_string().parse(), Ok(span), "{span}");
                }
            }
        }
    }
    for (text, span) in [
        (
            "P1Y2M3W4D",
            DateSpan::new().years(1).months(2).weeks(3).days(4),
        ),
        ("+p1y", DateSpan::new().years(1)),
        ("-P1Y-2D", DateSpan::new().years(-1).days(2)),
        ("P0D", DateSpan::new()),
    ] {
        assert_eq!(text.parse(), Ok(span), "{text}");
    }
    for text in [
        "", "P", "-P", "1D", "P1", "PD", "P1D1Y", "P1Y1Y", "P1.5D", "P--1D", "P1H", "--P1D", "P١D",
    ] {
        assert_eq!(
            text.parse::<DateSpan>(),
            Err(ParseDateSpanError::Form),
            "{text}"
        );
    }
    assert_eq!("PT1H".parse::<DateSpan>(), Err(ParseDateSpanError::Time));
    assert_eq!(
        "P9223372036854775808D".parse::<DateSpan>(),
        Err(ParseDateSpanError::Range)
    );
}

#[test]
fn extended_year_zero_is_accepted_in_calendars_without_a_year_zero() {
    let registry = Registry::with_builtins();
    for name in ["gregorian", "islamic-civil", "julian"] {
        let calendar = registry.resolve(name).unwrap();
        let fields = Fields::new().month(1).day(1);
        let date = Date::from_fields(&calendar, fields.extended_year(0), Overflow::Reject).unwrap();
        assert_eq!((date.year(), date.extended_year()), (-1, 0), "{name}");
        let error = Date::from_fields(&calendar, fields.year(0), Overflow::Reject).unwrap_err();
        assert_eq!(error, DateError::YearZero.into());
        let both = fields.extended_year(0).year(1);
        let error = Date::from_fields(&calendar, both, Overflow::Reject).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the year 1 contradicts the extended year 0"
        );
    }
}

#[test]
fn renamed_calendar_keeps_everything_but_its_names() {
    let registry = Registry::with_builtins();
    let renamed = registry
        .register(Renamed::new(Julian, ["old style"]))
        .unwrap();
    let julian = registry.resolve("julian").unwrap();
    assert_eq!(renamed.names().len(), 1);
    for day in (0..3_000_000).step_by(997).map(JulianDay::new) {
        let date = renamed.date(day).unwrap();
        assert_eq!(Ok(date), julian.date(day));
        assert_eq!(renamed.era_year(date), julian.era_year(date));
    }
    assert_eq!(renamed.properties(), julian.properties());
}

#[test]
fn built_in_calendars_parse_from_their_names() {
    for system in System::ALL {
        assert_eq!(system.to_string().to_uppercase().parse(), Ok(*system));
    }
}

#[test]
fn conversion_error_names_the_calendar_and_its_years() {
    let gregorian = Calendar::from(Gregorian);
    let error = gregorian.date(JulianDay::MAX).unwrap_err();
    let text = gregorian.describe(error).to_string();
    assert!(
        text.contains("Gregorian") && text.contains("years -2147483648 to 2147483647"),
        "{text}"
    );
    assert!(
        !error.to_string().contains(&JulianDay::MAX.to_string()),
        "{error}"
    );
}
