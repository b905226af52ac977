//! `calreg add`, `diff` and `weekday`.

use crate::run::{failed, json, piped, printed, text};

#[test]
fn add_prints_the_sum_in_the_calendar_of_the_date() {
    let sums = [
        (&["2026-01-31", "P1M"][..], "2026-02-28 Gregorian"),
        (&["2026-11-22", "-P1M2W"], "2026-10-08 Gregorian"),
        (&["2026-11-22", "1 year 2 months"], "2028-01-22 Gregorian"),
        (&["-0044-03-15", "-10d"], "-0044-03-05 Gregorian"),
        (
            &["-0044-03-15", "10 days ago", "-f", "julian"],
            "-0044-03-05 Julian",
        ),
        // The month after Adar I is the same month next year.
        (
            &["5784-M05L-06", "P1Y", "--from", "hebrew"],
            "5785-06-06 Hebrew",
        ),
        (&["2024-02-15[u-ca=hebrew]", "P1Y"], "5785-06-06 Hebrew"),
        (
            &["2025-08-01[u-ca=chinese]", "P1D"],
            "2025-07-09 Chinese (M06L)",
        ),
    ];
    for (arguments, sum) in sums {
        let arguments = [&["add"][..], arguments].concat();
        assert_eq!(printed(&arguments), format!("{sum}\n"), "{arguments:?}");
    }
    let view = json(&["add", "2026-11-22", "P3D", "--json", "-l", "de"]);
    assert_eq!(view["iso_date"], "2026-11-25");
    assert_eq!(view["text"], "25. November 2026");
}

#[test]
fn rule_decides_what_replaces_a_missing_day() {
    let add = ["add", "5774-M05L-30", "P1Y", "--from", "hebrew"];
    assert_eq!(printed(&add), "5775-06-29 Hebrew\n");
    let next = [&add[..], &["--overflow", "next"]].concat();
    assert_eq!(printed(&next), "5775-07-01 Hebrew\n");
    let reject = [&add[..], &["-o", "reject"]].concat();
    assert_eq!(
        failed(1, &reject),
        "error: Hebrew has no date 5774-06-30 + P1Y: the year has no month M05L\n"
    );
}

#[test]
fn add_reads_lines() {
    let output = piped(b"2026-01-31\nx\n2026-02-28\n", &["add", "-", "P1M"]);
    assert_eq!(
        text(&output.stdout),
        "2026-02-28 Gregorian\n2026-03-28 Gregorian\n"
    );
    assert!(text(&output.stderr).starts_with("error: line 2: "));
}

#[test]
fn diff_counts_in_the_largest_unit() {
    let diff = |options: &[&str]| printed(&[&["diff"][..], options].concat());
    let born = ["1991-08-30", "2026-11-22"];
    assert_eq!(diff(&born), "P35Y2M23D (12868 days)\n");
    let weeks = [&born[..], &["--unit", "weeks"]].concat();
    assert_eq!(diff(&weeks), "P1838W2D (12868 days)\n");
    assert_eq!(diff(&["2026-11-22", "2026-11-21"]), "-P1D (-1 day)\n");
    assert_eq!(diff(&["today"]), "P0D (0 days)\n");
    let view = json(&["diff", "5784-M05L-06", "5787-1-1", "-f", "hebrew", "-j"]);
    assert_eq!(view["span"], "P2Y6M24D");
    assert_eq!(view["total_days"], 940);
    assert_eq!(view["from"]["month_code"], "M05L");
}

#[test]
fn weekday_prints_its_name_in_the_locale() {
    let days = ["weekday", "2026-11-22", "20261123"];
    assert_eq!(printed(&days), "Sunday\nMonday\n");
    let german = [&days[..], &["--locale", "de"]].concat();
    assert_eq!(printed(&german), "Sonntag\nMontag\n");
    let view = json(&["weekday", "2027-01-01", "--json"]);
    assert_eq!(view["iso_week"], "2026-W53");
    assert_eq!(view["week"], "2027-W01");
    assert_eq!(view["number"], 5);
    assert_eq!(view["day_of_year"], 1);
}
