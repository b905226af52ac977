//! Laws of the two conversions, and of what they refuse.
#![forbid(unsafe_code)]

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::{Samples, first_of};
use super::subject::{Call, Subject};
use crate::day::{JulianDay, YearMonthDay};
use crate::error::DateError;

/// The first and the last day of the calendar, as it says itself.
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
        equal(law, Call::IsValid(date), true, calendar.is_valid(date))?;
    }
    Ok(())
}

/// Each sample and the day after it, and the days of several centuries one by one.
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

/// The date of this day, which has to follow that of the day before.
fn follows(
    calendar: &Subject<'_>,
    date: YearMonthDay,
    day: i64,
) -> Result<YearMonthDay, Violation> {
    let found = date_of(calendar, JulianDay(day))?;
    let next_day = date
        .day
        .checked_add(1)
        .map(|day| YearMonthDay { day, ..date });
    if next_day == Some(found) {
        return Ok(found);
    }
    let month = date.month.checked_add(1);
    let next_month = month.map(|month| YearMonthDay::new(date.year, month, 1));
    let next_year = calendar.next_year(date.year).map(first_of);
    if [next_month, next_year].contains(&Some(found)) {
        return Ok(found);
    }
    let call = Call::Date(JulianDay(day));
    let expected = format!("a date that follows {date}");
    holds(Law::Continuity, call, false, &expected, found).map(|()| found)
}

/// In some of the years: every month that can be written, with days around its ends.
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

fn wrong_days(calendar: &Subject<'_>, year: i32, month: u8, months: u8) -> Result<(), Violation> {
    let law = Law::WrongParts;
    let length = calendar.days_in_month(Some(year), month);
    let call = Call::DaysInMonth(Some(year), month);
    let no_month = DateError::Month {
        month,
        last: months,
    };
    let last = if (1..=months).contains(&month) {
        answer(law, call, length)?
    } else {
        equal(law, call, Err(no_month), length)?;
        0
    };
    for day in [0, 1, last, last.saturating_add(1), u8::MAX] {
        let date = YearMonthDay::new(year, month, day);
        let wrong = match last {
            0 => Some(no_month),
            last if (1..=last).contains(&day) => None,
            last => Some(DateError::Day { day, last }),
        };
        equal(
            law,
            Call::JulianDay(date),
            wrong,
            calendar.julian_day(date).err(),
        )?;
        equal(
            law,
            Call::IsValid(date),
            wrong.is_none(),
            calendar.is_valid(date),
        )?;
        equal(
            law,
            Call::DayOfYear(date),
            wrong,
            calendar.day_of_year(date).err(),
        )?;
    }
    Ok(())
}
