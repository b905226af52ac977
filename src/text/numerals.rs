//! Numbers that are not written digit by digit: Hebrew, Roman, and the days of a Chinese month.
//!
//! Source: the rules `hebrew`, `roman-lower` and `zh/hanidays` of CLDR's number formats by rules.

use super::write::Sink;

/// Writes a number in Hebrew numerals, 1 to 999,999. Returns whether it could.
///
/// The last letter has a gershayim before it, or a single letter a geresh behind it: ט״ו, ה׳.
pub(super) fn hebrew(number: u64, sink: &mut impl Sink) -> bool {
    if !(1..=999_999).contains(&number) {
        return false;
    }
    let (thousands, rest) = (number.div_euclid(1000), number.rem_euclid(1000));
    match (thousands, rest) {
        (0, _) => {}
        (1, 0) => sink.push("אלף"),
        (2, 0) => sink.push("אלפיים"),
        (_, 0) => {
            below_thousand(thousands, sink);
            sink.push(" אלפים");
        }
        _ => {
            below_thousand(thousands, sink);
            if letters(thousands).nth(1).is_some() {
                sink.push(GERESH);
            }
        }
    }
    if rest > 0 {
        below_thousand(rest, sink);
    }
    true
}

/// Removes the thousands of a year as in everyday use: 5787 is written as 787. CLDR's patterns do
/// so for the years 5001 to 5999.
pub(super) fn hebrew_year(year: u64) -> u64 {
    match year {
        5001..=5999 => year.rem_euclid(1000),
        _ => year,
    }
}

const GERESH: &str = "׳";
const GERSHAYIM: &str = "״";

fn below_thousand(number: u64, sink: &mut impl Sink) {
    let mut letters = letters(number).peekable();
    let mut is_first = true;
    while let Some(letter) = letters.next() {
        let is_last = letters.peek().is_none();
        if is_last && !is_first {
            sink.push(GERSHAYIM);
        }
        sink.push(letter);
        if is_last && is_first {
            sink.push(GERESH);
        }
        is_first = false;
    }
}

/// Iterates over the letters of a number, 1 to 999.
fn letters(number: u64) -> impl Iterator<Item = &'static str> {
    let (hundreds, tens, ones) = (
        number.div_euclid(100),
        number.rem_euclid(100).div_euclid(10),
        number.rem_euclid(10),
    );
    // The largest letter is 400, and 900 is 400 and 400 and 100.
    let hundreds = [
        hundreds.min(4),
        hundreds.saturating_sub(4).min(4),
        hundreds.saturating_sub(8),
    ];
    let [first, second, third] = hundreds.map(|digit| digit_of(&HUNDREDS, digit));
    let (tens, ones) = match (number, number.rem_euclid(100)) {
        (304, _) => return ["ד", "ש", "", "", ""].into_iter().filter(is_letter),
        // The usual order would be a word with a bad meaning.
        (298 | 698, _) => ("ח", "צ"),
        (344 | 744, _) => ("ד", "מ"),
        // The usual letters would be a part of God's name.
        (_, 15) => ("ט", "ו"),
        (_, 16) => ("ט", "ז"),
        // Behind other letters stands the final form.
        (101.., 80) => ("", "ף"),
        _ => (digit_of(&TENS, tens), digit_of(&ONES, ones)),
    };
    [first, second, third, tens, ones]
        .into_iter()
        .filter(is_letter)
}

fn is_letter(text: &&str) -> bool {
    !text.is_empty()
}

fn digit_of(letters: &[&'static str], digit: u64) -> &'static str {
    let index = usize::try_from(digit).unwrap_or(usize::MAX);
    letters.get(index).copied().unwrap_or_default()
}

const ONES: [&str; 10] = ["", "א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט"];
const TENS: [&str; 10] = ["", "י", "כ", "ל", "מ", "נ", "ס", "ע", "פ", "צ"];
const HUNDREDS: [&str; 5] = ["", "ק", "ר", "ש", "ת"];

/// Writes a day of a Chinese month, 1 to 39: 初一, 廿九. Returns whether it could.
pub(super) fn hanidays(number: u64, sink: &mut impl Sink) -> bool {
    let (tens, ones) = (number.div_euclid(10), number.rem_euclid(10));
    let before = match (tens, ones) {
        (0, 0) | (4.., _) => return false,
        (0, _) | (1, 0) => "初",
        (1, _) => "十",
        (2, 0) => "二",
        (2, _) => "廿",
        (_, 0) => "三",
        (_, _) => "丗",
    };
    sink.push(before);
    sink.push(digit_of(&CHINESE_ONES, ones));
    true
}

const CHINESE_ONES: [&str; 10] = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Writes a Roman numeral in lower case, 1 to 3999. Returns whether it could.
pub(super) fn roman(number: u64, sink: &mut impl Sink) -> bool {
    if !(1..=3999).contains(&number) {
        return false;
    }
    let mut rest = number;
    for (value, letters) in ROMAN {
        while rest >= value {
            sink.push(letters);
            rest = rest.saturating_sub(value);
        }
    }
    true
}

const ROMAN: [(u64, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The largest length of a numeral of this module, in bytes.
pub(super) const MAX_LENGTH: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: fn(u64, &mut String) -> bool, number: u64) -> Option<String> {
        let mut text = String::new();
        write(number, &mut text).then_some(text)
    }

    /// The expected texts are those of ICU 78.3.
    #[test]
    fn hebrew_numerals_are_those_of_icu() {
        for (number, expected) in [
            (1, "א׳"),
            (9, "ט׳"),
            (10, "י׳"),
            (11, "י״א"),
            (15, "ט״ו"),
            (16, "ט״ז"),
            (20, "כ׳"),
            (80, "פ׳"),
            (99, "צ״ט"),
            (100, "ק׳"),
            (115, "קט״ו"),
            (116, "קט״ז"),
            (180, "ק״ף"),
            (270, "ר״ע"),
            (298, "רח״צ"),
            (304, "ד״ש"),
            (344, "שד״מ"),
            (400, "ת׳"),
            (500, "ת״ק"),
            (698, "תרח״צ"),
            (744, "תשד״מ"),
            (787, "תשפ״ז"),
            (800, "ת״ת"),
            (815, "תתט״ו"),
            (900, "תת״ק"),
            (999, "תתקצ״ט"),
            (1000, "אלף"),
            (1001, "א׳א׳"),
            (2000, "אלפיים"),
            (5000, "ה׳ אלפים"),
            (5787, "ה׳תשפ״ז"),
            (6001, "ו׳א׳"),
            (11_001, "י״א׳א׳"),
            (15_000, "ט״ו אלפים"),
            (999_999, "תתקצ״ט׳תתקצ״ט"),
        ] {
            assert_eq!(text(hebrew, number).as_deref(), Some(expected), "{number}");
        }
        assert_eq!(text(hebrew, 0), None);
        assert_eq!(text(hebrew, 1_000_000), None);
        assert_eq!(
            [5000, 5001, 5999, 6000].map(hebrew_year),
            [5000, 1, 999, 6000]
        );
    }

    #[test]
    fn chinese_days_and_roman_numerals_are_those_of_icu() {
        for (number, expected) in [
            (1, "初一"),
            (10, "初十"),
            (11, "十一"),
            (20, "二十"),
            (21, "廿一"),
            (29, "廿九"),
            (30, "三十"),
            (31, "丗一"),
        ] {
            assert_eq!(text(hanidays, number).as_deref(), Some(expected));
        }
        assert_eq!([text(hanidays, 0), text(hanidays, 40)], [None, None]);
        for (number, expected) in [
            (1, "i"),
            (4, "iv"),
            (9, "ix"),
            (12, "xii"),
            (14, "xiv"),
            (3999, "mmmcmxcix"),
        ] {
            assert_eq!(text(roman, number).as_deref(), Some(expected));
        }
        assert_eq!([text(roman, 0), text(roman, 4000)], [None, None]);
    }

    #[test]
    fn no_numeral_exceeds_the_largest_length() {
        let longest =
            (1..=999_999).filter_map(|number| text(hebrew, number).map(|text| text.len()));
        assert!(longest.max().is_some_and(|longest| longest <= MAX_LENGTH));
        let longest = (1..=3999).filter_map(|number| text(roman, number).map(|text| text.len()));
        assert!(longest.max().is_some_and(|longest| longest <= MAX_LENGTH));
    }
}
