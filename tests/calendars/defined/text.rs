//! What calendars made of data are called.

use calendar_registry::calendars::defined::{MonthTable, YearOffset};
use calendar_registry::calendars::{Gregorian, Hebrew};
use calendar_registry::{
    Backend, CalendarText, Cldr, Date, JulianDay, Locale, Names, Registry, Style, Width,
    YearMonthDay,
};

use super::cut_over::japan;
use super::named;

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
fn text_that_does_not_fit_is_rejected() {
    let text = CalendarText::codes().locale("en", Names::new().months(Width::Wide, ["One"]));
    let error = YearOffset::new(named("a").text(text.clone()), Gregorian, 1).unwrap_err();
    assert_eq!(error.path, "text");
    // A year of one month.
    let (metadata, day) = (named("a").text(text), JulianDay::new(0));
    assert!(MonthTable::new(metadata, 1, day, [[30]]).is_ok());
}

#[test]
fn leap_months_before_a_change_have_names() {
    let japan = Registry::new().register(japan()).unwrap();
    let month = japan.leap_month(1870).unwrap().unwrap();
    let date = Date::new(&japan, YearMonthDay::new(1870, month, 1)).unwrap();
    let written = date
        .format_in(Locale::new("en").unwrap(), Style::Long)
        .unwrap();
    assert!(
        written.contains(&date.month_code().unwrap().to_string()),
        "{written}"
    );
}
