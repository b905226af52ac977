//! `icu_calendar` 2: conversions of dates, in any of its calendars, and weekdays.

use icu_calendar::types::{RataDie, Weekday};
use icu_calendar::{AsCalendar, Calendar, Date, Iso};

use crate::backend::DateError;
use crate::day::JulianDay;

/// Converts a date of any ICU calendar to its day.
///
/// ```
/// use calendar_registry::{JulianDay, Registry, YearMonthDay};
/// use icu_calendar::cal::Hebrew;
///
/// let hanukkah = icu_calendar::Date::try_new_iso(2026, 12, 5)?.to_calendar(Hebrew);
/// let day = JulianDay::from(hanukkah);
/// let jalali = Registry::with_builtins().resolve("jalali")?;
/// assert_eq!(jalali.date(day)?, YearMonthDay::new(1405, 9, 14));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl<A: AsCalendar> From<Date<A>> for JulianDay {
    fn from(date: Date<A>) -> Self {
        let day = Self::from_rata_die(date.to_rata_die().to_i64_date());
        debug_assert!(day.is_some(), "the dates of ICU are within a million years");
        day.unwrap_or_default()
    }
}

/// Converts a day to its date in an ICU calendar that is created without data. The error has the
/// first and the last day of ICU. For the other calendars, use [`JulianDay::to_icu`].
///
/// ```
/// use calendar_registry::JulianDay;
/// use icu_calendar::{Date, Iso, cal::Hebrew};
///
/// let hebrew = Date::<Hebrew>::try_from(JulianDay::new(2_461_367))?;
/// assert_eq!((hebrew.month().ordinal, hebrew.day_of_month().0), (3, 12));
/// assert!(Date::<Iso>::try_from(JulianDay::MAX).is_err());
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
impl<C: Calendar + Default> TryFrom<JulianDay> for Date<C> {
    type Error = DateError;

    fn try_from(day: JulianDay) -> Result<Self, Self::Error> {
        day.to_icu(C::default())
    }
}

/// Converts a date to an ICU calendar that is created without data.
impl<C: Calendar + Default> TryFrom<&crate::Date> for Date<C> {
    type Error = DateError;

    fn try_from(date: &crate::Date) -> Result<Self, Self::Error> {
        date.julian_day().to_icu(C::default())
    }
}

impl JulianDay {
    /// Converts the day to its date in an ICU calendar.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] for a day outside the range of ICU, where `icu_calendar` itself
    /// returns the nearest date.
    ///
    /// ```
    /// use calendar_registry::JulianDay;
    /// use icu_calendar::cal::Coptic;
    ///
    /// let date = JulianDay::new(2_461_367).to_icu(Coptic)?;
    /// assert_eq!((date.month().ordinal, date.day_of_month().0), (3, 13));
    /// # Ok::<(), calendar_registry::DateError>(())
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "icu_calendar-2")))]
    pub fn to_icu<A: AsCalendar>(self, calendar: A) -> Result<Date<A>, DateError> {
        let (first, last) = (end(-FAR), end(FAR));
        let rata_die = self.rata_die().filter(|_| (first..=last).contains(&self));
        let rata_die = rata_die.ok_or(DateError::JulianDay {
            day: self,
            first,
            last,
        })?;
        Ok(Date::from_rata_die(RataDie::new(rata_die), calendar))
    }
}

/// A Rata Die number beyond the range of ICU's dates, but inside that of [`RataDie`].
const FAR: i64 = 1 << 50;

/// Returns the first or the last day of ICU's dates, which is the same in all its calendars: ICU
/// clamps a day beyond its range.
fn end(beyond: i64) -> JulianDay {
    Date::from_rata_die(RataDie::new(beyond), Iso).into()
}

super::weekdays!(Weekday);
