//! The checks that every kind calls on the finished calendar: names, eras, years, text.

use super::base::{conflict, date_error};
use super::{DefineError, DefineProblem};
use crate::backend::{Backend, Era, EraCount, derived};
use crate::day::{JulianDay, YearMonthDay};
use crate::name::Name;

/// The years from which on the year of an era may exceed an `i32`.
const FARTHEST: i32 = i32::MAX - 10_000;

/// The largest number of eras.
const MOST_ERAS: usize = 1_000;

/// Checks the names, eras, years and text of a calendar with these first and last days.
pub(super) fn check(
    calendar: &dyn Backend,
    days: (JulianDay, JulianDay),
) -> Result<(), DefineError> {
    names(calendar)?;
    eras(calendar, days)?;
    if let Some(years) = calendar.authoritative_years() {
        let path = "authoritative_years";
        if years.is_empty() {
            return Err(DefineError::new(path, DefineProblem::Empty));
        }
        for year in [*years.start(), *years.end()] {
            calendar.months_in_year(year).map_err(date_error(path))?;
        }
    }
    #[cfg(feature = "text")]
    crate::text::check(&calendar.text(), calendar)
        .map_err(|error| conflict("text", error.to_string()))?;
    Ok(())
}

/// Checks that the names are valid and differ, and that the identifier is one of them.
fn names(calendar: &dyn Backend) -> Result<(), DefineError> {
    let mut names: Vec<Name> = Vec::new();
    for (index, spelling) in calendar.names().into_iter().enumerate() {
        let path = format!("names[{index}]");
        let name = Name::new(spelling).map_err(|error| conflict(&path, error.to_string()))?;
        if names.contains(&name) {
            return Err(DefineError::new(path, DefineProblem::Repeated));
        }
        names.push(name);
    }
    if names.is_empty() {
        return Err(DefineError::new("names", DefineProblem::Empty));
    }
    match calendar.unicode_id() {
        Some(id) if !names.iter().any(|name| name.matches(id)) => {
            Err(conflict("unicode_id", "it is not one of the names"))
        }
        _ => Ok(()),
    }
}

/// Checks that the eras follow each other, the latest first, that each has a code of its own, and
/// that every date has a year of an era.
fn eras(calendar: &dyn Backend, days: (JulianDay, JulianDay)) -> Result<(), DefineError> {
    let eras = calendar.eras();
    if eras.len() > MOST_ERAS {
        let problem = DefineProblem::Length {
            length: eras.len(),
            first: 0,
            last: MOST_ERAS,
        };
        return Err(DefineError::new("eras", problem));
    }
    let date = |day| calendar.date(day).map_err(date_error("eras"));
    let (first, mut last) = (date(days.0)?, date(days.1)?);
    let mut later: Option<YearMonthDay> = None;
    for (index, era) in eras.iter().enumerate() {
        let path = format!("eras[{index}]");
        code(&path, index, eras)?;
        if let Some(start) = era.start() {
            calendar.julian_day(start).map_err(date_error(&path))?;
        }
        // An era after one without a beginning never begins.
        let start = era.start().unwrap_or(first);
        let follows = later.is_none_or(|later| start < later);
        if !follows || (index > 0 && eras.get(index.wrapping_sub(1)).is_some_and(is_unbounded)) {
            return Err(DefineError::new(path, DefineProblem::Order));
        }
        years_fit(&path, calendar, era, start.max(first).year, last.year)?;
        last = start;
        later = Some(start);
    }
    match later {
        Some(earliest) if earliest > first => {
            let reason = format!("dates before {earliest} have no era");
            Err(conflict("eras", reason))
        }
        _ => Ok(()),
    }
}

fn is_unbounded(era: &Era) -> bool {
    era.start().is_none()
}

/// Checks that the era has a code, and that no era before it is found by one of its codes.
fn code(path: &str, index: usize, eras: &[Era]) -> Result<(), DefineError> {
    let Some(era) = eras.get(index) else {
        return Ok(());
    };
    for code in era.codes() {
        let is_code = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_code {
            let reason = format!(
                "\"{}\" is not a code: ASCII without spaces",
                code.escape_debug()
            );
            return Err(conflict(path, reason));
        }
        if eras.iter().take(index).any(|other| other.is_called(code)) {
            return Err(DefineError::new(path, DefineProblem::Repeated));
        }
    }
    Ok(())
}

/// Checks that the years of an era fit an `i32`, in the years of the calendar in which it lasts.
fn years_fit(
    path: &str,
    calendar: &dyn Backend,
    era: &Era,
    first: i32,
    last: i32,
) -> Result<(), DefineError> {
    let count = EraCount::of(calendar, era);
    for year in [first, last] {
        let year = year.clamp(FARTHEST.wrapping_neg(), FARTHEST);
        let number = count.year(derived::extended_year(calendar, year));
        super::base::in_range(path, number, i32::MIN.into()..=i32::MAX.into())?;
    }
    Ok(())
}
