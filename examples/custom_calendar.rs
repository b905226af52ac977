//! A tenant's own calendar: the 4-4-5 weeks of a retailer's fiscal year, registered and used.
//!
//! ```text
//! cargo run --example custom_calendar
//! ```

#![allow(
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it is an example: small numbers, and something to see"
)]

use calendar_registry::{
    Backend, ChangeError, DateError, JulianDay, Properties, Registry, Weekday, YearMonthDay,
};

/// Years of 52 or 53 whole weeks, from Sunday to Saturday, that end on the Saturday nearest
/// to 31 January. Quarters have periods of 4, 4 and 5 weeks; a 53rd week makes the last period longer.
///
/// The fiscal year Y begins within three days of 1 February of the Gregorian year Y.
struct Fiscal445 {
    names: Vec<String>,
}

/// The Julian Day of 1 February of the Gregorian year 0 (1 BC), counted as astronomers count years.
const FEBRUARY_OF_YEAR_0: i64 = 1_721_091;
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

impl Fiscal445 {
    fn new(tenant: &str) -> Self {
        Fiscal445 {
            names: vec![format!("{tenant} fiscal"), format!("{tenant}/4-4-5")],
        }
    }

    /// The Sunday on which a fiscal year begins, for a year in `YEARS` or the one after.
    fn first_day(year: i32) -> i64 {
        // 1 February comes before the leap day, so the leap years before this one count.
        let before = i64::from(year) - 1;
        let leap_days = before / 4 - before / 100 + before / 400 + 1;
        let february = FEBRUARY_OF_YEAR_0 + 365 * i64::from(year) + leap_days;
        // Julian Day 6 is a Sunday; of all Sundays, the nearest one.
        (february + 3 - 6).div_euclid(7) * 7 + 6
    }

    fn weeks(year: i32) -> i64 {
        (Self::first_day(year + 1) - Self::first_day(year)) / 7
    }

    fn check(year: i32) -> Result<(), DateError> {
        if YEARS.contains(&year) {
            return Ok(());
        }
        Err(DateError::Year {
            first: *YEARS.start(),
            last: *YEARS.end(),
        })
    }

    /// Weeks before a period, from 0 to 11, of any year.
    fn weeks_before(period: i64) -> i64 {
        period / 3 * 13 + period % 3 * 4
    }
}

impl Backend for Fiscal445 {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn properties(&self) -> Properties {
        Properties::other().month_lengths(28, 42).proleptic(false)
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.days_in_month(Some(date.year), date.month)?;
        if date.day == 0 || date.day > last {
            return Err(DateError::Day {
                day: date.day,
                last,
            });
        }
        let weeks = Self::weeks_before(i64::from(date.month) - 1);
        Ok(JulianDay(
            Self::first_day(date.year) + weeks * 7 + i64::from(date.day) - 1,
        ))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let first = JulianDay(Self::first_day(*YEARS.start()));
        let last = JulianDay(Self::first_day(*YEARS.end() + 1) - 1);
        if day < first || day > last {
            return Err(DateError::JulianDay { day, first, last });
        }
        // Never too late: fiscal years run at most a week ahead of 366 days each.
        let passed = (day.0 - first.0 - 7).max(0) / 366;
        let mut year = i32::try_from(passed).unwrap_or(0) + *YEARS.start();
        while Self::first_day(year + 1) <= day.0 {
            year += 1;
        }
        let place = day.0 - Self::first_day(year);
        let period = (0..12)
            .rev()
            .find(|p| Self::weeks_before(*p) * 7 <= place)
            .unwrap_or(0);
        let in_period = place - Self::weeks_before(period) * 7;
        Ok(YearMonthDay::new(
            year,
            u8::try_from(period + 1).unwrap_or(u8::MAX),
            u8::try_from(in_period + 1).unwrap_or(u8::MAX),
        ))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        YEARS.contains(&year) && Self::weeks(year) == 53
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let long = match year {
            Some(year) => {
                Self::check(year)?;
                self.is_leap_year(year)
            }
            None => true,
        };
        match month {
            12 if long => Ok(42),
            3 | 6 | 9 | 12 => Ok(35),
            1..=12 => Ok(28),
            _ => Err(DateError::Month { month, last: 12 }),
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let registry = Registry::with_builtins();
    registry.register(Fiscal445::new("acme"))?;

    // A request names the calendar; any spelling of a name will do.
    let pin = registry.pin();
    let fiscal = pin.resolve("ACME-Fiscal")?;
    let gregorian = pin.resolve("gregorian")?;
    let today = gregorian.julian_day("2026-11-22".parse()?)?;
    let date = fiscal.date(today)?;
    println!(
        "{today} is {date} in {} and a {}",
        fiscal.name(),
        today.weekday()
    );

    assert_eq!(date, YearMonthDay::new(2026, 10, 22));
    assert_eq!(fiscal.julian_day(date)?, today);
    assert_eq!(fiscal.days_in_year(2026)?, 52 * 7);
    assert_eq!(fiscal.days_in_year(2023)?, 53 * 7);

    // What follows from the required methods comes along: arithmetic, validity, bounds.
    assert_eq!(fiscal.add_months(date, 3)?, YearMonthDay::new(2027, 1, 22));
    assert_eq!(
        fiscal.weekday(YearMonthDay::new(2026, 1, 1))?,
        Weekday::Sunday
    );
    let error = fiscal
        .julian_day(YearMonthDay::new(2026, 12, 36))
        .unwrap_err();
    println!("{error}");

    // Every day of the calendar's range there and back, and never a gap.
    let first = fiscal.julian_day(YearMonthDay::new(1, 1, 1))?;
    let mut before = None;
    for day in (first.0..first.0 + 365 * 2000).map(JulianDay) {
        let date = fiscal.date(day)?;
        assert_eq!(fiscal.julian_day(date)?, day);
        assert!(before < Some(date));
        before = Some(date);
    }

    // A second tenant of the same name is refused, and gets the backend back.
    let refused = registry.register(Fiscal445::new("Acme")).unwrap_err();
    assert!(matches!(refused.reason, ChangeError::NameTaken { .. }));
    println!("{refused}");
    Ok(())
}
