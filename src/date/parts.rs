//! What a date tells of itself, beside year, month and day.
#![forbid(unsafe_code)]

use super::Date;
use crate::arithmetic::{extended_year, has_months_fixed};
use crate::backend::Backend;
use crate::day::{Weekday, YearMonthDay};
use crate::error::DateError;
use crate::fields::{EraYear, MonthCode};

/// # Fields
///
/// Each asks the calendar. A calendar whose answers hold together has one for every date that exists;
/// an error is what a calendar answered that does not.
impl Date {
    /// The year as it is counted in its era; `None` in a calendar without eras.
    ///
    /// # Errors
    /// What the calendar answers to [`Backend::era_year`].
    ///
    /// ```
    /// # use calendar_registry::{Date, EraYear, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let ides = Date::new(&gregorian, YearMonthDay::new(-44, 3, 15))?;
    /// assert_eq!(ides.era_year()?, Some(EraYear { era: "bce", year: 44 }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn era_year(&self) -> Result<Option<EraYear>, DateError> {
        self.calendar.era_year(self.date)
    }

    /// The year in a count without a gap, as astronomers count: in a calendar without a year 0,
    /// the year before 1 is 0 here.
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
        let calendar: &dyn Backend = &*self.calendar;
        extended_year(calendar, self.year())
    }

    /// The code of its month, which tells a leap month from the others.
    ///
    /// # Errors
    /// What the calendar answers to [`Backend::month_code`].
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

    /// The place of its year's leap month, from 1; `None` where the year has none.
    ///
    /// # Errors
    /// What the calendar answers to [`Backend::leap_month`].
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

    /// Its place in the year, from 1.
    ///
    /// # Errors
    /// What the calendar answers to [`Backend::day_of_year`].
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

    /// How many days its month has.
    ///
    /// # Errors
    /// What the calendar answers to [`Backend::days_in_month`].
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

    /// How many days its year has.
    ///
    /// # Errors
    /// What the calendar answers to [`Backend::days_in_year`].
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

    /// How many months its year has.
    ///
    /// # Errors
    /// What the calendar answers to [`Backend::months_in_year`].
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

    /// Whether its year is longer than a common one.
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

    /// Its day of the week.
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

    /// Its quarter, 1 to 4. `None` in a calendar whose months do not make four quarters in
    /// every year.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let jalali = Registry::with_builtins().resolve("jalali")?;
    /// assert_eq!(Date::new(&jalali, YearMonthDay::new(1405, 9, 1))?.quarter(), Some(3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn quarter(&self) -> Option<u8> {
        let calendar: &dyn Backend = &*self.calendar;
        let months = calendar.maximum_months_in_year();
        let quarters = has_months_fixed(calendar) && months.is_multiple_of(4);
        let in_quarter = months.checked_div(4).filter(|_| quarters)?;
        let before = self.month().saturating_sub(1).checked_div(in_quarter)?;
        Some(before.saturating_add(1))
    }

    /// The first day of its month.
    ///
    /// # Errors
    /// An error with the range where that begins within the month.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(date.start_of_month()?.year_month_day(), YearMonthDay::new(2026, 11, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn start_of_month(&self) -> Result<Self, DateError> {
        let date = YearMonthDay {
            day: 1,
            ..self.date
        };
        Self::new(&self.calendar, date)
    }

    /// The last day of its month.
    ///
    /// # Errors
    /// An error with the range where that ends within the month.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(date.end_of_month()?.day(), 30);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn end_of_month(&self) -> Result<Self, DateError> {
        let day = self.days_in_month()?;
        Self::new(&self.calendar, YearMonthDay { day, ..self.date })
    }

    /// The first day of its year.
    ///
    /// # Errors
    /// An error with the range where that begins within the year.
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
        Self::new(&self.calendar, YearMonthDay::new(self.year(), 1, 1))
    }

    /// The last day of its year.
    ///
    /// # Errors
    /// An error with the range where that ends within the year.
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
        let day = self.calendar.days_in_month(self.year(), month)?;
        Self::new(&self.calendar, YearMonthDay::new(self.year(), month, day))
    }
}
