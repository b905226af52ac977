//! `calreg month`.

use crate::run::{json, printed};

#[test]
fn month_prints_weeks_from_monday() {
    let page = "  Gregorian 2026-02
 Mo Tu We Th Fr Sa Su
                    1
  2  3  4  5  6  7  8
  9 10 11 12 13 14 15
 16 17 18 19 20 21 22
 23 24 25 26 27 28
";
    // In February 2026 the page would mark the current day.
    let unmarked = printed(&["month", "2026-02"]).replace(['[', ']'], " ");
    let trimmed: Vec<_> = unmarked.lines().map(str::trim_end).collect();
    assert_eq!(trimmed, page.lines().collect::<Vec<_>>());
    let esfand = printed(&["month", "--calendar", "jalali", "1403-12"]);
    assert!(esfand.starts_with("   Jalali 1403-12\n"), "{esfand}");
    assert!(esfand.ends_with(" 30\n"), "the leap day of 1403:\n{esfand}");
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
