//! Laws of adding months and years.

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::{Samples, first_of};
use super::subject::{Call, Subject};
use crate::day::YearMonthDay;

pub(super) fn arithmetic(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::Arithmetic;
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
    }
    for year in samples.years.iter().filter(|year| !year.has_gap) {
        let first = first_of(year.number);
        let Some(next) = calendar.next_year(year.number) else {
            continue;
        };
        // The next year may begin with a gap.
        let next_exists = calendar.julian_day(first_of(next)).is_ok();
        if year.number != samples.year_range.1 && next_exists {
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
                (Call::AddMonths(date, away), calendar.add_months(date, away)),
                (Call::AddYears(date, away), calendar.add_years(date, away)),
            ];
            for (call, found) in added {
                holds(law, call, found.is_err(), "out of range", found)?;
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
