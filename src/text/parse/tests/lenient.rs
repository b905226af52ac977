//! [`LenientReader`] takes what people write.

use super::*;

#[test]
fn case_width_context_digits_and_punctuation_do_not_matter() {
    for (tag, pattern, text, expected) in [
        ("en", "MMMM d, y", "22 nov 2026", "2026-11-22"),
        ("en", "MMMM d, y", "NOV 22 2026", "2026-11-22"),
        ("en", "MMMM d, y", "sun, 22. november 2026", "2026-11-22"),
        ("en", "MMMM d, y", "11/22/2026", "2026-11-22"),
        ("en", "MMMM d, y", "2026-11-22", "2026-11-22"),
        ("en", "MMMM d, y", "11/22/26", "2026-11-22"),
        ("en", "MMMM d, y", "March 15, 44 b.c.", "-000043-03-15"),
        ("en", "MMMM d, y", "March 15, 44 BC", "-000043-03-15"),
        ("de", "d. MMMM y", "22.11.2026", "2026-11-22"),
        ("de", "d. MMMM y", "2026-11-22", "2026-11-22"),
        ("de", "d. MMMM y", "So., 22. NOV 26", "2026-11-22"),
        ("ru", "d MMMM y 'г'.", "22 ноябрь 2026", "2026-11-22"),
        ("ru", "d MMMM y 'г'.", "22 НОЯБРЯ 2026 Г.", "2026-11-22"),
        ("tr", "d MMMM y", "22 KASIM 2026", "2026-11-22"),
        (
            "es",
            "d 'de' MMMM 'de' y",
            "22 de noviembre de 2026",
            "2026-11-22",
        ),
        ("es", "d 'de' MMMM 'de' y", "22 nov 2026", "2026-11-22"),
        ("fr", "d MMMM y", "mar. 3 mars 2026", "2026-03-03"),
        ("el", "d MMMM y", "22 ΝΟΈΜΒΡΙΟΣ 2026", "2026-11-22"),
        (
            "ja-u-ca-japanese",
            "Gy年M月d日",
            "令和8年11月25日",
            "2026-11-25",
        ),
        (
            "ja-u-ca-japanese",
            "Gy年M月d日",
            "令和元年１１月２５日",
            "2019-11-25",
        ),
        ("ja-u-ca-japanese", "Gy年M月d日", "R8/11/25", "2026-11-25"),
        ("fa-u-ca-persian", "d MMMM y", "۱۴۰۵-۰۹-۰۴", "2026-11-25"),
        ("fa-u-ca-persian", "d MMMM y", "4 آذر 1405", "2026-11-25"),
        (
            "he-u-ca-hebrew",
            "d בMMMM y",
            "ט״ו בכסלו תשפ״ז",
            "2026-11-25",
        ),
        ("he-u-ca-hebrew", "d בMMMM y", "ב׳ באב תשס״ב", "2002-07-11"),
        (
            "he-u-ca-hebrew",
            "d בMMMM y",
            "טו בכסלו ה'תשפ\"ז",
            "2026-11-25",
        ),
        ("he-u-ca-hebrew", "d בMMMM y", "15 כסלו 5787", "2026-11-25"),
        ("en-u-ca-hebrew", "d MMMM y", "1 Adar 5784", "2024-03-11"),
        ("th-u-ca-buddhist", "d MMMM y", "๒๒ พ.ย. ๒๕๖๙", "2026-11-22"),
        (
            "zh-u-ca-chinese",
            "r年MMMd",
            "2023年闰二月十一",
            "2023-04-01",
        ),
        // Names with endings, and with letters of other fields.
        (
            "eu",
            "y'(e)ko 'MMMM'ren 'd'(a)'",
            "2026(E)KO AZAROAREN 22(A)",
            "2026-11-22",
        ),
        (
            "eu",
            "y'(e)ko 'MMMM'ren 'd'(a)'",
            "2026 azaroa 22",
            "2026-11-22",
        ),
        ("mn", "y оны MMMын d", "2019 ОНЫ 6-Р САРЫН 5", "2019-06-05"),
        (
            "az-u-ca-buddhist",
            "G d MMM y",
            "BE 15 fev 2567",
            "2024-02-15",
        ),
        // A short year of an era.
        (
            "de-u-ca-buddhist",
            "dd.MM.yy G",
            "22.11.69 BE",
            "2026-11-22",
        ),
        (
            "de-u-ca-buddhist",
            "dd.MM.y G",
            "22.11.69 BE",
            "-000474-11-22",
        ),
        ("en", "d/M/yy G", "15/3/44 BC", "-000043-03-15"),
        ("ja-u-ca-japanese", "Gyy/M/d", "昭和20/8/15", "1945-08-15"),
        // Numbers that are not decimal.
        ("haw", "d/M/yy", "22/XI/26", "2026-11-22"),
        (
            "zh-Hans-SG-u-ca-chinese",
            "U年MMMd日",
            "丙午年十月一四日",
            "2026-11-22",
        ),
        (
            "en-u-ca-islamic-umalqura",
            "MMMM d, y G",
            "15 Ramadan 1447",
            "2026-03-04",
        ),
    ] {
        let found = Language::new(tag).lenient(pattern, text);
        assert_eq!(found.as_deref(), Ok(expected), "{tag} {text}");
    }
}

#[test]
fn decomposed_letters_are_not_read() {
    let language = Language::new("fr");
    let read = |text| language.lenient("d MMMM y", text);
    assert_eq!(read("3 août 2026").as_deref(), Ok("2026-08-03"));
    assert_eq!(read("3 aou\u{302}t 2026"), error(2, Kind::Month));
}

#[test]
fn errors_have_their_place_and_kind() {
    for (text, at, kind) in [
        ("22 Novembre 2026", 3, Kind::Month),
        ("22 November 2026 foo", 17, Kind::Word),
        ("22 November 2026 7", 17, Kind::Trailing),
        ("22 November December 2026", 12, Kind::Contradiction),
        ("Monday 22 November 2026", 0, Kind::Contradiction),
        ("November 22", 11, Kind::NoYear),
        ("November", 8, Kind::NoYear),
        ("", 0, Kind::NoYear),
        ("2026 November", 13, Kind::NoDay),
        ("22 November 1234567890", 12, Kind::NumberRange),
    ] {
        let found = Language::new("en").lenient("MMMM d, y", text);
        assert_eq!(found, error(at, kind), "{text}");
    }
    let day = Kind::Date(DateError::Day { day: 30, last: 28 });
    let found = Language::new("en").lenient("MMMM d, y", "feb 30 2026");
    assert_eq!(found, error(4, day));
    let long = Language::new("en").lenient("MMMM d, y", &"1 ".repeat(129));
    assert_eq!(long, error(256, Kind::TooLong));
}
