//! Target `fields`: dates from fields, sums, differences, weeks and series. Runs in the built-in
//! calendars, in one with leap months, and in a faulty one, which must not cause a panic.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use calendar_registry::{
    Calendar, Date, DateSpan, JulianDay, MonthCode, Overflow, Registry, Unit, WeekRule, Weekday,
    YearMonthDay,
};

use crate::backends::{Faulty, Lunations};
use crate::temporal::{self, Parts};

/// Numbers come with a shift that makes them smaller, so that small numbers are frequent.
#[derive(Arbitrary, Debug)]
struct Input {
    calendar: u8,
    seed: u64,
    /// Two days, relative to 2026-11-22.
    days: [(i64, u8); 2],
    span: [(i64, u8); 4],
    unit: u8,
    reject: bool,
    given: Given,
    first_weekday: u8,
    minimal_days: u8,
}

/// The fields of a date.
#[derive(Arbitrary, Debug, Clone, Copy)]
struct Given {
    /// Relative to the year of another date.
    year: Option<(i32, u8)>,
    era: Option<(u8, i32, u8)>,
    month: Option<u8>,
    code: Option<(u8, bool)>,
    day: Option<u8>,
}

const TODAY: i64 = 2_461_367;

/// Checks the input in the calendar that it selects.
pub fn run(input: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(input)) else {
        return;
    };
    let [day, other] = input
        .days
        .map(|(away, shift)| JulianDay::new(TODAY.saturating_add(away >> (shift % 64))));
    let registry = Registry::new();
    match input.calendar % 4 {
        0 => {
            let faulty = registry.register(Faulty::new(input.seed));
            call_everything(&faulty.expect("valid names"), day, other, &input);
        }
        1 => {
            let lunations = registry.register(Lunations::new(input.seed));
            check(&lunations.expect("valid names"), day, other, &input);
        }
        _ => {
            let which = usize::from(input.calendar / 4) % BUILTIN.len();
            check(&BUILTIN[which], day, other, &input);
        }
    }
}

static BUILTIN: LazyLock<Vec<Calendar>> = LazyLock::new(|| {
    let snapshot = Registry::with_builtins().snapshot();
    snapshot.calendars().cloned().collect()
});

impl Input {
    fn span(&self) -> DateSpan {
        let [years, months, weeks, days] = self.span.map(|(part, shift)| part >> (shift % 64));
        DateSpan {
            years,
            months,
            weeks,
            days,
        }
    }

    fn unit(&self) -> Unit {
        [Unit::Day, Unit::Week, Unit::Month, Unit::Year][usize::from(self.unit % 4)]
    }

    fn overflow(&self) -> Overflow {
        [Overflow::Constrain, Overflow::Reject][usize::from(self.reject)]
    }

    fn rule(&self) -> WeekRule {
        let first = Weekday::ALL[usize::from(self.first_weekday % 7)];
        WeekRule::new(first, self.minimal_days % 7 + 1).expect("1 to 7 days")
    }

    /// The given fields, the year relative to that of `date`.
    fn parts<'c>(&self, calendar: &'c Calendar, date: Option<&Date>) -> Parts<'c> {
        let given = &self.given;
        let near = date.map_or(0, Date::year);
        let year = |(year, shift): (i32, u8)| near.wrapping_add(year >> (shift % 32));
        let era = |(which, year, shift): (u8, i32, u8)| {
            let eras = calendar.eras();
            let era = eras.get(usize::from(which) % (eras.len() + 1));
            let code = era.map_or("unknown", |era| era.code());
            (code, year >> (shift % 32))
        };
        let code = given.code.and_then(|(number, is_leap)| match is_leap {
            true => MonthCode::leap(number),
            false => MonthCode::common(number),
        });
        Parts {
            year: given.year.map(year),
            era: given.era.map(era),
            month: given.month,
            code,
            day: given.day,
        }
    }
}

/// Calls every function. None may panic, whatever the calendar returns.
fn call_everything(calendar: &Calendar, day: JulianDay, other: JulianDay, input: &Input) {
    let fields = input.parts(calendar, None).fields();
    let _ = Date::from_fields(calendar, fields, input.overflow());
    let Ok(date) = Date::from_julian_day(calendar, day) else {
        return;
    };
    let fields = input.parts(calendar, Some(&date)).fields();
    let _ = date.with(fields, input.overflow());
    let _ = date.add(input.span(), input.overflow());
    let _ = date.subtract(input.span(), input.overflow());
    let _ = date.week(input.rule());
    let _ = (date.era_year(), date.month_code(), date.leap_month());
    let _ = (date.day_of_year(), date.days_in_month());
    let _ = (date.days_in_year(), date.months_in_year());
    let _ = (date.is_leap_year(), date.quarter());
    let _ = (date.start_of_month(), date.end_of_month());
    let _ = (date.start_of_year(), date.end_of_year());
    let series = date.series(input.unit());
    let _ = series.clone().take(20).count();
    let Ok(other) = Date::from_julian_day(calendar, other) else {
        return;
    };
    let _ = date.until(&other, input.unit());
    let _ = date.since(&other, input.unit());
    if let Ok(through) = series.through(&other) {
        let _ = through.size_hint();
        let _ = through.clone().take(20).count();
        let _ = through.rev().take(20).count();
    }
}

/// Compares the results in a correct calendar with the model.
fn check(calendar: &Calendar, day: JulianDay, other: JulianDay, input: &Input) {
    call_everything(calendar, day, other, input);
    let Ok(date) = Date::from_julian_day(calendar, day) else {
        return;
    };
    fields(&date, input);
    sum(&date, input);
    week(&date, input.rule());
    let unit = input.unit();
    if let Ok(other) = Date::from_julian_day(calendar, other) {
        difference(&date, &other, unit);
        through(&date, &other, unit);
    }
    for (count, next) in (0..20).zip(date.series(unit)) {
        let expected = date.add(DateSpan::of(unit, count), Overflow::Constrain);
        assert_eq!(Ok(next), expected, "{date:?} {unit:?} {count}");
    }
}

fn fields(date: &Date, input: &Input) {
    let calendar = date.calendar();
    let parts = input.parts(calendar, Some(date));
    let expected = temporal::from_fields(calendar, parts, input.overflow());
    let found = Date::from_fields(calendar, parts.fields(), input.overflow());
    let found = found.ok().map(|date| date.year_month_day());
    assert_eq!(found, expected, "{date:?} {input:?}");
    // A date's own fields give the same date.
    let own = Parts {
        year: Some(date.year()),
        era: None,
        month: Some(date.month()),
        code: Some(date.month_code().expect("every month has a code")),
        day: Some(date.day()),
    };
    let again = Date::from_fields(calendar, own.fields(), Overflow::Reject);
    assert_eq!(again.as_ref(), Ok(date));
    let none = Parts::default().fields();
    assert_eq!(date.with(none, Overflow::Reject).as_ref(), Ok(date));
}

fn sum(date: &Date, input: &Input) {
    let (span, overflow) = (input.span(), input.overflow());
    let found = date.add(span, overflow).ok();
    if let Some(found) = &found {
        assert!(found.calendar().is_valid(found.year_month_day()));
    }
    // The model is too slow for more months.
    if span.months.unsigned_abs() <= 5_000 {
        let from = date.year_month_day();
        let expected = temporal::add(date.calendar().backend().as_ref(), from, span, overflow);
        let found = found.map(|date| date.julian_day());
        assert_eq!(found, expected, "{date:?} {span:?}");
    }
}

fn difference(date: &Date, other: &Date, unit: Unit) {
    let span = date.until(other, unit).expect("both are in range");
    let sum = date.add(span, Overflow::Constrain);
    assert_eq!(sum.as_ref(), Ok(other), "{date:?} {span:?}");
    assert_eq!(date.since(other, unit), span.checked_neg());
    if let Some(expected) = temporal::until(date, other, unit) {
        assert_eq!(span, expected, "{date:?} {other:?} {unit:?}");
    }
}

fn through(date: &Date, other: &Date, unit: Unit) {
    let mut through = date.series(unit).through(other).expect("both are in range");
    let last = through.clone().next_back();
    assert_eq!(last.is_some(), other.julian_day() >= date.julian_day());
    if let Some(last) = last {
        assert!(last.julian_day() <= other.julian_day());
        let (count, _) = through.size_hint();
        let count = i64::try_from(count).expect("fits into i64");
        let beyond = date.add(DateSpan::of(unit, count), Overflow::Constrain);
        assert!(beyond.is_err() || beyond.is_ok_and(|day| day.julian_day() > other.julian_day()));
        assert_eq!(through.next().as_ref(), Some(date));
    }
}

/// Week 1 of a year is the first with at least `minimal_days` days of the year. So it contains the
/// day of the year with that number.
fn week(date: &Date, rule: WeekRule) {
    let calendar = date.calendar();
    let start_of_week_1 = |year: i32| {
        let first = calendar.julian_day(YearMonthDay::new(year, 1, 1)).ok()?;
        let day = first.number() + i64::from(rule.minimal_days()) - 1;
        Some(day - (day + 1 - i64::from(rule.first().number())).rem_euclid(7))
    };
    let Ok(found) = date.week(rule) else {
        return;
    };
    let day = date.julian_day().number();
    let start = start_of_week_1(found.year).expect("the year exists");
    let week = (day - start).div_euclid(7) + 1;
    assert_eq!(week, i64::from(found.week), "{date:?} {rule:?}");
    assert!(start <= day, "{date:?} {found} {rule:?}");
    let next = match found.year {
        -1 if !calendar.has_year_zero() => Some(1),
        year => year.checked_add(1),
    };
    let is_before_next = next.and_then(start_of_week_1).is_none_or(|next| day < next);
    assert!(is_before_next, "{date:?} {found} {rule:?}");
}
