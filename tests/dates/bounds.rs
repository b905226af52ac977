//! Amounts and dates at the ends of their ranges: errors, in bounded time.

use calendar_registry::{
    Date, DateError, DateSpan, JulianDay, Overflow, Registry, System, Unit, YearMonthDay,
};

use crate::common::plain::Plain;
use crate::{UNITS, builtin_and_plain, calendar, gregorian_date};

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

/// Makes a date in a Hebrew calendar that does not announce its cycle of months.
fn without_cycle(date: YearMonthDay) -> Date {
    let backend = System::Hebrew.backend();
    let properties = backend.properties().month_cycle(0, 0);
    let calendar = Registry::new().register(Plain {
        properties,
        backend,
    });
    Date::new(&calendar.unwrap(), date).unwrap()
}

#[test]
fn extreme_amounts_fail_without_wrapping_or_hanging() {
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
fn extreme_months_without_a_cycle_fail_in_bounded_time() {
    let date = without_cycle(YearMonthDay::new(5787, 13, 29));
    for months in [i64::MIN, i64::MIN + 1, -(1 << 45), 1 << 45, i64::MAX] {
        for years in [i64::MIN, -1, 0, 1, i64::MAX] {
            let span = DateSpan::new().years(years).months(months);
            let found = date.add(span, Overflow::Constrain);
            assert!(matches!(found, Err(DateError::Year { .. })), "{found:?}");
        }
    }
    let month = DateSpan::new().months(1);
    let next = date.add(month, Overflow::Reject).unwrap();
    assert_eq!(next.year_month_day(), YearMonthDay::new(5788, 1, 29));
}

#[test]
fn months_are_added_alike_with_and_without_a_cycle() {
    let start = YearMonthDay::new(5787, 13, 29);
    let fast = Date::new(&calendar("hebrew"), start).unwrap();
    let slow = without_cycle(start);
    for months in -300..300 {
        let span = DateSpan::new().months(months);
        let [slow, fast] = [&slow, &fast].map(|date| date.add(span, Overflow::Reject));
        let [slow, fast] = [slow, fast].map(|date| date.unwrap().year_month_day());
        assert_eq!(slow, fast, "{months}");
    }
    let first = Date::new(fast.calendar(), YearMonthDay::new(5787, 6, 1)).unwrap();
    let cycles = DateSpan::new().months(235 * 100_000_000);
    let there = first.add(cycles, Overflow::Reject).unwrap();
    assert_eq!((there.year(), there.month()), (1_900_005_787, 6));
    assert_eq!(first.until(&there, Unit::Month), Ok(cycles));
}

#[test]
fn days_and_weeks_cancel_out_without_overflow() {
    let date = gregorian_date(2026, 11, 22);
    let days = i64::MAX / 7 * 7;
    let span = DateSpan::new().weeks(-(days / 7)).days(days);
    assert_eq!(date.add(span, Overflow::Reject), Ok(date.clone()));
    let span = DateSpan::new().weeks(i64::MAX).days(i64::MAX);
    assert_eq!(date.add(span, Overflow::Reject), Err(DateError::Overflow));
}

#[test]
fn add_reports_the_wrong_part() {
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
fn difference_across_the_whole_range_is_exact() {
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
fn missing_year_zero_is_not_counted() {
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
