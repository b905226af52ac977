use calendar_registry::calendars::defined::{MonthOverrides, MonthStart};
use calendar_registry::calendars::{Chinese, Gregorian, Hebrew, IslamicCivil, UmmAlQura};
use calendar_registry::{Backend, DateError, JulianDay, YearMonthDay};

use super::{conforms, named};

/// The first day of a month, some days later than in the calendar.
fn late(calendar: &dyn Backend, year: i32, month: u8, days: i64) -> MonthStart {
    let first = calendar
        .julian_day(YearMonthDay::new(year, month, 1))
        .unwrap();
    MonthStart::new(year, month, JulianDay::new(first.number() + days))
}

#[test]
fn months_begin_on_the_announced_days_and_others_as_in_the_base() {
    let months = [(1447, 9, 1), (1447, 1, -1), (1450, 12, 1), (1451, 1, 1)];
    let months = months.map(|(year, month, days)| late(&IslamicCivil, year, month, days));
    // Where the neighbours have the wrong length, they move too.
    let months = months
        .into_iter()
        .filter(|month| MonthOverrides::new(named("a"), IslamicCivil, [*month]).is_ok());
    let months: Vec<MonthStart> = months.collect();
    assert!(!months.is_empty());
    let calendar = MonthOverrides::new(named("a"), IslamicCivil, months.clone()).unwrap();
    for year in 1440..1460 {
        for month in 1..=12 {
            let announced = months
                .iter()
                .find(|start| (start.year, start.month) == (year, month));
            let first = YearMonthDay::new(year, month, 1);
            let expected = announced.map_or_else(
                || IslamicCivil.julian_day(first).unwrap(),
                |start| start.first_day,
            );
            assert_eq!(calendar.julian_day(first), Ok(expected), "{first}");
            assert_eq!(calendar.date(expected), Ok(first));
        }
    }
    conforms(&calendar);
}

#[test]
fn ramadan_1447_begins_on_2026_02_19() {
    // In Umm al-Qura it begins on 18 February, after a month of 29 days.
    let ramadan = MonthStart::new(1447, 9, JulianDay::new(2_461_091));
    let calendar = MonthOverrides::new(named("a"), UmmAlQura, [ramadan]).unwrap();
    assert_eq!(calendar.days_in_month(Some(1447), 8), Ok(30));
    assert_eq!(calendar.days_in_month(Some(1447), 9), Ok(29));
    assert_eq!(
        calendar.date(JulianDay::new(2_461_090)),
        Ok(YearMonthDay::new(1447, 8, 30))
    );
    assert_eq!(
        calendar.authoritative_years(),
        UmmAlQura.authoritative_years()
    );
    conforms(&calendar);
}

#[test]
fn new_year_on_another_day_changes_two_years() {
    let mut found = 0;
    for year in 1440..1500 {
        for days in [-1, 1] {
            let start = late(&UmmAlQura, year, 1, days);
            let Ok(calendar) = MonthOverrides::new(named("a"), UmmAlQura, [start]) else {
                continue;
            };
            found += 1;
            let last = JulianDay::new(start.first_day.number() - 1);
            assert_eq!(calendar.date(last).unwrap().year, year - 1);
            if found % 8 == 1 {
                conforms(&calendar);
            }
        }
    }
    assert!(found > 10);
}

#[test]
fn other_bases_conform() {
    let start = late(&Gregorian, 2026, 3, 1);
    let calendar = MonthOverrides::new(named("a"), Gregorian, [start]).unwrap();
    assert_eq!(calendar.days_in_month(Some(2026), 2), Ok(29));
    conforms(&calendar);
    let start = late(&Gregorian, 1, 1, -1);
    conforms(&MonthOverrides::new(named("a"), Gregorian, [start]).unwrap());

    let moved = |calendar: &dyn Backend, year: i32| {
        let starts = (1..=12).flat_map(|month| [(month, -1), (month, 1)]);
        let starts = starts.map(|(month, days)| late(calendar, year, month, days));
        starts.collect::<Vec<MonthStart>>()
    };
    let some = |results: Vec<MonthOverrides>| {
        assert!(!results.is_empty());
        results
            .iter()
            .take(3)
            .for_each(|calendar| conforms(calendar));
    };
    let over = |start| MonthOverrides::new(named("a"), Chinese, [start]).ok();
    some(moved(&Chinese, 2028).into_iter().filter_map(over).collect());
    let over = |start| MonthOverrides::new(named("a"), Hebrew, [start]).ok();
    some(moved(&Hebrew, 5784).into_iter().filter_map(over).collect());
}

#[test]
fn wrong_months_are_rejected() {
    let rejected = |months: Vec<MonthStart>| {
        let error = MonthOverrides::new(named("a"), UmmAlQura, months).unwrap_err();
        error.to_string()
    };
    let ramadan = late(&UmmAlQura, 1447, 9, 1);
    assert_eq!(rejected(vec![]), "months: at least one is needed");
    assert_eq!(
        rejected(vec![ramadan, ramadan]),
        "months[1]: it occurs twice"
    );
    let no_month = MonthStart {
        month: 13,
        ..ramadan
    };
    let error = DateError::Month {
        month: 13,
        last: 12,
    };
    assert_eq!(
        rejected(vec![ramadan, no_month]),
        format!("months[1]: {error}")
    );
    let far = late(&UmmAlQura, 1447, 9, 6);
    assert!(rejected(vec![far]).starts_with("months[0]: the day is 6 days from"));
    let long = late(&UmmAlQura, 1447, 9, 2);
    let reason = "months[0]: month 8 of 1447 has 31 days then, and 29 to 30 are possible";
    assert_eq!(rejected(vec![long]), reason);
    let short = late(&UmmAlQura, 1447, 9, -1);
    let reason = "months[0]: month 8 of 1447 has 28 days then, and 29 to 30 are possible";
    assert_eq!(rejected(vec![short]), reason);
    let apart = vec![ramadan, late(&UmmAlQura, 9_000, 9, 0)];
    assert_eq!(rejected(apart), "months: 7554 is not between 1 and 5000");
    let many = (0..10_001).map(|_| ramadan);
    assert!(MonthOverrides::new(named("a"), UmmAlQura, many).is_err());
}

#[test]
fn first_month_of_the_base_cannot_move() {
    let first = i32::MIN + 1;
    let start = late(&UmmAlQura, first, 1, 1);
    let error = MonthOverrides::new(named("a"), UmmAlQura, [start]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "months[0]: the base calendar begins with this month"
    );
}
