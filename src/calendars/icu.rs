//! What the calendars that follow the sky share: years from −9999 to 9999, read from `icu_calendar`,
//! which has published tables and, outside them, an approximation.
#![forbid(unsafe_code)]

use icu_calendar::types::{Month, RataDie};
use icu_calendar::{AsCalendar, Calendar, Date};

use crate::table::Year;

/// The years that `icu_calendar` makes dates of.
pub(super) const FIRST: i32 = -9999;
pub(super) const LAST: i32 = 9999;

/// A Rata Die is this much less than a Julian Day.
const RATA_DIE: i64 = 1_721_425;

/// A year from [`FIRST`] to [`LAST`]; one without days, were it refused there.
pub(super) fn year<C>(calendar: C, number: i32) -> Year
where
    C: Calendar + AsCalendar<Calendar = C> + Copy,
{
    let Ok(date) = Date::try_new(number.into(), Month::new(1), 1, calendar) else {
        return Year::new(0);
    };
    let mut day = date.to_rata_die().to_i64_date();
    let mut year = Year::new(day.saturating_add(RATA_DIE));
    let mut leap_month = None;
    for month in 1..=date.months_in_year() {
        // Always in reach: the days that it clamps lie a hundred times as far away.
        let date = Date::from_rata_die(RataDie::new(day), calendar);
        if date.month().to_input().is_leap() {
            leap_month = Some(month);
        }
        let length = date.days_in_month();
        let _ = year.push(length);
        day = day.saturating_add(i64::from(length));
    }
    year.with_leap_month(leap_month)
}
