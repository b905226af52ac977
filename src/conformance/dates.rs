//! Laws of the two conversions, and of their errors.

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::Samples;
use super::subject::{Call, Subject};
use crate::backend::DateError;
use crate::day::{JulianDay, YearMonthDay};

/// Returns the first and the last day of the range, as the error of a day outside it states them.
/// Checks the errors of other days outside.
pub(super) fn extremes(calendar: &Subject<'_>) -> Result<(JulianDay, JulianDay), Violation> {
    let law = Law::Extremes;
    let found = calendar.date(JulianDay::MIN);
    let Err(DateError::JulianDay { first, last, .. }) = found else {
        let call = Call::Date(JulianDay::MIN);
        return Err(Violation {
            expected: "DateError::JulianDay".to_owned(),
            ..Violation::new(law, call, (), found)
        });
    };
    for end in [first, last] {
        answer(law, Call::Date(end), calendar.date(end))?;
    }
    let ordered = first <= last;
    holds(
        law,
        Call::Date(JulianDay::MIN),
        ordered,
        "bounds in order",
        found,
    )?;
    let before = [
        JulianDay::MIN.0,
        first.0.saturating_sub(1),
        first.0.saturating_sub(1 << 40),
    ];
    let after = [
        JulianDay::MAX.0,
        last.0.saturating_add(1),
        last.0.saturating_add(1 << 40),
    ];
    for number in before.into_iter().chain(after) {
        let day = JulianDay(number);
        if day < first || day > last {
            let expected = Err(DateError::JulianDay { day, first, last });
            equal(law, Call::Date(day), expected, calendar.date(day))?;
        }
    }
    Ok((first, last))
}

/// Checks that each day converts to a date and back.
pub(super) fn round_trip(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::RoundTrip;
    for day in &samples.days {
        let date = answer(law, Call::Date(*day), calendar.date(*day))?;
        equal(
            law,
            Call::JulianDay(date),
            Ok(*day),
            calendar.julian_day(date),
        )?;
    }
    Ok(())
}

/// Checks each sample and the day after it, then every day of the walk.
pub(super) fn continuity(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    for day in samples.days.iter().filter(|day| **day < samples.range.1) {
        let date = date_of(calendar, *day)?;
        follows(calendar, date, day.0.saturating_add(1))?;
    }
    let mut walk = samples.walk.clone();
    let Some(first) = walk.next() else {
        return Ok(());
    };
    let mut date = date_of(calendar, JulianDay(first))?;
    for day in walk {
        date = follows(calendar, date, day)?;
    }
    Ok(())
}

fn date_of(calendar: &Subject<'_>, day: JulianDay) -> Result<YearMonthDay, Violation> {
    answer(Law::Continuity, Call::Date(day), calendar.date(day))
}

/// Fails unless the date of `day` is the first existing date after `date`. Returns it.
fn follows(
    calendar: &Subject<'_>,
    date: YearMonthDay,
    day: i64,
) -> Result<YearMonthDay, Violation> {
    let found = date_of(calendar, JulianDay(day))?;
    let same_month = YearMonthDay {
        day: found.day,
        ..date
    };
    let next_month = date.month.checked_add(1).map(|month| (date.year, month));
    let next_year = calendar.next_year(date.year).map(|year| (year, 1));
    let starts = [next_month, next_year].contains(&Some((found.year, found.month)));
    let ordered = if found == same_month {
        found.day > date.day
    } else {
        starts
    };
    // No date between the two may exist.
    let exists = |date: YearMonthDay| calendar.julian_day(date).is_ok();
    let skipped = if found == same_month {
        (date.day..found.day)
            .skip(1)
            .any(|day| exists(YearMonthDay { day, ..date }))
    } else {
        (1..found.day).any(|day| exists(YearMonthDay { day, ..found }))
    };
    if ordered && !skipped {
        return Ok(found);
    }
    let call = Call::Date(JulianDay(day));
    let expected = format!("the first existing date after {date}");
    holds(Law::Continuity, call, false, &expected, found).map(|()| found)
}

/// Checks the errors of months and days that do not exist, for every `u8` as a month, in about 50
/// years.
pub(super) fn wrong_parts(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let step = samples.years.len().checked_div(50).unwrap_or(0).max(1);
    for year in samples.years.iter().step_by(step) {
        let year = year.number;
        let months = calendar.months_in_year(year);
        let months = answer(Law::WrongParts, Call::MonthsInYear(year), months)?;
        for month in 0..=u8::MAX {
            wrong_days(calendar, year, month, months)?;
        }
    }
    Ok(())
}

/// Checks days that do not exist in a month, and its first and last day.
fn wrong_days(calendar: &Subject<'_>, year: i32, month: u8, months: u8) -> Result<(), Violation> {
    let law = Law::WrongParts;
    let length = calendar.days_in_month(Some(year), month);
    let last = calendar.last_day_of_month(year, month);
    if !(1..=months).contains(&month) {
        let no_month = DateError::Month {
            month,
            last: months,
        };
        equal(
            law,
            Call::DaysInMonth(Some(year), month),
            Err(no_month),
            length,
        )?;
        equal(law, Call::LastDayOfMonth(year, month), Err(no_month), last)?;
        for day in [0, 1, u8::MAX] {
            let date = YearMonthDay::new(year, month, day);
            equal(
                law,
                Call::JulianDay(date),
                Err(no_month),
                calendar.julian_day(date),
            )?;
        }
        return Ok(());
    }
    let length = answer(law, Call::DaysInMonth(Some(year), month), length)?;
    let last = answer(law, Call::LastDayOfMonth(year, month), last)?;
    for day in [0, last.saturating_add(1), u8::MAX] {
        let date = YearMonthDay::new(year, month, day);
        let wrong = Err(DateError::Day { day, last });
        let exists = (1..=last).contains(&day);
        let found = calendar.julian_day(date);
        holds(
            law,
            Call::JulianDay(date),
            exists || found == wrong,
            &format!("{wrong:?}"),
            found,
        )?;
    }
    // `Law::Gaps` covers the first and the last day of a month with a gap.
    for day in [1, last] {
        let date = YearMonthDay::new(year, month, day);
        let found = calendar.julian_day(date);
        holds(
            law,
            Call::JulianDay(date),
            found.is_ok() || length < last,
            "a day",
            found,
        )?;
    }
    Ok(())
}

/// Checks every day of the years with a gap.
pub(super) fn gaps(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    for year in samples.years.iter().filter(|year| year.has_gap) {
        let year = year.number;
        let months = calendar.months_in_year(year);
        for month in 1..=answer(Law::Gaps, Call::MonthsInYear(year), months)? {
            gaps_of_month(calendar, year, month)?;
        }
    }
    Ok(())
}

/// Compares the existing days of a month with its length, and checks the errors of the missing ones
/// and the arithmetic that ends on them.
fn gaps_of_month(calendar: &Subject<'_>, year: i32, month: u8) -> Result<(), Violation> {
    let law = Law::Gaps;
    let last = calendar.last_day_of_month(year, month);
    let last = answer(law, Call::LastDayOfMonth(year, month), last)?;
    let on = |day| YearMonthDay::new(year, month, day);
    let exists = |day: &u8| calendar.julian_day(on(*day)).is_ok();
    let existing: Vec<u8> = (1..=last).filter(exists).collect();
    let length = calendar.days_in_month(Some(year), month).map(usize::from);
    equal(
        law,
        Call::DaysInMonth(Some(year), month),
        Ok(existing.len()),
        length,
    )?;
    for day in (1..=last).filter(|day| !existing.contains(day)) {
        let call = Call::JulianDay(on(day));
        let before = existing
            .iter()
            .rev()
            .find(|other| **other < day)
            .copied()
            .unwrap_or(0);
        let Some(after) = existing.iter().find(|other| **other > day).copied() else {
            return holds(law, call, false, "an existing last day", last);
        };
        let wrong = DateError::DayGap { day, before, after };
        equal(law, call, Err(wrong), calendar.julian_day(on(day)))?;
        // One month and one year after the same day of the month and the year before, if that
        // exists, and if the month is a month or a year after the other one: a year before the last
        // month of a longer year is another month.
        for months in [1, 12] {
            let add = |date, sign: i64| match months {
                1 => calendar.add_months(date, sign),
                _ => calendar.add_years(date, sign),
            };
            let Ok(from) = add(on(after), -1) else {
                continue;
            };
            let is_before = add(YearMonthDay { day: after, ..from }, 1) == Ok(on(after));
            let from = YearMonthDay { day, ..from };
            if is_before && calendar.julian_day(from).is_ok() {
                let call = match months {
                    1 => Call::AddMonths(from, 1),
                    _ => Call::AddYears(from, 1),
                };
                equal(law, call, Ok(on(after)), add(from, 1))?;
            }
        }
    }
    Ok(())
}
