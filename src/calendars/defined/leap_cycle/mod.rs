//! [`LeapCycle`]: months with fixed lengths, and leap years in a cycle.

use core::ops::RangeInclusive;

mod builder;
mod cycle;
mod leap_years;

pub use builder::LeapCycleBuilder;
pub use leap_years::LeapYears;

use super::Metadata;
use super::metadata::answers;
use super::year_shape::YearShape;
use crate::backend::{Backend, CalendarKind, DateError, Properties};
use crate::day::{JulianDay, YearMonthDay};
use cycle::{Cycle, CycleYear};

/// A calendar whose months have fixed lengths, and some of them more days in leap years, which
/// repeat in a cycle: the tabular Islamic calendars, the French Republican calendar by rule, the
/// International Fixed Calendar, the arithmetic Bahá'í calendar, Julian-like calendars.
///
/// # Rule
/// Year 1 begins on the epoch. All years have the same months. In a leap year ([`LeapYears`]) some
/// months are longer. Days outside the months are days of a month: the Year Day of the International
/// Fixed Calendar is the 29th day of its last month, and the five or six complementary days of the
/// French Republican calendar are its 13th month. A leap month is not possible.
///
/// # Range
/// Every year of an `i32`, with a year 0 or without. Conversions take constant time if leap years
/// are spread evenly in the cycle, else they search in it. A calendar takes four bytes per year of
/// the cycle, and two bytes per day of a year. A registry makes a
/// [year table](crate::Backend::table_span) of the 301 years around the present, if they fit one.
///
/// # Text
/// If the metadata sets none: what CLDR has for the Unicode identifier, or codes.
///
/// # Sources
/// The rules of calendars of this kind are in E. M. Reingold and N. Dershowitz, *Calendrical
/// Calculations* (4th ed., Cambridge, 2018).
///
/// ```
/// use calendar_registry::calendars::IslamicCivil;
/// use calendar_registry::calendars::defined::{LeapCycle, LeapYears, Metadata};
/// use calendar_registry::{Backend, CalendarKind, JulianDay};
///
/// // A tabular Islamic calendar, with other leap years than `IslamicCivil`: 15 instead of 16.
/// let islamic = LeapCycle::builder(
///     Metadata::new(["islamic tabular type 1"]),
///     JulianDay::new(1_948_440),
///     [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29],
/// )
/// .leap_years(LeapYears::in_cycle(30, [2, 5, 7, 10, 13, 15, 18, 21, 24, 26, 29]))
/// .leap_days(12, 1)
/// .year_zero(false)
/// .kind(CalendarKind::Lunar)
/// .build()?;
/// assert!(islamic.is_leap_year(1425) && !IslamicCivil.is_leap_year(1425));
/// assert_eq!(islamic.date(JulianDay::new(2_461_367)), IslamicCivil.date(JulianDay::new(2_461_367)));
/// # Ok::<(), calendar_registry::calendars::defined::DefineError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeapCycle {
    metadata: Metadata,
    /// The first day of year 1.
    epoch: i64,
    cycle: Cycle,
    /// The months of a common year, and of a leap year.
    common: YearShape,
    leap: YearShape,
    year_zero: bool,
    kind: CalendarKind,
    table_span: Option<RangeInclusive<i32>>,
}

impl LeapCycle {
    /// Begins a calendar, from the first day of its year 1 and the lengths of the months in a common
    /// year: 1 to 99 months of 1 to 255 days.
    ///
    /// ```
    /// use calendar_registry::calendars::defined::{LeapCycle, LeapYears, Metadata};
    /// use calendar_registry::{Backend, JulianDay, YearMonthDay};
    ///
    /// // Thirteen months of 28 days; the last one has the Year Day too, and the sixth the leap day.
    /// let fixed = LeapCycle::builder(
    ///     Metadata::new(["international fixed"]),
    ///     JulianDay::new(1_721_426), // 0001-01-01
    ///     [28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 29],
    /// )
    /// .leap_years(LeapYears::divisible_by([4, 100, 400]))
    /// .leap_days(6, 1)
    /// .build()?;
    /// // 31 December 2026 is the Year Day.
    /// assert_eq!(fixed.date(JulianDay::new(2_461_406)), Ok(YearMonthDay::new(2026, 13, 29)));
    /// # Ok::<(), calendar_registry::calendars::defined::DefineError>(())
    /// ```
    pub fn builder(
        metadata: Metadata,
        epoch: JulianDay,
        months: impl Into<Vec<u8>>,
    ) -> LeapCycleBuilder {
        LeapCycleBuilder::new(metadata, epoch, months.into())
    }

    /// Returns a year as the cycle counts it, where year 1 is 0.
    #[inline]
    fn year(&self, year: i32) -> Result<CycleYear, DateError> {
        if self.year_zero {
            return Ok(self.cycle.year(i64::from(year).wrapping_sub(1)));
        }
        match year {
            0 => Err(DateError::YearZero),
            1.. => Ok(self.cycle.year(i64::from(year).wrapping_sub(1))),
            _ => Ok(self.cycle.year(year.into())),
        }
    }

    #[inline]
    fn shape(&self, is_leap: bool) -> &YearShape {
        if is_leap { &self.leap } else { &self.common }
    }

    /// Returns the numbers, as the cycle counts them, of the first and the last year.
    #[inline]
    fn indices(&self) -> (i64, i64) {
        // Without a year 0, the year i32::MIN is one later.
        let before = i64::from(self.year_zero);
        let first = i64::from(i32::MIN).wrapping_sub(before);
        (first, i64::from(i32::MAX).wrapping_sub(1))
    }

    /// Returns the first and the last day of the range.
    fn range(&self) -> (JulianDay, JulianDay) {
        let (first, last) = self.indices();
        // Below 2^33 years of at most 2^15 days, and an epoch below 2^40.
        let start = |index| self.epoch.wrapping_add(self.cycle.year(index).first);
        let end = start(last.wrapping_add(1));
        (JulianDay(start(first)), JulianDay(end.wrapping_sub(1)))
    }

    #[cold]
    fn out_of_range(&self, day: JulianDay) -> DateError {
        let (first, last) = self.range();
        DateError::JulianDay { day, first, last }
    }
}

/// A distance from the epoch beyond the range: 2³³ years of at most 99 · 255 days.
const FARTHEST: u64 = 1 << 50;

impl Backend for LeapCycle {
    answers!();

    fn properties(&self) -> Properties {
        let shortest = self.common.lengths().iter().min().copied().unwrap_or(1);
        let longest = self.leap.lengths().iter().max().copied().unwrap_or(1);
        let mut properties = Properties::solar()
            .month_lengths(shortest, longest)
            .months(self.common.months(), self.common.months())
            .year_zero(self.year_zero);
        properties.kind = self.kind;
        properties
    }

    #[inline]
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let year = self.year(date.year)?;
        let day_of_year = self.shape(year.is_leap).day_of_year(date.month, date.day)?;
        let first = self.epoch.wrapping_add(year.first);
        Ok(JulianDay(first.wrapping_add(day_of_year.into())))
    }

    #[inline]
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        // Every day that far from the epoch is out of range.
        let away = day.0.checked_sub(self.epoch);
        let Some(away) = away.filter(|away| away.unsigned_abs() < FARTHEST) else {
            return Err(self.out_of_range(day));
        };
        let year = self.cycle.year_of(away);
        // Without a year 0, the years before 1 are one lower.
        let shift = i64::from(self.year_zero || year.index >= 0);
        let number = year.index.checked_add(shift);
        let number = number.and_then(|number| i32::try_from(number).ok());
        let number = number.ok_or_else(|| self.out_of_range(day))?;
        let day_of_year = u16::try_from(away.wrapping_sub(year.first)).ok();
        let split = day_of_year.and_then(|day| self.shape(year.is_leap).split(day));
        debug_assert!(split.is_some(), "the year contains the day");
        let (month, day_of_month) = split.ok_or_else(|| self.out_of_range(day))?;
        Ok(YearMonthDay::whole(number, month, day_of_month))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.year(year).is_ok_and(|year| year.is_leap)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        match year {
            Some(year) => self.shape(self.year(year)?.is_leap).length(month),
            None => self.leap.length(month),
        }
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.year(year).map(|_| self.common.months())
    }

    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        self.table_span.clone()
    }
}

#[cfg(test)]
mod tests;
