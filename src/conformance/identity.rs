//! Laws of the names and the properties of a calendar.

use super::law::{Law, Violation, answer, equal, holds};
use super::samples::Samples;
use super::subject::{Call, Subject};
use crate::day::YearMonthDay;
use crate::name::Name;

/// Checks that the names are valid and differ, and that the Unicode identifier is one of them.
pub(super) fn names(calendar: &Subject<'_>) -> Result<(), Violation> {
    let law = Law::Names;
    let spellings = calendar.names();
    holds(
        law,
        Call::Names,
        !spellings.is_empty(),
        "at least one name",
        (),
    )?;
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

/// Checks that the bounds of the properties are positive and in order.
pub(super) fn properties(calendar: &Subject<'_>) -> Result<(), Violation> {
    let law = Law::Properties;
    let found = calendar.properties();
    for (least, most) in [found.month_lengths, found.months] {
        let fits = 0 < least && least <= most;
        holds(
            law,
            Call::Properties,
            fits,
            "positive bounds in order",
            (least, most),
        )?;
    }
    Ok(())
}

/// Checks the cycle of months: from about 100 years on, the years of a cycle have the stated number
/// of months.
pub(super) fn month_cycle(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let Some((years, months)) = calendar.properties().month_cycle else {
        return Ok(());
    };
    let step = samples.years.len().checked_div(CYCLES).unwrap_or(0).max(1);
    for year in samples.years.iter().step_by(step) {
        let mut number = Some(year.number);
        let mut counted = 0_u32;
        for _ in 0..years.get() {
            let in_year = number.and_then(|year| calendar.months_in_year(year).ok());
            counted = counted.saturating_add(u32::from(in_year.unwrap_or(0)));
            // A cycle that leaves the range is not checked.
            number = number
                .filter(|_| in_year.is_some())
                .and_then(|year| calendar.next_year(year));
        }
        if number.is_some() {
            let call = Call::MonthsInYear(year.number);
            equal(Law::Properties, call, u32::from(months.get()), counted)?;
        }
    }
    Ok(())
}

/// The number of years from which a cycle of months is checked.
const CYCLES: usize = 100;

/// Checks the mean length of a month: it divides the days of each year into the months of that year,
/// and the first days of all sampled years are whole months apart, with an error of less than half a
/// month.
pub(super) fn mean_month(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let Some(mean) = calendar.properties().mean_month else {
        return Ok(());
    };
    let mean = i128::from(mean.get());
    // The smallest and the largest distance from the nearest whole month since the first sample.
    let (mut early, mut late) = (0, 0);
    let start = samples.years.first().map_or(0, |year| year.first);
    for year in &samples.years {
        let call = Call::MonthsInYear(year.number);
        let in_year = answer(Law::Months, call, calendar.months_in_year(year.number))?;
        let (months, _) = nearest(year.first, year.next, mean);
        equal(Law::Properties, call, i128::from(in_year), months)?;
        let (_, distance) = nearest(start, year.first, mean);
        early = early.min(distance);
        late = late.max(distance);
        let near = late.saturating_sub(early) < mean.div_euclid(2);
        let first = Call::JulianDay(YearMonthDay::new(year.number, 1, 1));
        let expected = "whole mean months from other years, to less than half a month";
        holds(Law::Properties, first, near, expected, year.first)?;
    }
    Ok(())
}

/// Returns the number of mean months between two days, rounded, and what is left, in 10⁻⁹ day.
fn nearest(from: i64, to: i64, mean: i128) -> (i128, i128) {
    let days = i128::from(to).saturating_sub(i128::from(from));
    // Days have 65 bits, their number of units 95.
    let units = days.saturating_mul(1_000_000_000);
    let half = mean.div_euclid(2);
    let months = units.saturating_add(half).div_euclid(mean);
    (months, units.saturating_sub(months.saturating_mul(mean)))
}

/// Repeats some of the first calls.
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

/// Returns owned copies of names, to compare with later ones.
pub(super) fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
