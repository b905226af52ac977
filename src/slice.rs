//! [`SliceError`]: which element of a slice could not be converted.
#![forbid(unsafe_code)]

use core::fmt;

use crate::error::DateError;

/// Why a slice of days or of dates was not converted to its end.
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
    /// The two slices have different lengths. Nothing was converted.
    Lengths {
        /// How many there are to convert.
        from: usize,
        /// How many there is room for.
        into: usize,
    },
    /// One of them has no counterpart. Those before it are converted; from its own on, the places
    /// of the results are as they were.
    Item {
        /// Its index.
        index: usize,
        /// What the single conversion says of it.
        error: DateError,
    },
}

impl fmt::Display for SliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SliceError::Lengths { from, into } => {
                write!(f, "{from} to convert, but room for {into}")
            }
            SliceError::Item { index, error } => write!(f, "at index {index}: {error}"),
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

pub(crate) fn same_length(from: usize, into: usize) -> Result<(), SliceError> {
    if from == into {
        Ok(())
    } else {
        Err(SliceError::Lengths { from, into })
    }
}

/// One after the other, up to the first that fails. `first` is the index of the first.
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
