use calendar_registry::calendars::defined::{Metadata, YearOffset};
use calendar_registry::calendars::{
    Buddhist, Chinese, Gregorian, Hebrew, IslamicCivil, Iso, Julian, Minguo,
};
use calendar_registry::{
    Backend, BackendExt, CalendarText, Cldr, DateError, Era, JulianDay, Names, Registry, Width,
    YearMonthDay,
};

use super::{conforms, named};

#[test]
fn instances_conform() {
    for years in [10_000, -1_911, 0, 1, -1, i32::MAX, i32::MIN] {
        conforms(&YearOffset::new(named("a"), Gregorian, years).unwrap());
        conforms(&YearOffset::new(named("a"), Iso, years).unwrap());
    }
    conforms(&YearOffset::new(named("a"), Hebrew, -3760).unwrap());
    conforms(&YearOffset::new(named("a"), Chinese, 2637).unwrap());
    conforms(&YearOffset::new(named("a"), IslamicCivil, -100).unwrap());
    let twice = YearOffset::new(named("a"), Julian, 5508).unwrap();
    conforms(&YearOffset::new(named("b"), twice, -5508).unwrap());
}

/// Compares two calendars on days near year 1, now, and far away.
fn equal(one: &dyn Backend, other: &dyn Backend) {
    let near = (1_700_000..1_740_000).step_by(13);
    let now = (2_400_000..2_500_000).step_by(29);
    let far = (-700_000_000_000..700_000_000_000).step_by(999_999_937);
    for day in near.chain(now).chain(far).map(JulianDay::new) {
        let date = other.date(day);
        assert_eq!(one.date(day), date, "{day}");
        if let Ok(date) = date {
            assert_eq!(one.julian_day(date), Ok(day));
            assert_eq!(one.is_leap_year(date.year), other.is_leap_year(date.year));
        }
    }
}

#[test]
fn offsets_of_built_in_calendars_are_the_built_in_calendars() {
    equal(
        &YearOffset::new(named("a"), Gregorian, 543).unwrap(),
        &Buddhist,
    );
    equal(
        &YearOffset::new(named("a"), Gregorian, -1_911).unwrap(),
        &Minguo,
    );
    equal(&YearOffset::new(named("a"), Gregorian, 0).unwrap(), &Iso);
    equal(&YearOffset::new(named("a"), Iso, 543).unwrap(), &Buddhist);
}

#[test]
fn holocene_year_is_ten_thousand_more() {
    let holocene = YearOffset::new(named("Holocene"), Gregorian, 10_000).unwrap();
    for (year, expected) in [
        (2026, 12_026),
        (1, 10_001),
        (-1, 10_000),
        (-10_000, 1),
        (-10_001, 0),
    ] {
        let day = Gregorian.julian_day(YearMonthDay::new(year, 3, 1)).unwrap();
        assert_eq!(holocene.date(day), Ok(YearMonthDay::new(expected, 3, 1)));
    }
    // The first year of an `i32` is the extended year −2147483647 of the base.
    let error = DateError::Year {
        first: i32::MIN + 10_001,
        last: i32::MAX,
    };
    let before = YearMonthDay::new(i32::MIN, 1, 1);
    assert_eq!(holocene.julian_day(before), Err(error));
}

#[test]
fn year_without_eras_is_of_the_era_of_the_primary_name() {
    let calendar = YearOffset::new(Metadata::new(["Acme Years", "ay"]), Gregorian, -2000).unwrap();
    let year = calendar.era_year(YearMonthDay::new(26, 1, 1)).unwrap();
    assert_eq!(year.unwrap().to_string(), "26 acme-years");
}

#[test]
fn text_is_that_of_the_base_or_its_own() {
    let calendar = YearOffset::new(named("a"), Hebrew, 1).unwrap();
    assert_eq!(calendar.text(), CalendarText::like(Cldr::Hebrew));
    let names = Names::new().numbered_months(Width::Wide, "Moon {0}");
    let own = CalendarText::codes().locale("en", names);
    let calendar = YearOffset::new(named("a").text(own.clone()), Hebrew, 1).unwrap();
    assert_eq!(calendar.text(), own);
    assert!(Registry::new().register(calendar).is_ok());
}

#[test]
fn wrong_metadata_is_rejected_at_its_field() {
    let rejected = |metadata: Metadata| {
        let error = YearOffset::new(metadata, Gregorian, 1).unwrap_err();
        error.path
    };
    assert_eq!(rejected(Metadata::new(Vec::<String>::new())), "names");
    assert_eq!(rejected(Metadata::new(["a", "b--c"])), "names[1]");
    assert_eq!(rejected(Metadata::new(["a", "A"])), "names[1]");
    assert_eq!(rejected(named("a").unicode_id("b")), "unicode_id");
    #[expect(clippy::reversed_empty_ranges, reason = "it is the wrong input")]
    let reversed = 2..=1;
    assert_eq!(
        rejected(named("a").authoritative_years(reversed)),
        "authoritative_years"
    );
    let years = named("a").authoritative_years(1..=i32::MAX);
    assert!(YearOffset::new(years.clone(), Gregorian, 1).is_ok());
    assert_eq!(
        YearOffset::new(years, Gregorian, -1).unwrap_err().path,
        "authoritative_years"
    );
    let text = CalendarText::codes().locale("en", Names::new().months(Width::Wide, ["One"]));
    assert_eq!(rejected(named("a").text(text)), "text");
    assert_eq!(
        rejected(named("a").eras(vec![Era::unbounded("", 1)])),
        "eras[0]"
    );
}

#[test]
fn offset_that_leaves_no_year_is_rejected() {
    // The last year of the base is −1.
    let base = YearOffset::new(named("a"), Gregorian, i32::MIN).unwrap();
    let error = YearOffset::new(named("b"), base, i32::MIN).unwrap_err();
    assert_eq!(error.to_string(), "years: no year of the base fits 32 bits");
}
