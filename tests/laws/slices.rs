//! Laws of the conversions of slices: each element as the single conversion has it, in the
//! calendar's own way and in the default one.

use std::sync::Arc;

use calendar_registry::calendars::System;
use calendar_registry::{Backend, DateError, JulianDay, Properties, SliceError, YearMonthDay};

use crate::reference::Rule;
use crate::samples::{self, Random};

/// What is in a place that nothing was written to.
const NO_DATE: YearMonthDay = YearMonthDay::new(i32::MIN, 99, 99);
const NO_DAY: JulianDay = JulianDay::MIN;

/// More than two chunks of any size that a calendar may take at a time, and a rest.
const LENGTH: usize = 75;

/// A calendar without what it overrides, but for what calendars with leap months have to.
struct Plain(Arc<dyn Backend>);

impl Backend for Plain {
    fn names(&self) -> Vec<&str> {
        self.0.names()
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

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.0.months_in_year(year)
    }
}

/// Calls it with the calendar, and with the same one that overrides nothing.
fn both_ways(calendar: &dyn Backend, law: impl Fn(&dyn Backend)) {
    law(calendar);
    let name = calendar.names()[0];
    let system = System::ALL.iter().find(|system| system.name() == name);
    law(&Plain(system.unwrap().backend()));
}

/// Converts the days in a slice and one by one.
fn compare_days(calendar: &dyn Backend, days: &[JulianDay]) {
    let mut dates = vec![NO_DATE; days.len()];
    let result = calendar.dates(days, &mut dates);
    let single: Vec<_> = days.iter().map(|day| calendar.date(*day)).collect();
    compare(result, &dates, NO_DATE, &single);
}

fn compare_dates(calendar: &dyn Backend, dates: &[YearMonthDay]) {
    let mut days = vec![NO_DAY; dates.len()];
    let result = calendar.julian_days(dates, &mut days);
    let single: Vec<_> = dates
        .iter()
        .map(|date| calendar.julian_day(*date))
        .collect();
    compare(result, &days, NO_DAY, &single);
}

fn compare<T: Copy + PartialEq + std::fmt::Debug>(
    result: Result<(), SliceError>,
    written: &[T],
    untouched: T,
    single: &[Result<T, DateError>],
) {
    let failed = single.iter().position(Result::is_err);
    let expected = match failed {
        None => Ok(()),
        Some(index) => Err(SliceError::Item {
            index,
            error: single[index].err().unwrap(),
        }),
    };
    assert_eq!(result, expected);
    let converted = failed.unwrap_or(single.len());
    for (index, written) in written.iter().enumerate() {
        let expected = if index < converted {
            single[index].unwrap()
        } else {
            untouched
        };
        assert_eq!(*written, expected, "at {index}");
    }
}

/// Of this age, in no order.
fn days_of_today(length: usize) -> Vec<JulianDay> {
    let mut random = Random::new();
    let day = || JulianDay::new(random.between(2_400_000, 2_500_000));
    std::iter::repeat_with(day).take(length).collect()
}

fn dates_of_today(calendar: &dyn Backend, length: usize) -> Vec<YearMonthDay> {
    let days = days_of_today(length);
    days.iter()
        .map(|day| calendar.date(*day).unwrap())
        .collect()
}

pub(crate) fn a_slice_is_its_days(calendar: &dyn Backend, _: &Rule) {
    both_ways(calendar, |calendar| {
        let days = samples::days(calendar);
        compare_days(calendar, &days);
        let today = days_of_today(LENGTH);
        for length in 0..=LENGTH {
            compare_days(calendar, &today[..length]);
            compare_days(calendar, &days[days.len() - length..]);
        }
    });
}

pub(crate) fn a_slice_is_its_dates(calendar: &dyn Backend, _: &Rule) {
    both_ways(calendar, |calendar| {
        let days = samples::days(calendar);
        let dates: Vec<_> = days
            .iter()
            .map(|day| calendar.date(*day).unwrap())
            .collect();
        compare_dates(calendar, &dates);
        let today = dates_of_today(calendar, LENGTH);
        for length in 0..=LENGTH {
            compare_dates(calendar, &today[..length]);
            compare_dates(calendar, &dates[dates.len() - length..]);
        }
    });
}

/// Days that the fast way may not know, among others that it does.
pub(crate) fn a_far_day_is_one_of_them(calendar: &dyn Backend, _: &Rule) {
    let (first, last) = samples::range(calendar);
    both_ways(calendar, |calendar| {
        let far = [first, -1, 0, 1 << 21, 1 << 22, (1 << 32) + 2_460_000, last];
        // Not all calendars go so far.
        for far in far.into_iter().filter(|far| (first..=last).contains(far)) {
            let far = JulianDay::new(far);
            for place in 0..LENGTH {
                let mut days = days_of_today(LENGTH);
                days[place] = far;
                compare_days(calendar, &days);
                let mut dates = dates_of_today(calendar, LENGTH);
                dates[place] = calendar.date(far).unwrap();
                compare_dates(calendar, &dates);
            }
        }
    });
}

pub(crate) fn a_day_without_a_date_is_named(calendar: &dyn Backend, _: &Rule) {
    let (first, last) = samples::range(calendar);
    both_ways(calendar, |calendar| {
        for wrong in [i64::MIN, first - 1, last + 1, i64::MAX] {
            for place in 0..LENGTH {
                let mut days = days_of_today(LENGTH);
                days[place] = JulianDay::new(wrong);
                compare_days(calendar, &days);
                // Only the first of two is named.
                days[LENGTH - 1] = JulianDay::MAX;
                compare_days(calendar, &days);
            }
        }
    });
}

pub(crate) fn a_date_that_does_not_exist_is_named(calendar: &dyn Backend, _: &Rule) {
    both_ways(calendar, |calendar| {
        let today = dates_of_today(calendar, LENGTH);
        let mut dates = vec![
            YearMonthDay::new(0, 1, 1),
            YearMonthDay::new(i32::MIN, 0, 1),
            YearMonthDay::new(2000, 255, 255),
        ];
        // The ends of all months, in a leap year and in common ones, whether they exist or not.
        for year in [-1, 1, 1403, 1447, 1900, 2000, i32::MAX] {
            for month in 0..=14 {
                dates.extend([0, 1, 28, 29, 30, 31, 32].map(|day| YearMonthDay {
                    year,
                    month,
                    day,
                }));
            }
        }
        for (number, date) in dates.iter().enumerate() {
            let mut dates = today.clone();
            dates[number % LENGTH] = *date;
            compare_dates(calendar, &dates);
            dates[LENGTH - 1] = YearMonthDay::new(0, 0, 0);
            compare_dates(calendar, &dates);
        }
        for place in 0..LENGTH {
            for wrong in [
                YearMonthDay::new(0, 1, 1),
                YearMonthDay::new(2026, 13, 1),
                YearMonthDay::new(2026, 0, 1),
                YearMonthDay::new(2026, 1, 0),
                YearMonthDay::new(2026, 2, 32),
            ] {
                let mut dates = today.clone();
                dates[place] = wrong;
                compare_dates(calendar, &dates);
            }
        }
    });
}

pub(crate) fn unequal_slices_are_refused(calendar: &dyn Backend, _: &Rule) {
    both_ways(calendar, |calendar| {
        for (from, into) in [(0, 1), (1, 0), (16, 17), (33, 32), (LENGTH, 1)] {
            let refused = Err(SliceError::Lengths { from, into });
            let mut dates = vec![NO_DATE; into];
            assert_eq!(calendar.dates(&days_of_today(from), &mut dates), refused);
            assert!(dates.iter().all(|date| *date == NO_DATE));
            let mut days = vec![NO_DAY; into];
            let from = dates_of_today(calendar, from);
            assert_eq!(calendar.julian_days(&from, &mut days), refused);
            assert!(days.iter().all(|day| *day == NO_DAY));
        }
    });
}
