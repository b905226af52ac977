//! [`Hebrew`]: the Jewish calendar.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "years are i32, months below 2^35 and days below 2^41; all factors are below 2^15"
)]

use core::ops::RangeInclusive;

use super::engine::implement;
use super::engine::year_tabled::{self, YearTabled};
use crate::backend::year_table::{Layout, Year};
use crate::backend::{Era, Properties};

/// The Hebrew calendar, by the rule of the mean conjunctions.
///
/// Of 19 years, 7 have a leap month, Adar I (`M05L`), before Adar: the 3rd, 6th, 8th, 11th, 14th, 17th and
/// 19th. The year begins with Tishri, on the day of the mean conjunction or, so that
/// feasts do not fall on the wrong weekdays and no year is too long or too short, one or two days later.
/// Years have 353 to 355 or 383 to 385 days; `is_leap_year` says whether there is a leap month.
/// Year 1 begins on 7 October 3761 BC (Julian), Julian Day 347 998.
///
/// Names: `Hebrew`, `Jewish`. There is a year 0, and all years that an `i32` holds exist. The years 5360
/// to 6161 are read from a table.
///
/// The rule is in E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed.,
/// Cambridge, 2018, chapter 8), after Maimonides, *Mishneh Torah*, Sanctification of the New Moon, 6-8.
///
/// ```
/// use calendar_registry::calendars::Hebrew;
/// use calendar_registry::{Backend, JulianDay, YearMonthDay};
///
/// let date = YearMonthDay::new(5787, 3, 12);
/// assert_eq!(Hebrew.date(JulianDay::new(2_461_367)), Ok(date));
/// assert_eq!(Hebrew.julian_day(date), Ok(JulianDay::new(2_461_367)));
/// // Adar I.
/// assert_eq!(Hebrew.month_code(5787, 6)?.to_string(), "M05L");
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hebrew;

/// The first day of the year 1.
const EPOCH: i64 = 347_998;
/// A day has 24 hours of 1080 parts.
const PARTS_PER_DAY: i64 = 24 * 1080;
/// The mean lunation, over 29 days: 12 hours and 793 parts.
const PARTS_OVER: i64 = 12 * 1080 + 793;
/// The first conjunction, counted from noon of the day before the epoch: from then on a day is too
/// late for the new year.
const FIRST_CONJUNCTION: i64 = 12_084;
const LEAP_MONTH: u8 = 6;

/// How many days after the epoch the mean conjunction of a new year calls for it, with the rule that
/// it is not a Sunday, a Wednesday or a Friday.
fn called_for(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = FIRST_CONJUNCTION + PARTS_OVER * months;
    let day = 29 * months + parts.div_euclid(PARTS_PER_DAY);
    let forbidden = (3 * (day + 1)).rem_euclid(7) < 3;
    day + i64::from(forbidden)
}

/// The first day of a year: later than called for where its own length, or that of the one
/// before, could not be.
fn new_year(year: i64) -> i64 {
    let (before, day, after) = (called_for(year - 1), called_for(year), called_for(year + 1));
    let late = if after - day == 356 {
        2
    } else {
        i64::from(day - before == 382)
    };
    EPOCH + day + late
}

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
        // 353, 354 or 355 days, and 30 more with a leap month.
        let length = (new_year(number + 1) - first) % 10;
        let long_second = 29 + u8::from(length == 5);
        let long_third = 30 - u8::from(length == 3);
        let leap = has_leap_month(number);
        let autumn = [30, long_second, long_third, 29, 30];
        let spring = [29, 30, 29, 30, 29, 30, 29];
        let adar_i = leap.then_some(30);
        let mut year = Year::new(first);
        for length in autumn.into_iter().chain(adar_i).chain(spring) {
            let _ = year.push(length);
        }
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
