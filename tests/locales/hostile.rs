//! Generated tags and headers. Each valid tag reads back, and negotiation always ends with an answer.

use calendar_registry::Locale;

/// Pieces that are often valid in a tag or a header.
const PIECES: [&str; 32] = [
    "en", "de", "fa", "zh", "iw", "und", "Hant", "Arab", "US", "IR", "419", "posix", "1996", "u",
    "ca", "nu", "fw", "rg", "hebrew", "islamic", "native", "arab", "sun", "uszzzz", "x", "t",
    "q=0.5", "q=0", "*", "", "abcdefgh", "\u{65e5}",
];

const SEPARATORS: [&str; 8] = ["-", "-", "-", "-", ",", ";", ", ", "_"];

/// A generator of xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn text(&mut self, separators: &[&str], most: usize) -> String {
        let pieces = 1 + self.below(most);
        let mut text = String::new();
        for _ in 0..pieces {
            text += PIECES[self.below(PIECES.len())];
            text += separators[self.below(separators.len())];
        }
        text.truncate(text.len() - 1);
        text
    }
}

#[test]
fn valid_tag_reads_back() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut valid = 0;
    for _ in 0..5_000 {
        let Ok(locale) = Locale::new(&random.text(&["-"], 8)) else {
            continue;
        };
        valid += 1;
        let tag = locale.to_string();
        assert_eq!(Locale::new(&tag), Ok(locale), "{tag}");
        assert!(locale.calendars().any(|calendar| calendar == "gregory"));
        assert_eq!(locale.calendars().next(), Some(locale.calendar()));
        assert_eq!(
            locale.with_calendar(locale.calendar()).unwrap().calendar(),
            locale.calendar()
        );
        assert_eq!(
            locale.with_digits(locale.digits()).unwrap().digits(),
            locale.digits()
        );
    }
    assert!(valid > 250, "{valid}");
}

#[test]
fn negotiated_locale_is_an_entry_or_the_default() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let available = ["en", "zh-Hant", "fa-IR"].map(crate::locale);
    let mut found = [0; 2];
    for _ in 0..5_000 {
        let header = random.text(&SEPARATORS, 20);
        let chosen = Locale::negotiate(&header);
        let entries = header.split([',', ';']).map(str::trim);
        let is_entry = entries
            .filter_map(|entry| Locale::new(entry).ok())
            .any(|entry| entry == chosen);
        assert!(is_entry || chosen == Locale::default(), "{header}");
        found[usize::from(is_entry)] += 1;
        if let Some(chosen) = Locale::negotiate_among(&header, &available) {
            assert!(available.contains(&chosen), "{header}");
        }
    }
    assert!(found.iter().all(|count| *count > 250), "{found:?}");
}
