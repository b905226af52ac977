//! Laws that the conformance suite does not have: bounds that are attained, arithmetic over long spans,
//! the nearest century, and slices with one bad element in each place.

use std::fmt::Debug;

use calendar_registry::{
    Backend, BackendExt, DateError, JulianDay, SliceError, Weekday, YearMonthDay,
};

use crate::common::Random;
use crate::common::plain::Plain;

/// Returns the first and the last year of a calendar.
pub(crate) fn year_range(calendar: &dyn Backend) -> (i32, i32) {
    let errors = [i32::MIN, i32::MAX].map(|year| calendar.months_in_year(year));
    match errors.into_iter().find_map(Result::err) {
        Some(DateError::Year { first, last }) => (first, last),
        Some(error) => panic!("{error}"),
        None => (i32::MIN, i32::MAX),
    }
}

/// Numbers the years without a gap, so that the year before 1 is row 0.
pub(crate) fn row(calendar: &dyn Backend, year: i32) -> i64 {
    i64::from(year) + i64::from(year < 0 && !calendar.has_year_zero())
}

/// Returns the year of a row, if it is in range.
pub(crate) fn year(calendar: &dyn Backend, row: i64) -> Option<i32> {
    let (first, last) = year_range(calendar);
    let year = row - i64::from(row <= 0 && !calendar.has_year_zero());
    let year = i32::try_from(year).ok()?;
    (first..=last).contains(&year).then_some(year)
}

fn day_range(calendar: &dyn Backend) -> (i64, i64) {
    match calendar.date(JulianDay::MIN) {
        Err(DateError::JulianDay { first, last, .. }) => (first.number(), last.number()),
        other => panic!("{other:?}"),
    }
}

/// Calendars of few years compute each of them, without a rule.
pub(crate) fn is_slow(calendar: &dyn Backend) -> bool {
    year_range(calendar).1 < 100_000
}

/// Days near the ends of the range and near the year 1, and random ones of each magnitude.
fn days(calendar: &dyn Backend) -> Vec<JulianDay> {
    let (first, last) = day_range(calendar);
    let one = number(calendar, YearMonthDay::new(1, 1, 1));
    let count = if is_slow(calendar) { 50 } else { 1_000 };
    let mut days: Vec<i64> = [first, one - 50, 2_460_000, last - 50]
        .into_iter()
        .flat_map(|day| day..day + 50)
        .chain([last])
        .collect();
    let mut random = Random::new();
    for _ in 0..count {
        days.push(random.between(first, last));
        let reach = 1 << random.between(1, 39);
        days.push(random.between(one - reach, one + reach));
    }
    days.retain(|day| (first..=last).contains(day));
    days.into_iter().map(JulianDay::new).collect()
}

fn years(calendar: &dyn Backend) -> impl Iterator<Item = i32> {
    let (first, last) = year_range(calendar);
    let years = (-50..=50).chain(1300..1500).chain(1900..2101);
    let years = years.chain(5700..5800).chain(first..first + 50);
    let has_zero = calendar.has_year_zero();
    let years = years.chain(last - 50..=last);
    years.filter(move |year| *year != 0 || has_zero)
}

fn number(calendar: &dyn Backend, date: YearMonthDay) -> i64 {
    calendar.julian_day(date).unwrap().number()
}

fn date(calendar: &dyn Backend, day: i64) -> YearMonthDay {
    calendar.date(JulianDay::new(day)).unwrap()
}

pub(crate) fn check(calendar: &dyn Backend) {
    range_consists_of_whole_years(calendar);
    leap_months_belong_to_lunisolar_years(calendar);
    bounds_of_properties_are_attained(calendar);
    added_months_and_years_arrive(calendar);
    arithmetic_ends_at_the_range(calendar);
    nearest_century_is_matched(calendar);
}

fn range_consists_of_whole_years(calendar: &dyn Backend) {
    let (first, last) = day_range(calendar);
    let (first_year, last_year) = year_range(calendar);
    let first = date(calendar, first);
    assert_eq!(first, YearMonthDay::new(first_year, 1, 1));
    let last = date(calendar, last);
    assert_eq!(last.year, last_year);
    assert_eq!(Ok(last.month), calendar.months_in_year(last_year));
    for year in [first_year.checked_sub(1), last_year.checked_add(1)] {
        assert!(year.is_none_or(|year| !calendar.is_leap_year(year)));
    }
}

fn leap_months_belong_to_lunisolar_years(calendar: &dyn Backend) {
    for year in years(calendar) {
        let leap = calendar.leap_month(year).unwrap().is_some();
        let long = calendar.is_lunisolar() && calendar.months_in_year(year) == Ok(13);
        assert_eq!(leap, long, "{year}");
    }
}

fn bounds_of_properties_are_attained(calendar: &dyn Backend) {
    let mut longest = [0; 14];
    let (mut shortest, mut months) = (u8::MAX, (u8::MAX, 0));
    for year in years(calendar) {
        let count = calendar.months_in_year(year).unwrap();
        months = (months.0.min(count), months.1.max(count));
        for month in 1..=count {
            let length = calendar.days_in_month(Some(year), month).unwrap();
            shortest = shortest.min(length);
            longest[usize::from(month)] = length.max(longest[usize::from(month)]);
        }
    }
    let properties = calendar.properties();
    assert_eq!(properties.month_lengths.0, shortest);
    assert_eq!(Some(&properties.month_lengths.1), longest.iter().max());
    assert_eq!(months.0, properties.months.0);
    assert_eq!(months.1, properties.months.1);
    for (month, longest) in (1..=months.1).zip(&longest[1..]) {
        assert_eq!(calendar.days_in_month(None, month), Ok(*longest), "{month}");
    }
}

/// Lists the months of a year by number, and whether each is a leap month.
fn month_codes(calendar: &dyn Backend, year: i32) -> Vec<(u8, bool)> {
    let leap_month = calendar.leap_month(year).unwrap();
    let mut number = 0;
    let months = 1..=calendar.months_in_year(year).unwrap();
    let codes = months.map(|month| {
        let leap = leap_month == Some(month);
        number += u8::from(!leap);
        (number, leap)
    });
    codes.collect()
}

/// Finds the month of a date in another year: the same one, or the common month that a leap month
/// belongs to.
fn month_in_year(calendar: &dyn Backend, date: YearMonthDay, year: i32) -> u8 {
    let (number, leap) = month_codes(calendar, date.year)[usize::from(date.month) - 1];
    let leads = calendar.properties().leap_month_leads;
    let codes = month_codes(calendar, year);
    let found = codes.iter().position(|code| *code == (number, leap));
    let common = (number + u8::from(leap && leads), false);
    let found = found.or_else(|| codes.iter().position(|code| *code == common));
    u8::try_from(found.unwrap() + 1).unwrap()
}

/// Clamps the day, where the month is too short for it.
fn clamped(calendar: &dyn Backend, year: i32, month: u8, day: u8) -> YearMonthDay {
    let length = calendar.days_in_month(Some(year), month).unwrap();
    YearMonthDay::new(year, month, day.min(length))
}

fn added_months_and_years_arrive(calendar: &dyn Backend) {
    let properties = calendar.properties();
    let in_year = i64::from(properties.months.1);
    let fixed = properties.months.0 == properties.months.1;
    let mut random = Random::new();
    for day in days(calendar) {
        let date = calendar.date(day).unwrap();
        let (years, months) = (
            random.between(-5_000, 5_000),
            random.between(-30_000, 30_000),
        );
        let target = year(calendar, row(calendar, date.year) + years);
        let expected = target.map(|year| {
            let month = month_in_year(calendar, date, year);
            clamped(calendar, year, month, date.day)
        });
        let found = calendar.add_years(date, years).ok();
        assert_eq!(found, expected, "{date} + {years} years");
        if !fixed {
            months_are_consecutive(calendar, date, months % 300);
            continue;
        }
        let index = row(calendar, date.year) * in_year + i64::from(date.month) - 1 + months;
        let target = year(calendar, index.div_euclid(in_year));
        let month = u8::try_from(index.rem_euclid(in_year) + 1).unwrap();
        let expected = target.map(|year| clamped(calendar, year, month, date.day));
        let found = calendar.add_months(date, months).ok();
        assert_eq!(found, expected, "{date} + {months} months");
    }
}

/// Where years differ in their number of months: one month leads to the next one, and many lead back.
fn months_are_consecutive(calendar: &dyn Backend, date: YearMonthDay, months: i64) {
    let first = YearMonthDay { day: 1, ..date };
    let length = calendar.days_in_month(Some(date.year), date.month).unwrap();
    let next = number(calendar, first) + i64::from(length);
    if let Ok(next) = calendar.date(JulianDay::new(next)) {
        assert_eq!(calendar.add_months(first, 1), Ok(next), "{date}");
        assert_eq!(calendar.add_months(next, -1), Ok(first), "{date}");
    }
    if let Ok(there) = calendar.add_months(first, months) {
        assert_eq!(calendar.add_months(there, -months), Ok(first), "{date}");
        let days = (number(calendar, there) - number(calendar, first)).abs();
        let months = months.abs();
        assert!((months * 29..=months * 30).contains(&days), "{date}");
    }
}

fn arithmetic_ends_at_the_range(calendar: &dyn Backend) {
    let (first, last) = day_range(calendar);
    let (first_year, last_year) = year_range(calendar);
    let error = Err(DateError::Year {
        first: first_year,
        last: last_year,
    });
    for (day, away) in [(first, -1), (last, 1)] {
        let end = date(calendar, day);
        let outside = calendar.date(JulianDay::new(day + away));
        assert_eq!(calendar.add_days(end, away), outside);
        let far = if away < 0 { i64::MIN } else { i64::MAX };
        assert_eq!(calendar.add_days(end, far), Err(DateError::Overflow));
        for away in [away, away << 40, i64::MIN, i64::MAX] {
            assert_eq!(calendar.add_months(end, away), error);
            assert_eq!(calendar.add_years(end, away), error);
        }
    }
    let across = row(calendar, last_year) - row(calendar, first_year);
    let start = YearMonthDay::new(first_year, 1, 1);
    let end = YearMonthDay::new(last_year, 1, 1);
    assert_eq!(calendar.add_years(start, across), Ok(end));
    assert_eq!(calendar.add_years(end, -across), Ok(start));
}

fn nearest_century_is_matched(calendar: &dyn Backend) {
    let longest = calendar.days_in_month(None, 12).unwrap();
    for (day, weekday) in days(calendar).into_iter().zip(Weekday::ALL.iter().cycle()) {
        let date = calendar.date(day).unwrap();
        // The date itself, and dates that some centuries lack.
        for (month, day) in [(date.month, date.day), (2, 29), (12, longest)] {
            let date = YearMonthDay::new(date.year, month, day);
            let expected = nearest_century(calendar, date, *weekday);
            let found = calendar.match_century_to_weekday(date, *weekday);
            assert_eq!(found.unwrap_or(None), expected, "{date} {weekday}");
            let exists = expected.is_some() || calendar.is_valid(date);
            assert_eq!(found.is_ok(), exists, "{date} {weekday}");
        }
    }
    if !calendar.has_year_zero() {
        let date = YearMonthDay::new(0, 1, 1);
        let found = calendar.match_century_to_weekday(date, Weekday::Monday);
        assert_eq!(found, Err(DateError::YearZero));
    }
}

/// Tries all centuries in reach, the nearest first, and the later of two first.
fn nearest_century(
    calendar: &dyn Backend,
    date: YearMonthDay,
    weekday: Weekday,
) -> Option<JulianDay> {
    let mut centuries: Vec<i64> = (-14..=14).rev().collect();
    centuries.sort_by_key(|away| away.abs());
    centuries.into_iter().find_map(|away| {
        let year = year(calendar, row(calendar, date.year) + away * 100)?;
        let day = calendar.julian_day(YearMonthDay { year, ..date }).ok()?;
        (day.weekday() == weekday).then_some(day)
    })
}

/// More than two chunks of any size that a calendar may convert at once, and a rest.
const LENGTH: usize = 75;
/// Marks an element that was not written.
const NO_DATE: YearMonthDay = YearMonthDay::new(i32::MIN, 99, 99);
const NO_DAY: JulianDay = JulianDay::MIN;

/// Checks the calendar's own conversions of slices, and those of the trait.
pub(crate) fn check_slices(calendar: &dyn Backend) {
    for calendar in [calendar, &Plain::like(calendar)] {
        days_with_one_bad_element(calendar);
        dates_with_one_bad_element(calendar);
    }
}

fn today(calendar: &dyn Backend) -> (Vec<JulianDay>, Vec<YearMonthDay>) {
    let mut random = Random::new();
    let days = (0..LENGTH).map(|_| JulianDay::new(random.between(2_400_000, 2_500_000)));
    let days: Vec<JulianDay> = days.collect();
    let dates = days.iter().map(|day| calendar.date(*day).unwrap());
    let dates = dates.collect();
    (days, dates)
}

/// Days that a fast path may not cover, or that have no date.
fn days_with_one_bad_element(calendar: &dyn Backend) {
    let (first, last) = day_range(calendar);
    let (days, dates) = today(calendar);
    let near = [first, -1, 0, 1 << 21, 1 << 22, (1 << 32) + 2_460_000, last];
    let bad = [i64::MIN, first - 1, last + 1, i64::MAX];
    for number in near.into_iter().chain(bad) {
        let day = JulianDay::new(number);
        for place in 0..LENGTH {
            let mut days = days.clone();
            days[place] = day;
            compare_days(calendar, &days);
            days[LENGTH - 1] = JulianDay::MAX;
            compare_days(calendar, &days);
            if let Ok(date) = calendar.date(day) {
                let mut dates = dates.clone();
                dates[place] = date;
                compare_dates(calendar, &dates);
            }
        }
    }
}

fn dates_with_one_bad_element(calendar: &dyn Backend) {
    let (_, today) = today(calendar);
    // Around the ends of all months of some years.
    let years = [i32::MIN, -1, 0, 1, 1403, 1447, 1900, 2000, i32::MAX];
    let months = (0..=14).chain([u8::MAX]);
    let bad = months.flat_map(|month| [0, 1, 28, 29, 30, 31, 32, 255].map(|day| (month, day)));
    for (at, (month, day)) in bad.enumerate() {
        for (year, place) in years.into_iter().zip((at * years.len())..) {
            let mut dates = today.clone();
            dates[place % LENGTH] = YearMonthDay::new(year, month, day);
            compare_dates(calendar, &dates);
            dates[LENGTH - 1] = YearMonthDay::new(0, 0, 0);
            compare_dates(calendar, &dates);
        }
    }
}

fn compare_days(calendar: &dyn Backend, days: &[JulianDay]) {
    let mut dates = vec![NO_DATE; days.len()];
    let result = calendar.dates(days, &mut dates);
    let single = days.iter().map(|day| calendar.date(*day)).collect();
    compare(result, &dates, NO_DATE, single);
}

fn compare_dates(calendar: &dyn Backend, dates: &[YearMonthDay]) {
    let mut days = vec![NO_DAY; dates.len()];
    let result = calendar.julian_days(dates, &mut days);
    let single = dates.iter().map(|date| calendar.julian_day(*date));
    compare(result, &days, NO_DAY, single.collect());
}

/// Up to the first error, each element is written as its single conversion; after it, none is.
fn compare<T: Copy + PartialEq + Debug>(
    result: Result<(), SliceError>,
    written: &[T],
    untouched: T,
    single: Vec<Result<T, DateError>>,
) {
    let failed = single.iter().position(Result::is_err);
    let error = failed.and_then(|index| Some((index, single[index].err()?)));
    let error = error.map(|(index, error)| SliceError::Item { index, error });
    assert_eq!(result, error.map_or(Ok(()), Err));
    let converted = failed.unwrap_or(single.len());
    let single = single.iter().take(converted).map(|date| date.unwrap());
    let expected = single.chain(std::iter::repeat(untouched));
    let expected: Vec<T> = expected.take(written.len()).collect();
    assert_eq!(written, expected);
}
