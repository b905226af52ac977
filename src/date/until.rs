//! The span between two dates, as ECMAScript's Temporal counts it (abstract operations
//! `NonISODateUntil` and `NonISODateSurpasses` of the proposal "Intl era and monthCode").
//!
//! There, a span grows year by year and month by month until the next one would surpass the
//! other date. All that lies in an earlier year cannot surpass it and all that lies in a later
//! one must, so the year of the other date alone decides; the same holds for months.
#![forbid(unsafe_code)]

use core::cmp::Ordering;

use super::{Date, DateSpan, Overflow, Unit};
use crate::backend::derived::{
    code_of, constrained_ordinal, existing_date, extended_year, months_between, plus_months,
    plus_years,
};
use crate::backend::{Backend, DateError};
use crate::day::YearMonthDay;

impl Date {
    /// What has to be added to come to another date, in units up to the largest one given.
    /// A later date is a positive span away, an earlier one a negative span.
    ///
    /// A year has passed with the same day of the month of the same code, a month with the same day
    /// of the next month: from 31 January to 28 February there are 28 days. Weeks are counted if
    /// they are the largest unit, and otherwise are days. For all dates `a` and `b`
    /// of one calendar and all units, `a.add(a.until(&b, unit)?, Overflow::Constrain)` is `b`.
    ///
    /// A date of another calendar is converted to this one first. Where years have
    /// different numbers of months and the month is the largest unit, each year between is visited.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] for a date of another calendar that this one does not reach;
    /// [`DateError::Overflow`] for days beyond an `i64`.
    ///
    /// ```
    /// # use calendar_registry::{Date, DateSpan, Registry, Unit, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let born = Date::new(&gregorian, YearMonthDay::new(1991, 8, 30))?;
    /// let today = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// let age = born.until(&today, Unit::Year)?;
    /// assert_eq!(age, DateSpan::new().years(35).months(2).days(23));
    /// assert_eq!(born.until(&today, Unit::Week)?, DateSpan::new().weeks(1838).days(2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn until(&self, other: &Date, largest: Unit) -> Result<DateSpan, DateError> {
        let to = other.date_in(&self.calendar)?;
        let Some(direction) = Direction::of(self.julian_day.cmp(&other.julian_day)) else {
            return Ok(DateSpan::new());
        };
        let calendar = self.calendar.front();
        let mut span = DateSpan::new();
        let mut reached = self.date;
        let mut from = self.julian_day;
        if largest >= Unit::Month {
            if largest == Unit::Year {
                span.years = whole_years(calendar, reached, to, direction)?;
                reached = plus_years(calendar, reached, span.years, Overflow::Constrain)?;
            }
            (span.months, reached) = whole_months(calendar, reached, to, direction)?;
            (_, from) = existing_date(calendar, reached, Overflow::Constrain)?;
        }
        let days = other.julian_day.number().checked_sub(from.number());
        span.days = days.ok_or(DateError::Overflow)?;
        if largest == Unit::Week {
            span.weeks = span.days.checked_div(7).unwrap_or(0);
            span.days = span.days.checked_rem(7).unwrap_or(0);
        }
        Ok(span)
    }

    /// What has to be added to another date to come to this one, but counted from this one:
    /// [`until`](Self::until), negated.
    ///
    /// # Errors
    /// As [`until`](Self::until).
    ///
    /// ```
    /// # use calendar_registry::{Date, DateSpan, Registry, Unit, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 3, 31))?;
    /// let earlier = Date::new(&gregorian, YearMonthDay::new(2026, 2, 28))?;
    /// assert_eq!(date.since(&earlier, Unit::Month)?, DateSpan::new().months(1));
    /// assert_eq!(earlier.until(&date, Unit::Month)?, DateSpan::new().months(1).days(3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn since(&self, other: &Date, largest: Unit) -> Result<DateSpan, DateError> {
        self.until(other, largest)?.checked_neg()
    }
}

/// Where the other date lies.
#[derive(Clone, Copy)]
enum Direction {
    Later,
    Earlier,
}

impl Direction {
    /// From how a date compares to the other.
    fn of(order: Ordering) -> Option<Self> {
        match order {
            Ordering::Less => Some(Direction::Later),
            Ordering::Equal => None,
            Ordering::Greater => Some(Direction::Earlier),
        }
    }

    /// Whether a place that compares so to the other date lies beyond it.
    fn surpasses(self, order: Ordering) -> bool {
        match self {
            Direction::Later => order.is_gt(),
            Direction::Earlier => order.is_lt(),
        }
    }

    /// One less of a count in this direction.
    fn one_less(self, count: i64) -> i64 {
        count.saturating_add(self.back())
    }

    /// A step away from the other date.
    fn back(self) -> i64 {
        match self {
            Direction::Later => -1,
            Direction::Earlier => 1,
        }
    }
}

/// So many years fit between: all up to the year of the other date, or one less where the month
/// and day are beyond it there, be it by the month's code or by its place.
fn whole_years(
    calendar: &dyn Backend,
    from: YearMonthDay,
    to: YearMonthDay,
    direction: Direction,
) -> Result<i64, DateError> {
    let away = extended_year(calendar, to.year).saturating_sub(extended_year(calendar, from.year));
    if away == 0 {
        return Ok(0);
    }
    let code = code_of(calendar, from.year, from.month)?;
    let by_code = (code, from.day).cmp(&(code_of(calendar, to.year, to.month)?, to.day));
    let month = constrained_ordinal(calendar, to.year, code)?;
    let by_place = (month, from.day).cmp(&(to.month, to.day));
    let surpassed = direction.surpasses(by_code) || direction.surpasses(by_place);
    Ok(if surpassed {
        direction.one_less(away)
    } else {
        away
    })
}

/// So many months fit between, and the month that they lead to; the day is as it was.
fn whole_months(
    calendar: &dyn Backend,
    from: YearMonthDay,
    to: YearMonthDay,
    direction: Direction,
) -> Result<(i64, YearMonthDay), DateError> {
    let away = months_between(calendar, from, to)?;
    let same_month = YearMonthDay {
        day: from.day,
        ..to
    };
    if away != 0 && direction.surpasses(from.day.cmp(&to.day)) {
        let before = plus_months(calendar, same_month, direction.back())?;
        return Ok((direction.one_less(away), before));
    }
    Ok((away, same_month))
}
