//! [`Persian`]: the civil calendar of Iran.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "years are i32, so that days are below 2^41"
)]

use core::ops::RangeInclusive;

use super::engine::implement;
use super::engine::month_tables::{Dates, Lengths, Months};
use super::engine::year_tabled::{self, YearTabled};
use crate::backend::year_table::{Layout, Year};
use crate::backend::{Era, Properties};
use crate::day::{JulianDay, YearMonthDay};

/// The Persian (Solar Hijri) calendar, whose year follows the equinox.
///
/// Six months of 31 days, five of 30, and one of 29, or of 30 in a leap year. The year begins on the day of
/// the March equinox if that falls before noon in Iran (at 52.5° E), else on the next day. A rule of 33 years
/// with 8 leap years finds that day, with a list of the 78 years that begin a day earlier, so that the
/// years 1178 to 3000 are those of the computed equinox
/// ([`authoritative_years`](crate::Backend::authoritative_years)). It is the civil calendar of Iran since 1304
/// (1925). The years 1206 to 1498 are those of the list of leap years of the Iranian calendar authority.
/// Outside 1178 to 3000 the calendar is the rule of 33 years alone.
///
/// [`Jalali`](super::Jalali) is another calendar: an arithmetic rule alone, without a year 0, and the
/// one that Qt has. The two agree from 1277 to 1436.
///
/// Names: `Persian`, `Solar Hijri`. All years that an `i32` holds exist, the year 0 among them; 978 to
/// 1779 are kept in a year table.
///
/// Sources: Calendar Center of the University of Tehran, *Kabise Shamsi 1206-1498*; for the equinoxes E. M.
/// Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed., Cambridge, 2018, chapter 15).
///
/// ```
/// use calendar_registry::calendars::Persian;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(1405, 9, 1);
/// assert_eq!(Persian.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Persian.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// assert_eq!(Persian.days_in_month(Some(1403), 12), Ok(30));
/// ```
#[doc(alias = "shamsi")]
#[doc(alias = "iranian")]
#[doc(alias = "solar hijri")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Persian;

/// The years that begin a day earlier than by the rule of 33 years, so that the year before is not a leap year.
#[rustfmt::skip]
const EARLY: [i32; 78] = [
    1503, 1602, 1635, 1668, 1701, 1734, 1767, 1800, 1833, 1866, 1899, 1932, 1965,
    1998, 2031, 2060, 2064, 2097, 2130, 2159, 2163, 2192, 2196, 2225, 2229, 2258,
    2262, 2291, 2295, 2324, 2328, 2357, 2361, 2390, 2394, 2423, 2427, 2456, 2460,
    2489, 2493, 2522, 2526, 2555, 2559, 2588, 2592, 2621, 2625, 2654, 2658, 2687,
    2691, 2720, 2724, 2749, 2753, 2757, 2782, 2786, 2790, 2819, 2823, 2848, 2852,
    2856, 2881, 2885, 2889, 2914, 2918, 2922, 2947, 2951, 2955, 2980, 2984, 2988,
];

/// The first day of the year 0 by the rule of 33 years.
const YEAR_ZERO: i64 = 1_947_955;

/// The first year of [`EARLY`]: the years 0 to the one before it follow the rule of 33 years alone.
const FIRST_EARLY: u32 = 1_503;
/// The number of days of these years. The last year is a common one, because the next begins early.
const DAYS_BY_RULE: u64 = start(FIRST_EARLY) as u64 - 1;

const LENGTHS: Lengths = [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29];
static MONTHS: Months = Months::new(&LENGTHS, 1);
static DATES: Dates = Dates::new(&LENGTHS, 1);

/// Returns the number of days from the first day of year 0 to that of another, by the rule of 33 years:
/// 12,053 days. The year is at most [`FIRST_EARLY`].
const fn start(year: u32) -> u32 {
    365 * year + (8 * year + 21) / 33
}

fn new_year(year: i64) -> i64 {
    let early = i32::try_from(year).is_ok_and(|year| EARLY.binary_search(&year).is_ok());
    YEAR_ZERO + 365 * year + (8 * year + 21).div_euclid(33) - i64::from(early)
}

impl YearTabled for Persian {
    const FIRST: i32 = i32::MIN;
    const LAST: i32 = i32::MAX;
    const TABLED: RangeInclusive<i32> = 978..=1779;
    const NEAR_YEAR_ZERO: i64 = 1_947_955;
    const CYCLE: (i64, i64) = (33, 12_053);
    const LONGEST: &'static [u8] = &[31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30];

    fn year(number: i32) -> Year {
        let number = i64::from(number);
        let first = new_year(number);
        let leap = new_year(number + 1) - first > 365;
        let mut year = Year::new(first);
        for month in 1..=12 {
            let length = match month {
                1..=6 => 31,
                12 if !leap => 29,
                _ => 30,
            };
            let _ = year.push(length);
        }
        year
    }

    #[inline]
    fn is_leap(year: &impl Layout) -> bool {
        year.days() > 365
    }

    year_tabled::table!(Persian);

    #[inline]
    fn day_by_rule(date: YearMonthDay) -> Option<JulianDay> {
        let month = MONTHS.get(date.month);
        // Day 0 becomes 255, which no month has. A number that is not a month has length 0. The table
        // has the leap day, and finds the errors.
        let in_month = date.day.wrapping_sub(1);
        let year = date.year.cast_unsigned();
        if year >= FIRST_EARLY || in_month >= month.length {
            return None;
        }
        let days = start(year) + u32::from(month.before) + u32::from(in_month);
        Some(JulianDay(YEAR_ZERO + i64::from(days)))
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "the days by the rule are fewer than 2^20, their years fewer than 2^11"
    )]
    fn date_by_rule(day: JulianDay) -> Option<YearMonthDay> {
        // A day before year 0 wraps around to a number beyond the last one.
        let day = day.0.wrapping_sub(YEAR_ZERO).cast_unsigned();
        if day >= DAYS_BY_RULE {
            return None;
        }
        // The inverse of `start`: year y contains the day if 12053·y + 21 < 33·(day + 1), and the
        // remainder is 33 times the day of the year, and less than 33.
        let scaled = 33 * day as u32 + 11;
        let (year, rest) = (scaled / 12_053, scaled % 12_053);
        let (month, in_month) = DATES.get(u64::from(rest / 33));
        Some(YearMonthDay::whole(year as i32, month, in_month))
    }
}

implement! {
    Persian,
    engine: year_tabled,
    names: ["Persian", "Solar Hijri"],
    properties: Properties::solar().month_lengths(29, 31).year_zero(true),
    unicode_id: "persian",
    eras: [Era::unbounded("ap", 1)],
    authoritative: 1178..=3000,
}

#[cfg(test)]
mod tests {
    use icu_calendar::{Date, cal, types::Month};

    use super::super::engine::sky::{DAY, J2000, delta_t, seconds, sun};
    use super::*;
    use crate::backend::Backend;

    #[test]
    fn years_are_those_of_icu_calendar() {
        for number in -9_999..=9_999 {
            let date = Date::try_new(number.into(), Month::new(1), 1, cal::Persian).unwrap();
            let year = Persian::year(number);
            assert_eq!(
                year.first(),
                date.to_rata_die().to_i64_date() + 1_721_425,
                "{number}"
            );
            assert_eq!(year.days(), date.days_in_year(), "{number}");
        }
    }

    /// Every day of the years by the rule alone, and some outside.
    #[test]
    fn conversions_by_the_rule_are_those_of_the_years() {
        for number in -3..1_600 {
            let year = Persian::year(number);
            for place in 0..year.days() {
                let day = JulianDay(year.first() + i64::from(place));
                let (month, in_month) = year.split(place).unwrap();
                let date = YearMonthDay::new(number, month, in_month);
                let by_rule = (0..1_503).contains(&number);
                let expected = by_rule.then_some(date);
                assert_eq!(Persian::date_by_rule(day), expected, "{date}");
                let leap_day = (month, in_month) == (12, 30);
                let expected = (by_rule && !leap_day).then_some(day);
                assert_eq!(Persian::day_by_rule(date), expected, "{date}");
                assert_eq!(Persian.julian_day(date), Ok(day), "{date}");
                assert_eq!(Persian.date(day), Ok(date));
            }
            for (month, day) in [
                (0, 1),
                (1, 0),
                (1, 32),
                (7, 31),
                (12, 30),
                (12, 31),
                (13, 1),
                (255, 1),
            ] {
                let date = YearMonthDay::new(number, month, day);
                assert_eq!(Persian::day_by_rule(date), None, "{date}");
            }
        }
    }

    #[test]
    fn years_end_where_the_next_begins() {
        let far = (i32::MIN..i32::MAX).step_by(99_991);
        for number in far.chain(1_100..3_100) {
            let year = Persian::year(number);
            assert_eq!(year.end(), Persian::year(number + 1).first(), "{number}");
            assert!(matches!(year.days(), 365 | 366), "{number}");
        }
    }

    /// The Sun passes the equinox between the noon before a year's first day and the noon of that day, at 52.5° E.
    /// The margin is ten minutes, for the errors of [`sun`].
    #[test]
    fn years_begin_at_the_equinox() {
        // 0.007° (10 minutes) in 2⁻⁶⁴ turn.
        const MARGIN: i64 = (7 << 60) / 360_000 * 16;
        for number in 1_178..=1_500 {
            let noon = (Persian::year(number).first() - J2000) * DAY;
            let universal = noon - seconds(12_600);
            let instant = universal + delta_t::delta_t(universal);
            let today = sun::longitude(instant).cast_signed();
            let yesterday = sun::longitude(instant - DAY).cast_signed();
            assert!(today >= -MARGIN, "{number}: {today}");
            assert!(yesterday < MARGIN, "{number}: {yesterday}");
        }
    }
}
