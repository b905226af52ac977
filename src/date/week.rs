//! Weeks of a year: [`WeekRule`], [`YearWeek`].

use core::fmt;

use super::Date;
use crate::backend::DateError;
use crate::backend::derived::{days_in_year, step_years};
use crate::weekday::Weekday;

/// How weeks are counted in a year: the weekday on which they begin, and how many of a week's
/// days must lie in a year for it to be the first week of that year.
///
/// ```
/// use calendar_registry::{Date, Registry, WeekRule, Weekday, YearMonthDay};
///
/// let gregorian = Registry::with_builtins().resolve("gregorian")?;
/// let date = Date::new(&gregorian, YearMonthDay::new(2027, 1, 2))?;
/// // In the United States the first week is the one with 1 January, and begins on a Sunday.
/// let american = WeekRule::new(Weekday::Sunday, 1).unwrap();
/// assert_eq!(date.week(american)?.to_string(), "2027-W01");
/// assert_eq!(date.week(WeekRule::ISO)?.to_string(), "2026-W53");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WeekRule {
    first: Weekday,
    /// 1 to 7.
    minimal_days: u8,
}

impl WeekRule {
    /// Weeks from Monday to Sunday, which belong to the year that has most of their days: four at
    /// least. In the Gregorian calendar these are the weeks of ISO 8601.
    ///
    /// ```
    /// # use calendar_registry::{WeekRule, Weekday};
    /// assert_eq!(WeekRule::new(Weekday::Monday, 4), Some(WeekRule::ISO));
    /// ```
    pub const ISO: WeekRule = WeekRule {
        first: Weekday::Monday,
        minimal_days: 4,
    };

    /// Weeks that begin on this day, the first one with at least so many days in the year: 1
    /// to 7. `None` for other numbers.
    ///
    /// ```
    /// # use calendar_registry::{WeekRule, Weekday};
    /// assert!(WeekRule::new(Weekday::Saturday, 1).is_some());
    /// assert!(WeekRule::new(Weekday::Saturday, 8).is_none());
    /// ```
    #[must_use]
    pub const fn new(first: Weekday, minimal_days: u8) -> Option<Self> {
        match minimal_days {
            1..=7 => Some(WeekRule {
                first,
                minimal_days,
            }),
            _ => None,
        }
    }

    /// The day on which weeks begin.
    ///
    /// ```
    /// # use calendar_registry::{WeekRule, Weekday};
    /// assert_eq!(WeekRule::ISO.first(), Weekday::Monday);
    /// ```
    #[must_use]
    pub const fn first(self) -> Weekday {
        self.first
    }

    /// How many days of a year's first week lie in it at the least.
    ///
    /// ```
    /// # use calendar_registry::WeekRule;
    /// assert_eq!(WeekRule::ISO.minimal_days(), 4);
    /// ```
    #[must_use]
    pub const fn minimal_days(self) -> u8 {
        self.minimal_days
    }

    /// How many days a weekday is after the beginning of its week, 0 to 6.
    pub(super) fn days_into(self, weekday: Weekday) -> i32 {
        let days = i32::from(weekday.number()).saturating_sub(i32::from(self.first.number()));
        days.rem_euclid(7)
    }

    /// On which day of a year its first week begins, if its first day is so many days
    /// into a week: day 1 is the year's first, and up to six days lie before it.
    pub(super) fn first_week(self, into_week: i32) -> i32 {
        let in_year = 7_i32.saturating_sub(into_week);
        let begins = 1_i32.saturating_sub(into_week);
        if in_year >= i32::from(self.minimal_days) {
            begins
        } else {
            begins.saturating_add(7)
        }
    }
}

/// A week, and the year that it belongs to: at the turn of the year not always
/// the year of the date.
///
/// ```
/// # use calendar_registry::YearWeek;
/// assert_eq!(YearWeek { year: 2026, week: 47 }.to_string(), "2026-W47");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct YearWeek {
    /// The year, by the calendar's own count.
    pub year: i32,
    /// The week in it, from 1.
    pub week: u16,
}

impl fmt::Display for YearWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-W{:02}", self.year.unsigned_abs(), self.week)
    }
}

impl Date {
    /// The week of the calendar's year in which it lies.
    ///
    /// The weeks of ISO 8601 are those of the Gregorian calendar by [`WeekRule::ISO`], whose
    /// years before 1 have other numbers there.
    ///
    /// # Errors
    /// [`DateError::Year`] at the ends of the calendar's range, for a week that belongs to a year
    /// outside.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, WeekRule, YearMonthDay, YearWeek};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(date.week(WeekRule::ISO)?, YearWeek { year: 2026, week: 47 });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn week(&self, rule: WeekRule) -> Result<YearWeek, DateError> {
        let calendar = self.calendar.front();
        let day = i32::from(self.day_of_year()?);
        let length = i32::from(self.days_in_year()?);
        // Where in a week the first day of this year, of the one before and of the next one is.
        let into_week = rule
            .days_into(self.weekday())
            .saturating_sub(day.saturating_sub(1))
            .rem_euclid(7);
        let first = rule.first_week(into_week);
        if day < first {
            let year = step_years(calendar, self.year(), -1)?;
            let before = i32::from(days_in_year(calendar, year)?);
            let into_week = into_week.saturating_sub(before).rem_euclid(7);
            let first = rule.first_week(into_week);
            return Ok(week(year, day.saturating_add(before), first));
        }
        let into_week = into_week.saturating_add(length).rem_euclid(7);
        if day >= rule.first_week(into_week).saturating_add(length) {
            let year = step_years(calendar, self.year(), 1)?;
            return Ok(YearWeek { year, week: 1 });
        }
        Ok(week(self.year(), day, first))
    }
}

/// The week of a day, the first one beginning on the other day.
fn week(year: i32, day: i32, first: i32) -> YearWeek {
    let weeks = day.saturating_sub(first).div_euclid(7).saturating_add(1);
    YearWeek {
        year,
        week: u16::try_from(weeks).unwrap_or(0),
    }
}
