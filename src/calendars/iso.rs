//! [`Iso`]: the calendar of ISO 8601.

use super::Gregorian;
use super::engine::implement;
use super::engine::year_offset::YearOffset;
use crate::backend::Properties;

/// The calendar of ISO 8601: the Gregorian calendar with a year 0 and without eras.
///
/// # Rule
/// Months, days and leap years are those of [`Gregorian`]. Years from 1 on are the same. Year 0 is
/// the year −1 of [`Gregorian`], year −1 is its year −2.
///
/// # Names and range
/// `ISO 8601`, `iso8601`, `ISO`. It has a year 0. The range is the years −2147483647 to 2147483647.
///
/// # Source
/// ISO 8601-1:2019.
///
/// ```
/// use calendar_registry::calendars::Iso;
/// use calendar_registry::{Backend, BackendExt, JulianDay, YearMonthDay};
///
/// assert_eq!(Iso.date(JulianDay::new(2_461_367)), Ok(YearMonthDay::new(2026, 11, 22)));
/// assert!(Iso.is_valid(YearMonthDay::new(0, 2, 29)));
/// ```
#[doc(alias("iso8601", "astronomical"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Iso;

impl YearOffset for Iso {
    type Base = Gregorian;
    const BASE: Gregorian = Gregorian;
    const YEARS: i32 = 0;
}

implement! {
    Iso,
    engine: year_offset,
    names: ["ISO 8601", "iso8601", "ISO"],
    properties: Properties::solar().year_zero(true),
    unicode_id: "iso8601",
}
