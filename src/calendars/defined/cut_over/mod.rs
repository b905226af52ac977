//! [`CutOver`]: a calendar that follows one rule up to a day, and another one from then on.
//!
//! | file | contents |
//! |---|---|
//! | `mod.rs` | the type, and its answers |
//! | `define.rs` | the constructors' checks, and the facts that follow from the changes |

mod define;

use core::ops::RangeInclusive;

use super::base::{Base, debug_by_name, own_names};
use super::{DefineError, Metadata};
use crate::backend::{
    Backend, DateError, Era, IntoBackend, Properties, SliceError, derived, slice,
};
use crate::day::{JulianDay, YearMonthDay};
use crate::sync::Arc;

/// A calendar that follows one calendar up to a day, and another one from that day on, as countries
/// changed from Julian to Gregorian. There may be several changes.
///
/// The numbers of years, months and days are those of the calendar that holds on the day. Days that
/// the change leaves out do not exist: inside a month they are a gap
/// ([`DateError::DayGap`]), [`days_in_month`](Backend::days_in_month) counts the days that exist,
/// and [`last_day_of_month`](Backend::last_day_of_month) is the number of the last one. At the end
/// of a month or a year, that month or year ends early.
///
/// Whether a year is a leap year is answered by the calendar in which the year ends. Kind, eras and
/// text are those of the last calendar, but eras and text of the [`Metadata`] come first.
///
/// A conversion costs that of the calendar that holds on the day, and a comparison per change. There
/// is no year table, which cannot store a gap, before the last change.
///
/// If years of the calendars differ in their number of months, months are counted year by year, and
/// the calendar ends 10,000 years before the first change and after the last one.
///
/// ```
/// use calendar_registry::calendars::defined::{CutOver, Metadata};
/// use calendar_registry::calendars::{Gregorian, Julian};
/// use calendar_registry::{Backend, Registry, YearMonthDay};
///
/// // Britain: 2 September 1752 was followed by 14 September.
/// let first_day = Gregorian.julian_day(YearMonthDay::new(1752, 9, 14))?;
/// let britain = CutOver::new(Metadata::new(["Britain"]), Julian, first_day, Gregorian)?;
///
/// let britain = Registry::new().register(britain)?;
/// let eve = YearMonthDay::new(1752, 9, 2);
/// assert_eq!(britain.add_days(eve, 1)?, YearMonthDay::new(1752, 9, 14));
/// assert_eq!(britain.days_in_month(1752, 9)?, 19);
/// assert_eq!(britain.days_in_year(1752)?, 355);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "gregorian change")]
#[derive(Clone)]
pub struct CutOver {
    metadata: Metadata,
    /// The calendar before the first change.
    first: Base,
    /// At least one change, the earliest first.
    changes: Vec<Change>,
    properties: Properties,
    /// The years in which a change is, or which end or begin with one.
    odd_years: Vec<OddYear>,
    /// The first and the last year, and the first and the last day.
    years: (i32, i32),
    days: (JulianDay, JulianDay),
}

debug_by_name!(CutOver);

/// A change of calendars.
#[derive(Clone)]
struct Change {
    /// The first day of the new calendar, and its date.
    day: JulianDay,
    from: YearMonthDay,
    /// The date of the day before, in the calendar before.
    before: YearMonthDay,
    base: Base,
}

/// A year that may not be as in one of the calendars.
#[derive(Clone, Copy)]
struct OddYear {
    year: i32,
    months: u8,
    leap_month: Option<u8>,
    is_leap: bool,
}

impl CutOver {
    /// Creates a calendar with the dates of `first` before `first_day`, and those of `second` from
    /// that day on.
    ///
    /// # Errors
    /// [`DefineError`] at `changes[0]` if one of the calendars has no date there; if dates would
    /// occur twice, because the second calendar is behind the first; if a month would have no days,
    /// because it is more than a month ahead; if one calendar has a year 0 and the other has not, and
    /// it is near; or if leap years of one calendar are not longer than common years of the other. For
    /// metadata that does not fit, at its field.
    ///
    /// ```
    /// use calendar_registry::calendars::defined::{CutOver, Metadata};
    /// use calendar_registry::calendars::{Gregorian, Julian};
    /// use calendar_registry::JulianDay;
    ///
    /// let first_day = JulianDay::new(2_361_222);
    /// let error = CutOver::new(Metadata::new(["a"]), Gregorian, first_day, Julian).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "changes[0]: 1752-09-03 would follow 1752-09-13, and dates would occur twice"
    /// );
    /// ```
    pub fn new(
        metadata: Metadata,
        first: impl IntoBackend,
        first_day: JulianDay,
        second: impl IntoBackend,
    ) -> Result<Self, DefineError> {
        Self::with_changes(metadata, first, [(first_day, second.into_backend())])
    }

    /// Creates a calendar with several changes: each is the first day of a calendar, and the calendar.
    ///
    /// # Errors
    /// As [`new`](Self::new), for each change; at `changes` for none or more than 100; at `changes[i]`
    /// for a day that is not after the one before it.
    ///
    /// ```
    /// use calendar_registry::calendars::defined::{CutOver, Metadata, MonthTable};
    /// use calendar_registry::calendars::{Gregorian, Julian};
    /// use calendar_registry::{Backend, IntoBackend, JulianDay, YearMonthDay};
    ///
    /// // Sweden left out 29 February 1700, which put it a day ahead of the Julian calendar, returned
    /// // to it with a 30 February 1712, and became Gregorian on 1 March 1753.
    /// let years = (1700..=1712).map(|year| {
    ///     let february = match year {
    ///         1704 | 1708 => 29,
    ///         1712 => 30,
    ///         _ => 28,
    ///     };
    ///     [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    /// });
    /// let own = MonthTable::new(Metadata::new(["Swedish"]), 1700, JulianDay::new(2_341_983), years)?;
    ///
    /// let day = |calendar: &dyn Backend, year| calendar.julian_day(YearMonthDay::new(year, 3, 1));
    /// let changes = [
    ///     (day(&own, 1700)?, own.into_backend()),
    ///     (day(&Julian, 1712)?, Julian.into_backend()),
    ///     (day(&Gregorian, 1753)?, Gregorian.into_backend()),
    /// ];
    /// let sweden = CutOver::with_changes(Metadata::new(["Sweden"]), Julian, changes)?;
    /// assert_eq!(sweden.days_in_month(Some(1700), 2), Ok(28));
    /// assert_eq!(sweden.days_in_month(Some(1712), 2), Ok(30));
    /// assert_eq!(sweden.days_in_month(Some(1753), 2), Ok(17));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_changes(
        metadata: Metadata,
        first: impl IntoBackend,
        changes: impl IntoIterator<Item = (JulianDay, Arc<dyn Backend>)>,
    ) -> Result<Self, DefineError> {
        define::cut_over(metadata, first.into_backend(), changes)
    }

    /// Returns the last change.
    #[inline]
    fn last(&self) -> &Base {
        self.changes.last().map_or(&self.first, |last| &last.base)
    }

    /// Returns the calendar of the last change that holds, else the first calendar.
    #[inline]
    fn latest(&self, holds: impl Fn(&Change) -> bool) -> &Base {
        let mut latest_first = self.changes.iter().rev();
        let change = latest_first.find(|change| holds(change));
        change.map_or(&self.first, |change| &change.base)
    }

    /// Returns the calendar in which a month ends.
    fn base_of_month(&self, year: i32, month: u8) -> &Base {
        self.latest(|change| (change.from.year, change.from.month) <= (year, month))
    }

    fn odd_year(&self, year: i32) -> Option<&OddYear> {
        self.odd_years.iter().find(|odd| odd.year == year)
    }

    /// Returns the day of a date that exists.
    #[inline]
    fn day(&self, date: YearMonthDay) -> Option<JulianDay> {
        for change in self.changes.iter().rev() {
            if date >= change.from {
                return change.base.backend.julian_day(date).ok();
            }
            if date > change.before {
                return None;
            }
        }
        self.first.backend.julian_day(date).ok()
    }

    /// Fails for a year that does not exist.
    #[inline]
    fn check_year(&self, year: i32) -> Result<(), DateError> {
        let (first, last) = self.years;
        if year < first || year > last {
            return Err(if year == 0 && !self.properties.year_zero {
                DateError::YearZero
            } else {
                DateError::Year { first, last }
            });
        }
        if year == 0 && !self.properties.year_zero {
            return Err(DateError::YearZero);
        }
        Ok(())
    }

    /// Fails for a month that does not exist in a year.
    fn check_month(&self, year: i32, month: u8) -> Result<(), DateError> {
        self.check_year(year)?;
        let last = match self.odd_year(year) {
            Some(odd) => odd.months,
            None => self.base_of_month(year, 1).months_in_year(year)?,
        };
        if !(1..=last).contains(&month) {
            return Err(DateError::Month { month, last });
        }
        Ok(())
    }

    /// Returns the error of a date that does not exist.
    #[cold]
    #[inline(never)]
    fn missing(&self, date: YearMonthDay) -> DateError {
        let last = self
            .check_month(date.year, date.month)
            .and_then(|()| self.last_day_of_month(date.year, date.month));
        let last = match last {
            Ok(last) => last,
            Err(error) => return error,
        };
        let day = date.day;
        if !(1..=last).contains(&day) {
            return DateError::Day { day, last };
        }
        let exists = |day: &u8| self.day(YearMonthDay { day: *day, ..date }).is_some();
        DateError::DayGap {
            day,
            before: (1..day).rev().find(exists).unwrap_or(0),
            after: (day..=last).find(exists).unwrap_or(last),
        }
    }

    /// Returns whether a day is in the range.
    #[inline]
    fn has(&self, day: JulianDay) -> bool {
        self.days.0 <= day && day <= self.days.1
    }

    /// Returns the error of a day without a date.
    fn outside(&self, day: JulianDay) -> DateError {
        let (first, last) = self.days;
        DateError::JulianDay { day, first, last }
    }
}

impl Backend for CutOver {
    own_names!();

    fn properties(&self) -> Properties {
        self.properties
    }

    #[inline]
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        match self.day(date) {
            Some(day) if self.has(day) => Ok(day),
            _ => Err(self.missing(date)),
        }
    }

    #[inline]
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        if !self.has(day) {
            return Err(self.outside(day));
        }
        let base = self.latest(|change| change.day <= day);
        base.backend.date(day)
    }

    fn is_leap_year(&self, year: i32) -> bool {
        if let Some(odd) = self.odd_year(year) {
            return odd.is_leap;
        }
        let base = self.base_of_month(year, 1);
        if self.properties.is_lunisolar() {
            return matches!(base.leap_month(year), Ok(Some(_)));
        }
        base.is_leap_year(year)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let Some(year) = year else {
            let bases = self.changes.iter().map(|change| &change.base);
            let all = [&self.first].into_iter().chain(bases);
            let longest = all.filter_map(|base| base.days_in_month(None, month).ok());
            let last = self.properties.months.1;
            return longest.max().ok_or(DateError::Month { month, last });
        };
        self.check_month(year, month)?;
        let is_cut = self.changes.iter().any(|change| {
            [change.before, change.from]
                .map(|date| (date.year, date.month))
                .contains(&(year, month))
        });
        if !is_cut {
            return self
                .base_of_month(year, month)
                .days_in_month(Some(year), month);
        }
        let (_, first) = derived::first_of_month(self, year, month)?;
        let (_, last) = derived::last_of_month(self, year, month)?;
        let days = last.0.saturating_sub(first.0).saturating_add(1);
        // At most the number of the last day.
        debug_assert!(u8::try_from(days).is_ok(), "a month has at most 255 days");
        Ok(u8::try_from(days).unwrap_or(u8::MAX))
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.check_year(year)?;
        match self.odd_year(year) {
            Some(odd) => Ok(odd.months),
            None => self.base_of_month(year, 1).months_in_year(year),
        }
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        self.check_year(year)?;
        match self.odd_year(year) {
            Some(odd) => Ok(odd.leap_month),
            None => self.base_of_month(year, 1).leap_month(year),
        }
    }

    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        self.check_month(year, month)?;
        let ends_early = self.changes.iter().find(|change| {
            let [before, from] = [change.before, change.from].map(|date| (date.year, date.month));
            before == (year, month) && from != before
        });
        match ends_early {
            Some(change) => Ok(change.before.day),
            None => self
                .base_of_month(year, month)
                .last_day_of_month(year, month),
        }
    }

    fn eras(&self) -> &[Era] {
        match &self.metadata.eras {
            Some(eras) => eras,
            None => self.last().eras(),
        }
    }

    fn authoritative_years(&self) -> Option<RangeInclusive<i32>> {
        let own = self.metadata.authoritative_years.clone();
        own.or_else(|| define::authoritative_years(self))
    }

    /// The years of the last calendar's table that are after the last change.
    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        let (first, last) = self.last().table_span()?.into_inner();
        let change = self.changes.last()?.from.year;
        let first = first.max(change.checked_add(1)?);
        (first <= last).then_some(first..=last)
    }

    #[cfg(feature = "text")]
    fn text(&self) -> crate::CalendarText {
        let own = self.metadata.text.clone();
        own.unwrap_or_else(|| self.last().text().with_names_of(self.eras()))
    }

    fn dates(&self, days: &[JulianDay], dates: &mut [YearMonthDay]) -> Result<(), SliceError> {
        let since = self.changes.last().map(|change| change.day);
        if days.iter().all(|day| Some(*day) >= since && self.has(*day)) {
            return self.last().dates(days, dates);
        }
        slice::same_length(days.len(), dates.len())?;
        slice::each(0, days, dates, |day| self.date(*day))
    }

    fn julian_days(
        &self,
        dates: &[YearMonthDay],
        days: &mut [JulianDay],
    ) -> Result<(), SliceError> {
        slice::same_length(dates.len(), days.len())?;
        let since = self.changes.last().map(|change| change.from);
        let last_year = self.years.1;
        let is_late = |date: &YearMonthDay| Some(*date) >= since && date.year <= last_year;
        if !dates.iter().all(is_late) {
            return slice::each(0, dates, days, |date| self.julian_day(*date));
        }
        let converted = self.last().julian_days(dates, days);
        converted.map_err(|error| match error {
            SliceError::Item { index, error } => SliceError::Item {
                index,
                error: dates.get(index).map_or(error, |date| self.missing(*date)),
            },
            error => error,
        })
    }
}
