//! Positions of the Sun and the Moon in integers, so that every platform computes the same days.
//!
//! | file | computes |
//! |---|---|
//! | `mod.rs` | the units and the sine |
//! | `moon.rs` | new moons |
//! | `sun.rs` | the apparent longitude of the Sun, solstices and equinoxes |
//! | `delta_t.rs` | the difference between Terrestrial Time and Universal Time |
//!
//! An instant is a number of days from J2000.0 (noon of 1 January 2000, Julian Day 2 451 545.0) in
//! units of 2⁻³² day (20 µs). An angle is a fraction of a turn in units of 2⁻⁶⁴ turn, so that whole turns
//! vanish by overflow. A sine, and a fraction of a day, has 30 bits after the point.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a quarter turn has 30 bits, so that no product exceeds 62 bits; constants that \
              overflow do not compile"
)]

pub(in crate::calendars) mod delta_t;
pub(in crate::calendars) mod moon;
pub(in crate::calendars) mod sun;

/// The length of a day in units of an instant.
pub(in crate::calendars) const DAY: i64 = 1 << 32;
/// The Julian Day that begins at noon at J2000.0.
pub(in crate::calendars) const J2000: i64 = 2_451_545;

/// Converts seconds to units of an instant. Fits below 2³⁰ seconds.
pub(in crate::calendars) const fn seconds(seconds: i64) -> i64 {
    seconds * DAY / 86_400
}

/// Converts days to units of an instant.
const fn days(days: f64) -> i64 {
    (days * DAY as f64) as i64
}

/// Converts degrees to units of 2⁻`bits` turn. The compiler evaluates it, in the same way on each platform.
const fn turns(degrees: f64, bits: u32) -> i128 {
    (degrees / 360.0 * (1_u128 << bits) as f64) as i128
}

/// Converts degrees to an angle.
const fn angle(degrees: f64) -> u64 {
    turns(degrees, 64) as u64
}

/// The sine of an angle, with 30 bits after the point.
///
/// The angle is reduced to a quarter turn, where five terms of the series are right to 4·10⁻⁶.
#[inline]
fn sine(angle: u64) -> i64 {
    const QUARTER: i64 = 1 << 30;
    // (π/2)ⁿ/n! for n = 1, 3, 5, 7, 9.
    const C1: i64 = 1_686_629_713;
    const C3: i64 = 693_598_668;
    const C5: i64 = 85_569_306;
    const C7: i64 = 5_026_995;
    const C9: i64 = 172_272;
    // From −2³¹ to 2³¹ for half a turn back and forth.
    let signed = i64::from((angle >> 32) as u32 as i32);
    let x = if signed > QUARTER {
        2 * QUARTER - signed
    } else if signed < -QUARTER {
        -2 * QUARTER - signed
    } else {
        signed
    };
    let square = (x * x) >> 30;
    let sum = C7 - ((square * C9) >> 30);
    let sum = C5 - ((square * sum) >> 30);
    let sum = C3 - ((square * sum) >> 30);
    let sum = C1 - ((square * sum) >> 30);
    (x * sum) >> 30
}

#[cfg(test)]
mod tests {
    use super::{angle, sine};

    #[test]
    fn sine_is_right_to_four_millionths() {
        for tenth in -7_200..=7_200 {
            let degrees = f64::from(tenth) / 10.0;
            #[expect(clippy::cast_precision_loss, reason = "below 2^31")]
            let found = sine(angle(degrees)) as f64 / f64::from(1 << 30);
            assert!(
                (found - degrees.to_radians().sin()).abs() < 4e-6,
                "{degrees}"
            );
        }
    }
}
