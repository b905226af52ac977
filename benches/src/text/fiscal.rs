//! A user's calendar with names of its own.

use calendar_registry::{
    Backend, CalendarText, DateError, JulianDay, Names, Properties, Style, Width, YearMonthDay,
};

/// Years of 52 weeks, in quarters of four, four and five weeks.
#[derive(Clone, Copy)]
pub struct Fiscal;

const WEEKS: [i64; 12] = [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5];
/// The first day of the year 1900.
const BEGIN: i64 = 2_415_021;
const YEAR: i64 = 364;

impl Fiscal {
    fn begin(year: i32, period: u8) -> i64 {
        let weeks: i64 = WEEKS[..usize::from(period) - 1].iter().sum();
        BEGIN + (i64::from(year) - 1900) * YEAR + weeks * 7
    }
}

impl Backend for Fiscal {
    fn names(&self) -> Vec<&str> {
        vec!["fiscal"]
    }

    fn properties(&self) -> Properties {
        Properties::other().month_lengths(28, 35)
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.days_in_month(Some(date.year), date.month)?;
        if !(1..=last).contains(&date.day) {
            let day = date.day;
            return Err(DateError::Day { day, last });
        }
        let begin = Self::begin(date.year, date.month);
        Ok(JulianDay(begin + i64::from(date.day) - 1))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let days = day.0 - BEGIN;
        let out_of_range = || DateError::JulianDay {
            day,
            first: JulianDay(Self::begin(i32::MIN / 2, 1)),
            last: JulianDay(Self::begin(i32::MAX / 2, 1)),
        };
        let year = i32::try_from(days.div_euclid(YEAR) + 1900);
        let year = year.map_err(|_| out_of_range())?;
        let (mut period, mut rest) = (1, days.rem_euclid(YEAR));
        for weeks in WEEKS {
            if rest < weeks * 7 {
                break;
            }
            (period, rest) = (period + 1, rest - weeks * 7);
        }
        let day = u8::try_from(rest + 1).unwrap();
        Ok(YearMonthDay::new(year, period, day))
    }

    fn is_leap_year(&self, _: i32) -> bool {
        false
    }

    fn days_in_month(&self, _: Option<i32>, month: u8) -> Result<u8, DateError> {
        let weeks = usize::from(month).checked_sub(1);
        let weeks = weeks.and_then(|index| WEEKS.get(index));
        let days = weeks.map(|weeks| u8::try_from(weeks * 7).unwrap());
        days.ok_or(DateError::Month { month, last: 12 })
    }

    fn text(&self) -> CalendarText {
        let names = [
            "Ramp-up", "Kick-off", "Spring", "Orders", "Supply", "Midyear", "Holidays", "Return",
            "Autumn", "Budget", "Rush", "Closing",
        ];
        let names = Names::new()
            .months(Width::Wide, names)
            .style(Style::Long, "d MMMM y");
        CalendarText::codes().locale("en", names).otherwise("en")
    }
}
