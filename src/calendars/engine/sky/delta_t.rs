//! ΔT, the difference between Terrestrial Time and Universal Time.
//!
//! After F. R. Stephenson, L. V. Morrison and C. Y. Hohenkerk, "Measurement of the Earth's rotation: 720 BC
//! to AD 2015", *Proc. R. Soc. A* 472 (2016), 20160404, with the addendum of 2020 (*Proc. R. Soc. A*
//! 477 (2021), 20200776), table S15: their cubics from −720 to 1800, their values of each tenth year to 2020
//! (the curve between is off a straight line by less than 2 s), and their parabola
//! −320 s + 32.5 s · (centuries from 1825)² before −720 and after 2500. Between 2020 and 2500 a cubic
//! joins the two. Nobody knows ΔT to the second even some years ahead: estimates for 2300 differ by
//! minutes, and those for 3000 by half an hour.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "years are below 2^13, with 20 bits after the point; ΔT is below 2^25 ms, and a fraction has \
              20 bits"
)]

use super::DAY;

/// The bits after the point of a year.
const BITS: u32 = 20;

/// A cubic from one year to another: coefficients in milliseconds for the powers of the part of the span
/// that has passed.
struct Cubic(i64, i64, [i64; 4]);

const CUBICS: [Cubic; 10] = [
    Cubic(-720, -100, [20_371_848, -9_999_586, 776_247, 409_160]),
    Cubic(-100, 400, [11_557_668, -5_822_270, 1_303_151, -503_433]),
    Cubic(400, 1000, [6_535_116, -5_671_519, -298_291, 1_085_087]),
    Cubic(1000, 1150, [1_650_393, -753_210, 184_811, -25_346]),
    Cubic(1150, 1300, [1_056_647, -459_628, 108_771, -24_641]),
    Cubic(1300, 1500, [681_149, -421_345, 61_953, -29_414]),
    Cubic(1500, 1600, [292_343, -192_841, -6_572, 16_197]),
    Cubic(1600, 1650, [109_127, -78_697, 10_505, 3_018]),
    Cubic(1650, 1720, [43_952, -68_089, 38_333, -2_127]),
    Cubic(1720, 1800, [12_068, 2_507, 41_731, -37_939]),
];
/// In milliseconds, for each tenth year from 1800 to 2020.
const TENTH_YEARS: [i64; 23] = [
    18_367, 15_678, 16_516, 10_804, 7_634, 9_338, 9_040, 2_371, -3_210, -3_884, -1_977, 11_142,
    21_617, 24_418, 24_426, 28_932, 33_070, 39_900, 50_361, 57_000, 63_830, 66_061, 69_360,
];
const TENTH_YEARS_FROM: i64 = 1_800;
const JOINED_FROM: i64 = 2_020;
const JOINED_TO: i64 = 2_500;
/// Joins 69.36 s, without a slope, to 1160.781 s with the slope of the parabola, 4.3875 s a year.
const JOINING: [i64; 4] = {
    let rise = PARABOLA_2500 - 69_360;
    // In the whole span.
    let slope = 43_875 * (JOINED_TO - JOINED_FROM) / 10;
    [69_360, 0, 3 * rise - slope, slope - 2 * rise]
};
const PARABOLA_2500: i64 = 32_500 * 675 * 675 / 10_000 - 320_000;

/// ΔT at an instant, in units of an instant. Which of both times the instant is in does not matter. It
/// is from the year −4000 to the year 8000.
pub(in crate::calendars) fn delta_t(instant: i64) -> i64 {
    // A mean year has 146 097/400 days; 12 bits fewer after the point.
    let year = (2_000 << BITS) + (instant >> 12) / 146_097 * 400;
    let milliseconds = milliseconds(year);
    milliseconds * (DAY / 1_000) / 86_400
}

fn milliseconds(year: i64) -> i64 {
    let whole = year >> BITS;
    if whole >= JOINED_TO {
        return parabola(year);
    }
    if whole >= JOINED_FROM {
        return cubic(&JOINING, year, JOINED_FROM, JOINED_TO);
    }
    if whole >= TENTH_YEARS_FROM {
        return between_tenth_years(year).unwrap_or(0);
    }
    let mut spans = CUBICS.iter();
    match spans.find(|Cubic(from, to, _)| (*from..*to).contains(&whole)) {
        Some(Cubic(from, to, coefficients)) => cubic(coefficients, year, *from, *to),
        None => parabola(year),
    }
}

fn parabola(year: i64) -> i64 {
    // With 16 bits after the point, so that the product stays below 2^57.
    let centuries = ((year - (1_825 << BITS)) / 100) >> (BITS - 16);
    ((32_500 * centuries * centuries) >> 32) - 320_000
}

fn cubic(coefficients: &[i64; 4], year: i64, from: i64, to: i64) -> i64 {
    let passed = (year - (from << BITS)) / (to - from);
    let powers = coefficients.iter().rev();
    powers.fold(0, |sum, coefficient| ((sum * passed) >> BITS) + coefficient)
}

fn between_tenth_years(year: i64) -> Option<i64> {
    let passed = (year - (TENTH_YEARS_FROM << BITS)) / 10;
    let place = usize::try_from(passed >> BITS).ok()?;
    let (before, after) = (TENTH_YEARS.get(place)?, TENTH_YEARS.get(place + 1)?);
    let part = passed & ((1 << BITS) - 1);
    Some(before + (((after - before) * part) >> BITS))
}

#[cfg(test)]
mod tests {
    use super::super::seconds;
    use super::*;

    /// In milliseconds, at the beginning of a year.
    fn at(year: i64) -> i64 {
        milliseconds(year << BITS)
    }

    #[test]
    fn values_of_the_published_curve() {
        let published = [
            (-720, 20_371_848),
            (-100, 11_557_668),
            (0, 10_441_313),
            (400, 6_535_116),
            (1000, 1_650_393),
            (1050, 1_418_919),
            (1500, 292_343),
            (1750, 16_876),
            (1900, -1_977),
            (1950, 28_932),
            (2000, 63_830),
        ];
        for (year, expected) in published {
            assert!((at(year) - expected).abs() <= 20, "{year}: {}", at(year));
        }
        // The parabola: −320 + 32.5 · 11.75².
        assert!((at(3000) - 4_167_031).abs() < 100, "{}", at(3000));
    }

    #[test]
    fn curve_has_no_steps() {
        for year in -719..=4_000 {
            let step = (at(year) - at(year - 1)).abs();
            assert!(step < 20_000, "{year}: {step}");
        }
        let units = delta_t(0);
        assert!((units - seconds(64)).abs() < seconds(1), "{units}");
    }

    #[test]
    fn pieces_of_the_curve_meet() {
        let starts = CUBICS.iter().skip(1).map(|Cubic(from, ..)| *from);
        for year in starts.chain([TENTH_YEARS_FROM, JOINED_FROM, JOINED_TO]) {
            let step = (at(year) - milliseconds((year << BITS) - 1)).abs();
            assert!(step < 20, "{year}: {step}");
        }
    }
}
