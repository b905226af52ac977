//! [`Japanese`]: the Gregorian calendar with the eras of Japan.

use super::Gregorian;
use super::engine::implement;
use super::engine::year_offset::YearOffset;
use crate::backend::{Era, Properties};
use crate::day::YearMonthDay;

/// The calendar of Japan: the Gregorian calendar with an era for each emperor.
///
/// # Rule
/// Months, days and leap years are those of [`Gregorian`]. The year of a date is the Gregorian one.
/// The eras are `meiji`, `taisho` (30 July 1912), `showa` (25 December 1926), `heisei` (8 January
/// 1989) and `reiwa` (1 May 2019). `meiji` begins on 1 January 1873, in its year 6, when Japan
/// adopted the Gregorian calendar; the years of Meiji before that belong to a lunisolar calendar.
/// Earlier dates have the eras `ce` and `bce`.
///
/// # Names and range
/// `Japanese`. It has a year 0. The range is the years −2147483647 to 2147483647.
///
/// ```
/// use calendar_registry::calendars::Japanese;
/// use calendar_registry::{BackendExt, EraYear, YearMonthDay};
///
/// let last_of_heisei = YearMonthDay::new(2019, 4, 30);
/// assert_eq!(Japanese.era_year(last_of_heisei), Ok(Some(EraYear::new("heisei", 31))));
/// let first_of_reiwa = YearMonthDay::new(2019, 5, 1);
/// assert_eq!(Japanese.era_year(first_of_reiwa), Ok(Some(EraYear::new("reiwa", 1))));
/// assert_eq!(Japanese.year_of_era("showa", 64), Ok(Some(1989)));
/// ```
#[doc(alias("wareki", "nengo", "reiwa", "heisei", "showa"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Japanese;

impl YearOffset for Japanese {
    type Base = Gregorian;
    const BASE: Gregorian = Gregorian;
    const YEARS: i32 = 0;
}

implement! {
    Japanese,
    engine: year_offset,
    names: ["Japanese"],
    properties: Properties::solar().year_zero(true),
    unicode_id: "japanese",
    eras: [
        Era::starting("reiwa", YearMonthDay::new(2019, 5, 1)),
        Era::starting("heisei", YearMonthDay::new(1989, 1, 8)),
        Era::starting("showa", YearMonthDay::new(1926, 12, 25)),
        Era::starting("taisho", YearMonthDay::new(1912, 7, 30)),
        Era::starting("meiji", YearMonthDay::new(1873, 1, 1)).from_year(6),
        Era::starting("ce", YearMonthDay::new(1, 1, 1)).aliases(&["ad"]),
        Era::backward("bce", 0).aliases(&["bc"]),
    ],
}
