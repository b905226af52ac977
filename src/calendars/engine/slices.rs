//! Slices of days and of dates: so many at a time, in loops that the compiler vectorises.

use super::twelve_months::{self, TwelveMonths};
use crate::backend::SliceError;
use crate::backend::slice;
use crate::day::{JulianDay, YearMonthDay};

/// How many days [`TwelveMonths::near`] knows, from [`TwelveMonths::NEAR`] on: more than 5700 years.
pub(in crate::calendars) const NEAR_BITS: u32 = 21;
/// How many are converted at a time: so many that the compiler makes a loop of them, which it
/// vectorises, and few enough that a far day among them costs little.
const CHUNK: usize = 32;

/// Each chunk of near days at once; others, and what is left at the end, day by day.
pub(in crate::calendars) fn dates<R: TwelveMonths>(
    days: &[JulianDay],
    dates: &mut [YearMonthDay],
) -> Result<(), SliceError> {
    slice::same_length(days.len(), dates.len())?;
    let (chunks, rest) = days.as_chunks::<CHUNK>();
    let (into_chunks, into_rest) = dates.as_chunks_mut::<CHUNK>();
    let mut split = [0; CHUNK];
    for (place, (chunk, into)) in chunks.iter().zip(into_chunks).enumerate() {
        if split_near::<R>(chunk, &mut split) {
            write::<R>(&split, into);
        } else {
            slice::each(place.wrapping_mul(CHUNK), chunk, into, |day| {
                twelve_months::date::<R>(*day)
            })?;
        }
    }
    let converted = days.len().wrapping_sub(rest.len());
    slice::each(converted, rest, into_rest, |day| {
        twelve_months::date::<R>(*day)
    })
}

/// Whether all are near; if not, what was written means nothing.
#[inline]
#[expect(
    clippy::cast_sign_loss,
    reason = "a day before NEAR becomes one too far after it"
)]
fn split_near<R: TwelveMonths>(days: &[JulianDay; CHUNK], split: &mut [u64; CHUNK]) -> bool {
    let mut all = 0;
    for (day, split) in days.iter().zip(split) {
        let day = day.0.wrapping_sub(R::NEAR.0) as u64;
        all |= day;
        *split = R::near(day);
    }
    all >> NEAR_BITS == 0
}

#[inline]
fn write<R: TwelveMonths>(split: &[u64; CHUNK], dates: &mut [YearMonthDay; CHUNK]) {
    for (split, date) in split.iter().zip(dates) {
        let (month, day) = R::dates().get(*split);
        *date = YearMonthDay {
            year: (*split >> 32) as i32,
            month,
            day,
        };
    }
}

pub(in crate::calendars) fn julian_days<R: TwelveMonths>(
    dates: &[YearMonthDay],
    days: &mut [JulianDay],
) -> Result<(), SliceError> {
    slice::same_length(dates.len(), days.len())?;
    // Part by part: a date that is copied whole is loaded whole and taken apart again.
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

    /// Of every day that is near.
    fn near_is_right<R: TwelveMonths>() {
        for day in 0..1_u64 << NEAR_BITS {
            let split = R::near(day);
            let (month, in_month) = R::dates().get(split);
            let near = YearMonthDay::new(i32::try_from(split >> 32).unwrap(), month, in_month);
            let julian = JulianDay(R::NEAR.0 + i64::try_from(day).unwrap());
            assert_eq!(date::<R>(julian), Ok(near), "{julian}");
        }
    }

    #[test]
    fn near_days_have_their_dates() {
        near_is_right::<Gregorian>();
        near_is_right::<Julian>();
        near_is_right::<Milankovic>();
        near_is_right::<Jalali>();
        near_is_right::<IslamicCivil>();
    }

    #[test]
    fn near_days_are_of_today() {
        let years = [
            Gregorian::NEAR,
            Julian::NEAR,
            Milankovic::NEAR,
            Jalali::NEAR,
            IslamicCivil::NEAR,
        ];
        // From the year 622 (Gregorian) at the latest to the year 5800 at the earliest.
        assert!(years.iter().all(|day| day.0 <= 1_948_440));
        assert!(years.iter().all(|day| day.0 + (1 << NEAR_BITS) > 3_839_000));
    }
}
