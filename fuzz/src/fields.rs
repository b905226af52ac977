//! Dates from any fields, any spans added to them, what lies between them, weeks and series: in
//! the built-in calendars, in one with leap months, and in one that lies.

mod backend;
mod plain;

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use calendar_registry::{
    Calendar, Date, DateSpan, Fields, JulianDay, MonthCode, Overflow, Registry, Unit, WeekRule,
    Weekday,
};

use backend::{Liar, Lunations};

#[derive(Arbitrary, Debug)]
struct Input {
    calendar: u8,
    seed: u64,
    /// Two days, as distances from a day of our time, and by how many bits they are made smaller.
    days: [(i64, u8); 2],
    span: [(i64, u8); 4],
    unit: u8,
    reject: bool,
    said: Said,
    first_weekday: u8,
    minimal_days: u8,
}

/// What somebody says of a date. The year is one of those around it, or any.
#[derive(Arbitrary, Debug, Clone, Copy)]
struct Said {
    year: Option<(i32, u8)>,
    era: Option<(u8, i32, u8)>,
    month: Option<u8>,
    code: Option<(u8, bool)>,
    day: Option<u8>,
}

const TODAY: i64 = 2_461_367;

/// Checks what the input asks for in the calendar that it chooses.
pub fn run(input: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(input)) else {
        return;
    };
    let [day, other] = input
        .days
        .map(|(away, shift)| JulianDay::new(TODAY.saturating_add(away >> (shift % 64))));
    match input.calendar % 4 {
        0 => {
            let registry = Registry::new();
            let liar = registry.register(Liar::new(input.seed)).expect("its names");
            all_answers(&liar, day, other, &input);
        }
        1 => {
            let registry = Registry::new();
            let lunations = Lunations::new(input.seed);
            let lunations = registry.register(lunations).expect("its names");
            check(&lunations, day, other, &input);
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
        if self.reject {
            Overflow::Reject
        } else {
            Overflow::Constrain
        }
    }

    fn rule(&self) -> WeekRule {
        let first = Weekday::ALL[usize::from(self.first_weekday % 7)];
        WeekRule::new(first, self.minimal_days % 7 + 1).expect("1 to 7 days")
    }
}

impl Said {
    fn year(&self, date: Option<&Date>) -> Option<i32> {
        let (year, shift) = self.year?;
        let near = date.map_or(0, Date::year);
        Some(near.wrapping_add(year >> (shift % 32)))
    }

    fn era(&self, calendar: &Calendar) -> Option<(&'static str, i32)> {
        let (which, year, shift) = self.era?;
        let eras = calendar.eras();
        let era = eras.get(usize::from(which) % (eras.len() + 1));
        Some((
            era.map_or("nobody's", |era| era.code()),
            year >> (shift % 32),
        ))
    }

    fn code(&self) -> Option<MonthCode> {
        match self.code? {
            (number, true) => MonthCode::leap(number),
            (number, false) => MonthCode::common(number),
        }
    }

    fn fields(&self, calendar: &Calendar, date: Option<&Date>) -> Fields<'static> {
        let mut fields = Fields::new();
        if let Some(year) = self.year(date) {
            fields = fields.year(year);
        }
        if let Some((era, year)) = self.era(calendar) {
            fields = fields.era(era, year);
        }
        if let Some(month) = self.month {
            fields = fields.month(month);
        }
        if let Some(code) = self.code() {
            fields = fields.month_code(code);
        }
        if let Some(day) = self.day {
            fields = fields.day(day);
        }
        fields
    }
}

/// Whatever a calendar says, there is an answer.
fn all_answers(calendar: &Calendar, day: JulianDay, other: JulianDay, input: &Input) {
    let fields = input.said.fields(calendar, None);
    let _ = Date::from_fields(calendar, fields, input.overflow());
    let Ok(date) = Date::from_julian_day(calendar, day) else {
        return;
    };
    let fields = input.said.fields(calendar, Some(&date));
    let _ = date.with(fields, input.overflow());
    let _ = date.add(input.span(), input.overflow());
    let _ = date.subtract(input.span(), input.overflow());
    let _ = date.week(input.rule());
    let _ = (date.era_year(), date.month_code(), date.leap_month());
    let _ = (
        date.day_of_year(),
        date.days_in_month(),
        date.days_in_year(),
    );
    let _ = (date.months_in_year(), date.is_leap_year(), date.quarter());
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

/// The answers of a calendar that tells the truth.
fn check(calendar: &Calendar, day: JulianDay, other: JulianDay, input: &Input) {
    all_answers(calendar, day, other, input);
    let Ok(date) = Date::from_julian_day(calendar, day) else {
        return;
    };
    fields(&date, input);
    sum(&date, input);
    week(&date, input.rule());
    let unit = input.unit();
    if let Ok(other) = Date::from_julian_day(calendar, other) {
        between(&date, &other, unit);
        through(&date, &other, unit);
    }
    for (count, next) in (0..20).zip(date.series(unit)) {
        let expected = date.add(DateSpan::of(unit, count), Overflow::Constrain);
        assert_eq!(Ok(next), expected, "{date:?} {unit:?} {count}");
    }
}

fn fields(date: &Date, input: &Input) {
    let (calendar, said) = (date.calendar(), &input.said);
    let expected = plain::from_fields(
        calendar,
        plain::Parts {
            year: said.year(Some(date)),
            era: said.era(calendar),
            month: said.month,
            code: said.code(),
            day: said.day,
        },
        input.overflow(),
    );
    let fields = said.fields(calendar, Some(date));
    let found = Date::from_fields(calendar, fields, input.overflow());
    let found = found.ok().map(|date| date.year_month_day());
    assert_eq!(found, expected, "{date:?} {input:?}");
    // What it says of itself is the same date.
    let code = date.month_code().expect("a month has a code");
    let own = Fields::new().year(date.year()).month_code(code);
    let own = own.month(date.month()).day(date.day());
    let again = Date::from_fields(calendar, own, Overflow::Reject);
    assert_eq!(again.as_ref(), Ok(date));
    assert_eq!(
        date.with(Fields::new(), Overflow::Reject).as_ref(),
        Ok(date)
    );
}

fn sum(date: &Date, input: &Input) {
    let span = input.span();
    let found = date.add(span, input.overflow()).ok();
    if let Some(found) = &found {
        assert!(found.calendar().is_valid(found.year_month_day()));
    }
    if let Some(expected) = plain::add(date, span, input.overflow()) {
        let found = found.map(|date| date.julian_day());
        assert_eq!(found, expected, "{date:?} {span:?}");
    }
}

fn between(date: &Date, other: &Date, unit: Unit) {
    let Ok(span) = date.until(other, unit) else {
        panic!("{date:?} {other:?} are both in range");
    };
    let there = date.add(span, Overflow::Constrain);
    assert_eq!(there.as_ref(), Ok(other), "{date:?} {span:?}");
    assert_eq!(date.since(other, unit), span.checked_neg());
    if let Some(expected) = plain::until(date, other, unit) {
        assert_eq!(span, expected, "{date:?} {other:?} {unit:?}");
    }
}

fn through(date: &Date, other: &Date, unit: Unit) {
    let mut through = date.series(unit).through(other).expect("both in range");
    let last = through.clone().next_back();
    assert_eq!(last.is_some(), other.julian_day() >= date.julian_day());
    if let Some(last) = last {
        assert!(last.julian_day() <= other.julian_day());
        let (count, _) = through.size_hint();
        let count = i64::try_from(count).expect("so many days there are not");
        let beyond = date.add(DateSpan::of(unit, count), Overflow::Constrain);
        assert!(beyond.is_err() || beyond.is_ok_and(|day| day.julian_day() > other.julian_day()));
        assert_eq!(through.next().as_ref(), Some(date));
    }
}

/// The first week of a year is the one with as many of its days as the rule asks for: the one
/// in which the last of these days lies.
fn week(date: &Date, rule: WeekRule) {
    let calendar = date.calendar();
    let begins = |year: i32| {
        let mut first = calendar_registry::YearMonthDay::new(year, 1, 1);
        let first = calendar.julian_day({
            first.day = 1;
            first
        });
        let last = first.ok()?.number() + i64::from(rule.minimal_days()) - 1;
        let into_week = (last + 1 - i64::from(rule.first().number())).rem_euclid(7);
        Some(last - into_week)
    };
    let Ok(found) = date.week(rule) else {
        return;
    };
    let day = date.julian_day().number();
    let begin = begins(found.year).expect("the year exists");
    assert_eq!(
        (day - begin).div_euclid(7) + 1,
        i64::from(found.week),
        "{date:?}"
    );
    assert!(begin <= day, "{date:?} {found} {rule:?}");
    let next = match found.year {
        -1 if !calendar.has_year_zero() => Some(1),
        year => year.checked_add(1),
    };
    let next = next.and_then(begins);
    assert!(
        next.is_none_or(|next| day < next),
        "{date:?} {found} {rule:?}"
    );
}
