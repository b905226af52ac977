//! The same work by the peers. They write to a string that has room for the text.

use std::fmt::Write;
use std::hint::black_box;

use calendar_registry::JulianDay;
use chrono::NaiveDate;
use icu_calendar::{AnyCalendar, Date, Iso, Ref};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_locale_core::Locale;
use writeable::Writeable;

use crate::icu::RATA_DIE;

/// The pattern of English dates in the letters of `strftime`.
const PATTERN: &str = "%B %-d, %Y";

/// A formatter of ICU4X for dates of any calendar.
pub type Icu = DateTimeFormatter<YMD>;

/// Makes a formatter of ICU4X for the calendar that the locale names.
#[must_use]
pub fn icu(tag: &str) -> Icu {
    let locale = Locale::try_from_str(tag).unwrap();
    DateTimeFormatter::try_new(locale.into(), YMD::long()).unwrap()
}

/// Returns the dates of days in the calendar of a formatter.
#[must_use]
pub fn icu_dates<'a>(formatter: &'a Icu, days: &[JulianDay]) -> Vec<Date<Ref<'a, AnyCalendar>>> {
    let dates = days.iter().map(|day| iso(*day));
    dates
        .map(|date| date.to_calendar(formatter.calendar()))
        .collect()
}

fn iso(day: JulianDay) -> Date<Iso> {
    let day = icu_calendar::types::RataDie::new(day.0 - RATA_DIE);
    Date::from_rata_die(day, Iso)
}

/// Writes each date with one formatter.
pub fn icu_write(formatter: &Icu, dates: &[Date<Ref<'_, AnyCalendar>>]) {
    let mut text = String::with_capacity(128);
    for date in dates {
        text.clear();
        let formatted = formatter.format_same_calendar(black_box(date)).unwrap();
        formatted.write_to(&mut text).unwrap();
        black_box(&text);
    }
}

/// Makes a formatter for each day, converts the day and writes it.
pub fn icu_request(tag: &str, days: &[JulianDay]) {
    let mut text = String::with_capacity(128);
    for day in days {
        text.clear();
        let formatter = icu(black_box(tag));
        let formatted = formatter.format(&iso(black_box(*day)));
        formatted.write_to(&mut text).unwrap();
        black_box(&text);
    }
}

/// Makes a formatter for each day, and does nothing with it.
pub fn icu_construct(tag: &str, days: &[JulianDay]) {
    let locale = Locale::try_from_str(tag).unwrap();
    for _ in days {
        let locale = black_box(&locale).into();
        black_box(&DateTimeFormatter::try_new(locale, YMD::long()).unwrap());
    }
}

/// Returns jiff's dates of days.
#[must_use]
pub fn jiff_dates(days: &[JulianDay]) -> Vec<jiff::civil::Date> {
    let begin = jiff::civil::date(1970, 1, 1);
    let since = |day: &JulianDay| jiff::Span::new().days(day.0 - JulianDay::UNIX_EPOCH.0);
    days.iter().map(|day| begin + since(day)).collect()
}

/// Writes each date.
pub fn jiff_write(dates: &[jiff::civil::Date]) {
    let mut text = String::with_capacity(128);
    for date in dates {
        text.clear();
        write!(text, "{}", black_box(date).strftime(PATTERN)).unwrap();
        black_box(&text);
    }
}

/// Reads each text.
pub fn jiff_parse(texts: &[String]) {
    for text in texts {
        black_box(jiff::civil::Date::strptime("%B %d, %Y", black_box(text)).unwrap());
    }
}

/// Returns chrono's dates of days.
#[must_use]
pub fn chrono_dates(days: &[JulianDay]) -> Vec<NaiveDate> {
    let begin = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
    let since = |day: &JulianDay| chrono::TimeDelta::days(day.0 - JulianDay::UNIX_EPOCH.0);
    days.iter().map(|day| begin + since(day)).collect()
}

/// Writes each date.
pub fn chrono_write(dates: &[NaiveDate]) {
    let mut text = String::with_capacity(128);
    for date in dates {
        text.clear();
        let formatted = black_box(date).format_localized(PATTERN, chrono::Locale::en_US);
        write!(text, "{formatted}").unwrap();
        black_box(&text);
    }
}

/// Reads each text.
pub fn chrono_parse(texts: &[String]) {
    for text in texts {
        black_box(NaiveDate::parse_from_str(black_box(text), "%B %d, %Y").unwrap());
    }
}
