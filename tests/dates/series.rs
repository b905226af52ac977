//! Series of dates.

use calendar_registry::{Date, DateSpan, Overflow, Unit};

use crate::common::Random;
use crate::{UNITS, builtin_and_plain, gregorian_date};

fn starts() -> Vec<Date> {
    let mut random = Random::new();
    builtin_and_plain()
        .into_iter()
        .flat_map(|calendar| {
            let days = (0..8).map(|_| random.day());
            let dates = days.map(|day| Date::from_julian_day(&calendar, day).unwrap());
            dates.collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn nth_date_of_a_series_is_n_units_from_its_start() {
    for start in starts() {
        for unit in UNITS {
            for (count, date) in (0..60).zip(start.series(unit)) {
                let expected = start.add(DateSpan::of(unit, count), Overflow::Constrain);
                assert_eq!(Ok(date), expected, "{start:?} {unit:?} {count}");
            }
        }
    }
}

#[test]
fn series_can_skip_dates() {
    for start in starts() {
        for unit in UNITS {
            let all: Vec<Date> = start.series(unit).take(40).collect();
            let mut some = start.series(unit);
            assert_eq!(some.nth(7).as_ref(), Some(&all[7]));
            assert_eq!(some.next().as_ref(), Some(&all[8]));
            let thirds: Vec<Date> = start.series(unit).step_by(3).take(13).collect();
            assert!(thirds.iter().eq(all.iter().step_by(3).take(13)));
        }
    }
}

#[test]
fn bounded_series_is_iterated_from_both_ends() {
    let mut random = Random::new();
    for start in starts() {
        for unit in UNITS {
            let away = random.between(-3, 900);
            let end = start.add(DateSpan::of(Unit::Day, away), Overflow::Reject);
            let end = end.unwrap();
            let expected: Vec<Date> = start
                .series(unit)
                .take_while(|date| date.julian_day() <= end.julian_day())
                .collect();
            let found = start.series(unit).through(&end).unwrap();
            assert_eq!(found.size_hint(), (expected.len(), Some(expected.len())));
            assert!(
                found.clone().eq(expected.iter().cloned()),
                "{start:?} {end:?} {unit:?}"
            );
            assert!(found.clone().rev().eq(expected.iter().rev().cloned()));
            let mut from_both = found;
            let mut middle: Vec<Date> = Vec::new();
            let mut back: Vec<Date> = Vec::new();
            while let Some(date) = from_both.next() {
                middle.push(date);
                back.extend(from_both.next_back());
            }
            middle.extend(back.into_iter().rev());
            assert_eq!(middle, expected);
            assert!(from_both.next().is_none() && from_both.next_back().is_none());
        }
    }
}

#[test]
fn month_ends_do_not_drift() {
    let end = gregorian_date(2027, 1, 31);
    let found = gregorian_date(2026, 1, 31)
        .series(Unit::Month)
        .through(&end)
        .unwrap();
    let days: Vec<u8> = found.map(|date| date.day()).collect();
    assert_eq!(days, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31]);
    // 28 February is the constrained 31 February.
    let end = gregorian_date(2026, 2, 28);
    let found = gregorian_date(2026, 1, 31)
        .series(Unit::Month)
        .through(&end)
        .unwrap();
    assert_eq!(found.count(), 2);
    let leap_days = gregorian_date(2024, 2, 29).series(Unit::Year).take(5);
    let days: Vec<u8> = leap_days.map(|date| date.day()).collect();
    assert_eq!(days, [29, 28, 28, 28, 29]);
}

#[test]
fn series_ends_with_the_range() {
    for unit in UNITS {
        let mut series = gregorian_date(i32::MAX, 12, 31).series(unit);
        assert!(series.next().is_some());
        assert!(series.next().is_none() && series.next().is_none());
    }
    let mut series = gregorian_date(2026, 1, 1).series(Unit::Day);
    assert!(series.nth(usize::MAX).is_none() && series.next().is_none());
}

#[test]
fn started_series_can_be_bounded() {
    let mut series = gregorian_date(2026, 1, 31).series(Unit::Month);
    assert_eq!(series.by_ref().take(2).count(), 2);
    let rest = series.through(&gregorian_date(2026, 5, 1)).unwrap();
    assert_eq!(rest.map(|date| date.month()).collect::<Vec<_>>(), [3, 4]);
}
