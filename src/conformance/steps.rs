//! Laws of adding months and years.

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::{Samples, first_of};
use super::subject::{Call, Subject};
use crate::day::YearMonthDay;

/// Checks the addition of no month or year, of one, and of the extremes.
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
        for count in [i64::MIN, i64::MAX] {
            let added = [
                (
                    Call::AddMonths(date, count),
                    calendar.add_months(date, count),
                ),
                (Call::AddYears(date, count), calendar.add_years(date, count)),
            ];
            for (call, found) in added {
                holds(
                    law,
                    call,
                    found.is_err(),
                    "an error for a date out of range",
                    found,
                )?;
            }
        }
    }
    Ok(())
}

/// Checks the addition and the subtraction between two dates that are one month or year apart.
fn pair(
    calendar: &Subject<'_>,
    here: YearMonthDay,
    there: YearMonthDay,
    call: fn(YearMonthDay, i64) -> Call,
) -> Result<(), Violation> {
    for (from, to, count) in [(here, there, 1), (there, here, -1)] {
        let call = call(from, count);
        let found = match call {
            Call::AddYears(..) => calendar.add_years(from, count),
            _ => calendar.add_months(from, count),
        };
        equal(Law::Arithmetic, call, Ok(to), found)?;
    }
    Ok(())
}
