//! Iterators over dates a unit apart: [`Series`], and with an end [`SeriesThrough`].

use core::iter::FusedIterator;
use core::ops::RangeInclusive;

use super::{Date, DateSpan, Overflow, Unit};
use crate::backend::DateError;
use crate::backend::derived::{existing_date, plus_months};
use crate::day::YearMonthDay;

impl Date {
    /// Returns an iterator over this date and the dates after it, one unit apart, up to the end of
    /// the calendar's range.
    ///
    /// Each date is counted from this one, so the day does not drift: 31 January is followed by
    /// 28 February and 31 March.
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
            next: Cursor::new(self),
            start: self.clone(),
            unit,
            index: Some(0),
        }
    }
}

/// An iterator over dates one unit apart, up to the end of the calendar's range.
///
/// It is created by [`Date::series`].
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
    /// The index of the next date; `None` after the last one.
    index: Option<i64>,
    next: Cursor,
}

impl Series {
    /// Limits the series to dates up to `end`, which is included if it is one of them. The result
    /// iterates from both ends.
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
        // `until` counts a month when the same day is reached, but a series constrains the day:
        // from 31 January, 28 February is one month later and only 28 days.
        if let Some(next) = last.checked_add(1).filter(|next| *next > 0) {
            let date = self.start.step(self.unit, next);
            if date.is_ok_and(|date| date.julian_day <= end.julian_day) {
                last = next;
            }
        }
        // An end less than one unit before the start has the count 0.
        if end.julian_day < self.start.julian_day {
            last = -1;
        }
        Ok(SeriesThrough {
            // A series that has ended has no dates left.
            indices: self
                .index
                .map_or(RangeInclusive::new(0, -1), |first| first..=last),
            front: self.next,
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

/// An iterator over dates one unit apart, up to a given date.
///
/// It is created by [`Series::through`], and iterates from both ends.
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
    /// The indices of the dates that are left.
    indices: RangeInclusive<i64>,
    front: Cursor,
    back: Cursor,
}

impl Iterator for SeriesThrough {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        let index = self.indices.next()?;
        self.front.date(&self.start, self.unit, index).ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.indices.size_hint()
    }
}

impl DoubleEndedIterator for SeriesThrough {
    fn next_back(&mut self) -> Option<Date> {
        let index = self.indices.next_back()?;
        self.back.date(&self.start, self.unit, index).ok()
    }
}

impl FusedIterator for SeriesThrough {}

/// The month that one end of a series has reached. If years differ in their number of months, each
/// year on the way is visited, and the way from here to the next month is shorter than from the
/// start.
#[derive(Clone, Copy, Debug)]
struct Cursor {
    index: i64,
    /// The month, with the day of the start, which may not exist in it.
    month: YearMonthDay,
}

impl Cursor {
    /// Creates a cursor at the start of a series.
    fn new(start: &Date) -> Self {
        Cursor {
            index: 0,
            month: start.date,
        }
    }

    /// Moves to the date with this index, and returns it.
    fn date(&mut self, start: &Date, unit: Unit, index: i64) -> Result<Date, DateError> {
        if unit != Unit::Month {
            return start.step(unit, index);
        }
        let calendar = start.calendar.front();
        // Indices are not negative, so their difference is an `i64`.
        let away = index.wrapping_sub(self.index);
        self.month = plus_months(calendar, self.month, away)?;
        self.index = index;
        let (date, day) = existing_date(calendar, self.month, Overflow::Constrain)?;
        Ok(start.on(date, day))
    }
}

impl Date {
    /// Returns the date `count` units later.
    fn step(&self, unit: Unit, count: i64) -> Result<Self, DateError> {
        self.add(DateSpan::of(unit, count), Overflow::Constrain)
    }
}

/// Returns the part of a span in a unit.
fn count(span: DateSpan, unit: Unit) -> i64 {
    match unit {
        Unit::Year => span.years,
        Unit::Month => span.months,
        Unit::Week => span.weeks,
        Unit::Day => span.days,
    }
}
