use super::{calendar, csv, row};
use crate::text::cldr::Tables;

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
