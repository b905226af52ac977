//! Tests of cycles of leap years. Comparisons with other software are in
//! `tests/calendars/leap_cycle.rs`.

use super::*;
use crate::calendars::defined::{DefineError, DefineProblem};
use crate::calendars::{Coptic, Ethiopic, Gregorian, IslamicCivil, IslamicTabular, Julian};

const ISLAMIC: [u8; 12] = [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29];
const JANUARY: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn islamic(epoch: i64) -> LeapCycleBuilder {
    LeapCycle::builder(Metadata::new(["a"]), JulianDay(epoch), ISLAMIC)
        .leap_years(LeapYears::in_cycle(
            30,
            [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29],
        ))
        .leap_days(12, 1)
        .kind(CalendarKind::Lunar)
}

fn january(epoch: i64, leap_years: LeapYears) -> LeapCycleBuilder {
    LeapCycle::builder(Metadata::new(["a"]), JulianDay(epoch), JANUARY)
        .leap_years(leap_years)
        .leap_days(2, 1)
}

fn alexandrian(epoch: i64) -> LeapCycle {
    let mut months = [30; 13];
    months[12] = 5;
    LeapCycle::builder(Metadata::new(["a"]), JulianDay(epoch), months)
        .leap_years(LeapYears::in_cycle(4, [3]))
        .leap_days(13, 1)
        .build()
        .unwrap()
}

/// Compares the conversions near the epoch, near the present, and near the ends of the range.
fn same(ours: &LeapCycle, theirs: &dyn Backend) {
    assert_eq!(ours.date(JulianDay::MIN), theirs.date(JulianDay::MIN));
    assert_eq!(ours.date(JulianDay::MAX), theirs.date(JulianDay::MAX));
    let Err(DateError::JulianDay { first, last, .. }) = theirs.date(JulianDay::MIN) else {
        panic!("a range");
    };
    let points = [ours.epoch, 2_461_367, first.0 + 20_000, last.0 - 20_000];
    for day in points
        .into_iter()
        .flat_map(|point| point - 20_001..=point + 20_001)
    {
        let day = JulianDay(day);
        let date = theirs.date(day);
        assert_eq!(ours.date(day), date, "{day}");
        if let Ok(date) = date {
            assert_eq!(ours.julian_day(date), Ok(day), "{date}");
            assert_eq!(ours.is_leap_year(date.year), theirs.is_leap_year(date.year));
        }
    }
}

#[test]
fn cycles_of_built_in_calendars_have_their_answers() {
    same(
        &islamic(1_948_440).year_zero(false).build().unwrap(),
        &IslamicCivil,
    );
    same(&alexandrian(1_825_030), &Coptic);
    same(&alexandrian(1_724_221), &Ethiopic);
    let gregorian = january(1_721_426, LeapYears::divisible_by([4, 100, 400]));
    same(&gregorian.year_zero(false).build().unwrap(), &Gregorian);
    let julian = january(1_721_424, LeapYears::divisible_by([4]));
    same(&julian.year_zero(false).build().unwrap(), &Julian);
}

/// The built-in calendar lacks the year `i32::MIN`.
#[test]
fn the_astronomical_epoch_is_a_day_earlier() {
    let ours = islamic(1_948_439).build().unwrap();
    for day in (-100_000..100_000).chain(1_900_000..2_500_000) {
        let day = JulianDay(day);
        assert_eq!(ours.date(day), IslamicTabular.date(day), "{day}");
    }
}

fn refused(builder: LeapCycleBuilder) -> (String, DefineProblem) {
    let DefineError { path, problem } = builder.build().unwrap_err();
    (path, problem)
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    let of = |months: &[u8]| LeapCycle::builder(Metadata::new(["a"]), JulianDay(0), months);
    let leap = |months: &[u8]| of(months).leap_years(LeapYears::in_cycle(4, [4]));
    let range = |value, first, last| DefineProblem::Range { value, first, last };
    assert_eq!(
        refused(of(&[])),
        ("months".to_owned(), DefineProblem::Empty)
    );
    let length = DefineProblem::Length {
        length: 100,
        first: 1,
        last: 99,
    };
    assert_eq!(refused(of(&[30; 100])), ("months".to_owned(), length));
    assert_eq!(
        refused(of(&[30, 0])),
        ("months[1]".to_owned(), range(0, 1, 255))
    );
    assert_eq!(refused(leap(&[30])).0, "leap_days");
    assert_eq!(refused(of(&[30]).leap_days(1, 1)).0, "leap_days");
    let item = |index: u8, part: &str| format!("leap_days[{index}].{part}");
    assert_eq!(
        refused(leap(&[30]).leap_days(0, 1)),
        (item(0, "month"), range(0, 1, 1))
    );
    assert_eq!(
        refused(leap(&[30]).leap_days(2, 1)),
        (item(0, "month"), range(2, 1, 1))
    );
    assert_eq!(
        refused(leap(&[30]).leap_days(1, 0)),
        (item(0, "days"), range(0, 1, 225))
    );
    assert_eq!(
        refused(leap(&[250]).leap_days(1, 6)),
        (item(0, "days"), range(6, 1, 5))
    );
    assert_eq!(
        refused(leap(&[30, 30]).leap_days(1, 1).leap_days(1, 1)),
        (item(1, "month"), DefineProblem::Repeated)
    );
    let many = leap(&[30]).leap_days(1, 1).leap_days(1, 1);
    assert_eq!(refused(many).0, "leap_days");
    assert_eq!(
        refused(
            of(&[30])
                .leap_years(LeapYears::in_cycle(4, [5]))
                .leap_days(1, 1)
        )
        .0,
        "leap_years[0]"
    );
    assert_eq!(refused(of(&[30]).kind(CalendarKind::Lunisolar)).0, "kind");
    for epoch in [i64::MIN, 1_000_000_000_001] {
        let builder = LeapCycle::builder(Metadata::new(["a"]), JulianDay(epoch), [30]);
        assert_eq!(refused(builder).0, "epoch");
    }
}
