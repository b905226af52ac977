//! [`MonthDay`]: a day of a month in a calendar, without a year.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use super::{Date, Fields, FieldsError, Overflow, ParseDateError, Resolver};
use crate::backend::derived::{calendar_year, extended_year, ordinal_of};
use crate::backend::{DateError, MonthCode};
use crate::calendar::Calendar;
use crate::day::{JulianDay, YearMonthDay};
use crate::facade::Registry;

/// A month and a day in a calendar, without a year, as `PlainMonthDay` of ECMAScript's Temporal: a
/// birthday or a holiday.
///
/// It has a *reference date*, the latest such day up to 31 December 1972 (ISO), which its text
/// contains. Two are equal if they are the same month code and day of the same calendar.
///
/// ```
/// use calendar_registry::{Fields, MonthDay, Overflow, Registry};
///
/// let hebrew = Registry::with_builtins().resolve("hebrew")?;
/// let purim = MonthDay::new(&hebrew, "M06".parse()?, 14)?;
/// let in_5784 = purim.in_year(Fields::new().year(5784), Overflow::Reject)?;
/// assert_eq!(in_5784.to_string(), "2024-03-24[u-ca=hebrew]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct MonthDay {
    /// The reference date.
    reference: Date,
    code: MonthCode,
}

/// 31 December 1972 (ISO). Temporal's reference dates are not later.
const LAST_REFERENCE: JulianDay = JulianDay(2_441_683);

/// The number of years that are searched for a reference date. The rarest leap months of the
/// Chinese calendar are hundreds of years apart.
const YEARS_SEARCHED: i64 = 1_500;

impl MonthDay {
    /// Creates a month and a day from the month's code.
    ///
    /// # Errors
    /// [`DateError::MonthCode`] if no year of the 1,500 up to 1972 has the month;
    /// [`DateError::Day`] if none has the day in it.
    ///
    /// ```
    /// # use calendar_registry::{MonthDay, Registry};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(MonthDay::new(&iso, "M02".parse()?, 29)?.to_string(), "02-29");
    /// assert!(MonthDay::new(&iso, "M02".parse()?, 30).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(calendar: &Calendar, code: MonthCode, day: u8) -> Result<Self, DateError> {
        let front = calendar.front();
        let latest = front.date(LAST_REFERENCE)?.year;
        let latest = extended_year(front, latest);
        let mut error = DateError::MonthCode { code };
        for away in 0..YEARS_SEARCHED {
            let Ok(year) = calendar_year(front, i128::from(latest.saturating_sub(away))) else {
                break;
            };
            let Ok(month) = ordinal_of(front, year, code) else {
                continue;
            };
            let date = YearMonthDay::new(year, month, day);
            match front.julian_day(date) {
                Ok(julian_day) if julian_day <= LAST_REFERENCE => {
                    let calendar = calendar.clone();
                    let reference = Date {
                        calendar,
                        julian_day,
                        date,
                    };
                    return Ok(MonthDay { reference, code });
                }
                Ok(_) => {}
                Err(missing) => error = missing,
            }
        }
        Err(error)
    }

    /// Creates the month and day that the fields describe: a month code and a day, or a year, a
    /// month and a day. The year decides about a day that does not exist, and is then forgotten.
    ///
    /// # Errors
    /// [`FieldsError::NoYear`] for a month without a code and a year;
    /// otherwise as [`Date::from_fields`] and [`new`](Self::new).
    ///
    /// ```
    /// # use calendar_registry::{Fields, MonthDay, Overflow, Registry};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let fields = Fields::new().year(2026).month(2).day(29);
    /// let day = MonthDay::from_fields(&iso, fields, Overflow::Constrain)?;
    /// assert_eq!(day.to_string(), "02-28");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_fields(
        calendar: &Calendar,
        fields: Fields<'_>,
        overflow: Overflow,
    ) -> Result<Self, FieldsError> {
        let has_year =
            fields.year.is_some() || fields.era.is_some() || fields.extended_year.is_some();
        if has_year {
            let date = Date::from_fields(calendar, fields, overflow)?;
            return Ok(date.month_day()?);
        }
        let day = fields.day.ok_or(FieldsError::NoDay)?;
        let Some(code) = fields.month_code else {
            let missing = if fields.month.is_some() {
                FieldsError::NoYear
            } else {
                FieldsError::NoMonth
            };
            return Err(missing);
        };
        match Self::new(calendar, code, day) {
            // The longest such month of any year decides.
            Err(DateError::Day { last, .. }) if overflow != Overflow::Reject && day > last => {
                let days = (1..day).rev();
                let mut found = days.filter_map(|day| Self::new(calendar, code, day).ok());
                found
                    .next()
                    .ok_or(FieldsError::Date(DateError::Day { day, last }))
            }
            found => Ok(found?),
        }
    }

    /// Returns the calendar.
    ///
    /// ```
    /// # use calendar_registry::{MonthDay, Registry};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(MonthDay::new(&iso, "M11".parse()?, 25)?.calendar(), &iso);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.reference.calendar
    }

    /// Returns the code of the month.
    ///
    /// ```
    /// # use calendar_registry::{MonthDay, Registry};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(MonthDay::new(&iso, "M11".parse()?, 25)?.month_code().number(), 11);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn month_code(&self) -> MonthCode {
        self.code
    }

    /// Returns the day of the month, from 1.
    ///
    /// ```
    /// # use calendar_registry::{MonthDay, Registry};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(MonthDay::new(&iso, "M11".parse()?, 25)?.day(), 25);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn day(&self) -> u8 {
        self.reference.day()
    }

    /// Returns the reference date: the latest such day up to 31 December 1972 (ISO).
    ///
    /// ```
    /// # use calendar_registry::{MonthDay, Registry};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// assert_eq!(MonthDay::new(&iso, "M11".parse()?, 25)?.reference().year(), 1972);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn reference(&self) -> &Date {
        &self.reference
    }

    /// Returns the date of this day in a year, given by fields without a month and a day.
    ///
    /// # Errors
    /// As [`Date::from_fields`].
    ///
    /// ```
    /// # use calendar_registry::{Fields, MonthDay, Overflow, Registry};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let leap_day = MonthDay::new(&iso, "M02".parse()?, 29)?;
    /// let year = Fields::new().year(2026);
    /// assert_eq!(leap_day.in_year(year, Overflow::Constrain)?.to_string(), "2026-02-28");
    /// assert_eq!(leap_day.in_year(year, Overflow::Next)?.to_string(), "2026-03-01");
    /// assert!(leap_day.in_year(year, Overflow::Reject).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_year(&self, year: Fields<'_>, overflow: Overflow) -> Result<Date, FieldsError> {
        let fields = year.month_code(self.code).day(self.day());
        Date::from_fields(self.calendar(), fields, overflow)
    }

    /// Reads a month and a day as [`Display`](fmt::Display) writes them: `11-25` or `--11-25` in
    /// the calendar `iso8601`, or an ISO date with a calendar.
    ///
    /// # Errors
    /// As [`Date::parse`].
    ///
    /// ```
    /// # use calendar_registry::{MonthDay, Registry};
    /// let registry = Registry::with_builtins();
    /// assert_eq!(MonthDay::parse("--11-25", &registry)?.day(), 25);
    /// let purim = MonthDay::parse("2024-03-24[u-ca=hebrew]", &registry)?;
    /// assert_eq!((purim.month_code().number(), purim.day()), (6, 14));
    /// # Ok::<(), calendar_registry::ParseDateError>(())
    /// ```
    pub fn parse<R: Resolver + ?Sized>(text: &str, resolver: &R) -> Result<Self, ParseDateError> {
        let bare = text.strip_prefix("--").unwrap_or(text);
        let date = if bare.len() == 5 {
            // 1972 is a leap year, so it has every day that a year can have.
            Date::parse(&format!("1972-{bare}"), resolver)?
        } else {
            Date::parse(text, resolver)?
        };
        Ok(date.month_day()?)
    }
}

impl Date {
    /// Returns the month and the day of the date.
    ///
    /// # Errors
    /// As [`MonthDay::new`].
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, YearMonthDay};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let date = Date::new(&iso, YearMonthDay::new(2026, 11, 25))?;
    /// assert_eq!(date.month_day()?.to_string(), "11-25");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn month_day(&self) -> Result<MonthDay, DateError> {
        MonthDay::new(&self.calendar, self.month_code()?, self.day())
    }
}

impl PartialEq for MonthDay {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
            && self.day() == other.day()
            && self.reference.same_calendar(&other.reference)
    }
}

impl Eq for MonthDay {}

impl Hash for MonthDay {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
        self.day().hash(state);
    }
}

/// Writes `11-25` in the calendar `iso8601`, and the ISO date of the reference date with the
/// calendar in others.
impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.reference.is_iso() {
            return write!(f, "{:02}-{:02}", self.code.number(), self.day());
        }
        self.reference.fmt(f)
    }
}

impl fmt::Debug for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MonthDay")
            .field("calendar", &self.calendar().name())
            .field("month_code", &self.code)
            .field("day", &self.day())
            .finish()
    }
}

/// Reads a month and a day as [`MonthDay::parse`] does, with the calendars of
/// [`Registry::global`].
impl FromStr for MonthDay {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        MonthDay::parse(text, Registry::global())
    }
}
