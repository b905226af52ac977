//! Generated texts of dates, read by ixdtf too.

use calendar_registry::{ParseDateError, Registry};
use ixdtf::parsers::IxdtfParser;
use ixdtf::records::UtcOffsetRecordOrZ;

use super::reading::{iso_of, parse};

/// A generator of numbers: xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % count
    }

    fn pick<'a>(&mut self, options: &[&'a str]) -> &'a str {
        options[self.below(options.len())]
    }

    /// A text that is likely a date, and one in three times has a wrong byte.
    fn text(&mut self) -> String {
        let mut text = String::new();
        text += self.pick(&[
            "2026", "2026", "1900", "+002024", "-000044", "-000000", "0000",
        ]);
        text += self.pick(&[
            "-11-22", "-02-29", "1231", "-13-01", "-330", "-W48-3", "-1122",
        ]);
        text += self.pick(&[
            "",
            "T10",
            "t23:59",
            " 235960",
            "T00:00:00.5",
            "T10:00,123456789",
        ]);
        if self.below(2) == 0 {
            text += self.pick(&[
                "Z",
                "+01",
                "+01:00",
                "-0830",
                "-00:00:00",
                "+00:00:01.5",
                "z",
            ]);
        }
        text += self.pick(&[
            "",
            "",
            "[UTC]",
            "[!UTC]",
            "[!Europe/Paris]",
            "[+01:00]",
            "[!-08:30]",
        ]);
        for _ in 0..self.below(4) {
            text += self.pick(&[
                "[u-ca=hebrew]",
                "[!u-ca=hebrew]",
                "[u-ca=ISO8601]",
                "[u-ca=islamic]",
                "[u-ca=a-b]",
                "[foo=bar]",
                "[!foo=bar]",
                "[_foo=bar]",
            ]);
        }
        if self.below(3) == 0 {
            let at = self.below(text.len());
            let byte = self.pick(&[
                "0", "1", "9", "-", "+", ":", ".", ",", "[", "]", "!", "=", "_", "/", "a", "T",
                "Z", " ", "W",
            ]);
            let end = at + self.below(2);
            text.replace_range(at..end, byte);
        }
        text
    }
}

/// What the second reader has for a text: the ISO date and the calendar.
fn second_reader(text: &str) -> Option<(String, Option<String>)> {
    let record = IxdtfParser::from_str(text).parse().ok()?;
    let date = record.date?;
    let year = match date.year {
        year @ 0..=9999 => format!("{year:04}"),
        year => format!("{year:+07}"),
    };
    let calendar = record.calendar.map(|name| String::from_utf8(name.to_vec()));
    Some((
        format!("{year}-{:02}-{:02}", date.month, date.day),
        calendar.map(Result::unwrap),
    ))
}

/// Whether the second reader is known to accept this text, which is an error here.
fn only_second_reader_accepts(text: &str, error: ParseDateError) -> bool {
    match error {
        // It reads the offset `Z`, and does not look up calendars and time zones.
        ParseDateError::Utc => {
            let record = IxdtfParser::from_str(text).parse().unwrap();
            record.offset == Some(UtcOffsetRecordOrZ::Z)
        }
        ParseDateError::TimeZone => text.contains("[!"),
        ParseDateError::Calendar(_) | ParseDateError::Ambiguous => text.contains("u-ca="),
        ParseDateError::Experimental => text.contains("[_") || text.contains("[!_"),
        // It accepts a critical calendar twice, and compares each calendar with the first alone.
        ParseDateError::Critical => text.matches("u-ca=").count() > 1,
        // It accepts fractions of any length, and any character at the start of the later parts
        // of a time zone's name.
        ParseDateError::Form { at } => {
            let before = &text[..at];
            let fraction = before.ends_with(['.', ',']);
            let zone = before.ends_with(['[', '!']) && text[at..].contains('/');
            fraction || zone
        }
        _ => false,
    }
}

/// Whether this text is read here alone.
fn only_we_accept(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let date = text.trim_start_matches(['+', '-']);
    let width = if date.len() < text.len() { 6 } else { 4 };
    let year = digits(date);
    let after = date[year..].trim_start_matches('-');
    // A week, a day of the year, and a year of more than six digits.
    after.starts_with('W') || digits(after) == 3 || year == width + 3 || year > 6
}

#[test]
fn generated_texts_have_the_result_of_a_second_reader() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut agreed, mut rejected) = (0, 0);
    for _ in 0..100_000 {
        let text = random.text();
        match (parse(&text), second_reader(&text)) {
            (Ok(date), Some((day, calendar))) => {
                assert_eq!(iso_of(&date), day, "{text}");
                let found = calendar.unwrap_or_else(|| "iso8601".to_owned());
                let found = Registry::global().resolve(&found).unwrap();
                assert_eq!(date.calendar(), &found, "{text}");
                agreed += 1;
            }
            (Ok(_), None) => assert!(only_we_accept(&text), "{text}"),
            (Err(error), Some(_)) => {
                assert!(
                    only_second_reader_accepts(&text, error),
                    "{text}: {error:?}"
                );
            }
            (Err(_), None) => rejected += 1,
        }
    }
    assert!(agreed > 5_000 && rejected > 5_000, "{agreed} {rejected}");
}
