//! `jiff` 0.2: its civil dates are those of ISO 8601, from the year −9999 to 9999.
#![forbid(unsafe_code)]

use jiff_0_2::civil;

use crate::date::iso::IsoDate;
use crate::day::JulianDay;
use crate::error::DateError;

/// The day of a civil date.
///
/// ```
/// # use jiff_0_2 as jiff;
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
        // A civil date is one of ISO 8601, so there is no error.
        iso.julian_day().unwrap_or_default()
    }
}

/// The civil date of a day, or the first and the last day that has one.
impl TryFrom<JulianDay> for civil::Date {
    type Error = DateError;

    fn try_from(day: JulianDay) -> Result<Self, Self::Error> {
        let date = IsoDate::of(day).ok().and_then(|iso| {
            let (month, day) = (i8::try_from(iso.month).ok()?, i8::try_from(iso.day).ok()?);
            civil::Date::new(i16::try_from(iso.year).ok()?, month, day).ok()
        });
        date.ok_or_else(|| DateError::JulianDay {
            day,
            first: civil::Date::MIN.into(),
            last: civil::Date::MAX.into(),
        })
    }
}

super::of_date!(civil::Date);
super::weekdays!(civil::Weekday);
