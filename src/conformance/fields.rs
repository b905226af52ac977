//! Laws of eras, of month codes, and of the spans of years that a calendar states.

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::Samples;
use super::subject::{Call, Subject};
use crate::backend::{DateError, Era, MonthCode};

/// The largest distance from the year 0 at which the year of an era must fit an `i32`. Beyond it,
/// an era that counts from another year may exceed the type.
const FARTHEST: u32 = i32::MAX.unsigned_abs() - 10_000;

/// Checks that each era is found by its code, and that the year of an era converts back.
pub(super) fn eras(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::Eras;
    let codes: Vec<&str> = calendar.eras().iter().map(Era::code).collect();
    for (index, code) in codes.iter().enumerate() {
        let called = calendar.eras().iter().position(|era| era.is_called(code));
        holds(
            law,
            Call::Eras,
            called == Some(index),
            "a code of one era only",
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

/// Checks that each month has its own code, which converts back, and that other codes are errors.
pub(super) fn month_codes(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::MonthCodes;
    for year in &samples.years {
        let year = year.number;
        let months = answer(law, Call::MonthsInYear(year), calendar.months_in_year(year))?;
        let leap = answer(law, Call::LeapMonth(year), calendar.leap_month(year))?;
        // A leap month has the code of the month before it.
        let exists = leap.is_none_or(|ordinal| (2..=months).contains(&ordinal));
        holds(
            law,
            Call::LeapMonth(year),
            exists,
            "a month of the year other than the first",
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
            let ordinal = calendar.ordinal_month(year, code);
            equal(law, Call::OrdinalMonth(year, code), Ok(month), ordinal)?;
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

/// Checks that the spans of years are not empty, and that their first and last years exist.
pub(super) fn spans(calendar: &Subject<'_>, _: &Samples) -> Result<(), Violation> {
    let law = Law::Spans;
    let spans = [
        (Call::AuthoritativeYears, calendar.authoritative_years()),
        (Call::TableSpan, calendar.table_span()),
    ];
    for (call, span) in spans {
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
