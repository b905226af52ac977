//! Tests with a calendar of 12 or 13 months per year, with and without a mean month: no built-in
//! calendar counts all months year by year.
#![allow(clippy::arithmetic_side_effects, reason = "a test may panic")]

use super::{months_between, plus_months};
use crate::backend::{Backend, BackendExt, DateError, Properties};
use crate::day::{JulianDay, YearMonthDay};
use crate::weekday::Weekday;

/// A calendar with months of 30 and 29 days alternately; every third year has a thirteenth month of
/// 30 days. The range is `FIRST` to `LAST`, with or without a year 0.
struct Moons {
    year_zero: bool,
    /// In 10⁻⁹ day; 0 if the calendar does not state it.
    mean_month: u64,
}

const WITH_ZERO: Moons = Moons {
    year_zero: true,
    mean_month: 0,
};
const WITHOUT: Moons = Moons {
    year_zero: false,
    mean_month: 0,
};
/// The same calendars with the mean of 1092 days in 37 months.
const MEAN_WITH_ZERO: Moons = Moons {
    mean_month: 1_092_000_000_000 / 37,
    ..WITH_ZERO
};
const MEAN_WITHOUT: Moons = Moons {
    mean_month: 1_092_000_000_000 / 37,
    ..WITHOUT
};
const ALL: [Moons; 4] = [WITH_ZERO, WITHOUT, MEAN_WITH_ZERO, MEAN_WITHOUT];
const FIRST: i32 = -LAST;
const LAST: i32 = 3000;
const OUTSIDE: DateError = DateError::Year {
    first: FIRST,
    last: LAST,
};

impl Moons {
    /// Returns the extended year.
    fn extended(&self, year: i32) -> Result<i32, DateError> {
        match year {
            0 if !self.year_zero => Err(DateError::YearZero),
            FIRST..=LAST => Ok(year + i32::from(year < 0 && !self.year_zero)),
            _ => Err(OUTSIDE),
        }
    }

    /// Returns the year of an extended year.
    fn year(&self, extended: i32) -> i32 {
        extended - i32::from(extended < 1 && !self.year_zero)
    }

    /// Returns the first day of an extended year. Three years have 1092 days.
    fn first_day(extended: i32) -> i64 {
        i64::from(extended.div_euclid(3)) * 1092 + i64::from(extended.rem_euclid(3)) * 354
    }
}

impl Backend for Moons {
    fn names(&self) -> Vec<&str> {
        vec!["Moons"]
    }

    fn properties(&self) -> Properties {
        Properties::lunisolar()
            .year_zero(self.year_zero)
            .mean_month(self.mean_month)
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.days_in_month(Some(date.year), date.month)?;
        if !(1..=last).contains(&date.day) {
            return Err(DateError::Day {
                day: date.day,
                last,
            });
        }
        let months = i64::from(date.month) - 1;
        let before = Self::first_day(self.extended(date.year)?) + (59 * months + 1) / 2;
        Ok(JulianDay(before + i64::from(date.day) - 1))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let [first, last] = [FIRST, LAST].map(|year| self.extended(year).unwrap());
        let [first, end] = [Self::first_day(first), Self::first_day(last + 1)];
        if !(first..end).contains(&day.0) {
            let [first, last] = [first, end - 1].map(JulianDay);
            return Err(DateError::JulianDay { day, first, last });
        }
        let guess = i32::try_from(day.0 * 3 / 1092).unwrap();
        let mut years = (guess - 2..=guess + 2).rev();
        let extended = years.find(|extended| Self::first_day(*extended) <= day.0);
        let year = self.year(extended.unwrap());
        let dates = (1..=13)
            .rev()
            .map(|month| YearMonthDay::new(year, month, 1));
        let first = dates.into_iter().find(|date| {
            let first = self.julian_day(*date);
            first.is_ok_and(|first| first <= day)
        });
        let first = first.unwrap();
        let in_month = day.0 - self.julian_day(first)?.0 + 1;
        Ok(YearMonthDay {
            day: u8::try_from(in_month).unwrap(),
            ..first
        })
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.extended(year)
            .is_ok_and(|extended| extended.rem_euclid(3) == 2)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let last = match year {
            Some(year) => self.months_in_year(year)?,
            None => 13,
        };
        match month {
            1..=13 if month <= last => Ok(29 + month % 2),
            _ => Err(DateError::Month { month, last }),
        }
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.extended(year)?;
        Ok(12 + u8::from(self.is_leap_year(year)))
    }
}

/// Returns the first day of every month in 80 years, in order.
fn months(calendar: &Moons) -> Vec<YearMonthDay> {
    let years = (-40..40).map(|extended| calendar.year(extended));
    let months = years.flat_map(|year| {
        let last = calendar.months_in_year(year).unwrap();
        (1..=last).map(move |month| YearMonthDay::new(year, month, 1))
    });
    months.collect()
}

#[test]
fn test_calendar_converts_both_ways() {
    for calendar in [WITH_ZERO, WITHOUT] {
        let days = (-40_000..40_000).map(JulianDay);
        let dates = days.map(|day| {
            let date = calendar.date(day).unwrap();
            assert_eq!(calendar.julian_day(date), Ok(day));
            date
        });
        assert!(dates.is_sorted_by(|date, next| date < next));
    }
}

#[test]
fn adding_months_crosses_years_of_12_and_13_months() {
    for calendar in ALL {
        let months = months(&calendar);
        for (from, first) in (0_i64..).zip(&months).step_by(29) {
            for (to, target) in (0_i64..).zip(&months) {
                assert_eq!(calendar.add_months(*first, to - from), Ok(*target));
                let last = YearMonthDay { day: 29, ..*first };
                let moved = calendar.add_months(last, to - from).unwrap();
                assert_eq!(moved, YearMonthDay { day: 29, ..*target });
            }
        }
    }
}

#[test]
fn adding_months_constrains_a_missing_day_to_the_last_day() {
    let date = YearMonthDay::new(1, 1, 30);
    assert_eq!(WITHOUT.add_months(date, 1), Ok(YearMonthDay::new(1, 2, 29)));
    assert_eq!(
        WITHOUT.add_months(date, -1),
        Ok(YearMonthDay::new(-1, 12, 29))
    );
}

#[test]
fn adding_years_constrains_a_missing_month_to_the_last_month() {
    let date = YearMonthDay::new(2, 13, 30);
    let next = YearMonthDay::new(3, 12, 29);
    assert_eq!(WITHOUT.add_years(date, 1), Ok(next));
    assert_eq!(WITHOUT.add_years(date, 3), Ok(YearMonthDay::new(5, 13, 30)));
    assert_eq!(
        WITHOUT.add_years(date, -2),
        Ok(YearMonthDay::new(-1, 12, 29))
    );
    assert_eq!(
        WITH_ZERO.add_years(date, -2),
        Ok(YearMonthDay::new(0, 12, 29))
    );
}

#[test]
fn day_of_year_counts_the_months_of_the_year() {
    assert_eq!(WITHOUT.days_in_year(1), Ok(354));
    assert_eq!(WITHOUT.days_in_year(2), Ok(384));
    let last = YearMonthDay::new(2, 13, 30);
    assert_eq!(WITHOUT.day_of_year(last), Ok(384));
    assert_eq!(WITHOUT.day_of_year(YearMonthDay::new(2, 2, 1)), Ok(31));
    let missing = YearMonthDay::new(1, 13, 1);
    let error = DateError::Month {
        month: 13,
        last: 12,
    };
    assert_eq!(WITHOUT.day_of_year(missing), Err(error));
    assert_eq!(WITHOUT.days_in_year(0), Err(DateError::YearZero));
}

/// Counts the months of every year in between.
#[test]
fn counts_by_a_mean_month_are_those_year_by_year() {
    for (by_mean, by_years) in [(MEAN_WITH_ZERO, WITH_ZERO), (MEAN_WITHOUT, WITHOUT)] {
        let years = || (FIRST..=LAST).filter(|year| by_years.months_in_year(*year).is_ok());
        for from in years().step_by(37) {
            for (to, month) in years().step_by(41).zip((1..=12).cycle()) {
                let [from, to] = [(from, 12), (to, month)]
                    .map(|(year, month)| YearMonthDay::new(year, month, 1));
                let months = months_between(&by_years, from, to).unwrap();
                assert_eq!(months_between(&by_mean, from, to), Ok(months));
                assert_eq!(plus_months(&by_years, from, months), Ok(to));
                assert_eq!(
                    plus_months(&by_mean, from, months),
                    Ok(to),
                    "{from} {months}"
                );
            }
        }
    }
}

/// The result must not depend on a visit of every year up to the target.
#[test]
fn arithmetic_beyond_the_range_is_an_error() {
    let last = YearMonthDay::new(LAST, 1, 1);
    let before = YearMonthDay::new(LAST - 1, 1, 1);
    assert_eq!(WITH_ZERO.add_months(before, 13), Ok(last));
    let first = YearMonthDay::new(FIRST, 11, 1);
    let after = YearMonthDay::new(FIRST + 1, 12, 1);
    assert_eq!(WITH_ZERO.add_months(after, -13), Ok(first));

    let date = last;
    for calendar in ALL {
        for months in [13, 40_000, i64::MAX] {
            assert_eq!(calendar.add_months(date, months), Err(OUTSIDE));
        }
        for months in [-100_000, i64::MIN] {
            assert_eq!(calendar.add_months(date, months), Err(OUTSIDE));
        }
        for years in [1, i64::MAX, -7000, i64::MIN] {
            assert_eq!(calendar.add_years(date, years), Err(OUTSIDE));
        }
        let first = YearMonthDay {
            year: FIRST,
            ..date
        };
        assert_eq!(calendar.add_months(first, -1), Err(OUTSIDE));
    }
}

#[test]
fn century_match_finds_a_month_missing_in_the_given_year() {
    let missing = YearMonthDay::new(1, 13, 1);
    let other = YearMonthDay::new(101, 13, 1);
    let weekday = WITH_ZERO.weekday(other).unwrap();
    let found = WITH_ZERO.match_century_to_weekday(missing, weekday);
    assert_eq!(found, WITH_ZERO.julian_day(other).map(Some));
}

#[test]
fn century_match_of_a_date_missing_in_every_century_is_an_error() {
    let monday = Weekday::Monday;
    let matched = |date| WITHOUT.match_century_to_weekday(date, monday);
    let day = DateError::Day { day: 31, last: 30 };
    assert_eq!(matched(YearMonthDay::new(1, 1, 31)), Err(day));
    let month = DateError::Month {
        month: 14,
        last: 12,
    };
    assert_eq!(matched(YearMonthDay::new(1, 14, 1)), Err(month));
    assert_eq!(
        matched(YearMonthDay::new(0, 1, 1)),
        Err(DateError::YearZero)
    );
    assert_eq!(matched(YearMonthDay::new(LAST + 1, 1, 1)), Err(OUTSIDE));
}
