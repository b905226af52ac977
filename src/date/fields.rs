//! [`Fields`]: the parts of a date as a user gives them, not checked against a calendar.

use core::fmt;

use crate::backend::{DateError, EraYear, MonthCode};

/// The parts of a date as a user gives them: a year, a year of an era, or both; a month by its
/// ordinal, by its code, or both; a day.
///
/// [`Date::from_fields`](crate::Date::from_fields) creates a date from a complete set, and
/// [`Date::with`](crate::Date::with) replaces some fields of a date.
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
    pub(crate) extended_year: Option<i64>,
    pub(crate) era: Option<(&'e str, i32)>,
    pub(crate) month: Option<u8>,
    pub(crate) month_code: Option<MonthCode>,
    pub(crate) day: Option<u8>,
}

impl<'e> Fields<'e> {
    /// Creates a set without fields.
    ///
    /// ```
    /// # use calendar_registry::Fields;
    /// assert_eq!(Fields::new(), Fields::default());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Fields {
            year: None,
            extended_year: None,
            era: None,
            month: None,
            month_code: None,
            day: None,
        }
    }

    /// Sets the year, in the calendar's count, as in [`YearMonthDay`](crate::YearMonthDay).
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

    /// Sets the year in a count with a year 0, as [`Date::extended_year`](crate::Date::extended_year)
    /// returns it. It is the `year` of ECMAScript's Temporal in every calendar.
    ///
    /// ```
    /// # use calendar_registry::{Date, Fields, Overflow, Registry, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let fields = Fields::new().extended_year(0).month(3).day(15);
    /// let date = Date::from_fields(&gregorian, fields, Overflow::Reject)?;
    /// assert_eq!(date.year_month_day(), YearMonthDay::new(-1, 3, 15));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn extended_year(mut self, year: i64) -> Self {
        self.extended_year = Some(year);
        self
    }

    /// Sets the year of an era, given by its code or an alias in any ASCII case. The year may be
    /// after the era's end.
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

    /// Sets the ordinal of the month in the year, from 1.
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

    /// Sets the code of the month.
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

    /// Sets the day of the month, from 1.
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

/// The reason why fields do not describe a date of a calendar.
///
/// ```
/// use calendar_registry::{Date, Fields, FieldsError, Overflow, Registry};
///
/// let gregorian = Registry::with_builtins().resolve("gregorian")?;
/// let fields = Fields::new().era("heisei", 31).month(5).day(1);
/// let error = Date::from_fields(&gregorian, fields, Overflow::Constrain).unwrap_err();
/// assert_eq!(error, FieldsError::UnknownEra { known: vec!["ce".into(), "bce".into()] });
/// assert_eq!(error.to_string(), "unknown era: the calendar has ce, bce");
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
    /// The calendar has no era with this code.
    UnknownEra {
        /// The codes of its eras, the latest first.
        known: Vec<String>,
    },
    /// The year and the year of an era are different years.
    YearContradiction {
        /// The year.
        year: i32,
        /// The year of an era.
        era_year: EraYear<'static>,
        /// The calendar's year of that year of an era.
        meant: i32,
    },
    /// The year and the extended year are different years.
    ExtendedYearContradiction {
        /// The year, given or of an era.
        year: i32,
        /// The extended year.
        extended_year: i64,
    },
    /// The month and the month code are different months.
    MonthContradiction {
        /// The ordinal of the month.
        month: u8,
        /// The code of the month.
        code: MonthCode,
        /// The ordinal in that year of the month with the code.
        meant: u8,
    },
    /// The year, the month or the day does not exist.
    Date(DateError),
}

impl fmt::Display for FieldsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldsError::NoYear => {
                f.write_str("the year is missing: give a year or a year of an era")
            }
            FieldsError::NoMonth => {
                f.write_str("the month is missing: give a month or a month code")
            }
            FieldsError::NoDay => f.write_str("the day is missing"),
            FieldsError::UnknownEra { known } if known.is_empty() => {
                f.write_str("unknown era: the calendar has no eras")
            }
            FieldsError::UnknownEra { known } => {
                let known = known.join(", ");
                write!(f, "unknown era: the calendar has {known}")
            }
            FieldsError::YearContradiction {
                year,
                era_year,
                meant,
            } => write!(
                f,
                "the year {year} contradicts {era_year}, which is the year {meant}"
            ),
            FieldsError::ExtendedYearContradiction {
                year,
                extended_year,
            } => write!(
                f,
                "the year {year} contradicts the extended year {extended_year}"
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
