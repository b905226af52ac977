//! The parts of a date beside year, month and day.

use super::Date;
use crate::backend::derived::{extended_year, first_of_month, has_fixed_months, last_of_month};
use crate::backend::{DateError, EraYear, MonthCode};
use crate::weekday::Weekday;

/// # Fields
///
/// Each method asks the calendar. A calendar that keeps the [contract](crate::Backend#contract)
/// answers for every date; an error comes from a backend that contradicts itself.
impl Date {
    /// Returns the year in its era, or `None` in a calendar without eras.
    ///
    /// # Errors
    /// As [`Calendar::era_year`](crate::Calendar::era_year).
    ///
    /// ```
    /// # use calendar_registry::{Date, EraYear, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let ides = Date::new(&gregorian, YearMonthDay::new(-44, 3, 15))?;
    /// assert_eq!(ides.era_year()?, Some(EraYear::new("bce", 44)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn era_year(&self) -> Result<Option<EraYear<'_>>, DateError> {
        self.calendar.era_year(self.date)
    }

    /// Returns the year in a count without a gap, as astronomers count: in a calendar without a
    /// year 0, the year before 1 is the extended year 0.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let ides = Date::new(&gregorian, YearMonthDay::new(-44, 3, 15))?;
    /// assert_eq!(ides.extended_year(), -43);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn extended_year(&self) -> i64 {
        extended_year(self.calendar.front(), self.year())
    }

    /// Returns the code of the month, which distinguishes leap months.
    ///
    /// # Errors
    /// As [`Calendar::month_code`](crate::Calendar::month_code).
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(date.month_code()?.to_string(), "M11");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn month_code(&self) -> Result<MonthCode, DateError> {
        self.calendar.month_code(self.year(), self.month())
    }

    /// Returns the ordinal of the year's leap month, from 1, or `None` for a year without one.
    ///
    /// # Errors
    /// As [`Calendar::leap_month`](crate::Calendar::leap_month).
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2024, 2, 29))?;
    /// assert_eq!(date.leap_month()?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn leap_month(&self) -> Result<Option<u8>, DateError> {
        self.calendar.leap_month(self.year())
    }

    /// Returns the number of the day among the days of its year, from 1.
    ///
    /// # Errors
    /// As [`Calendar::day_of_year`](crate::Calendar::day_of_year).
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(date.day_of_year()?, 326);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn day_of_year(&self) -> Result<u16, DateError> {
        self.calendar.day_of_year(self.date)
    }

    /// Returns the number of days that exist in the month.
    ///
    /// # Errors
    /// As [`Calendar::days_in_month`](crate::Calendar::days_in_month).
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let jalali = Registry::with_builtins().resolve("jalali")?;
    /// assert_eq!(Date::new(&jalali, YearMonthDay::new(1405, 9, 1))?.days_in_month()?, 30);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn days_in_month(&self) -> Result<u8, DateError> {
        self.calendar.days_in_month(self.year(), self.month())
    }

    /// Returns the number of days that exist in the year.
    ///
    /// # Errors
    /// As [`Calendar::days_in_year`](crate::Calendar::days_in_year).
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let islamic = Registry::with_builtins().resolve("islamic civil")?;
    /// assert_eq!(Date::new(&islamic, YearMonthDay::new(1447, 1, 1))?.days_in_year()?, 355);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn days_in_year(&self) -> Result<u16, DateError> {
        self.calendar.days_in_year(self.year())
    }

    /// Returns the number of months in the year.
    ///
    /// # Errors
    /// As [`Calendar::months_in_year`](crate::Calendar::months_in_year).
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let jalali = Registry::with_builtins().resolve("jalali")?;
    /// assert_eq!(Date::new(&jalali, YearMonthDay::new(1405, 9, 1))?.months_in_year()?, 12);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn months_in_year(&self) -> Result<u8, DateError> {
        self.calendar.months_in_year(self.year())
    }

    /// Returns whether the year is a leap year.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// assert!(Date::new(&gregorian, YearMonthDay::new(2024, 7, 1))?.is_leap_year());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_leap_year(&self) -> bool {
        self.calendar.is_leap_year(self.year())
    }

    /// Returns the day of the week.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, Weekday, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(date.weekday(), Weekday::Sunday);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn weekday(&self) -> Weekday {
        self.julian_day.weekday()
    }

    /// Returns the quarter, 1 to 4, or `None` in a calendar whose months do not form four equal
    /// quarters in every year.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let jalali = Registry::with_builtins().resolve("jalali")?;
    /// assert_eq!(Date::new(&jalali, YearMonthDay::new(1405, 9, 1))?.quarter(), Some(3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn quarter(&self) -> Option<u8> {
        let months = self.calendar.maximum_months_in_year();
        let quarters = has_fixed_months(self.calendar.front()) && months.is_multiple_of(4);
        let in_quarter = months.checked_div(4).filter(|_| quarters)?;
        let before = self.month().saturating_sub(1).checked_div(in_quarter)?;
        Some(before.saturating_add(1))
    }

    /// Returns whether the calendar's published data covers the date, or its rule is the authority
    /// for every year. Outside, a calendar that depends on observation or announcements is an
    /// approximation.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Date, YearMonthDay, calendars::Chinese};
    /// # let chinese = Calendar::from(Chinese);
    /// assert!(Date::new(&chinese, YearMonthDay::new(2026, 1, 1)).unwrap().is_authoritative());
    /// assert!(!Date::new(&chinese, YearMonthDay::new(2300, 1, 1)).unwrap().is_authoritative());
    /// ```
    #[must_use]
    pub fn is_authoritative(&self) -> bool {
        let years = self.calendar.authoritative_years();
        years.is_none_or(|years| years.contains(&self.year()))
    }

    /// Returns the first day of the month.
    ///
    /// # Errors
    /// Fails if the calendar's range starts inside this month.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(date.start_of_month()?.year_month_day(), YearMonthDay::new(2026, 11, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn start_of_month(&self) -> Result<Self, DateError> {
        let (date, day) = first_of_month(self.calendar.front(), self.year(), self.month())?;
        Ok(self.on(date, day))
    }

    /// Returns the last day of the month.
    ///
    /// # Errors
    /// Fails if the calendar's range ends inside this month.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(date.end_of_month()?.day(), 30);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn end_of_month(&self) -> Result<Self, DateError> {
        let (date, day) = last_of_month(self.calendar.front(), self.year(), self.month())?;
        Ok(self.on(date, day))
    }

    /// Returns the first day of the year.
    ///
    /// # Errors
    /// Fails if the calendar's range starts inside this year.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let registry = Registry::with_builtins();
    /// let jalali = Date::new(&registry.resolve("jalali")?, YearMonthDay::new(1405, 9, 1))?;
    /// let new_year = jalali.start_of_year()?.in_calendar(&registry.resolve("gregorian")?)?;
    /// assert_eq!(new_year.year_month_day(), YearMonthDay::new(2026, 3, 21));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn start_of_year(&self) -> Result<Self, DateError> {
        let (date, day) = first_of_month(self.calendar.front(), self.year(), 1)?;
        Ok(self.on(date, day))
    }

    /// Returns the last day of the year.
    ///
    /// # Errors
    /// Fails if the calendar's range ends inside this year.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let jalali = Registry::with_builtins().resolve("jalali")?;
    /// let date = Date::new(&jalali, YearMonthDay::new(1405, 9, 1))?;
    /// assert_eq!(date.end_of_year()?.year_month_day(), YearMonthDay::new(1405, 12, 29));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn end_of_year(&self) -> Result<Self, DateError> {
        let month = self.months_in_year()?;
        let (date, day) = last_of_month(self.calendar.front(), self.year(), month)?;
        Ok(self.on(date, day))
    }
}
