//! [`TableError`]: why a calendar has no year table.
#![forbid(unsafe_code)]

use core::fmt;

use crate::backend::DateError;

/// Why no year table can be made of a calendar that asks for one
/// ([`Backend::table_span`](crate::Backend::table_span)), and of which year.
///
/// ```
/// use calendar_registry::TableError;
///
/// let error = TableError::Days { year: 1447 };
/// assert_eq!(error.to_string(), "no table of year 1447: its months do not fill it day by day");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum TableError {
    /// There is no year in the span, or there are too many, or too many days: more than 2²¹.
    Span {
        /// The most years that a table has.
        limit: u32,
    },
    /// The calendar refuses to say what a year of the span is like.
    Date {
        /// The year.
        year: i32,
        /// What it says.
        error: DateError,
    },
    /// A year has too many months: more than 13, or two more than another year of the span; or
    /// a leap month that is none of them.
    Months {
        /// The year.
        year: i32,
    },
    /// The days of a year and of its months contradict each other, or those of the next year: its
    /// first and last day are not where they should be.
    Days {
        /// The year.
        year: i32,
    },
    /// A year begins, or one of its months does, too far from where it would if all were of the same
    /// length: more than a year off, or more than seven days later or earlier than the same
    /// month of another year.
    Uneven {
        /// The year.
        year: i32,
    },
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableError::Span { limit } => {
                write!(f, "no table: its span has no year, or more than {limit}")
            }
            TableError::Date { year, error } => write!(f, "no table of year {year}: {error}"),
            TableError::Months { year } => {
                write!(f, "no table of year {year}: it has too many months")
            }
            TableError::Days { year } => {
                write!(
                    f,
                    "no table of year {year}: its months do not fill it day by day"
                )
            }
            TableError::Uneven { year } => {
                write!(
                    f,
                    "no table of year {year}: it begins, or a month of it, too far from the mean"
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
