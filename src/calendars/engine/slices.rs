//! Conversion of slices, in chunks that the compiler vectorises.

use super::twelve_months::{self, TwelveMonths};
use crate::backend::SliceError;
use crate::backend::slice;
use crate::day::{JulianDay, YearMonthDay};

/// [`TwelveMonths::near`] converts the 2^`NEAR_BITS` days from [`TwelveMonths::NEAR`] on: more than
/// 5700 years.
pub(in crate::calendars) const NEAR_BITS: u32 = 21;
/// The number of elements per chunk: enough for the compiler to keep a loop, which it vectorises,
/// and few, so that one day outside the near range sends few others to the slow path.
const CHUNK: usize = 32;

/// Converts days to dates: a chunk at once if all its days are in the near range, else day by day.
pub(in crate::calendars) fn dates<R: TwelveMonths>(
    days: &[JulianDay],
    dates: &mut [YearMonthDay],
) -> Result<(), SliceError> {
    slice::same_length(days.len(), dates.len())?;
    let (chunks, rest) = days.as_chunks::<CHUNK>();
    let (into_chunks, into_rest) = dates.as_chunks_mut::<CHUNK>();
    let mut split = [0; CHUNK];
    for (index, (chunk, into)) in chunks.iter().zip(into_chunks).enumerate() {
        if split_chunk::<R>(chunk, &mut split) {
            write_chunk::<R>(&split, into);
        } else {
            // An index into memory does not overflow.
            let first = index.wrapping_mul(CHUNK);
            slice::each(first, chunk, into, |day| twelve_months::date::<R>(*day))?;
        }
    }
    let converted = days.len().wrapping_sub(rest.len());
    slice::each(converted, rest, into_rest, |day| {
        twelve_months::date::<R>(*day)
    })
}

/// Splits each day of a chunk into year and day of the year. Returns whether all days are in the
/// near range; if not, `split` has no meaning.
#[inline]
#[expect(
    clippy::cast_sign_loss,
    reason = "a day before NEAR becomes a number beyond the near range"
)]
fn split_chunk<R: TwelveMonths>(days: &[JulianDay; CHUNK], split: &mut [u64; CHUNK]) -> bool {
    // The range is checked once, after the loop: a branch inside would prevent vectorisation.
    let mut all = 0;
    for (day, split) in days.iter().zip(split) {
        let day = day.0.wrapping_sub(R::NEAR.0) as u64;
        all |= day;
        *split = R::near(day);
    }
    all >> NEAR_BITS == 0
}

/// Writes the dates of a split chunk.
#[inline]
fn write_chunk<R: TwelveMonths>(split: &[u64; CHUNK], dates: &mut [YearMonthDay; CHUNK]) {
    for (split, date) in split.iter().zip(dates) {
        // The table ignores the upper bits of the index, which hold the year.
        let (month, day) = R::dates().get(*split);
        *date = YearMonthDay {
            year: (*split >> 32) as i32,
            month,
            day,
        };
    }
}

/// Converts dates to days, one after another.
pub(in crate::calendars) fn julian_days<R: TwelveMonths>(
    dates: &[YearMonthDay],
    days: &mut [JulianDay],
) -> Result<(), SliceError> {
    slice::same_length(dates.len(), days.len())?;
    // The fields are copied one by one: the compiler would load a whole copied date as 64 bits and
    // extract the fields again.
    slice::each(0, dates, days, |date| {
        twelve_months::julian_day::<R>(YearMonthDay::new(date.year, date.month, date.day))
    })
}

#[cfg(test)]
mod tests {
    use super::super::twelve_months::{TwelveMonths, date};
    use super::NEAR_BITS;
    use crate::calendars::{Gregorian, IslamicCivil, Jalali, Julian, Milankovic};
    use crate::day::{JulianDay, YearMonthDay};

    /// Compares every day of the near range with the general conversion.
    fn assert_near_matches_date<R: TwelveMonths>() {
        for day in 0..1_u64 << NEAR_BITS {
            let split = R::near(day);
            let (month, in_month) = R::dates().get(split);
            let near = YearMonthDay::new(i32::try_from(split >> 32).unwrap(), month, in_month);
            let julian = JulianDay(R::NEAR.0 + i64::try_from(day).unwrap());
            assert_eq!(date::<R>(julian), Ok(near), "{julian}");
        }
    }

    #[test]
    fn near_conversion_matches_the_general_one() {
        assert_near_matches_date::<Gregorian>();
        assert_near_matches_date::<Julian>();
        assert_near_matches_date::<Milankovic>();
        assert_near_matches_date::<Jalali>();
        assert_near_matches_date::<IslamicCivil>();
    }

    #[test]
    fn near_range_contains_the_present() {
        let starts = [
            Gregorian::NEAR,
            Julian::NEAR,
            Milankovic::NEAR,
            Jalali::NEAR,
            IslamicCivil::NEAR,
        ];
        // It starts in 622 (Gregorian) or before, and ends in 5800 or after.
        assert!(starts.iter().all(|day| day.0 <= 1_948_440));
        assert!(
            starts
                .iter()
                .all(|day| day.0 + (1 << NEAR_BITS) > 3_839_000)
        );
    }
}
