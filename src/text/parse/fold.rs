//! [`Folded`]: a text without what people write in different ways.

/// A text in which equal words are equal texts:
///
/// - lower case; `ı` and `İ` are `i`, `ς` is `σ`, Arabic and Persian `ي ی` and `ك ک` are one letter;
/// - bidirectional marks, joiners, apostrophes, geresh and gershayim are dropped;
/// - full stops between letters are dropped; other punctuation and spaces are one space, and none
///   is at the ends;
/// - digits of all scripts are ASCII.
#[derive(Debug)]
pub(super) struct Folded {
    text: String,
    /// The place in the original text of each byte.
    places: Vec<u16>,
    end: usize,
}

impl Folded {
    /// Folds a text of at most 64 kB, which both names and inputs are.
    pub(super) fn new(original: &str) -> Self {
        let mut folded = Folded {
            text: String::with_capacity(original.len()),
            places: Vec::with_capacity(original.len()),
            end: original.len(),
        };
        let mut space = None;
        let mut letters = original.char_indices().peekable();
        let mut before = ' ';
        while let Some((at, letter)) = letters.next() {
            if is_dropped(letter) {
                continue;
            }
            let mut goes_on = || letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
            if letter == '.' && before.is_alphabetic() && goes_on() {
                continue;
            }
            before = letter;
            if is_separator(letter) {
                space = space.or(Some(at));
                continue;
            }
            if let Some(space) = space.take().filter(|_| !folded.text.is_empty()) {
                folded.push(' ', space);
            }
            fold(letter, |letter| folded.push(letter, at));
        }
        folded
    }

    fn push(&mut self, letter: char, at: usize) {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        self.text.push(letter);
        self.places.resize(self.text.len(), at);
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn into_text(self) -> Box<str> {
        self.text.into()
    }

    /// Returns the place in the original text of a byte of the folded one.
    pub(super) fn place(&self, byte: usize) -> usize {
        self.places
            .get(byte)
            .map_or(self.end, |at| usize::from(*at))
    }
}

fn fold(letter: char, mut push: impl FnMut(char)) {
    match letter {
        'ı' | 'İ' => push('i'),
        'ς' => push('σ'),
        'ي' | 'ى' => push('ی'),
        'ك' => push('ک'),
        _ if letter.is_ascii() => push(letter.to_ascii_lowercase()),
        _ => match decimal_digit(letter) {
            Some(digit) => push(digit),
            None => letter.to_lowercase().for_each(push),
        },
    }
}

fn is_dropped(letter: char) -> bool {
    matches!(letter,
        '\'' | '"' | '\u{2018}'..='\u{201f}' | '\u{2bc}' | '\u{2b9}' | '\u{5f3}' | '\u{5f4}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_ascii_punctuation()
        || matches!(letter,
            '\u{a1}'..='\u{a9}' | '\u{ab}' | '\u{b7}' | '\u{2010}'..='\u{2017}' | '\u{2026}'..='\u{2027}'
            | '\u{2032}' | '\u{2212}' | '\u{589}' | '\u{5be}' | '\u{60c}' | '\u{61b}' | '\u{66a}'..='\u{66c}'
            | '\u{6d4}' | '\u{964}' | '\u{1361}'..='\u{1368}' | '\u{1800}'..='\u{180a}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{30fb}'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3f}')
}

/// Returns the ASCII digit of a decimal digit of another script.
pub(super) fn decimal_digit(letter: char) -> Option<char> {
    let letter = u32::from(letter);
    let before = ZEROS.partition_point(|zero| *zero <= letter);
    let zero = ZEROS.get(before.checked_sub(1)?)?;
    char::from_digit(letter.checked_sub(*zero)?, 10)
}

/// The digits zero of Unicode's scripts (general category `Nd` in Unicode 14); the digits 1 to 9
/// follow each.
const ZEROS: [u32; 66] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50,
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        Folded::new(text).text
    }

    #[test]
    fn spellings_of_one_text_are_equal() {
        for (one, other) in [
            ("22. Nov. 2026", "22 NOV  2026"),
            ("22 KASIM 2026", "22 Kasım 2026"),
            ("ΝΟΈΜΒΡΙΟΣ", "νοέμβριος"),
            ("۱۴۰۵-۰۹-۰۴", "1405/09/04"),
            ("١١ جمادى الآخرة، ١٤٤٨", "11 جمادی الآخرة 1448"),
            ("\u{200f}12 בכסלו תשפ״ז", "12 בכסלו תשפז"),
            ("８年１１月", "8年11月"),
            ("12 Rab. I", "12 rab i"),
            ("44 B.C.", "44 bc"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_eq!(fold(" - "), "");
    }

    #[test]
    fn places_are_those_of_the_original() {
        let text = "\u{200f}İ  Ö";
        let folded = Folded::new(text);
        assert_eq!(folded.text(), "i ö");
        let places: Vec<_> = (0..5).map(|byte| folded.place(byte)).collect();
        assert_eq!(places, [3, 5, 7, 7, text.len()]);
    }

    #[test]
    fn zeros_are_in_order_and_digits_have_values() {
        assert!(ZEROS.is_sorted());
        for (letter, digit) in [('٩', '9'), ('۰', '0'), ('९', '9'), ('๕', '5'), ('７', '7')]
        {
            assert_eq!(decimal_digit(letter), Some(digit));
        }
        assert_eq!(decimal_digit('٪'), None);
    }
}
