//! Laws of eras and month codes, and of the spans that a calendar announces.

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::Samples;
use super::subject::{Call, Subject};
use crate::backend::{DateError, Era, MonthCode};

/// Farther from the year 0 the number of a year in its era may be more than an `i32` holds.
const FARTHEST: u32 = i32::MAX.unsigned_abs() - 10_000;

pub(super) fn eras(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::Eras;
    let codes: Vec<&str> = calendar.eras().iter().map(Era::code).collect();
    for (at, code) in codes.iter().enumerate() {
        let called = calendar.eras().iter().position(|era| era.is_called(code));
        holds(
            law,
            Call::Eras,
            called == Some(at),
            "codes of one era each",
            code,
        )?;
    }
    for day in &samples.days {
        let date = answer(law, Call::Date(*day), calendar.date(*day))?;
        let call = Call::EraYear(date);
        let found = answer(law, call, calendar.era_year(date))?;
        if date.year.unsigned_abs() > FARTHEST {
            continue;
        }
        let Some(found) = found else {
            holds(law, call, codes.is_empty(), "a year of an era", found)?;
            continue;
        };
        let known = codes.contains(&&*found.era);
        holds(
            law,
            call,
            known,
            &format!("one of the eras {codes:?}"),
            &found,
        )?;
        let year = calendar.year_of_era(&found.era, found.year);
        equal(law, call, Ok(Some(date.year)), year)?;
    }
    Ok(())
}

pub(super) fn month_codes(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::MonthCodes;
    for year in &samples.years {
        let year = year.number;
        let months = answer(law, Call::MonthsInYear(year), calendar.months_in_year(year))?;
        let leap = answer(law, Call::LeapMonth(year), calendar.leap_month(year))?;
        let exists = leap.is_none_or(|place| (2..=months).contains(&place));
        holds(
            law,
            Call::LeapMonth(year),
            exists,
            "a month of the year after another",
            leap,
        )?;
        let mut codes = Vec::new();
        for month in 1..=months {
            let call = Call::MonthCode(year, month);
            let code = answer(law, call, calendar.month_code(year, month))?;
            equal(
                law,
                call,
                (leap == Some(month), true),
                (code.is_leap(), !codes.contains(&code)),
            )?;
            codes.push(code);
            let place = calendar.ordinal_month(year, code);
            equal(law, Call::OrdinalMonth(year, code), Ok(month), place)?;
        }
        for month in [0, months.saturating_add(1), u8::MAX] {
            let error = Err(DateError::Month {
                month,
                last: months,
            });
            equal(
                law,
                Call::MonthCode(year, month),
                error,
                calendar.month_code(year, month),
            )?;
        }
        let numbers = (1..=months.saturating_add(2)).chain([99]);
        let all = numbers.flat_map(|number| [MonthCode::common(number), MonthCode::leap(number)]);
        for code in all.flatten().filter(|code| !codes.contains(code)) {
            let error = Err(DateError::MonthCode { code });
            let call = Call::OrdinalMonth(year, code);
            equal(law, call, error, calendar.ordinal_month(year, code))?;
        }
    }
    Ok(())
}

pub(super) fn spans(calendar: &Subject<'_>, _: &Samples) -> Result<(), Violation> {
    let law = Law::Spans;
    let announced = [
        (Call::AuthoritativeYears, calendar.authoritative_years()),
        (Call::TableSpan, calendar.table_span()),
    ];
    for (call, span) in announced {
        let Some(span) = span else {
            continue;
        };
        holds(law, call, !span.is_empty(), "a span of years", &span)?;
        for year in [*span.start(), *span.end()] {
            let exists = calendar.first_day(year, 1).is_ok();
            holds(law, call, exists, "years that exist", &span)?;
        }
    }
    Ok(())
}
