use super::{calendar, csv, row};
use crate::MonthCode;
use crate::text::cldr::{Row, Tables};
use crate::text::symbols::NamedMonth;
use crate::text::{Cldr, Context, Style, Width};
use crate::weekday::Weekday;

fn tables() -> &'static Tables {
    Tables::compiled()
}

fn width(name: &str) -> Width {
    match name {
        "wide" => Width::Wide,
        "abbreviated" => Width::Abbreviated,
        "short" => Width::Short,
        "narrow" => Width::Narrow,
        _ => panic!("width {name}"),
    }
}

/// The months in ICU's order.
fn months(calendar: Cldr) -> Vec<NamedMonth> {
    let common = |number| MonthCode::common(number).unwrap();
    let codes: Vec<MonthCode> = match calendar {
        Cldr::Hebrew => (1..=5)
            .map(common)
            .chain(MonthCode::leap(5))
            .chain((6..=12).map(common))
            .chain([common(6)])
            .collect(),
        Cldr::Coptic | Cldr::Ethiopic | Cldr::EthiopicAmeteAlem => (1..=13).map(common).collect(),
        _ => (1..=12).map(common).collect(),
    };
    codes
        .into_iter()
        .enumerate()
        .map(|(index, code)| NamedMonth {
            code,
            in_leap_year: index == 13,
        })
        .collect()
}

/// The names of one row of `names.csv`.
fn names(row: Row, calendar: Cldr, kind: &str, context: Context, of_width: &str) -> Vec<String> {
    match kind {
        "month" => months(calendar)
            .into_iter()
            .map(|month| {
                tables()
                    .month(row, calendar, month, width(of_width), context)
                    .unwrap()
                    .into_owned()
            })
            .collect(),
        "weekday" => [7, 1, 2, 3, 4, 5, 6]
            .map(|number| Weekday::from_number(number).unwrap())
            .map(|day| {
                tables()
                    .weekday(row, calendar, day, width(of_width), context)
                    .to_owned()
            })
            .to_vec(),
        "era" => tables()
            .era_codes(row, calendar)
            .filter(|code| calendar != Cldr::Japanese || !matches!(*code, "bce" | "ce"))
            .map(|code| {
                tables()
                    .era(row, calendar, code, width(of_width))
                    .unwrap()
                    .to_owned()
            })
            .collect(),
        "cyclic" => (1..=60)
            .map(|number| {
                tables()
                    .cyclic_year(row, calendar, number)
                    .unwrap()
                    .to_owned()
            })
            .collect(),
        "leap" => leap_patterns(row, calendar),
        _ => panic!("kind {kind}"),
    }
}

/// The patterns of leap months, found again from the names.
fn leap_patterns(row: Row, calendar: Cldr) -> Vec<String> {
    let mut patterns = Vec::new();
    for context in [Context::Format, Context::Standalone] {
        for width in [Width::Wide, Width::Abbreviated, Width::Narrow] {
            let name = |code| {
                let month = NamedMonth {
                    code,
                    in_leap_year: true,
                };
                tables()
                    .month(row, calendar, month, width, context)
                    .unwrap()
                    .into_owned()
            };
            let (common, leap) = (
                name(MonthCode::common(4).unwrap()),
                name(MonthCode::leap(4).unwrap()),
            );
            patterns.push(leap.replacen(&common, "{0}", 1));
        }
    }
    let (before, after) = tables().numeric_leap_month(row, calendar);
    patterns.push(format!("{before}{{0}}{after}"));
    patterns
}

#[test]
fn names_are_those_of_icu() {
    let mut different = Vec::new();
    let rows = csv("names.csv");
    for fields in &rows {
        let [locale, id, kind, context, width, expected] = &fields[..] else {
            panic!("{fields:?}")
        };
        let context = if context == "standalone" {
            Context::Standalone
        } else {
            Context::Format
        };
        let found = names(row(locale), calendar(id), kind, context, width).join("|");
        // The era of the Coptic calendar is CLDR's second one; ICU has an empty name for the first.
        // Chinese dates have no era; ICU has the first of the Gregorian calendar for them.
        let expected = expected.strip_prefix('|').unwrap_or(expected);
        let no_era = kind == "era" && matches!(id.as_str(), "chinese" | "dangi");
        if found != expected && !no_era {
            different.push(format!("{fields:?}: {found}"));
        }
    }
    assert_eq!(rows.len(), 3_720);
    assert!(
        different.is_empty(),
        "{}: {:#?}",
        different.len(),
        &different[..different.len().min(40)]
    );
}

#[test]
fn styles_are_those_of_icu() {
    let mut different = Vec::new();
    let rows = csv("style_patterns.csv");
    for fields in &rows {
        let [locale, id, style, expected] = &fields[..] else {
            panic!("{fields:?}")
        };
        let style = match style.as_str() {
            "full" => Style::Full,
            "long" => Style::Long,
            "medium" => Style::Medium,
            _ => Style::Short,
        };
        let found = tables().style(row(locale), calendar(id), style);
        if found.pattern != *expected {
            different.push(format!("{fields:?}: {found:?}"));
        }
    }
    assert_eq!(rows.len(), 1_992);
    assert!(
        different.is_empty(),
        "{}: {:#?}",
        different.len(),
        &different[..different.len().min(40)]
    );
}

/// Where CLDR has a pattern for exactly this skeleton, ICU's best pattern is that one, with `EEE` for
/// `E`, which means the same.
#[test]
fn available_formats_are_those_of_icu() {
    let mut compared = 0;
    let mut different = Vec::new();
    for fields in &csv("skeletons.csv") {
        let [locale, id, skeleton, expected] = &fields[..] else {
            panic!("{fields:?}")
        };
        let mut formats = tables().available_formats(row(locale), calendar(id));
        if let Some((_, found)) = formats.find(|(key, _)| key == skeleton) {
            compared += 1;
            if found.pattern != *expected
                && !expected.contains("EEEE")
                && found.pattern != expected.replace("EEE", "E")
            {
                different.push(format!("{fields:?}: {found:?}"));
            }
        }
    }
    assert!(
        different.is_empty(),
        "{} of {compared}: {:#?}",
        different.len(),
        &different[..different.len().min(40)]
    );
}
