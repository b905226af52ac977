//! Dates of a calendar for any number at all, for tests that draw them.
#![forbid(unsafe_code)]

use crate::Calendar;
use crate::date::Date;
use crate::day::JulianDay;
use crate::error::DateError;

/// The date of this day, or of one within the calendar's range that it is folded to. `None` if the
/// calendar does not say what its range is.
pub(crate) fn within(calendar: &Calendar, day: JulianDay) -> Option<Date> {
    let day = match calendar.date(day) {
        Err(DateError::JulianDay { first, last, .. }) => {
            let span = i128::from(last.0).checked_sub(i128::from(first.0))?;
            let place = i128::from(day.0).checked_rem_euclid(span.checked_add(1)?)?;
            JulianDay(first.0.checked_add(i64::try_from(place).ok()?)?)
        }
        _ => day,
    };
    Date::from_julian_day(calendar, day).ok()
}
