//! `Accept-Language`.

use calendar_registry::Locale;

use crate::locale;

#[cfg(feature = "cldr")]
#[test]
fn best_language_with_texts_is_chosen() {
    for (header, expected) in [
        ("fr", "fr"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "fr-CH"),
        ("en;q=0.5,de;q=0.9", "de"),
        ("en;q=0.9,de;q=0.9", "en"),
        ("de;q=0.05,en;q=0.5", "en"),
        ("tlh,en;q=0.1", "en"),
        ("ru-Latn,en;q=0.1", "en"),
        ("iw", "he"),
        ("fa-IR-u-ca-islamic", "fa-IR-u-ca-islamic-civil"),
        ("en;q=0,de;q=0.001", "de"),
        // No entry can be chosen.
        ("", "und"),
        ("en;q=0", "und"),
        ("tlh", "und"),
        ("*", "und"),
        ("*,en;q=0.5", "und"),
        // Spaces and tabs are allowed between the parts.
        (" \tde ;\tq=0.9 , en;q=0.5", "de"),
        (",,, ,de", "de"),
        ("en;Q=0.2,de;Q=0.3", "de"),
    ] {
        assert_eq!(
            Locale::negotiate(header).to_string(),
            expected,
            "{header:?}"
        );
    }
}

#[test]
fn malformed_entry_is_ignored() {
    for entry in [
        "en;q=2",
        "en;q=1.001",
        "en;q=-1",
        "en;q=0.1234",
        "en;q=",
        "en;q",
        "en;",
        "en;q=.5",
        "en;q=0,5x",
        "en;q=1.0;x=1",
        "en;level=1",
        "en_US",
        "english",
        "en-",
        "-",
        "**",
        "en-*",
        "\u{e9}",
        "en;q=0.a",
    ] {
        // A part after a comma in an entry is malformed too.
        let header = format!("{entry},de;q=0.001");
        assert_eq!(Locale::negotiate(&header), locale("de"), "{entry:?}");
    }
    for entry in ["de;q=1.", "de;q=1.000", "de;q=0.", "de;q=1"] {
        let expected = if entry == "de;q=0." { "en" } else { "de" };
        assert_eq!(
            Locale::negotiate(&format!("{entry},en;q=0.1")),
            locale(expected),
            "{entry:?}"
        );
    }
}

#[test]
fn sixteen_entries_of_1024_bytes_count() {
    let entries = |count: usize| vec!["de;q=0.1"; count].join(",");
    let header = |count| format!("{},en", entries(count));
    assert_eq!(Locale::negotiate(&header(15)), locale("en"));
    assert_eq!(Locale::negotiate(&header(16)), locale("de"));
    // Empty entries do not count, but their bytes do.
    let padded = |length: usize| format!("de;q=0.1{},en", ",".repeat(length - 11));
    assert_eq!(padded(1024).len(), 1024);
    assert_eq!(Locale::negotiate(&padded(1024)), locale("en"));
    assert_eq!(Locale::negotiate(&padded(1025)), locale("de"));
    // A long entry is not cut: its start alone could be another language.
    let cut = format!("{},en-US-{}", ",".repeat(1017), "posix");
    assert_eq!(Locale::negotiate(&cut).to_string(), "und");
}

#[test]
fn language_of_the_application_is_chosen() {
    let available = ["en", "de", "pt-BR", "pt-PT", "fr-CA"].map(locale);
    for (header, expected) in [
        ("de-AT", Some("de")),
        ("pt-PT", Some("pt-PT")),
        ("pt-AO", Some("pt-BR")),
        ("fr", Some("fr-CA")),
        ("ja, de;q=0.1", Some("de")),
        ("ja", None),
        ("", None),
        ("*", Some("en")),
        ("ja, *;q=0.1", Some("en")),
        ("*, en;q=0", Some("de")),
        ("en-GB", Some("en")),
        ("en-GB, en;q=0", None),
        ("pt, pt-BR;q=0", Some("pt-PT")),
        ("*;q=0, de", Some("de")),
        ("de-AT, de;q=0", None),
    ] {
        let chosen = Locale::negotiate_among(header, &available);
        assert_eq!(chosen, expected.map(locale), "{header:?}");
    }
    assert_eq!(Locale::negotiate_among("en, *", &[]), None);
}

#[cfg(feature = "cldr")]
#[test]
fn script_of_the_application_is_that_of_the_reader() {
    let available = ["zh-Hans", "zh-Hant", "sr-Latn", "en", "no"].map(locale);
    for (header, expected) in [
        ("zh-TW", Some("zh-Hant")),
        ("zh-HK", Some("zh-Hant")),
        ("zh", Some("zh-Hans")),
        ("sr", None),
        ("sr-ME", Some("sr-Latn")),
        ("sh", Some("sr-Latn")),
        ("nb-NO", Some("no")),
        ("hi-Latn", Some("en")),
        ("hi", None),
    ] {
        let chosen = Locale::negotiate_among(header, &available);
        assert_eq!(chosen, expected.map(locale), "{header:?}");
    }
    let chosen = Locale::negotiate_among("no", &[locale("nn"), locale("nb")]);
    assert_eq!(chosen, Some(locale("nb")));
}
