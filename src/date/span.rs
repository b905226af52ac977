//! [`DateSpan`]: a number of years, months, weeks and days; and [`Unit`].

use core::fmt;
use core::ops::Neg;
use core::str::FromStr;

use crate::backend::DateError;

/// A number of years, months, weeks and days, to add to a date or counted between two dates.
///
/// Its length in days depends on the date that it is added to. The parts may differ in sign; those
/// of a result of [`Date::until`](crate::Date::until) do not.
///
/// It is written and read as an ISO 8601 duration; a sign may precede the whole or a part.
///
/// ```
/// use calendar_registry::DateSpan;
///
/// let span = DateSpan::new().years(1).days(-10);
/// assert_eq!(span, DateSpan { years: 1, months: 0, weeks: 0, days: -10 });
/// assert_eq!(span.to_string(), "P1Y-10D");
/// assert_eq!("-P3W4D".parse(), Ok(DateSpan::new().weeks(-3).days(-4)));
/// ```
#[doc(alias("duration", "period"))]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct DateSpan {
    /// The number of years.
    pub years: i64,
    /// The number of months, in addition to the years.
    pub months: i64,
    /// The number of weeks, of seven days each.
    pub weeks: i64,
    /// The number of days, in addition to the weeks.
    pub days: i64,
}

impl DateSpan {
    /// Creates an empty span.
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

    /// Creates a span of `count` units.
    ///
    /// ```
    /// # use calendar_registry::{DateSpan, Unit};
    /// assert_eq!(DateSpan::of(Unit::Week, 2), DateSpan::new().weeks(2));
    /// ```
    #[must_use]
    pub const fn of(unit: Unit, count: i64) -> Self {
        DateSpan::new().with(unit, count)
    }

    /// Sets the number of years.
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

    /// Sets the number of months.
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

    /// Sets the number of weeks.
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

    /// Sets the number of days.
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

    /// Negates each part.
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

    /// Returns the span with one of its parts replaced.
    pub(super) const fn with(self, unit: Unit, count: i64) -> Self {
        match unit {
            Unit::Year => self.years(count),
            Unit::Month => self.months(count),
            Unit::Week => self.weeks(count),
            Unit::Day => self.days(count),
        }
    }

    /// Returns the parts that are not 0, with the letters of ISO 8601.
    pub(crate) fn parts(self) -> impl Iterator<Item = (i64, char)> {
        let parts = [
            (self.years, 'Y'),
            (self.months, 'M'),
            (self.weeks, 'W'),
            (self.days, 'D'),
        ];
        parts.into_iter().filter(|(count, _)| *count != 0)
    }

    /// Returns the weeks and days as days.
    pub(super) fn in_days(self) -> Result<i64, DateError> {
        // Seven `i64` and one more fit an `i128`.
        let days = i128::from(self.weeks)
            .wrapping_mul(7)
            .wrapping_add(i128::from(self.days));
        i64::try_from(days).map_err(|_| DateError::Overflow)
    }
}

/// Negates each part. `i64::MIN`, which has no counterpart, becomes `i64::MAX`; use
/// [`checked_neg`](DateSpan::checked_neg) where that matters.
///
/// ```
/// # use calendar_registry::DateSpan;
/// assert_eq!(-DateSpan::new().months(2), DateSpan::new().months(-2));
/// ```
impl Neg for DateSpan {
    type Output = Self;

    fn neg(self) -> Self {
        DateSpan {
            years: self.years.saturating_neg(),
            months: self.months.saturating_neg(),
            weeks: self.weeks.saturating_neg(),
            days: self.days.saturating_neg(),
        }
    }
}

/// Writes an ISO 8601 duration: `P1Y2M3W4D`, `-P1M` if no part is positive, `P0D` if empty.
impl fmt::Display for DateSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.parts().next().is_none() {
            return f.write_str("P0D");
        }
        // One sign for all parts where they agree, as in RFC 5545 and Temporal.
        let negative = self.parts().all(|(count, _)| count < 0);
        f.write_str(if negative { "-P" } else { "P" })?;
        for (count, unit) in self.parts() {
            let sign = if count < 0 && !negative { "-" } else { "" };
            write!(f, "{sign}{}{unit}", count.unsigned_abs())?;
        }
        Ok(())
    }
}

/// The error for a text that is not a [`DateSpan`].
///
/// ```
/// use calendar_registry::{DateSpan, ParseDateSpanError};
///
/// assert_eq!("1Y".parse::<DateSpan>(), Err(ParseDateSpanError::Form));
/// assert_eq!("P1DT2H".parse::<DateSpan>(), Err(ParseDateSpanError::Time));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseDateSpanError {
    /// The text does not have the form `P1Y2M3W4D`.
    Form,
    /// The duration has hours, minutes or seconds.
    Time,
    /// A part exceeds an `i64`.
    Range,
}

impl fmt::Display for ParseDateSpanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ParseDateSpanError::Form => {
                "expected an ISO 8601 duration of years, months, weeks and days: P1Y2M3W4D"
            }
            ParseDateSpanError::Time => "a span of dates has no hours, minutes or seconds",
            ParseDateSpanError::Range => "a part of the span exceeds 64 bits",
        })
    }
}

impl std::error::Error for ParseDateSpanError {}

/// Reads an ISO 8601 duration of years, months, weeks and days, in this order. A sign may precede
/// the `P`, or a part.
impl FromStr for DateSpan {
    type Err = ParseDateSpanError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (negative, text) = split_sign(text);
        let mut rest = text
            .strip_prefix(['P', 'p'])
            .ok_or(ParseDateSpanError::Form)?;
        let mut span = DateSpan::new();
        // A part must come after the parts before it.
        let mut units = "YMWD".chars();
        while !rest.is_empty() {
            if rest.starts_with(['T', 't']) {
                return Err(ParseDateSpanError::Time);
            }
            let (part_negative, part) = split_sign(rest);
            let end = part.find(|byte: char| !byte.is_ascii_digit());
            // `end` is a character boundary.
            let (digits, after) = part
                .split_at_checked(end.unwrap_or(part.len()))
                .ok_or(ParseDateSpanError::Form)?;
            let mut after = after.chars();
            let unit = after.next().map(|unit| unit.to_ascii_uppercase());
            if digits.is_empty() || !unit.is_some_and(|unit| units.any(|known| known == unit)) {
                return Err(ParseDateSpanError::Form);
            }
            // Read with its sign, so that `i64::MIN` reads back.
            let sign = if negative != part_negative { "-" } else { "" };
            let count = format!("{sign}{digits}")
                .parse()
                .map_err(|_| ParseDateSpanError::Range)?;
            match unit {
                Some('Y') => span.years = count,
                Some('M') => span.months = count,
                Some('W') => span.weeks = count,
                _ => span.days = count,
            }
            rest = after.as_str();
        }
        // A `P` alone.
        if text.len() == 1 {
            return Err(ParseDateSpanError::Form);
        }
        Ok(span)
    }
}

/// Splits off a sign: returns whether it is a minus, and the rest.
fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
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
