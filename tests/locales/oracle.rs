//! What regions use, compared with ICU 78.2 (CLDR 48) as `Intl.Locale` of Node 20 shows it.

use crate::csv::for_each_row;
use crate::locale;

/// Rows where `Intl` answers for another locale: it has no data for the tag's language or script, and
/// then ignores the region too. ICU4C, ICU4X and UTS 35 do not.
const OF_ANOTHER_LOCALE: [(&str, &str, &str); 11] = [
    ("az-Arab", "calendar", "persian"),
    ("az-Arab", "digits", "arabext"),
    ("az-Arab-TR", "digits", "arabext"),
    ("bgn", "digits", "arabext"),
    ("bgn-AF", "calendar", "persian"),
    ("bgn-AF", "digits", "arabext"),
    ("bgn-OM", "digits", "arabext"),
    ("bqi", "calendar", "persian"),
    ("ku-Arab-IR", "calendar", "persian"),
    ("mww-Hmnp", "digits", "hmnp"),
    ("sat-Deva", "digits", "deva"),
];

/// Rows without a language, where `Intl` takes the likely one, and English where there is no region
/// either: the week of the United States.
const WITHOUT_LANGUAGE: [(&str, &str, &str); 6] = [
    ("und", "maximized", "und"),
    ("und", "first day", "1"),
    ("und-TH", "maximized", "und-TH"),
    ("und-TH", "calendar", "buddhist"),
    ("und-IR", "maximized", "und-IR"),
    ("und-IR", "calendar", "persian"),
];

/// `Intl` shows variants and keywords in the column of maximized tags.
fn plain(maximized: &str) -> &str {
    let tag = maximized.split("-u-").next().unwrap_or_default();
    tag.trim_end_matches("-polyton")
}

#[test]
fn regions_are_those_of_icu() {
    let mut different = Vec::new();
    let rows = for_each_row("text/locales.csv", ',', |row| {
        let [
            tag,
            maximized,
            _,
            calendar,
            digits,
            calendars,
            _,
            first,
            minimal,
            weekend,
        ] = row.fields[..]
        else {
            panic!("{}", row.line)
        };
        let locale = locale(tag);
        let subtags = [Some(locale.language()), locale.script(), locale.region()];
        let subtags: Vec<&str> = subtags.into_iter().flatten().collect();
        let weekdays: Vec<String> = locale
            .weekend()
            .map(|day| day.number().to_string())
            .collect();
        // `islamic` stands for one of the others.
        let listed: Vec<&str> = calendars
            .split('|')
            .filter(|name| *name != "islamic")
            .collect();
        let ours: Vec<&str> = locale.calendars().collect();
        let rule = locale.week_rule();
        let facts = [
            ("maximized", subtags.join("-"), plain(maximized).to_owned()),
            (
                "calendar",
                locale.calendar().to_owned(),
                calendar.to_owned(),
            ),
            ("digits", locale.digits().to_owned(), digits.to_owned()),
            ("calendars", ours.join("|"), listed.join("|")),
            (
                "first day",
                rule.first().number().to_string(),
                first.to_owned(),
            ),
            (
                "minimal days",
                rule.minimal_days().to_string(),
                minimal.to_owned(),
            ),
            ("weekend", weekdays.join("|"), weekend.to_owned()),
        ];
        for (fact, ours, theirs) in facts {
            if ours != theirs {
                different.push((tag.to_owned(), fact, ours));
            }
        }
    });
    let mut expected = [&OF_ANOTHER_LOCALE[..], &WITHOUT_LANGUAGE].concat();
    let mut different: Vec<(&str, &str, &str)> = different
        .iter()
        .map(|(tag, fact, ours)| (tag.as_str(), *fact, ours.as_str()))
        .collect();
    expected.sort_unstable();
    different.sort_unstable();
    assert_eq!(different, expected);
    assert_eq!(rows, 378);
}
