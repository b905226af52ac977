//! Comparison with ICU4X: date, era, month code, and back.

use std::ops::RangeInclusive;

use calendar_registry::{Backend, Calendar, JulianDay, Registry, YearMonthDay};
use icu_calendar::AnyCalendar;

use crate::common::icu::{self, IcuDate};

/// Returns the days to compare: from 1 January 1600 to 31 December 2400, but for the calendars that
/// ICU4X approximates outside its tables, which end in 2100 and in 2050.
fn days(unicode_id: Option<&str>) -> RangeInclusive<i64> {
    match unicode_id {
        Some("chinese") => 2_415_386..=2_488_434,
        Some("dangi") => 2_415_386..=2_470_172,
        _ => 2_305_448..=2_598_007,
    }
}

fn theirs(calendar: &dyn Backend) -> Option<AnyCalendar> {
    icu::calendar(calendar.unicode_id()?)
}

/// Does nothing for a calendar that ICU4X does not have.
pub(crate) fn compare_each_day(ours: &dyn Backend) {
    let Some(theirs) = theirs(ours) else {
        return;
    };
    // Through the registry, so that year tables answer.
    let ours = Registry::with_builtins().resolve(ours.names()[0]).unwrap();
    for day in days(ours.unicode_id()) {
        compare(&ours, &theirs, day);
    }
}

/// The first day of each year from -9998 to 9999, and the day before it.
pub(crate) fn compare_each_year(ours: &dyn Backend) {
    let theirs = theirs(ours).unwrap();
    let ours = Registry::with_builtins().resolve(ours.names()[0]).unwrap();
    for year in -9998..=9999 {
        let first = ours.julian_day(YearMonthDay::new(year, 1, 1)).unwrap();
        compare(&ours, &theirs, first.number() - 1);
        compare(&ours, &theirs, first.number());
        let leap = icu::of_day(&theirs, first).is_in_leap_year();
        assert_eq!(ours.is_leap_year(year), leap, "{year}");
    }
}

/// Compares the conversions, and on the first day of a month all that belongs to the month.
fn compare(ours: &Calendar, theirs: &AnyCalendar, day: i64) {
    let day = JulianDay::new(day);
    let their = icu::of_day(theirs, day);
    let date = year_month_day(ours, &their);
    assert_eq!(ours.date(day), Ok(date), "{day}");
    assert_eq!(ours.julian_day(date), Ok(day), "{date}");
    if date.day != 1 {
        return;
    }
    let (year, month) = (date.year, their.month().to_input());
    let length = ours.days_in_month(year, date.month);
    assert_eq!(length, Ok(their.days_in_month()), "{date}");
    let code = ours.month_code(year, date.month).unwrap();
    let expected = (month.number(), month.is_leap());
    assert_eq!((code.number(), code.is_leap()), expected, "{date}");
    let months = ours.months_in_year(year);
    assert_eq!(months, Ok(their.months_in_year()), "{date}");
    let days = ours.days_in_year(year);
    assert_eq!(days, Ok(their.days_in_year()), "{date}");
    compare_eras(ours, &their);
}

/// ICU4X counts a year 0 in every calendar.
fn year_month_day(ours: &Calendar, their: &IcuDate<'_>) -> YearMonthDay {
    let date = icu::year_month_day(their);
    let missing = i32::from(date.year <= 0 && !ours.has_year_zero());
    YearMonthDay {
        year: date.year - missing,
        ..date
    }
}

fn compare_eras(ours: &Calendar, their: &IcuDate<'_>) {
    let date = year_month_day(ours, their);
    let our = ours.era_year(date).unwrap();
    let our = our.map(|year| (year.era.into_owned(), year.year));
    let era = their.year().era();
    let their = era.map(|year| (year.era.to_string(), year.year));
    // ISO 8601 has no eras in Temporal, and ICU4X calls its only one `default`.
    let their = their.filter(|(era, _)| era != "default");
    assert_eq!(our, their, "{date}");
}

/// Compares every day, not only the first of a month.
#[test]
fn japanese_eras_begin_on_the_days_of_icu4x() {
    let ours = Registry::with_builtins().resolve("japanese").unwrap();
    let theirs = icu::calendar("japanese").unwrap();
    // From 1860 to 2030.
    for day in 2_400_411..2_462_500 {
        compare_eras(&ours, &icu::of_day(&theirs, JulianDay::new(day)));
    }
}

fn first_days(names: [&str; 2], year: i32) -> [JulianDay; 2] {
    let registry = Registry::with_builtins();
    let first = YearMonthDay::new(year, 1, 1);
    names.map(|name| registry.resolve(name).unwrap().julian_day(first).unwrap())
}

/// Persian follows the equinox, Jalali the rule of Qt.
#[test]
fn persian_and_jalali_agree_from_1277_to_1436() {
    for year in 1276..=1437 {
        let [persian, jalali] = first_days(["persian", "jalali"], year);
        let agree = (1277..=1436).contains(&year);
        assert_eq!(persian == jalali, agree, "{year}");
    }
}

#[test]
fn umm_al_qura_is_the_civil_calendar_before_1300_and_after_1600() {
    let differs = |year| {
        let [umm_al_qura, civil] = first_days(["islamic-umalqura", "islamic-civil"], year);
        umm_al_qura != civil
    };
    // The tables begin and end a day or two beside the civil calendar.
    assert!(!(1..1299).chain(1602..3000).any(differs));
    assert!((1300..=1600).any(differs));
}
