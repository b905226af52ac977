//! Months of the Chinese calendars, counted by days, against a count of every year.

use calendar_registry::calendars::{Chinese, Dangi};
use calendar_registry::{
    Backend, BackendExt, Calendar, Date, DateError, DateSpan, Overflow, Unit, YearMonthDay,
};

use crate::calendar;
use crate::common::Random;

/// The years of a count: those of the published tables, of the year table and of the computed Moon and
/// Sun, and some beyond each.
const YEARS: std::ops::Range<i32> = -1_200..4_200;

/// Returns the number of months before each year, counted from the first of [`YEARS`].
fn counted(calendar: &Calendar) -> Vec<i64> {
    let mut months = 0;
    let before = YEARS.map(|year| {
        let before = months;
        months += i64::from(calendar.months_in_year(year).unwrap());
        before
    });
    before.collect()
}

#[test]
fn months_are_counted_as_year_by_year() {
    for name in ["chinese", "dangi"] {
        let calendar = calendar(name);
        let counted = counted(&calendar);
        let before = |year: i32| counted[usize::try_from(year - YEARS.start).unwrap()];
        let mut random = Random::new();
        let mut month = || {
            let year = random.between(YEARS.start.into(), i64::from(YEARS.end) - 1);
            let year = i32::try_from(year).unwrap();
            let last = calendar.months_in_year(year).unwrap();
            let month = u8::try_from(random.between(1, last.into())).unwrap();
            Date::new(&calendar, YearMonthDay::new(year, month, 1)).unwrap()
        };
        for _ in 0..if cfg!(debug_assertions) {
            2_000
        } else {
            100_000
        } {
            let (from, to) = (month(), month());
            let [first, second] =
                [&from, &to].map(|date| before(date.year()) + i64::from(date.month()));
            let span = DateSpan::new().months(second - first);
            assert_eq!(from.until(&to, Unit::Month), Ok(span), "{from:?} {to:?}");
            assert_eq!(from.add(span, Overflow::Reject), Ok(to), "{from:?} {span}");
        }
    }
}

/// The months of the years −1,000,000 to 1,000,000, from a count of every year.
const ALL: i64 = 24_736_565;

#[test]
fn months_across_the_whole_range_are_counted_without_a_visit_of_its_years() {
    let outside = DateError::Year {
        first: -1_000_000,
        last: 1_000_000,
    };
    for calendar in [&Chinese as &dyn Backend, &Dangi] {
        let first = YearMonthDay::new(-1_000_000, 1, 1);
        let last = YearMonthDay::new(1_000_000, 12, 1);
        assert_eq!(calendar.add_months(first, ALL - 1), Ok(last));
        assert_eq!(calendar.add_months(last, 1 - ALL), Ok(first));
        for months in [ALL, ALL + 1, ALL + 12, 2 * ALL, i64::MAX] {
            assert_eq!(calendar.add_months(first, months), Err(outside), "{months}");
            assert_eq!(calendar.add_months(last, -months), Err(outside), "{months}");
        }
    }
}
