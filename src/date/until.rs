//! The span between two dates, counted as in ECMAScript's Temporal (abstract operations
//! `NonISODateUntil` and `NonISODateSurpasses` of the proposal "Intl era and monthCode").
//!
//! The proposal adds years, then months, one by one, until the next step would surpass the other
//! date. Here one comparison replaces the loop: a date in an earlier year cannot surpass the other
//! date, one in a later year does, so only the step to the year of the other date is in question.
//! The same holds for months.

use core::cmp::Ordering;

use super::{Date, DateSpan, Overflow, Unit};
use crate::backend::derived::{
    code_of, constrained_ordinal, existing_date, extended_year, months_between, plus_months,
    plus_years,
};
use crate::backend::{Backend, DateError};
use crate::day::YearMonthDay;

impl Date {
    /// Returns the span from this date to another, with `largest` as its largest unit. The span is
    /// positive if the other date is later, negative if it is earlier.
    ///
    /// A year is complete on the same day of the month with the same code, a month on the same day
    /// of the next month: 31 January to 28 February are 28 days. Weeks occur only if they are the
    /// largest unit. For all dates `a` and `b` of one calendar and every unit, `a.add(a.until(&b,
    /// unit)?, Overflow::Constrain)` is `b`.
    ///
    /// A date of another calendar is first converted to this calendar. In months, the cost is
    /// proportional to the number of years between the dates if years differ in their number of
    /// months and the calendar has neither a [`month_cycle`](crate::Properties::month_cycle) nor a
    /// [`mean_month`](crate::Properties::mean_month).
    ///
    /// # Errors
    /// [`DateError::JulianDay`] for a date of another calendar outside this calendar's range;
    /// [`DateError::Overflow`] for a number of days that exceeds an `i64`.
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
            span.weeks = span.days / 7;
            span.days %= 7;
        }
        Ok(span)
    }

    /// Returns the span from another date to this one, counted from this date: the negated
    /// [`until`](Self::until).
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

/// The direction from a date to the other date.
#[derive(Clone, Copy)]
enum Direction {
    Later,
    Earlier,
}

impl Direction {
    /// Creates the direction from the comparison of a date with the other date. `None` if they are
    /// equal.
    fn of(order: Ordering) -> Option<Self> {
        match order {
            Ordering::Less => Some(Direction::Later),
            Ordering::Equal => None,
            Ordering::Greater => Some(Direction::Earlier),
        }
    }

    /// Returns whether a date with this comparison to the other date is beyond it.
    fn surpasses(self, order: Ordering) -> bool {
        match self {
            Direction::Later => order.is_gt(),
            Direction::Earlier => order.is_lt(),
        }
    }

    /// Returns a count one unit closer to 0. The count is not 0 and points in this direction.
    fn one_less(self, count: i64) -> i64 {
        // Closer to 0, so it does not wrap.
        count.wrapping_add(self.back())
    }

    /// Returns one step back from the other date.
    fn back(self) -> i64 {
        match self {
            Direction::Later => -1,
            Direction::Earlier => 1,
        }
    }
}

/// Returns the number of complete years between two dates: the difference of the years, or one less
/// if that step surpasses the other date, by the code or by the ordinal of the month.
fn whole_years(
    calendar: &dyn Backend,
    from: YearMonthDay,
    to: YearMonthDay,
    direction: Direction,
) -> Result<i64, DateError> {
    // Extended years exceed an `i32` by one at most, so their difference fits.
    let away = extended_year(calendar, to.year).wrapping_sub(extended_year(calendar, from.year));
    if away == 0 {
        return Ok(0);
    }
    let code = code_of(calendar, from.year, from.month)?;
    let by_code = (code, from.day).cmp(&(code_of(calendar, to.year, to.month)?, to.day));
    let month = constrained_ordinal(calendar, to.year, code)?;
    let by_ordinal = (month, from.day).cmp(&(to.month, to.day));
    let surpassed = direction.surpasses(by_code) || direction.surpasses(by_ordinal);
    Ok(if surpassed {
        direction.one_less(away)
    } else {
        away
    })
}

/// Returns the number of complete months between two dates, and the month that they lead to, with
/// the day of the first date.
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
