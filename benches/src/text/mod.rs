//! Dates as text: the calendars and locales to compare, with the same work by ICU4X, jiff and chrono.

use std::hint::black_box;

use calendar_registry::{Calendar, Date, Formatter, JulianDay, Locale, Registry, Style};

use crate::days::days;

pub mod fiscal;
pub mod peers;

/// The number of dates that one round writes or reads. They fit into the L1 cache.
pub const TEXTS: usize = 512;

/// A calendar shown in a locale.
#[derive(Clone, Copy)]
pub struct Case {
    /// The row of the tables.
    pub name: &'static str,
    /// The name of the calendar, as a request spells it.
    pub calendar: &'static str,
    /// The locale, as a request spells it.
    pub tag: &'static str,
    /// The same with other digits than the locale's. No registration keeps such a formatter, so each
    /// use compiles one.
    pub not_kept: &'static str,
    /// The locale that makes ICU4X write the same.
    pub icu: Option<&'static str>,
}

/// Dates in Latin, Arabic and Persian digits, and a user's calendar with names of its own. Then two
/// calendars with leap months.
pub const CASES: [Case; 6] = [
    Case {
        name: "en, Gregorian",
        calendar: "gregory",
        tag: "en",
        not_kept: "en-u-nu-arab",
        icu: Some("en-u-ca-gregory"),
    },
    Case {
        name: "ar-EG, Islamic Civil",
        calendar: "islamic-civil",
        tag: "ar-EG",
        not_kept: "ar-EG-u-nu-latn",
        icu: Some("ar-EG-u-ca-islamic-civil"),
    },
    Case {
        name: "fa, Persian",
        calendar: "persian",
        tag: "fa",
        not_kept: "fa-u-nu-latn",
        icu: Some("fa-u-ca-persian"),
    },
    Case {
        name: "en, a user's 4-4-5",
        calendar: "fiscal",
        tag: "en",
        not_kept: "en-u-nu-arab",
        icu: None,
    },
    Case {
        name: "en, Hebrew",
        calendar: "hebrew",
        tag: "en",
        not_kept: "en-u-nu-arab",
        icu: Some("en-u-ca-hebrew"),
    },
    Case {
        name: "zh, Chinese",
        calendar: "chinese",
        tag: "zh",
        not_kept: "zh-u-nu-arab",
        icu: Some("zh-u-ca-chinese"),
    },
];

/// Headers as browsers send them.
pub const HEADERS: [(&str, &str); 2] = [
    ("two languages", "en-US,en;q=0.9"),
    (
        "six, with weights",
        "de-CH;q=0.8, de;q=0.7, fr-CH;q=0.9, fr, en;q=0.5, *;q=0.1",
    ),
];

/// Returns the days to write.
#[must_use]
pub fn some_days() -> Vec<JulianDay> {
    days()[..TEXTS].to_vec()
}

/// Returns a registry with the calendars of all cases.
#[must_use]
pub fn registry() -> Registry {
    let registry = Registry::with_builtins();
    registry.register(fiscal::Fiscal).unwrap();
    registry
}

impl Case {
    /// Returns the formatter of the long style.
    #[must_use]
    pub fn formatter<'c>(&self, calendar: &'c Calendar) -> Formatter<'c> {
        let locale = Locale::new(self.tag).unwrap();
        calendar.formatter(locale, Style::Long).unwrap()
    }
}

/// Returns the dates of days in a calendar.
#[must_use]
pub fn dates(calendar: &Calendar) -> Vec<Date> {
    let days = some_days().into_iter();
    days.map(|day| Date::from_julian_day(calendar, day).unwrap())
        .collect()
}

/// Returns the texts of dates.
#[must_use]
pub fn texts(formatter: &Formatter<'_>, dates: &[Date]) -> Vec<String> {
    let dates = dates.iter();
    dates
        .map(|date| formatter.format(date).unwrap().to_string())
        .collect()
}

/// Writes each date to the same buffer.
pub fn write(formatter: &Formatter<'_>, dates: &[Date]) {
    let mut buffer = [0; 128];
    for date in dates {
        black_box(formatter.write(black_box(date), &mut buffer).unwrap());
    }
}

/// Appends each date to the same string, which has room for it.
pub fn append(formatter: &Formatter<'_>, dates: &[Date]) {
    let mut text = String::with_capacity(128);
    for date in dates {
        text.clear();
        formatter.append(black_box(date), &mut text).unwrap();
        black_box(&text);
    }
}

/// Gets the formatter by the text of the locale, as often as there are dates.
pub fn find(case: &Case, calendar: &Calendar) {
    for _ in 0..TEXTS {
        let locale = Locale::new(black_box(case.tag)).unwrap();
        black_box(&calendar.formatter(locale, Style::Long).unwrap());
    }
}

/// Compiles the formatter, as often as there are dates.
pub fn compile(case: &Case, calendar: &Calendar) {
    let locale = Locale::new(case.not_kept).unwrap();
    for _ in 0..TEXTS {
        black_box(&calendar.formatter(black_box(locale), Style::Long).unwrap());
    }
}

/// Does what a request handler does: from the names of a calendar and a locale to the text of a day.
pub fn request(case: &Case, registry: &Registry, days: &[JulianDay]) {
    let mut buffer = [0; 128];
    for day in days {
        let guard = registry.pin();
        let calendar = guard.resolve(black_box(case.calendar)).unwrap();
        let locale = Locale::new(black_box(case.tag)).unwrap();
        let formatter = calendar.formatter(locale, Style::Long).unwrap();
        black_box(formatter.write_day(black_box(*day), &mut buffer).unwrap());
    }
}

/// Reads texts strictly.
pub fn parse(formatter: &Formatter<'_>, texts: &[String]) {
    for text in texts {
        black_box(&formatter.parse(black_box(text)).unwrap());
    }
}

/// Reads texts as people write them.
pub fn read(formatter: &Formatter<'_>, texts: &[String]) {
    for text in texts {
        black_box(&formatter.read(black_box(text)).unwrap());
    }
}

/// Chooses a locale by a header, as often as there are dates.
pub fn negotiate(header: &str) {
    for _ in 0..TEXTS {
        black_box(Locale::negotiate(black_box(header)));
    }
}
