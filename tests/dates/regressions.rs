//! Faults that were found by use, each with the right answer.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use calendar_registry::calendars::{Gregorian, Hebrew, Julian, Milankovic};
use calendar_registry::{
    Backend, Calendar, Date, DateError, DateSpan, Fields, FieldsError, JulianDay, MonthDay,
    Overflow, ParseDateSpanError, Properties, Registry, Renamed, SliceError, System, Unit,
    WeekRule, Weekday, YearMonth, YearMonthDay,
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
    let later = date
        .add(DateSpan::new().years(1), Overflow::Constrain)
        .unwrap();
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
    assert_eq!(
        britain.add_months(ymd(1752, 8, 30), 1),
        Ok(ymd(1752, 9, 30))
    );
    assert_eq!(
        britain.add_months(ymd(1752, 8, 31), 1),
        Ok(ymd(1752, 9, 30))
    );
    assert_eq!(
        britain.add_months(ymd(1752, 8, 10), 1),
        Ok(ymd(1752, 9, 14))
    );
    assert_eq!(britain.add_years(ymd(1751, 9, 3), 1), Ok(ymd(1752, 9, 14)));
    let missing = Fields::new().year(1752).month(9).day(13);
    let date = Date::from_fields(&britain, missing, Overflow::Constrain).unwrap();
    assert_eq!(date.year_month_day(), ymd(1752, 9, 14));
    let gap = DateError::DayGap {
        day: 13,
        before: 2,
        after: 14,
    };
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
    let dates: Vec<Date> = days()
        .map(|day| Date::from_julian_day(&britain, day).unwrap())
        .collect();
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
    fn julian_days(
        &self,
        dates: &[YearMonthDay],
        days: &mut [JulianDay],
    ) -> Result<(), SliceError> {
        self.slices.fetch_add(1, Ordering::Relaxed);
        Gregorian.julian_days(dates, days)
    }
}

#[test]
fn days_in_month_comes_from_the_year_table() {
    let months = Arc::new(AtomicUsize::new(0));
    let calendar = Calendar::from(Counting {
        months: Arc::clone(&months),
        slices: Arc::default(),
    });
    let calls = months.load(Ordering::Relaxed);
    assert_eq!(calendar.days_in_month(2004, 2), Ok(29));
    assert_eq!(months.load(Ordering::Relaxed), calls);
    assert_eq!(calendar.days_in_month(2012, 2), Ok(29));
    assert_eq!(months.load(Ordering::Relaxed), calls + 1);
}

#[test]
fn slices_outside_the_year_table_go_to_the_backend_run_by_run() {
    let slices = Arc::new(AtomicUsize::new(0));
    let calendar = Calendar::from(Counting {
        months: Arc::default(),
        slices: Arc::clone(&slices),
    });
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
        assert!(
            matches!(error, SliceError::Item { index, .. } if index == wrong),
            "{error}"
        );
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
fn next_overflow_takes_the_following_day_or_month() {
    let hebrew = Calendar::from(Hebrew);
    let year = DateSpan::new().years(1);
    // 30 Adar I 5774: Adar 5775 has 29 days.
    let date = Date::new(&hebrew, ymd(5774, 6, 30)).unwrap();
    let next = date.add(year, Overflow::Next).unwrap();
    assert_eq!(next.to_string(), "2015-03-21[u-ca=hebrew]");
    assert_eq!(next.year_month_day(), ymd(5775, 7, 1));
    let gregorian = Calendar::from(Gregorian);
    let leap_day = Date::new(&gregorian, ymd(2012, 2, 29)).unwrap();
    assert_eq!(
        leap_day.add(year, Overflow::Next).unwrap().year_month_day(),
        ymd(2013, 3, 1)
    );
    assert_eq!(
        leap_day
            .add(year, Overflow::Constrain)
            .unwrap()
            .year_month_day(),
        ymd(2013, 2, 28)
    );
    let thirteenth = Fields::new().year(2026).month(13).day(5);
    let date = Date::from_fields(&gregorian, thirteenth, Overflow::Next).unwrap();
    assert_eq!(date.year_month_day(), ymd(2027, 1, 5));
    let date = Date::from_fields(
        &britain(),
        Fields::new().year(1752).month(9).day(5),
        Overflow::Next,
    );
    assert_eq!(date.unwrap().year_month_day(), ymd(1752, 9, 14));
}

#[cfg(feature = "icu")]
#[test]
fn next_overflow_takes_the_common_month_after_a_missing_leap_month() {
    let chinese = Calendar::from(calendar_registry::calendars::Chinese);
    let leap = Fields::new()
        .year(2024)
        .month_code("M06L".parse().unwrap())
        .day(1);
    let next = Date::from_fields(&chinese, leap, Overflow::Next).unwrap();
    assert_eq!(next.month_code().unwrap().to_string(), "M07");
    let constrained = Date::from_fields(&chinese, leap, Overflow::Constrain).unwrap();
    assert_eq!(constrained.month_code().unwrap().to_string(), "M06");
    let last = Fields::new()
        .year(2024)
        .month_code("M12L".parse().unwrap())
        .day(1);
    let next = Date::from_fields(&chinese, last, Overflow::Next).unwrap();
    assert_eq!((next.year(), next.month()), (2025, 1));
}

#[test]
fn series_omits_or_moves_missing_dates() {
    let gregorian = Calendar::from(Gregorian);
    let start = Date::new(&gregorian, ymd(2024, 2, 29)).unwrap();
    let end = Date::new(&gregorian, ymd(2040, 2, 28)).unwrap();
    let years = |overflow| {
        start
            .series(Unit::Year)
            .overflow(overflow)
            .through(&end)
            .unwrap()
    };
    let omitted: Vec<i32> = years(Overflow::Reject).map(|date| date.year()).collect();
    assert_eq!(omitted, [2024, 2028, 2032, 2036]);
    let moved: Vec<String> = years(Overflow::Next)
        .take(2)
        .map(|date| date.to_string())
        .collect();
    assert_eq!(
        moved,
        ["2024-02-29[u-ca=gregory]", "2025-03-01[u-ca=gregory]"]
    );
    for overflow in [Overflow::Constrain, Overflow::Reject, Overflow::Next] {
        let forward: Vec<Date> = years(overflow).collect();
        let mut backward: Vec<Date> = years(overflow).rev().collect();
        backward.reverse();
        assert_eq!(forward, backward);
        let (least, most) = years(overflow).size_hint();
        assert!(least <= forward.len() && most.is_some_and(|most| forward.len() <= most));
        assert!(forward.iter().all(|date| *date <= end));
        for (nth, date) in forward.iter().enumerate() {
            let series = start.series(Unit::Year).overflow(overflow);
            assert_eq!(series.clone().nth(nth).as_ref(), Some(date));
            assert_eq!(series.skip(nth).next().as_ref(), Some(date));
        }
    }
    // The end itself is a date of the series, or lies just before or after one.
    for away in 0..800 {
        let end = start
            .add(DateSpan::new().days(away), Overflow::Constrain)
            .unwrap();
        for unit in [Unit::Month, Unit::Year] {
            for overflow in [Overflow::Constrain, Overflow::Reject, Overflow::Next] {
                let series = start.series(unit).overflow(overflow);
                let through: Vec<Date> = series.clone().through(&end).unwrap().collect();
                let expected: Vec<Date> = series.take_while(|date| *date <= end).collect();
                assert_eq!(through, expected, "{end:?} {unit:?} {overflow:?}");
            }
        }
    }
}

#[test]
fn week_dates_of_every_year_lead_to_the_day_and_back() {
    let iso = Registry::with_builtins().resolve("iso8601").unwrap();
    let error = Date::from_week(&iso, 2021, 53, Weekday::Monday, WeekRule::ISO);
    assert_eq!(error, Err(DateError::Week { week: 53, last: 52 }));
    let friday = Date::from_week(&iso, 2020, 53, Weekday::Friday, WeekRule::ISO).unwrap();
    assert_eq!(friday.to_string(), "2021-01-01");
    let rules = [1, 4, 7].map(|days| WeekRule::new(Weekday::Sunday, days).unwrap());
    for rule in rules.into_iter().chain([WeekRule::ISO]) {
        for year in 1990..2030 {
            let weeks = iso.weeks_in_year(year, rule).unwrap();
            for week in 1..=weeks {
                for weekday in Weekday::ALL {
                    let date = Date::from_week(&iso, year, week, weekday, rule).unwrap();
                    let found = date.week(rule).unwrap();
                    assert_eq!(
                        (found.year, found.week, date.weekday()),
                        (year, week, weekday)
                    );
                }
            }
            assert!(Date::from_week(&iso, year, 0, Weekday::Monday, rule).is_err());
        }
    }
}

#[test]
fn weeks_of_a_year_with_a_gap_count_its_existing_days() {
    let britain = britain();
    let weeks = britain.weeks_in_year(1752, WeekRule::ISO).unwrap();
    let first = Date::from_week(&britain, 1752, 1, Weekday::Monday, WeekRule::ISO).unwrap();
    let next = Date::from_week(&britain, 1753, 1, Weekday::Monday, WeekRule::ISO).unwrap();
    let days = next.julian_day().number() - first.julian_day().number();
    assert_eq!(days, i64::from(weeks) * 7);
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
fn nth_weekdays_of_all_months_are_those_found_day_by_day() {
    let britain = britain();
    for month in 1..=12 {
        let first = Date::new(&britain, ymd(1752, month, 1)).unwrap();
        let last = first.end_of_month().unwrap();
        let days: Vec<Date> = first.series(Unit::Day).through(&last).unwrap().collect();
        for weekday in Weekday::ALL {
            let found: Vec<&Date> = days
                .iter()
                .filter(|date| date.weekday() == weekday)
                .collect();
            for nth in 0..7_i8 {
                let expected = usize::try_from(nth - 1)
                    .ok()
                    .and_then(|nth| found.get(nth))
                    .copied();
                assert_eq!(
                    first.nth_weekday_of_month(nth, weekday).unwrap().as_ref(),
                    expected
                );
                let back = usize::try_from(nth - 1)
                    .ok()
                    .and_then(|nth| found.iter().rev().nth(nth));
                let found = first.nth_weekday_of_month(-nth, weekday).unwrap();
                assert_eq!(found.as_ref(), back.copied());
            }
            assert_eq!(first.nth_weekday_of_month(i8::MIN, weekday), Ok(None));
        }
    }
}

#[test]
fn month_day_is_found_in_the_latest_year_up_to_1972() {
    let hebrew = Calendar::from(Hebrew);
    let leap = MonthDay::new(&hebrew, "M05L".parse().unwrap(), 30).unwrap();
    assert_eq!(leap.to_string(), "1970-03-08[u-ca=hebrew]");
    let missing = MonthDay::new(&hebrew, "M04L".parse().unwrap(), 1).unwrap_err();
    assert_eq!(
        missing,
        DateError::MonthCode {
            code: "M04L".parse().unwrap()
        }
    );
    let fields = Fields::new().month_code("M01".parse().unwrap()).day(31);
    let constrained = MonthDay::from_fields(&hebrew, fields, Overflow::Constrain).unwrap();
    assert_eq!(constrained.day(), 30);
    assert!(MonthDay::from_fields(&hebrew, fields, Overflow::Reject).is_err());
    let error = MonthDay::from_fields(&hebrew, Fields::new().month(1).day(1), Overflow::Reject);
    assert_eq!(error.unwrap_err(), FieldsError::NoYear);
}

#[test]
fn year_month_begins_after_a_gap_and_contains_its_days() {
    let britain = britain();
    let september = YearMonth::new(&britain, 1752, 9).unwrap();
    assert_eq!(september.days_in_month(), Ok(19));
    assert_eq!(september.last_day().unwrap().day(), 30);
    let constrained = september.on_day(5, Overflow::Constrain).unwrap();
    assert_eq!(constrained.year_month_day(), ymd(1752, 9, 14));
    let later = september
        .add(DateSpan::new().months(-9), Overflow::Constrain)
        .unwrap();
    assert_eq!((later.year(), later.month()), (1751, 12));
}

/// The Gregorian calendar from 6 January 2000 on: its first month has no days 1 to 5.
struct FromSixth;

impl Backend for FromSixth {
    fn names(&self) -> Vec<&str> {
        vec!["from sixth"]
    }
    fn properties(&self) -> Properties {
        Properties::solar().month_lengths(26, 31)
    }
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let (day, first) = (date.day, ymd(2000, 1, 6));
        if (date.year, date.month) == (2000, 1) && (1..6).contains(&day) {
            return Err(DateError::DayGap {
                day,
                before: 0,
                after: 6,
            });
        }
        if date < first {
            return Err(DateError::Year {
                first: 2000,
                last: i32::MAX,
            });
        }
        Gregorian.julian_day(date)
    }
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        Gregorian.date(day)
    }
    fn is_leap_year(&self, year: i32) -> bool {
        Gregorian.is_leap_year(year)
    }
    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let missing = if (year, month) == (Some(2000), 1) {
            5
        } else {
            0
        };
        Ok(Gregorian.days_in_month(year, month)? - missing)
    }
    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        Gregorian.last_day_of_month(year, month)
    }
}

#[test]
fn month_that_begins_with_a_gap_begins_on_its_first_existing_day() {
    let calendar = Calendar::from(FromSixth);
    let fields = Fields::new().year(2000).month(1);
    for overflow in [Overflow::Reject, Overflow::Constrain, Overflow::Next] {
        let month = YearMonth::from_fields(&calendar, fields, overflow).unwrap();
        assert_eq!(month.first_day().day(), 6);
        assert_eq!(month.days_in_month(), Ok(26));
    }
    let date = Date::new(&calendar, ymd(2000, 2, 1)).unwrap();
    assert_eq!(date.day_of_year(), Ok(27));
    assert_eq!(date.days_in_year(), Ok(361));
    assert_eq!(date.start_of_year().unwrap().day(), 6);
    let error = Date::new(&calendar, ymd(2000, 1, 3)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "day 3 does not exist: the month begins with day 6"
    );
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
