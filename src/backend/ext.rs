//! [`BackendExt`]: the derived methods on a backend itself.

use super::derived;
use super::{Backend, DateError, EraYear, MonthCode};
use crate::day::{JulianDay, YearMonthDay};
use crate::weekday::Weekday;

/// Adds to every [`Backend`] what follows from its answers, without a registry.
///
/// The methods are those of [`Calendar`](crate::Calendar), where each is described. On a
/// zero-sized calendar they are statically dispatched:
///
/// ```
/// use calendar_registry::calendars::{Hebrew, Jalali};
/// use calendar_registry::{Backend, BackendExt, JulianDay, Weekday, YearMonthDay};
///
/// let date = Jalali.date(JulianDay::new(2_461_367))?;
/// assert_eq!(date, YearMonthDay::new(1405, 9, 1));
/// assert_eq!(Jalali.weekday(date)?, Weekday::Sunday);
/// assert_eq!(Jalali.day_of_year(date)?, 247);
/// assert_eq!(Jalali.add_months(date, 4)?, YearMonthDay::new(1406, 1, 1));
/// // 14 Adar II 5784, and Purim of the next year: 14 Adar.
/// let purim = Hebrew.add_years(YearMonthDay::new(5784, 7, 14), 1)?;
/// assert_eq!(purim, YearMonthDay::new(5785, 6, 14));
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
///
/// It is implemented for every backend, so no backend can override it.
pub trait BackendExt: Backend {
    /// Returns whether a date exists. See [`Calendar::is_valid`](crate::Calendar::is_valid).
    fn is_valid(&self, date: YearMonthDay) -> bool {
        self.julian_day(date).is_ok()
    }

    /// Returns the weekday of a date. See [`Calendar::weekday`](crate::Calendar::weekday).
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist.
    fn weekday(&self, date: YearMonthDay) -> Result<Weekday, DateError> {
        self.julian_day(date).map(JulianDay::weekday)
    }

    /// Returns the number of days in a year. See
    /// [`Calendar::days_in_year`](crate::Calendar::days_in_year).
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist, or that the range does not contain whole.
    fn days_in_year(&self, year: i32) -> Result<u16, DateError> {
        derived::days_in_year(self, year)
    }

    /// Returns the number of a date in its year, from 1. See
    /// [`Calendar::day_of_year`](crate::Calendar::day_of_year).
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist, or if the range begins within its year.
    fn day_of_year(&self, date: YearMonthDay) -> Result<u16, DateError> {
        derived::day_of_year(self, date)
    }

    /// Adds days. See [`Calendar::add_days`](crate::Calendar::add_days).
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist, or a result out of range.
    fn add_days(&self, date: YearMonthDay, days: i64) -> Result<YearMonthDay, DateError> {
        derived::add_days(self, date, days)
    }

    /// Adds months. See [`Calendar::add_months`](crate::Calendar::add_months).
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist, or a result out of range.
    fn add_months(&self, date: YearMonthDay, months: i64) -> Result<YearMonthDay, DateError> {
        derived::add_months(self, date, months)
    }

    /// Adds years. See [`Calendar::add_years`](crate::Calendar::add_years).
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist, or a result out of range.
    fn add_years(&self, date: YearMonthDay, years: i64) -> Result<YearMonthDay, DateError> {
        derived::add_years(self, date, years)
    }

    /// Finds the nearest century in which a date falls on a weekday. See
    /// [`Calendar::match_century_to_weekday`](crate::Calendar::match_century_to_weekday).
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist, or a date that exists in no century tried.
    fn match_century_to_weekday(
        &self,
        date: YearMonthDay,
        weekday: Weekday,
    ) -> Result<Option<JulianDay>, DateError> {
        derived::match_century_to_weekday(self, date, weekday)
    }

    /// Returns the year of a date in its era. See [`Calendar::era_year`](crate::Calendar::era_year).
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist.
    fn era_year(&self, date: YearMonthDay) -> Result<Option<EraYear<'_>>, DateError> {
        derived::era_year(self, date)
    }

    /// Returns the calendar's year of a year of an era. See
    /// [`Calendar::year_of_era`](crate::Calendar::year_of_era).
    ///
    /// # Errors
    /// [`DateError::Year`] for a year out of range.
    fn year_of_era(&self, era: &str, year: i32) -> Result<Option<i32>, DateError> {
        derived::year_of_era(self, era, year)
    }

    /// Returns the code of a month. See [`Calendar::month_code`](crate::Calendar::month_code).
    ///
    /// # Errors
    /// [`DateError`] for a year or a month that does not exist.
    fn month_code(&self, year: i32, month: u8) -> Result<MonthCode, DateError> {
        derived::code_of(self, year, month)
    }

    /// Returns the ordinal of a month. See
    /// [`Calendar::ordinal_month`](crate::Calendar::ordinal_month).
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist or does not have the month.
    fn ordinal_month(&self, year: i32, code: MonthCode) -> Result<u8, DateError> {
        derived::ordinal_of(self, year, code)
    }

    /// Returns whether this is the Gregorian calendar. See [`Properties::gregorian`].
    ///
    /// [`Properties::gregorian`]: crate::Properties::gregorian
    fn is_gregorian(&self) -> bool {
        self.properties().gregorian
    }

    /// Returns whether years follow the sun, and months do not follow the moon.
    fn is_solar(&self) -> bool {
        self.properties().is_solar()
    }

    /// Returns whether months follow the moon, and years do not follow the sun.
    fn is_lunar(&self) -> bool {
        self.properties().is_lunar()
    }

    /// Returns whether months follow the moon, and leap months keep the years close to the sun.
    fn is_lunisolar(&self) -> bool {
        self.properties().is_lunisolar()
    }

    /// Returns whether the calendar extends to days before it was introduced.
    fn is_proleptic(&self) -> bool {
        self.properties().proleptic
    }

    /// Returns whether a year 0 lies between −1 and 1.
    fn has_year_zero(&self) -> bool {
        self.properties().year_zero
    }

    /// Returns the length of the shortest month of any year, in days.
    fn minimum_days_in_month(&self) -> u8 {
        self.properties().month_lengths.0
    }

    /// Returns the length of the longest month of any year, in days.
    fn maximum_days_in_month(&self) -> u8 {
        self.properties().month_lengths.1
    }

    /// Returns the largest number of months in a year.
    fn maximum_months_in_year(&self) -> u8 {
        self.properties().months.1
    }
}

impl<B: Backend + ?Sized> BackendExt for B {}
