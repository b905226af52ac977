//! New moons, after J. Meeus, *Astronomical Algorithms* (2nd ed., Willmann-Bell, 1998, chapter 49).
//!
//! Meeus states a mean error of 4 s and a largest one of 17 s for 1980 to 2020. For 800 to 2999 the
//! instants differ from those of the ephemeris JPL DE406 by less than 90 s.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "a lunation is at most 2^16 away: the third power times a coefficient below 2^11 is below \
              2^60, and the sum of all amplitudes is below 2^20 with 30 bits after the point"
)]

use super::{DAY, angle, days, sine, turns};

/// The first and the last lunation that [`new_moon`] computes, from about the year −1000 to the year 4000.
/// Lunation 0 is that of 6 January 2000.
pub(in crate::calendars) const FIRST: i64 = -37_000;
pub(in crate::calendars) const LAST: i64 = 24_700;
/// The mean lunation, in units of an instant.
pub(in crate::calendars) const LUNATION: i64 = days(29.530_588_861);

/// Over this number of lunations at both ends (200 years) the periodic terms grow from nothing to their size, so
/// that the mean moons outside follow without a month shorter than 29 days or longer than 30.
const FADE: i64 = 2_474;
/// Lunations in a Julian century.
const PER_CENTURY: f64 = 1_236.85;

/// A polynomial in the lunation: an angle, with coefficients in 2⁻⁶⁴ turn.
struct Angle {
    constant: u64,
    linear: u64,
    square: i64,
    cube: i64,
}

impl Angle {
    /// From degrees, the last two by the square and the cube of centuries.
    #[expect(clippy::cast_possible_truncation, reason = "below a turn")]
    const fn new(constant: f64, linear: f64, square: f64, cube: f64) -> Self {
        let century = PER_CENTURY * PER_CENTURY;
        Angle {
            constant: angle(constant),
            linear: angle(linear),
            square: turns(square / century, 64) as i64,
            cube: turns(cube / (century * PER_CENTURY), 64) as i64,
        }
    }

    #[inline]
    fn at(&self, lunation: i64) -> u64 {
        let square = lunation * lunation;
        let linear = self.linear.wrapping_mul(lunation.cast_unsigned());
        let rest = square
            .wrapping_mul(self.square)
            .wrapping_add((square * lunation).wrapping_mul(self.cube));
        self.constant
            .wrapping_add(linear)
            .wrapping_add(rest.cast_unsigned())
    }
}

/// The mean anomaly of the Sun.
const SUN: Angle = Angle::new(2.5534, 29.105_356_70, -0.000_001_4, -0.000_000_11);
/// The mean anomaly of the Moon.
const MOON: Angle = Angle::new(201.5643, 385.816_935_28, 0.010_758_2, 0.000_012_38);
/// The argument of latitude of the Moon.
const LATITUDE: Angle = Angle::new(160.7108, 390.670_502_84, -0.001_611_8, -0.000_002_27);
/// The longitude of the ascending node.
const NODE: Angle = Angle::new(124.7746, -1.563_755_88, 0.002_067_2, 0.000_002_15);

/// A periodic term: 10⁻⁵ day times the sine of a sum of multiples of [`MOON`], [`SUN`] and [`LATITUDE`].
struct Term(i64, i8, i8, i8);

const TERMS: [Term; 24] = [
    Term(-40_720, 1, 0, 0),
    Term(17_241, 0, 1, 0),
    Term(1_608, 2, 0, 0),
    Term(1_039, 0, 0, 2),
    Term(739, 1, -1, 0),
    Term(-514, 1, 1, 0),
    Term(208, 0, 2, 0),
    Term(-111, 1, 0, -2),
    Term(-57, 1, 0, 2),
    Term(56, 2, 1, 0),
    Term(-42, 3, 0, 0),
    Term(42, 0, 1, 2),
    Term(38, 0, 1, -2),
    Term(-24, 2, -1, 0),
    Term(-7, 1, 2, 0),
    Term(4, 2, 0, -2),
    Term(4, 0, 3, 0),
    Term(3, 1, 1, -2),
    Term(3, 2, 0, 2),
    Term(-3, 1, 1, 2),
    Term(3, 1, -1, 2),
    Term(-2, 1, -1, -2),
    Term(-2, 3, 1, 0),
    Term(2, 4, 0, 0),
];
/// The coefficient of the sine of [`NODE`], in 10⁻⁵ day.
const NODE_TERM: i64 = -17;

/// Terms of the planets: 10⁻⁶ day times the sine of an angle.
const PLANETS: [(i64, Angle); 14] = [
    (325, Angle::new(299.77, 0.107_408, -0.009_173, 0.0)),
    (165, Angle::new(251.88, 0.016_321, 0.0, 0.0)),
    (164, Angle::new(251.83, 26.651_886, 0.0, 0.0)),
    (126, Angle::new(349.42, 36.412_478, 0.0, 0.0)),
    (110, Angle::new(84.66, 18.206_239, 0.0, 0.0)),
    (62, Angle::new(141.74, 53.303_771, 0.0, 0.0)),
    (60, Angle::new(207.14, 2.453_732, 0.0, 0.0)),
    (56, Angle::new(154.84, 7.306_860, 0.0, 0.0)),
    (47, Angle::new(34.52, 27.261_239, 0.0, 0.0)),
    (42, Angle::new(207.19, 0.121_824, 0.0, 0.0)),
    (40, Angle::new(291.34, 1.844_379, 0.0, 0.0)),
    (37, Angle::new(161.72, 24.198_154, 0.0, 0.0)),
    (35, Angle::new(239.56, 25.513_099, 0.0, 0.0)),
    (23, Angle::new(331.55, 3.592_518, 0.0, 0.0)),
];

/// The instant of a new moon in Terrestrial Time. The lunation is from [`FIRST`] to [`LAST`].
pub(in crate::calendars) fn new_moon(lunation: i64) -> i64 {
    let periodic = periodic(lunation);
    let inside = (lunation - FIRST).min(LAST - lunation);
    if inside < FADE {
        return mean(lunation) + periodic / FADE * inside;
    }
    mean(lunation) + periodic
}

/// The instant of the mean new moon.
#[expect(clippy::cast_possible_truncation, reason = "below 2^31 and 2^11")]
pub(in crate::calendars) fn mean(lunation: i64) -> i64 {
    const CENTURY: f64 = PER_CENTURY * PER_CENTURY;
    const HIGH: f64 = (1_u128 << 64) as f64;
    const SQUARE: i64 = (0.000_154_37 / CENTURY * HIGH) as i64;
    const CUBE: i64 = (-0.000_000_150 / (CENTURY * PER_CENTURY) * HIGH) as i64;
    let square = lunation * lunation;
    days(5.097_66) + LUNATION * lunation + ((square * SQUARE + square * lunation * CUBE) >> 32)
}

/// How much later than the mean one a new moon comes.
fn periodic(lunation: i64) -> i64 {
    let moon = MOON.at(lunation);
    let sun = SUN.at(lunation);
    let latitude = LATITUDE.at(lunation);
    // By how many times the anomaly of the Sun is in them: the eccentricity of its orbit shrinks them.
    let mut sums = [0_i64; 3];
    for Term(size, of_moon, of_sun, of_latitude) in TERMS {
        let times = |angle: u64, factor: i8| angle.wrapping_mul(i64::from(factor).cast_unsigned());
        let angle = times(moon, of_moon)
            .wrapping_add(times(sun, of_sun))
            .wrapping_add(times(latitude, of_latitude));
        let power = usize::from(of_sun.unsigned_abs()).min(2);
        if let Some(sum) = sums.get_mut(power) {
            *sum += size * sine(angle);
        }
    }
    let [rest, once, twice] = sums;
    let shrunk = shrink(once + shrink(twice, lunation), lunation);
    let node = NODE_TERM * sine(NODE.at(lunation));
    let planets = PLANETS.iter();
    let planets: i64 = planets
        .map(|(size, angle)| size * sine(angle.at(lunation)))
        .sum();
    // From 10⁻⁶ day with 30 bits after the point to 2⁻³² day.
    ((rest + shrunk + node) * 10 + planets) / (1_000_000 / (DAY >> 30))
}

/// Multiplies by Meeus' E, 1 − 0.002516 T − 0.0000074 T².
#[expect(clippy::cast_possible_truncation, reason = "below 2^14")]
fn shrink(sum: i64, lunation: i64) -> i64 {
    const HIGH: f64 = (1_u64 << 32) as f64;
    const LINEAR: i64 = (0.002_516 / PER_CENTURY * HIGH) as i64;
    const SQUARE: i64 = (0.000_007_4 / (PER_CENTURY * PER_CENTURY) * HIGH * HIGH) as i64;
    let loss = lunation * LINEAR + ((lunation * lunation * SQUARE) >> 32);
    sum - (sum >> 16) * (loss >> 16)
}

#[cfg(test)]
mod tests {
    use super::super::{DAY, J2000, days};
    use super::{FIRST, LAST, mean, new_moon};

    #[test]
    fn example_of_meeus() {
        // Example 49.a: the new moon of February 1977 is on JDE 2443192.65118.
        let found = new_moon(-283) + J2000 * DAY;
        let expected = days(2_443_192.651_18);
        assert!((found - expected).abs() < days(0.000_02), "{found}");
        // Before the periodic terms: 2443192.94102.
        let found = mean(-283) + J2000 * DAY;
        assert!((found - days(2_443_192.941_02)).abs() < days(0.000_01));
    }

    #[test]
    fn lunations_are_of_29_or_30_days() {
        for lunation in FIRST..LAST {
            let length = new_moon(lunation + 1) - new_moon(lunation);
            assert!(
                (29 * DAY..30 * DAY).contains(&length),
                "{lunation}: {length}"
            );
        }
    }

    #[test]
    fn periodic_terms_fade_at_both_ends() {
        for inside in 0..50 {
            for lunation in [FIRST + inside, LAST - inside] {
                let off = (new_moon(lunation) - mean(lunation)).abs();
                assert!(off < DAY / 50, "{lunation}: {off}");
            }
        }
    }
}
