//! A complete calendar, from nothing to the laws: thirteen months of four weeks, as M. Cotsworth
//! proposed them in 1902 and the Kodak company reckoned with them for sixty years.
//!
//! ```text
//! cargo run --example complete_calendar --features conformance
//! ```

#![allow(
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "it is an example: small numbers, and something to see"
)]

use calendar_registry::calendars::Gregorian;
use calendar_registry::conformance;
use calendar_registry::{Backend, Date, DateError, JulianDay, Properties, Registry, YearMonthDay};

/// The International Fixed Calendar. A 29th day ends each year, and in leap years the sixth month
/// too; the years begin with the Gregorian ones.
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
        first
            .checked_add(before)?
            .checked_add(i64::from(date.day - 1))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let gregorian = Gregorian.date(day)?;
        let mut date = YearMonthDay::new(gregorian.year, 1, 1);
        let mut place = Gregorian.day_of_year(gregorian)?;
        while place > u16::from(self.days_in_month(Some(date.year), date.month)?) {
            place -= u16::from(self.days_in_month(Some(date.year), date.month)?);
            date.month += 1;
        }
        date.day = u8::try_from(place).unwrap_or(u8::MAX);
        Ok(date)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let report = conformance::check(&Fixed)?;
    println!(
        "{} days of {} years keep the laws",
        report.days, report.years
    );

    let registry = Registry::with_builtins();
    let fixed = registry.register(Fixed)?;
    let date = Date::from_julian_day(&fixed, JulianDay::new(2_461_367))?;
    println!("{} is {date}", date.year_month_day());
    Ok(())
}
