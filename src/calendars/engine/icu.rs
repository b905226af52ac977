//! What the calendars that follow the sky share: years from −9999 to 9999, read from `icu_calendar`,
//! which has published tables and, outside them, an approximation.

use icu_calendar::types::{Month, RataDie};
use icu_calendar::{AsCalendar, Calendar, Date};

use crate::backend::year_table::{Layout, Year};

/// The years that `icu_calendar` makes dates of.
pub(in crate::calendars) const FIRST: i32 = -9999;
pub(in crate::calendars) const LAST: i32 = 9999;

/// A Rata Die is this much less than a Julian Day.
const RATA_DIE: i64 = 1_721_425;

/// The longest month of all these calendars; the shortest has 29 days.
const LONGEST: i64 = 31;

/// A year from [`FIRST`] to [`LAST`]; one without days, were it refused there.
pub(in crate::calendars) fn year<C>(calendar: C, number: i32) -> Year
where
    C: Calendar + AsCalendar<Calendar = C> + Copy,
{
    let Ok(date) = Date::try_new(number.into(), Month::new(1), 1, calendar) else {
        return Year::new(0);
    };
    let first = date.to_rata_die().to_i64_date();
    let months = date.months_in_year();
    let mut year = Year::new(first.saturating_add(RATA_DIE));
    let _ = year.push(date.days_in_month());
    let mut leap_month = None;
    let mut place = 2;
    while place < months {
        // From the first day of a month so many days lie in the next one, among its first three. Its date
        // says how long the two are, and asking for one is what takes the time.
        let start = first.saturating_add(year.days().into());
        let next = Date::from_rata_die(RataDie::new(start.saturating_add(LONGEST)), calendar);
        let _ = year.push(32_u8.saturating_sub(next.day_of_month().0));
        let _ = year.push(next.days_in_month());
        place = place.saturating_add(2);
        // After a leap month, and in it, the numbers lag behind the places.
        let month = next.month().to_input();
        if leap_month.is_none() && month.number() < place.saturating_sub(1) {
            let before = if month.is_leap() { 1 } else { 2 };
            leap_month = Some(place.saturating_sub(before));
        }
    }
    if place == months {
        let rest = date.days_in_year().saturating_sub(year.days());
        let _ = year.push(u8::try_from(rest).unwrap_or(0));
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

    /// The leap month may be the last one, about once in thirty years: none of today's is.
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
