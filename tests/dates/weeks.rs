//! Weeks of the year, quarters, and the ends of months and years.

use calendar_registry::{
    Date, DateError, DateSpan, Overflow, Registry, Unit, WeekRule, Weekday, YearMonthDay, YearWeek,
};

use crate::common::Random;
use crate::{calendar, for_each_date, gregorian_date};

fn rules() -> Vec<WeekRule> {
    let rules = Weekday::ALL.iter().flat_map(|first| {
        let days = 1..=7;
        days.map(|minimal| WeekRule::new(*first, minimal).unwrap())
    });
    rules.collect()
}

fn later(date: &Date, days: i64) -> Date {
    let span = DateSpan::of(Unit::Day, days);
    date.add(span, Overflow::Reject).unwrap()
}

#[test]
fn iso_weeks_are_those_of_icu4x() {
    // The days around the turn of 400 years.
    for year in 1800..2200 {
        let start = YearMonthDay::new(year, 12, 20);
        let start = Date::new(&calendar("iso8601"), start).unwrap();
        for date in start.series(Unit::Day).take(25) {
            let found = date.week(WeekRule::ISO).unwrap();
            let expected = icu_calendar::Date::try_new_iso(date.year(), date.month(), date.day());
            let expected = expected.unwrap().week_of_year();
            assert_eq!(found.year, expected.iso_year, "{date:?}");
            assert_eq!(found.week, u16::from(expected.week_number), "{date:?}");
        }
    }
}

/// A week is seven days from the first weekday on, and belongs to the year that has enough of its days.
#[test]
fn weeks_follow_their_rule() {
    let rules = rules();
    let mut random = Random::new();
    for_each_date(|date| {
        let rule = rules[usize::try_from(random.between(0, 48)).unwrap()];
        let into_week = (0..7).find(|days| later(date, -days).weekday() == rule.first());
        let first = later(date, -into_week.unwrap());
        let week: Vec<Date> = first.series(Unit::Day).take(7).collect();
        let found = date.week(rule).unwrap();
        assert!(
            week.iter().all(|day| day.week(rule) == Ok(found)),
            "{date:?} {rule:?}"
        );
        let in_year = week.iter().filter(|day| day.year() == week[6].year());
        let counts = in_year.count() >= usize::from(rule.minimal_days());
        let year = if counts { &week[6] } else { &week[0] }.year();
        assert_eq!(found.year, year, "{date:?} {rule:?}");
        // It follows the week before, or is the first one of its year.
        let before = later(&first, -7).week(rule).unwrap();
        let expected = if before.year == year {
            before.week + 1
        } else {
            1
        };
        assert_eq!(found.week, expected, "{date:?} {rule:?}");
    });
}

#[test]
fn week_outside_the_range_is_an_error() {
    let date = gregorian_date;
    let found: Vec<bool> = rules()
        .into_iter()
        .flat_map(|rule| [date(i32::MIN, 1, 1), date(i32::MAX, 12, 31)].map(|day| day.week(rule)))
        .map(|week| week.is_err())
        .collect();
    assert!(found.contains(&true) && found.contains(&false));
    let turn = date(-1, 12, 31).week(WeekRule::ISO);
    assert_eq!(turn, Ok(YearWeek { year: -1, week: 52 }));
}

#[test]
fn quarters_have_three_months_of_twelve() {
    for_each_date(|date| {
        let thirteen = [
            "coptic", "ethiopic", "ethioaa", "hebrew", "chinese", "dangi",
        ];
        let none = thirteen.contains(&date.calendar().unicode_id().unwrap_or(""));
        let expected = (date.month() - 1) / 3 + 1;
        assert_eq!(date.quarter(), (!none).then_some(expected), "{date:?}");
    });
}

#[test]
fn month_and_year_ends_precede_the_next_start() {
    for_each_date(|date| {
        let [first, last] = [date.start_of_month().unwrap(), date.end_of_month().unwrap()];
        assert_eq!(
            (first.day(), later(&first, -1).end_of_month()),
            (1, Ok(later(&first, -1)))
        );
        assert_eq!(later(&last, 1).day(), 1);
        assert!(first.julian_day() <= date.julian_day() && date.julian_day() <= last.julian_day());
        assert_eq!(last.day(), date.days_in_month().unwrap());
        assert_eq!((first.month(), last.month()), (date.month(), date.month()));

        let [first, last] = [date.start_of_year().unwrap(), date.end_of_year().unwrap()];
        assert_eq!(later(&first, -1).extended_year(), date.extended_year() - 1);
        assert_eq!(later(&last, 1).extended_year(), date.extended_year() + 1);
        assert_eq!(first.day_of_year(), Ok(1));
        assert_eq!(last.day_of_year(), date.days_in_year());
        assert_eq!(last.month(), date.months_in_year().unwrap());
        let days = date.julian_day().number() - first.julian_day().number();
        assert_eq!(days + 1, i64::from(date.day_of_year().unwrap()));
    });
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
