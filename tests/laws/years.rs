//! Laws of months and years: their lengths, the bounds of those, and the day of the year.

use calendar_registry::{Backend, DateError, YearMonthDay};

use crate::reference::Rule;
use crate::samples::{self, next_year};

fn number(calendar: &dyn Backend, year: i32, month: u8, day: u8) -> i64 {
    let date = YearMonthDay::new(year, month, day);
    calendar.julian_day(date).unwrap().number()
}

pub(crate) fn months_have_the_days_between_their_first_days(calendar: &dyn Backend, _: &Rule) {
    for year in samples::years(calendar) {
        let months = calendar.months_in_year(year).unwrap();
        for month in 1..months {
            let first = number(calendar, year, month, 1);
            let next = number(calendar, year, month + 1, 1);
            let length = calendar.days_in_month(Some(year), month).unwrap();
            assert_eq!(next - first, i64::from(length), "{year}-{month}");
        }
        for month in [0, months + 1, u8::MAX] {
            let error = Err(DateError::Month {
                month,
                last: months,
            });
            assert_eq!(calendar.days_in_month(Some(year), month), error);
        }
    }
}

pub(crate) fn years_are_the_sum_of_their_months(calendar: &dyn Backend, _: &Rule) {
    for year in samples::years(calendar) {
        let months = 1..=calendar.months_in_year(year).unwrap();
        let lengths = months.map(|month| calendar.days_in_month(Some(year), month).unwrap());
        let days = calendar.days_in_year(year).unwrap();
        assert_eq!(lengths.map(u16::from).sum::<u16>(), days, "{year}");
        if let Some(next) = next_year(calendar, year) {
            let span = number(calendar, next, 1, 1) - number(calendar, year, 1, 1);
            assert_eq!(span, i64::from(days), "{year}");
        }
    }
}

/// In a calendar of the sun and the moon by a month, else by a day.
pub(crate) fn leap_years_are_longer(calendar: &dyn Backend, _: &Rule) {
    if calendar.is_lunisolar() {
        for year in samples::years(calendar) {
            let months = calendar.months_in_year(year).unwrap();
            let leap_month = calendar.leap_month(year).unwrap();
            assert_eq!(calendar.is_leap_year(year), months == 13, "{year}");
            assert_eq!(leap_month.is_some(), months == 13, "{year}");
            assert!(leap_month.is_none_or(|month| (2..=months).contains(&month)));
        }
        return;
    }
    let years = samples::years(calendar);
    let days = |year| calendar.days_in_year(year).unwrap();
    let common = years.iter().map(|year| days(*year)).min().unwrap();
    for year in years {
        assert_eq!(calendar.is_leap_year(year), days(year) > common, "{year}");
        assert_eq!(calendar.leap_month(year), Ok(None), "{year}");
    }
}

pub(crate) fn the_bounds_are_met(calendar: &dyn Backend, _: &Rule) {
    let mut lengths = [(u8::MAX, 0); 256];
    let mut months = (u8::MAX, 0);
    for year in samples::years(calendar) {
        let last = calendar.months_in_year(year).unwrap();
        months = (months.0.min(last), months.1.max(last));
        for month in 1..=last {
            let length = calendar.days_in_month(Some(year), month).unwrap();
            let (shortest, longest) = &mut lengths[usize::from(month)];
            *shortest = length.min(*shortest);
            *longest = length.max(*longest);
        }
    }
    let shortest = lengths.iter().map(|lengths| lengths.0).min();
    let longest = lengths.iter().map(|lengths| lengths.1).max();
    let properties = calendar.properties();
    assert_eq!(Some(calendar.minimum_days_in_month()), shortest);
    assert_eq!(Some(calendar.maximum_days_in_month()), longest);
    assert_eq!(
        months,
        (properties.fewest_months(), properties.most_months())
    );
    for month in 1..=months.1 {
        let longest = lengths[usize::from(month)].1;
        assert_eq!(calendar.days_in_month(None, month), Ok(longest), "{month}");
    }
    for month in [0, months.1 + 1, u8::MAX] {
        let error = Err(DateError::Month {
            month,
            last: months.1,
        });
        assert_eq!(calendar.days_in_month(None, month), error);
    }
}

pub(crate) fn the_day_of_the_year_counts_up(calendar: &dyn Backend, _: &Rule) {
    for year in samples::years(calendar) {
        let first = YearMonthDay::new(year, 1, 1);
        assert_eq!(calendar.day_of_year(first), Ok(1));
        let month = calendar.months_in_year(year).unwrap();
        let day = calendar.days_in_month(Some(year), month).unwrap();
        let last = YearMonthDay::new(year, month, day);
        assert_eq!(
            calendar.day_of_year(last),
            calendar.days_in_year(year),
            "{year}"
        );
        let too_late = YearMonthDay {
            day: day + 1,
            ..last
        };
        let error = Err(DateError::Day {
            day: day + 1,
            last: day,
        });
        assert_eq!(calendar.day_of_year(too_late), error);
    }
    for day in samples::days(calendar) {
        let date = calendar.date(day).unwrap();
        let first = number(calendar, date.year, 1, 1);
        let place = u16::try_from(day.number() - first + 1).unwrap();
        assert_eq!(calendar.day_of_year(date), Ok(place), "{date}");
    }
}
