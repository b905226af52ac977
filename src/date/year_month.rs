//! [`YearMonth`]: a month of a calendar, without a day.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use super::{Date, DateSpan, Fields, FieldsError, Overflow, ParseDateError, Resolver, Unit};
use crate::backend::derived::{first_of_month, plus_months, plus_years};
use crate::backend::{DateError, EraYear, MonthCode};
use crate::calendar::Calendar;
use crate::facade::Registry;

/// A month of a year in a calendar, without a day, as `PlainYearMonth` of ECMAScript's Temporal.
///
/// Two are equal if they are the same month of the same calendar. To order months, compare their
/// first days.
///
/// ```
/// use calendar_registry::{DateSpan, Overflow, Registry, YearMonth};
///
/// let registry = Registry::with_builtins();
/// let adar_i = YearMonth::new(&registry.resolve("hebrew")?, 5784, 6)?;
/// assert_eq!(adar_i.month_code()?.to_string(), "M05L");
/// assert_eq!(adar_i.days_in_month()?, 30);
/// let next_year = adar_i.add(DateSpan::new().years(1), Overflow::Constrain)?;
/// assert_eq!(next_year.month_code()?.to_string(), "M06");
/// assert_eq!(adar_i.to_string(), "2024-02-10[u-ca=hebrew]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct YearMonth {
    /// The first day of the month, which is Temporal's reference day.
    first: Date,
}

impl YearMonth {
    /// Creates a month from its year and its ordinal in the year.
    ///
    /// # Errors
    /// [`DateError`] for a year or a month that does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(YearMonth::new(&iso, 2026, 11)?.to_string(), "2026-11");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(calendar: &Calendar, year: i32, month: u8) -> Result<Self, DateError> {
        let (date, julian_day) = first_of_month(calendar.front(), year, month)?;
        Ok(YearMonth {
            first: Date {
                calendar: calendar.clone(),
                julian_day,
                date,
            },
        })
    }

    /// Creates the month that the fields describe. A day in the fields is ignored.
    ///
    /// # Errors
    /// As [`Date::from_fields`].
    ///
    /// ```
    /// # use calendar_registry::{Fields, Overflow, Registry, YearMonth};
    /// # let japanese = Registry::with_builtins().resolve("japanese")?;
    /// let fields = Fields::new().era("reiwa", 8).month(11);
    /// let month = YearMonth::from_fields(&japanese, fields, Overflow::Reject)?;
    /// assert_eq!((month.year(), month.month()), (2026, 11));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_fields(
        calendar: &Calendar,
        fields: Fields<'_>,
        overflow: Overflow,
    ) -> Result<Self, FieldsError> {
        // The first day may be missing, the month exists all the same.
        let within_month = match overflow {
            Overflow::Reject => Overflow::Reject,
            _ => Overflow::Constrain,
        };
        let date = Date::from_fields(calendar, fields.day(1), within_month);
        match date {
            Err(FieldsError::Date(DateError::DayGap { after, .. })) => {
                let date = Date::from_fields(calendar, fields.day(after), overflow)?;
                Ok(date.year_month()?)
            }
            date => Ok(date?.year_month()?),
        }
    }

    /// Returns the calendar.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(YearMonth::new(&iso, 2026, 11)?.calendar(), &iso);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.first.calendar
    }

    /// Returns the year, in the calendar's count.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(YearMonth::new(&iso, 2026, 11)?.year(), 2026);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn year(&self) -> i32 {
        self.first.year()
    }

    /// Returns the ordinal of the month in the year, from 1.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(YearMonth::new(&iso, 2026, 11)?.month(), 11);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn month(&self) -> u8 {
        self.first.month()
    }

    /// Returns the code of the month.
    ///
    /// # Errors
    /// As [`Date::month_code`].
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(YearMonth::new(&iso, 2026, 11)?.month_code()?.to_string(), "M11");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn month_code(&self) -> Result<MonthCode, DateError> {
        self.first.month_code()
    }

    /// Returns the year in its era, or `None` in a calendar without eras. In a month in which an
    /// era begins, it is the era of the first day.
    ///
    /// # Errors
    /// As [`Date::era_year`].
    ///
    /// ```
    /// # use calendar_registry::{EraYear, Registry, YearMonth};
    /// # let japanese = Registry::with_builtins().resolve("japanese")?;
    /// let month = YearMonth::new(&japanese, 2026, 11)?;
    /// assert_eq!(month.era_year()?, Some(EraYear::new("reiwa", 8)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn era_year(&self) -> Result<Option<EraYear<'_>>, DateError> {
        self.first.era_year()
    }

    /// Returns the number of days that exist in the month.
    ///
    /// # Errors
    /// As [`Date::days_in_month`].
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(YearMonth::new(&iso, 2026, 11)?.days_in_month()?, 30);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn days_in_month(&self) -> Result<u8, DateError> {
        self.first.days_in_month()
    }

    /// Returns the first day of the month.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let november = YearMonth::new(&iso, 2026, 11)?;
    /// assert!(november.first_day() < YearMonth::new(&iso, 2026, 12)?.first_day());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn first_day(&self) -> &Date {
        &self.first
    }

    /// Returns the last day of the month.
    ///
    /// # Errors
    /// Fails if the calendar's range ends inside this month.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(YearMonth::new(&iso, 2026, 11)?.last_day()?.day(), 30);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn last_day(&self) -> Result<Date, DateError> {
        self.first.end_of_month()
    }

    /// Returns a day of the month.
    ///
    /// # Errors
    /// [`DateError`] for a day that the month does not have, if `overflow` rejects it.
    ///
    /// ```
    /// # use calendar_registry::{Overflow, Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let february = YearMonth::new(&iso, 2026, 2)?;
    /// assert_eq!(february.on_day(30, Overflow::Constrain)?.to_string(), "2026-02-28");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn on_day(&self, day: u8, overflow: Overflow) -> Result<Date, FieldsError> {
        self.first.with(Fields::new().day(day), overflow)
    }

    /// Adds years and months, as [`Date::add`] does. Weeks and days are ignored.
    ///
    /// # Errors
    /// [`DateError::MonthCode`] for a month that the year does not have, if `overflow` rejects it;
    /// [`DateError`] for a result out of range.
    ///
    /// ```
    /// # use calendar_registry::{DateSpan, Overflow, Registry, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let november = YearMonth::new(&iso, 2026, 11)?;
    /// let later = november.add(DateSpan::new().months(3), Overflow::Constrain)?;
    /// assert_eq!(later.to_string(), "2027-02");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, span: DateSpan, overflow: Overflow) -> Result<Self, DateError> {
        let calendar = self.calendar().front();
        let month = plus_years(calendar, self.first.date, span.years, overflow)?;
        let month = plus_months(calendar, month, span.months)?;
        Self::new(self.calendar(), month.year, month.month)
    }

    /// Counts the years and months to another month, or only months with [`Unit::Month`]. A month
    /// of another calendar counts by its first day.
    ///
    /// # Errors
    /// As [`Date::until`].
    ///
    /// ```
    /// # use calendar_registry::{DateSpan, Registry, Unit, YearMonth};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let (from, to) = (YearMonth::new(&iso, 2026, 11)?, YearMonth::new(&iso, 2028, 1)?);
    /// assert_eq!(from.until(&to, Unit::Year)?, DateSpan::new().years(1).months(2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn until(&self, other: &Self, largest: Unit) -> Result<DateSpan, DateError> {
        let span = self.first.until(&other.first, largest.max(Unit::Month))?;
        Ok(span.weeks(0).days(0))
    }

    /// Reads a month as [`Display`](fmt::Display) writes it: `2026-11` in the calendar `iso8601`,
    /// or an ISO date with a calendar, `2024-02-10[u-ca=hebrew]`, whose month it is.
    ///
    /// # Errors
    /// As [`Date::parse`].
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonth};
    /// let registry = Registry::with_builtins();
    /// assert_eq!(YearMonth::parse("2026-11", &registry)?.month(), 11);
    /// let adar_i = YearMonth::parse("2024-02-15[u-ca=hebrew]", &registry)?;
    /// assert_eq!((adar_i.year(), adar_i.month()), (5784, 6));
    /// # Ok::<(), calendar_registry::ParseDateError>(())
    /// ```
    pub fn parse<R: Resolver + ?Sized>(text: &str, resolver: &R) -> Result<Self, ParseDateError> {
        let date = match Date::parse(text, resolver) {
            // Without a day, only the ISO calendar knows which month it is.
            Err(ParseDateError::Form { .. }) if !text.contains('[') => {
                Date::parse(&format!("{text}-01"), resolver)?
            }
            date => date?,
        };
        Ok(date.year_month()?)
    }
}

impl Date {
    /// Returns the month of the date.
    ///
    /// # Errors
    /// Fails if the calendar's range starts inside this month.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let date = Date::new(&iso, YearMonthDay::new(2026, 11, 25))?;
    /// assert_eq!(date.year_month()?.to_string(), "2026-11");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn year_month(&self) -> Result<YearMonth, DateError> {
        let first = self.start_of_month()?;
        Ok(YearMonth { first })
    }
}

impl PartialEq for YearMonth {
    fn eq(&self, other: &Self) -> bool {
        self.first == other.first && self.first.same_calendar(&other.first)
    }
}

impl Eq for YearMonth {}

impl Hash for YearMonth {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.first.hash(state);
    }
}

/// Writes `2026-11` in the calendar `iso8601`, and the ISO date of the first day with the calendar
/// in others.
impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first.is_iso() {
            // The date without its last three characters, which are ASCII: `-DD`.
            let text = self.first.to_string();
            let end = text.len().saturating_sub(3);
            return f.write_str(text.get(..end).unwrap_or_default());
        }
        self.first.fmt(f)
    }
}

impl fmt::Debug for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("YearMonth")
            .field("calendar", &self.calendar().name())
            .field("year", &self.year())
            .field("month", &self.month())
            .finish()
    }
}

/// Reads a month as [`YearMonth::parse`] does, with the calendars of [`Registry::global`].
impl FromStr for YearMonth {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        YearMonth::parse(text, Registry::global())
    }
}
