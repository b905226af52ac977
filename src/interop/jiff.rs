//! `jiff` 1: conversions of civil dates, spans and weekdays. Civil dates are those of ISO 8601, in
//! the years −9999 to 9999.

use jiff::{Span, ZonedDateTime, civil};

use crate::backend::DateError;
use crate::calendar::Calendar;
use crate::date::{Date, DateSpan};
use crate::day::JulianDay;
use crate::iso::IsoDate;

/// Converts a civil date to its day.
///
/// ```
/// use calendar_registry::{Date, JulianDay, Registry};
/// use jiff::civil;
///
/// let day = JulianDay::from(civil::date(2026, 11, 22));
/// assert_eq!(day, JulianDay::new(2_461_367));
/// let jalali = Date::from_julian_day(&Registry::with_builtins().resolve("jalali")?, day)?;
/// assert_eq!((jalali.year(), jalali.month(), jalali.day()), (1405, 9, 1));
/// assert_eq!(civil::Date::try_from(&jalali)?, civil::date(2026, 11, 22));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl From<civil::Date> for JulianDay {
    fn from(date: civil::Date) -> Self {
        let iso = IsoDate {
            year: i64::from(date.year()),
            month: date.month().unsigned_abs(),
            day: date.day().unsigned_abs(),
        };
        let day = iso.julian_day();
        debug_assert!(day.is_some(), "a civil date is a date of ISO 8601");
        day.unwrap_or_default()
    }
}

/// Converts a day to its civil date. The error has the first and the last day of `jiff`.
impl TryFrom<JulianDay> for civil::Date {
    type Error = DateError;

    fn try_from(day: JulianDay) -> Result<Self, Self::Error> {
        let iso = IsoDate::of(day);
        let parts = (
            i16::try_from(iso.year),
            i8::try_from(iso.month),
            i8::try_from(iso.day),
        );
        let date = match parts {
            (Ok(year), Ok(month), Ok(day)) => civil::Date::new(year, month, day).ok(),
            _ => None,
        };
        date.ok_or_else(|| DateError::JulianDay {
            day,
            first: civil::Date::MIN.into(),
            last: civil::Date::MAX.into(),
        })
    }
}

impl Date {
    /// Returns the current date in the system's time zone. For another time zone, convert
    /// `jiff::ZonedDateTime::now().with_time_zone(…).date()`.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] if the calendar's range does not contain today.
    ///
    /// ```
    /// use calendar_registry::{Date, Registry};
    ///
    /// let today = Date::today(&Registry::with_builtins().resolve("jalali")?)?;
    /// assert!(today.year() >= 1405);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "jiff-1")))]
    pub fn today(calendar: &Calendar) -> Result<Self, DateError> {
        Self::from_julian_day(calendar, ZonedDateTime::now().date().into())
    }
}

/// Converts a span of dates. Fails for parts that differ in sign and for parts beyond the range of
/// `jiff`.
///
/// ```
/// use calendar_registry::DateSpan;
/// use jiff::{Span, ToSpan};
///
/// let span = Span::try_from(DateSpan::new().years(1).days(3))?;
/// assert_eq!(span.fieldwise(), 1.year().days(3));
/// assert_eq!(DateSpan::try_from(span)?, DateSpan::new().years(1).days(3));
/// assert!(DateSpan::try_from(2.hours()).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl TryFrom<DateSpan> for Span {
    type Error = jiff::Error;

    fn try_from(span: DateSpan) -> Result<Self, Self::Error> {
        if span.parts().any(|(part, _)| part > 0) && span.parts().any(|(part, _)| part < 0) {
            return Err(jiff::Error::from_args(format_args!(
                "the parts of {span} differ in sign"
            )));
        }
        Span::new()
            .try_years(span.years)?
            .try_months(span.months)?
            .try_weeks(span.weeks)?
            .try_days(span.days)
    }
}

/// Converts a span without hours, minutes, seconds or smaller units.
impl TryFrom<Span> for DateSpan {
    type Error = jiff::Error;

    fn try_from(span: Span) -> Result<Self, Self::Error> {
        let dates = DateSpan {
            years: span.get_years().into(),
            months: span.get_months().into(),
            weeks: span.get_weeks().into(),
            days: span.get_days().into(),
        };
        if Span::try_from(dates)?.fieldwise() == span.fieldwise() {
            return Ok(dates);
        }
        Err(jiff::Error::from_args(format_args!(
            "a span of dates has no hours, minutes, seconds or smaller units"
        )))
    }
}

super::of_date!(civil::Date);
super::weekdays!(civil::Weekday);
