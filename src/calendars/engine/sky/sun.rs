//! The apparent geocentric longitude of the Sun.
//!
//! A short series of the form of J. Meeus, *Astronomical Algorithms* (2nd ed., Willmann-Bell, 1998, chapter
//! 25): mean longitude, equation of the centre, and further terms for nutation, the Moon and the
//! planets. Its coefficients are fitted to the ephemeris JPL DE406 (E. M. Standish, *JPL
//! Planetary and Lunar Ephemerides, DE405/LE405*, IOM 312.F-98-048, 1998) for 800 to 2999.
//! There the instants of a longitude are right to about 90 s, and at worst to 350 s.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "for instants of less than 2^25 days: 2^6 centuries have 26 bits with 20 after the point, and \
              amplitudes below 2^27 (a turn has 34 bits) times a sine or times centuries are below 2^60"
)]

use super::{DAY, angle, days, sine, turns};

/// The first and the last year of which [`longitude`] makes sense.
pub(in crate::calendars) const FIRST: i32 = -1_000;
pub(in crate::calendars) const LAST: i32 = 4_000;

/// An angle that grows by a constant rate.
struct Phase {
    constant: u64,
    /// 2⁻⁶⁴ turn a day.
    rate: i64,
}

impl Phase {
    /// From degrees, and degrees per Julian century.
    const fn new(constant: f64, rate: f64) -> Self {
        Phase {
            constant: angle(constant),
            rate: turns(rate / 36_525.0, 64) as i64,
        }
    }

    #[inline]
    fn at(&self, instant: i64) -> u64 {
        let turned = (i128::from(instant) * i128::from(self.rate)) >> 32;
        self.constant.wrapping_add(turned as u64)
    }
}

/// An amplitude in units of 2⁻³⁴ turn, so that its product with a sine is an angle.
const fn size(degrees: f64) -> i64 {
    turns(degrees, 34) as i64
}

const MEAN_LONGITUDE: Phase = Phase::new(280.460_464_871_530, 36_000.769_746_855_4);
/// By the square of the centuries, in units of 2⁻⁴⁴ turn.
const MEAN_LONGITUDE_SQUARE: i64 = turns(0.000_302_191_673, 44) as i64;
const ANOMALY: Phase = Phase::new(357.529_11, 35_999.050_29);
const ANOMALY_SQUARE: i64 = turns(-0.000_153_7, 44) as i64;
/// The equation of the centre: the coefficients of the sine of once, twice and three times the
/// anomaly, each with its change in a century.
const CENTRE: [(i64, i64); 3] = [
    (size(1.914_114_418_482), size(-0.004_793_224_906)),
    (size(0.020_304_344_245), size(-0.000_111_343_440)),
    (size(0.000_292_991_424), 0),
];
const TERMS: [(i64, Phase); 14] = [
    (size(0.004_772_196_918), Phase::new(304.858_473, -1_934.136)),
    (
        size(0.001_992_991_150),
        Phase::new(293.168_602, -32_964.467_177),
    ),
    (
        size(0.001_847_291_937),
        Phase::new(289.203_202, -20.186_219),
    ),
    (
        size(0.001_785_826_329),
        Phase::new(297.641_739, 445_267.111_480),
    ),
    (
        size(0.001_537_240_175),
        Phase::new(343.093_890, 45_036.885_648),
    ),
    (
        size(0.001_324_846_606),
        Phase::new(81.494_213, 22_518.442_824),
    ),
    (
        size(0.000_762_820_211),
        Phase::new(47.289_664, -65_928.934_355),
    ),
    (
        size(0.000_725_910_867),
        Phase::new(205.840_961, 3_034.905_675),
    ),
    (
        size(0.000_693_639_030),
        Phase::new(152.622_993, 9_037.512_796),
    ),
    (
        size(0.000_565_551_785),
        Phase::new(150.120_669, -33_718.147_041),
    ),
    (
        size(0.000_515_783_652),
        Phase::new(207.329_056, 150.678_333),
    ),
    (
        size(0.000_498_202_802),
        Phase::new(291.037_436, 2_281.225_811),
    ),
    (
        size(0.000_157_802_787),
        Phase::new(85.058_220, 71_998.100_580),
    ),
    (
        size(0.000_102_810_552),
        Phase::new(267.529_110, 35_999.050_290),
    ),
];

/// The apparent longitude of the Sun at an instant of Terrestrial Time.
pub(in crate::calendars) fn longitude(instant: i64) -> u64 {
    // With 20 bits after the point.
    let centuries = (instant >> 12) / 36_525;
    let square = (centuries * centuries) >> 20;
    let anomaly = ANOMALY
        .at(instant)
        .wrapping_add((square * ANOMALY_SQUARE) as u64);
    let mut sum = square * MEAN_LONGITUDE_SQUARE;
    let mut multiple = 0_u64;
    for (size, change) in CENTRE {
        multiple = multiple.wrapping_add(anomaly);
        sum += (size + ((change * centuries) >> 20)) * sine(multiple);
    }
    for (size, phase) in &TERMS {
        sum += size * sine(phase.at(instant));
    }
    MEAN_LONGITUDE.at(instant).wrapping_add(sum as u64)
}

/// The December solstice of a year from [`FIRST`] to [`LAST`], in Terrestrial Time.
///
/// It steps twice by the rate of the Sun near the solstice, which is 1.015° to 1.02° a day from −1000 to 4000. A
/// guess that is two days off becomes right to 2 s.
pub(in crate::calendars) fn december_solstice(year: i32) -> i64 {
    const DAYS_PER_TURN: i64 = 354;
    let step = |instant: i64| {
        let missing = angle(270.0).wrapping_sub(longitude(instant)).cast_signed();
        instant + (missing >> 32) * DAYS_PER_TURN
    };
    step(step(mean_december_solstice(year)))
}

/// The December solstice as if all years were as long as a mean Gregorian year: within three days of the
/// true one while that is known, and in December of every year.
pub(in crate::calendars) fn mean_december_solstice(year: i32) -> i64 {
    const OF_2000: i64 = days(355.067);
    const YEAR: i64 = DAY / 400 * 146_097;
    OF_2000 + YEAR * (i64::from(year) - 2_000)
}

#[cfg(test)]
mod tests {
    use super::super::{DAY, J2000, angle, days};
    use super::*;

    /// In units of 0.0001 degrees.
    fn difference(left: u64, right: u64) -> i64 {
        ((left.wrapping_sub(right).cast_signed() >> 32) * 3_600_000) >> 32
    }

    #[test]
    fn examples_of_meeus() {
        // Example 25.b: 13 October 1992, 0h TD, apparent longitude 199° 54′ 21.818″.
        let found = longitude((2_448_908 - J2000) * DAY + DAY / 2);
        let expected = angle(199.0 + 54.0 / 60.0 + 21.818 / 3600.0);
        assert!(difference(found, expected).abs() < 30, "{found}");
        // Example 27.a: the June solstice of 1962 is on JDE 2437837.39245.
        let solstice = days(2_437_837.392_45) - J2000 * DAY;
        assert!(difference(longitude(solstice), angle(90.0)).abs() < 30);
    }

    #[test]
    fn solstice_is_where_the_longitude_is_270_degrees() {
        for year in FIRST..=LAST {
            let found = longitude(december_solstice(year));
            assert!(difference(found, angle(270.0)).abs() <= 1, "{year}");
        }
    }
}
