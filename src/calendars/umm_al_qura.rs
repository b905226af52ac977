//! [`UmmAlQura`]: the civil calendar of Saudi Arabia.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "years are i32, so that days are below 2^41"
)]

use core::ops::RangeInclusive;

use super::data::umm_al_qura::{FIRST_YEAR, YEARS};
use super::engine::implement;
use super::engine::year_tabled::{self, YearTabled};
use crate::backend::year_table::{Layout, Year};
use crate::backend::{Era, Properties};
use crate::day::YearMonthDay;

/// The Islamic calendar of Umm al-Qura, the civil calendar of Saudi Arabia.
///
/// Months have 29 or 30 days, as computed for Mecca and published. The table covers the years 1300 to 1600
/// (12 November 1882 to 25 November 2174;
/// [`authoritative_years`](crate::Backend::authoritative_years)). Outside it the calendar is
/// [`IslamicCivil`](super::IslamicCivil) with a year 0.
///
/// Names: `Umm al-Qura`, `Umalqura`, `islamic-umalqura`, and `islamic-rgsa`, which stands for the sighting of the
/// moon in Saudi Arabia. A sighting cannot be predicted, and the country uses Umm al-Qura in civil life.
/// All years from −2,147,483,647 to 2,147,483,647 exist; 1008 to 1834 are kept in a year table.
///
/// Source: King Abdulaziz City for Science and Technology, Umm al-Qura calendar.
///
/// ```
/// use calendar_registry::calendars::UmmAlQura;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(1448, 6, 12);
/// assert_eq!(UmmAlQura.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(UmmAlQura.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(UmmAlQura.authoritative_years(), Some(1300..=1600));
/// ```
#[doc(alias = "hijri")]
#[doc(alias = "islamic")]
#[doc(alias = "saudi")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct UmmAlQura;

/// The first day of the year 1 of the civil calendar.
const EPOCH: i64 = 1_948_440;

/// The first day of a year of the civil calendar.
fn civil_new_year(year: i32) -> i64 {
    let year = i64::from(year);
    EPOCH + 354 * (year - 1) + (11 * year + 3).div_euclid(30)
}

/// A year of the table.
fn published(number: i32) -> Option<Year> {
    let index = usize::try_from(number.checked_sub(FIRST_YEAR)?).ok()?;
    let row = *YEARS.get(index)?;
    let late = i64::from(row >> 12) - 1;
    let months = (0..12).map(|month| (row >> month) & 1 == 1);
    Some(year_of(civil_new_year(number) + late, months))
}

fn civil(number: i32) -> Year {
    let leap = (11 * i64::from(number) + 14).rem_euclid(30) < 11;
    let months = (0..12).map(|month| month % 2 == 0 || (month == 11 && leap));
    year_of(civil_new_year(number), months)
}

/// A year of months that have 30 days or not.
fn year_of(first: i64, long_months: impl Iterator<Item = bool>) -> Year {
    let mut year = Year::new(first);
    for long in long_months {
        let _ = year.push(29 + u8::from(long));
    }
    year
}

impl YearTabled for UmmAlQura {
    const FIRST: i32 = -i32::MAX;
    const LAST: i32 = i32::MAX;
    const TABLED: RangeInclusive<i32> = 1008..=1834;
    const NEAR_YEAR_ZERO: i64 = 1_948_086;
    const CYCLE: (i64, i64) = (30, 10_631);
    const LONGEST: &'static [u8] = &[30; 12];

    fn year(number: i32) -> Year {
        published(number).unwrap_or_else(|| civil(number))
    }

    #[inline]
    fn is_leap(year: &impl Layout) -> bool {
        year.days() > 354
    }

    year_tabled::table!(UmmAlQura);
}

implement! {
    UmmAlQura,
    engine: year_tabled,
    names: ["Umm al-Qura", "Umalqura", "islamic-umalqura", "islamic-rgsa"],
    properties: Properties::lunar().year_zero(true),
    unicode_id: "islamic-umalqura",
    eras: [
        Era::starting("ah", YearMonthDay::new(1, 1, 1)),
        Era::backward("bh", 0),
    ],
    authoritative: 1300..=1600,
}

#[cfg(test)]
mod tests {
    use icu_calendar::{Date, cal::Hijri, types::Month};

    use super::*;
    use crate::backend::Backend;
    use crate::calendars::IslamicCivil;

    #[test]
    fn months_are_those_of_icu_calendar() {
        for number in -9_999..=9_999 {
            let year = UmmAlQura::year(number);
            for month in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] {
                let calendar = Hijri::new_umm_al_qura();
                let date = Date::try_new(number.into(), Month::new(month), 1, calendar).unwrap();
                let first = date.to_rata_die().to_i64_date() + 1_721_425;
                let (start, length) = year.month(month).unwrap();
                assert_eq!(year.first() + i64::from(start), first, "{number}-{month}");
                assert_eq!(length, date.days_in_month(), "{number}-{month}");
            }
        }
    }

    #[test]
    fn years_outside_the_table_are_civil() {
        let far = (UmmAlQura::FIRST..UmmAlQura::LAST).step_by(99_991);
        for number in far.chain(1_200..=1_299).chain(1_601..1_700) {
            let year = UmmAlQura::year(number);
            assert_eq!(year.end(), UmmAlQura::year(number + 1).first(), "{number}");
            let in_civil = if number > 0 { number } else { number - 1 };
            let first = IslamicCivil.julian_day(YearMonthDay::new(in_civil, 1, 1));
            assert_eq!(first.map(|day| day.0), Ok(year.first()), "{number}");
        }
        assert_eq!(UmmAlQura::year(1_299).end(), UmmAlQura::year(1_300).first());
        assert_eq!(UmmAlQura::year(1_600).end(), UmmAlQura::year(1_601).first());
    }
}
