//! Dates from fields, and dates with some fields changed.

use calendar_registry::{
    Calendar, Date, DateError, EraYear, Fields, FieldsError, MonthCode, Overflow, YearMonthDay,
};

use crate::{calendar, for_each_date, gregorian};

const BOTH: [Overflow; 2] = [Overflow::Constrain, Overflow::Reject];

fn code(text: &str) -> MonthCode {
    text.parse().unwrap()
}

#[test]
fn fields_of_a_date_make_the_same_date() {
    for_each_date(|date| {
        let day = Fields::new().day(date.day());
        let by_place = day.month(date.month());
        let by_code = day.month_code(date.month_code().unwrap());
        let mut all = vec![
            by_place.year(date.year()),
            by_code.year(date.year()),
            by_code.month(date.month()).year(date.year()),
        ];
        if let Some(year) = date.era_year().unwrap() {
            let upper = year.era.to_uppercase().leak();
            let era = year.era.clone().into_owned().leak();
            all.push(by_place.era(era, year.year));
            all.push(by_code.era(upper, year.year).year(date.year()));
        }
        for fields in all {
            for overflow in BOTH {
                let found = Date::from_fields(date.calendar(), fields, overflow);
                assert_eq!(found.as_ref(), Ok(date), "{fields:?}");
                assert_eq!(date.with(fields, overflow).as_ref(), Ok(date));
            }
        }
    });
}

#[test]
fn with_changes_only_the_given_fields() {
    for_each_date(|date| {
        let none = date.with(Fields::new(), Overflow::Reject);
        assert_eq!(none.as_ref(), Ok(date));
        let first = date.with(Fields::new().day(1), Overflow::Reject);
        assert_eq!(first.unwrap(), date.start_of_month().unwrap());
        let last = date.with(Fields::new().day(u8::MAX), Overflow::Constrain);
        assert_eq!(last.unwrap(), date.end_of_month().unwrap());
        let first = Fields::new().month(1).day(1);
        let first = date.with(first, Overflow::Reject);
        assert_eq!(first.unwrap(), date.start_of_year().unwrap());
        let last = Fields::new().month(u8::MAX).day(u8::MAX);
        let last = date.with(last, Overflow::Constrain);
        assert_eq!(last.unwrap(), date.end_of_year().unwrap());
        let next = Fields::new().year(date.year() + 1);
        if let Ok(next) = date.with(next, Overflow::Reject) {
            assert_eq!(next.month_code(), date.month_code());
            assert_eq!((next.year(), next.day()), (date.year() + 1, date.day()));
        }
    });
}

#[test]
fn missing_field_is_named() {
    let full = Fields::new().year(2026).month(11).day(22);
    let without = [
        (Fields::new().month(11).day(22), FieldsError::NoYear),
        (Fields::new().year(2026).day(22), FieldsError::NoMonth),
        (Fields::new().year(2026).month(11), FieldsError::NoDay),
    ];
    for overflow in BOTH {
        assert!(Date::from_fields(&gregorian(), full, overflow).is_ok());
        for (fields, error) in &without {
            let found = Date::from_fields(&gregorian(), *fields, overflow);
            assert_eq!(found.as_ref(), Err(error));
        }
    }
}

#[test]
fn contradiction_names_both_fields() {
    let fields = Fields::new().month(11).day(22);
    for overflow in BOTH {
        let years = fields.year(2026).era("AD", 2025);
        let found = Date::from_fields(&gregorian(), years, overflow);
        let error = FieldsError::YearContradiction {
            year: 2026,
            era_year: EraYear::new("ce", 2025),
            meant: 2025,
        };
        assert_eq!(found, Err(error));
        let months = fields.year(2026).month_code(code("M12"));
        let found = Date::from_fields(&gregorian(), months, overflow);
        let error = FieldsError::MonthContradiction {
            month: 11,
            code: code("M12"),
            meant: 12,
        };
        assert_eq!(found, Err(error));
    }
}

/// In every calendar: a year beside the right year of an era, or beside the right extended year, has to
/// be that year. No test of Temporal asks this.
#[test]
fn contradicting_years_are_rejected_in_every_calendar() {
    let (mut eras, mut extended) = (0, 0);
    for_each_date(|date| {
        let fields = Fields::new().month(date.month()).day(date.day());
        let era_year = date.era_year().unwrap();
        for wrong in [-1, 1]
            .map(|by| date.year() + by)
            .into_iter()
            .filter(|y| *y != 0)
        {
            for overflow in BOTH {
                let from = |fields| Date::from_fields(date.calendar(), fields, overflow);
                if let Some(right) = &era_year {
                    let era = right.era.clone().into_owned().leak();
                    let error = from(fields.era(era, right.year).year(wrong)).unwrap_err();
                    assert!(
                        matches!(error, FieldsError::YearContradiction { year, meant, .. }
                            if (year, meant) == (wrong, date.year())),
                        "{date} with the year {wrong}: {error}"
                    );
                    eras += 1;
                }
                let both = fields.extended_year(date.extended_year()).year(wrong);
                let error = from(both).unwrap_err();
                assert!(
                    matches!(error, FieldsError::ExtendedYearContradiction { year, .. } if year == wrong),
                    "{date} with the year {wrong}: {error}"
                );
                extended += 1;
            }
        }
    });
    assert!(eras > 1000 && extended > eras, "{eras}, {extended}");
}

#[test]
fn unknown_era_error_lists_the_known_ones() {
    let fields = Fields::new().era("heisei", 1).month(1).day(8);
    let error = Date::from_fields(&gregorian(), fields, Overflow::Constrain);
    let known = vec!["ce".to_owned(), "bce".to_owned()];
    assert_eq!(error, Err(FieldsError::UnknownEra { known }));
    let error = Date::from_fields(&calendar("iso8601"), fields, Overflow::Constrain);
    let error = error.unwrap_err();
    assert_eq!(error, FieldsError::UnknownEra { known: vec![] });
    assert_eq!(error.to_string(), "unknown era: the calendar has no eras");
}

#[test]
fn constrain_rejects_zero_and_impossible_months() {
    let fields = Fields::new().year(2026).month(11).day(22);
    let cases = [
        (fields.day(0), DateError::Day { day: 0, last: 30 }),
        (fields.month(0), DateError::Month { month: 0, last: 12 }),
        (fields.year(0), DateError::YearZero),
    ];
    for (fields, error) in cases {
        let found = Date::from_fields(&gregorian(), fields, Overflow::Constrain);
        assert_eq!(found, Err(FieldsError::Date(error)));
    }
    for text in ["M13", "M05L", "M99"] {
        let fields = Fields::new().year(2026).month_code(code(text)).day(1);
        let found = Date::from_fields(&gregorian(), fields, Overflow::Constrain);
        let error = DateError::MonthCode { code: code(text) };
        assert_eq!(found, Err(FieldsError::Date(error)));
    }
}

#[test]
fn missing_leap_month_is_constrained() {
    let make = |calendar: &Calendar, year, text, overflow| {
        let fields = Fields::new().year(year).month_code(code(text)).day(30);
        Date::from_fields(calendar, fields, overflow)
    };
    // 5784 had Adar I and Adar II, 5785 only Adar.
    let hebrew = calendar("hebrew");
    let there = make(&hebrew, 5784, "M05L", Overflow::Reject).unwrap();
    assert_eq!((there.month(), there.day()), (6, 30));
    let gone = make(&hebrew, 5785, "M05L", Overflow::Constrain).unwrap();
    assert_eq!(gone.month_code().unwrap(), code("M06"));
    assert_eq!((gone.month(), gone.day()), (6, 29));
    let refused = make(&hebrew, 5785, "M05L", Overflow::Reject);
    let error = DateError::MonthCode { code: code("M05L") };
    assert_eq!(refused, Err(FieldsError::Date(error)));
    // No year has a second Nisan.
    assert!(make(&hebrew, 5785, "M07L", Overflow::Constrain).is_err());
    // 2020 had a second fourth month in China, 2021 had none.
    let chinese = calendar("chinese");
    let there = make(&chinese, 2020, "M04L", Overflow::Constrain).unwrap();
    assert_eq!((there.month(), there.day()), (5, 29));
    let gone = make(&chinese, 2021, "M04L", Overflow::Constrain).unwrap();
    assert_eq!((gone.month(), gone.month_code()), (4, Ok(code("M04"))));
}

#[test]
fn backward_era_is_resolved() {
    let fields = Fields::new().era("bc", 1).month(12).day(31);
    let found = Date::from_fields(&gregorian(), fields, Overflow::Reject).unwrap();
    assert_eq!(found.year_month_day(), YearMonthDay::new(-1, 12, 31));
    assert_eq!(found.extended_year(), 0);
}
