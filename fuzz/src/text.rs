//! Target `text`: the text of dates, read by ixdtf too.

use arbitrary::{Arbitrary, Unstructured};
use calendar_registry::{Date, ParseDateError, Registry};
use ixdtf::parsers::IxdtfParser;
use ixdtf::records::UtcOffsetRecordOrZ;

/// A text of parts that are likely in dates, and changes of it.
#[derive(Arbitrary, Debug)]
struct Input {
    parts: [u8; 8],
    count: u8,
    /// Where a byte is replaced or inserted, and the byte. Most inputs have no edit.
    edits: [(u8, u8, bool); 3],
    edited: u8,
}

const YEARS: [&str; 7] = [
    "2026", "1900", "+002024", "-000044", "-000000", "0000", "2024",
];
const DAYS: [&str; 7] = [
    "-11-22", "-02-29", "1231", "-13-01", "-330", "-W48-3", "-1122",
];
const TIMES: [&str; 6] = [
    "",
    "T10",
    "t23:59",
    " 235960",
    "T00:00:00.5",
    "T10:00,123456789",
];
const OFFSETS: [&str; 8] = [
    "",
    "Z",
    "+01",
    "+01:00",
    "-0830",
    "-00:00:00",
    "+00:00:01.5",
    "z",
];
const ZONES: [&str; 6] = [
    "",
    "[UTC]",
    "[!UTC]",
    "[!Europe/Paris]",
    "[+01:00]",
    "[!-08:30]",
];
const SUFFIXES: [&str; 8] = [
    "[u-ca=hebrew]",
    "[!u-ca=hebrew]",
    "[u-ca=ISO8601]",
    "[u-ca=islamic]",
    "[u-ca=a-b]",
    "[foo=bar]",
    "[!foo=bar]",
    "[_foo=bar]",
];

impl Input {
    fn text(&self) -> String {
        let pick = |options: &[&'static str], at: usize| {
            options[usize::from(self.parts[at]) % options.len()]
        };
        let mut text = [
            pick(&YEARS, 0),
            pick(&DAYS, 1),
            pick(&TIMES, 2),
            pick(&OFFSETS, 3),
            pick(&ZONES, 4),
        ]
        .concat();
        for suffix in 0..usize::from(self.count % 4) {
            text += pick(&SUFFIXES, 5 + suffix);
        }
        for (at, byte, inserts) in &self.edits[..usize::from((self.edited % 8).saturating_sub(4))] {
            let at = usize::from(*at) % text.len();
            let end = at + usize::from(!inserts);
            let byte = char::from(byte % 128);
            text.replace_range(at..end, byte.encode_utf8(&mut [0; 4]));
        }
        text
    }
}

/// Returns the text that an input describes.
#[must_use]
pub fn generated(input: &[u8]) -> String {
    let input = Input::arbitrary_take_rest(Unstructured::new(input));
    input.map_or_else(|_| String::new(), |input| input.text())
}

/// Reads the text that the input describes, and, if the input is UTF-8, the input itself.
pub fn run(input: &[u8]) {
    if let Ok(text) = str::from_utf8(input) {
        compare(text);
    }
    compare(&generated(input));
}

/// How the results of two readers compare, if no difference is unexpected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    /// Both have the same date and calendar.
    Same,
    /// Both reject the text.
    Rejected,
    /// One of them rejects it, as documented.
    Differs,
}

/// Compares the results of two readers of a text. Panics if they differ unexpectedly, or if the date
/// that was read is not read back from its own text.
pub fn compare(text: &str) -> Comparison {
    let registry = Registry::global();
    match (Date::parse(text, registry), second_reader(text)) {
        (Ok(date), second) => {
            let written = date.to_string();
            assert_eq!(
                Date::parse(&written, registry).as_ref(),
                Ok(&date),
                "{text:?}"
            );
            let Some((day, calendar)) = second else {
                assert!(only_we_accept(text), "{text:?} is {date}");
                return Comparison::Differs;
            };
            let iso = registry.resolve("iso8601").expect("a built-in calendar");
            let in_iso = date.in_calendar(&iso).expect("any day is an ISO date");
            assert_eq!(in_iso.to_string(), day, "{text:?}");
            let calendar = calendar.unwrap_or_else(|| "iso8601".to_owned());
            assert_eq!(
                Ok(date.calendar()),
                registry.resolve(calendar).as_ref(),
                "{text:?}"
            );
            Comparison::Same
        }
        (Err(error), Some(_)) => {
            assert!(
                only_second_reader_accepts(text, error),
                "{text:?}: {error:?}"
            );
            Comparison::Differs
        }
        (Err(_), None) => Comparison::Rejected,
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
            let (before, rest) = text.split_at(at);
            let fraction = before.ends_with(['.', ',']);
            let zone = before.ends_with(['[', '!']) && rest.contains('/');
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
    let (_, after) = date.split_at(year);
    let after = after.trim_start_matches('-');
    // A week, a day of the year, and a year of more than six digits.
    after.starts_with('W') || digits(after) == 3 || year == width + 3 || year > 6
}
