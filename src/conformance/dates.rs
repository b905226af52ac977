//! Laws of the two conversions, and of what they refuse.

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::Samples;
use super::subject::{Call, Subject};
use crate::backend::DateError;
use crate::day::{JulianDay, YearMonthDay};

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

/// Requires the date of a day to be the first one after `date` that exists.
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
    let begins = [next_month, next_year].contains(&Some((found.year, found.month)));
    let ordered = if found == same_month {
        found.day > date.day
    } else {
        begins
    };
    // The dates between the two must be missing from the calendar.
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
    let expected = format!("the first date that exists after {date}");
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

/// Tries days that do not exist in a month, and its first and last day.
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
    // The law of gaps covers the days inside a month with a gap.
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

/// Tries every day of the months with a gap.
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
            return holds(law, call, false, "a last day that exists", last);
        };
        let wrong = DateError::DayGap { day, before, after };
        equal(law, call, Err(wrong), calendar.julian_day(on(day)))?;
        // The same day of the month before, if it exists, and of the year before.
        for (away, from) in [
            (1, calendar.add_months(on(after), -1)),
            (12, calendar.add_years(on(after), -1)),
        ] {
            let Ok(from) = from.map(|from| YearMonthDay { day, ..from }) else {
                continue;
            };
            if calendar.julian_day(from).is_ok() {
                let (call, found) = if away == 1 {
                    (Call::AddMonths(from, 1), calendar.add_months(from, 1))
                } else {
                    (Call::AddYears(from, 1), calendar.add_years(from, 1))
                };
                equal(law, call, Ok(on(after)), found)?;
            }
        }
    }
    Ok(())
}
