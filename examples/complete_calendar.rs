//! A complete calendar that passes the conformance suite: 13 months of 4 weeks, proposed by M. Cotsworth
//! in 1902 and used by the Kodak company until 1989.
//!
//! ```text
//! cargo run --example complete_calendar --features conformance
//! ```

#![allow(
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "an example with small numbers that prints its results"
)]

use calendar_registry::calendars::Gregorian;
use calendar_registry::conformance;
use calendar_registry::{
    Backend, BackendExt, Date, DateError, JulianDay, Properties, Registry, YearMonthDay,
};

/// The International Fixed Calendar. Month 13 has 29 days, in leap years month 6 too. Years begin on
/// the Gregorian 1 January.
struct Fixed;

impl Backend for Fixed {
    fn names(&self) -> Vec<&str> {
        vec!["International Fixed", "Cotsworth"]
    }

    fn properties(&self) -> Properties {
        Properties::solar().months(13, 13).month_lengths(28, 29)
    }

    fn is_leap_year(&self, year: i32) -> bool {
        Gregorian.is_leap_year(year)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let leap = match year {
            Some(year) => Gregorian.days_in_year(year)? == 366,
            None => true,
        };
        match month {
            13 => Ok(29),
            6 if leap => Ok(29),
            1..=12 => Ok(28),
            _ => Err(DateError::Month { month, last: 13 }),
        }
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.days_in_month(Some(date.year), date.month)?;
        if !(1..=last).contains(&date.day) {
            return Err(DateError::Day {
                day: date.day,
                last,
            });
        }
        let before = (1..date.month).map(|month| self.days_in_month(Some(date.year), month));
        let before: i64 = before.flatten().map(i64::from).sum();
        let first = Gregorian.julian_day(YearMonthDay::new(date.year, 1, 1))?;
        let days = before + i64::from(date.day) - 1;
        first.checked_add(days).ok_or(DateError::Overflow)
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let gregorian = Gregorian.date(day)?;
        let mut date = YearMonthDay::new(gregorian.year, 1, 1);
        let mut day_of_year = Gregorian.day_of_year(gregorian)?;
        while day_of_year > u16::from(self.days_in_month(Some(date.year), date.month)?) {
            day_of_year -= u16::from(self.days_in_month(Some(date.year), date.month)?);
            date.month += 1;
        }
        date.day = u8::try_from(day_of_year).unwrap_or(u8::MAX);
        Ok(date)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let report = conformance::check(&Fixed)?;
    println!(
        "the conformance suite passes: {} days in {} years",
        report.days, report.years
    );

    let registry = Registry::with_builtins();
    let fixed = registry.register(Fixed)?;
    let date = Date::from_julian_day(&fixed, JulianDay::new(2_461_367))?;
    println!("{} is {date}", date.year_month_day());
    Ok(())
}
