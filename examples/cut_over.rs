//! A calendar that changes from Julian to Gregorian, as Britain did in 1752: 2 September was
//! followed by 14 September. It is the plugin example of Qt's `QCalendar`, as a backend. It shows how
//! a backend has months with gaps; `calendars::defined::CutOver` makes the same calendar of data.
//!
//! ```text
//! cargo run --features conformance --example cut_over
//! ```
#![allow(
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "an example with small numbers that prints its results"
)]

use std::error::Error;

use calendar_registry::calendars::{Gregorian, Julian};
use calendar_registry::conformance;
use calendar_registry::{
    Backend, Date, DateError, DateSpan, JulianDay, Overflow, Properties, Registry, YearMonthDay,
};

/// Julian up to a day, Gregorian from the next day on.
pub(crate) struct CutOver {
    name: &'static str,
    /// The last date of the Julian calendar.
    last_julian: YearMonthDay,
    /// The first date of the Gregorian calendar, in the same month.
    first_gregorian: YearMonthDay,
    /// The day of `first_gregorian`.
    first_day: JulianDay,
}

impl CutOver {
    pub(crate) fn new(name: &'static str, last_julian: YearMonthDay) -> Result<Self, DateError> {
        let last_day = Julian.julian_day(last_julian)?;
        let first_day = last_day.checked_add(1).ok_or(DateError::Overflow)?;
        Ok(CutOver {
            name,
            last_julian,
            first_gregorian: Gregorian.date(first_day)?,
            first_day,
        })
    }

    /// Returns the calendar that counts a month. The month of the change ends in the Gregorian
    /// calendar.
    fn calendar_of(&self, year: i32, month: u8) -> &'static dyn Backend {
        let first = (self.first_gregorian.year, self.first_gregorian.month);
        if (year, month) < first {
            &Julian
        } else {
            &Gregorian
        }
    }

    /// Returns the number of days that the change removed from a month.
    fn gap(&self, year: i32, month: u8) -> u8 {
        let first = self.first_gregorian;
        if (year, month) == (first.year, first.month) {
            first.day - self.last_julian.day - 1
        } else {
            0
        }
    }
}

impl Backend for CutOver {
    fn names(&self) -> Vec<&str> {
        vec![self.name]
    }

    fn properties(&self) -> Properties {
        // The shortest month is the one with the gap.
        let first = self.first_gregorian;
        let length = self
            .days_in_month(Some(first.year), first.month)
            .unwrap_or(1);
        Properties::solar().month_lengths(length.min(28), 31)
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let (before, after) = (self.last_julian.day, self.first_gregorian.day);
        if date <= self.last_julian {
            return Julian.julian_day(date);
        }
        if date < self.first_gregorian && date.day <= 31 {
            return Err(DateError::DayGap {
                day: date.day,
                before,
                after,
            });
        }
        Gregorian.julian_day(date)
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let julian = day < self.first_day;
        let date = if julian {
            Julian.date(day)
        } else {
            Gregorian.date(day)
        };
        date.map_err(|error| outside(day).unwrap_or(error))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.calendar_of(year, 2).is_leap_year(year)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let Some(year) = year else {
            return Julian.days_in_month(None, month);
        };
        let last = self.last_day_of_month(year, month)?;
        Ok(last - self.gap(year, month))
    }

    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        self.calendar_of(year, month).last_day_of_month(year, month)
    }
}

/// Returns the error for a day outside the range: from the first Julian to the last Gregorian day.
fn outside(day: JulianDay) -> Option<DateError> {
    match (Julian.date(JulianDay::MIN), Gregorian.date(JulianDay::MAX)) {
        (Err(DateError::JulianDay { first, .. }), Err(DateError::JulianDay { last, .. })) => {
            Some(DateError::JulianDay { day, first, last })
        }
        _ => None,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let britain = CutOver::new("Britain", YearMonthDay::new(1752, 9, 2))?;
    let report = conformance::Check::new().years(1700..=1800).run(&britain)?;
    println!(
        "{} days and {} years keep the laws",
        report.days, report.years
    );

    let registry = Registry::with_builtins();
    let britain = registry.register(britain)?;
    let eve = Date::new(&britain, YearMonthDay::new(1752, 9, 2))?;
    let next = eve.add(DateSpan::new().days(1), Overflow::Constrain)?;
    println!(
        "the day after {} is {}",
        eve.year_month_day(),
        next.year_month_day()
    );
    println!(
        "September 1752 had {} days",
        britain.days_in_month(1752, 9)?
    );

    // 10 August and one month: 10 September is missing, 14 September is the next day.
    let later = britain.add_months(YearMonthDay::new(1752, 8, 10), 1)?;
    println!("a month after 1752-08-10 is {later}");
    let missing = Date::new(&britain, YearMonthDay::new(1752, 9, 5)).unwrap_err();
    println!("1752-09-05: {missing}");
    Ok(())
}
