//! Compares intervals with Intl, which `tests/data/text/ranges.csv` records.

use crate::text::parse::testing::{Language, csv};
use crate::text::{Length, Skeleton, Style};
use crate::{Date, Registry};

fn day(iso: &str) -> Date {
    Date::parse(iso, &Registry::with_builtins()).unwrap()
}

#[test]
fn intervals_of_styles_are_those_of_intl() {
    let mut different = Vec::new();
    for row in csv("ranges.csv") {
        let [locale, calendar, style, from, until, expected] = row.as_slice() else {
            panic!("{row:?}");
        };
        let language = Language::new(&format!("{locale}-u-ca-{calendar}"));
        let style = Style::ALL
            .into_iter()
            .find(|other| format!("{other:?}").eq_ignore_ascii_case(style));
        let formatter = language
            .calendar
            .interval_formatter(language.locale, style.unwrap());
        let text = formatter.unwrap().format(&day(from), &day(until)).unwrap();
        // The source writes some of the narrow spaces as spaces.
        if text.replace('\u{202f}', " ") != expected.replace('\u{202f}', " ") {
            different.push(format!("{row:?}: {text}"));
        }
    }
    assert_eq!(different, [""; 0]);
}

#[test]
fn dates_that_are_written_alike_are_written_once() {
    let language = Language::new("en");
    let write = |skeleton: Skeleton, from, until| {
        let formatter = language
            .calendar
            .interval_formatter(language.locale, skeleton);
        formatter.unwrap().format(&day(from), &day(until)).unwrap()
    };
    let months = Skeleton::ym(Length::Long);
    assert_eq!(write(months, "2026-11-22", "2026-11-25"), "November 2026");
    assert_eq!(
        write(months, "2026-11-22", "2026-12-25"),
        "November\u{2009}–\u{2009}December 2026"
    );
    // Days of two years get the year.
    let days = Skeleton::md(Length::Medium);
    assert_eq!(
        write(days, "2026-11-22", "2027-01-05"),
        "Nov 22, 2026\u{2009}–\u{2009}Jan 5, 2027"
    );
}
