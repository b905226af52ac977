//! [`Fronted`]: a backend, with a year table in front of it if it requests one.

use super::year::Layout;
use super::{TableError, YearTable};
use crate::backend::{Backend, DateError, SliceError, forward_to, slice};
use crate::day::{JulianDay, YearMonthDay};
use crate::sync::Arc;
#[cfg(feature = "text")]
use crate::text::LazyFormats;

/// A backend, and the one that answers calls: the backend itself, or a year table in front of it.
#[derive(Clone)]
pub(crate) struct Fronted {
    pub(crate) own: Arc<dyn Backend>,
    /// `None` without a table. The backend then has one owner.
    tabled: Option<Arc<Tabled>>,
    /// What the backend is called, and the formatters made of it.
    #[cfg(feature = "text")]
    text: LazyFormats,
}

/// Why a backend cannot be registered.
pub(crate) enum FrontError {
    Table(TableError),
    #[cfg(feature = "text")]
    Text(crate::text::TextError),
}

impl Fronted {
    /// Builds the table if the backend requests one, and checks its text. It calls the backend.
    pub(crate) fn new(own: Arc<dyn Backend>) -> Result<Self, (FrontError, Arc<dyn Backend>)> {
        #[cfg(feature = "text")]
        let text = own.text();
        #[cfg(feature = "text")]
        if let Err(error) = crate::text::check(&text, own.as_ref()) {
            return Err((FrontError::Text(error), own));
        }
        let table = own
            .table_span()
            .map(|span| YearTable::of(own.as_ref(), span));
        let tabled = match table {
            None => None,
            Some(Ok(table)) => Some(Arc::new(Tabled {
                backend: Arc::clone(&own),
                table,
            })),
            Some(Err(error)) => return Err((FrontError::Table(error), own)),
        };
        Ok(Fronted {
            #[cfg(feature = "text")]
            text: LazyFormats::new(text),
            own,
            tabled,
        })
    }

    /// Wraps a backend without a table and without its text.
    pub(crate) fn bare(own: Arc<dyn Backend>) -> Self {
        Fronted {
            #[cfg(feature = "text")]
            text: LazyFormats::new(crate::CalendarText::codes()),
            own,
            tabled: None,
        }
    }

    /// Returns what the backend is called, and the formatters made of it. Clones that are made after
    /// this call share the formatters.
    #[cfg(feature = "text")]
    #[inline]
    pub(crate) fn formats(&self) -> &crate::text::Formats {
        self.text.get()
    }

    /// Returns the backend that answers calls.
    #[inline]
    pub(crate) fn front(&self) -> &dyn Backend {
        match &self.tabled {
            None => self.own.as_ref(),
            Some(tabled) => tabled.as_ref(),
        }
    }
}

/// Answers from the table in its years, and from the backend elsewhere.
struct Tabled {
    backend: Arc<dyn Backend>,
    table: YearTable,
}

impl Tabled {
    /// Converts a date outside the table, or finds the error of a date that does not exist. It
    /// takes three arguments, so that the fast path need not build a [`YearMonthDay`] for the call.
    #[cold]
    #[inline(never)]
    fn other_julian_day(&self, year: i32, month: u8, day: u8) -> Result<JulianDay, DateError> {
        let date = YearMonthDay { year, month, day };
        match self.table.julian_day(date) {
            Some(day) => day,
            None => self.backend.julian_day(date),
        }
    }

    /// Converts a slice: elements inside the table by the table, and each run of others by the
    /// backend's own conversion of slices.
    fn convert<F: Copy, I>(
        from: &[F],
        into: &mut [I],
        inside: impl Fn(F) -> Option<Result<I, DateError>>,
        outside: impl Fn(&[F], &mut [I]) -> Result<(), SliceError>,
    ) -> Result<(), SliceError> {
        slice::same_length(from.len(), into.len())?;
        // Both slices lose `run` elements per iteration, so they keep the same length, and every
        // range below is inside both.
        let (mut from, mut into, mut index) = (from, into, 0_usize);
        while let [element, ..] = from {
            let run = match inside(*element) {
                Some(converted) => {
                    let converted = converted.map_err(|error| SliceError::Item { index, error })?;
                    if let Some(into) = into.first_mut() {
                        *into = converted;
                    }
                    1
                }
                None => {
                    let outside_run = from
                        .iter()
                        .take_while(|element| inside(**element).is_none());
                    let run = outside_run.count();
                    let (from, into) = (from.get(..run), into.get_mut(..run));
                    outside(from.unwrap_or_default(), into.unwrap_or_default())
                        .map_err(|error| error.shifted(index))?;
                    run
                }
            };
            index = index.saturating_add(run);
            from = from.get(run..).unwrap_or_default();
            into = into.get_mut(run..).unwrap_or_default();
        }
        Ok(())
    }
}

impl Backend for Tabled {
    #[inline]
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        match self.table.day(date) {
            Some(day) => Ok(day),
            None => self.other_julian_day(date.year, date.month, date.day),
        }
    }

    #[inline]
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        match self.table.date(day) {
            Some(date) => Ok(date),
            None => self.backend.date(day),
        }
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        match year.and_then(|year| self.table.row(year)) {
            Some(row) => row.month_length(month),
            None => self.backend.days_in_month(year, month),
        }
    }

    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        match self.table.row(year) {
            // A table holds no month with a gap.
            Some(row) => row.month_length(month),
            None => self.backend.last_day_of_month(year, month),
        }
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        match self.table.row(year) {
            Some(row) => Ok(row.months()),
            None => self.backend.months_in_year(year),
        }
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        match self.table.row(year) {
            Some(row) => Ok(row.leap_month()),
            None => self.backend.leap_month(year),
        }
    }

    fn dates(&self, days: &[JulianDay], dates: &mut [YearMonthDay]) -> Result<(), SliceError> {
        let inside = |day| self.table.date(day).map(Ok);
        Self::convert(days, dates, inside, |days, dates| {
            self.backend.dates(days, dates)
        })
    }

    fn julian_days(
        &self,
        dates: &[YearMonthDay],
        days: &mut [JulianDay],
    ) -> Result<(), SliceError> {
        let inside = |date| self.table.julian_day(date);
        Self::convert(dates, days, inside, |dates, days| {
            self.backend.julian_days(dates, days)
        })
    }

    forward_to!(
        backend: names, properties, is_leap_year, eras, unicode_id, authoritative_years, table_span, text,
    );
}
