//! Laws of years and months: their existence, their lengths, and the bounds of the lengths.

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::{Samples, Year};
use super::subject::{Call, Subject};
use crate::backend::DateError;
use crate::day::{JulianDay, YearMonthDay};

/// Checks the errors of years outside the range, and of a missing year 0.
pub(super) fn years_outside(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let (first, last) = samples.year_range;
    let outside = DateError::Year { first, last };
    let before = [
        first.checked_sub(1),
        first.checked_sub(1000),
        Some(i32::MIN),
    ];
    let after = [last.checked_add(1), last.checked_add(1000), Some(i32::MAX)];
    for year in before.into_iter().chain(after).flatten() {
        // A missing year 0 can be next to an end of the range.
        let missing = year == 0 && !calendar.properties().year_zero;
        if (year < first || year > last) && !missing {
            no_year(calendar, year, outside)?;
        }
    }
    if first < 0 && last > 0 && !calendar.properties().year_zero {
        no_year(calendar, 0, DateError::YearZero)?;
    }
    Ok(())
}

/// Fails unless every method that takes a year returns this error for it.
fn no_year(calendar: &Subject<'_>, year: i32, error: DateError) -> Result<(), Violation> {
    let law = Law::YearsOutside;
    let wrong = Some(error);
    for (month, day) in [(1, 1), (1, 0), (0, 1), (u8::MAX, u8::MAX)] {
        let date = YearMonthDay::new(year, month, day);
        equal(
            law,
            Call::JulianDay(date),
            wrong,
            calendar.julian_day(date).err(),
        )?;
        let length = calendar.days_in_month(Some(year), month).err();
        equal(law, Call::DaysInMonth(Some(year), month), wrong, length)?;
        let last = calendar.last_day_of_month(year, month).err();
        equal(law, Call::LastDayOfMonth(year, month), wrong, last)?;
    }
    equal(
        law,
        Call::MonthsInYear(year),
        wrong,
        calendar.months_in_year(year).err(),
    )?;
    equal(
        law,
        Call::LeapMonth(year),
        wrong,
        calendar.leap_month(year).err(),
    )?;
    // The answer has no meaning, but the call must not panic.
    calendar.is_leap_year(year);
    Ok(())
}

/// Checks that the last day of a year is in its last month.
pub(super) fn months(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::Months;
    for year in &samples.years {
        let last = JulianDay(year.next.saturating_sub(1));
        let date = answer(law, Call::Date(last), calendar.date(last))?;
        let months = calendar.months_in_year(year.number);
        equal(law, Call::MonthsInYear(year.number), Ok(date.month), months)?;
    }
    Ok(())
}

/// Returns the number of months in a year.
fn count(calendar: &Subject<'_>, law: Law, year: Year) -> Result<u8, Violation> {
    let months = calendar.months_in_year(year.number);
    answer(law, Call::MonthsInYear(year.number), months)
}

/// Compares the length of each month with the days from its first day to that of the next month.
pub(super) fn month_lengths(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::MonthLengths;
    for year in &samples.years {
        let number = year.number;
        let months = count(calendar, law, *year)?;
        let mut first = year.first;
        for month in 1..=months {
            let next = match month.checked_add(1) {
                Some(next) if next <= months => {
                    let date = YearMonthDay::new(number, next, 1);
                    answer(law, Call::JulianDay(date), calendar.first_day(number, next))?.0
                }
                _ => year.next,
            };
            let found = calendar.days_in_month(Some(number), month).map(i64::from);
            let length = next.saturating_sub(first);
            equal(
                law,
                Call::DaysInMonth(Some(number), month),
                Ok(length),
                found,
            )?;
            let last_day = JulianDay(next.saturating_sub(1));
            let last = answer(law, Call::Date(last_day), calendar.date(last_day))?.day;
            let found = calendar.last_day_of_month(number, month);
            equal(law, Call::LastDayOfMonth(number, month), Ok(last), found)?;
            first = next;
        }
    }
    Ok(())
}

/// Checks lengths and numbers of months against the properties and the longest lengths.
pub(super) fn bounds(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::Bounds;
    let properties = calendar.properties();
    let (fewest, most) = properties.months;
    let lengths = properties.month_lengths.0..=properties.month_lengths.1;
    let mut longest = [0_u8; 256];
    for month in 0..=u8::MAX {
        let found = calendar.days_in_month(None, month);
        let call = Call::DaysInMonth(None, month);
        if !(1..=most).contains(&month) {
            equal(
                law,
                call,
                Err(DateError::Month { month, last: most }),
                found,
            )?;
            continue;
        }
        let found = answer(law, call, found)?;
        let expected = format!("within {lengths:?}");
        holds(law, call, lengths.contains(&found), &expected, found)?;
        if let Some(longest) = longest.get_mut(usize::from(month)) {
            *longest = found;
        }
    }
    for year in &samples.years {
        let months = count(calendar, law, *year)?;
        let fits = (fewest..=most).contains(&months);
        let expected = format!("within {fewest}..={most}");
        holds(
            law,
            Call::MonthsInYear(year.number),
            fits,
            &expected,
            months,
        )?;
        for (month, longest) in (0..=months).zip(longest).skip(1) {
            let call = Call::DaysInMonth(Some(year.number), month);
            let found = calendar.days_in_month(Some(year.number), month);
            let found = answer(law, call, found)?;
            let allowed = *lengths.start()..=longest;
            holds(
                law,
                call,
                allowed.contains(&found),
                &format!("within {allowed:?}"),
                found,
            )?;
        }
    }
    Ok(())
}

/// Checks that leap years are longer than common years, and that the longest years are leap years if
/// years differ in length.
pub(super) fn leap_years(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    if calendar.properties().is_lunisolar() {
        return leap_months(calendar, samples);
    }
    let length = |year: &Year| year.next.saturating_sub(year.first);
    let is_whole = |year: &&Year| !year.has_gap && !year.ends_early;
    let whole = || samples.years.iter().filter(is_whole);
    let shortest = whole().map(length).min().unwrap_or(0);
    let longest = whole().map(length).max().unwrap_or(0);
    let is_leap = |year: &Year| calendar.is_leap_year(year.number);
    let common = whole().filter(|year| !is_leap(year)).map(length);
    // If years differ in length, the longest are leap years.
    let longest_common = common.filter(|days| *days < longest).max();
    let longest_common = match longest_common {
        Some(days) => days,
        None if shortest < longest => shortest,
        // Where all years have one length, all are leap years or none is.
        None if whole().any(is_leap) => shortest.saturating_sub(1),
        None => shortest,
    };
    for year in whole() {
        let days = length(year);
        let found = calendar.is_leap_year(year.number);
        let expected = format!(
            "{}: it has {days} days, the shortest year {shortest}, the longest common year \
             {longest_common} and the longest year {longest}",
            !found
        );
        let call = Call::IsLeapYear(year.number);
        holds(
            Law::LeapYears,
            call,
            found == (days > longest_common),
            &expected,
            found,
        )?;
    }
    Ok(())
}

/// Checks that the leap years of a lunisolar calendar are those with a leap month, and that they
/// are longer than all common years, which may differ in length.
fn leap_months(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::LeapYears;
    let (mut longest_common, mut shortest_leap) = (0, i64::MAX);
    for year in &samples.years {
        let leap_month = calendar.leap_month(year.number);
        let leap_month = answer(law, Call::LeapMonth(year.number), leap_month)?;
        let found = calendar.is_leap_year(year.number);
        let call = Call::IsLeapYear(year.number);
        equal(law, call, leap_month.is_some(), found)?;
        let days = year.next.saturating_sub(year.first);
        if found {
            shortest_leap = shortest_leap.min(days);
        } else {
            longest_common = longest_common.max(days);
        }
        let expected = format!("{}: a leap year is longer than a common year", !found);
        holds(law, call, longest_common < shortest_leap, &expected, found)?;
    }
    Ok(())
}
