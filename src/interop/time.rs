//! `time` 0.3: conversions of dates and weekdays. The range of its dates is the years −9999 to
//! 9999, or ±999999 with its feature `large-dates`.

use crate::backend::DateError;
use crate::day::JulianDay;

/// Converts a date to its day.
///
/// ```
/// # use time_0_3 as time;
/// use calendar_registry::{Date, JulianDay, Registry};
///
/// let date = time::Date::from_calendar_date(2026, time::Month::November, 22)?;
/// let day = JulianDay::from(date);
/// assert_eq!(day, JulianDay::new(2_461_367));
/// let jalali = Date::from_julian_day(&Registry::with_builtins().resolve("jalali")?, day)?;
/// assert_eq!((jalali.year(), jalali.month(), jalali.day()), (1405, 9, 1));
/// assert_eq!(time::Date::try_from(&jalali)?, date);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl From<time_0_3::Date> for JulianDay {
    fn from(date: time_0_3::Date) -> Self {
        JulianDay(i64::from(date.to_julian_day()))
    }
}

/// Converts a day to its date. The error has the first and the last day of `time`.
impl TryFrom<JulianDay> for time_0_3::Date {
    type Error = DateError;

    fn try_from(day: JulianDay) -> Result<Self, Self::Error> {
        let number = i32::try_from(day.0).ok();
        let date = number.and_then(|number| time_0_3::Date::from_julian_day(number).ok());
        date.ok_or_else(|| DateError::JulianDay {
            day,
            first: time_0_3::Date::MIN.into(),
            last: time_0_3::Date::MAX.into(),
        })
    }
}

super::of_date!(time_0_3::Date);
super::weekdays!(time_0_3::Weekday);
