//! Any text as the tag of a locale, as a name of POSIX and as an `Accept-Language` header.
//!
//! The model of negotiation works on owned texts, without bounds other than the documented ones.

use calendar_registry::{Locale, LocaleError, Registry};

const PIECES: [&str; 32] = [
    "en", "de", "fa", "zh", "iw", "pa", "Hant", "Arab", "US", "IR", "PK", "posix", "419", "u",
    "ca", "nu", "fw", "rg", "hebrew", "islamic", "native", "arab", "sun", "uszzzz", "x", ";q=0.5",
    ";q=0", ",*", ",en", ",de", ";q=0.25,", "\u{65e5}",
];

/// Returns a text of parts that are likely in tags and headers: three bits of a byte say whether a
/// hyphen or a comma comes before the part that the others choose.
#[must_use]
pub fn generated(input: &[u8]) -> String {
    let parts = input.iter().map(|byte| {
        let separator = ["-", "-", "-", "-", ",", ", ", "", ""][usize::from(byte >> 5)];
        let separator = if byte % 32 < 25 { separator } else { "" };
        format!("{separator}{}", PIECES[usize::from(byte % 32)])
    });
    parts
        .collect::<String>()
        .trim_start_matches(['-', ','])
        .to_owned()
}

/// Checks one input.
pub fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    check_tag(&text);
    check_header(&text);
}

fn check_tag(tag: &str) {
    let read = Locale::new(tag);
    // The second time, it may come from the memo.
    assert_eq!(Locale::new(tag), read);
    assert_eq!(tag.parse(), read);
    if tag.len() > Locale::MAX_LEN {
        let (length, limit) = (tag.len(), Locale::MAX_LEN);
        assert_eq!(read, Err(LocaleError::TooLong { length, limit }));
    }
    if let Ok(locale) = read {
        check_locale(locale);
        // Only separators differ.
        let posix = Locale::from_posix(&tag.replace('-', "_"));
        assert_eq!(posix, read);
    } else {
        let _ = Locale::from_posix(tag).map(check_locale);
    }
    for locale in [
        Locale::default().with_calendar(tag),
        Locale::default().with_digits(tag),
    ] {
        let _ = locale.map(check_locale);
    }
}

fn check_locale(locale: Locale) {
    let tag = locale.to_string();
    assert_eq!(Locale::new(&tag), Ok(locale), "{tag}");
    let mut calendars: Vec<&str> = locale.calendars().collect();
    assert_eq!(calendars.first(), Some(&locale.calendar()));
    assert!(calendars.contains(&"gregory"));
    assert!(locale.calendar().len() <= Locale::MAX_CALENDAR_LEN);
    let count = calendars.len();
    calendars.sort_unstable();
    calendars.dedup();
    assert_eq!(calendars.len(), count, "{tag}");
    assert!((1..=2).contains(&locale.weekend().count()));
    // The texts are in the language and script of the tag.
    let data = Locale::new(locale.data_locale()).expect("CLDR's tags are valid");
    assert_eq!(data.data_locale(), locale.data_locale());
    if locale.data_locale() != "und" {
        assert_eq!(
            (data.language(), data.script()),
            (locale.language(), locale.script()),
            "{tag}"
        );
    }
    assert!(Registry::global().pin().calendar_for(&locale).is_ok());
}

fn check_header(header: &str) {
    let entries = entries(header);
    let chosen = entries.iter().find_map(|(locale, quality)| match locale {
        _ if *quality == 0 => Some(Locale::default()),
        None => Some(Locale::default()),
        Some(locale) => (locale.data_locale() != "und").then_some(*locale),
    });
    assert_eq!(
        Locale::negotiate(header),
        chosen.unwrap_or_default(),
        "{header:?}"
    );
    // Among the entries themselves, the best one with `q` above 0 is acceptable.
    let available: Vec<Locale> = entries.iter().filter_map(|(locale, _)| *locale).collect();
    let among = Locale::negotiate_among(header, &available);
    assert!(
        among.is_none_or(|locale| available.contains(&locale)),
        "{header:?}"
    );
    if let Some((Some(_), 1..)) = entries.first() {
        assert!(among.is_some(), "{header:?}");
    }
}

/// Returns the first 16 entries by descending quality, in thousandths. `None` stands for `*`.
fn entries(header: &str) -> Vec<(Option<Locale>, u32)> {
    let mut header = header.to_owned().into_bytes();
    if header.len() > 1024 {
        // An entry that ends with the 1,024th byte has its comma after it.
        header.truncate(1025);
        while header.pop().is_some_and(|byte| byte != b',') {}
    }
    let header = String::from_utf8_lossy(&header);
    let mut entries: Vec<_> = header.split(',').filter_map(entry).take(16).collect();
    entries.sort_by_key(|(_, quality)| std::cmp::Reverse(*quality));
    entries
}

fn entry(text: &str) -> Option<(Option<Locale>, u32)> {
    let is_space = |character| matches!(character, ' ' | '\t');
    let (tag, weight) = text.split_once(';').unwrap_or((text, "q=1"));
    let weight = weight.trim_matches(is_space).to_ascii_lowercase();
    let value = weight.strip_prefix("q=")?;
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    let is_number = decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths: u32 = format!("{decimals:0<3}")
        .parse()
        .ok()
        .filter(|_| is_number)?;
    let quality = match whole {
        "0" => thousandths,
        "1" if thousandths == 0 => 1000,
        _ => return None,
    };
    match tag.trim_matches(is_space) {
        "*" => Some((None, quality)),
        tag => Some((Some(Locale::new(tag).ok()?), quality)),
    }
}
