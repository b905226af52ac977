//! Dates one after another: [`Series`], and one with an end, [`SeriesThrough`].

use core::iter::FusedIterator;

use super::{Date, DateSpan, Overflow, Unit};
use crate::backend::DateError;
use crate::backend::derived::{existing_date, plus_months};
use crate::day::{JulianDay, YearMonthDay};

impl Date {
    /// Iterates over this date and the dates after it, one unit apart, to the end of the
    /// calendar's range.
    ///
    /// Each date is counted from this one, so the day does not drift: 31 January, 28 February,
    /// 31 March. [`Series::overflow`] changes what replaces a missing date.
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, Unit, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let start = Date::new(&gregorian, YearMonthDay::new(2026, 1, 31))?;
    /// let days: Vec<u8> = start.series(Unit::Month).take(4).map(|date| date.day()).collect();
    /// assert_eq!(days, [31, 28, 31, 30]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn series(&self, unit: Unit) -> Series {
        let steps = Steps {
            start: self.clone(),
            unit,
            overflow: Overflow::Constrain,
        };
        Series {
            month: Month::new(self),
            index: Some(0),
            steps,
        }
    }
}

/// Dates one unit apart, to the end of the calendar's range: [`Date::series`].
///
/// ```
/// use calendar_registry::{Date, Registry, Unit, YearMonthDay};
///
/// let gregorian = Registry::with_builtins().resolve("gregorian")?;
/// let start = Date::new(&gregorian, YearMonthDay::new(2024, 2, 29))?;
/// let fourth = start.series(Unit::Year).nth(4).unwrap();
/// assert_eq!(fourth.year_month_day(), YearMonthDay::new(2028, 2, 29));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Series {
    steps: Steps,
    /// The index of the next date, or `None` at the end.
    index: Option<i64>,
    month: Month,
}

impl Series {
    /// Sets what replaces a date that does not exist. [`Overflow::Reject`] omits it, as RFC 7529's
    /// `SKIP=OMIT` does; [`Overflow::Next`] is its `SKIP=FORWARD`.
    ///
    /// ```
    /// # use calendar_registry::{Date, Overflow, Registry, Unit, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let start = Date::new(&gregorian, YearMonthDay::new(2026, 1, 31))?;
    /// let series = start.series(Unit::Month).overflow(Overflow::Reject);
    /// let months: Vec<u8> = series.take(4).map(|date| date.month()).collect();
    /// assert_eq!(months, [1, 3, 5, 7]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn overflow(mut self, overflow: Overflow) -> Self {
        self.steps.overflow = overflow;
        self
    }

    /// Ends the series at a date, which is included if the series reaches it. The result iterates
    /// from both ends.
    ///
    /// # Errors
    /// As [`Date::until`].
    ///
    /// ```
    /// # use calendar_registry::{Date, Registry, Unit, YearMonthDay};
    /// # let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = Date::new(&gregorian, YearMonthDay::new(2026, 11, 22))?;
    /// let month = date.start_of_month()?.series(Unit::Day).through(&date.end_of_month()?)?;
    /// assert_eq!(month.clone().count(), 30);
    /// assert_eq!(month.rev().next(), Some(date.end_of_month()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn through(self, end: &Date) -> Result<SeriesThrough, DateError> {
        let steps = self.steps;
        let span = steps.start.until(end, steps.unit)?;
        let whole = match steps.unit {
            Unit::Year => span.years,
            Unit::Month => span.months,
            Unit::Week => span.weeks,
            Unit::Day => span.days,
        };
        // A month from 31 January ends on 28 February, before the same day is reached: one step
        // more than `until` counts can fit, and with `Overflow::Next` one less.
        let near = [whole.saturating_add(1), whole, whole.saturating_sub(1)];
        let fits = |index: &i64| {
            let bound = steps.bound(*index);
            *index >= 0 && bound.is_some_and(|day| day <= end.julian_day)
        };
        let last = near.into_iter().find(fits).unwrap_or(-1);
        Ok(SeriesThrough {
            first: self.index.unwrap_or(i64::MAX),
            front: self.month,
            last,
            back: self.month,
            steps,
        })
    }
}

impl Iterator for Series {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        loop {
            let index = self.index?;
            let step = self.month.step(&self.steps, index);
            self.index = index.checked_add(1);
            match step {
                Step::Date(date) => return Some(date),
                Step::Omitted => {}
                Step::End => self.index = None,
            }
        }
    }

    fn nth(&mut self, skipped: usize) -> Option<Date> {
        if self.steps.overflow == Overflow::Reject {
            // Omitted dates do not count, so each has to be visited.
            for _ in 0..skipped {
                self.next()?;
            }
        } else {
            let skipped = i64::try_from(skipped).ok();
            let index = self.index.zip(skipped);
            self.index = index.and_then(|(index, skipped)| index.checked_add(skipped));
        }
        self.next()
    }
}

impl FusedIterator for Series {}

/// Dates one unit apart, up to an end: [`Series::through`].
///
/// ```
/// use calendar_registry::{Date, Registry, Unit, YearMonthDay};
///
/// let gregorian = Registry::with_builtins().resolve("gregorian")?;
/// let start = Date::new(&gregorian, YearMonthDay::new(2026, 1, 31))?;
/// let end = Date::new(&gregorian, YearMonthDay::new(2026, 4, 30))?;
/// let days = start.series(Unit::Month).through(&end)?.rev().map(|date| date.day());
/// assert_eq!(days.collect::<Vec<u8>>(), [30, 31, 28, 31]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SeriesThrough {
    steps: Steps,
    /// The index of the first date that is left.
    first: i64,
    front: Month,
    /// The index of the last date that is left.
    last: i64,
    back: Month,
}

impl Iterator for SeriesThrough {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        while self.first <= self.last {
            let index = self.first;
            self.first = index.saturating_add(1);
            match self.front.step(&self.steps, index) {
                Step::Date(date) => return Some(date),
                Step::Omitted => {}
                Step::End => break,
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.last.saturating_sub(self.first).saturating_add(1);
        let left = usize::try_from(left.max(0)).ok();
        let least = match self.steps.overflow {
            Overflow::Reject => 0,
            _ => left.unwrap_or(usize::MAX),
        };
        (least, left)
    }
}

impl DoubleEndedIterator for SeriesThrough {
    fn next_back(&mut self) -> Option<Date> {
        while self.first <= self.last {
            let index = self.last;
            self.last = index.saturating_sub(1);
            match self.back.step(&self.steps, index) {
                Step::Date(date) => return Some(date),
                Step::Omitted => {}
                Step::End => break,
            }
        }
        None
    }
}

impl FusedIterator for SeriesThrough {}

/// How a series counts.
#[derive(Clone, Debug)]
struct Steps {
    start: Date,
    unit: Unit,
    overflow: Overflow,
}

impl Steps {
    /// Returns the date a number of units after the start.
    fn date(&self, index: i64, overflow: Overflow) -> Result<Date, DateError> {
        self.start.add(DateSpan::of(self.unit, index), overflow)
    }

    /// Returns the day of the date with this index, or of what would replace it.
    fn bound(&self, index: i64) -> Option<JulianDay> {
        let overflow = match self.overflow {
            Overflow::Next => Overflow::Next,
            _ => Overflow::Constrain,
        };
        self.date(index, overflow).ok().map(|date| date.julian_day)
    }
}

/// The result of one step.
enum Step {
    Date(Date),
    /// The date does not exist and is omitted.
    Omitted,
    /// The range of the calendar has ended.
    End,
}

/// The month that a series has reached. Where years differ in their number of months, the next
/// month is nearer to it than to the start.
#[derive(Clone, Copy, Debug)]
struct Month {
    index: i64,
    /// The month, with the day of the start, which may not exist in it.
    date: YearMonthDay,
}

impl Month {
    fn new(start: &Date) -> Self {
        Month {
            index: 0,
            date: start.date,
        }
    }

    fn step(&mut self, steps: &Steps, index: i64) -> Step {
        let date = match steps.unit {
            Unit::Month => self.date(steps, index),
            _ => steps.date(index, steps.overflow),
        };
        match date {
            Ok(date) => Step::Date(date),
            // Other overflows replace a missing date: there, the error is a contradiction in the
            // backend, and a series that went on might not end.
            Err(DateError::Day { .. } | DateError::DayGap { .. } | DateError::MonthCode { .. })
                if steps.overflow == Overflow::Reject =>
            {
                Step::Omitted
            }
            Err(_) => Step::End,
        }
    }

    fn date(&mut self, steps: &Steps, index: i64) -> Result<Date, DateError> {
        let calendar = steps.start.calendar.front();
        let away = index.saturating_sub(self.index);
        self.date = plus_months(calendar, self.date, away)?;
        self.index = index;
        let (date, day) = existing_date(calendar, self.date, steps.overflow)?;
        Ok(steps.start.on(date, day))
    }
}
