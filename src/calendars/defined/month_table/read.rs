//! [`TableYear`], and the checks of the given lengths.

use crate::backend::year_table::{Layout, Year};
use crate::calendars::defined::base::in_range;
use crate::calendars::defined::years::{MOST_MONTHS, MOST_YEARS};
use crate::calendars::defined::{DefineError, DefineProblem};
use crate::day::JulianDay;

/// The largest length of a month: a day of the month has two digits.
const LONGEST_MONTH: i64 = 99;
/// The largest distance of a first day from Julian Day 0.
const FARTHEST_DAY: i64 = 1 << 41;

/// The months of a year in a [`MonthTable`].
///
/// ```
/// use calendar_registry::calendars::defined::TableYear;
///
/// let common = TableYear::from([30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29]);
/// let leap = TableYear::from([30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30]).leap_month(6);
/// assert_ne!(common, leap);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use]
pub struct TableYear {
    lengths: Vec<u8>,
    leap_month: Option<u8>,
}

impl TableYear {
    /// Creates a year from the lengths of its months, in days.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::TableYear;
    /// assert_eq!(TableYear::new(vec![31, 30]), TableYear::from([31, 30]));
    /// ```
    pub fn new(lengths: impl Into<Vec<u8>>) -> Self {
        TableYear {
            lengths: lengths.into(),
            leap_month: None,
        }
    }

    /// Sets the ordinal of the leap month, from 2: it has the code of the month before it.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::TableYear;
    /// // The leap month after month 5 of the Chinese year 2028.
    /// # let _ =
    /// TableYear::new([30, 30, 30, 29, 30, 29, 29, 30, 29, 29, 30, 30, 29]).leap_month(6)
    /// # ;
    /// ```
    pub fn leap_month(mut self, ordinal: u8) -> Self {
        self.leap_month = Some(ordinal);
        self
    }
}

impl From<Vec<u8>> for TableYear {
    fn from(lengths: Vec<u8>) -> Self {
        TableYear::new(lengths)
    }
}

impl<const N: usize> From<[u8; N]> for TableYear {
    fn from(lengths: [u8; N]) -> Self {
        TableYear::new(lengths)
    }
}

/// Reads the years, each of which begins where the one before it ends.
pub(super) fn years(
    first_day: JulianDay,
    years: impl IntoIterator<Item = impl Into<TableYear>>,
) -> Result<Vec<Year>, DefineError> {
    in_range(
        "first_day",
        first_day.0,
        FARTHEST_DAY.wrapping_neg()..=FARTHEST_DAY,
    )?;
    let mut first = first_day.0;
    let mut read = Vec::new();
    for (index, year) in years.into_iter().enumerate() {
        if index == usize::from(MOST_YEARS) {
            let problem = DefineProblem::Length {
                length: index.saturating_add(1),
                first: 1,
                last: usize::from(MOST_YEARS),
            };
            return Err(DefineError::new("years", problem));
        }
        let year = read_year(index, first, &year.into())?;
        first = year.end();
        read.push(year);
    }
    if read.is_empty() {
        return Err(DefineError::new("years", DefineProblem::Empty));
    }
    Ok(read)
}

/// Reads the year at an index, which begins on `first`.
fn read_year(index: usize, first: i64, given: &TableYear) -> Result<Year, DefineError> {
    let path = format!("years[{index}]");
    let length = given.lengths.len();
    if length == 0 {
        return Err(DefineError::new(path, DefineProblem::Empty));
    }
    let too_many = DefineProblem::Length {
        length,
        first: 1,
        last: MOST_MONTHS,
    };
    if length > MOST_MONTHS {
        return Err(DefineError::new(path, too_many));
    }
    for (month, length) in given.lengths.iter().enumerate() {
        let path = || format!("{path}[{month}]");
        in_range(path(), i64::from(*length), 1..=LONGEST_MONTH)?;
    }
    let mut year = Year::new(first);
    year.extend(given.lengths.iter().copied());
    if let Some(ordinal) = given.leap_month {
        let last = i64::from(year.months());
        in_range(format!("{path}.leap_month"), i64::from(ordinal), 2..=last)?;
    }
    Ok(year.with_leap_month(given.leap_month))
}
