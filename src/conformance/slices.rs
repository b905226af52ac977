//! Laws of the conversions of slices, which a calendar may have a faster way for.

use core::fmt::Debug;

use super::law::{Law, Violation, equal, holds};
use super::samples::Samples;
use super::subject::{Call, Subject};
use crate::backend::{DateError, SliceError};
use crate::day::{JulianDay, YearMonthDay};

/// More than two chunks of any size that a calendar may take at a time, and a rest.
const LENGTH: usize = 75;
/// What is in a place that nothing was written to.
const NO_DATE: YearMonthDay = YearMonthDay::new(i32::MIN, 99, 99);
const NO_DAY: JulianDay = JulianDay::MIN;

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

/// One of the two ways, of an element and of a slice.
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
    /// All of them, slices of each length, and with something wrong in each place.
    fn check(&self, elements: &[F], wrong: impl Fn(F) -> F) -> Result<(), Violation> {
        for slice in elements.chunks(LENGTH) {
            self.compare(slice)?;
        }
        let slice = elements.get(..LENGTH).unwrap_or(elements);
        for place in 0..slice.len() {
            self.compare(slice.get(..place).unwrap_or_default())?;
            let mut slice = slice.to_vec();
            let [element, .., last] = slice.get_mut(place..).unwrap_or_default() else {
                continue;
            };
            *element = wrong(*element);
            // Only the first of two is told.
            *last = wrong(*last);
            self.compare(&slice)?;
        }
        self.lengths(slice)
    }

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

    /// Slices that differ in length by one.
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

    fn unwritten(&self, call: Call, found: T) -> Result<(), Violation> {
        holds(
            Law::Slices,
            call,
            found == self.untouched,
            "not written to",
            found,
        )
    }
}
