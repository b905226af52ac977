//! [`DateSpan`]: an amount of years, months, weeks and days; and the [`Unit`]s.
#![forbid(unsafe_code)]

use crate::error::DateError;

/// An amount of years, months, weeks and days: what lies between two dates, and what is added
/// to one.
///
/// How many days it is depends on the date that it is added to. The parts need not have one
/// sign; those that [`Date::until`](crate::Date::until) answers do.
///
/// ```
/// use calendar_registry::DateSpan;
///
/// let span = DateSpan::new().years(1).days(-10);
/// assert_eq!(span, DateSpan { years: 1, months: 0, weeks: 0, days: -10 });
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct DateSpan {
    /// How many years.
    pub years: i64,
    /// How many months, beside the years.
    pub months: i64,
    /// How many weeks, of seven days each.
    pub weeks: i64,
    /// How many days, beside the weeks.
    pub days: i64,
}

impl DateSpan {
    /// Nothing: to begin with.
    ///
    /// ```
    /// # use calendar_registry::DateSpan;
    /// assert_eq!(DateSpan::new(), DateSpan::default());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        DateSpan {
            years: 0,
            months: 0,
            weeks: 0,
            days: 0,
        }
    }

    /// So many of one unit.
    ///
    /// ```
    /// # use calendar_registry::{DateSpan, Unit};
    /// assert_eq!(DateSpan::of(Unit::Week, 2), DateSpan::new().weeks(2));
    /// ```
    #[must_use]
    pub const fn of(unit: Unit, count: i64) -> Self {
        let none = DateSpan::new();
        match unit {
            Unit::Year => none.years(count),
            Unit::Month => none.months(count),
            Unit::Week => none.weeks(count),
            Unit::Day => none.days(count),
        }
    }

    /// The same, with so many years.
    ///
    /// ```
    /// # use calendar_registry::DateSpan;
    /// assert_eq!(DateSpan::new().years(3).years, 3);
    /// ```
    #[must_use]
    pub const fn years(mut self, years: i64) -> Self {
        self.years = years;
        self
    }

    /// The same, with so many months.
    ///
    /// ```
    /// # use calendar_registry::DateSpan;
    /// assert_eq!(DateSpan::new().months(18).months, 18);
    /// ```
    #[must_use]
    pub const fn months(mut self, months: i64) -> Self {
        self.months = months;
        self
    }

    /// The same, with so many weeks.
    ///
    /// ```
    /// # use calendar_registry::DateSpan;
    /// assert_eq!(DateSpan::new().weeks(-1).weeks, -1);
    /// ```
    #[must_use]
    pub const fn weeks(mut self, weeks: i64) -> Self {
        self.weeks = weeks;
        self
    }

    /// The same, with so many days.
    ///
    /// ```
    /// # use calendar_registry::DateSpan;
    /// assert_eq!(DateSpan::new().days(90).days, 90);
    /// ```
    #[must_use]
    pub const fn days(mut self, days: i64) -> Self {
        self.days = days;
        self
    }

    /// Each part with the other sign.
    ///
    /// # Errors
    /// [`DateError::Overflow`] for a part of `i64::MIN`.
    ///
    /// ```
    /// # use calendar_registry::{DateError, DateSpan};
    /// let span = DateSpan::new().years(1).days(-10);
    /// assert_eq!(span.checked_neg()?, DateSpan::new().years(-1).days(10));
    /// assert_eq!(DateSpan::new().days(i64::MIN).checked_neg(), Err(DateError::Overflow));
    /// # Ok::<(), DateError>(())
    /// ```
    pub fn checked_neg(self) -> Result<Self, DateError> {
        let negated = |part: i64| part.checked_neg().ok_or(DateError::Overflow);
        Ok(DateSpan {
            years: negated(self.years)?,
            months: negated(self.months)?,
            weeks: negated(self.weeks)?,
            days: negated(self.days)?,
        })
    }

    /// Weeks and days, as days.
    pub(super) fn in_days(self) -> Result<i64, DateError> {
        let days = i128::from(self.weeks)
            .saturating_mul(7)
            .saturating_add(i128::from(self.days));
        i64::try_from(days).map_err(|_| DateError::Overflow)
    }
}

/// A unit of calendar time, from the smallest to the largest.
///
/// ```
/// use calendar_registry::Unit;
///
/// assert!(Unit::Day < Unit::Week && Unit::Month < Unit::Year);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unit {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month of a calendar.
    Month,
    /// A year of a calendar.
    Year,
}
