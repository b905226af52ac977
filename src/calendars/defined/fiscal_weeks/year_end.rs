//! [`YearEnd`]: the last day of a fiscal year of weeks, by rule.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "years stay below 2^34 and days below 2^43; the factors are below 2^9"
)]

use crate::weekday::Weekday;

/// The day on which a fiscal year ends: a weekday at the end of a month of the Gregorian calendar.
///
/// ```
/// use calendar_registry::Weekday;
/// use calendar_registry::calendars::defined::YearEnd;
///
/// // Retailers in the United States: the Saturday nearest to 31 January.
/// let nrf = YearEnd::nearest(Weekday::Saturday, 1);
/// // The last Saturday of September.
/// let september = YearEnd::last(Weekday::Saturday, 9);
/// assert_ne!(nrf, september);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct YearEnd {
    weekday: Weekday,
    month: u8,
    nearest: bool,
}

/// The number of days from 1 March to the day after each month; from 1 March of the year before, for
/// January. February ends on the day before 1 March, leap day or not.
const MONTH_ENDS: [u64; 12] = [337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306];
/// Added to years, so that the arithmetic is unsigned: the smallest multiple of 400 · 2²⁰ years that
/// exceeds 2³⁴.
const OFFSET: i64 = 41 * (400 << 20);
/// The number of days of 400 years: a multiple of 7.
const DAYS_OF_400_YEARS: u64 = 146_097;
/// Day 0 of the unsigned arithmetic: 1 March of the year −`OFFSET`, a Wednesday.
const BASE: i64 = 1_721_120 - OFFSET / 400 * DAYS_OF_400_YEARS.cast_signed();

impl YearEnd {
    /// Ends the year on the last such weekday of a month, 1 to 12.
    ///
    /// ```
    /// # use calendar_registry::{Weekday, calendars::defined::YearEnd};
    /// assert_eq!(YearEnd::last(Weekday::Saturday, 9).weekday(), Weekday::Saturday);
    /// ```
    #[must_use]
    pub const fn last(weekday: Weekday, month: u8) -> Self {
        YearEnd {
            weekday,
            month,
            nearest: false,
        }
    }

    /// Ends the year on the weekday nearest to the last day of a month, 1 to 12: from three days
    /// before it to three days after it.
    ///
    /// ```
    /// # use calendar_registry::{Weekday, calendars::defined::YearEnd};
    /// assert_eq!(YearEnd::nearest(Weekday::Saturday, 1).month(), 1);
    /// ```
    #[must_use]
    pub const fn nearest(weekday: Weekday, month: u8) -> Self {
        YearEnd {
            weekday,
            month,
            nearest: true,
        }
    }

    /// Returns the weekday.
    ///
    /// ```
    /// # use calendar_registry::{Weekday, calendars::defined::YearEnd};
    /// assert_eq!(YearEnd::nearest(Weekday::Friday, 12).weekday(), Weekday::Friday);
    /// ```
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        self.weekday
    }

    /// Returns the month.
    ///
    /// ```
    /// # use calendar_registry::{Weekday, calendars::defined::YearEnd};
    /// assert_eq!(YearEnd::nearest(Weekday::Friday, 12).month(), 12);
    /// ```
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Returns the number of days from 1 March to the day after the month.
    #[inline]
    fn month_end(self) -> u64 {
        let index = usize::from(self.month).wrapping_sub(1);
        let days = MONTH_ENDS.get(index);
        debug_assert!(days.is_some(), "the builder checks the month");
        days.copied().unwrap_or_default()
    }

    /// Returns the last day of the fiscal year that ends in, or next to, this Gregorian year. The
    /// year may be any number of the module's range, with a year 0.
    #[inline]
    pub(super) fn in_year(self, year: i64) -> i64 {
        let march = (year - i64::from(self.month == 1) + OFFSET).cast_unsigned();
        let centuries = march / 100;
        let first = 365 * march + march / 4 - centuries + centuries / 4;
        let latest = first + self.month_end() - 1 + if self.nearest { 3 } else { 0 };
        // Day 0 is a Wednesday, the weekday with the number 3.
        let weekday = u64::from(self.weekday.number());
        let last = latest - (latest + 10 - weekday) % 7;
        last.cast_signed() + BASE
    }

    /// Estimates the year, as in [`in_year`](Self::in_year), that contains a day. It is at most one
    /// year away from the right one.
    #[inline]
    pub(super) fn estimate(self, day: i64) -> i64 {
        let away = (day - BASE).cast_unsigned() - self.month_end();
        let years = 400 * away / DAYS_OF_400_YEARS;
        years.cast_signed() - OFFSET + 1 + i64::from(self.month == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::Backend;
    use crate::calendars::Iso;
    use crate::day::{JulianDay, YearMonthDay};

    /// Steps day by day from the end of the month.
    fn slow(end: YearEnd, year: i32) -> JulianDay {
        let last = Iso.days_in_month(Some(year), end.month).unwrap();
        let month_end = Iso
            .julian_day(YearMonthDay::new(year, end.month, last))
            .unwrap();
        let order: &[i64] = if end.nearest {
            &[0, 1, -1, 2, -2, 3, -3]
        } else {
            &[0, -1, -2, -3, -4, -5, -6]
        };
        let mut days = order.iter().map(|days| JulianDay(month_end.0 + days));
        days.find(|day| day.weekday() == end.weekday).unwrap()
    }

    #[test]
    fn year_ends_are_those_found_day_by_day() {
        for weekday in Weekday::ALL {
            for month in 1..=12 {
                for end in [
                    YearEnd::last(weekday, month),
                    YearEnd::nearest(weekday, month),
                ] {
                    for year in -50..2450 {
                        let day = end.in_year(year.into());
                        assert_eq!(JulianDay(day), slow(end, year), "{end:?} {year}");
                    }
                }
            }
        }
    }

    #[test]
    fn estimates_are_at_most_one_year_away() {
        for month in 1..=12 {
            for end in [
                YearEnd::last(Weekday::Monday, month),
                YearEnd::nearest(Weekday::Sunday, month),
            ] {
                for year in (-800_i64..800).chain(4_294_000_000..4_294_000_400) {
                    let (first, last) = (end.in_year(year - 1) + 1, end.in_year(year));
                    for day in [first, first + 6, last] {
                        let away = end.estimate(day) - year;
                        assert!(away.abs() <= 1, "{end:?} {year}: {away}");
                    }
                }
            }
        }
    }
}
