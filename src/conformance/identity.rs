//! What a calendar is called and says of itself.
#![forbid(unsafe_code)]

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::Samples;
use super::subject::{Call, Subject};
use crate::name::Name;

pub(super) fn names(calendar: &Subject<'_>) -> Result<(), Violation> {
    let law = Law::Names;
    let spellings = calendar.names();
    holds(law, Call::Names, !spellings.is_empty(), "one at least", ())?;
    let mut names: Vec<Name> = Vec::new();
    for spelling in spellings {
        let name = answer(law, Call::Names, Name::new(spelling))?;
        let new = !names.contains(&name);
        holds(law, Call::Names, new, "each name once", &name)?;
        names.push(name);
    }
    if let Some(id) = calendar.unicode_id() {
        let known = names.iter().any(|name| name.matches(id));
        holds(law, Call::UnicodeId, known, "one of the names", id)?;
    }
    Ok(())
}

pub(super) fn properties(calendar: &Subject<'_>) -> Result<(), Violation> {
    let law = Law::Properties;
    let found = calendar.properties();
    let days = found.shortest_month()..=found.longest_month();
    let months = found.fewest_months()..=found.most_months();
    for bounds in [&days, &months] {
        let fits = *bounds.start() > 0 && !bounds.is_empty();
        holds(law, Call::Properties, fits, "from 1 up", bounds)?;
    }
    let numbers = [
        (
            Call::MinimumDaysInMonth,
            *days.start(),
            calendar.minimum_days_in_month(),
        ),
        (
            Call::MaximumDaysInMonth,
            *days.end(),
            calendar.maximum_days_in_month(),
        ),
        (
            Call::MaximumMonthsInYear,
            *months.end(),
            calendar.maximum_months_in_year(),
        ),
    ];
    for (call, expected, found) in numbers {
        equal(law, call, expected, found)?;
    }
    let facts = [
        (
            Call::IsGregorian,
            found.is_gregorian(),
            calendar.is_gregorian(),
        ),
        (Call::IsSolar, found.is_solar(), calendar.is_solar()),
        (Call::IsLunar, found.is_lunar(), calendar.is_lunar()),
        (
            Call::IsLunisolar,
            found.is_lunisolar(),
            calendar.is_lunisolar(),
        ),
        (
            Call::IsProleptic,
            found.is_proleptic(),
            calendar.is_proleptic(),
        ),
        (
            Call::HasYearZero,
            found.has_year_zero(),
            calendar.has_year_zero(),
        ),
    ];
    for (call, expected, found) in facts {
        equal(law, call, expected, found)?;
    }
    Ok(())
}

/// Asks some of the first questions once more.
pub(super) fn constancy(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let law = Law::Constancy;
    equal(
        law,
        Call::Names,
        samples.names.clone(),
        owned(&calendar.names()),
    )?;
    equal(
        law,
        Call::Properties,
        samples.properties,
        calendar.properties(),
    )?;
    for (day, date) in &samples.before {
        equal(law, Call::Date(*day), *date, calendar.date(*day))?;
    }
    Ok(())
}

pub(super) fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
