//! Properties of adding and counting, in every calendar.

use std::cmp::Ordering;

use calendar_registry::{DateSpan, Overflow, Unit};

use crate::common::plain::builtin;
use crate::{EACH, UNITS, for_each_pair};

#[test]
fn adding_the_difference_arrives() {
    for_each_pair(|date, other, _| {
        for unit in UNITS {
            let span = date.until(other, unit).unwrap();
            let found = date.add(span, Overflow::Constrain);
            assert_eq!(found.as_ref(), Ok(other), "{date:?} {unit:?} {span:?}");
        }
    });
}

#[test]
fn parts_of_a_difference_have_one_sign_and_no_larger_unit() {
    for_each_pair(|date, other, _| {
        for unit in UNITS {
            let span = date.until(other, unit).unwrap();
            let sign = other.cmp(date);
            let parts = [
                (Unit::Year, span.years),
                (Unit::Month, span.months),
                (Unit::Week, span.weeks),
                (Unit::Day, span.days),
            ];
            for (part, count) in parts {
                assert!([Ordering::Equal, sign].contains(&count.cmp(&0)), "{span:?}");
                assert!(part <= unit || count == 0, "{date:?} {unit:?} {span:?}");
            }
            assert!(span.weeks == 0 || unit == Unit::Week, "{span:?}");
        }
    });
}

/// One more of the unit would lead beyond the other date, or to a month that is too short for the day.
#[test]
fn difference_is_maximal_in_each_unit() {
    for_each_pair(|date, other, _| {
        let sign = if other.cmp(date).is_ge() { 1 } else { -1 };
        for unit in [Unit::Week, Unit::Day] {
            let mut span = date.until(other, unit).unwrap();
            span.days = 0;
            match unit {
                Unit::Week => span.weeks += sign,
                _ => span.days = date.until(other, unit).unwrap().days + sign,
            }
            let beyond = date.add(span, Overflow::Constrain).unwrap();
            assert_eq!(beyond.cmp(other), sign.cmp(&0), "{date:?} {other:?}");
        }
        for unit in [Unit::Year, Unit::Month] {
            let mut span = date.until(other, unit).unwrap();
            span.days = 0;
            match unit {
                Unit::Year => (span.years, span.months) = (span.years + sign, 0),
                _ => span.months += sign,
            }
            let beyond = date.add(span, Overflow::Constrain).unwrap();
            let order = beyond.cmp(other);
            let cut_off = beyond.day() < date.day() || beyond.month_code() != date.month_code();
            assert!(
                order == sign.cmp(&0) || cut_off,
                "{date:?} {other:?} {span:?}"
            );
        }
    });
}

#[test]
fn since_is_until_negated() {
    for_each_pair(|date, other, _| {
        for unit in UNITS {
            let until = date.until(other, unit).unwrap();
            assert_eq!(date.since(other, unit), until.checked_neg());
        }
    });
}

/// Days are always reversible; months and years are, unless a day was constrained.
#[test]
fn subtracting_the_added_span_returns() {
    let mut back = 0;
    for_each_pair(|date, _, random| {
        let DateSpan {
            years,
            months,
            weeks,
            days,
        } = random.span();
        let in_days = DateSpan::new().weeks(weeks).days(days);
        let there = date.add(in_days, Overflow::Reject).unwrap();
        assert_eq!(there.subtract(in_days, Overflow::Reject).as_ref(), Ok(date));
        for span in [
            DateSpan::of(Unit::Month, months),
            DateSpan::of(Unit::Year, years),
        ] {
            if let Ok(there) = date.add(span, Overflow::Reject) {
                let again = there.subtract(span, Overflow::Reject);
                assert_eq!(again.as_ref(), Ok(date), "{span:?}");
                back += 1;
            }
        }
    });
    assert!(back > EACH, "{back}");
}

#[test]
fn reject_and_constrain_agree_on_existing_dates() {
    let mut rejected = 0;
    for_each_pair(|date, _, random| {
        let span = random.span();
        let constrained = date.add(span, Overflow::Constrain).unwrap();
        match date.add(span, Overflow::Reject) {
            Ok(found) => assert_eq!(found, constrained, "{date:?} {span:?}"),
            Err(_) => rejected += 1,
        }
    });
    assert!(rejected > EACH / 10, "{rejected}");
}

/// A later date stays later, or becomes equal, when the same span is added.
#[test]
fn addition_keeps_the_order() {
    for_each_pair(|date, other, random| {
        let (years, months) = (random.span().years, random.span().months);
        for span in [
            DateSpan::of(Unit::Month, months),
            DateSpan::of(Unit::Year, years),
        ] {
            // A leap month and its common month may change their order.
            if date.month_code().unwrap().is_leap() || other.month_code().unwrap().is_leap() {
                continue;
            }
            let [a, b] = [date, other].map(|date| date.add(span, Overflow::Constrain).unwrap());
            let order = a.cmp(&b);
            assert!(
                order == date.cmp(other) || order.is_eq(),
                "{date:?} {span:?}"
            );
        }
    });
}

#[test]
fn difference_converts_the_other_calendar() {
    let calendars = builtin();
    for_each_pair(|date, other, random| {
        let calendar = &calendars[random.below(calendars.len())];
        let elsewhere = other.in_calendar(calendar).unwrap();
        for unit in UNITS {
            assert_eq!(date.until(&elsewhere, unit), date.until(other, unit));
        }
    });
}
