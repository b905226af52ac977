//! Calendars made of others that are unlike the built-in ones.

use calendar_registry::calendars::defined::{
    CutOver, MonthOverrides, MonthStart, MonthTable, WithEras, YearOffset,
};
use calendar_registry::calendars::{Gregorian, Julian};
use calendar_registry::{Backend, DateError, Era, JulianDay, Properties, YearMonthDay};

use super::{conforms, named};

/// Years of 52 weeks, each of which is a month.
#[derive(Clone, Copy)]
struct Weeks;

const LAST: i32 = 100_000;
const RANGE: (JulianDay, JulianDay) = (
    JulianDay(LAST as i64 * -364),
    JulianDay(LAST as i64 * 364 + 363),
);

impl Backend for Weeks {
    fn names(&self) -> Vec<&str> {
        vec!["weeks"]
    }

    fn properties(&self) -> Properties {
        Properties::other()
            .month_lengths(7, 7)
            .months(52, 52)
            .year_zero(true)
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.days_in_month(Some(date.year), date.month)?;
        let day = date.day;
        if !(1..=last).contains(&day) {
            return Err(DateError::Day { day, last });
        }
        let weeks = i64::from(date.year) * 52 + i64::from(date.month) - 1;
        Ok(JulianDay(weeks * 7 + i64::from(day) - 1))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let (first, last) = RANGE;
        if day < first || day > last {
            return Err(DateError::JulianDay { day, first, last });
        }
        let in_year = u16::try_from(day.0.rem_euclid(364)).unwrap();
        let [month, day_of_month] = [in_year / 7, in_year % 7];
        Ok(YearMonthDay::new(
            i32::try_from(day.0.div_euclid(364)).unwrap(),
            u8::try_from(month + 1).unwrap(),
            u8::try_from(day_of_month + 1).unwrap(),
        ))
    }

    fn is_leap_year(&self, _year: i32) -> bool {
        false
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        match (year, month) {
            (Some(year), _) if !(-LAST..=LAST).contains(&year) => Err(DateError::Year {
                first: -LAST,
                last: LAST,
            }),
            (_, 1..=52) => Ok(7),
            _ => Err(DateError::Month { month, last: 52 }),
        }
    }
}

/// A backend that has a date for every day, which breaks the contract.
struct Endless;

impl Backend for Endless {
    fn names(&self) -> Vec<&str> {
        vec!["endless"]
    }

    fn properties(&self) -> Properties {
        Properties::solar()
    }

    fn julian_day(&self, _date: YearMonthDay) -> Result<JulianDay, DateError> {
        Ok(JulianDay(0))
    }

    fn date(&self, _day: JulianDay) -> Result<YearMonthDay, DateError> {
        Ok(YearMonthDay::new(1, 1, 1))
    }

    fn is_leap_year(&self, _year: i32) -> bool {
        false
    }

    fn days_in_month(&self, _year: Option<i32>, _month: u8) -> Result<u8, DateError> {
        Ok(30)
    }
}

#[test]
fn years_of_weeks_conform() {
    conforms(&Weeks);
    conforms(&YearOffset::new(named("a"), Weeks, -50).unwrap());
    let eras = vec![
        Era::starting("new", YearMonthDay::new(6_000, 52, 7)),
        Era::unbounded("old", 0),
    ];
    conforms(&WithEras::new(named("a").eras(eras), Weeks).unwrap());
    let same = CutOver::new(named("a"), Weeks, JulianDay::new(2_400_000), Weeks).unwrap();
    assert_eq!(same.months_in_year(6_000), Ok(52));
    conforms(&same);
}

#[test]
fn years_of_more_than_13_months_have_no_overrides() {
    let day = Weeks.julian_day(YearMonthDay::new(6_000, 2, 1)).unwrap();
    let start = MonthStart::new(6_000, 2, JulianDay::new(day.number() + 1));
    let error = MonthOverrides::new(named("a"), Weeks, [start]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "base: its year 6000 has more than 13 months"
    );
}

#[test]
fn year_with_a_gap_has_no_overrides() {
    let first_day = Gregorian
        .julian_day(YearMonthDay::new(1752, 9, 14))
        .unwrap();
    let britain = CutOver::new(named("a"), Julian, first_day, Gregorian).unwrap();
    let day = britain.julian_day(YearMonthDay::new(1752, 3, 2)).unwrap();
    let start = MonthStart::new(1752, 3, day);
    let error = MonthOverrides::new(named("b"), britain.clone(), [start]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "base: a month of its year 1752 has a gap"
    );
    // In other years, the base may have gaps.
    let day = britain.julian_day(YearMonthDay::new(1800, 3, 2)).unwrap();
    let start = MonthStart::new(1800, 3, day);
    conforms(&MonthOverrides::new(named("b"), britain, [start]).unwrap());
}

#[test]
fn calendar_that_does_not_state_its_range_is_no_base() {
    let reason = "the calendar does not state its range";
    let error = YearOffset::new(named("a"), Endless, 1).unwrap_err();
    assert_eq!(error.to_string(), format!("base: {reason}"));
    let day = JulianDay::new(0);
    let error = CutOver::new(named("a"), Endless, day, Gregorian).unwrap_err();
    assert_eq!(error.to_string(), format!("first: {reason}"));
    let error = MonthTable::with_otherwise(named("a"), 1, day, [[30]], Endless).unwrap_err();
    assert_eq!(error.to_string(), format!("otherwise: {reason}"));
}
