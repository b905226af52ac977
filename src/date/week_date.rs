//! Week dates in, and the weekdays of a month.

use super::{Date, WeekRule};
use crate::backend::derived::{days_in_year, first_of_month, last_of_month};
use crate::backend::{Backend, DateError};
use crate::calendar::Calendar;
use crate::day::{JulianDay, YearMonthDay};
use crate::weekday::Weekday;

/// # Weeks
impl Calendar {
    /// Returns the number of weeks that belong to a year: 52 or 53 in a calendar with years of 365
    /// days.
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Registry, WeekRule};
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// assert_eq!(gregorian.weeks_in_year(2020, WeekRule::ISO)?, 53);
    /// assert_eq!(gregorian.weeks_in_year(2021, WeekRule::ISO)?, 52);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn weeks_in_year(&self, year: i32, rule: WeekRule) -> Result<u16, DateError> {
        Ok(Weeks::of(self.front(), year, rule)?.count)
    }
}

/// # Weeks and weekdays
impl Date {
    /// Creates the date of a weekday in a week of a year. With [`WeekRule::ISO`] in the calendar
    /// `iso8601`, these are the week dates of ISO 8601.
    ///
    /// # Errors
    /// [`DateError::Week`] for a week that the year does not have; [`DateError`] for a year that
    /// does not exist, or a day out of range.
    ///
    /// ```
    /// # use calendar_registry::{Date, DateError, Registry, WeekRule, Weekday, YearMonthDay};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let friday = Date::from_week(&iso, 2020, 53, Weekday::Friday, WeekRule::ISO)?;
    /// assert_eq!(friday.year_month_day(), YearMonthDay::new(2021, 1, 1));
    /// let error = Date::from_week(&iso, 2021, 53, Weekday::Monday, WeekRule::ISO);
    /// assert_eq!(error, Err(DateError::Week { week: 53, last: 52 }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_week(
        calendar: &Calendar,
        year: i32,
        week: u16,
        weekday: Weekday,
        rule: WeekRule,
    ) -> Result<Self, DateError> {
        let weeks = Weeks::of(calendar.front(), year, rule)?;
        if !(1..=weeks.count).contains(&week) {
            return Err(DateError::Week {
                week,
                last: weeks.count,
            });
        }
        // A week number is a `u16`, so the sum of days is below 2^19.
        let days = i64::from(week)
            .saturating_sub(1)
            .saturating_mul(7)
            .saturating_add(i64::from(rule.days_into(weekday)));
        let day = weeks.first.checked_add(days).ok_or(DateError::Overflow)?;
        Self::from_julian_day(calendar, day)
    }

    /// Returns the week of the month, by the same rule as weeks of a year: 0 before the first week
    /// that has the minimal number of days in the month.
    ///
    /// # Errors
    /// Fails if the calendar's range starts inside this month.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, WeekRule, YearMonthDay};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let date = Date::new(&iso, YearMonthDay::new(2026, 11, 25))?;
    /// assert_eq!(date.week_of_month(WeekRule::ISO)?, 4);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn week_of_month(&self, rule: WeekRule) -> Result<u8, DateError> {
        week_of_month(self.calendar.front(), self.date, self.julian_day, rule)
    }

    /// Returns the `nth` date in this month that is this weekday: the first for 1, the last for
    /// −1, the one before it for −2. `None` for 0, and where the month has fewer.
    ///
    /// # Errors
    /// Fails if the calendar's range starts or ends inside this month.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, Weekday, YearMonthDay};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// // Thanksgiving: the fourth Thursday of November.
    /// let november = Date::new(&iso, YearMonthDay::new(2026, 11, 1))?;
    /// let fourth = november.nth_weekday_of_month(4, Weekday::Thursday)?;
    /// assert_eq!(fourth.map(|date| date.day()), Some(26));
    /// let last = november.nth_weekday_of_month(-1, Weekday::Monday)?;
    /// assert_eq!(last.map(|date| date.day()), Some(30));
    /// assert_eq!(november.nth_weekday_of_month(5, Weekday::Friday)?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn nth_weekday_of_month(
        &self,
        nth: i8,
        weekday: Weekday,
    ) -> Result<Option<Self>, DateError> {
        let calendar = self.calendar.front();
        let (_, first) = first_of_month(calendar, self.year(), self.month())?;
        let (_, last) = last_of_month(calendar, self.year(), self.month())?;
        let weeks = i64::from(nth.unsigned_abs())
            .saturating_sub(1)
            .saturating_mul(7);
        let day = if nth > 0 {
            let ahead = ahead(first.weekday(), weekday);
            first.checked_add(ahead.saturating_add(weeks))
        } else {
            let back = ahead(weekday, last.weekday());
            last.checked_add(back.saturating_add(weeks).saturating_neg())
        };
        match day.filter(|day| nth != 0 && (first..=last).contains(day)) {
            Some(day) => Self::from_julian_day(&self.calendar, day).map(Some),
            None => Ok(None),
        }
    }
}

/// Returns the week in its month of a date that exists, whose day is known.
pub(crate) fn week_of_month(
    calendar: &dyn Backend,
    date: YearMonthDay,
    julian_day: JulianDay,
    rule: WeekRule,
) -> Result<u8, DateError> {
    let (_, first) = first_of_month(calendar, date.year, date.month)?;
    let begin = first_week(first, rule).ok_or(DateError::Overflow)?;
    let days = julian_day.0.checked_sub(begin.0);
    // Up to six days of the month lie before its first week.
    let week = days.map(|days| days.div_euclid(7).saturating_add(1));
    week.and_then(|week| u8::try_from(week).ok())
        .ok_or(DateError::Overflow)
}

/// Counts the days from a weekday to the next occurrence of another, 0 to 6.
fn ahead(from: Weekday, to: Weekday) -> i64 {
    i64::from(to.number())
        .saturating_sub(i64::from(from.number()))
        .rem_euclid(7)
}

/// The weeks that belong to a year.
struct Weeks {
    /// The first day of the first week.
    first: JulianDay,
    count: u16,
}

impl Weeks {
    fn of(calendar: &dyn Backend, year: i32, rule: WeekRule) -> Result<Self, DateError> {
        let (_, first_day) = first_of_month(calendar, year, 1)?;
        // From the length, not from the next year: that may be out of range.
        let length = i64::from(days_in_year(calendar, year)?);
        let next_year = first_day.checked_add(length).ok_or(DateError::Overflow)?;
        let first = first_week(first_day, rule).ok_or(DateError::Overflow)?;
        let next = first_week(next_year, rule).ok_or(DateError::Overflow)?;
        let weeks = next.0.checked_sub(first.0).map(|days| days.div_euclid(7));
        let count = weeks.and_then(|weeks| u16::try_from(weeks).ok());
        Ok(Weeks {
            first,
            count: count.ok_or(DateError::Overflow)?,
        })
    }
}

/// Returns the day on which the first week begins of a year, or of a month, with this first day.
fn first_week(first_day: JulianDay, rule: WeekRule) -> Option<JulianDay> {
    let begins = rule.first_week(rule.days_into(first_day.weekday()));
    // Day 1 is the first day.
    first_day.checked_add(i64::from(begins).saturating_sub(1))
}
