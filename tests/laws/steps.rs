//! Laws of weekdays, of adding days, months and years, and of the matched century.

use calendar_registry::{Backend, DateError, JulianDay, Weekday, YearMonthDay};

use crate::reference::Rule;
use crate::samples::{self, Random, row, year};

pub(crate) fn weekdays_follow_each_other(calendar: &dyn Backend, _: &Rule) {
    for day in samples::days(calendar) {
        let date = calendar.date(day).unwrap();
        let weekday = calendar.weekday(date).unwrap();
        assert_eq!(weekday, day.weekday(), "{date}");
        let next = JulianDay::new(day.number() + 1).weekday();
        assert_eq!(next.number(), weekday.number() % 7 + 1, "{date}");
    }
}

pub(crate) fn days_add_up(calendar: &dyn Backend, _: &Rule) {
    let (first, last) = samples::range(calendar);
    let mut random = Random::new();
    for day in samples::days(calendar) {
        let date = calendar.date(day).unwrap();
        let target = random.between(first, last);
        let days = target - day.number();
        let later = calendar.add_days(date, days).unwrap();
        assert_eq!(calendar.julian_day(later), Ok(JulianDay::new(target)));
        assert_eq!(calendar.add_days(later, -days), Ok(date));
    }
}

/// Exact for the first of a month, and clamped for any other day.
pub(crate) fn months_add_up(calendar: &dyn Backend, _: &Rule) {
    let properties = calendar.properties();
    if properties.fewest_months() != properties.most_months() {
        return months_add_up_one_by_one(calendar);
    }
    let in_year = i64::from(calendar.maximum_months_in_year());
    let mut random = Random::new();
    for day in samples::days(calendar) {
        let date = calendar.date(day).unwrap();
        assert_eq!(calendar.add_months(date, 0), Ok(date));
        let months = random.between(-30_000, 30_000);
        let index = row(calendar, date.year) * in_year + i64::from(date.month) - 1 + months;
        let Some(year) = year(calendar, index.div_euclid(in_year)) else {
            assert!(calendar.add_months(date, months).is_err());
            continue;
        };
        let month = u8::try_from(index.rem_euclid(in_year) + 1).unwrap();
        let length = calendar.days_in_month(Some(year), month).unwrap();
        let expected = YearMonthDay::new(year, month, date.day.min(length));
        assert_eq!(
            calendar.add_months(date, months),
            Ok(expected),
            "{date} {months}"
        );
        let first = YearMonthDay { day: 1, ..date };
        let there = calendar.add_months(first, months).unwrap();
        assert_eq!(
            calendar.add_months(there, -months),
            Ok(first),
            "{date} {months}"
        );
    }
}

/// Where years have different numbers of months: a month more is the next month, and there are as many on
/// the way back.
fn months_add_up_one_by_one(calendar: &dyn Backend) {
    let (_, last) = samples::range(calendar);
    let mut random = Random::new();
    for day in samples::days(calendar).into_iter().step_by(5) {
        let date = calendar.date(day).unwrap();
        let first = YearMonthDay { day: 1, ..date };
        let length = calendar.days_in_month(Some(date.year), date.month).unwrap();
        let after = number(calendar, first) + i64::from(length);
        if after > last {
            continue;
        }
        let next = calendar.date(JulianDay::new(after)).unwrap();
        assert_eq!(calendar.add_months(first, 1), Ok(next), "{date}");
        assert_eq!(calendar.add_months(next, -1), Ok(first), "{date}");
        let months = random.between(-300, 300);
        if let Ok(there) = calendar.add_months(first, months) {
            assert_eq!(calendar.add_months(there, -months), Ok(first), "{date}");
            let away = (number(calendar, there) - number(calendar, first)).abs();
            // Never as long as 30 days each, nor as short as 29.
            let months = months.abs();
            assert!(
                (months * 29..=months * 30).contains(&away),
                "{date} {months}"
            );
        }
    }
}

fn number(calendar: &dyn Backend, date: YearMonthDay) -> i64 {
    calendar.julian_day(date).unwrap().number()
}

pub(crate) fn years_add_up(calendar: &dyn Backend, _: &Rule) {
    let mut random = Random::new();
    for day in samples::days(calendar) {
        let date = calendar.date(day).unwrap();
        assert_eq!(calendar.add_years(date, 0), Ok(date));
        let years = random.between(-5_000, 5_000);
        let Some(year) = year(calendar, row(calendar, date.year) + years) else {
            assert!(calendar.add_years(date, years).is_err());
            continue;
        };
        let month = date.month.min(calendar.months_in_year(year).unwrap());
        let length = calendar.days_in_month(Some(year), month).unwrap();
        let expected = YearMonthDay::new(year, month, date.day.min(length));
        assert_eq!(
            calendar.add_years(date, years),
            Ok(expected),
            "{date} {years}"
        );
        let properties = calendar.properties();
        if properties.fewest_months() != properties.most_months() {
            continue;
        }
        let months = years * i64::from(calendar.maximum_months_in_year());
        assert_eq!(
            calendar.add_months(date, months),
            Ok(expected),
            "{date} {years}"
        );
    }
}

pub(crate) fn steps_end_at_the_range(calendar: &dyn Backend, _: &Rule) {
    let (first, last) = samples::range(calendar);
    let at = |day| calendar.date(JulianDay::new(day)).unwrap();
    let (first_year, last_year) = samples::ends(calendar);
    let error = Err(DateError::Year {
        first: first_year,
        last: last_year,
    });
    for (date, away) in [(at(first), -1), (at(last), 1)] {
        assert_eq!(calendar.add_months(date, away), error);
        assert_eq!(calendar.add_years(date, away), error);
        let day = calendar
            .julian_day(date)
            .unwrap()
            .checked_add(away)
            .unwrap();
        assert_eq!(calendar.add_days(date, away), calendar.date(day));
        assert!(calendar.add_days(date, away).is_err());
    }
    for date in [at(first), at(last), at(2_461_367)] {
        for away in [i64::MIN, -1 << 40, 1 << 40, i64::MAX] {
            assert_eq!(calendar.add_months(date, away), error);
            assert_eq!(calendar.add_years(date, away), error);
        }
    }
    assert_eq!(
        calendar.add_days(at(last), i64::MAX),
        Err(DateError::Overflow)
    );
    assert_eq!(
        calendar.add_days(at(first), i64::MIN),
        Err(DateError::Overflow)
    );
    // From one end of the range to the other and back, over a missing year 0.
    let across = row(calendar, last_year) - row(calendar, first_year);
    let start = YearMonthDay {
        month: 1,
        day: 1,
        ..at(first)
    };
    let end = YearMonthDay {
        year: last_year,
        ..start
    };
    assert_eq!(calendar.add_years(start, across), Ok(end));
    assert_eq!(calendar.add_years(end, -across), Ok(start));
}

pub(crate) fn the_nearest_century_is_matched(calendar: &dyn Backend, _: &Rule) {
    let days = samples::days(calendar);
    for (day, weekday) in days.iter().step_by(5).zip(Weekday::ALL.iter().cycle()) {
        // The day of the sample, and one that not every century has.
        let date = calendar.date(*day).unwrap();
        let longest = calendar.days_in_month(None, 12).unwrap();
        for date in [
            date,
            YearMonthDay::new(date.year, 2, 29),
            YearMonthDay {
                month: 12,
                day: longest,
                ..date
            },
        ] {
            let expected = nearest(calendar, date, *weekday);
            let found = calendar.match_century_to_weekday(date, *weekday);
            assert_eq!(found.unwrap_or(None), expected, "{date} {weekday}");
            let exists = expected.is_some() || calendar.is_valid(date);
            assert_eq!(found.is_ok(), exists, "{date} {weekday}");
        }
    }
}

/// By looking at all centuries within reach and choosing the nearest.
fn nearest(calendar: &dyn Backend, date: YearMonthDay, weekday: Weekday) -> Option<JulianDay> {
    let on = |away: i64| {
        let year = year(calendar, row(calendar, date.year) + away * 100)?;
        let day = calendar.julian_day(YearMonthDay { year, ..date }).ok()?;
        (day.weekday() == weekday).then_some(day)
    };
    let mut centuries: Vec<i64> = (-14..=14).rev().collect();
    centuries.sort_by_key(|away| away.abs());
    centuries.into_iter().find_map(on)
}
