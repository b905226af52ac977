//! Compares texts with those of ICU 78, Intl and Qt 6.12, which `tests/data/text/` records.
#![allow(clippy::string_slice, reason = "a test may panic")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::*;
use crate::backend::MonthCode;
use crate::date::WeekRule;
use crate::iso::IsoDate;
use crate::text::cldr::{Row, Tables};
use crate::text::symbols::{Digits, LocalePattern, NamedMonth};
use crate::text::{Cldr, Context, Style, Width};
use crate::weekday::Weekday;
use crate::{Calendar, Registry};

/// The names of CLDR alone, without what a calendar brings.
struct OfCldr {
    row: Row,
    cldr: Cldr,
    calendar: Calendar,
    week_rule: WeekRule,
}

fn tables() -> &'static Tables {
    Tables::compiled()
}

impl OfCldr {
    fn new(locale: &str, id: &str, calendar: &Calendar) -> Self {
        let tag = match locale {
            "zh-HK" => "zh-Hant-HK",
            "zh-TW" => "zh-Hant",
            "pa-PK" => "pa-Arab",
            other => other,
        };
        let cldr = match id {
            "julian" | "milankovic" => Cldr::Gregorian,
            "jalali" => Cldr::Persian,
            id => Cldr::from_unicode_id(id).expect("a calendar of CLDR"),
        };
        // Of the locales in `patterns.csv`.
        let (first, minimal_days) = match locale {
            "de" | "cs" | "fi" | "fr" | "el" | "ru" => (Weekday::Monday, 4),
            "zh" => (Weekday::Monday, 1),
            "fa" | "ar-EG" => (Weekday::Saturday, 1),
            _ => (Weekday::Sunday, 1),
        };
        OfCldr {
            row: tables().row(tag).unwrap_or_else(|| panic!("no row {tag}")),
            cldr,
            calendar: calendar.clone(),
            week_rule: WeekRule::new(first, minimal_days).expect("a rule"),
        }
    }
}

impl Symbols for OfCldr {
    fn months(&self) -> Vec<NamedMonth> {
        let month = |code| NamedMonth {
            code,
            in_leap_year: false,
        };
        let count = if self.cldr == Cldr::Hebrew || self.calendar.is_lunisolar() {
            12
        } else {
            self.calendar.maximum_months_in_year()
        };
        let mut months: Vec<NamedMonth> = (1..=count)
            .filter_map(MonthCode::common)
            .map(month)
            .collect();
        if self.cldr == Cldr::Hebrew {
            months.extend(MonthCode::leap(5).map(month));
            let code = MonthCode::common(6).unwrap();
            months.push(NamedMonth {
                code,
                in_leap_year: true,
            });
        } else if self.calendar.is_lunisolar() {
            months.extend((1..=12).filter_map(MonthCode::leap).map(month));
        }
        months
    }
    fn month(&self, month: NamedMonth, width: Width, context: Context) -> Cow<'_, str> {
        tables()
            .month(self.row, self.cldr, month, width, context)
            .expect("a name")
    }
    fn numeric_leap_month(&self) -> (Cow<'_, str>, Cow<'_, str>) {
        let (before, after) = tables().numeric_leap_month(self.row, self.cldr);
        (before.into(), after.into())
    }
    fn weekday(&self, weekday: Weekday, width: Width, context: Context) -> Cow<'_, str> {
        tables()
            .weekday(self.row, self.cldr, weekday, width, context)
            .into()
    }
    fn quarter(&self, quarter: u8, width: Width, context: Context) -> Cow<'_, str> {
        tables()
            .quarter(self.row, self.cldr, quarter, width, context)
            .into()
    }
    fn era_count(&self) -> usize {
        self.calendar.eras().len()
    }
    fn era(&self, index: usize, width: Width) -> Cow<'_, str> {
        let code = self.calendar.eras()[index].code();
        tables()
            .era(self.row, self.cldr, code, width)
            .unwrap_or(code)
            .to_owned()
            .into()
    }
    fn cyclic_year(&self, number: u8) -> Option<Cow<'_, str>> {
        tables()
            .cyclic_year(self.row, self.cldr, number)
            .map(Cow::Borrowed)
    }
    fn digits(&self) -> Digits {
        tables()
            .digits(tables().default_numbering(self.row))
            .expect("decimal digits")
    }
    fn minus(&self) -> &str {
        tables().minus(self.row, tables().default_numbering(self.row))
    }
    fn style(&self, style: Style) -> LocalePattern<'_> {
        tables().style(self.row, self.cldr, style)
    }
    fn available_formats(&self) -> Vec<(Cow<'_, str>, LocalePattern<'_>)> {
        Vec::new()
    }
    fn interval_formats(&self) -> Vec<(Cow<'_, str>, char, Cow<'_, str>)> {
        Vec::new()
    }
    fn interval_fallback(&self) -> Cow<'_, str> {
        "{0} – {1}".into()
    }
    fn week_rule(&self) -> WeekRule {
        self.week_rule
    }
}

/// Returns the rows of a file of comma-separated values, with quoted fields as in RFC 4180.
fn csv(file: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/data/text/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a file of the tests");
    text.lines().skip(1).map(fields).collect()
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for piece in line.split_inclusive(['"', ',']) {
        let field = fields.last_mut().expect("one at least");
        if let Some(before) = piece.strip_suffix('"') {
            field.push_str(before);
            // Two quotes are one, which the second one writes.
            if !quoted && before.is_empty() && !field.is_empty() {
                field.push('"');
            }
            quoted = !quoted;
        } else if let Some(before) = piece.strip_suffix(',').filter(|_| !quoted) {
            field.push_str(before);
            fields.push(String::new());
        } else {
            field.push_str(piece);
        }
    }
    fields
}

/// The day of an ISO date.
fn iso(text: &str) -> JulianDay {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let mut number = || {
        parts
            .next()
            .expect("a part")
            .parse::<i64>()
            .expect("a number")
    };
    let date = IsoDate {
        year: sign * number(),
        month: u8::try_from(number()).expect("a month"),
        day: u8::try_from(number()).expect("a day"),
    };
    date.julian_day().expect("a day")
}

/// Texts that differ from the expected ones.
#[derive(Default)]
struct Differences {
    rows: usize,
    texts: BTreeMap<String, Vec<String>>,
}

impl Differences {
    fn compare(&mut self, what: &str, row: &[String], written: &str, expected: &str) {
        self.rows += 1;
        if written != expected {
            let text = format!("{written} instead of {expected} in {row:?}");
            self.texts.entry(what.to_owned()).or_default().push(text);
        }
    }

    /// Fails unless there are none, and `least` rows were compared.
    fn assert_none(self, least: usize) {
        let counts = self.texts.iter().map(|(what, texts)| (what, texts.len()));
        for texts in self.texts.values() {
            for text in texts.iter().take(4) {
                println!("{text}");
            }
        }
        let counts: Vec<_> = counts.collect();
        assert!(counts.is_empty(), "{counts:?} of {} rows", self.rows);
        assert!(self.rows >= least, "only {} rows", self.rows);
    }
}

fn write(compiled: &Compiled, calendar: &Calendar, day: JulianDay) -> String {
    let mut text = String::new();
    let date = calendar.date(day).expect("a date");
    compiled
        .append(calendar, day, date, &mut text)
        .expect("a text");
    assert!(text.len() <= compiled.max_len());
    text
}

#[test]
fn patterns_are_written_as_by_icu() {
    let registry = Registry::with_builtins();
    let mut differences = Differences::default();
    for row in csv("patterns.csv") {
        let [locale, id, pattern, date, expected] = row.as_slice() else {
            panic!("five fields: {row:?}");
        };
        if excluded_pattern(id, pattern) {
            continue;
        }
        let calendar = registry.resolve(id).expect("a built-in calendar");
        let symbols = OfCldr::new(locale, id, &calendar);
        let compiled = Compiled::new(
            &Pattern::uts35(pattern).expect("a pattern"),
            "",
            &symbols,
            &calendar,
        );
        let written = write(&compiled.expect("a formatter"), &calendar, iso(date));
        differences.compare(&format!("{id} {pattern}"), &row, &written, expected);
    }
    differences.assert_none(5000);
}

/// Rows that this crate writes otherwise than ICU 78.
fn excluded_pattern(id: &str, pattern: &str) -> bool {
    let has = |letters: &str| pattern.contains(|letter| letters.contains(letter));
    match id {
        // ICU leaves the month out.
        "iso8601" => true,
        // ICU has the year in its cycle for a year, and the number of the cycle for an era.
        "chinese" | "dangi" => has("yG"),
        // ICU has the Gregorian year for the extended year.
        "buddhist" | "roc" => has("uY"),
        // ICU adds a constant, and so has the year in which the calendar's year ends. UTS 35 defines
        // the year in which it begins. In `ethioaa`, the constant is wrong.
        "coptic" | "ethiopic" | "ethioaa" | "hebrew" | "indian" | "persian" => pattern == "r",
        _ => false,
    }
}

#[test]
fn styles_are_written_as_by_icu() {
    let registry = Registry::with_builtins();
    let mut differences = Differences::default();
    for row in csv("styles.csv") {
        let [locale, id, style, date, expected] = row.as_slice() else {
            panic!("five fields: {row:?}");
        };
        let style = match style.as_str() {
            "full" => Style::Full,
            "long" => Style::Long,
            "medium" => Style::Medium,
            _ => Style::Short,
        };
        let calendar = registry.resolve(id).expect("a built-in calendar");
        let symbols = OfCldr::new(locale, id, &calendar);
        let LocalePattern { pattern, numbers } = symbols.style(style);
        if id == "iso8601" || (id == "chinese" || id == "dangi") && pattern.contains('y') {
            continue;
        }
        let compiled = Compiled::new(
            &Pattern::uts35(&pattern).expect("a pattern"),
            &numbers,
            &symbols,
            &calendar,
        );
        let written = write(&compiled.expect("a formatter"), &calendar, iso(date));
        differences.compare(
            &format!("{id} {pattern} {numbers}"),
            &row,
            &written,
            expected,
        );
    }
    differences.assert_none(7000);
}

#[test]
fn parts_are_those_of_intl() {
    let registry = Registry::with_builtins();
    let mut differences = Differences::default();
    for row in csv("parts.csv") {
        let [locale, id, _, date, expected] = row.as_slice() else {
            panic!("five fields: {row:?}");
        };
        if id == "iso8601" {
            continue;
        }
        let calendar = registry.resolve(id).expect("a built-in calendar");
        let symbols = OfCldr::new(locale, id, &calendar);
        let LocalePattern { pattern, numbers } = symbols.style(Style::Full);
        let pattern = Pattern::uts35(&pattern).expect("a pattern");
        let compiled = Compiled::new(&pattern, &numbers, &symbols, &calendar).expect("a formatter");
        let day = iso(date);
        let text = write(&compiled, &calendar, day);
        let date = calendar.date(day).expect("a date");
        let parts = compiled.parts(&calendar, day, date).expect("parts");
        let parts: Vec<String> = parts
            .map(|(part, range)| format!("{}={}", part.name(), &text[range]))
            .collect();
        differences.compare(id, &row, &parts.join("|"), expected);
    }
    differences.assert_none(45);
}

#[test]
fn qt_patterns_are_written_as_by_qt() {
    let registry = Registry::with_builtins();
    let mut differences = Differences::default();
    for row in csv("qt_format.csv") {
        let [locale, id, pattern, date, expected] = row.as_slice() else {
            panic!("five fields: {row:?}");
        };
        let calendar = registry.resolve(id).expect("a built-in calendar");
        let locale = locale.replace('_', "-");
        let language = locale.split('-').next().unwrap_or_default();
        let tag = if tables().row(&locale).is_some() || locale == "zh-TW" {
            locale.as_str()
        } else {
            language
        };
        let symbols = OfCldr::new(tag, id, &calendar);
        // Qt has no year 0: its year −44 is −43 in ISO 8601.
        let day = match date.strip_prefix("-0044") {
            Some(rest) => iso(&format!("-0043{rest}")),
            None => iso(date),
        };
        let pattern_read = Pattern::qt(pattern).expect("a pattern");
        let compiled = Compiled::new(&pattern_read, "", &symbols, &calendar).expect("a formatter");
        let written = write(&compiled, &calendar, day);
        // Qt takes names that CLDR marks as unconfirmed.
        let unconfirmed = ["ckb-IQ", "uk-UA"].contains(&locale.as_str());
        if unconfirmed && id != "gregory" && pattern.contains("MMM") {
            continue;
        }
        differences.compare(&format!("{locale} {id}"), &row, &written, expected);
    }
    differences.assert_none(2000);
}

#[test]
fn eras_are_those_of_intl() {
    let registry = Registry::with_builtins();
    let mut differences = Differences::default();
    for row in csv("eras.csv") {
        let [locale, id, width, date, expected] = row.as_slice() else {
            panic!("five fields: {row:?}");
        };
        // ICU counts backward from the first era; this crate has another era before it, or counts on.
        let before = date.starts_with("-0043") || date.starts_with("0500");
        if before && ["coptic", "islamic-civil", "japanese"].contains(&id.as_str()) {
            continue;
        }
        let pattern = match width.as_str() {
            "long" => "GGGG",
            "short" => "G",
            _ => "GGGGG",
        };
        let calendar = registry.resolve(id).expect("a built-in calendar");
        let symbols = OfCldr::new(locale, id, &calendar);
        let pattern = Pattern::uts35(pattern).expect("a pattern");
        let compiled = Compiled::new(&pattern, "", &symbols, &calendar).expect("a formatter");
        let written = write(&compiled, &calendar, iso(date));
        // Intl puts the rest of the date around it, and has spaces for other spaces.
        let plain = written.replace('\u{202f}', " ");
        let found = if !plain.is_empty() && expected.contains(&plain) {
            &written
        } else {
            ""
        };
        differences.compare(&format!("{locale} {id} {width}"), &row, &written, found);
    }
    differences.assert_none(550);
}
