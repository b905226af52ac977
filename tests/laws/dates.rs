//! Laws of the two conversions, of what they refuse, and of names.

use std::collections::HashSet;

use calendar_registry::{Backend, DateError, JulianDay, YearMonthDay};

use crate::reference::Rule;
use crate::samples::{self, next_year};

pub(crate) fn round_trip_near_and_far(calendar: &dyn Backend, _: &Rule) {
    for day in samples::days(calendar) {
        let date = calendar.date(day).unwrap();
        assert_eq!(calendar.julian_day(date), Ok(day), "{date}");
        assert!(calendar.is_valid(date), "{date}");
    }
}

pub(crate) fn the_next_day_follows(calendar: &dyn Backend, _: &Rule) {
    let (_, last) = samples::range(calendar);
    for day in samples::days(calendar) {
        if day.number() == last {
            continue;
        }
        let date = calendar.date(day).unwrap();
        let next = calendar.date(day.checked_add(1).unwrap()).unwrap();
        assert!(date < next, "{date} {next}");
        let length = calendar.days_in_month(Some(date.year), date.month).unwrap();
        let months = calendar.months_in_year(date.year).unwrap();
        let expected = if date.day < length {
            YearMonthDay {
                day: date.day + 1,
                ..date
            }
        } else if date.month < months {
            YearMonthDay::new(date.year, date.month + 1, 1)
        } else {
            YearMonthDay::new(next_year(calendar, date.year).unwrap(), 1, 1)
        };
        assert_eq!(next, expected);
    }
}

pub(crate) fn the_range_ends_where_it_says(calendar: &dyn Backend, _: &Rule) {
    let (first, last) = samples::range(calendar);
    let (first_year, last_year) = samples::ends(calendar);
    assert_eq!(
        calendar.date(JulianDay::new(first)),
        Ok(YearMonthDay::new(first_year, 1, 1))
    );
    let date = calendar.date(JulianDay::new(last)).unwrap();
    assert_eq!(
        (date.year, Ok(date.month)),
        (last_year, calendar.months_in_year(last_year))
    );
    for year in [first_year.checked_sub(1), last_year.checked_add(1)]
        .into_iter()
        .flatten()
    {
        let error = DateError::Year {
            first: first_year,
            last: last_year,
        };
        let date = YearMonthDay::new(year, 1, 1);
        assert_eq!(calendar.julian_day(date), Err(error));
        assert_eq!(calendar.day_of_year(date), Err(error));
        assert_eq!(calendar.days_in_year(year), Err(error));
        assert_eq!(calendar.days_in_month(Some(year), 1), Err(error));
        assert_eq!(calendar.leap_month(year), Err(error));
        assert!(!calendar.is_leap_year(year));
    }
    let (first, last) = (JulianDay::new(first), JulianDay::new(last));
    for day in [
        first.number() - 1,
        last.number() + 1,
        i64::MIN,
        i64::MAX,
        1 << 62,
        -1 << 62,
    ] {
        let day = JulianDay::new(day);
        assert_eq!(
            calendar.date(day),
            Err(DateError::JulianDay { day, first, last })
        );
    }
}

/// Every month and day that can be written at all, in a few years.
pub(crate) fn the_first_wrong_part_is_named(calendar: &dyn Backend, _: &Rule) {
    let (first, last) = samples::ends(calendar);
    // All months and days where it is quick, else those next to some that exist.
    let (most_months, most_days) = if samples::is_slow(calendar) {
        (15, 33)
    } else {
        (u8::MAX, u8::MAX)
    };
    for year in [
        first, -401, -4, -1, 0, 1, 1403, 1900, 2000, 2024, 5787, last,
    ] {
        for month in 0..=most_months {
            for day in 0..=most_days {
                let date = YearMonthDay::new(year, month, day);
                let expected = wrong_part(calendar, date);
                assert_eq!(calendar.julian_day(date).err(), expected, "{date}");
                assert_eq!(calendar.is_valid(date), expected.is_none(), "{date}");
            }
        }
    }
}

fn wrong_part(calendar: &dyn Backend, date: YearMonthDay) -> Option<DateError> {
    if date.year == 0 && !calendar.has_year_zero() {
        return Some(DateError::YearZero);
    }
    let months = calendar.months_in_year(date.year).unwrap();
    if !(1..=months).contains(&date.month) {
        return Some(DateError::Month {
            month: date.month,
            last: months,
        });
    }
    let last = calendar.days_in_month(Some(date.year), date.month).unwrap();
    let exists = (1..=last).contains(&date.day);
    (!exists).then_some(DateError::Day {
        day: date.day,
        last,
    })
}

pub(crate) fn year_zero_is_there_or_not(calendar: &dyn Backend, _: &Rule) {
    if calendar.has_year_zero() {
        let first = calendar.julian_day(YearMonthDay::new(0, 1, 1)).unwrap();
        let next = calendar.julian_day(YearMonthDay::new(1, 1, 1)).unwrap();
        let days = i64::from(calendar.days_in_year(0).unwrap());
        assert_eq!(next.number() - first.number(), days);
        return;
    }
    let date = YearMonthDay::new(0, 13, 99);
    let none = Some(DateError::YearZero);
    assert_eq!(calendar.julian_day(date).err(), none);
    assert_eq!(calendar.weekday(date).err(), none);
    assert_eq!(calendar.day_of_year(date).err(), none);
    assert_eq!(calendar.days_in_year(0).err(), none);
    assert_eq!(calendar.months_in_year(0).err(), none);
    assert_eq!(calendar.days_in_month(Some(0), 13).err(), none);
    assert_eq!(calendar.add_days(date, 1).err(), none);
    assert_eq!(calendar.add_months(date, 1).err(), none);
    assert_eq!(calendar.add_years(date, 1).err(), none);
    let weekday = calendar_registry::Weekday::Monday;
    assert_eq!(calendar.match_century_to_weekday(date, weekday).err(), none);
}

/// One to 64 letters, digits and separators, no separator first, last or doubled.
pub(crate) fn names_are_valid(calendar: &dyn Backend, _: &Rule) {
    let names = calendar.names();
    assert!(!names.is_empty());
    for name in names {
        assert!((1..=64).contains(&name.len()), "{name:?}");
        let parts = name.split([' ', '-', '_', '.', ':', '/']);
        for part in parts {
            assert!(!part.is_empty(), "{name:?}");
            assert!(
                part.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                "{name:?}"
            );
        }
    }
}

pub(crate) fn names_are_taken_once(calendars: &[&dyn Backend]) {
    let mut taken = HashSet::new();
    for name in calendars.iter().flat_map(|calendar| calendar.names()) {
        let folded = name.to_ascii_lowercase().replace(['_', '-'], " ");
        assert!(taken.insert(folded), "{name:?} is there twice");
    }
    assert!(taken.len() >= calendars.len());
}
