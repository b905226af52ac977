//! Tests of years that begin on another month and day.

use super::*;
use crate::calendars::defined::DefineProblem;
use crate::calendars::{Coptic, Gregorian, Hebrew, Iso, UmmAlQura};

fn fiscal(base: impl IntoBackend, first: (u8, u8), label: YearLabel) -> FiscalMonths {
    FiscalMonths::new(Metadata::new(["fiscal"]), base, first, label).unwrap()
}

fn day(year: i32, month: u8, day: u8) -> JulianDay {
    Iso.julian_day(YearMonthDay::new(year, month, day)).unwrap()
}

#[test]
fn months_and_years_begin_on_the_published_days() {
    let india = fiscal(Gregorian, (4, 1), YearLabel::Begins);
    assert_eq!(
        india.date(day(2026, 4, 1)),
        Ok(YearMonthDay::new(2026, 1, 1))
    );
    assert_eq!(
        india.date(day(2027, 3, 31)),
        Ok(YearMonthDay::new(2026, 12, 31))
    );
    let federal = fiscal(Gregorian, (10, 1), YearLabel::Ends);
    assert_eq!(
        federal.date(day(2026, 9, 30)),
        Ok(YearMonthDay::new(2026, 12, 30))
    );
    assert_eq!(
        federal.date(day(2026, 10, 1)),
        Ok(YearMonthDay::new(2027, 1, 1))
    );
    let tax = fiscal(Gregorian, (4, 6), YearLabel::Begins);
    assert_eq!(
        tax.date(day(2026, 4, 5)),
        Ok(YearMonthDay::new(2025, 12, 31))
    );
    assert_eq!(tax.date(day(2026, 4, 6)), Ok(YearMonthDay::new(2026, 1, 1)));
    assert_eq!(
        tax.date(day(2026, 5, 5)),
        Ok(YearMonthDay::new(2026, 1, 30))
    );
    assert_eq!(
        tax.date(day(2027, 1, 1)),
        Ok(YearMonthDay::new(2026, 9, 27))
    );
}

#[test]
fn the_month_that_begins_in_february_has_the_leap_day() {
    let tax = fiscal(Gregorian, (4, 6), YearLabel::Begins);
    // From 6 February to 5 March 2028.
    assert_eq!(tax.days_in_month(Some(2027), 11), Ok(29));
    assert!(tax.is_leap_year(2027) && !tax.is_leap_year(2028));
    assert_eq!(tax.days_in_month(None, 11), Ok(29));
    let calendar_year = fiscal(Gregorian, (1, 1), YearLabel::Ends);
    assert!(calendar_year.is_leap_year(2028) && !calendar_year.is_leap_year(2027));
}

#[test]
fn a_whole_year_of_the_base_calendar_ends_in_the_year_in_which_it_begins() {
    let whole = fiscal(Gregorian, (1, 1), YearLabel::Ends);
    assert_eq!(
        whole.date(day(2026, 12, 31)),
        Ok(YearMonthDay::new(2026, 12, 31))
    );
    let nearly = fiscal(Gregorian, (1, 2), YearLabel::Ends);
    assert_eq!(
        nearly.date(day(2026, 1, 2)),
        Ok(YearMonthDay::new(2027, 1, 1))
    );
}

#[test]
fn the_missing_year_0_of_the_base_calendar_is_crossed() {
    let april = fiscal(Gregorian, (4, 1), YearLabel::Begins);
    let last = Gregorian.julian_day(YearMonthDay::new(1, 3, 31)).unwrap();
    assert_eq!(april.date(last), Ok(YearMonthDay::new(0, 12, 31)));
    let first = Gregorian.julian_day(YearMonthDay::new(-1, 4, 1)).unwrap();
    assert_eq!(april.date(first), Ok(YearMonthDay::new(0, 1, 1)));
}

/// The Gregorian calendar with a table.
struct Tabled {
    inner: Gregorian,
}

impl Backend for Tabled {
    crate::backend::forward_to! {
        inner: names, properties, julian_day, date, is_leap_year, days_in_month
    }

    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        Some(1900..=2100)
    }
}

#[test]
fn a_base_calendar_with_a_table_gives_a_table() {
    let fiscal = fiscal(Tabled { inner: Gregorian }, (7, 1), YearLabel::Ends);
    assert_eq!(fiscal.table_span(), Some(1901..=2100));
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    let refused = |base: Arc<dyn Backend>, first| {
        let names = Metadata::new(["fiscal"]);
        let error = FiscalMonths::new(names, base, first, YearLabel::Ends).unwrap_err();
        (error.path, error.problem)
    };
    let range = |value, last| DefineProblem::Range {
        value,
        first: 1,
        last,
    };
    let gregorian = || Gregorian.into_backend();
    assert_eq!(
        refused(gregorian(), (0, 1)),
        ("month".to_owned(), range(0, 12))
    );
    assert_eq!(
        refused(gregorian(), (13, 1)),
        ("month".to_owned(), range(13, 12))
    );
    assert_eq!(
        refused(gregorian(), (4, 0)),
        ("day".to_owned(), range(0, 28))
    );
    assert_eq!(
        refused(gregorian(), (4, 29)),
        ("day".to_owned(), range(29, 28))
    );
    assert_eq!(
        refused(Coptic.into_backend(), (1, 6)),
        ("day".to_owned(), range(6, 5))
    );
    assert_eq!(refused(Hebrew.into_backend(), (1, 1)).0, "base");
    assert!(
        FiscalMonths::new(
            Metadata::new(["fiscal"]),
            UmmAlQura,
            (9, 1),
            YearLabel::Offset(600)
        )
        .is_ok()
    );
}
