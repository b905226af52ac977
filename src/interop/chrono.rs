//! `chrono` 0.4: conversions of naive dates and weekdays. A naive date is counted as Rata Die.

use chrono_0_4::{Datelike, NaiveDate};

use crate::backend::DateError;
use crate::day::JulianDay;

/// Converts a naive date to its day.
///
/// ```
/// # use chrono_0_4 as chrono;
/// use calendar_registry::{Date, JulianDay, Registry};
/// use chrono::NaiveDate;
///
/// let date = NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("no such date")?;
/// let day = JulianDay::from(date);
/// assert_eq!(day, JulianDay::new(2_461_367));
/// let jalali = Date::from_julian_day(&Registry::with_builtins().resolve("jalali")?, day)?;
/// assert_eq!((jalali.year(), jalali.month(), jalali.day()), (1405, 9, 1));
/// assert_eq!(NaiveDate::try_from(&jalali)?, date);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl From<NaiveDate> for JulianDay {
    fn from(date: NaiveDate) -> Self {
        let day = Self::from_rata_die(i64::from(date.num_days_from_ce()));
        debug_assert!(day.is_some(), "a Rata Die number of 32 bits is a day");
        day.unwrap_or_default()
    }
}

/// Converts a day to its naive date. The error has the first and the last day of `chrono`.
impl TryFrom<JulianDay> for NaiveDate {
    type Error = DateError;

    fn try_from(day: JulianDay) -> Result<Self, Self::Error> {
        let number = day.rata_die().and_then(|number| i32::try_from(number).ok());
        let date = number.and_then(NaiveDate::from_num_days_from_ce_opt);
        date.ok_or_else(|| DateError::JulianDay {
            day,
            first: NaiveDate::MIN.into(),
            last: NaiveDate::MAX.into(),
        })
    }
}

super::of_date!(NaiveDate);
super::weekdays!(
    chrono_0_4::Weekday,
    Mon = Monday,
    Tue = Tuesday,
    Wed = Wednesday,
    Thu = Thursday,
    Fri = Friday,
    Sat = Saturday,
    Sun = Sunday
);
