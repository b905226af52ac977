//! `calreg month` and `calreg year`.

use crate::run::{calreg_with, failed, json, printed, text};

/// Prints a page. The mark of today is removed, since the day depends on when the test runs.
fn page(arguments: &[&str]) -> String {
    printed(arguments)
        .replace(['[', ']'], " ")
        .replace(" \n", "\n")
}

#[test]
fn month_prints_weeks_from_the_first_day_of_the_locale() {
    let american = "    February 2026
 Su Mo Tu We Th Fr Sa
  1  2  3  4  5  6  7
  8  9 10 11 12 13 14
 15 16 17 18 19 20 21
 22 23 24 25 26 27 28
";
    let british = "    February 2026
 Mo Tu We Th Fr Sa Su
                    1
  2  3  4  5  6  7  8
  9 10 11 12 13 14 15
 16 17 18 19 20 21 22
 23 24 25 26 27 28
";
    let february = ["month", "2026-02", "--locale"];
    assert_eq!(page(&[&february[..], &["en-US"]].concat()), american);
    assert_eq!(page(&[&february[..], &["en-GB"]].concat()), british);
    assert_eq!(page(&[&february[..], &["en-US", "-m"]].concat()), british);
    assert_eq!(page(&[&february[..], &["en-GB", "-s"]].concat()), american);
    let output = calreg_with(&[("LC_TIME", "en_GB.UTF-8")], &["month", "2026-02"]);
    let british = british.lines().nth(1);
    assert_eq!(text(&output.stdout).lines().nth(1), british);
}

#[test]
fn month_is_given_as_cal_accepts_it() {
    let february = page(&["month", "2026-02"]);
    for arguments in [&["month", "2026-2"][..], &["month", "2", "2026"]] {
        assert_eq!(page(arguments), february);
    }
    assert_eq!(page(&["month", "february", "2026"]), february);
    // Of the current year, which is the year of the page without a month.
    let title = |arguments: &[&str]| page(arguments).lines().next().unwrap().trim().to_owned();
    let current = title(&["month"]);
    let (_, year) = current.rsplit_once(' ').unwrap();
    assert_eq!(title(&["month", "11"]), format!("November {year}"));
    assert_eq!(title(&["month", "-0044-03"]), "March 44 BC");
}

#[test]
fn months_stand_side_by_side() {
    let three = "     January 2026           February 2026             March 2026
 Su Mo Tu We Th Fr Sa    Su Mo Tu We Th Fr Sa    Su Mo Tu We Th Fr Sa
              1  2  3     1  2  3  4  5  6  7     1  2  3  4  5  6  7
  4  5  6  7  8  9 10     8  9 10 11 12 13 14     8  9 10 11 12 13 14
 11 12 13 14 15 16 17    15 16 17 18 19 20 21    15 16 17 18 19 20 21
 18 19 20 21 22 23 24    22 23 24 25 26 27 28    22 23 24 25 26 27 28
 25 26 27 28 29 30 31                            29 30 31
";
    assert_eq!(page(&["month", "-3", "2026-02"]), three);
    // The calendar begins with this month.
    let first = page(&["month", "-3", "-2147483648-01"]);
    let header = first.lines().nth(1).unwrap();
    assert_eq!(header.matches("Su").count(), 2, "{first}");
}

#[test]
fn year_prints_all_months() {
    let year = page(&["year", "2026"]);
    assert_eq!(page(&["month", "2026"]), year);
    assert_eq!(page(&["month", "-y", "2026-05"]), year);
    assert_eq!(year.lines().next().unwrap().trim(), "2026");
    for month in ["January", "May", "December"] {
        assert_eq!(year.matches(month).count(), 1, "{year}");
    }
    let hebrew = page(&["year", "5787", "-c", "hebrew", "-l", "en"]);
    assert!(hebrew.contains("Adar I\n"), "{hebrew}");
    assert_eq!(hebrew.matches("Su Mo").count(), 13);
    // Three months stand side by side, so a week takes one line.
    assert!(hebrew.lines().all(|line| line.len() < 80), "{hebrew}");
    let ancient = page(&["year", "-44"]);
    assert!(ancient.trim_start().starts_with("44 BC\n"), "{ancient}");
    assert_eq!(ancient.matches("BC").count(), 1, "{ancient}");
    let current = page(&["year"]);
    assert_eq!(current.matches("Su Mo").count(), 12);
}

#[test]
fn week_numbers_follow_the_rule_of_the_locale() {
    let weeks = |locale: &str| {
        let page = page(&["month", "2026-01", "-w", "-l", locale]);
        let weeks = page.lines().skip(2);
        weeks
            .map(|week| week.get(..3).unwrap().trim().to_owned())
            .collect::<Vec<_>>()
    };
    // 1 January 2026 is a Thursday.
    assert_eq!(weeks("de"), ["1", "2", "3", "4", "5"]);
    assert_eq!(weeks("en-US"), ["1", "2", "3", "4", "5"]);
    let january = page(&["month", "2023-01", "-w", "-l", "de"]);
    assert!(january.contains("\n 52   "), "{january}");
}

#[test]
fn second_calendar_stands_beside_each_day() {
    let also = "           Gregorian / Hebrew
             November 2026
        Heshvan\u{2009}–\u{2009}Kislev 5787
    Su    Mo    Tu    We    Th    Fr    Sa
  1/21  2/22  3/23  4/24  5/25  6/26  7/27
  8/28  9/29 10/30 11/1  12/2  13/3  14/4
 15/5  16/6  17/7  18/8  19/9  20/10 21/11
 22/12 23/13 24/14 25/15 26/16 27/17 28/18
 29/19 30/20
";
    let page = page(&["month", "2026-11", "--also", "hebrew", "--locale", "en"]);
    let trimmed = |text: &str| {
        text.lines()
            .map(|line| line.trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(trimmed(&page), trimmed(also));
    // The cells are aligned.
    assert_eq!(
        page.lines().skip(3).collect::<Vec<_>>(),
        also.lines().skip(3).collect::<Vec<_>>()
    );
}

#[test]
fn month_follows_the_calendar_and_the_digits_of_the_locale() {
    let azar = "\u{200f}       ۱۴۰۵ آذر
\u{200f}  ش ۱ش ۲ش ۳ش ۴ش ۵ش  ج
\u{200f}     ۱  ۲  ۳  ۴  ۵  ۶
\u{200f}  ۷  ۸  ۹ ۱۰ ۱۱ ۱۲ ۱۳
\u{200f} ۱۴ ۱۵ ۱۶ ۱۷ ۱۸ ۱۹ ۲۰
\u{200f} ۲۱ ۲۲ ۲۳ ۲۴ ۲۵ ۲۶ ۲۷
\u{200f} ۲۸ ۲۹ ۳۰
";
    assert_eq!(page(&["month", "1405-09", "--locale", "fa"]), azar);
    let november = "      2026年11月
 日 月 火 水 木 金 土
  1  2  3  4  5  6  7
  8  9 10 11 12 13 14
 15 16 17 18 19 20 21
 22 23 24 25 26 27 28
 29 30
";
    assert_eq!(page(&["month", "2026-11", "--locale", "ja"]), november);
    let esfand = page(&["month", "--calendar", "jalali", "1403-12"]);
    assert!(esfand.ends_with(" 30\n"), "the leap day of 1403:\n{esfand}");
    assert!(esfand.trim_start().starts_with("Jalali\n"), "{esfand}");
}

#[test]
fn leap_month_and_approximate_month_are_marked() {
    let chinese = page(&["month", "2025-7", "-c", "chinese", "-l", "zh"]);
    assert!(chinese.contains("闰六月"), "{chinese}");
    let beyond = page(&["month", "1700-01", "-c", "umalqura", "-l", "en"]);
    assert!(
        beyond.contains("Muharram 1700 AH (approximate)"),
        "{beyond}"
    );
}

#[test]
fn month_json_has_every_day() {
    let view = json(&["month", "2026-02", "--json", "--also", "hebrew"]);
    assert_eq!(view["calendar"], "Gregorian");
    assert_eq!(view["weekdays"][0], "Sunday");
    let months = view["months"].as_array().unwrap();
    assert_eq!(months.len(), 1);
    assert_eq!(months[0]["title"], "February 2026");
    assert_eq!(months[0]["month_code"], "M02");
    let days = months[0]["days"].as_array().unwrap();
    assert_eq!(days.len(), 28);
    assert_eq!(days[27]["iso_date"], "2026-02-28");
    assert_eq!(days[27]["week"], 9);
    assert_eq!(days[27]["also"]["date"], "5786-06-11");
    let year = json(&["year", "5787", "-c", "hebrew", "--json"]);
    assert_eq!(year["months"].as_array().unwrap().len(), 13);
    assert_eq!(year["months"][5]["month_code"], "M05L");
}

#[test]
fn month_that_does_not_exist_is_an_error() {
    assert!(failed(1, &["month", "13"]).contains("the year has months 1 to 12"));
    assert!(failed(1, &["year", "0"]).contains("the year before 1 is -1"));
    let error = failed(1, &["month", "2026-11-22"]);
    assert!(error.contains("a month is written 11, 2026-11"), "{error}");
}

#[test]
fn month_marks_today_with_brackets_without_a_terminal() {
    for calendar in ["gregorian", "islamic"] {
        let page = printed(&["month", "--calendar", calendar]);
        let date = json(&["convert", "today", "--to", calendar, "--json"]);
        let day = date["to"][0]["day"].as_u64().unwrap();
        let mark = format!("[{day:>2}");
        // If the day changes during the test, the page marks the day before.
        assert!(
            page.contains(&mark) || page.matches('[').count() == 1,
            "{page}"
        );
        assert!(!page.contains('\u{1b}'), "{page:?}");
    }
}
