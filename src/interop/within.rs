//! Dates of a calendar from arbitrary numbers, for generators of test values.

use crate::backend::DateError;
use crate::calendar::Calendar;
use crate::date::Date;
use crate::day::JulianDay;

/// Returns the date of a day. A day outside the calendar's range is mapped into the range, modulo
/// its length. `None` if the calendar contradicts itself about its range.
pub(crate) fn date_within(calendar: &Calendar, day: JulianDay) -> Option<Date> {
    let day = match calendar.date(day) {
        Err(DateError::JulianDay { first, last, .. }) => {
            let span = i128::from(last.0).checked_sub(i128::from(first.0))?;
            let offset = i128::from(day.0).checked_rem_euclid(span.checked_add(1)?)?;
            JulianDay(first.0.checked_add(i64::try_from(offset).ok()?)?)
        }
        _ => day,
    };
    Date::from_julian_day(calendar, day).ok()
}
