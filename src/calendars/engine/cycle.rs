//! Periods of two lengths, spread as evenly as whole days allow: the leap years of
//! the Jalali and the Islamic calendar, and the long centuries of the January
//! calendars.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "days stay below 2^41 and indices below 2^33 (see `Rule`); times PERIODS or DAYS, \
              that is below 2^54, and the product with a reciprocal is below 2^105"
)]

/// `PERIODS` periods take `DAYS` days, and period *i* begins on day
/// ⌊(`DAYS`·*i* + `SHIFT`) / `PERIODS`⌋, where `SHIFT` < `PERIODS` < `DAYS`.
///
/// Such a function is inverted by another of its kind, and both by a multiplication with a
/// rounded reciprocal, whose fraction is the place within the period (C. Neri and
/// L. Schneider, "Euclidean affine functions and their application to calendar
/// algorithms", *Softw. Pract. Exper.* 53, 2023, doi:10.1002/spe.3172).
pub(in crate::calendars) trait Cycle {
    const PERIODS: u64;
    const DAYS: u64;
    const SHIFT: u64;

    /// By how much the longer periods exceed the others, summed over a cycle.
    const LONG: u64 = Self::DAYS % Self::PERIODS;
    /// The first period that begins without a remainder too much, so that period
    /// `ALIGNED` + *i* begins ⌈`DAYS`·*i* / `PERIODS`⌉ days after it, and day *d* from there
    /// lies in period `ALIGNED` + ⌊`PERIODS`·*d* / `DAYS`⌋: no constant is added any more.
    const ALIGNED: u64 = aligned(Self::PERIODS, Self::DAYS, Self::SHIFT);
    /// 2⁶⁴ · `PERIODS` / `DAYS`, rounded up: it exceeds the quotient by at most 1, so the product with
    /// a day by less than 2⁴¹, where numerators lie 2⁶⁴ / `DAYS` apart, more than 2⁴³.
    const PER_DAY: u128 = ((Self::PERIODS as u128) << 64) / (Self::DAYS as u128) + 1;
    /// 2³² · `DAYS` / `PERIODS`, rounded up: the mean length of a period.
    const MEAN: u128 = ((Self::DAYS as u128) << 32).div_ceil(Self::PERIODS as u128);
}

const fn aligned(periods: u64, days: u64, shift: u64) -> u64 {
    let mut index = 0;
    while (days * index + shift) % periods != periods - 1 {
        index += 1;
    }
    index
}

/// The first day of a period.
#[inline]
pub(in crate::calendars) const fn start<C: Cycle>(index: u64) -> u64 {
    (C::DAYS * index + C::SHIFT) / C::PERIODS
}

/// Whether a period is one of the longer ones.
#[inline]
pub(in crate::calendars) const fn is_long<C: Cycle>(index: u64) -> bool {
    (C::LONG * (index + 1) + C::SHIFT) % C::PERIODS < C::LONG
}

/// The period in which a day lies, both counted from [`Cycle::ALIGNED`].
#[inline]
pub(in crate::calendars) const fn index<C: Cycle>(day: u64) -> u64 {
    ((day as u128 * C::PER_DAY) >> 64) as u64
}

/// The period in which a day lies, both counted from [`Cycle::ALIGNED`], and the day's place
/// in it, from 0.
///
/// The fraction exceeds the exact one by less than a quarter of the 1/`DAYS` that parts two numerators
/// (see [`Cycle::PER_DAY`]); so the place, in which `PERIODS` numerators share a day, is exact too.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "an index is below 2^33, a place below 2^16; the fraction is cut to 64 bits on purpose"
)]
pub(in crate::calendars) const fn split<C: Cycle>(day: u64) -> (u64, u64) {
    let scaled = day as u128 * C::PER_DAY;
    let place = (scaled as u64 as u128 * C::MEAN) >> 96;
    ((scaled >> 64) as u64, place as u64)
}

/// [`split`] in numbers of 32 bits, two of which a vector register multiplies at once: for
/// 2²¹ days from the first of a period on.
pub(in crate::calendars) struct Near {
    /// 2⁴⁰ · `PERIODS` / `DAYS`, rounded down.
    per_day: u64,
    /// Three quarters of the way from the first numerator to the next: while the rounding, which
    /// loses less than 2²¹ / 2⁴⁰, eats less than these, the fraction is between the right one and
    /// the next.
    first: u64,
    /// 2²³ · `DAYS` / `PERIODS`, rounded up.
    mean: u64,
}

impl Near {
    /// For days from the first day of period `index` on.
    pub(in crate::calendars) const fn new<C: Cycle>(index: u64) -> Self {
        let numerator = C::PERIODS - 1 - (C::DAYS * index + C::SHIFT) % C::PERIODS;
        Near {
            per_day: (C::PERIODS << 40) / C::DAYS,
            first: (4 * numerator + 3) * ((1 << 40) / 4) / C::DAYS,
            mean: (C::DAYS << 23).div_ceil(C::PERIODS),
        }
    }

    /// The period in the upper 32 bits, the place in the lower ones.
    #[inline]
    pub(in crate::calendars) const fn split(&self, day: u64) -> u64 {
        let scaled = ((day & LOW) * self.per_day + self.first) >> 8;
        let place = ((scaled & LOW) * self.mean) >> 55;
        (scaled & !LOW) | place
    }
}

/// Says that a factor has 32 bits, which the vectoriser has to see.
pub(in crate::calendars) const LOW: u64 = 0xffff_ffff;
