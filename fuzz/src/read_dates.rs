//! Target `read_dates`: dates in people's languages, by both readers. What the strict reader accepts
//! is what the formatter writes, but for the script of the digits.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use calendar_registry::{
    Calendar, Date, Formatter, JulianDay, Locale, ParseTextError, Pattern, Registry, Style,
};

/// The text of a date, and changes of it.
#[derive(Arbitrary, Debug)]
struct Input<'i> {
    locale: u8,
    calendar: u8,
    shape: u8,
    /// Relative to 2026-11-22.
    day: (i32, u8),
    /// Where a piece is replaced or inserted, and which. Most inputs have no edit.
    edits: [(u8, u8, bool); 3],
    edited: u8,
    /// Is read instead of a text with changes, unless it is empty.
    text: &'i str,
}

const TODAY: i64 = 2_461_367;

const LOCALES: [&str; 16] = [
    "en", "de", "fa", "ar-EG", "he", "ja", "zh", "hi", "th", "tr", "ru", "ko", "mn-Mong", "haw",
    "gl", "es",
];

const PATTERNS: [&str; 8] = [
    "yMMdd",
    "d/M/yy",
    "EEEE d MMMM y G",
    "y D",
    "g",
    "r(U) MMM d",
    "Y-'W'ww-e",
    "LLLLL QQQ d u",
];

/// What texts are changed to.
const PIECES: [&str; 24] = [
    "", " ", "0", "1", "9", "32", "٣", "۴", "๕", "-", "−", ".", "'", "\u{200f}", "İ", "ς", "bis",
    "闰", "元", "初", "׳", "תשפ", "xiv", "日",
];

static BUILTIN: LazyLock<Vec<Calendar>> = LazyLock::new(|| {
    let snapshot = Registry::with_builtins().snapshot();
    snapshot.calendars().cloned().collect()
});

/// Writes a date, changes the text, and reads it.
pub fn run(input: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(input)) else {
        return;
    };
    let calendar = &BUILTIN[usize::from(input.calendar) % BUILTIN.len()];
    let locale = LOCALES[usize::from(input.locale) % LOCALES.len()];
    let locale = Locale::new(locale).expect("a locale");
    let formatter = formatter(calendar, locale, input.shape).near(JulianDay::new(TODAY));
    if !input.text.is_empty() {
        check(&formatter, input.text);
        return;
    }
    let (away, shift) = input.day;
    let day = JulianDay::new(TODAY + i64::from(away >> (shift % 32)));
    let Ok(date) = Date::from_julian_day(calendar, day) else {
        return;
    };
    let Ok(text) = formatter.format(&date) else {
        return;
    };
    let text = text.to_string();
    check(&formatter, &text);
    check(&formatter, &input.changed(text));
}

fn formatter(calendar: &Calendar, locale: Locale, shape: u8) -> Formatter<'_> {
    let shape = usize::from(shape) % (Style::ALL.len() + PATTERNS.len());
    let made = match Style::ALL.get(shape) {
        Some(style) => calendar.formatter(locale, *style),
        None => {
            let pattern = Pattern::uts35(PATTERNS[shape - Style::ALL.len()]);
            calendar.formatter(locale, pattern.expect("a pattern"))
        }
    };
    made.expect("a formatter")
}

impl Input<'_> {
    fn changed(&self, mut text: String) -> String {
        for (at, piece, inserts) in &self.edits[..usize::from((self.edited % 8).saturating_sub(4))]
        {
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
            let Some(place) = places.get(usize::from(*at) % (places.len() + 1)) else {
                text += PIECES[usize::from(*piece) % PIECES.len()];
                continue;
            };
            let end = match inserts {
                true => *place,
                false => {
                    let letter = text.get(*place..).and_then(|rest| rest.chars().next());
                    letter.map_or(*place, |letter| place + letter.len_utf8())
                }
            };
            text.replace_range(*place..end, PIECES[usize::from(*piece) % PIECES.len()]);
        }
        text
    }
}

fn check(formatter: &Formatter<'_>, text: &str) {
    let lenient = formatter.read(text);
    place(&lenient, text);
    if let Ok(date) = lenient {
        assert!(date.calendar().is_valid(date.year_month_day()), "{text}");
    }
    let strict = formatter.parse(text);
    place(&strict, text);
    let Ok(date) = strict else {
        return;
    };
    let written = formatter
        .format(&date)
        .expect("the date exists")
        .to_string();
    if ascii(&written) != ascii(text) {
        // Numerals and signs can be written in ASCII.
        let again = formatter.parse(&written);
        assert_eq!(again.as_ref(), Ok(&date), "{text} {written}");
    }
}

fn place(read: &Result<Date, ParseTextError>, text: &str) {
    if let Err(error) = read {
        assert!(error.at <= text.len(), "{text} {error:?}");
        assert!(
            text.is_char_boundary(error.at) || text.len() > 256,
            "{text} {error:?}"
        );
    }
}

/// Returns the text with ASCII digits.
fn ascii(text: &str) -> String {
    const ZEROS: [u32; 5] = [0x660, 0x6f0, 0x966, 0xe50, 0x1810];
    let digit = |letter: char| {
        let value = |zero: &u32| {
            u32::from(letter)
                .checked_sub(*zero)
                .filter(|value| *value < 10)
        };
        ZEROS
            .iter()
            .find_map(value)
            .and_then(|value| char::from_digit(value, 10))
    };
    text.chars()
        .map(|letter| digit(letter).unwrap_or(letter))
        .collect()
}
