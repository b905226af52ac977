//! Dates that do not exist: the following day or month, and series that omit them.

use calendar_registry::calendars::{Gregorian, Hebrew};
use calendar_registry::{Calendar, Date, DateSpan, Fields, Overflow, Unit, YearMonthDay};

fn ymd(year: i32, month: u8, day: u8) -> YearMonthDay {
    YearMonthDay::new(year, month, day)
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
}

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
            let mut rest = series.skip(nth);
            assert_eq!(rest.next().as_ref(), Some(date));
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
