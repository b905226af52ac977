//! [`Fields`]: what somebody says of a date, before a calendar has made a date of it.
#![forbid(unsafe_code)]

use core::fmt;

use super::{EraYear, MonthCode};
use crate::error::DateError;

/// What somebody says of a date: a year, or a year of an era, or both; a month by its place or by
/// its code, or both; a day.
///
/// [`Date::from_fields`](crate::Date::from_fields) makes a date of all that is needed,
/// [`Date::with`](crate::Date::with) changes a date in those fields that are given.
///
/// ```
/// use calendar_registry::{Date, Fields, Overflow, Registry, YearMonthDay};
///
/// let gregorian = Registry::with_builtins().resolve("gregorian")?;
/// let ides = Fields::new().era("bc", 44).month(3).day(15);
/// let date = Date::from_fields(&gregorian, ides, Overflow::Reject)?;
/// assert_eq!(date.year_month_day(), YearMonthDay::new(-44, 3, 15));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Fields<'e> {
    pub(crate) year: Option<i32>,
    pub(crate) era: Option<(&'e str, i32)>,
    pub(crate) month: Option<u8>,
    pub(crate) month_code: Option<MonthCode>,
    pub(crate) day: Option<u8>,
}

impl<'e> Fields<'e> {
    /// Nothing yet.
    ///
    /// ```
    /// # use calendar_registry::Fields;
    /// assert_eq!(Fields::new(), Fields::default());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Fields {
            year: None,
            era: None,
            month: None,
            month_code: None,
            day: None,
        }
    }

    /// With this year, by the calendar's own count, as in [`YearMonthDay`](crate::YearMonthDay).
    ///
    /// ```
    /// # use calendar_registry::Fields;
    /// let fields = Fields::new().year(2026).month(11).day(22);
    /// # assert_ne!(fields, Fields::new());
    /// ```
    #[must_use]
    pub const fn year(mut self, year: i32) -> Self {
        self.year = Some(year);
        self
    }

    /// With this year of an era, which goes by its code or an alias, in upper or lower case. The
    /// year may lie beyond the era.
    ///
    /// ```
    /// # use calendar_registry::Fields;
    /// let fields = Fields::new().era("reiwa", 8).month(11).day(22);
    /// # assert_ne!(fields, Fields::new());
    /// ```
    #[must_use]
    pub const fn era(mut self, code: &'e str, year: i32) -> Self {
        self.era = Some((code, year));
        self
    }

    /// With the month at this place of the year, from 1.
    ///
    /// ```
    /// # use calendar_registry::Fields;
    /// let fields = Fields::new().year(5787).month(3).day(12);
    /// # assert_ne!(fields, Fields::new());
    /// ```
    #[must_use]
    pub const fn month(mut self, month: u8) -> Self {
        self.month = Some(month);
        self
    }

    /// With the month of this code.
    ///
    /// ```
    /// # use calendar_registry::{Fields, MonthCode};
    /// let fields = Fields::new().year(5787).month_code("M05L".parse()?).day(1);
    /// # assert_ne!(fields, Fields::new());
    /// # Ok::<(), calendar_registry::ParseMonthCodeError>(())
    /// ```
    #[must_use]
    pub const fn month_code(mut self, code: MonthCode) -> Self {
        self.month_code = Some(code);
        self
    }

    /// With this day of the month, from 1.
    ///
    /// ```
    /// # use calendar_registry::Fields;
    /// let fields = Fields::new().day(22);
    /// # assert_ne!(fields, Fields::new());
    /// ```
    #[must_use]
    pub const fn day(mut self, day: u8) -> Self {
        self.day = Some(day);
        self
    }
}

/// Why fields are not a date of a calendar.
///
/// ```
/// use calendar_registry::{Date, Fields, FieldsError, Overflow, Registry};
///
/// let gregorian = Registry::with_builtins().resolve("gregorian")?;
/// let fields = Fields::new().era("heisei", 31).month(5).day(1);
/// let error = Date::from_fields(&gregorian, fields, Overflow::Constrain).unwrap_err();
/// assert_eq!(error, FieldsError::UnknownEra { known: vec!["ce", "bce"] });
/// assert_eq!(error.to_string(), "the era is unknown: this calendar has ce, bce");
/// # Ok::<(), calendar_registry::ResolveError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum FieldsError {
    /// Neither a year nor a year of an era is given.
    NoYear,
    /// Neither a month nor a month code is given.
    NoMonth,
    /// No day is given.
    NoDay,
    /// The calendar has no era of this code.
    UnknownEra {
        /// The codes of the eras that it has, the latest era first.
        known: Vec<&'static str>,
    },
    /// The year and the year of an era are different years.
    YearContradiction {
        /// The year.
        year: i32,
        /// The year of an era.
        era_year: EraYear,
        /// The calendar's year that the year of the era is.
        meant: i32,
    },
    /// The month and the month code are different months.
    MonthContradiction {
        /// The place of the month.
        month: u8,
        /// The code of the month.
        code: MonthCode,
        /// The place in that year of the month with the code.
        meant: u8,
    },
    /// The year, the month or the day does not exist.
    Date(DateError),
}

impl fmt::Display for FieldsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldsError::NoYear => f.write_str("a year, or a year of an era, is missing"),
            FieldsError::NoMonth => f.write_str("a month, or a month code, is missing"),
            FieldsError::NoDay => f.write_str("a day is missing"),
            FieldsError::UnknownEra { known } if known.is_empty() => {
                f.write_str("the era is unknown: this calendar has none")
            }
            FieldsError::UnknownEra { known } => {
                let known = known.join(", ");
                write!(f, "the era is unknown: this calendar has {known}")
            }
            FieldsError::YearContradiction {
                year,
                era_year,
                meant,
            } => write!(
                f,
                "the year {year} contradicts the year {era_year}, which is {meant}"
            ),
            FieldsError::MonthContradiction { month, code, meant } => write!(
                f,
                "month {month} contradicts {code}, which is month {meant} of that year"
            ),
            FieldsError::Date(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for FieldsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            FieldsError::Date(error) => Some(error),
            _ => None,
        }
    }
}

impl From<DateError> for FieldsError {
    fn from(error: DateError) -> Self {
        FieldsError::Date(error)
    }
}
