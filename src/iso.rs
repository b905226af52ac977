//! [`IsoDate`]: the ISO 8601 date of any Julian Day Number.
//!
//! It is independent of the calendars, since error messages use it: a backend's [`DateError`]
//! names dates, not day numbers. Its years are an `i64`, so every day has a date.
//!
//! The arithmetic is the one of "Calendrical Calculations" (Reingold and Dershowitz, chapter 2),
//! with years from March to February, so that the leap day is the last day of a year.
//!
//! [`DateError`]: crate::DateError

use core::fmt;

use crate::day::JulianDay;

/// A date of ISO 8601: the proleptic Gregorian calendar with a year 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct IsoDate {
    pub(crate) year: i64,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// The leap years repeat after 400 years, which are a whole number of days.
const CYCLE_YEARS: i64 = 400;
const CYCLE_DAYS: i64 = 146_097;
/// The Julian Day of 1 March of the year 0.
const MARCH_YEAR_0: i64 = 1_721_120;

#[expect(
    clippy::arithmetic_side_effects,
    reason = "after the division by CYCLE_DAYS, all numbers are below 2^50, or checked"
)]
impl IsoDate {
    /// Returns the date of a day.
    pub(crate) fn of(day: JulianDay) -> Self {
        // Cycles are taken out first, so that nothing overflows at the ends of an `i64`.
        let shifted = day.0.rem_euclid(CYCLE_DAYS) - MARCH_YEAR_0.rem_euclid(CYCLE_DAYS);
        let cycle = day.0.div_euclid(CYCLE_DAYS) - MARCH_YEAR_0.div_euclid(CYCLE_DAYS)
            + shifted.div_euclid(CYCLE_DAYS);
        let in_cycle = shifted.rem_euclid(CYCLE_DAYS);
        // A century has 36,524 days and four years have 1461, but for the last of a cycle.
        let century = (in_cycle / 36_524).min(3);
        let in_century = in_cycle - century * 36_524;
        let in_four = in_century % 1461;
        let year = (in_four / 365).min(3);
        let in_year = in_four - year * 365;
        // Five months from March on have 153 days.
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let years = 100 * century + in_century / 1461 * 4 + year;
        let next_year = i64::from(month > 9);
        let month = if month > 9 { month - 9 } else { month + 3 };
        IsoDate {
            year: cycle * CYCLE_YEARS + years + next_year,
            month: u8::try_from(month).unwrap_or_default(),
            day: u8::try_from(day).unwrap_or_default(),
        }
    }

    /// Returns the day of a date that exists. `None` if the month or the day does not exist, or the
    /// day exceeds an `i64`.
    pub(crate) fn julian_day(self) -> Option<JulianDay> {
        if !(1..=12).contains(&self.month) || !(1..=self.last_day()).contains(&self.day) {
            return None;
        }
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        // The year that begins in March.
        let (march_year, place) = if month > 2 {
            (self.year, month - 3)
        } else {
            (self.year.checked_sub(1)?, month + 9)
        };
        let cycle = march_year.div_euclid(CYCLE_YEARS);
        let year = march_year.rem_euclid(CYCLE_YEARS);
        let days = 365 * year + year / 4 - year / 100 + (153 * place + 2) / 5 + day - 1;
        // The product can exceed an `i64` where the day does not.
        let number = i128::from(cycle) * i128::from(CYCLE_DAYS) + i128::from(MARCH_YEAR_0 + days);
        i64::try_from(number).ok().map(JulianDay)
    }

    /// Returns the number of days in the month, from 1 to 12, of this date.
    pub(crate) fn last_day(self) -> u8 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl fmt::Display for IsoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            year @ 0..=9999 => write!(f, "{year:04}")?,
            year => {
                let sign = if year < 0 { '-' } else { '+' };
                write!(f, "{sign}{:06}", year.unsigned_abs())?;
            }
        }
        write!(f, "-{:02}-{:02}", self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::IsoDate;
    use crate::backend::Backend;
    use crate::calendars::Iso;
    use crate::day::JulianDay;

    fn agrees_with_iso(day: i64) {
        let day = JulianDay(day);
        let iso = IsoDate::of(day);
        let date = Iso.date(day).unwrap();
        let parts = (i64::from(date.year), date.month, date.day);
        assert_eq!((iso.year, iso.month, iso.day), parts, "{day}");
        assert_eq!(iso.julian_day(), Some(day));
        assert_eq!(
            Some(iso.last_day()),
            Iso.days_in_month(Some(date.year), date.month).ok()
        );
    }

    #[test]
    fn iso_date_agrees_with_the_iso_calendar() {
        (-400_000..400_000).for_each(agrees_with_iso);
        (2_000_000..2_900_000).for_each(agrees_with_iso);
        (0..38).for_each(|bit| {
            agrees_with_iso(1 << bit);
            agrees_with_iso(-(1 << bit));
        });
    }

    #[test]
    fn every_day_has_an_iso_date() {
        for day in [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX].map(JulianDay) {
            assert_eq!(IsoDate::of(day).julian_day(), Some(day));
        }
        let beyond = IsoDate {
            year: i64::MAX,
            month: 1,
            day: 1,
        };
        assert_eq!(beyond.julian_day(), None);
    }
}
