//! [`DefineError`]: why data does not define a calendar.

use core::fmt;

use crate::backend::DateError;

/// Why a constructor rejected its data: the item that is wrong, and what is wrong with it.
///
/// ```
/// use calendar_registry::calendars::defined::{DefineError, DefineProblem};
///
/// let problem = DefineProblem::Range { value: 0, first: 1, last: 12 };
/// let error = DefineError::new("extra_week", problem);
/// assert_eq!(error.to_string(), "extra_week: 0 is not between 1 and 12");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct DefineError {
    /// The item, by the name of the constructor's parameter or of the field: `weeks[2]`.
    pub path: String,
    /// What is wrong with it.
    pub problem: DefineProblem,
}

/// What is wrong with an item of a calendar's data.
///
/// ```
/// use calendar_registry::calendars::defined::DefineProblem;
///
/// assert_eq!(DefineProblem::Empty.to_string(), "at least one is needed");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum DefineProblem {
    /// A list is empty.
    Empty,
    /// A number is outside its range.
    Range {
        /// The number.
        value: i64,
        /// The smallest number allowed.
        first: i64,
        /// The largest number allowed.
        last: i64,
    },
    /// A list has another length than it must have.
    Length {
        /// Its length.
        length: usize,
        /// The smallest length allowed.
        first: usize,
        /// The largest length allowed.
        last: usize,
    },
    /// An item of an ordered list does not come after the item before it.
    Order,
    /// An item occurs twice.
    Repeated,
    /// A date or a year does not exist in the calendar that it refers to.
    Date(DateError),
    /// The data contradicts other data.
    Conflict {
        /// What contradicts what, as a sentence without a full stop.
        reason: String,
    },
}

impl DefineError {
    /// Creates an error about an item.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::{DefineError, DefineProblem};
    /// let error = DefineError::new("eras", DefineProblem::Empty);
    /// assert_eq!(error.to_string(), "eras: at least one is needed");
    /// ```
    #[must_use]
    pub fn new(path: impl Into<String>, problem: DefineProblem) -> Self {
        DefineError {
            path: path.into(),
            problem,
        }
    }
}

impl fmt::Display for DefineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

impl fmt::Display for DefineProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DefineProblem::Empty => f.write_str("at least one is needed"),
            DefineProblem::Range { value, first, last } => {
                write!(f, "{value} is not between {first} and {last}")
            }
            DefineProblem::Length {
                length,
                first,
                last,
            } if first == last => write!(f, "{length} items, {first} are needed"),
            DefineProblem::Length {
                length,
                first,
                last,
            } => write!(f, "{length} items, {first} to {last} are needed"),
            DefineProblem::Order => f.write_str("it does not come after the one before it"),
            DefineProblem::Repeated => f.write_str("it occurs twice"),
            DefineProblem::Date(error) => error.fmt(f),
            DefineProblem::Conflict { reason } => f.write_str(reason),
        }
    }
}

impl core::error::Error for DefineError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.problem {
            DefineProblem::Date(error) => Some(error),
            _ => None,
        }
    }
}
