//! Names of months and weekdays, as Qt 6.12 has them.

use calendar_registry::{Context, Locale, MonthCode, Registry, Weekday, Width};

use crate::common::csv;

/// Qt keeps names that CLDR marks as not confirmed.
const UNCONFIRMED: [&str; 2] = ["ckb_IQ", "uk_UA"];

fn width(name: &str) -> Width {
    match name {
        "wide" => Width::Wide,
        "abbreviated" => Width::Abbreviated,
        "narrow" => Width::Narrow,
        other => panic!("{other}"),
    }
}

#[test]
fn names_are_those_of_qt() {
    let registry = Registry::with_builtins();
    let mut different = Vec::new();
    let mut compared = 0;
    csv::for_each_row("text/qt_names.csv", ',', |row| {
        let [tag, calendar, kind, context, width_name, names] = row.fields[..] else {
            panic!("{}", row.line)
        };
        if UNCONFIRMED.contains(&tag) {
            return;
        }
        compared += 1;
        let calendar = registry.resolve(calendar).unwrap();
        let locale = Locale::new(&tag.replace('_', "-")).unwrap();
        let context = match context {
            "format" => Context::Format,
            _ => Context::Standalone,
        };
        let month = |number| {
            let code = MonthCode::common(number).unwrap();
            calendar.month_name(locale, code, width(width_name), context)
        };
        let weekday = |day| calendar.weekday_name(locale, day, width(width_name), context);
        let mut own: Vec<String> = match kind {
            "month" => (1..=12).map(month).collect(),
            _ => Weekday::ALL.map(weekday).into(),
        };
        if kind == "weekday" {
            // Qt's list begins with Sunday.
            own.rotate_right(1);
        }
        let expected: Vec<&str> = names.split('|').collect();
        if own != expected {
            different.push(format!("{}: {}", row.line, own.join("|")));
        }
    });
    assert!(compared > 600, "{compared} rows");
    assert!(
        different.is_empty(),
        "{} of {compared}: {different:#?}",
        different.len()
    );
}
