//! [`Date`]: a day in a calendar.

mod add;
mod fields;
mod fields_text;
mod getters;
mod month_day;
mod overflow;
mod resolve;
mod round;
mod series;
mod span;
mod text;
mod until;
mod week;
mod week_date;
mod year_month;

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use crate::backend::DateError;
use crate::calendar::Calendar;
use crate::day::{JulianDay, YearMonthDay};

pub use fields::{Fields, FieldsError};
pub use fields_text::ParseFieldsError;
pub use month_day::MonthDay;
pub use overflow::Overflow;
pub use round::{Rounding, RoundingMode};
pub use series::{Series, SeriesThrough};
pub use span::{DateSpan, ParseDateSpanError, Unit};
pub use text::{ParseDateError, Resolver, ShowCalendar};
#[cfg(feature = "text")]
pub(crate) use week::week_of_year;
pub use week::{WeekRule, YearWeek};
#[cfg(feature = "text")]
pub(crate) use week_date::week_of_month;
pub use year_month::YearMonth;

/// A day, seen in a calendar.
///
/// Two dates are equal if they are the same day, whatever their calendars; they are ordered and
/// hashed by the day too. [`same_calendar`](Self::same_calendar) compares the calendars. A date
/// keeps its calendar, also after the calendar is replaced or removed.
///
/// ```
/// use calendar_registry::{Date, JulianDay, Registry, YearMonthDay};
///
/// let registry = Registry::with_builtins();
/// let pin = registry.pin();
/// let today = Date::from_julian_day(pin.resolve("gregorian")?, JulianDay::new(2_461_367))?;
/// assert_eq!(today.year_month_day(), YearMonthDay::new(2026, 11, 22));
/// let jalali = today.in_calendar(pin.resolve("jalali")?)?;
/// assert_eq!((jalali.year(), jalali.month(), jalali.day()), (1405, 9, 1));
/// assert_eq!(today, jalali);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Date {
    calendar: Calendar,
    julian_day: JulianDay,
    /// The date of that day in the calendar.
    date: YearMonthDay,
}

impl Date {
    /// Creates a date from its year, month and day in a calendar.
    ///
    /// # Errors
    /// The [`DateError`] of the first part that does not exist, with the bound that holds for it.
    ///
    /// ```
    /// # use calendar_registry::{Date, JulianDay, Registry, YearMonthDay};
    /// # let registry = Registry::with_builtins();
    /// let date = Date::new(&registry.resolve("julian")?, YearMonthDay::new(1900, 2, 29))?;
    /// assert_eq!(date.julian_day(), JulianDay::new(2_415_092));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(calendar: &Calendar, date: YearMonthDay) -> Result<Self, DateError> {
        let julian_day = calendar.julian_day(date)?;
        Ok(Date {
            calendar: calendar.clone(),
            julian_day,
            date,
        })
    }

    /// Creates the date of a day in a calendar.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] for a day outside the calendar's range.
    ///
    /// ```
    /// # use calendar_registry::{Date, JulianDay, Registry};
    /// # let registry = Registry::with_builtins();
    /// let date = Date::from_julian_day(&registry.resolve("julian")?, JulianDay::UNIX_EPOCH)?;
    /// assert_eq!((date.month(), date.day()), (12, 19));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_julian_day(calendar: &Calendar, day: JulianDay) -> Result<Self, DateError> {
        let date = calendar.date(day)?;
        Ok(Date {
            calendar: calendar.clone(),
            julian_day: day,
            date,
        })
    }

    /// Returns the same day in another calendar.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] for a day outside the calendar's range.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let registry = Registry::with_builtins();
    /// let leap = Date::new(&registry.resolve("julian")?, YearMonthDay::new(1900, 2, 29))?;
    /// let same = leap.in_calendar(&registry.resolve("gregorian")?)?;
    /// assert_eq!(same.year_month_day(), YearMonthDay::new(1900, 3, 13));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_calendar(&self, calendar: &Calendar) -> Result<Self, DateError> {
        Self::from_julian_day(calendar, self.julian_day)
    }

    /// Returns the same day as year, month and day of a calendar.
    fn date_in(&self, calendar: &Calendar) -> Result<YearMonthDay, DateError> {
        if self.calendar == *calendar {
            Ok(self.date)
        } else {
            calendar.date(self.julian_day)
        }
    }

    /// Returns a date of the same calendar. The day and the date must be the same day.
    fn on(&self, date: YearMonthDay, julian_day: JulianDay) -> Self {
        Date {
            calendar: self.calendar.clone(),
            julian_day,
            date,
        }
    }

    /// Returns whether both dates have the same registration of a calendar. A calendar and its
    /// replacement are not the same, nor are the calendars of two registries.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let registry = Registry::with_builtins();
    /// let western = Date::new(&registry.resolve("gregorian")?, YearMonthDay::new(1918, 2, 14))?;
    /// let old = Date::new(&registry.resolve("julian")?, YearMonthDay::new(1918, 2, 1))?;
    /// assert!(western == old && !western.same_calendar(&old));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn same_calendar(&self, other: &Self) -> bool {
        self.calendar == other.calendar
    }

    /// Returns the calendar.
    ///
    /// ```
    /// # use calendar_registry::{Date, JulianDay, Registry};
    /// # let julian = Registry::with_builtins().resolve("julian")?;
    /// let date = Date::from_julian_day(&julian, JulianDay::UNIX_EPOCH)?;
    /// assert_eq!(date.calendar(), &julian);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Returns the Julian Day Number.
    ///
    /// ```
    /// # use calendar_registry::{Date, JulianDay, Registry};
    /// # let julian = Registry::with_builtins().resolve("julian")?;
    /// let date = Date::from_julian_day(&julian, JulianDay::UNIX_EPOCH)?;
    /// assert_eq!(date.julian_day(), JulianDay::UNIX_EPOCH);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn julian_day(&self) -> JulianDay {
        self.julian_day
    }

    /// Returns year, month and day in the calendar.
    ///
    /// ```
    /// # use calendar_registry::{Date, JulianDay, Registry, YearMonthDay};
    /// # let julian = Registry::with_builtins().resolve("julian")?;
    /// let date = Date::from_julian_day(&julian, JulianDay::UNIX_EPOCH)?;
    /// assert_eq!(date.year_month_day(), YearMonthDay::new(1969, 12, 19));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn year_month_day(&self) -> YearMonthDay {
        self.date
    }

    /// Returns the year, in the calendar's count.
    ///
    /// ```
    /// # use calendar_registry::{Date, JulianDay, Registry};
    /// # let julian = Registry::with_builtins().resolve("julian")?;
    /// assert_eq!(Date::from_julian_day(&julian, JulianDay::UNIX_EPOCH)?.year(), 1969);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn year(&self) -> i32 {
        self.date.year
    }

    /// Returns the ordinal of the month in the year, from 1.
    ///
    /// ```
    /// # use calendar_registry::{Date, JulianDay, Registry};
    /// # let julian = Registry::with_builtins().resolve("julian")?;
    /// assert_eq!(Date::from_julian_day(&julian, JulianDay::UNIX_EPOCH)?.month(), 12);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn month(&self) -> u8 {
        self.date.month
    }

    /// Returns the day of the month, from 1.
    ///
    /// ```
    /// # use calendar_registry::{Date, JulianDay, Registry};
    /// # let julian = Registry::with_builtins().resolve("julian")?;
    /// assert_eq!(Date::from_julian_day(&julian, JulianDay::UNIX_EPOCH)?.day(), 19);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn day(&self) -> u8 {
        self.date.day
    }
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.julian_day == other.julian_day
    }
}

impl Eq for Date {}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        self.julian_day.cmp(&other.julian_day)
    }
}

impl Hash for Date {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.julian_day.hash(state);
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Date")
            .field("calendar", &self.calendar.name())
            .field("date", &self.date)
            .field("julian_day", &self.julian_day)
            .finish()
    }
}
