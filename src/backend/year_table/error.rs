//! [`TableError`]: why years do not fit a year table.

use core::fmt;

use crate::backend::DateError;

/// The reason why the years of [`Backend::table_span`](crate::Backend::table_span) do not fit a
/// year table, with the first year that does not.
///
/// ```
/// use calendar_registry::TableError;
///
/// let error = TableError::Days { year: 1447 };
/// assert_eq!(
///     error.to_string(),
///     "no year table: the months of year 1447 do not fill it without a gap"
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum TableError {
    /// The span is empty, or has more years than `limit`, or more than 2²¹ days.
    Span {
        /// The largest number of years in a table.
        limit: u32,
    },
    /// A method of the calendar fails for a year of the span.
    Date {
        /// The year.
        year: i32,
        /// The error of the method.
        error: DateError,
    },
    /// A year has more than 13 months, or two months more than another year of the span (leap
    /// months not counted), or a leap month outside its months.
    Months {
        /// The year.
        year: i32,
    },
    /// The months do not fill the year: the first or the last day of the year contradicts the
    /// lengths of its months or the next year, or a month has a gap.
    Days {
        /// The year.
        year: i32,
    },
    /// The start of the year, or of a month, deviates too much from the linear fit: a year by more
    /// than a year, or a month by more than seven days from the same month of another year.
    Uneven {
        /// The year.
        year: i32,
    },
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableError::Span { limit } => {
                write!(
                    f,
                    "no year table: the span is empty, or has more than {limit} years or 2^21 days"
                )
            }
            TableError::Date { year, error } => write!(f, "no year table: year {year}: {error}"),
            TableError::Months { year } => {
                write!(
                    f,
                    "no year table: year {year} has too many months, or a leap month outside them"
                )
            }
            TableError::Days { year } => {
                write!(
                    f,
                    "no year table: the months of year {year} do not fill it without a gap"
                )
            }
            TableError::Uneven { year } => {
                write!(
                    f,
                    "no year table: year {year} or one of its months starts too far from the linear fit"
                )
            }
        }
    }
}

impl std::error::Error for TableError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            TableError::Date { error, .. } => Some(error),
            _ => None,
        }
    }
}
