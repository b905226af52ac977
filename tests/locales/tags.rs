//! Reading and writing tags.

use std::collections::HashSet;

use calendar_registry::{Locale, LocaleError};

use crate::locale;

#[test]
fn canonical_tag_reads_back() {
    for (tag, expected) in [
        ("DE-at", "de-AT"),
        ("ZH-hANT-tw", "zh-Hant-TW"),
        ("und", "und"),
        ("de-1996-1901", "de-1901"),
        ("en-u-ca-gregory-hc-h23-fw-MON", "en-u-ca-gregory-fw-mon"),
        ("en-u-rg-USzzzz-nu-latn", "en-u-nu-latn-rg-uszzzz"),
        ("en-u-attr-ca-acme-fiscal-year", "en-u-ca-acme-fiscal-year"),
        ("en-t-es-x-private", "en"),
        ("en-u-ca", "en"),
        ("en-u-ca-ethiopic-amete-alem", "en-u-ca-ethioaa"),
    ] {
        let read = locale(tag);
        assert_eq!(read.to_string(), expected, "{tag}");
        assert_eq!(locale(expected), read);
        assert_eq!(expected.parse(), Ok(read));
        assert_eq!(format!("{read:?}"), format!("Locale({expected})"));
        assert_eq!(HashSet::from([read, locale(expected)]).len(), 1);
    }
}

#[test]
fn text_that_is_not_a_tag_is_rejected() {
    for (tag, expected) in [
        ("", LocaleError::Language),
        ("-", LocaleError::Language),
        ("e", LocaleError::Language),
        ("root", LocaleError::Language),
        ("en_US", LocaleError::Language),
        ("en-", LocaleError::Subtag),
        ("en--US", LocaleError::Subtag),
        ("en-USA", LocaleError::Subtag),
        ("en-US-Latn", LocaleError::Subtag),
        ("en-é", LocaleError::Subtag),
        // Also in the extensions that are ignored.
        ("en-a-bcdé-fg", LocaleError::Extension),
        ("en-a-bcd-ef@g", LocaleError::Extension),
        ("en-u", LocaleError::Extension),
        ("en-u-ca-gregorian", LocaleError::Extension),
        ("en-u-ca-hebrew-u-ca-indian", LocaleError::Extension),
        ("en-u-ca-a-b", LocaleError::Extension),
        ("\0", LocaleError::Language),
    ] {
        assert_eq!(Locale::new(tag), Err(expected), "{tag:?}");
    }
}

#[test]
fn calendar_has_at_most_31_bytes() {
    let longest = "abcdefgh-abcdefgh-abcdefgh-abcd";
    assert_eq!(longest.len(), Locale::MAX_CALENDAR_LEN);
    assert_eq!(locale(&format!("en-u-ca-{longest}")).calendar(), longest);
    let error = LocaleError::CalendarTooLong {
        length: 32,
        limit: 31,
    };
    assert_eq!(Locale::new(&format!("en-u-ca-{longest}e")), Err(error));
    assert_eq!(
        locale("en").with_calendar(&format!("{longest}e")),
        Err(error)
    );
    assert_eq!(
        error.to_string(),
        "the calendar's name has 32 bytes; at most 31 are allowed"
    );
}

#[test]
fn calendar_that_cannot_stand_in_a_tag_is_rejected() {
    for name in [
        "",
        "a",
        "ab",
        "gregorian",
        "abc-",
        "-abc",
        "abc--def",
        "abc def",
        "äbc",
    ] {
        let changed = locale("en").with_calendar(name);
        assert_eq!(changed, Err(LocaleError::Calendar), "{name:?}");
    }
    let changed = locale("en").with_calendar("ACME-Fiscal").unwrap();
    assert_eq!(changed, locale("en-u-ca-acme-fiscal"));
}

#[test]
fn tag_has_at_most_128_bytes() {
    let longest = format!("en-x-{}", ["abcd"; 24].join("-"));
    let padded = |length: usize| format!("{longest}{}", "e".repeat(length - longest.len()));
    assert_eq!(locale(&padded(Locale::MAX_LEN - 1)), locale("en"));
    assert_eq!(locale(&padded(Locale::MAX_LEN)), locale("en"));
    let error = LocaleError::TooLong {
        length: 129,
        limit: 128,
    };
    assert_eq!(Locale::new(&"x".repeat(129)), Err(error));
    assert_eq!(Locale::from_posix(&"x".repeat(129)), Err(error));
}

#[test]
fn posix_name_is_read() {
    for (name, expected) in [
        ("de_AT", "de-AT"),
        ("de_AT.UTF-8", "de-AT"),
        ("de_AT.ISO8859-1@euro", "de-AT"),
        ("en", "en"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("uz_UZ.UTF-8@cyrillic", "uz-Cyrl-UZ"),
        ("ca_ES@valencia", "ca-ES-valencia"),
        ("C", "en-US-posix"),
        ("POSIX", "en-US-posix"),
        ("C.UTF-8", "en-US-posix"),
    ] {
        assert_eq!(Locale::from_posix(name), Locale::new(expected), "{name}");
    }
    for name in ["", "c", ".UTF-8", "@latin", "german", "/usr/share/locale"] {
        assert!(Locale::from_posix(name).is_err(), "{name}");
    }
}

#[test]
fn spelling_is_read_alike_again() {
    // More spellings than a thread keeps, each of another length of words.
    let tags: Vec<String> = ('a'..='z')
        .flat_map(|first| ('a'..='z').map(move |second| format!("{first}{second}")))
        .flat_map(|language| {
            [
                language.clone(),
                format!("{language}-u-ca-abcdefgh-{language}cdefgh"),
            ]
        })
        .collect();
    let fresh = |tag: &String| {
        let tag = tag.clone();
        std::thread::spawn(move || Locale::new(&tag))
            .join()
            .unwrap()
    };
    for tag in tags.iter().step_by(17) {
        let (first, again) = (Locale::new(tag), Locale::new(tag));
        assert_eq!((first, again), (fresh(tag), fresh(tag)), "{tag}");
    }
    // Every spelling that is read takes the slot of another one.
    for tag in tags.iter().chain(&tags) {
        let language = |tag: &str| Locale::new(tag).map(|locale| locale.language().to_owned());
        assert_eq!(language(tag), language(&tag.to_uppercase()), "{tag}");
    }
}
