//! Months with gaps: a change from Julian to Gregorian inside a month.

use calendar_registry::calendars::Gregorian;
use calendar_registry::{
    Backend, Calendar, Date, DateError, DateSpan, Fields, JulianDay, Overflow, Properties,
    Registry, Unit, WeekRule, Weekday, YearMonth, YearMonthDay,
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
fn next_overflow_takes_the_day_after_the_gap() {
    let date = Date::from_fields(
        &britain(),
        Fields::new().year(1752).month(9).day(5),
        Overflow::Next,
    );
    assert_eq!(date.unwrap().year_month_day(), ymd(1752, 9, 14));
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
fn weeks_of_a_year_with_a_gap_count_its_existing_days() {
    let britain = britain();
    let weeks = britain.weeks_in_year(1752, WeekRule::ISO).unwrap();
    let first = Date::from_week(&britain, 1752, 1, Weekday::Monday, WeekRule::ISO).unwrap();
    let next = Date::from_week(&britain, 1753, 1, Weekday::Monday, WeekRule::ISO).unwrap();
    let days = next.julian_day().number() - first.julian_day().number();
    assert_eq!(days, i64::from(weeks) * 7);
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
