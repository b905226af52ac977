//! Laws of weekdays, and of adding days, months and years.
#![forbid(unsafe_code)]

use super::law::{Law, Violation, answer, equal};
use super::samples::{Random, Samples, first_of};
use super::subject::{Call, Subject};
use crate::day::{JulianDay, YearMonthDay};

pub(super) fn weekdays(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::Weekdays;
    for day in &samples.days {
        let date = answer(law, Call::Date(*day), calendar.date(*day))?;
        equal(
            law,
            Call::Weekday(date),
            Ok(day.weekday()),
            calendar.weekday(date),
        )?;
    }
    Ok(())
}

pub(super) fn arithmetic(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::Arithmetic;
    let mut random = Random::new();
    for day in &samples.days {
        let date = answer(law, Call::Date(*day), calendar.date(*day))?;
        equal(
            law,
            Call::AddMonths(date, 0),
            Ok(date),
            calendar.add_months(date, 0),
        )?;
        equal(
            law,
            Call::AddYears(date, 0),
            Ok(date),
            calendar.add_years(date, 0),
        )?;
        let target = JulianDay(random.between(samples.range.0.0, samples.range.1.0));
        let days = target.0.saturating_sub(day.0);
        let expected = calendar.date(target);
        equal(
            law,
            Call::AddDays(date, days),
            expected,
            calendar.add_days(date, days),
        )?;
    }
    for year in &samples.years {
        let first = first_of(year.number);
        let Some(next) = calendar.next_year(year.number) else {
            continue;
        };
        if year.number != samples.year_range.1 {
            pair(calendar, first, first_of(next), Call::AddYears)?;
        }
        let months = calendar.months_in_year(year.number);
        let months = answer(law, Call::MonthsInYear(year.number), months)?;
        for month in 1..months {
            let here = YearMonthDay::new(year.number, month, 1);
            let there = YearMonthDay::new(year.number, month.saturating_add(1), 1);
            pair(calendar, here, there, Call::AddMonths)?;
        }
    }
    for date in [samples.range.0, samples.range.1] {
        let date = answer(law, Call::Date(date), calendar.date(date))?;
        for away in [i64::MIN, i64::MAX] {
            let added = [
                (Call::AddDays(date, away), calendar.add_days(date, away)),
                (Call::AddMonths(date, away), calendar.add_months(date, away)),
                (Call::AddYears(date, away), calendar.add_years(date, away)),
            ];
            for (call, found) in added {
                super::law::holds(law, call, found.is_err(), "out of range", found)?;
            }
        }
    }
    Ok(())
}

/// Two dates that are a month or a year apart.
fn pair(
    calendar: &Subject<'_>,
    here: YearMonthDay,
    there: YearMonthDay,
    call: fn(YearMonthDay, i64) -> Call,
) -> Result<(), Violation> {
    for (from, to, away) in [(here, there, 1), (there, here, -1)] {
        let call = call(from, away);
        let found = match call {
            Call::AddYears(..) => calendar.add_years(from, away),
            _ => calendar.add_months(from, away),
        };
        equal(Law::Arithmetic, call, Ok(to), found)?;
    }
    Ok(())
}
