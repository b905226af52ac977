//! [`Date`]: a day in a calendar.
#![forbid(unsafe_code)]

mod add;
pub(crate) mod iso;
mod overflow;
mod parts;
mod resolve;
mod series;
mod span;
mod text;
mod until;
mod week;

pub use text::{DateTextError, Resolver};

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use crate::Calendar;
use crate::day::{JulianDay, YearMonthDay};
use crate::error::DateError;

pub use overflow::Overflow;
pub use series::{Series, SeriesThrough};
pub use span::{DateSpan, Unit};
pub use week::{WeekRule, YearWeek};

/// A day, as a date of a calendar.
///
/// It keeps its calendar, whatever becomes of the registration. Dates compare by their
/// day, so those of different calendars can be compared; equal are only dates of one calendar.
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
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Date {
    calendar: Calendar,
    julian_day: JulianDay,
    /// The same day in the calendar's terms.
    date: YearMonthDay,
}

impl Date {
    /// The day of this date of a calendar.
    ///
    /// # Errors
    /// [`DateError`] names the first part that does not exist, and the bound that holds for it.
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

    /// The date of this day in a calendar.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] outside the days that the calendar can name.
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

    /// The same day in another calendar.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] outside the days that the calendar can name.
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

    /// Year, month and day of the same day in a calendar.
    fn date_in(&self, calendar: &Calendar) -> Result<YearMonthDay, DateError> {
        if self.calendar == *calendar {
            Ok(self.date)
        } else {
            calendar.date(self.julian_day)
        }
    }

    /// How its day compares to the day of another date, whatever the calendars.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let registry = Registry::with_builtins();
    /// let western = Date::new(&registry.resolve("gregorian")?, YearMonthDay::new(1918, 2, 14))?;
    /// let old = Date::new(&registry.resolve("julian")?, YearMonthDay::new(1918, 2, 1))?;
    /// assert!(western.cmp_by_day(&old).is_eq());
    /// // Two calendars, so not equal, nor in an order.
    /// assert!(western != old && western.partial_cmp(&old).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cmp_by_day(&self, other: &Self) -> Ordering {
        self.julian_day.cmp(&other.julian_day)
    }

    /// Its calendar.
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

    /// Its day.
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

    /// Year, month and day in its calendar.
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

    /// Its year, by the calendar's own count.
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

    /// The place of its month in the year, from 1.
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

    /// The place of the day in its month, from 1.
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
        self.julian_day == other.julian_day && self.calendar == other.calendar
    }
}

impl Eq for Date {}

impl PartialOrd for Date {
    /// By day; `None` for one day in two calendars.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let order = self.cmp_by_day(other);
        (order.is_ne() || self.calendar == other.calendar).then_some(order)
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
