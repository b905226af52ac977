//! Weeks of a year: [`WeekRule`], [`YearWeek`].
#![expect(
    clippy::arithmetic_side_effects,
    reason = "lengths and days of a year are a u16, weekdays below 8: sums in an i32 do not overflow"
)]

use core::fmt;

use super::Date;
use crate::backend::derived::{day_of_year, days_in_year, step_years};
use crate::backend::{Backend, DateError};
use crate::day::{JulianDay, YearMonthDay};
use crate::weekday::Weekday;

/// The rule that numbers the weeks of a year: the first weekday of a week, and the number of days
/// that the first week must have in its year.
///
/// ```
/// use calendar_registry::{Date, Registry, WeekRule, Weekday, YearMonthDay};
///
/// let gregorian = Registry::with_builtins().resolve("gregorian")?;
/// let date = Date::new(&gregorian, YearMonthDay::new(2027, 1, 2))?;
/// // In the United States, a week begins on Sunday and the first week contains 1 January.
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
    /// Weeks from Monday to Sunday; a week belongs to the year with at least four of its days. In
    /// the Gregorian calendar these are the weeks of ISO 8601.
    ///
    /// ```
    /// # use calendar_registry::{WeekRule, Weekday};
    /// assert_eq!(WeekRule::new(Weekday::Monday, 4), Some(WeekRule::ISO));
    /// ```
    pub const ISO: WeekRule = WeekRule {
        first: Weekday::Monday,
        minimal_days: 4,
    };

    /// Creates a rule from the first weekday of a week and the minimal number of days, 1 to 7, that
    /// the first week has in its year. `None` for other numbers.
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

    /// Returns the first weekday of a week.
    ///
    /// ```
    /// # use calendar_registry::{WeekRule, Weekday};
    /// assert_eq!(WeekRule::ISO.first(), Weekday::Monday);
    /// ```
    #[must_use]
    pub const fn first(self) -> Weekday {
        self.first
    }

    /// Returns the minimal number of days that the first week has in its year.
    ///
    /// ```
    /// # use calendar_registry::WeekRule;
    /// assert_eq!(WeekRule::ISO.minimal_days(), 4);
    /// ```
    #[must_use]
    pub const fn minimal_days(self) -> u8 {
        self.minimal_days
    }

    /// Returns the number of days from the start of the week to a weekday, 0 to 6.
    pub(crate) fn days_into(self, weekday: Weekday) -> i32 {
        (i32::from(weekday.number()) - i32::from(self.first.number())).rem_euclid(7)
    }

    /// Returns the day of the year, -5 to 7, on which the first week begins. `into_week` is the
    /// number of days from the start of its week to day 1.
    pub(super) fn first_week(self, into_week: i32) -> i32 {
        let begins = 1 - into_week;
        if 7 - into_week >= i32::from(self.minimal_days) {
            begins
        } else {
            begins + 7
        }
    }
}

/// The number of a week and the year that the week belongs to. Near the start and the end of a
/// year, that can be another year than the year of the date.
///
/// ```
/// # use calendar_registry::YearWeek;
/// assert_eq!(YearWeek { year: 2026, week: 47 }.to_string(), "2026-W47");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct YearWeek {
    /// The year, in the calendar's count.
    pub year: i32,
    /// The number of the week in the year, from 1.
    pub week: u16,
}

/// Writes the year with at least four digits, and the week: `2026-W47`.
impl fmt::Display for YearWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-W{:02}", self.year.unsigned_abs(), self.week)
    }
}

impl Date {
    /// Returns the week of the date, in the calendar's years.
    ///
    /// With [`WeekRule::ISO`] and the calendar [`Iso`](crate::calendars::Iso), or
    /// [`Gregorian`](crate::calendars::Gregorian) from year 1 on, these are the weeks of ISO 8601.
    ///
    /// # Errors
    /// [`DateError::Year`] for a week that belongs to a year outside the calendar's range. As
    /// [`Calendar::days_in_year`](crate::Calendar::days_in_year) for a year that the range does not
    /// contain whole.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, WeekRule, YearMonthDay, YearWeek};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(date.week(WeekRule::ISO)?, YearWeek { year: 2026, week: 47 });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn week(&self, rule: WeekRule) -> Result<YearWeek, DateError> {
        week_of_year(self.calendar.front(), self.date, self.julian_day, rule)
    }
}

/// Returns the week of a date that exists, whose day is known.
pub(crate) fn week_of_year(
    calendar: &dyn Backend,
    date: YearMonthDay,
    julian_day: JulianDay,
    rule: WeekRule,
) -> Result<YearWeek, DateError> {
    let day = i32::from(day_of_year(calendar, date)?);
    let length = i32::from(days_in_year(calendar, date.year)?);
    // The position in its week of day 1 of this year.
    let into_week = (rule.days_into(julian_day.weekday()) - (day - 1)).rem_euclid(7);
    let first = rule.first_week(into_week);
    if day < first {
        let year = step_years(calendar, date.year, -1)?;
        let before = i32::from(days_in_year(calendar, year)?);
        // Day 1 of the year before is `before` days earlier.
        let into_week = (into_week - before).rem_euclid(7);
        let first = rule.first_week(into_week);
        return Ok(week(year, day + before, first));
    }
    // Day 1 of the next year is `length` days later.
    let into_week = (into_week + length).rem_euclid(7);
    if day >= rule.first_week(into_week) + length {
        let year = step_years(calendar, date.year, 1)?;
        return Ok(YearWeek { year, week: 1 });
    }
    Ok(week(date.year, day, first))
}

/// Returns the week of a day of the year. `first` is the first day of week 1, and not after the
/// day.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a day of two years is below 2^17, so that the week is positive and below 2^15"
)]
fn week(year: i32, day: i32, first: i32) -> YearWeek {
    debug_assert!(first <= day, "week 1 begins on or before the day");
    YearWeek {
        year,
        week: ((day - first) / 7 + 1) as u16,
    }
}
