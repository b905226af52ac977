//! The span between two dates, rounded, as ECMAScript's Temporal does (abstract operations
//! `RoundRelativeDuration`, `NudgeToCalendarUnit` and `BubbleRelativeDuration`).

use core::num::NonZeroU32;

use super::{Date, DateSpan, Overflow, Unit};
use crate::backend::DateError;

/// How [`Date::until_rounded`] counts and rounds a span.
///
/// ```
/// use calendar_registry::{Date, DateSpan, Registry, Rounding, RoundingMode, Unit, YearMonthDay};
///
/// let iso = Registry::with_builtins().resolve("iso8601")?;
/// let hired = Date::new(&iso, YearMonthDay::new(2019, 1, 8))?;
/// let today = Date::new(&iso, YearMonthDay::new(2026, 11, 22))?;
/// let quarters = Rounding::new(Unit::Year, Unit::Month).increment(3).mode(RoundingMode::HalfExpand);
/// assert_eq!(hired.until_rounded(&today, quarters)?, DateSpan::new().years(7).months(9));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Rounding {
    largest: Unit,
    smallest: Unit,
    increment: NonZeroU32,
    mode: RoundingMode,
}

impl Rounding {
    /// Counts in units from `largest` to `smallest`, and rounds toward zero. If `smallest` is the
    /// larger unit, it is the largest one too.
    ///
    /// ```
    /// # use calendar_registry::{Rounding, Unit};
    /// assert_ne!(Rounding::new(Unit::Year, Unit::Day), Rounding::new(Unit::Year, Unit::Month));
    /// ```
    #[must_use]
    pub fn new(largest: Unit, smallest: Unit) -> Self {
        Rounding {
            largest: largest.max(smallest),
            smallest,
            increment: NonZeroU32::MIN,
            mode: RoundingMode::Trunc,
        }
    }

    /// Rounds the smallest unit to a multiple of `increment`. 0 counts as 1.
    ///
    /// ```
    /// # use calendar_registry::{Rounding, Unit};
    /// let fives = Rounding::new(Unit::Day, Unit::Day).increment(5);
    /// assert_ne!(fives, Rounding::new(Unit::Day, Unit::Day));
    /// ```
    #[must_use]
    pub fn increment(mut self, increment: u32) -> Self {
        self.increment = NonZeroU32::new(increment).unwrap_or(NonZeroU32::MIN);
        self
    }

    /// Sets the rounding mode.
    ///
    /// ```
    /// # use calendar_registry::{Rounding, RoundingMode, Unit};
    /// let up = Rounding::new(Unit::Year, Unit::Year).mode(RoundingMode::Ceil);
    /// assert_ne!(up, Rounding::new(Unit::Year, Unit::Year));
    /// ```
    #[must_use]
    pub const fn mode(mut self, mode: RoundingMode) -> Self {
        self.mode = mode;
        self
    }
}

/// How a number between two multiples is rounded, as in ECMAScript.
///
/// ```
/// use calendar_registry::RoundingMode;
///
/// assert_eq!(RoundingMode::default(), RoundingMode::Trunc);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum RoundingMode {
    /// Toward positive infinity.
    Ceil,
    /// Toward negative infinity.
    Floor,
    /// Away from zero.
    Expand,
    /// Toward zero.
    #[default]
    Trunc,
    /// To the nearest; halves toward positive infinity.
    HalfCeil,
    /// To the nearest; halves toward negative infinity.
    HalfFloor,
    /// To the nearest; halves away from zero.
    HalfExpand,
    /// To the nearest; halves toward zero.
    HalfTrunc,
    /// To the nearest; halves to the even multiple.
    HalfEven,
}

impl Date {
    /// Counts the span to another date, and rounds it.
    ///
    /// A span is rounded by the days that its smallest unit has at that place: half of February
    /// is less than half of March.
    ///
    /// # Errors
    /// As [`until`](Self::until), and [`DateError`] where a rounded span leads out of range.
    ///
    /// ```
    /// # use calendar_registry::{Date, DateSpan, Registry, Rounding, RoundingMode, Unit, YearMonthDay};
    /// # let iso = Registry::with_builtins().resolve("iso8601")?;
    /// let born = Date::new(&iso, YearMonthDay::new(1991, 8, 30))?;
    /// let today = Date::new(&iso, YearMonthDay::new(2026, 11, 22))?;
    /// let age = born.until_rounded(&today, Rounding::new(Unit::Year, Unit::Year))?;
    /// assert_eq!(age, DateSpan::new().years(35));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn until_rounded(&self, other: &Date, rounding: Rounding) -> Result<DateSpan, DateError> {
        let span = self.until(other, rounding.largest)?;
        let exact = rounding.smallest == Unit::Day && rounding.increment == NonZeroU32::MIN;
        if exact || self == other {
            return Ok(span);
        }
        let sign = if self < other { 1 } else { -1 };
        let (span, expanded) = self.nudge(other, span, sign, rounding)?;
        if expanded && rounding.smallest != Unit::Week {
            return self.bubble(span, sign, rounding);
        }
        Ok(span)
    }

    /// Rounds the smallest unit. Returns the span, and whether it was rounded away from zero.
    fn nudge(
        &self,
        other: &Date,
        span: DateSpan,
        sign: i64,
        rounding: Rounding,
    ) -> Result<(DateSpan, bool), DateError> {
        let (kept, count) = self.split(span, rounding.smallest)?;
        let increment = i64::from(rounding.increment.get());
        let below = count
            .checked_div(increment)
            .unwrap_or(0)
            .checked_mul(increment);
        let below = below.ok_or(DateError::Overflow)?;
        let step = increment.checked_mul(sign).ok_or(DateError::Overflow)?;
        let above = below.checked_add(step).ok_or(DateError::Overflow)?;
        let whole = |count| kept.with(rounding.smallest, count);
        let start = self.add(whole(below), Overflow::Constrain)?.julian_day.0;
        let target = other.julian_day.0;
        if start == target {
            return Ok((whole(below), false));
        }
        let end = self.add(whole(above), Overflow::Constrain)?.julian_day.0;
        // The place of the date between the two multiples: `part` of `all`, both positive.
        let difference = |to: i64| to.checked_sub(start).ok_or(DateError::Overflow);
        let part = difference(target)?.unsigned_abs();
        let all = difference(end)?.unsigned_abs();
        let even = below
            .checked_div(increment)
            .is_some_and(|multiple| multiple % 2 == 0);
        if part >= all || rounding.mode.expands(part, all, sign > 0, even) {
            Ok((whole(above), true))
        } else {
            Ok((whole(below), false))
        }
    }

    /// Splits a span into the units larger than the smallest one, and the count of that.
    fn split(&self, span: DateSpan, smallest: Unit) -> Result<(DateSpan, i64), DateError> {
        let DateSpan {
            years,
            months,
            weeks,
            days,
        } = span;
        let larger = DateSpan::new().years(years);
        Ok(match smallest {
            Unit::Year => (DateSpan::new(), years),
            Unit::Month => (larger, months),
            Unit::Week => {
                // Whole weeks among the days, where weeks are not the largest unit.
                let more = days.checked_div(7).unwrap_or(0);
                let weeks = weeks.checked_add(more).ok_or(DateError::Overflow)?;
                (larger.months(months), weeks)
            }
            Unit::Day => (larger.months(months).weeks(weeks), days),
        })
    }

    /// Carries a rounded unit into the larger ones: 11 months that became 12 are a year.
    fn bubble(&self, span: DateSpan, sign: i64, rounding: Rounding) -> Result<DateSpan, DateError> {
        let reached = self.add(span, Overflow::Constrain)?.julian_day;
        let mut span = span;
        for unit in [Unit::Week, Unit::Month, Unit::Year] {
            let skipped = unit == Unit::Week && rounding.largest != Unit::Week;
            if unit <= rounding.smallest || unit > rounding.largest || skipped {
                continue;
            }
            let (kept, count) = match unit {
                Unit::Year => (DateSpan::new(), span.years),
                Unit::Month => (DateSpan::new().years(span.years), span.months),
                _ => (
                    DateSpan::new().years(span.years).months(span.months),
                    span.weeks,
                ),
            };
            let count = count.checked_add(sign).ok_or(DateError::Overflow)?;
            let carried = kept.with(unit, count);
            let end = self.add(carried, Overflow::Constrain)?.julian_day;
            let beyond = if sign > 0 {
                reached >= end
            } else {
                reached <= end
            };
            if !beyond {
                break;
            }
            span = carried;
        }
        Ok(span)
    }
}

impl RoundingMode {
    /// Returns whether a number at `part` of the way from one multiple to the next, away from
    /// zero, is rounded to the next. `even` says whether the first is an even multiple.
    fn expands(self, part: u64, all: u64, positive: bool, even: bool) -> bool {
        // Compared without a product: twice a `u64` may not fit.
        let rest = all.saturating_sub(part);
        let half = part == rest;
        let nearer = part > rest;
        match self {
            RoundingMode::Ceil => positive,
            RoundingMode::Floor => !positive,
            RoundingMode::Expand => true,
            RoundingMode::Trunc => false,
            RoundingMode::HalfCeil => nearer || half && positive,
            RoundingMode::HalfFloor => nearer || half && !positive,
            RoundingMode::HalfExpand => nearer || half,
            RoundingMode::HalfTrunc => nearer,
            RoundingMode::HalfEven => nearer || half && !even,
        }
    }
}
