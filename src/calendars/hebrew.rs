//! [`Hebrew`]: the Jewish calendar.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "a year is an i32, so months stay below 2^35 and days below 2^41; all factors are below \
              2^15"
)]

use core::ops::RangeInclusive;

use super::engine::implement;
use super::engine::year_tabled::{self, YearTabled};
use crate::backend::year_table::{Layout, Year};
use crate::backend::{Era, Properties};

/// The Hebrew calendar, with the arithmetic rule of mean conjunctions.
///
/// # Rule
/// Of 19 years, seven have a leap month, Adar I (`M05L`), before Adar: the 3rd, 6th, 8th, 11th,
/// 14th, 17th and 19th. The year begins with 1 Tishri, on the day of the mean conjunction of moon
/// and sun. Four rules (*dehiyyot*) postpone it by one or two days, so that holidays avoid certain
/// weekdays and every year has an allowed length: 353 to 355 days, or 383 to 385 days with a leap
/// month. A leap year is a year with a leap month. Year 1 begins on 7 October 3761 BC (Julian),
/// Julian Day 347 998.
///
/// # Names and range
/// `Hebrew`, `Jewish`. It has a year 0. The range is every year of an `i32`. The years 5360 to 6161
/// are kept in a year table.
///
/// # Sources
/// E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed., Cambridge, 2018, chapter
/// 8); Maimonides, *Mishneh Torah*, Sanctification of the New Moon, 6-8.
///
/// ```
/// use calendar_registry::calendars::Hebrew;
/// use calendar_registry::{Backend, BackendExt, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(5787, 3, 12);
/// assert_eq!(Hebrew.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Hebrew.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// // Adar I.
/// assert_eq!(Hebrew.month_code(5787, 6)?.to_string(), "M05L");
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
#[doc(alias("jewish", "luach"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hebrew;

/// The first day of the year 1.
const EPOCH: i64 = 347_998;
/// The parts (*halakim*) of a day: 24 hours of 1080 parts.
const PARTS_PER_DAY: i64 = 24 * 1080;
/// The mean lunation is 29 days and this number of parts: 12 hours and 793 parts.
const PARTS_OVER: i64 = 12 * 1080 + 793;
/// The conjunction of the first new year, in parts after noon of the day before the epoch. Counted
/// from noon, a conjunction in the afternoon is on the next day, as the rule of noon demands
/// (*molad zaken*).
const FIRST_CONJUNCTION: i64 = 12_084;
/// The ordinal of Adar I in a leap year.
const LEAP_MONTH: u8 = 6;

/// Returns the day of a new year, in days after the epoch, by its conjunction and the rule of
/// weekdays: it is not a Sunday, a Wednesday or a Friday.
fn by_conjunction(year: i64) -> i64 {
    // 19 years have 235 months, and the seven leap months are distributed evenly.
    let months = (235 * year - 234).div_euclid(19);
    // The whole days of the lunations are added apart, so that the number of parts stays small.
    let parts = FIRST_CONJUNCTION + PARTS_OVER * months;
    let day = 29 * months + parts.div_euclid(PARTS_PER_DAY);
    // The epoch is a Monday: these are the weekdays for which 3·(day + 1) mod 7 is 0, 1 or 2.
    let forbidden = (3 * (day + 1)).rem_euclid(7) < 3;
    day + i64::from(forbidden)
}

/// Returns the first day of a year. It is postponed if its year would have 356 days, or the year
/// before it 382: no year has these lengths.
fn new_year(year: i64) -> i64 {
    let (before, day, after) = (
        by_conjunction(year - 1),
        by_conjunction(year),
        by_conjunction(year + 1),
    );
    let postponed = if after - day == 356 {
        2
    } else {
        i64::from(day - before == 382)
    };
    EPOCH + day + postponed
}

/// Returns whether a year has a leap month. The rule distributes seven of them over 19 years.
fn has_leap_month(year: i64) -> bool {
    (7 * year + 1).rem_euclid(19) < 7
}

impl YearTabled for Hebrew {
    const FIRST: i32 = i32::MIN;
    const LAST: i32 = i32::MAX;
    const TABLED: RangeInclusive<i32> = 5360..=6161;
    const NEAR_YEAR_ZERO: i64 = EPOCH - 365;
    const CYCLE: (i64, i64) = (98_496, 35_975_351);
    const LONGEST: &'static [u8] = &[30, 30, 30, 29, 30, 30, 30, 30, 30, 30, 30, 30, 29];

    fn year(number: i32) -> Year {
        let number = i64::from(number);
        let first = new_year(number);
        // 353, 354 or 355 days, and 30 more with a leap month: the last digit distinguishes them. A year
        // of 355 or 385 days has a long Heshvan, one of 353 or 383 days a short Kislev.
        let length = (new_year(number + 1) - first) % 10;
        let heshvan = 29 + u8::from(length == 5);
        let kislev = 30 - u8::from(length == 3);
        let leap = has_leap_month(number);
        let autumn = [30, heshvan, kislev, 29, 30];
        let spring = [29, 30, 29, 30, 29, 30, 29];
        let adar_i = leap.then_some(30);
        let mut year = Year::new(first);
        year.extend(autumn.into_iter().chain(adar_i).chain(spring));
        year.with_leap_month(leap.then_some(LEAP_MONTH))
    }

    #[inline]
    fn is_leap(year: &impl Layout) -> bool {
        year.leap_month().is_some()
    }

    year_tabled::table!(Hebrew);
}

implement! {
    Hebrew,
    engine: year_tabled,
    names: ["Hebrew", "Jewish"],
    properties: Properties::lunisolar()
        .leap_month_leads(true)
        .leap_month_after(LEAP_MONTH - 1)
        .month_cycle(19, 235).year_zero(true),
    unicode_id: "hebrew",
    eras: [Era::unbounded("am", 1)],
}
