//! Dates one after another: [`Series`], and one with an end, [`SeriesThrough`].

use core::iter::FusedIterator;

use super::{Date, DateSpan, Overflow, Unit};
use crate::backend::DateError;
use crate::backend::derived::{existing_date, plus_months};
use crate::day::YearMonthDay;

impl Date {
    /// This date and those after it, a unit apart, to the end of the calendar's range.
    ///
    /// Each is counted from this one, so that nothing drifts: from 31 January month by
    /// month there are 28 February and 31 March.
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
        Series {
            next: Place::new(self),
            start: self.clone(),
            unit,
            index: Some(0),
        }
    }
}

/// Dates a unit apart, up to the end of the calendar's range: [`Date::series`].
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
    start: Date,
    unit: Unit,
    /// Of the next date; `None` after the last one.
    index: Option<i64>,
    next: Place,
}

impl Series {
    /// Those up to an end, which may be one of them.
    ///
    /// It can be walked from both ends.
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
        let mut last = count(self.start.until(end, self.unit)?, self.unit);
        // A month from 31 January is over on 28 February, before the same day has come.
        let next = self.start.step(self.unit, last.saturating_add(1));
        if last >= 0 && next.is_ok_and(|next| next.julian_day <= end.julian_day) {
            last = last.saturating_add(1);
        }
        // Before the start, less than a unit away.
        if end.julian_day < self.start.julian_day {
            last = -1;
        }
        Ok(SeriesThrough {
            first: self.index.unwrap_or(i64::MAX),
            front: self.next,
            last,
            back: self.next,
            start: self.start,
            unit: self.unit,
        })
    }
}

impl Iterator for Series {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        self.nth(0)
    }

    fn nth(&mut self, skipped: usize) -> Option<Date> {
        let skipped = i64::try_from(skipped).ok();
        let index = self.index.zip(skipped);
        let index = index.and_then(|(index, skipped)| index.checked_add(skipped));
        let date = index.and_then(|index| self.next.date(&self.start, self.unit, index).ok());
        self.index = index.filter(|_| date.is_some());
        self.index = self.index.and_then(|index| index.checked_add(1));
        date
    }
}

impl FusedIterator for Series {}

/// Dates a unit apart, up to an end: [`Series::through`].
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
    start: Date,
    unit: Unit,
    /// Of the first date that is left.
    first: i64,
    front: Place,
    /// Of the last date that is left.
    last: i64,
    back: Place,
}

impl Iterator for SeriesThrough {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        let index = Some(self.first).filter(|first| *first <= self.last)?;
        self.first = index.saturating_add(1);
        self.front.date(&self.start, self.unit, index).ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.last.saturating_sub(self.first).saturating_add(1);
        let left = usize::try_from(left.max(0)).ok();
        (left.unwrap_or(usize::MAX), left)
    }
}

impl DoubleEndedIterator for SeriesThrough {
    fn next_back(&mut self) -> Option<Date> {
        let index = Some(self.last).filter(|last| *last >= self.first)?;
        self.last = index.saturating_sub(1);
        self.back.date(&self.start, self.unit, index).ok()
    }
}

impl FusedIterator for SeriesThrough {}

/// The month that a series has come to: where years have different numbers of months, the way to
/// the next one is shorter from there than from the start.
#[derive(Clone, Copy, Debug)]
struct Place {
    index: i64,
    /// With the day of the start, which may not exist in it.
    month: YearMonthDay,
}

impl Place {
    fn new(start: &Date) -> Self {
        Place {
            index: 0,
            month: start.date,
        }
    }

    /// The date of this index.
    fn date(&mut self, start: &Date, unit: Unit, index: i64) -> Result<Date, DateError> {
        if unit != Unit::Month {
            return start.step(unit, index);
        }
        let calendar = start.calendar.front();
        let away = index.saturating_sub(self.index);
        self.month = plus_months(calendar, self.month, away)?;
        self.index = index;
        let (date, day) = existing_date(calendar, self.month, Overflow::Constrain)?;
        Ok(start.on(date, day))
    }
}

impl Date {
    /// So many units later.
    fn step(&self, unit: Unit, count: i64) -> Result<Self, DateError> {
        self.add(DateSpan::of(unit, count), Overflow::Constrain)
    }
}

/// How many of a unit there are in a span.
fn count(span: DateSpan, unit: Unit) -> i64 {
    match unit {
        Unit::Year => span.years,
        Unit::Month => span.months,
        Unit::Week => span.weeks,
        Unit::Day => span.days,
    }
}
