//! Periods of two lengths, spread as evenly as whole days allow: the leap years of
//! the Jalali and the Islamic calendar, and the long centuries of the January
//! calendars.
#![forbid(unsafe_code)]
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `Rule`); times PERIODS or DAYS, \
              that is below 2^54, and the product with a reciprocal is below 2^118"
)]

/// `PERIODS` periods take `DAYS` days, and period *i* begins on day
/// ⌊(`DAYS`·*i* + `SHIFT`) / `PERIODS`⌋, where `SHIFT` < `PERIODS`.
///
/// Such a function is inverted by another of its kind, and both by a multiplication with a
/// rounded-up reciprocal, whose fraction is the place within the period (C. Neri and
/// L. Schneider, "Euclidean affine functions and their application to calendar
/// algorithms", *Softw. Pract. Exper.* 53, 2023, doi:10.1002/spe.3172).
pub(super) trait Cycle {
    const PERIODS: u64;
    const DAYS: u64;
    const SHIFT: u64;

    /// By how much the longer periods exceed the others, summed over a cycle.
    const LONG: u64 = Self::DAYS % Self::PERIODS;
    /// 2^`BITS` ≤ `DAYS`, which makes `RECIPROCAL` fill 64 bits.
    const BITS: u32 = Self::DAYS.ilog2();
    /// 2^(64 + `BITS`) / `DAYS`, rounded up. It exceeds the quotient by at most 1, and divides
    /// a numerator *n* exactly as long as *n* < 2^(64 + `BITS`) / `DAYS`, which is at least 2⁶³.
    const RECIPROCAL: u128 = (1 << (64 + Self::BITS)) / (Self::DAYS as u128) + 1;
    /// 2³² · `DAYS` / `PERIODS`, rounded up: the mean length of a period.
    const MEAN: u128 = ((Self::DAYS as u128) << 32).div_ceil(Self::PERIODS as u128);
}

/// The first day of a period.
#[inline]
pub(super) const fn start<C: Cycle>(index: u64) -> u64 {
    (C::DAYS * index + C::SHIFT) / C::PERIODS
}

/// Whether a period is one of the longer ones.
#[inline]
pub(super) const fn is_long<C: Cycle>(index: u64) -> bool {
    (C::LONG * (index + 1) + C::SHIFT) % C::PERIODS < C::LONG
}

/// The period in which a day lies.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "an index is below 2^33")]
pub(super) const fn index<C: Cycle>(day: u64) -> u64 {
    (scaled::<C>(day) >> (64 + C::BITS)) as u64
}

/// The period in which a day lies, and the day's place in it, from 0.
///
/// The fraction exceeds the exact one by less than `numerator` / 2^(64 + `BITS`), that is, by
/// less than 2⁻⁹ of the 1/`DAYS` that parts two numerators; so the place, in
/// which `PERIODS` numerators share a day, is exact too.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "an index is below 2^33, a place below 2^16; the fraction is cut to 64 bits on purpose"
)]
pub(super) const fn split<C: Cycle>(day: u64) -> (u64, u32) {
    let scaled = scaled::<C>(day) >> C::BITS;
    let fraction = scaled as u64 as u128;
    let place = (fraction * C::MEAN) >> 96;
    ((scaled >> 64) as u64, place as u32)
}

/// The day in periods, as a fixed-point number with 64 + `BITS` bits of fraction.
#[inline]
const fn scaled<C: Cycle>(day: u64) -> u128 {
    let numerator = C::PERIODS * day + (C::PERIODS - 1 - C::SHIFT);
    numerator as u128 * C::RECIPROCAL
}
