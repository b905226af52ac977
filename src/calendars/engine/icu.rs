//! Years of the calendars whose data is in `icu_calendar`: published tables, and an approximation
//! for other years. Chinese, Dangi, Umm al-Qura and Persian read their years here.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "a year has at most 13 months of 29 to 31 days, and a day is within 2^23 of 0"
)]

use icu_calendar::types::{Month, RataDie};
use icu_calendar::{AsCalendar, Calendar, Date};

use crate::backend::year_table::{Layout, Year};

/// The range of these calendars: years of which `icu_calendar` creates dates.
pub(in crate::calendars) const FIRST: i32 = -9999;
pub(in crate::calendars) const LAST: i32 = 9999;

/// The difference of a Julian Day Number and the Rata Die number of the same day.
const RATA_DIE: i64 = 1_721_425;

/// The longest month of these calendars. The shortest has 29 days.
const LONGEST: i64 = 31;

/// Returns a year from [`FIRST`] to [`LAST`].
pub(in crate::calendars) fn year<C>(calendar: C, number: i32) -> Year
where
    C: Calendar + AsCalendar<Calendar = C> + Copy,
{
    let date = Date::try_new(number.into(), Month::new(1), 1, calendar);
    debug_assert!(
        date.is_ok(),
        "year {number} is in the range of the calendar"
    );
    let Ok(date) = date else {
        // No day is in a year without months.
        return Year::new(0);
    };
    let first = date.to_rata_die().to_i64_date();
    let months = date.months_in_year();
    let mut year = Year::new(first + RATA_DIE);
    year.extend([date.days_in_month()]);
    let mut leap_month = None;
    let mut month = 2;
    while month < months {
        // The day LONGEST days after the first day of a month is one of the first three days of the
        // next month. Its date contains the lengths of both: creating a date is the slow step, so
        // one is created for every second month.
        let start = first + i64::from(year.days());
        let next = Date::from_rata_die(RataDie::new(start + LONGEST), calendar);
        // After a month of 31 days, it is day 1 of the next month.
        let length = 32 - next.day_of_month().0;
        year.extend([length, next.days_in_month()]);
        month += 2;
        // From the leap month on, the number of a month is less than its ordinal.
        let code = next.month().to_input();
        if leap_month.is_none() && code.number() < month - 1 {
            let before = if code.is_leap() { 1 } else { 2 };
            leap_month = Some(month - before);
        }
    }
    if month == months {
        // The last month has the days of the year that are left.
        let rest = u8::try_from(date.days_in_year() - year.days());
        debug_assert!(rest.is_ok(), "a month has at most 31 days");
        year.extend(rest);
        if months > 12 {
            leap_month = leap_month.or(Some(months));
        }
    }
    year.with_leap_month(leap_month)
}

#[cfg(test)]
mod tests {
    use super::{FIRST, LAST, year};
    use crate::backend::year_table::Layout;
    use icu_calendar::cal::{ChineseTraditional, KoreanTraditional};

    /// The leap month is the last one in about one year of thirty, but in no year near the present.
    #[test]
    fn years_of_thirteen_months_have_a_leap_month() {
        let mut last = [0, 0];
        for number in FIRST..=LAST {
            let years = [
                year(ChineseTraditional::new(), number),
                year(KoreanTraditional::new(), number),
            ];
            for (year, last) in years.iter().zip(&mut last) {
                let leap_month = year.leap_month();
                assert_eq!(leap_month.is_some(), year.months() == 13, "{number}");
                *last += i32::from(leap_month == Some(13));
            }
        }
        assert!(last.into_iter().all(|count| count > 0));
    }
}
