//! Which locale of CLDR has the texts.

use calendar_registry::{Locale, WeekRule, Weekday};

use crate::locale;

#[test]
fn data_locale_has_the_language_and_the_script_of_the_tag() {
    for (tag, expected) in [
        ("en", "en"),
        ("en-AU", "en-AU"),
        ("en-ZZ", "en"),
        ("de-JP", "de"),
        ("zh-TW", "zh-Hant"),
        ("zh-SG", "zh-Hans-SG"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-Hant", "zh-Hant"),
        ("yue-CN", "yue-Hans"),
        ("sr-ME", "sr-Latn-ME"),
        ("sr-Latn-DE", "sr-Latn"),
        ("pa-PK", "pa-Arab"),
        ("uz-AF", "uz-Arab"),
        ("az-IR", "az-Arab"),
        ("no", "no"),
        ("nb", "nb"),
        ("nn-NO", "nn"),
        ("ca-valencia", "ca-ES-valencia"),
        ("en-US-posix", "en"),
        ("be-tarask", "be-tarask"),
        ("de-1996", "de"),
        ("und", "und"),
        ("und-DE", "und"),
    ] {
        assert_eq!(locale(tag).data_locale(), expected, "{tag}");
    }
}

#[test]
fn deprecated_codes_are_replaced() {
    for (tag, expected) in [
        ("iw-IL", "he-IL"),
        ("in", "id"),
        ("ji", "yi"),
        ("tl", "fil"),
        ("mo", "ro"),
        ("sh", "sr-Latn"),
        ("sh-Cyrl", "sr-Cyrl"),
        ("prs", "fa-AF"),
        ("cmn-TW", "zh-TW"),
        ("eng", "en"),
        ("en-840", "en-US"),
        ("my-BU", "my-MM"),
    ] {
        assert_eq!(locale(tag).to_string(), expected, "{tag}");
        assert_eq!(locale(tag), locale(expected));
    }
}

#[test]
fn text_in_another_script_is_not_taken() {
    for tag in ["ru-Latn", "en-Arab", "de-Cyrl-AT", "fa-Latn", "ja-Latn"] {
        assert_eq!(locale(tag).data_locale(), "und", "{tag}");
    }
}

#[test]
fn language_without_texts_has_the_root() {
    let klingon = locale("tlh-US");
    assert_eq!((klingon.data_locale(), klingon.script()), ("und", None));
    assert_eq!(klingon.week_rule().first(), Weekday::Sunday);
}

#[test]
fn region_of_preferences_takes_precedence() {
    for (tag, expected) in [
        ("th", "buddhist"),
        ("en-TH", "buddhist"),
        ("en-u-rg-thzzzz", "buddhist"),
        ("th-u-rg-uszzzz", "gregory"),
        ("fa", "persian"),
        ("fa-US", "gregory"),
        ("uz-Arab", "persian"),
        ("ar-SA", "gregory"),
        ("en-u-rg-irtehran", "gregory"),
    ] {
        assert_eq!(locale(tag).calendar(), expected, "{tag}");
    }
    let british = locale("en-US-u-rg-gbsct");
    assert_eq!(british.week_rule(), WeekRule::ISO);
    assert_eq!(british.data_locale(), "en");
}

#[test]
fn plain_islamic_is_that_of_the_region() {
    for (tag, expected) in [
        ("ar-SA-u-ca-islamic", "islamic-umalqura"),
        ("ar-KW-u-ca-islamic-rgsa", "islamic-umalqura"),
        ("ar-EG-u-ca-islamic", "islamic-civil"),
        ("en-GB-u-ca-islamic", "islamic-civil"),
        ("en-GB-u-ca-islamic-rg-qazzzz", "islamic-umalqura"),
        ("ar-SA-u-ca-islamicc", "islamic-civil"),
    ] {
        assert_eq!(locale(tag).calendar(), expected, "{tag}");
    }
}

#[test]
fn digits_are_those_asked_for_if_they_are_decimal() {
    for (tag, expected) in [
        ("ar-EG", "arab"),
        ("ar-AE", "latn"),
        ("ar-AE-u-nu-native", "arab"),
        ("en-u-nu-native", "latn"),
        ("hi-u-nu-native", "deva"),
        ("en-u-nu-fullwide", "fullwide"),
        // Not decimal, and unknown.
        ("ar-EG-u-nu-roman", "arab"),
        ("ar-EG-u-nu-nonsense", "arab"),
        ("he-u-nu-hebr", "latn"),
    ] {
        assert_eq!(locale(tag).digits(), expected, "{tag}");
    }
}

#[test]
fn first_day_is_that_of_the_tag_and_minimal_days_those_of_the_region() {
    let german = locale("de-u-fw-sun").week_rule();
    assert_eq!(Some(german), WeekRule::new(Weekday::Sunday, 4));
    let unknown = locale("de-u-fw-someday");
    assert_eq!(unknown, locale("de"));
}

#[test]
fn direction_is_that_of_the_script() {
    for tag in [
        "ar", "he", "fa", "pa-PK", "az-IR", "ks", "dv", "nqo", "yi", "ff-Adlm", "syr",
    ] {
        assert!(locale(tag).is_right_to_left(), "{tag}");
    }
    for tag in ["en", "pa", "az", "ff", "und", "en-SA", "tlh"] {
        assert!(!locale(tag).is_right_to_left(), "{tag}");
    }
}

#[test]
fn changed_locale_is_that_of_its_tag() {
    let locale = Locale::new("ar-SA").unwrap();
    let changed = locale
        .with_calendar("islamic")
        .unwrap()
        .with_digits("latn")
        .unwrap();
    assert_eq!(changed.to_string(), "ar-SA-u-ca-islamic-umalqura-nu-latn");
    assert_eq!(Locale::new(&changed.to_string()), Ok(changed));
    assert_eq!(locale.with_digits("native"), Locale::new("ar-SA-u-nu-arab"));
}
