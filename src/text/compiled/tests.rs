//! Dates are written in hand-made languages.
#![allow(clippy::string_slice, reason = "a test may panic")]

#[cfg(feature = "cldr")]
mod oracle;

use std::borrow::Cow;

use super::*;
use crate::backend::{Backend, Era, MonthCode, Properties};
use crate::calendars::{Chinese, Coptic, Gregorian, Hebrew, Iso, Japanese};
use crate::date::WeekRule;
use crate::text::symbols::{Digits, LocalePattern, NamedMonth};
use crate::text::{Context, Style, Width};
use crate::weekday::Weekday;
use crate::{Calendar, DateError};

const LATIN: Digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const PERSIAN: Digits = ['۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹'];

/// Symbols of a made-up language.
struct Made {
    months: Vec<NamedMonth>,
    names: fn(NamedMonth, Width, Context) -> String,
    eras: &'static [&'static str],
    leap: (&'static str, &'static str),
    cycle: bool,
    digits: Digits,
    week_rule: WeekRule,
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn common(months: u8) -> Vec<NamedMonth> {
    let codes = (1..=months).filter_map(MonthCode::common);
    codes
        .map(|code| NamedMonth {
            code,
            in_leap_year: false,
        })
        .collect()
}

fn english(month: NamedMonth, width: Width, _: Context) -> String {
    let name = ENGLISH[usize::from(month.code.number()) - 1];
    match width {
        Width::Wide => name.to_owned(),
        Width::Narrow => name[..1].to_owned(),
        _ => name[..3].to_owned(),
    }
}

fn hebrew(month: NamedMonth, width: Width, context: Context) -> String {
    match (
        month.code.number(),
        month.code.is_leap(),
        month.in_leap_year,
    ) {
        (5, true, _) => "Adar I".to_owned(),
        (6, _, true) => "Adar II".to_owned(),
        (6, _, _) => "Adar".to_owned(),
        _ => code(month, width, context),
    }
}

fn code(month: NamedMonth, _: Width, context: Context) -> String {
    match context {
        Context::Format => month.code.to_string(),
        Context::Standalone => format!("<{}>", month.code),
    }
}

impl Made {
    fn english() -> Self {
        Made {
            months: common(12),
            names: english,
            eras: &["AD", "BC"],
            leap: ("", ""),
            cycle: false,
            digits: LATIN,
            week_rule: WeekRule::new(Weekday::Sunday, 1).expect("a rule"),
        }
    }
}

impl Symbols for Made {
    fn months(&self) -> Vec<NamedMonth> {
        self.months.clone()
    }
    fn month(&self, month: NamedMonth, width: Width, context: Context) -> Cow<'_, str> {
        (self.names)(month, width, context).into()
    }
    fn numeric_leap_month(&self) -> (Cow<'_, str>, Cow<'_, str>) {
        (self.leap.0.into(), self.leap.1.into())
    }
    fn weekday(&self, weekday: Weekday, width: Width, _: Context) -> Cow<'_, str> {
        let name = weekday.name();
        match width {
            Width::Wide => name.into(),
            Width::Abbreviated => name[..3].into(),
            Width::Short => name[..2].into(),
            Width::Narrow => name[..1].into(),
        }
    }
    fn quarter(&self, quarter: u8, width: Width, _: Context) -> Cow<'_, str> {
        match width {
            Width::Wide => format!("quarter {quarter}").into(),
            _ => format!("Q{quarter}").into(),
        }
    }
    fn era_count(&self) -> usize {
        self.eras.len()
    }
    fn era(&self, index: usize, _: Width) -> Cow<'_, str> {
        self.eras[index].into()
    }
    fn cyclic_year(&self, number: u8) -> Option<Cow<'_, str>> {
        self.cycle.then(|| format!("year-{number}").into())
    }
    fn digits(&self) -> Digits {
        self.digits
    }
    fn minus(&self) -> &str {
        "−"
    }
    fn style(&self, _: Style) -> LocalePattern<'_> {
        LocalePattern {
            pattern: "".into(),
            numbers: "".into(),
        }
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

fn compile(pattern: &str, numbers: &str, symbols: &Made, calendar: &Calendar) -> Compiled {
    let pattern = Pattern::uts35(pattern).expect("a pattern");
    Compiled::new(&pattern, numbers, symbols, calendar).expect("a formatter")
}

/// Writes a date in all ways, and returns the text.
fn write(compiled: &Compiled, calendar: &Calendar, date: YearMonthDay) -> String {
    let day = calendar.julian_day(date).expect("a date");
    let mut text = String::from("> ");
    compiled
        .append(calendar, day, date, &mut text)
        .expect("a text");
    let text = text.split_off(2);
    for length in text.len()..text.len() + 40 {
        let mut buffer = vec![0; length];
        assert_eq!(
            compiled.write(calendar, day, date, &mut buffer),
            Ok(text.as_str())
        );
    }
    for length in 0..text.len() {
        let needed = text.len();
        let mut buffer = vec![0; length];
        let written = compiled.write(calendar, day, date, &mut buffer);
        assert_eq!(written, Err(FormatError::TooShort { needed }));
    }
    let displayed = compiled
        .display(calendar, day, date)
        .expect("a text")
        .to_string();
    assert_eq!(displayed, text);
    let parts = compiled.parts(calendar, day, date).expect("parts");
    let joined: String = parts.map(|(_, range)| &text[range]).collect();
    assert_eq!(joined, text);
    assert!(
        text.len() <= compiled.max_len(),
        "{text} has at most {} bytes",
        compiled.max_len()
    );
    text
}

fn text(
    pattern: &str,
    numbers: &str,
    symbols: &Made,
    backend: impl Backend,
    date: (i32, u8, u8),
) -> String {
    let calendar = Calendar::from(backend);
    let compiled = compile(pattern, numbers, symbols, &calendar);
    write(
        &compiled,
        &calendar,
        YearMonthDay::new(date.0, date.1, date.2),
    )
}

#[test]
fn every_letter_shows_its_field() {
    let english = Made::english();
    for (pattern, expected) in [
        ("EEEE, d MMMM y G", "Sunday, 22 November 2026 AD"),
        ("d.M.yy", "22.11.26"),
        ("dd.MM.yyyyyy", "22.11.002026"),
        ("MMM MMMMM LLL LLLLL", "Nov N Nov N"),
        ("E EEEEE EEEEEE", "Sun S Su"),
        ("e ee eee eeee eeeee eeeeee", "1 01 Sun Sunday S Su"),
        ("c cc ccc cccc ccccc cccccc", "1 1 Sun Sunday S Su"),
        (
            "Q QQ QQQ QQQQ q qq qqq qqqq",
            "4 04 Q4 quarter 4 4 04 Q4 quarter 4",
        ),
        ("w ww Y YY W F D DDD", "48 48 2026 26 4 4 326 326"),
        ("u uu uuuuu r U g", "2026 2026 02026 2026 2026 2461367"),
        ("'d' ''d''", "d '22'"),
        ("", ""),
    ] {
        assert_eq!(
            text(pattern, "", &english, Gregorian, (2026, 11, 22)),
            expected,
            "{pattern}"
        );
    }
    assert_eq!(
        text("DDD D W", "", &english, Gregorian, (2026, 1, 1)),
        "001 1 1"
    );
    assert_eq!(
        text("Y w", "", &english, Gregorian, (2026, 12, 31)),
        "2027 1"
    );
    let iso = Made {
        week_rule: WeekRule::ISO,
        ..Made::english()
    };
    assert_eq!(
        text("e c Y w W", "", &iso, Gregorian, (2027, 1, 3)),
        "7 7 2026 53 0"
    );
}

#[test]
fn years_are_counted_by_their_letters() {
    let english = Made::english();
    for (pattern, expected) in [
        ("y G", "44 BC"),
        ("u", "−43"),
        ("uuuu", "−0043"),
        ("yy", "44"),
        ("r", "−43"),
    ] {
        // The Julian year −44 begins on 29 December of the Gregorian year −43.
        assert_eq!(
            text(pattern, "", &english, Gregorian, (-44, 3, 15)),
            expected,
            "{pattern}"
        );
    }
    // `Iso` has no eras.
    let no_eras = Made {
        eras: &[],
        ..Made::english()
    };
    assert_eq!(
        text("y yyyy yy G.", "", &no_eras, Iso, (-5, 1, 1)),
        "−5 −0005 −05 ."
    );
    for (year, expected) in [
        (i32::MIN, "−2147483648 −48 −2147483648"),
        (i32::MAX, "2147483647 47 2147483647"),
        (0, "0 00 0"),
        (9, "9 09 9"),
        (123_456, "123456 56 123456"),
    ] {
        let calendar = Calendar::from(Endless);
        let compiled = compile("y yy u", "", &no_eras, &calendar);
        assert_eq!(
            write(&compiled, &calendar, YearMonthDay::new(year, 1, 1)),
            expected
        );
    }
}

#[test]
fn qt_year_keeps_its_sign_and_counts_it_as_a_digit() {
    let english = Made::english();
    let calendar = Calendar::from(Gregorian);
    let write_qt = |pattern, year| {
        let pattern = Pattern::qt(pattern).expect("a pattern");
        let compiled = Compiled::new(&pattern, "", &english, &calendar).expect("a formatter");
        write(&compiled, &calendar, YearMonthDay::new(year, 3, 15))
    };
    assert_eq!(
        write_qt("dddd, d. MMMM yyyy", -44),
        "Friday, 15. March −0044"
    );
    assert_eq!(write_qt("dMyy", -44), "153−44");
    assert_eq!(write_qt("yyy", -1), "−1y");
    assert_eq!(write_qt("yyyyy MMMMM", 622), "0622y March3");
}

#[test]
fn japanese_year_is_that_of_the_era() {
    let eras = &["Reiwa", "Heisei", "Showa", "Taisho", "Meiji", "CE", "BCE"];
    let japanese = Made {
        eras,
        ..Made::english()
    };
    let text = |date| text("Gy年M月d日", "y=jpanyear", &japanese, Japanese, date);
    assert_eq!(text((2026, 11, 22)), "Reiwa8年11月22日");
    assert_eq!(text((2019, 5, 1)), "Reiwa元年5月1日");
    assert_eq!(text((2019, 4, 30)), "Heisei31年4月30日");
    assert_eq!(text((1873, 1, 1)), "Meiji6年1月1日");
    assert_eq!(text((-5, 1, 1)), "BCE6年1月1日");
}

#[test]
fn hebrew_months_have_the_names_of_their_year_and_the_number_of_their_place() {
    let mut months = common(12);
    months.push(NamedMonth {
        code: MonthCode::leap(5).unwrap(),
        in_leap_year: false,
    });
    months.push(NamedMonth {
        code: MonthCode::common(6).unwrap(),
        in_leap_year: true,
    });
    let symbols = Made {
        months,
        names: hebrew,
        eras: &["AM"],
        ..Made::english()
    };
    let text = |numbers, date| text("d MMMM M y", numbers, &symbols, Hebrew, date);
    assert_eq!(text("", (5784, 6, 1)), "1 Adar I 6 5784");
    assert_eq!(text("", (5784, 7, 5)), "5 Adar II 7 5784");
    assert_eq!(text("", (5783, 6, 10)), "10 Adar 6 5783");
    assert_eq!(text("", (5783, 7, 10)), "10 M07 7 5783");
    assert_eq!(text("hebr", (5787, 3, 15)), "ט״ו M03 ג׳ תשפ״ז");
    assert_eq!(text("hebr", (6001, 3, 16)), "ט״ז M03 ג׳ ו׳א׳");
}

#[test]
fn chinese_months_have_a_mark_and_years_a_name() {
    let mut months = common(12);
    let leap = (1..=12).filter_map(MonthCode::leap);
    months.extend(leap.map(|code| NamedMonth {
        code,
        in_leap_year: false,
    }));
    let symbols = Made {
        months,
        names: code,
        eras: &[],
        leap: ("闰", "bis"),
        cycle: true,
        ..Made::english()
    };
    // 1 April 2023 is in the leap month after the second.
    let text = |pattern, date| text(pattern, "d=hanidays;y=hanidec", &symbols, Chinese, date);
    let leap = (2023, 3, 11);
    assert_eq!(
        text("r U MMMM LLLL d", leap),
        "2023 year-40 M02L <M02L> 十一"
    );
    assert_eq!(text("y-MM-d M", leap), "二〇二三-闰02bis-十一 闰2bis");
    assert_eq!(text("y-MM-dd", (2023, 4, 1)), "二〇二三-03-初一");
    assert_eq!(text("UUUU", (1984, 1, 1)), "year-1");
    assert_eq!(text("UUUU", (1983, 1, 1)), "year-60");
    assert_eq!(text("U G", (-60, 1, 1)), "year-57 ");
}

#[test]
fn thirteenth_month_belongs_to_the_last_quarter() {
    let symbols = Made {
        months: common(13),
        names: code,
        ..Made::english()
    };
    assert_eq!(
        text("d MMMM Q M", "", &symbols, Coptic, (1742, 13, 5)),
        "5 M13 4 13"
    );
    assert_eq!(text("Q", "", &symbols, Coptic, (1742, 9, 5)), "3");
}

#[test]
fn digits_are_those_of_the_locale() {
    let persian = Made {
        digits: PERSIAN,
        ..Made::english()
    };
    let text = |numbers| text("yyyy/MM/d", numbers, &persian, Gregorian, (2026, 1, 9));
    assert_eq!(text(""), "۲۰۲۶/۰۱/۹");
    assert_eq!(text("M=romanlow"), "۲۰۲۶/i/۹");
    assert_eq!(text("y=latn;d=hanidec"), "2026/۰۱/九");
    let pattern = Pattern::uts35("y").expect("a pattern");
    let error = Compiled::new(&pattern, "y=x", &persian, &Calendar::from(Gregorian));
    assert_eq!(error.map(|_| ()), Err(FormatterError::Numbering));
}

#[test]
fn parts_are_those_of_the_pattern() {
    let calendar = Calendar::from(Gregorian);
    let compiled = compile("EEE d. MMM y G", "", &Made::english(), &calendar);
    let date = YearMonthDay::new(2026, 11, 22);
    let day = calendar.julian_day(date).expect("a date");
    let parts: Vec<_> = compiled
        .parts(&calendar, day, date)
        .expect("parts")
        .collect();
    let expected = [
        (Part::Weekday, 0..3),
        (Part::Literal, 3..4),
        (Part::Day, 4..6),
        (Part::Literal, 6..8),
        (Part::Month, 8..11),
        (Part::Literal, 11..12),
        (Part::Year, 12..16),
        (Part::Literal, 16..17),
        (Part::Era, 17..19),
    ];
    assert_eq!(parts, expected);
    assert_eq!(compiled.pattern(), "EEE d. MMM y G");
}

/// Thirty days a month, without end.
struct Endless;

impl Backend for Endless {
    fn names(&self) -> Vec<&str> {
        vec!["Endless"]
    }
    fn properties(&self) -> Properties {
        Properties::solar().month_lengths(30, 30).year_zero(true)
    }
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let months = i64::from(date.year) * 12 + i64::from(date.month) - 1;
        Ok(JulianDay::new(months * 30 + i64::from(date.day) - 1))
    }
    fn date(&self, _: JulianDay) -> Result<YearMonthDay, DateError> {
        Err(DateError::Overflow)
    }
    fn is_leap_year(&self, _: i32) -> bool {
        false
    }
    fn days_in_month(&self, _: Option<i32>, _: u8) -> Result<u8, DateError> {
        Ok(30)
    }
}

/// A calendar whose every answer about months and days is wrong, with an era that counts as far as
/// it can.
struct Wrong;

impl Backend for Wrong {
    fn names(&self) -> Vec<&str> {
        vec!["Wrong"]
    }
    fn properties(&self) -> Properties {
        Properties::lunisolar().months(0, 255)
    }
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        Ok(if date.day.is_multiple_of(2) {
            JulianDay::MAX
        } else {
            JulianDay::MIN
        })
    }
    fn date(&self, _: JulianDay) -> Result<YearMonthDay, DateError> {
        Err(DateError::Overflow)
    }
    fn is_leap_year(&self, _: i32) -> bool {
        true
    }
    fn days_in_month(&self, _: Option<i32>, month: u8) -> Result<u8, DateError> {
        Ok(month)
    }
    fn months_in_year(&self, _: i32) -> Result<u8, DateError> {
        Ok(255)
    }
    fn leap_month(&self, _: i32) -> Result<Option<u8>, DateError> {
        Ok(Some(200))
    }
    fn eras(&self) -> &[Era] {
        static ERAS: [Era; 1] = [Era::backward("x", i32::MAX)];
        &ERAS
    }
}

#[test]
fn wrong_calendar_fails_without_a_panic() {
    let calendar = Calendar::from(Wrong);
    let english = Made {
        months: common(99),
        names: code,
        ..Made::english()
    };
    for pattern in [
        "y", "yy", "Y", "u", "U", "r", "Q", "QQQ", "M", "MMMM", "LLLL", "w", "W", "d", "D", "F",
        "g", "E", "e", "c", "G",
    ] {
        let compiled = compile(pattern, "", &english, &calendar);
        for year in [i32::MIN, -1, 0, 1, i32::MAX] {
            for month in [0, 1, 100, 199, 200, 201, 255] {
                for day in [JulianDay::MIN, JulianDay::new(0), JulianDay::MAX] {
                    let date = YearMonthDay::new(year, month, 255);
                    let mut text = String::new();
                    let result = compiled.append(&calendar, day, date, &mut text);
                    assert!(result.is_ok() || text.is_empty());
                    assert!(text.len() <= compiled.max_len());
                }
            }
        }
    }
}

#[test]
fn month_without_a_name_is_an_error() {
    let calendar = Calendar::from(Endless);
    let compiled = compile("MMMM", "", &Made::english(), &calendar);
    let date = YearMonthDay::new(1, 13, 1);
    let result = compiled.append(&calendar, JulianDay::new(0), date, &mut String::new());
    assert_eq!(
        result,
        Err(FormatError::Date(DateError::Month {
            month: 13,
            last: 12
        }))
    );
    let hebrew = Calendar::from(Hebrew);
    let compiled = compile(
        "MMMM",
        "",
        &Made {
            names: code,
            ..Made::english()
        },
        &hebrew,
    );
    let date = YearMonthDay::new(5784, 6, 1);
    let result = compiled.append(&hebrew, JulianDay::new(0), date, &mut String::new());
    assert_eq!(
        result,
        Err(FormatError::Month {
            code: MonthCode::leap(5).unwrap()
        })
    );
}

#[test]
fn calendar_is_asked_only_for_what_the_pattern_shows() {
    let calendar = Calendar::from(Unasked);
    let english = Made {
        eras: &["x"],
        ..Made::english()
    };
    let date = YearMonthDay::new(2026, 11, 22);
    let compiled = compile(
        "EEEE d MMMM LLL MM y yy u G Q QQQ q e c F g U",
        "",
        &english,
        &calendar,
    );
    let day = JulianDay::new(2_461_367);
    let mut text = String::new();
    compiled
        .append(&calendar, day, date, &mut text)
        .expect("a text");
    assert_eq!(
        text,
        "Sunday 22 November Nov 11 2026 26 2026 x 4 Q4 4 1 1 4 2461367 2026"
    );
    for pattern in ["D", "w", "W", "r", "Y"] {
        let compiled = compile(pattern, "", &english, &calendar);
        let result = compiled.append(&calendar, day, date, &mut String::new());
        assert_eq!(
            result,
            Err(FormatError::Date(DateError::Overflow)),
            "{pattern}"
        );
    }
}

/// A calendar that answers nothing about dates.
struct Unasked;

impl Backend for Unasked {
    fn names(&self) -> Vec<&str> {
        vec!["Unasked"]
    }
    fn properties(&self) -> Properties {
        Properties::solar()
    }
    fn julian_day(&self, _: YearMonthDay) -> Result<JulianDay, DateError> {
        Err(DateError::Overflow)
    }
    fn date(&self, _: JulianDay) -> Result<YearMonthDay, DateError> {
        Err(DateError::Overflow)
    }
    fn is_leap_year(&self, _: i32) -> bool {
        panic!("not asked for");
    }
    fn days_in_month(&self, _: Option<i32>, _: u8) -> Result<u8, DateError> {
        Err(DateError::Overflow)
    }
    fn eras(&self) -> &[Era] {
        static ERAS: [Era; 1] = [Era::unbounded("x", 1)];
        &ERAS
    }
}
