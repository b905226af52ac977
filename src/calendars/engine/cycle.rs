//! Cycles of periods with two lengths, distributed as evenly as whole days allow: the years of the
//! Jalali and the Islamic calendar, and the centuries of the calendars with January years.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `twelve_months`); times PERIODS or \
              DAYS, that is below 2^54, and the product with a reciprocal is below 2^105"
)]

/// `PERIODS` periods have `DAYS` days. Period *i* begins on day
/// ⌊(`DAYS`·*i* + `SHIFT`) / `PERIODS`⌋, where `SHIFT` < `PERIODS` < `DAYS`.
///
/// This is a Euclidean affine function. Its inverse, from a day to a period, is one too. Both are
/// evaluated by a multiplication with a rounded reciprocal; the fraction of the product gives the
/// position inside the period (C. Neri and L. Schneider, "Euclidean affine functions and their
/// application to calendar algorithms", *Softw. Pract. Exper.* 53, 2023, doi:10.1002/spe.3172).
pub(in crate::calendars) trait Cycle {
    const PERIODS: u64;
    const DAYS: u64;
    const SHIFT: u64;

    /// The number of long periods in a cycle. A long period is one day longer than a short one.
    const LONG: u64 = Self::DAYS % Self::PERIODS;
    /// The first period *a* for which (`DAYS`·*a* + `SHIFT`) mod `PERIODS` is `PERIODS` − 1.
    ///
    /// Counted from its first day, period *a* + *i* begins on day ⌈`DAYS`·*i* / `PERIODS`⌉, so day
    /// *d* is in period *a* + ⌊`PERIODS`·*d* / `DAYS`⌋. The inverse needs no added constant.
    const ALIGNED: u64 = aligned(Self::PERIODS, Self::DAYS, Self::SHIFT);
    /// 2⁶⁴ · `PERIODS` / `DAYS`, rounded up.
    ///
    /// The rounding adds at most 1. Times a day, that is below 2⁴¹. The exact quotients
    /// `PERIODS`·*d* / `DAYS` are multiples of 1 / `DAYS`, which is above 2⁴³ in units of 2⁻⁶⁴, as
    /// `DAYS` is below 2²¹. So the error is less than a quarter of a multiple, and the integer part
    /// of the product is exact.
    const PER_DAY: u128 = ((Self::PERIODS as u128) << 64) / (Self::DAYS as u128) + 1;
    /// 2³² · `DAYS` / `PERIODS`, rounded up: the mean length of a period, in days.
    const MEAN: u128 = ((Self::DAYS as u128) << 32).div_ceil(Self::PERIODS as u128);
}

const fn aligned(periods: u64, days: u64, shift: u64) -> u64 {
    let mut index = 0;
    while (days * index + shift) % periods != periods - 1 {
        index += 1;
    }
    index
}

/// Returns the first day of a period.
#[inline]
pub(in crate::calendars) const fn start<C: Cycle>(index: u64) -> u64 {
    (C::DAYS * index + C::SHIFT) / C::PERIODS
}

/// Returns whether a period is a long one: whether the remainder of [`start`] wraps around on the
/// way to the next period. `DAYS` and `LONG` are equal modulo `PERIODS`; `LONG` is smaller.
#[inline]
pub(in crate::calendars) const fn is_long<C: Cycle>(index: u64) -> bool {
    (C::LONG * (index + 1) + C::SHIFT) % C::PERIODS < C::LONG
}

/// Returns the period of a day, both counted from [`Cycle::ALIGNED`].
#[inline]
pub(in crate::calendars) const fn index<C: Cycle>(day: u64) -> u64 {
    ((day as u128 * C::PER_DAY) >> 64) as u64
}

/// Splits a day into its period, both counted from [`Cycle::ALIGNED`], and the number of days since
/// the first day of the period.
///
/// The fraction of the product is (`PERIODS`·*d* mod `DAYS`) / `DAYS`, and less than a quarter of 1
/// / `DAYS` too large (see [`Cycle::PER_DAY`]). Times the mean length, it is the number of days: a
/// multiple of 1 / `PERIODS`, and less than that too large, so its integer part is exact.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "an index is below 2^33, a day in a period below 2^16; the cast to u64 takes the fraction"
)]
pub(in crate::calendars) const fn split<C: Cycle>(day: u64) -> (u64, u64) {
    let scaled = day as u128 * C::PER_DAY;
    // The fraction has 64 bits and the mean length 32 more.
    let in_period = (scaled as u64 as u128 * C::MEAN) >> 96;
    ((scaled >> 64) as u64, in_period as u64)
}

/// Splits days as [`split`] does, with 32-bit factors only, for the 2²¹ days from the first day of
/// a period on. A vector register multiplies several such factors at once.
pub(in crate::calendars) struct Near {
    /// 2⁴⁰ · `PERIODS` / `DAYS`, rounded down.
    per_day: u64,
    /// The numerator that the first day starts with, plus three quarters of a numerator, times
    /// 2⁴⁰ / `DAYS`. The three quarters make up for what rounding `per_day` down loses. A test
    /// compares all 2²¹ days with [`split`].
    first: u64,
    /// 2²³ · `DAYS` / `PERIODS`, rounded up: the mean length of a period.
    mean: u64,
}

impl Near {
    /// Creates the constants for days counted from the first day of the period `index`.
    pub(in crate::calendars) const fn new<C: Cycle>(index: u64) -> Self {
        // Day d is in period index + floor((PERIODS * d + numerator) / DAYS).
        let numerator = C::PERIODS - 1 - (C::DAYS * index + C::SHIFT) % C::PERIODS;
        Near {
            per_day: (C::PERIODS << 40) / C::DAYS,
            first: (4 * numerator + 3) * ((1 << 40) / 4) / C::DAYS,
            mean: (C::DAYS << 23).div_ceil(C::PERIODS),
        }
    }

    /// Splits a day: the period in the upper 32 bits, the number of days since its first day in
    /// the lower 32 bits.
    #[inline]
    pub(in crate::calendars) const fn split(&self, day: u64) -> u64 {
        // From 40 bits of fraction to 32, which the next multiplication takes as a factor.
        let scaled = ((day & LOW) * self.per_day + self.first) >> 8;
        // 32 bits of fraction and 23 of the mean length.
        let in_period = ((scaled & LOW) * self.mean) >> 55;
        (scaled & !LOW) | in_period
    }
}

/// Masks a factor to 32 bits, which shows the vectoriser that a 32-bit multiplication suffices.
pub(in crate::calendars) const LOW: u64 = 0xffff_ffff;
