//! Laws of the conversions of slices, which a backend may override.

use core::fmt::Debug;

use super::law::{Law, Violation, equal, holds};
use super::samples::Samples;
use super::subject::{Call, Subject};
use crate::backend::{DateError, SliceError};
use crate::day::{JulianDay, YearMonthDay};

/// The length of a slice: two chunks of up to 32 elements, and a remainder.
const LENGTH: usize = 75;
/// The values of unwritten elements.
const NO_DATE: YearMonthDay = YearMonthDay::new(i32::MIN, 99, 99);
const NO_DAY: JulianDay = JulianDay::MIN;

/// Checks the conversion of days to dates.
pub(super) fn dates(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let wrong = JulianDay(samples.range.1.0.saturating_add(1));
    Conversion {
        call: Call::Dates,
        untouched: NO_DATE,
        one: |day| calendar.date(day),
        all: |about, days: &[JulianDay], dates: &mut [YearMonthDay]| {
            calendar.dates(about, days, dates)
        },
    }
    .check(&samples.days, |_| wrong)
}

/// Checks the conversion of dates to days.
pub(super) fn julian_days(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let dates = samples.days.iter().map(|day| calendar.date(*day));
    let dates: Vec<YearMonthDay> = dates.filter_map(Result::ok).collect();
    Conversion {
        call: Call::JulianDays,
        untouched: NO_DAY,
        one: |date| calendar.julian_day(date),
        all: |about, dates: &[YearMonthDay], days: &mut [JulianDay]| {
            calendar.julian_days(about, dates, days)
        },
    }
    .check(&dates, |date| YearMonthDay { day: 0, ..date })
}

/// One direction of the conversion, for one element and for a slice.
struct Conversion<F, T, One, All> {
    call: fn(F) -> Call,
    untouched: T,
    one: One,
    all: All,
}

impl<F, T, One, All> Conversion<F, T, One, All>
where
    F: Copy,
    T: Copy + PartialEq + Debug,
    One: Fn(F) -> Result<T, DateError>,
    All: Fn(F, &[F], &mut [T]) -> Result<(), SliceError>,
{
    /// Converts all elements, slices of each length, and slices with a wrong element at each index.
    fn check(&self, elements: &[F], wrong: impl Fn(F) -> F) -> Result<(), Violation> {
        for slice in elements.chunks(LENGTH) {
            self.compare(slice)?;
        }
        let slice = elements.get(..LENGTH).unwrap_or(elements);
        for index in 0..slice.len() {
            self.compare(slice.get(..index).unwrap_or_default())?;
            let mut slice = slice.to_vec();
            let [element, .., last] = slice.get_mut(index..).unwrap_or_default() else {
                continue;
            };
            *element = wrong(*element);
            // Of two wrong elements, the error must name the first.
            *last = wrong(*last);
            self.compare(&slice)?;
        }
        self.lengths(slice)
    }

    /// Compares the conversion of a slice with that of its elements.
    fn compare(&self, from: &[F]) -> Result<(), Violation> {
        let singly: Vec<_> = from.iter().map(|each| (self.one)(*each)).collect();
        let failed = singly.iter().zip(0..).find_map(|(answer, index)| {
            let error = answer.err()?;
            Some(SliceError::Item { index, error })
        });
        let about = match failed {
            Some(SliceError::Item { index, .. }) => from.get(index),
            _ => from.first(),
        };
        let Some(about) = about else {
            return Ok(());
        };
        let mut into = vec![self.untouched; from.len()];
        let result = (self.all)(*about, from, &mut into);
        let expected = failed.map_or(Ok(()), Err);
        equal(Law::Slices, (self.call)(*about), expected, result)?;
        let mut written = true;
        for ((element, single), found) in from.iter().zip(singly).zip(into) {
            let call = (self.call)(*element);
            written = written && single.is_ok();
            if written {
                equal(Law::Slices, call, single, Ok(found))?;
            } else {
                self.unwritten(call, found)?;
            }
        }
        Ok(())
    }

    /// Checks slices that differ in length by one.
    fn lengths(&self, slice: &[F]) -> Result<(), Violation> {
        let (Some(about), whole) = (slice.last(), slice.len()) else {
            return Ok(());
        };
        let less = whole.saturating_sub(1);
        let call = (self.call)(*about);
        for (from, into) in [(whole, less), (less, whole)] {
            let mut room = vec![self.untouched; into];
            let result = (self.all)(*about, slice.get(..from).unwrap_or_default(), &mut room);
            equal(
                Law::Slices,
                call,
                Err(SliceError::Lengths { from, into }),
                result,
            )?;
            for found in room {
                self.unwritten(call, found)?;
            }
        }
        Ok(())
    }

    /// Fails if an element was written.
    fn unwritten(&self, call: Call, found: T) -> Result<(), Violation> {
        holds(
            Law::Slices,
            call,
            found == self.untouched,
            "an unwritten element",
            found,
        )
    }
}
