//! Tests of years of 52 and 53 weeks. Comparisons with recorded calendars are in
//! `tests/calendars/defined/`.

use super::*;
use crate::calendars::Iso;
use crate::calendars::defined::{DefineError, DefineProblem, YearLabel};
use crate::weekday::Weekday;

const RETAIL: [u8; 12] = [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4];

fn retail() -> FiscalWeeksBuilder {
    let year_end = YearEnd::nearest(Weekday::Saturday, 1);
    FiscalWeeks::builder(Metadata::new(["retail"]), RETAIL, year_end).year_label(YearLabel::Begins)
}

fn day(year: i32, month: u8, day: u8) -> JulianDay {
    Iso.julian_day(YearMonthDay::new(year, month, day)).unwrap()
}

/// The years with 53 weeks that the National Retail Federation has published.
#[test]
fn retail_years_with_53_weeks_are_the_published_ones() {
    let retail = retail().build().unwrap();
    let long: Vec<i32> = (2001..2029)
        .filter(|year| retail.is_leap_year(*year))
        .collect();
    assert_eq!(long, [2006, 2012, 2017, 2023, 2028]);
}

#[test]
fn years_are_named_by_their_begin_their_end_or_an_offset() {
    let named = |month, label| {
        let end = YearEnd::nearest(Weekday::Saturday, month);
        let builder = FiscalWeeks::builder(Metadata::new(["a"]), RETAIL, end).year_label(label);
        builder.build().unwrap().date(day(2026, 6, 1)).unwrap().year
    };
    assert_eq!(named(1, YearLabel::Begins), 2026);
    assert_eq!(named(1, YearLabel::Ends), 2027);
    assert_eq!(named(1, YearLabel::Offset(-2000)), 26);
    assert_eq!(named(12, YearLabel::Begins), 2026);
    assert_eq!(named(12, YearLabel::Ends), 2026);
    assert_eq!(named(9, YearLabel::Begins), 2025);
}

#[test]
fn restated_years_of_53_weeks_begin_a_week_later() {
    let (stated, restated) = (
        retail().build().unwrap(),
        retail().restated(true).build().unwrap(),
    );
    let first = |calendar: &FiscalWeeks, year| calendar.julian_day(YearMonthDay::new(year, 1, 1));
    assert_eq!(first(&stated, 2023), Ok(day(2023, 1, 29)));
    assert_eq!(first(&restated, 2023), Ok(day(2023, 2, 5)));
    assert_eq!(first(&restated, 2022), first(&stated, 2022));
    assert_eq!(first(&restated, 2024), first(&stated, 2024));
    // The week that is left out belongs to the year before.
    assert_eq!(
        restated.date(day(2023, 1, 29)),
        Ok(YearMonthDay::new(2022, 12, 29))
    );
    assert!(restated.is_leap_year(2022) && !restated.is_leap_year(2023));
}

fn refused(builder: FiscalWeeksBuilder) -> (String, DefineProblem) {
    let DefineError { path, problem } = builder.build().unwrap_err();
    (path, problem)
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    let end = YearEnd::nearest(Weekday::Saturday, 1);
    let of = |periods: &[u8]| FiscalWeeks::builder(Metadata::new(["a"]), periods, end);
    let range = |value, first, last| DefineProblem::Range { value, first, last };
    assert_eq!(
        refused(of(&[])),
        ("periods".to_owned(), DefineProblem::Empty)
    );
    let length = DefineProblem::Length {
        length: 53,
        first: 1,
        last: 52,
    };
    assert_eq!(refused(of(&[1; 53])), ("periods".to_owned(), length));
    assert_eq!(
        refused(of(&[52])),
        ("periods[0]".to_owned(), range(52, 1, 36))
    );
    assert_eq!(
        refused(of(&[26, 26, 0])),
        ("periods[2]".to_owned(), range(0, 1, 36))
    );
    assert_eq!(refused(of(&[26, 27])).0, "periods");
    assert_eq!(
        refused(of(&[16, 36]).extra_week(2)),
        ("extra_week".to_owned(), range(37, 1, 36))
    );
    assert_eq!(
        refused(of(&[26, 26]).extra_week(0)),
        ("extra_week".to_owned(), range(0, 1, 2))
    );
    for month in [0, 13] {
        let end = YearEnd::last(Weekday::Saturday, month);
        let builder = FiscalWeeks::builder(Metadata::new(["a"]), RETAIL, end);
        let expected = ("year_ends.month_end".to_owned(), range(month.into(), 1, 12));
        assert_eq!(refused(builder), expected);
    }
}

#[test]
fn the_whole_range_of_years_converts_with_every_offset() {
    for offset in [i32::MIN, 0, i32::MAX] {
        let calendar = retail()
            .year_label(YearLabel::Offset(offset))
            .build()
            .unwrap();
        let (first, last) = calendar.range();
        assert_eq!(calendar.date(first), Ok(YearMonthDay::new(i32::MIN, 1, 1)));
        assert_eq!(calendar.date(last).map(|date| date.year), Ok(i32::MAX));
        for outside in [first.0 - 1, last.0 + 1, i64::MIN, i64::MAX] {
            let day = JulianDay(outside);
            let expected = Err(DateError::JulianDay { day, first, last });
            assert_eq!(calendar.date(day), expected);
        }
    }
}

#[test]
fn years_around_the_present_have_a_table_if_they_fit() {
    let table_span = |builder: FiscalWeeksBuilder| builder.build().unwrap().table_span();
    assert_eq!(table_span(retail()), Some(1876..=2176));
    let end = YearEnd::last(Weekday::Sunday, 12);
    let many = FiscalWeeks::builder(Metadata::new(["a"]), [1; 52], end);
    assert_eq!(table_span(many), None);
}
