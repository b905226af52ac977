//! [`LeapCycleBuilder`]: the data of a [`LeapCycle`], and its checks.

use super::super::base::{conflict, has_length, in_range};
use super::super::year_shape::{MAX_MONTHS, YearShape};
use super::super::{DefineError, DefineProblem, Metadata};
use super::super::{around_present, check};
use super::cycle::Cycle;
use super::{LeapCycle, LeapYears};
use crate::backend::CalendarKind;
use crate::day::JulianDay;

/// The largest distance of the epoch from Julian Day 0, in days: 2.7 thousand million years.
const FARTHEST_EPOCH: i64 = 1_000_000_000_000;

/// The data of a calendar with a cycle of leap years: see [`LeapCycle::builder`].
///
/// ```
/// use calendar_registry::JulianDay;
/// use calendar_registry::calendars::defined::{LeapCycle, LeapYears, Metadata};
///
/// let coptic = LeapCycle::builder(
///     Metadata::new(["coptic by rule"]),
///     JulianDay::new(1_825_030),
///     [30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 5],
/// )
/// .leap_years(LeapYears::in_cycle(4, [3]))
/// .leap_days(13, 1)
/// .build()?;
/// # Ok::<(), calendar_registry::calendars::defined::DefineError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct LeapCycleBuilder {
    metadata: Metadata,
    epoch: JulianDay,
    months: Vec<u8>,
    leap_years: LeapYears,
    leap_days: Vec<(u8, u8)>,
    year_zero: bool,
    kind: CalendarKind,
}

impl LeapCycleBuilder {
    pub(super) fn new(metadata: Metadata, epoch: JulianDay, months: Vec<u8>) -> Self {
        LeapCycleBuilder {
            metadata,
            epoch,
            months,
            leap_years: LeapYears::never(),
            leap_days: Vec::new(),
            year_zero: true,
            kind: CalendarKind::Solar,
        }
    }

    /// Sets which years are leap years. The default is none.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, calendars::defined::*};
    /// # let builder = LeapCycle::builder(Metadata::new(["a"]), JulianDay(0), [30; 12]);
    /// builder.leap_years(LeapYears::divisible_by([4, 128])).leap_days(12, 1).build()?;
    /// # Ok::<(), DefineError>(())
    /// ```
    pub fn leap_years(mut self, leap_years: LeapYears) -> Self {
        self.leap_years = leap_years;
        self
    }

    /// Makes a month, from 1, a number of days longer in leap years. Call it again for other months.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, calendars::defined::*};
    /// # let builder = LeapCycle::builder(Metadata::new(["a"]), JulianDay(0), [30; 12]);
    /// let error = builder.leap_years(LeapYears::in_cycle(4, [4])).leap_days(13, 1).build();
    /// assert_eq!(error.unwrap_err().to_string(), "leap_days[0].month: 13 is not between 1 and 12");
    /// ```
    pub fn leap_days(mut self, month: u8, days: u8) -> Self {
        self.leap_days.push((month, days));
        self
    }

    /// Sets whether a year 0 lies between −1 and 1. The default is `true`.
    ///
    /// ```
    /// # use calendar_registry::{BackendExt, JulianDay, calendars::defined::*};
    /// # let builder = LeapCycle::builder(Metadata::new(["a"]), JulianDay(0), [30; 12]);
    /// assert!(!builder.year_zero(false).build()?.has_year_zero());
    /// # Ok::<(), DefineError>(())
    /// ```
    pub fn year_zero(mut self, exists: bool) -> Self {
        self.year_zero = exists;
        self
    }

    /// Sets whether years and months follow the sun or the moon. The default is
    /// [`CalendarKind::Solar`]; a lunisolar calendar, which has leap months, is refused.
    ///
    /// ```
    /// # use calendar_registry::{BackendExt, CalendarKind, JulianDay, calendars::defined::*};
    /// # let builder = LeapCycle::builder(Metadata::new(["a"]), JulianDay(0), [30; 12]);
    /// assert!(builder.kind(CalendarKind::Lunar).build()?.is_lunar());
    /// # Ok::<(), DefineError>(())
    /// ```
    pub fn kind(mut self, kind: CalendarKind) -> Self {
        self.kind = kind;
        self
    }

    /// Checks the data and creates the calendar.
    ///
    /// # Errors
    /// A [`DefineError`] with the path of the wrong item: `epoch`, `months`, `months[2]`, `cycle`,
    /// `leap_years`, `leap_years[2]`, `leap_days`, `leap_days[0].month`, `leap_days[0].days`,
    /// `kind`, or one of the metadata.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, calendars::defined::*};
    /// let builder = LeapCycle::builder(Metadata::new(["a"]), JulianDay(0), [30, 0]);
    /// let error = builder.build().unwrap_err();
    /// assert_eq!(error.to_string(), "months[1]: 0 is not between 1 and 255");
    /// ```
    pub fn build(self) -> Result<LeapCycle, DefineError> {
        let farthest = FARTHEST_EPOCH;
        in_range("epoch", self.epoch.0, farthest.wrapping_neg()..=farthest)?;
        if self.kind == CalendarKind::Lunisolar {
            let reason = "a lunisolar calendar has leap months, which this kind has not";
            return Err(conflict("kind", reason));
        }
        let (common, leap) = self.shapes()?;
        let cycle = Cycle::new(&self.leap_years.cycle()?, common.days(), leap.days());
        let mut calendar = LeapCycle {
            metadata: self.metadata,
            epoch: self.epoch.0,
            cycle,
            common,
            leap,
            year_zero: self.year_zero,
            kind: self.kind,
            table_span: None,
        };
        calendar.table_span = around_present::table_span(&calendar);
        check::check(&calendar, calendar.range())?;
        Ok(calendar)
    }

    /// Returns the months of common years and of leap years.
    fn shapes(&self) -> Result<(YearShape, YearShape), DefineError> {
        has_length("months", self.months.len(), 1, MAX_MONTHS)?;
        for (index, length) in self.months.iter().enumerate() {
            in_range(format!("months[{index}]"), (*length).into(), 1..=255)?;
        }
        let has_leap_years = self.leap_years != LeapYears::never();
        if has_leap_years == self.leap_days.is_empty() {
            let reason = match has_leap_years {
                true => "no month is longer in a leap year",
                false => "there are no leap years",
            };
            return Err(conflict("leap_days", reason));
        }
        has_length(
            "leap_days",
            self.leap_days.len().max(1),
            1,
            self.months.len(),
        )?;
        let mut longer = self.months.clone();
        for (index, (month, days)) in self.leap_days.iter().enumerate() {
            let path = |part| format!("leap_days[{index}].{part}");
            let last = u8::try_from(self.months.len()).unwrap_or(u8::MAX);
            in_range(path("month"), (*month).into(), 1..=last.into())?;
            let mut before = self.leap_days.iter().take(index);
            if before.any(|(other, _)| other == month) {
                return Err(DefineError::new(path("month"), DefineProblem::Repeated));
            }
            if let Some(length) = longer.get_mut(usize::from(*month).wrapping_sub(1)) {
                let most = u8::MAX.wrapping_sub(*length);
                in_range(path("days"), (*days).into(), 1..=most.into())?;
                *length = length.wrapping_add(*days);
            }
        }
        match (YearShape::new(&self.months), YearShape::new(&longer)) {
            (Some(common), Some(leap)) => Ok((common, leap)),
            // Their number was checked.
            _ => Err(DefineError::new("months", DefineProblem::Empty)),
        }
    }
}
