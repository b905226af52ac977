//! Generated values: all of them are valid, and every kind occurs.

use std::collections::HashSet;
use std::hash::Hash;

use arbitrary::{Arbitrary, Unstructured};
use calendar_registry::{
    Date, JulianDay, MonthCode, Name, Registry, System, Weekday, YearMonthDay,
};
use proptest::prelude::*;

use crate::common::Random;

fn drawn<T: for<'a> Arbitrary<'a>>() -> Vec<T> {
    let mut random = Random::new();
    let bytes: Vec<u8> = (0..50_000)
        .flat_map(|_| random.next().to_le_bytes())
        .collect();
    let mut input = Unstructured::new(&bytes);
    let all: Vec<T> = std::iter::from_fn(|| {
        let more = input.len() > 1_000;
        more.then(|| T::arbitrary(&mut input).unwrap())
    })
    .collect();
    assert!(all.len() > 1_000);
    all
}

fn kinds<T, K: Eq + Hash>(all: &[T], kind: impl Fn(&T) -> K) -> HashSet<K> {
    all.iter().map(kind).collect()
}

#[test]
fn arbitrary_days_have_every_magnitude() {
    let days = drawn::<JulianDay>();
    assert!(kinds(&days, |day| day.number().unsigned_abs().leading_zeros()).len() > 60);
    assert_eq!(kinds(&days, |day| day.number().signum()).len(), 3);
    let dates = drawn::<YearMonthDay>();
    assert!(kinds(&dates, |date| date.year.unsigned_abs().leading_zeros()).len() > 28);
    assert!(dates.iter().any(|date| date.month > 13) && dates.iter().any(|date| date.day == 0));
    assert_eq!(kinds(&drawn::<Weekday>(), |weekday| *weekday).len(), 7);
    let systems = kinds(&drawn::<System>(), |system| *system);
    assert_eq!(systems.len(), System::ALL.len());
    assert_eq!(kinds(&drawn::<MonthCode>(), |code| *code).len(), 2 * 99);
}

#[test]
fn arbitrary_names_have_every_length_and_byte() {
    let names = drawn::<Name>();
    assert_eq!(
        kinds(&names, |name| name.as_str().len()).len(),
        Name::MAX_LEN
    );
    let bytes: HashSet<u8> = names.iter().flat_map(|n| n.as_str().bytes()).collect();
    assert_eq!(bytes.len(), 62 + 6);
}

#[test]
fn arbitrary_dates_have_every_calendar() {
    let dates = drawn::<Date>();
    for date in &dates {
        let day = date.calendar().julian_day(date.year_month_day());
        assert_eq!(day, Ok(date.julian_day()));
    }
    let all = Registry::global().snapshot().len();
    assert_eq!(kinds(&dates, |date| date.calendar().id()).len(), all);
}

#[test]
fn exhausted_input_still_makes_values() {
    let mut nothing = Unstructured::new(&[]);
    assert!(Date::arbitrary(&mut nothing).is_ok());
    assert!(Name::arbitrary(&mut nothing).is_ok());
    assert!(MonthCode::arbitrary(&mut nothing).is_ok());
}

proptest! {
    #[test]
    fn generated_names_match_their_spellings(name: Name) {
        let spelling = name.as_str();
        prop_assert!(name.matches(spelling.to_lowercase().replace(['_', '-'], " ")));
        prop_assert_eq!(spelling.parse::<Name>(), Ok(name.clone()));
    }

    #[test]
    fn generated_dates_are_read_back(date: Date) {
        prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
    }

    #[test]
    fn generated_plain_values_are_read_back(
        (day, date, weekday) in any::<(JulianDay, YearMonthDay, Weekday)>(),
        (code, system) in any::<(MonthCode, System)>(),
    ) {
        prop_assert_eq!(day.to_string().parse(), Ok(day));
        prop_assert_eq!(weekday.to_string().parse(), Ok(weekday));
        prop_assert_eq!(code.to_string().parse(), Ok(code));
        prop_assert!(Registry::global().resolve(system.name()).is_ok());
        // The text form has no room for months and days of three digits.
        if date.month < 100 && date.day < 100 {
            prop_assert_eq!(date.to_string().parse(), Ok(date));
        }
    }

    #[test]
    fn dates_of_a_calendar_belong_to_it(
        date in calendar_registry::proptest::dates(&Registry::global().resolve("jalali").unwrap())
    ) {
        prop_assert_eq!(date.calendar().name(), "Jalali");
        let back = date.calendar().date(date.julian_day());
        prop_assert_eq!(back, Ok(date.year_month_day()));
    }
}
