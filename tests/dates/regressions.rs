//! Faults that were found by use, each with the right answer.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use calendar_registry::calendars::{Gregorian, Hebrew, Julian, Milankovic};
use calendar_registry::{
    Backend, Calendar, Date, DateError, DateSpan, Fields, JulianDay, Overflow, ParseDateSpanError,
    Properties, Registry, Renamed, SliceError, System, Unit, WeekRule, YearMonthDay,
};

#[path = "../../examples/cut_over.rs"]
#[expect(dead_code, reason = "the example's own output")]
mod cut_over;
use cut_over::CutOver;

fn ymd(year: i32, month: u8, day: u8) -> YearMonthDay {
    YearMonthDay::new(year, month, day)
}

/// Britain: 2 September 1752 (Julian) was followed by 14 September (Gregorian).
fn britain() -> Calendar {
    Calendar::from(CutOver::new("Britain", ymd(1752, 9, 2)).unwrap())
}

#[test]
fn adding_years_keeps_the_month_code() {
    let hebrew = Calendar::from(Hebrew);
    let purim = ymd(5784, 7, 14);
    assert_eq!(hebrew.add_years(purim, 1), Ok(ymd(5785, 6, 14)));
    let date = Date::new(&hebrew, purim).unwrap();
    let later = date.add(DateSpan::new().years(1), Overflow::Constrain).unwrap();
    assert_eq!(later.year_month_day(), ymd(5785, 6, 14));
}

#[cfg(feature = "icu")]
#[test]
fn adding_years_keeps_the_month_code_after_a_leap_month() {
    let chinese = Calendar::from(calendar_registry::calendars::Chinese);
    // The ninth month of 2025 is M08: M06L comes before it.
    let date = ymd(2025, 9, 15);
    assert_eq!(chinese.month_code(2025, 9).unwrap().to_string(), "M08");
    let next = chinese.add_years(date, 1).unwrap();
    assert_eq!(chinese.month_code(next.year, next.month).unwrap().to_string(), "M08");
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
                assert_eq!(found, months.map(|date| date.year_month_day()), "{date:?} {count}");
                let years = date.add(DateSpan::new().years(count), Overflow::Constrain);
                let found = calendar.add_years(date.year_month_day(), count);
                assert_eq!(found, years.map(|date| date.year_month_day()), "{date:?} {count}");
            }
        }
    }
}

#[test]
fn dates_of_one_day_are_equal_in_all_calendars_and_registries() {
    let registry = Registry::with_builtins();
    let old = registry.resolve("julian").unwrap();
    let other = Registry::with_builtins().resolve("julian").unwrap();
    registry.replace("julian", Renamed::new(Milankovic, ["other"])).unwrap();
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
    let mut sorted = vec![next.clone(), dates[3].clone()];
    sorted.sort();
    assert!(sorted[0] == dates[0] && sorted[1] == next);
}

#[test]
fn day_after_a_gap_exists_and_month_ends_after_the_gap() {
    let britain = britain();
    let last = Fields::new().year(1752).month(9).day(30);
    for overflow in [Overflow::Reject, Overflow::Constrain] {
        let date = Date::from_fields(&britain, last, overflow).unwrap();
        assert_eq!(date.year_month_day(), ymd(1752, 9, 30));
        assert_eq!(date.end_of_month().unwrap(), date);
        assert_eq!(date.days_in_month(), Ok(19));
        assert_eq!(date.days_in_year(), Ok(355));
        assert_eq!(date.end_of_year().unwrap().day_of_year(), Ok(355));
    }
    assert_eq!(britain.last_day_of_month(1752, 9), Ok(30));
}

#[test]
fn missing_day_constrains_to_the_next_day_that_exists() {
    let britain = britain();
    assert_eq!(britain.add_months(ymd(1752, 8, 30), 1), Ok(ymd(1752, 9, 30)));
    assert_eq!(britain.add_months(ymd(1752, 8, 31), 1), Ok(ymd(1752, 9, 30)));
    assert_eq!(britain.add_months(ymd(1752, 8, 10), 1), Ok(ymd(1752, 9, 14)));
    assert_eq!(britain.add_years(ymd(1751, 9, 3), 1), Ok(ymd(1752, 9, 14)));
    let missing = Fields::new().year(1752).month(9).day(13);
    let date = Date::from_fields(&britain, missing, Overflow::Constrain).unwrap();
    assert_eq!(date.year_month_day(), ymd(1752, 9, 14));
    let gap = DateError::DayGap { day: 13, before: 2, after: 14 };
    let error = Date::from_fields(&britain, missing, Overflow::Reject).unwrap_err();
    assert_eq!(error, gap.into());
    assert_eq!(britain.julian_day(ymd(1752, 9, 13)), Err(gap));
    assert_eq!(britain.add_days(ymd(1752, 9, 2), 1), Ok(ymd(1752, 9, 14)));
}

#[test]
fn span_between_dates_around_a_gap_leads_from_one_to_the_other() {
    let britain = britain();
    let first = Date::new(&britain, ymd(1752, 6, 25)).unwrap();
    let days = || (0..150).map(|away| JulianDay::new(first.julian_day().number() + away));
    let dates: Vec<Date> =
        days().map(|day| Date::from_julian_day(&britain, day).unwrap()).collect();
    for from in &dates {
        for to in &dates {
            for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
                let span = from.until(to, unit).unwrap();
                let reached = from.add(span, Overflow::Constrain).unwrap();
                assert_eq!(&reached, to, "{from:?} {span} {to:?}");
            }
        }
        assert!(from.week(WeekRule::ISO).is_ok());
    }
}

/// Gregorian with a year table from 2000 to 2009. It counts its calls.
struct Counting {
    months: Arc<AtomicUsize>,
    slices: Arc<AtomicUsize>,
}

impl Backend for Counting {
    fn names(&self) -> Vec<&str> {
        vec!["counting"]
    }
    fn properties(&self) -> Properties {
        Gregorian.properties()
    }
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        Gregorian.julian_day(date)
    }
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        Gregorian.date(day)
    }
    fn is_leap_year(&self, year: i32) -> bool {
        Gregorian.is_leap_year(year)
    }
    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        self.months.fetch_add(1, Ordering::Relaxed);
        Gregorian.days_in_month(year, month)
    }
    fn table_span(&self) -> Option<std::ops::RangeInclusive<i32>> {
        Some(2000..=2009)
    }
    fn dates(&self, days: &[JulianDay], dates: &mut [YearMonthDay]) -> Result<(), SliceError> {
        self.slices.fetch_add(1, Ordering::Relaxed);
        Gregorian.dates(days, dates)
    }
    fn julian_days(&self, dates: &[YearMonthDay], days: &mut [JulianDay]) -> Result<(), SliceError> {
        self.slices.fetch_add(1, Ordering::Relaxed);
        Gregorian.julian_days(dates, days)
    }
}

#[test]
fn days_in_month_comes_from_the_year_table() {
    let months = Arc::new(AtomicUsize::new(0));
    let calendar = Calendar::from(Counting { months: Arc::clone(&months), slices: Arc::default() });
    let calls = months.load(Ordering::Relaxed);
    assert_eq!(calendar.days_in_month(2004, 2), Ok(29));
    assert_eq!(months.load(Ordering::Relaxed), calls);
    assert_eq!(calendar.days_in_month(2012, 2), Ok(29));
    assert_eq!(months.load(Ordering::Relaxed), calls + 1);
}

#[test]
fn slices_outside_the_year_table_go_to_the_backend_run_by_run() {
    let slices = Arc::new(AtomicUsize::new(0));
    let calendar = Calendar::from(Counting { months: Arc::default(), slices: Arc::clone(&slices) });
    let first = Gregorian.julian_day(ymd(1999, 12, 1)).unwrap().number();
    let last = Gregorian.julian_day(ymd(2010, 1, 31)).unwrap().number();
    let days: Vec<JulianDay> = (first..=last).map(JulianDay::new).collect();
    let mut dates = vec![ymd(0, 0, 0); days.len()];
    calendar.dates(&days, &mut dates).unwrap();
    let mut expected = dates.clone();
    Gregorian.dates(&days, &mut expected).unwrap();
    assert_eq!(dates, expected);
    // A run before the table, and one after it.
    assert_eq!(slices.load(Ordering::Relaxed), 2);
    let mut back = vec![JulianDay::MIN; days.len()];
    calendar.julian_days(&dates, &mut back).unwrap();
    assert_eq!(back, days);
    assert_eq!(slices.load(Ordering::Relaxed), 4);
    // The index of an error counts from the start of the slice.
    for wrong in [0, 20, 31, 1000, dates.len() - 1] {
        let mut dates = dates.clone();
        dates[wrong].day = 0;
        let error = calendar.julian_days(&dates, &mut back).unwrap_err();
        assert!(matches!(error, SliceError::Item { index, .. } if index == wrong), "{error}");
    }
}

#[test]
fn calendar_with_a_gap_gets_no_year_table() {
    struct Tabled(CutOver);
    impl Backend for Tabled {
        fn names(&self) -> Vec<&str> {
            vec!["tabled"]
        }
        fn properties(&self) -> Properties {
            self.0.properties()
        }
        fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
            self.0.julian_day(date)
        }
        fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
            self.0.date(day)
        }
        fn is_leap_year(&self, year: i32) -> bool {
            self.0.is_leap_year(year)
        }
        fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
            self.0.days_in_month(year, month)
        }
        fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
            self.0.last_day_of_month(year, month)
        }
        fn table_span(&self) -> Option<std::ops::RangeInclusive<i32>> {
            Some(1750..=1760)
        }
    }
    let britain = CutOver::new("Britain", ymd(1752, 9, 2)).unwrap();
    let error = Registry::new().register(Tabled(britain)).unwrap_err();
    assert!(error.to_string().contains("1752"), "{error}");
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
    assert_eq!(JulianDay::from_unix_seconds(i64::MIN).number(), -106_751_991_167_301 + 2_440_588);
    assert_eq!(JulianDay::from_unix_seconds(i64::MAX).number(), 106_751_991_167_300 + 2_440_588);
}

#[test]
fn span_of_dates_reads_back_what_it_writes() {
    let numbers = [0, 1, -1, 12, i64::MIN, i64::MAX];
    for years in numbers {
        for months in numbers {
            for weeks in numbers {
                for days in numbers {
                    let span = DateSpan { years, months, weeks, days };
                    assert_eq!(span.to_string().parse(), Ok(span), "{span}");
                }
            }
        }
    }
    for (text, span) in [
        ("P1Y2M3W4D", DateSpan::new().years(1).months(2).weeks(3).days(4)),
        ("+p1y", DateSpan::new().years(1)),
        ("-P1Y-2D", DateSpan::new().years(-1).days(2)),
        ("P0D", DateSpan::new()),
    ] {
        assert_eq!(text.parse(), Ok(span), "{text}");
    }
    for text in ["", "P", "-P", "1D", "P1", "PD", "P1D1Y", "P1Y1Y", "P1.5D", "P--1D", "P1H", "--P1D", "P١D"] {
        assert_eq!(text.parse::<DateSpan>(), Err(ParseDateSpanError::Form), "{text}");
    }
    assert_eq!("PT1H".parse::<DateSpan>(), Err(ParseDateSpanError::Time));
    assert_eq!("P9223372036854775808D".parse::<DateSpan>(), Err(ParseDateSpanError::Range));
}

#[test]
fn renamed_calendar_keeps_everything_but_its_names() {
    let registry = Registry::with_builtins();
    let renamed = registry.register(Renamed::new(Julian, ["old style"])).unwrap();
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
    assert!(text.contains("Gregorian") && text.contains("years -2147483648 to 2147483647"), "{text}");
    assert!(!error.to_string().contains(&JulianDay::MAX.to_string()), "{error}");
}
