use super::{calendar, csv, row};
use crate::MonthCode;
use crate::text::cldr::Tables;
use crate::text::symbols::NamedMonth;
use crate::text::{Cldr, Context, Style, Width};
use crate::weekday::Weekday;

fn tables() -> &'static Tables {
    Tables::compiled()
}

fn parents(tag: &str) -> Vec<&'static str> {
    std::iter::successors(tables().parent(row(tag)), |row| tables().parent(*row))
        .map(|row| tables().tag(row))
        .collect()
}

#[test]
fn locales_inherit_as_cldr_says() {
    assert_eq!(parents("und"), [""; 0]);
    assert_eq!(parents("en-AU"), ["en-001", "en", "und"]);
    assert_eq!(parents("es-MX"), ["es-419", "es", "und"]);
    assert_eq!(parents("nb"), ["no", "und"]);
    // Another script than the language's usual one.
    assert_eq!(parents("sr-Latn-ME"), ["sr-Latn", "und"]);
    assert_eq!(parents("zh-Hant-MO"), ["zh-Hant-HK", "zh-Hant", "und"]);
}

#[test]
fn each_tag_finds_its_row() {
    for row in tables().rows() {
        assert_eq!(tables().row(tables().tag(row)), Some(row));
    }
    assert_eq!(tables().rows().count(), 766);
    assert_eq!(tables().tag(tables().root()), "und");
    for unknown in ["", "EN", "en-US", "en-", "zh_Hant", "zzz"] {
        assert_eq!(tables().row(unknown), None, "{unknown}");
    }
}

#[test]
fn numberings_and_minus_signs_are_those_of_icu() {
    let mut different = Vec::new();
    for fields in &csv("minus.csv") {
        let [locale, numbering, expected] = &fields[..] else {
            panic!("{fields:?}")
        };
        let row = row(locale);
        let found = match numbering.as_str() {
            "default" => tables().default_numbering(row),
            numbering => tables().minus(row, numbering),
        };
        if found != expected {
            different.push(format!("{fields:?}: {found:?}"));
        }
    }
    assert!(different.is_empty(), "{}: {different:#?}", different.len());
}

#[test]
fn calendar_names_are_those_of_icu() {
    let mut different = Vec::new();
    for fields in &csv("calendar_names.csv") {
        let [locale, id, expected] = &fields[..] else {
            panic!("{fields:?}")
        };
        let found = tables().calendar_name(row(locale), calendar(id));
        if found.unwrap_or_default() != expected {
            different.push(format!("{fields:?}: {found:?}"));
        }
    }
    assert!(different.is_empty(), "{}: {different:#?}", different.len());
}

/// Indonesian has another name of Sunday in `islamic`, in `format`. Its other Islamic calendars
/// and contexts get it by aliases within the calendar.
#[test]
fn aliases_within_a_calendar_stay_in_it() {
    for id in ["islamic", "islamic-civil", "islamic-umalqura"] {
        for context in [Context::Format, Context::Standalone] {
            let name = tables().weekday(
                row("id"),
                calendar(id),
                Weekday::Sunday,
                Width::Wide,
                context,
            );
            assert_eq!(name, "Ahad", "{id}");
        }
    }
    let name = tables().weekday(
        row("id"),
        Cldr::Gregorian,
        Weekday::Sunday,
        Width::Wide,
        Context::Format,
    );
    assert_eq!(name, "Minggu");
}

#[test]
fn eras_are_found_by_their_codes() {
    let era = |calendar, code| tables().era(row("en"), calendar, code, Width::Abbreviated);
    assert_eq!(era(Cldr::Gregorian, "ce"), Some("AD"));
    assert_eq!(era(Cldr::Japanese, "reiwa"), Some("Reiwa"));
    // Before Meiji, Japanese dates have the Gregorian eras.
    assert_eq!(era(Cldr::Japanese, "bce"), Some("BC"));
    assert_eq!(era(Cldr::Ethiopic, "am"), Some("AM"));
    assert_eq!(era(Cldr::Gregorian, "reiwa"), None);
    assert_eq!(era(Cldr::Chinese, "ce"), None);
}

#[test]
fn intervals_have_the_greatest_difference() {
    let find = |tag, wanted: (&str, char)| {
        let mut formats = tables().interval_formats(row(tag), Cldr::Gregorian);
        formats
            .find(|(skeleton, field, _)| (*skeleton, *field) == wanted)
            .map(|(.., pattern)| pattern)
    };
    assert_eq!(
        find("en", ("yMMMd", 'd')),
        Some("MMM d\u{2009}–\u{2009}d, y")
    );
    assert_eq!(
        find("und", ("yMMMd", 'M')),
        Some("y MMM d\u{2009}–\u{2009}MMM d")
    );
    assert_eq!(find("en", ("yMMMd", 'H')), None);
    assert_eq!(
        tables().interval_fallback(row("en"), Cldr::Gregorian),
        "{0}\u{2009}–\u{2009}{1}"
    );
}

#[test]
fn numbers_of_patterns_are_apart_from_them() {
    let style = tables().style(row("he"), Cldr::Hebrew, Style::Long);
    assert_eq!((&*style.pattern, &*style.numbers), ("d בMMMM y", "hebr"));
    let style = tables().style(row("zh"), Cldr::Chinese, Style::Long);
    assert_eq!(style.numbers, "d=hanidays");
}

#[test]
fn month_that_a_calendar_has_not_has_no_name() {
    let month = |calendar, code: &str| {
        let month = NamedMonth {
            code: code.parse().unwrap(),
            in_leap_year: true,
        };
        tables().month(row("en"), calendar, month, Width::Wide, Context::Format)
    };
    assert_eq!(month(Cldr::Hebrew, "M06").as_deref(), Some("Adar II"));
    assert_eq!(month(Cldr::Hebrew, "M05L").as_deref(), Some("Adar I"));
    assert_eq!(
        month(Cldr::Chinese, "M04L").as_deref(),
        Some("Fourth Monthbis")
    );
    for code in ["M00", "M04L", "M06L", "M13", "M99"] {
        assert_eq!(
            code.parse()
                .ok()
                .and_then(|_: MonthCode| month(Cldr::Hebrew, code)),
            None,
            "{code}"
        );
    }
    assert_eq!(month(Cldr::Gregorian, "M13"), None);
    assert_eq!(month(Cldr::Gregorian, "M05L"), None);
    assert_eq!(month(Cldr::Chinese, "M13L"), None);
}

#[test]
fn digits_are_those_of_the_numbering() {
    let digits = |name| tables().digits(name).map(String::from_iter);
    assert_eq!(digits("latn").as_deref(), Some("0123456789"));
    assert_eq!(digits("arabext").as_deref(), Some("۰۱۲۳۴۵۶۷۸۹"));
    assert_eq!(digits("hanidec").as_deref(), Some("〇一二三四五六七八九"));
    assert_eq!(digits("adlm").as_deref(), Some("𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙"));
    // Not decimal, and unknown.
    assert_eq!(digits("hebr"), None);
    assert_eq!(digits(""), None);
    for name in tables().numberings() {
        assert!(tables().digits(name).is_some(), "{name}");
    }
    assert_eq!(tables().native_numbering(row("hi")), "deva");
    assert_eq!(tables().default_numbering(row("hi")), "latn");
}
