//! A calendar whose years have 12 or 13 months: the built-in ones never take those paths.
#![forbid(unsafe_code)]
#![allow(clippy::arithmetic_side_effects, reason = "a test may panic")]

use crate::backend::{Backend, BackendExt, DateError, Properties};
use crate::day::{JulianDay, YearMonthDay};
use crate::weekday::Weekday;

/// Months of 30 and 29 days in turn, and every third year a thirteenth, of 30
/// days. The years are `FIRST` to `LAST`, with or without a year 0.
struct Moons {
    year_zero: bool,
}

const WITH_ZERO: Moons = Moons { year_zero: true };
const WITHOUT: Moons = Moons { year_zero: false };
const FIRST: i32 = -LAST;
const LAST: i32 = 3000;
const OUTSIDE: DateError = DateError::Year {
    first: FIRST,
    last: LAST,
};

impl Moons {
    fn row(&self, year: i32) -> Result<i32, DateError> {
        match year {
            0 if !self.year_zero => Err(DateError::YearZero),
            FIRST..=LAST => Ok(year + i32::from(year < 0 && !self.year_zero)),
            _ => Err(OUTSIDE),
        }
    }

    fn year(&self, row: i32) -> i32 {
        row - i32::from(row < 1 && !self.year_zero)
    }

    /// 1092 days are three years.
    fn first_day(row: i32) -> i64 {
        i64::from(row.div_euclid(3)) * 1092 + i64::from(row.rem_euclid(3)) * 354
    }
}

impl Backend for Moons {
    fn names(&self) -> Vec<&str> {
        vec!["Moons"]
    }

    fn properties(&self) -> Properties {
        Properties::lunisolar().year_zero(self.year_zero)
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
        let before = Self::first_day(self.row(date.year)?) + (59 * months + 1) / 2;
        Ok(JulianDay(before + i64::from(date.day) - 1))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let guess = i32::try_from(day.0 * 3 / 1092).unwrap();
        let rows = (guess - 2..=guess + 2).rev();
        let row = rows.into_iter().find(|row| Self::first_day(*row) <= day.0);
        let year = self.year(row.unwrap());
        let dates = (1..=13)
            .rev()
            .map(|month| YearMonthDay::new(year, month, 1));
        let first = dates.into_iter().find(|date| {
            let first = self.julian_day(*date);
            first.is_ok_and(|first| first <= day)
        });
        let first = first.unwrap();
        let place = day.0 - self.julian_day(first)?.0 + 1;
        Ok(YearMonthDay {
            day: u8::try_from(place).unwrap(),
            ..first
        })
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.row(year).is_ok_and(|row| row.rem_euclid(3) == 2)
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
        self.row(year)?;
        Ok(12 + u8::from(self.is_leap_year(year)))
    }
}

/// Every month of a calendar in order, by its first day.
fn months(calendar: &Moons) -> Vec<YearMonthDay> {
    let rows = -40..40;
    let years = rows.map(|row| calendar.year(row));
    let months = years.flat_map(|year| {
        let last = calendar.months_in_year(year).unwrap();
        (1..=last).map(move |month| YearMonthDay::new(year, month, 1))
    });
    months.collect()
}

#[test]
fn the_test_calendar_is_one() {
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
fn months_are_stepped_one_by_one_over_long_and_short_years() {
    for calendar in [WITH_ZERO, WITHOUT] {
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
fn a_day_that_the_month_lacks_becomes_its_last() {
    let date = YearMonthDay::new(1, 1, 30);
    assert_eq!(WITHOUT.add_months(date, 1), Ok(YearMonthDay::new(1, 2, 29)));
    assert_eq!(
        WITHOUT.add_months(date, -1),
        Ok(YearMonthDay::new(-1, 12, 29))
    );
}

#[test]
fn a_month_that_the_year_lacks_becomes_its_last() {
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
fn days_are_counted_over_the_months_that_there_are() {
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

/// At once, too, not year by year to the end of time.
#[test]
fn the_calendar_says_where_its_years_end() {
    let last = YearMonthDay::new(LAST, 1, 1);
    let before = YearMonthDay::new(LAST - 1, 1, 1);
    assert_eq!(WITH_ZERO.add_months(before, 13), Ok(last));
    let first = YearMonthDay::new(FIRST, 11, 1);
    let after = YearMonthDay::new(FIRST + 1, 12, 1);
    assert_eq!(WITH_ZERO.add_months(after, -13), Ok(first));

    let date = last;
    for calendar in [WITH_ZERO, WITHOUT] {
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
fn a_century_may_have_the_month_that_the_year_lacks() {
    let missing = YearMonthDay::new(1, 13, 1);
    let other = YearMonthDay::new(101, 13, 1);
    let weekday = WITH_ZERO.weekday(other).unwrap();
    let found = WITH_ZERO.match_century_to_weekday(missing, weekday);
    assert_eq!(found, WITH_ZERO.julian_day(other).map(Some));
}

#[test]
fn no_century_is_matched_for_what_exists_in_none() {
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
