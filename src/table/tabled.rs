//! [`Fronted`]: a backend, with a year table before it if it asks for one.
#![forbid(unsafe_code)]

use core::ops::RangeInclusive;

use super::year::Layout;
use super::{TableError, YearTable};
use crate::backend::Backend;
use crate::day::{JulianDay, Weekday, YearMonthDay};
use crate::error::DateError;
use crate::fields::{Era, EraYear, MonthCode};
use crate::properties::Properties;
use crate::sync::Arc;

/// A backend, and what answers in its place: itself, or a table with the backend behind it.
#[derive(Clone)]
pub(crate) struct Fronted {
    pub(crate) own: Arc<dyn Backend>,
    /// Only with a table, so that a backend without one has one owner.
    tabled: Option<Arc<Tabled>>,
}

impl Fronted {
    /// Makes the table if the backend asks for one. It calls the backend.
    pub(crate) fn new(own: Arc<dyn Backend>) -> Result<Self, (TableError, Arc<dyn Backend>)> {
        let table = own
            .table_span()
            .map(|span| YearTable::of(own.as_ref(), span));
        let tabled = match table {
            None => None,
            Some(Ok(table)) => Some(Arc::new(Tabled {
                backend: Arc::clone(&own),
                table,
            })),
            Some(Err(error)) => return Err((error, own)),
        };
        Ok(Fronted { own, tabled })
    }

    /// What answers.
    #[inline]
    pub(crate) fn front(&self) -> &dyn Backend {
        match &self.tabled {
            None => self.own.as_ref(),
            Some(tabled) => tabled.as_ref(),
        }
    }
}

/// What the table knows it answers; all else, and other years, are the backend's.
struct Tabled {
    backend: Arc<dyn Backend>,
    table: YearTable,
}

impl Tabled {
    /// Of a date outside the table, or one that does not exist.
    #[cold]
    #[inline(never)]
    fn other_julian_day(&self, year: i32, month: u8, day: u8) -> Result<JulianDay, DateError> {
        let date = YearMonthDay { year, month, day };
        match self.table.julian_day(date) {
            Some(day) => day,
            None => self.backend.julian_day(date),
        }
    }
}

impl Backend for Tabled {
    fn names(&self) -> Vec<&str> {
        self.backend.names()
    }

    fn properties(&self) -> Properties {
        self.backend.properties()
    }

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

    fn is_leap_year(&self, year: i32) -> bool {
        self.backend.is_leap_year(year)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        match year.and_then(|year| self.table.row(year)) {
            Some(row) => row.month_length(month),
            None => self.backend.days_in_month(year, month),
        }
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        match self.table.row(year) {
            Some(row) => Ok(row.months()),
            None => self.backend.months_in_year(year),
        }
    }

    fn days_in_year(&self, year: i32) -> Result<u16, DateError> {
        match self.table.row(year) {
            Some(row) => Ok(row.days()),
            None => self.backend.days_in_year(year),
        }
    }

    fn day_of_year(&self, date: YearMonthDay) -> Result<u16, DateError> {
        match self.table.row(date.year) {
            Some(row) => {
                let place = row.place(date.month, date.day)?;
                Ok(place.wrapping_add(1))
            }
            None => self.backend.day_of_year(date),
        }
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        match self.table.row(year) {
            Some(row) => Ok(row.leap_month()),
            None => self.backend.leap_month(year),
        }
    }

    // By the two conversions.

    fn is_valid(&self, date: YearMonthDay) -> bool {
        match self.table.julian_day(date) {
            Some(day) => day.is_ok(),
            None => self.backend.is_valid(date),
        }
    }

    fn weekday(&self, date: YearMonthDay) -> Result<Weekday, DateError> {
        match self.table.julian_day(date) {
            Some(day) => day.map(JulianDay::weekday),
            None => self.backend.weekday(date),
        }
    }

    // The backend's own, which it may have a reason for.

    fn add_days(&self, date: YearMonthDay, days: i64) -> Result<YearMonthDay, DateError> {
        self.backend.add_days(date, days)
    }

    fn add_months(&self, date: YearMonthDay, months: i64) -> Result<YearMonthDay, DateError> {
        self.backend.add_months(date, months)
    }

    fn add_years(&self, date: YearMonthDay, years: i64) -> Result<YearMonthDay, DateError> {
        self.backend.add_years(date, years)
    }

    fn match_century_to_weekday(
        &self,
        date: YearMonthDay,
        weekday: Weekday,
    ) -> Result<Option<JulianDay>, DateError> {
        self.backend.match_century_to_weekday(date, weekday)
    }

    fn unicode_id(&self) -> Option<&str> {
        self.backend.unicode_id()
    }

    fn eras(&self) -> &[Era] {
        self.backend.eras()
    }

    fn era_year(&self, date: YearMonthDay) -> Result<Option<EraYear>, DateError> {
        self.backend.era_year(date)
    }

    fn year_of_era(&self, era: &str, year: i32) -> Result<Option<i32>, DateError> {
        self.backend.year_of_era(era, year)
    }

    fn month_code(&self, year: i32, month: u8) -> Result<MonthCode, DateError> {
        self.backend.month_code(year, month)
    }

    fn ordinal_month(&self, year: i32, code: MonthCode) -> Result<u8, DateError> {
        self.backend.ordinal_month(year, code)
    }

    fn authoritative_years(&self) -> Option<RangeInclusive<i32>> {
        self.backend.authoritative_years()
    }

    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        self.backend.table_span()
    }

    fn minimum_days_in_month(&self) -> u8 {
        self.backend.minimum_days_in_month()
    }

    fn maximum_days_in_month(&self) -> u8 {
        self.backend.maximum_days_in_month()
    }

    fn maximum_months_in_year(&self) -> u8 {
        self.backend.maximum_months_in_year()
    }

    fn is_gregorian(&self) -> bool {
        self.backend.is_gregorian()
    }

    fn is_solar(&self) -> bool {
        self.backend.is_solar()
    }

    fn is_lunar(&self) -> bool {
        self.backend.is_lunar()
    }

    fn is_lunisolar(&self) -> bool {
        self.backend.is_lunisolar()
    }

    fn is_proleptic(&self) -> bool {
        self.backend.is_proleptic()
    }

    fn has_year_zero(&self) -> bool {
        self.backend.has_year_zero()
    }
}
