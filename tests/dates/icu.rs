//! Random dates against the arithmetic of ICU4X, which follows Temporal too.

use calendar_registry::{
    Calendar, Date, DateSpan, Fields, JulianDay, MonthCode, Overflow, Unit, YearMonthDay,
};
use icu_calendar::options::{
    DateAddOptions, DateDifferenceOptions, DateDurationUnit, DateFromFieldsOptions,
};
use icu_calendar::types::{DateDuration, DateFields};
use icu_calendar::{AnyCalendar, Ref};

use crate::common::Random;
use crate::common::icu::{self, IcuDate};
use crate::{EACH, UNITS, builtin_and_plain, for_each_pair};

fn icu_overflow(overflow: Overflow) -> icu_calendar::options::Overflow {
    match overflow {
        Overflow::Constrain => icu_calendar::options::Overflow::Constrain,
        Overflow::Reject => icu_calendar::options::Overflow::Reject,
        Overflow::Next => panic!("ICU4X has no such option"),
    }
}

fn icu_unit(unit: Unit) -> DateDurationUnit {
    match unit {
        Unit::Year => DateDurationUnit::Years,
        Unit::Month => DateDurationUnit::Months,
        Unit::Week => DateDurationUnit::Weeks,
        Unit::Day => DateDurationUnit::Days,
    }
}

fn duration(span: DateSpan) -> DateDuration {
    let parts = [span.years, span.months, span.weeks, span.days];
    let [years, months, weeks, days] = parts.map(|part| u32::try_from(part.abs()).unwrap());
    DateDuration {
        is_negative: parts.iter().any(|part| *part < 0),
        years,
        months,
        weeks,
        days,
    }
}

/// Returns ICU4X's calendar, unless its approximation outside 1900 to 2100 would be compared. The
/// recorded answers of Temporal cover the arithmetic of those two calendars.
fn comparable(unicode_id: &str) -> Option<AnyCalendar> {
    icu::calendar(unicode_id).filter(|_| !matches!(unicode_id, "chinese" | "dangi"))
}

/// Calls `check` with pairs of dates in every calendar that ICU4X has too.
fn for_each_icu_pair(mut check: impl FnMut(&AnyCalendar, &Date, &Date, &mut Random)) {
    let mut known: Option<(Calendar, Option<AnyCalendar>)> = None;
    for_each_pair(|date, other, random| {
        let current = known.take().filter(|known| known.0 == *date.calendar());
        let (_, icu) = known.insert(current.unwrap_or_else(|| {
            let icu = date.calendar().unicode_id().and_then(comparable);
            (date.calendar().clone(), icu)
        }));
        if let Some(icu) = icu {
            check(icu, date, other, random);
        }
    });
}

#[test]
fn spans_are_added_as_in_icu4x() {
    for_each_icu_pair(|icu, date, _, random| {
        let span = random.span();
        for overflow in [Overflow::Constrain, Overflow::Reject] {
            let mut options = DateAddOptions::default();
            options.overflow = Some(icu_overflow(overflow));
            let expected = icu::of_day(icu, date.julian_day())
                .try_added_with_options(duration(span), options)
                .map(|date| icu::julian_day(&date))
                .ok();
            let found = date.add(span, overflow).ok();
            let found = found.map(|date| date.julian_day());
            assert_eq!(found, expected, "{date:?} {span:?} {overflow:?}");
        }
    });
}

#[track_caller]
fn same_count(icu: &AnyCalendar, date: &Date, other: &Date, unit: Unit) {
    let [from, to] = [date, other].map(|date| icu::of_day(icu, date.julian_day()));
    let mut options = DateDifferenceOptions::default();
    options.largest_unit = Some(icu_unit(unit));
    let expected = from.try_until_with_options(&to, options).unwrap();
    let found = date.until(other, unit).unwrap();
    assert_eq!(duration(found), expected, "{date:?} {other:?} {unit:?}");
}

#[test]
fn differences_are_counted_as_in_icu4x() {
    for_each_icu_pair(|icu, date, other, _| {
        for unit in UNITS {
            same_count(icu, date, other, unit);
        }
    });
}

/// From days of leap months to years without that month.
#[test]
fn differences_from_leap_months_are_counted_as_in_icu4x() {
    let mut compared = 0;
    for calendar in builtin_and_plain() {
        if !calendar.is_lunisolar() {
            continue;
        }
        let icu = &icu::calendar(calendar.unicode_id().unwrap()).unwrap();
        let this_year = calendar.date(JulianDay::new(2_461_367)).unwrap().year;
        for year in this_year - 20..this_year + 20 {
            let Some(month) = calendar.leap_month(year).unwrap() else {
                continue;
            };
            for day in [1, 10, 29, 30] {
                let date = YearMonthDay::new(year, month, day);
                let Ok(date) = Date::new(&calendar, date) else {
                    continue;
                };
                for away in [-2, -1, 1, 2] {
                    for month in month - 2..=month + 1 {
                        for day in [1, 9, 10, 11, 29] {
                            let to = (year + away, month, day);
                            let to = YearMonthDay::new(to.0, to.1, to.2);
                            let Ok(to) = Date::new(&calendar, to) else {
                                continue;
                            };
                            same_count(icu, &date, &to, Unit::Year);
                            same_count(icu, &to, &date, Unit::Year);
                            compared += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(compared > 5_000, "{compared}");
}

/// Makes the same fields for this crate and, as a day, for ICU4X: some are left out, and some do not
/// exist. None is 0, which ICU4X reads as 1, while Temporal and this crate refuse it.
fn random_fields(
    date: &Date,
    random: &mut Random,
) -> (
    Fields<'static>,
    impl Fn(&AnyCalendar, Overflow) -> Option<JulianDay>,
) {
    let mut given = |most: i64, first, last| {
        let number = random.between(first, last);
        (random.between(0, most) > 0).then_some(number)
    };
    let u8 = |number| u8::try_from(number).unwrap();
    let year = given(9, -3, 3).map(|away| date.year() + i32::try_from(away).unwrap());
    let month = given(2, 1, 14).map(u8);
    let code = given(2, 1, 14).map(u8).map(|number| {
        let leap = given(2, 0, 0).is_none();
        if leap {
            MonthCode::leap(number)
        } else {
            MonthCode::common(number)
        }
        .unwrap()
    });
    let day = given(9, 1, 33).map(u8);
    let mut fields = Fields::new();
    fields = year.map_or(fields, |year| fields.year(year));
    fields = month.map_or(fields, |month| fields.month(month));
    fields = code.map_or(fields, |code| fields.month_code(code));
    fields = day.map_or(fields, |day| fields.day(day));
    // ICU4X counts a year 0 in every calendar.
    let zero = date.calendar().has_year_zero();
    let extended_year = year.map(|year| year + i32::from(year < 0 && !zero));
    let theirs = move |icu: &AnyCalendar, overflow| {
        let code = code.map(|code| code.to_string());
        let mut fields = DateFields::default();
        fields.extended_year = extended_year;
        fields.ordinal_month = month;
        fields.month_code = code.as_ref().map(|code| code.as_bytes());
        fields.day = day;
        let mut options = DateFromFieldsOptions::default();
        options.overflow = Some(icu_overflow(overflow));
        let date = IcuDate::try_from_fields(fields, options, Ref(icu)).ok()?;
        Some(icu::julian_day(&date))
    };
    (fields, theirs)
}

#[test]
fn fields_are_resolved_as_in_icu4x() {
    let (mut made, mut refused) = (0, 0);
    for_each_icu_pair(|icu, date, _, random| {
        let (fields, theirs) = random_fields(date, random);
        for overflow in [Overflow::Constrain, Overflow::Reject] {
            let found = Date::from_fields(date.calendar(), fields, overflow).ok();
            let found = found.map(|date| date.julian_day());
            let name = date.calendar().name();
            assert_eq!(
                found,
                theirs(icu, overflow),
                "{name} {fields:?} {overflow:?}"
            );
            *if found.is_some() {
                &mut made
            } else {
                &mut refused
            } += 1;
        }
    });
    assert!(made > EACH && refused > EACH, "{made} {refused}");
}
