//! [`SliceError`], and the conversion of slices element by element.

use core::fmt;

use super::DateError;

/// The reason why a slice of days or dates was not converted to its end.
///
/// ```
/// use calendar_registry::calendars::Gregorian;
/// use calendar_registry::{Backend, DateError, JulianDay, SliceError, YearMonthDay};
///
/// let dates = ["2026-02-28", "2026-02-29", "2026-03-01"].map(|date| date.parse().unwrap());
/// let mut days = [JulianDay::default(); 3];
/// let error = Gregorian.julian_days(&dates, &mut days).unwrap_err();
/// let no_such_day = DateError::Day { day: 29, last: 28 };
/// assert_eq!(error, SliceError::Item { index: 1, error: no_such_day });
/// assert_eq!(days.map(JulianDay::number), [2_461_100, 0, 0]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum SliceError {
    /// The two slices differ in length. Nothing was converted.
    Lengths {
        /// The length of the slice to convert.
        from: usize,
        /// The length of the slice for the results.
        into: usize,
    },
    /// An element has no counterpart. The elements before it are converted; the results from its
    /// index on are unchanged.
    Item {
        /// The element's index.
        index: usize,
        /// The error of its conversion.
        error: DateError,
    },
}

impl fmt::Display for SliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SliceError::Lengths { from, into } => {
                write!(f, "{from} elements do not fit a slice of {into}")
            }
            SliceError::Item { index, error } => write!(f, "element {index}: {error}"),
        }
    }
}

impl std::error::Error for SliceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            SliceError::Lengths { .. } => None,
            SliceError::Item { error, .. } => Some(error),
        }
    }
}

impl SliceError {
    /// Returns the same error for a slice that begins `by` elements earlier.
    pub(crate) fn shifted(self, by: usize) -> Self {
        match self {
            // An index into memory: the sum is one too.
            SliceError::Item { index, error } => SliceError::Item {
                index: index.saturating_add(by),
                error,
            },
            lengths @ SliceError::Lengths { .. } => lengths,
        }
    }
}

/// Checks that two slices have the same length.
pub(crate) fn same_length(from: usize, into: usize) -> Result<(), SliceError> {
    if from == into {
        Ok(())
    } else {
        Err(SliceError::Lengths { from, into })
    }
}

/// Converts one element after another, up to the first that fails. `first` is the index of the first
/// element, for the error.
#[inline]
pub(crate) fn each<T, U>(
    first: usize,
    from: &[T],
    into: &mut [U],
    convert: impl Fn(&T) -> Result<U, DateError>,
) -> Result<(), SliceError> {
    for (place, (from, into)) in from.iter().zip(into).enumerate() {
        match convert(from) {
            Ok(converted) => *into = converted,
            Err(error) => {
                let index = first.wrapping_add(place);
                return Err(SliceError::Item { index, error });
            }
        }
    }
    Ok(())
}
