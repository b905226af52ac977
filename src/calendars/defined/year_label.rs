//! [`YearLabel`]: which number a fiscal year has.

/// Which number a fiscal year has.
///
/// A fiscal year begins in one year of its base calendar, and mostly ends in the next one. What
/// counts are the months of the definition: a year that ends on the Saturday nearest to 31 December
/// 2026 ends in 2026, even if that Saturday is in January.
///
/// ```
/// use calendar_registry::calendars::{Gregorian, defined::{FiscalMonths, Metadata, YearLabel}};
/// use calendar_registry::{Backend, YearMonthDay};
///
/// // The fiscal year 2027 of the United States began on 1 October 2026.
/// let federal = Metadata::new(["us federal"]);
/// let federal = FiscalMonths::new(federal, Gregorian, (10, 1), YearLabel::Ends)?;
/// let first = Gregorian.julian_day(YearMonthDay::new(2026, 10, 1))?;
/// assert_eq!(federal.date(first)?, YearMonthDay::new(2027, 1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum YearLabel {
    /// The number of the year in which it begins.
    Begins,
    /// The number of the year in which it ends.
    #[default]
    Ends,
    /// The number of the year in which it begins, plus this number.
    Offset(i32),
}

impl YearLabel {
    /// Returns the number of a fiscal year minus that of the year in which it begins, given whether
    /// it ends in the same year.
    pub(super) fn offset(self, ends_in_same_year: bool) -> i64 {
        match self {
            YearLabel::Begins => 0,
            YearLabel::Ends => i64::from(!ends_in_same_year),
            YearLabel::Offset(years) => i64::from(years),
        }
    }
}
