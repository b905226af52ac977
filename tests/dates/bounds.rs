//! Amounts and dates at the ends of their ranges: errors, and soon.

use calendar_registry::{
    Backend, Calendar, Date, DateError, DateSpan, JulianDay, Overflow, Properties, Registry, Unit,
    YearMonthDay,
};

use crate::{UNITS, builtin_and_plain, gregorian_date};

const EXTREMES: [i64; 9] = [
    i64::MIN,
    i64::MIN + 1,
    -(1 << 40),
    -1,
    0,
    1,
    1 << 40,
    i64::MAX - 1,
    i64::MAX,
];

/// Years of twelve or thirteen months of thirty days, for all years of an `i32`: such a calendar has
/// no end to come to soon. It may say that two years have 25 months.
struct Endless {
    repeats: bool,
}

/// Every other year, the odd ones, has a thirteenth month.
const TWO_YEARS: i64 = 25 * 30;

impl Backend for Endless {
    fn names(&self) -> Vec<&str> {
        vec!["Endless"]
    }

    fn properties(&self) -> Properties {
        Properties::lunisolar()
            .month_lengths(30, 30)
            .months(12, 13)
            .year_zero(true)
            .month_cycle(if self.repeats { 2 } else { 0 }, 25)
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.days_in_month(Some(date.year), date.month)?;
        if !(1..=last).contains(&date.day) {
            return Err(DateError::Day {
                day: date.day,
                last,
            });
        }
        let year = i64::from(date.year);
        let before = year.div_euclid(2) * TWO_YEARS + year.rem_euclid(2) * 360;
        let month = i64::from(date.month) - 1;
        Ok(JulianDay::new(
            before + month * 30 + i64::from(date.day) - 1,
        ))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let in_two = day.number().rem_euclid(TWO_YEARS);
        let odd = in_two / 360 >= 1;
        let year = day.number().div_euclid(TWO_YEARS) * 2 + i64::from(odd);
        let in_year = in_two - if odd { 360 } else { 0 };
        let [month, day_of_month] = [in_year / 30, in_year % 30].map(|n| u8::try_from(n).unwrap());
        let year = i32::try_from(year).map_err(|_| DateError::JulianDay {
            day,
            first: JulianDay::new(i64::from(i32::MIN) / 2 * TWO_YEARS),
            last: JulianDay::new((i64::from(i32::MAX) / 2 + 1) * TWO_YEARS - 1),
        })?;
        Ok(YearMonthDay::new(year, month + 1, day_of_month + 1))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        year % 2 != 0
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let last = year.map_or(Ok(13), |year| self.months_in_year(year))?;
        if !(1..=last).contains(&month) {
            return Err(DateError::Month { month, last });
        }
        Ok(30)
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        Ok(12 + u8::from(self.is_leap_year(year)))
    }
}

fn endless(repeats: bool) -> Calendar {
    Registry::new().register(Endless { repeats }).unwrap()
}

#[test]
fn no_amount_wraps_or_takes_for_ever() {
    for calendar in builtin_and_plain() {
        let date = Date::from_julian_day(&calendar, JulianDay::new(2_461_367)).unwrap();
        for amount in EXTREMES {
            for unit in UNITS {
                let span = DateSpan::of(unit, amount);
                let found = date.add(span, Overflow::Constrain);
                assert_eq!(found.is_ok(), amount.abs_diff(0) <= 1, "{date:?} {span:?}");
                assert!(date.subtract(span, Overflow::Constrain).is_ok() == found.is_ok());
            }
        }
    }
}

#[test]
fn a_calendar_with_leap_months_and_no_near_end_answers_at_once() {
    let date = Date::new(&endless(false), YearMonthDay::new(2026, 12, 30)).unwrap();
    for months in [i64::MIN, i64::MIN + 1, -(1 << 45), 1 << 45, i64::MAX] {
        for years in [i64::MIN, -1, 0, 1, i64::MAX] {
            let span = DateSpan::new().years(years).months(months);
            let found = date.add(span, Overflow::Constrain);
            assert!(matches!(found, Err(DateError::Year { .. })), "{found:?}");
        }
    }
    let next = date
        .add(DateSpan::new().months(1), Overflow::Reject)
        .unwrap();
    assert_eq!(next.year_month_day(), YearMonthDay::new(2027, 1, 30));
}

/// With a cycle no number of months takes long, and the answers are the same.
#[test]
fn months_that_repeat_are_added_at_once() {
    let (plain, cyclic) = (endless(false), endless(true));
    let date = YearMonthDay::new(2027, 13, 30);
    let [slow, fast] = [&plain, &cyclic].map(|calendar| Date::new(calendar, date).unwrap());
    for months in -300..300 {
        let span = DateSpan::new().months(months);
        let [slow, fast] = [&slow, &fast].map(|date| date.add(span, Overflow::Reject).unwrap());
        assert_eq!(slow.year_month_day(), fast.year_month_day(), "{months}");
    }
    for months in [-(1_i64 << 34), 1 << 34] {
        let span = DateSpan::new().months(months);
        let there = fast.add(span, Overflow::Reject).unwrap();
        let days = there.julian_day().number() - fast.julian_day().number();
        assert_eq!(days, months * 30);
        assert_eq!(fast.until(&there, Unit::Month), Ok(span));
    }
    let hebrew = Registry::with_builtins().resolve("hebrew").unwrap();
    let date = Date::new(&hebrew, YearMonthDay::new(5787, 6, 1)).unwrap();
    let cycles = DateSpan::new().months(235 * 100_000_000);
    let there = date.add(cycles, Overflow::Reject).unwrap();
    assert_eq!((there.year(), there.month()), (1_900_005_787, 6));
    assert_eq!(date.until(&there, Unit::Month), Ok(cycles));
}

#[test]
fn days_and_weeks_beyond_each_other_cancel_out() {
    let date = gregorian_date(2026, 11, 22);
    let days = i64::MAX / 7 * 7;
    let span = DateSpan::new().weeks(-(days / 7)).days(days);
    assert_eq!(date.add(span, Overflow::Reject), Ok(date.clone()));
    let span = DateSpan::new().weeks(i64::MAX).days(i64::MAX);
    assert_eq!(date.add(span, Overflow::Reject), Err(DateError::Overflow));
}

#[test]
fn errors_say_what_is_wrong() {
    let date = gregorian_date(2024, 2, 29);
    let year = DateSpan::new().years(1);
    let error = date.add(year, Overflow::Reject);
    assert_eq!(error, Err(DateError::Day { day: 29, last: 28 }));
    let past = DateSpan::new().years(i64::from(i32::MAX));
    let range = DateError::Year {
        first: i32::MIN,
        last: i32::MAX,
    };
    assert_eq!(date.add(past, Overflow::Constrain), Err(range));
    let days = DateSpan::new().days(1 << 41);
    let error = date.add(days, Overflow::Constrain);
    assert!(
        matches!(error, Err(DateError::JulianDay { .. })),
        "{error:?}"
    );
}

#[test]
fn the_whole_range_can_be_counted() {
    let first = gregorian_date(i32::MIN, 1, 1);
    let last = gregorian_date(i32::MAX, 12, 31);
    let years = i64::from(u32::MAX) - 1;
    let across = DateSpan::new().years(years).months(11).days(30);
    assert_eq!(first.until(&last, Unit::Year), Ok(across));
    assert_eq!(first.add(across, Overflow::Reject), Ok(last.clone()));
    let months = DateSpan::new().months(years * 12 + 11).days(30);
    assert_eq!(first.until(&last, Unit::Month), Ok(months));
    for unit in UNITS {
        let back = last.until(&first, unit).unwrap();
        assert_eq!(last.add(back, Overflow::Constrain), Ok(first.clone()));
    }
}

#[test]
fn the_missing_year_zero_is_no_step() {
    let before = gregorian_date(-1, 2, 28);
    let after = gregorian_date(1, 2, 28);
    let year = DateSpan::new().years(1);
    assert_eq!(before.until(&after, Unit::Year), Ok(year));
    assert_eq!(before.add(year, Overflow::Reject), Ok(after.clone()));
    assert_eq!(after.subtract(year, Overflow::Reject), Ok(before.clone()));
    assert_eq!(
        before.until(&after, Unit::Month),
        Ok(DateSpan::new().months(12))
    );
}
