//! The years around the present, which a calendar with a rule keeps in a year table.

use core::ops::RangeInclusive;

use crate::backend::Backend;
use crate::backend::year_table::YearTable;
use crate::day::JulianDay;

/// The number of years before and after the present for which a calendar has a year table.
const TABLE_YEARS_AROUND: i32 = 150;
/// The present: 22 November 2026.
pub(super) const PRESENT: JulianDay = JulianDay(2_461_367);

/// Returns the years around the present, if they fit a year table.
pub(super) fn table_span(backend: &dyn Backend) -> Option<RangeInclusive<i32>> {
    let present = backend.date(PRESENT).ok()?.year;
    let first = present.checked_sub(TABLE_YEARS_AROUND)?;
    let span = first..=present.checked_add(TABLE_YEARS_AROUND)?;
    YearTable::of(backend, span.clone()).ok().map(|_| span)
}
