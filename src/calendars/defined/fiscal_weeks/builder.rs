//! [`FiscalWeeksBuilder`]: the data of a [`FiscalWeeks`], and its checks.

use core::ops::RangeInclusive;

use super::super::base::{has_length, in_range};
use super::super::year_shape::YearShape;
use super::super::{DefineError, DefineProblem, Metadata, YearLabel};
use super::super::{around_present, check, fiscal_text};
use super::{FiscalWeeks, YearEnd};

/// The number of weeks of a common year.
const WEEKS: u16 = 52;
/// The numbers of weeks that a period can have: the number of a day in it must fit a `u8`.
const WEEKS_OF_PERIOD: RangeInclusive<i64> = 1..=36;

/// The data of a calendar of fiscal weeks: see [`FiscalWeeks::builder`].
///
/// ```
/// use calendar_registry::calendars::defined::{FiscalWeeks, Metadata, YearEnd};
/// use calendar_registry::Weekday;
///
/// let names = Metadata::new(["thirteen"]);
/// let year_end = YearEnd::last(Weekday::Sunday, 6);
/// let calendar = FiscalWeeks::builder(names, [4; 13], year_end).build()?;
/// # Ok::<(), calendar_registry::calendars::defined::DefineError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct FiscalWeeksBuilder {
    metadata: Metadata,
    periods: Vec<u8>,
    year_end: YearEnd,
    extra_week: Option<u8>,
    year_label: YearLabel,
    restated: bool,
}

impl FiscalWeeksBuilder {
    pub(super) fn new(metadata: Metadata, periods: Vec<u8>, year_end: YearEnd) -> Self {
        FiscalWeeksBuilder {
            metadata,
            periods,
            year_end,
            extra_week: None,
            year_label: YearLabel::default(),
            restated: false,
        }
    }

    /// Sets the period, from 1, that has one more week in a year of 53 weeks. The default is the
    /// last one.
    ///
    /// ```
    /// # use calendar_registry::{Weekday, calendars::defined::*};
    /// # let (names, end) = (Metadata::new(["a"]), YearEnd::last(Weekday::Sunday, 6));
    /// let error = FiscalWeeks::builder(names, [4; 13], end).extra_week(14).build().unwrap_err();
    /// assert_eq!(error.to_string(), "extra_week: 14 is not between 1 and 13");
    /// ```
    pub fn extra_week(mut self, period: u8) -> Self {
        self.extra_week = Some(period);
        self
    }

    /// Sets which number a year has. The default is that of the year in which it ends.
    ///
    /// ```
    /// # use calendar_registry::{Weekday, calendars::defined::*};
    /// # let (names, end) = (Metadata::new(["a"]), YearEnd::last(Weekday::Sunday, 6));
    /// FiscalWeeks::builder(names, [4; 13], end).year_label(YearLabel::Begins).build()?;
    /// # Ok::<(), DefineError>(())
    /// ```
    pub fn year_label(mut self, label: YearLabel) -> Self {
        self.year_label = label;
        self
    }

    /// Sets whether years of 53 weeks are restated: see [`FiscalWeeks`]. The default is `false`.
    ///
    /// ```
    /// # use calendar_registry::{Weekday, calendars::defined::*};
    /// # let (names, end) = (Metadata::new(["a"]), YearEnd::last(Weekday::Sunday, 6));
    /// FiscalWeeks::builder(names, [4; 13], end).restated(true).build()?;
    /// # Ok::<(), DefineError>(())
    /// ```
    pub fn restated(mut self, restated: bool) -> Self {
        self.restated = restated;
        self
    }

    /// Checks the data and creates the calendar.
    ///
    /// # Errors
    /// A [`DefineError`] with the path of the wrong item: `periods`, `periods[2]`, `extra_week`,
    /// `year_ends.month_end`, or one of the metadata.
    ///
    /// ```
    /// # use calendar_registry::{Weekday, calendars::defined::*};
    /// # let (names, end) = (Metadata::new(["a"]), YearEnd::last(Weekday::Sunday, 6));
    /// let error = FiscalWeeks::builder(names, [4; 12], end).build().unwrap_err();
    /// assert_eq!(error.to_string(), "periods: the periods have 48 weeks, and a year has 52");
    /// ```
    pub fn build(mut self) -> Result<FiscalWeeks, DefineError> {
        in_range("year_ends.month_end", self.year_end.month().into(), 1..=12)?;
        let (common, long) = self.shapes()?;
        fiscal_text::set_defaults(&mut self.metadata);
        // A year that ends in December begins in January of the same year.
        let ends_in_same_year = self.year_end.month() == 12;
        let begins = i64::from(!ends_in_same_year);
        let label = self.year_label.offset(ends_in_same_year);
        let mut calendar = FiscalWeeks {
            metadata: self.metadata,
            common,
            long,
            year_end: self.year_end,
            // Both fit 33 bits.
            label: label.wrapping_sub(begins),
            restated: self.restated,
            table_span: None,
        };
        calendar.table_span = around_present::table_span(&calendar);
        check::check(&calendar, calendar.range())?;
        Ok(calendar)
    }

    /// Returns the months of the years with 52 and with 53 weeks.
    fn shapes(&self) -> Result<(YearShape, YearShape), DefineError> {
        has_length("periods", self.periods.len(), 1, WEEKS.into())?;
        let mut weeks = 0_u16;
        for (index, period) in self.periods.iter().enumerate() {
            in_range(
                format!("periods[{index}]"),
                (*period).into(),
                WEEKS_OF_PERIOD,
            )?;
            // At most 52 times 36.
            weeks = weeks.wrapping_add((*period).into());
        }
        if weeks != WEEKS {
            let reason = format!("the periods have {weeks} weeks, and a year has {WEEKS}");
            let problem = DefineProblem::Conflict { reason };
            return Err(DefineError::new("periods", problem));
        }
        let last = u8::try_from(self.periods.len()).unwrap_or(u8::MAX);
        let extra_week = self.extra_week.unwrap_or(last);
        in_range("extra_week", extra_week.into(), 1..=last.into())?;
        let mut longer = self.periods.clone();
        if let Some(weeks) = longer.get_mut(usize::from(extra_week).wrapping_sub(1)) {
            *weeks = weeks.wrapping_add(1);
            in_range("extra_week", (*weeks).into(), WEEKS_OF_PERIOD)?;
        }
        Ok((shape(&self.periods)?, shape(&longer)?))
    }
}

/// Creates the months of a year from the weeks of its periods, which [`WEEKS_OF_PERIOD`] bounds.
fn shape(weeks: &[u8]) -> Result<YearShape, DefineError> {
    let days: Vec<u8> = weeks.iter().map(|weeks| weeks.wrapping_mul(7)).collect();
    YearShape::new(&days).ok_or_else(|| DefineError::new("periods", DefineProblem::Order))
}
