//! The checks of [`Metadata`] that every kind needs, and what it uses where nothing is set.

use super::{DefineError, DefineProblem, Metadata};
use crate::backend::{Backend, Era};
use crate::name::Name;

/// The largest distance of the year 1 of an era from the calendar's own year 1: where the years of
/// the calendar fit an `i32`, those of its eras must fit too, except at the ends.
const FARTHEST_ERA: i64 = 9_999;

fn conflict(path: impl Into<String>, reason: impl Into<String>) -> DefineError {
    let reason = reason.into();
    DefineError::new(path, DefineProblem::Conflict { reason })
}

/// Checks a number against its bounds.
pub(super) fn in_range(
    path: impl Into<String>,
    value: impl Into<i64>,
    first: impl Into<i64>,
    last: impl Into<i64>,
) -> Result<(), DefineError> {
    let (value, first, last) = (value.into(), first.into(), last.into());
    if (first..=last).contains(&value) {
        return Ok(());
    }
    Err(DefineError::new(
        path,
        DefineProblem::Range { value, first, last },
    ))
}

/// Checks the length of a list against its bounds.
pub(super) fn has_length(
    path: &str,
    length: usize,
    first: usize,
    last: usize,
) -> Result<(), DefineError> {
    match length {
        0 => Err(DefineError::new(path, DefineProblem::Empty)),
        length if (first..=last).contains(&length) => Ok(()),
        length => Err(DefineError::new(
            path,
            DefineProblem::Length {
                length,
                first,
                last,
            },
        )),
    }
}

/// Checks the names, the identifier and the eras.
pub(super) fn metadata(metadata: &Metadata) -> Result<(), DefineError> {
    let mut names: Vec<Name> = Vec::new();
    for (index, name) in metadata.names().into_iter().enumerate() {
        let path = format!("names[{index}]");
        let name = Name::new(name).map_err(|error| conflict(path.clone(), error.to_string()))?;
        if names.contains(&name) {
            return Err(DefineError::new(path, DefineProblem::Repeated));
        }
        names.push(name);
    }
    if names.is_empty() {
        return Err(DefineError::new("names", DefineProblem::Empty));
    }
    if let Some(id) = metadata.id()
        && !names.iter().any(|name| name.matches(id))
    {
        let reason = format!("{id:?} is not one of the names");
        return Err(conflict("unicode_id", reason));
    }
    eras(metadata.eras.as_deref().unwrap_or_default())
}

/// Checks that each era has a code of its own, that every date is in an era, and that its year fits.
fn eras(eras: &[Era]) -> Result<(), DefineError> {
    for (index, era) in eras.iter().enumerate() {
        let path = format!("eras[{index}]");
        if era.code().is_empty() {
            return Err(DefineError::new(path, DefineProblem::Empty));
        }
        let mut others = eras.iter().take(index);
        if others.any(|other| other.is_called(era.code()) || era.is_called(other.code())) {
            return Err(DefineError::new(path, DefineProblem::Repeated));
        }
        in_range(path, era.shift(), FARTHEST_ERA.wrapping_neg(), FARTHEST_ERA)?;
    }
    match eras.last() {
        Some(last) if last.has_start() => Err(conflict(
            "eras",
            "the last one has a beginning, and dates before it have no era",
        )),
        _ => Ok(()),
    }
}

/// Checks the parts of the metadata that depend on the calendar: years and text.
pub(super) fn of_calendar(backend: &dyn Backend) -> Result<(), DefineError> {
    if let Some(years) = backend.authoritative_years() {
        if years.is_empty() {
            return Err(DefineError::new(
                "authoritative_years",
                DefineProblem::Empty,
            ));
        }
        for year in [*years.start(), *years.end()] {
            backend.months_in_year(year).map_err(|error| {
                DefineError::new("authoritative_years", DefineProblem::Date(error))
            })?;
        }
    }
    #[cfg(feature = "text")]
    crate::text::check(&backend.text(), backend)
        .map_err(|error| conflict("text", error.to_string()))?;
    Ok(())
}

/// Sets the era and the names of a fiscal year where nothing is set: the era `fy`, and numbered
/// periods.
pub(super) fn fiscal_defaults(metadata: &mut Metadata) {
    let has_own_eras = metadata.eras.is_some();
    if !has_own_eras {
        metadata.eras = Some(vec![Era::unbounded("fy", 1)]);
    }
    #[cfg(feature = "text")]
    metadata.text.get_or_insert_with(|| {
        use crate::{CalendarText, Names, Width};
        let mut english = Names::new()
            .numbered_months(Width::Wide, "Period {0}")
            .numbered_months(Width::Abbreviated, "P{0}");
        if !has_own_eras {
            english = english.eras(Width::Abbreviated, [("fy", "FY")]);
        }
        CalendarText::codes().locale("en", english).otherwise("en")
    });
}

/// Implements the methods of [`Backend`] that [`Metadata`] answers, from the field `metadata`.
macro_rules! answer_from_metadata {
    () => {
        fn names(&self) -> Vec<&str> {
            self.metadata.names()
        }

        fn eras(&self) -> &[$crate::Era] {
            self.metadata.eras.as_deref().unwrap_or_default()
        }

        fn unicode_id(&self) -> Option<&str> {
            self.metadata.id()
        }

        fn authoritative_years(&self) -> Option<core::ops::RangeInclusive<i32>> {
            self.metadata.authoritative_years.clone()
        }

        #[cfg(feature = "text")]
        fn text(&self) -> $crate::CalendarText {
            self.metadata.text.clone().unwrap_or_else(|| {
                let id = self.metadata.id();
                let like = id.and_then($crate::Cldr::from_unicode_id);
                $crate::CalendarText::of_cldr(like)
            })
        }
    };
}
pub(super) use answer_from_metadata;
