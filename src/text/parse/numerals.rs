//! Numbers that are not written digit by digit, read back: Hebrew and Roman numerals and the days of
//! a Chinese month. See the rules in `src/text/numerals.rs`.

/// Reads the Hebrew numeral that the text begins with, and returns its value and length in bytes.
/// Geresh and gershayim may be missing or be ASCII quotes.
pub(super) fn hebrew(text: &str) -> Option<(i64, usize)> {
    let mut total = 0_i64;
    let mut part = 0_i64;
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let value = letter_value(letter);
        let is_mark = matches!(letter, '׳' | '״' | '\'' | '"');
        if value.is_none() && !(is_mark && end > 0) {
            break;
        }
        // A geresh between letters ends the thousands.
        let more = letters
            .peek()
            .is_some_and(|(_, next)| letter_value(*next).is_some());
        // So does the order of the letters: five and four hundred are 5400.
        let next_is_hundreds = letters.peek().is_some_and(|(_, next)| *next == 'ת');
        let is_thousands = (matches!(letter, '׳' | '\'') && more)
            || (matches!(value, Some(1..=9)) && next_is_hundreds);
        if is_thousands && total == 0 {
            total = part.saturating_add(value.unwrap_or(0)).saturating_mul(1000);
            part = 0;
            end = at.saturating_add(letter.len_utf8());
            continue;
        }
        part = part.saturating_add(value.unwrap_or(0));
        end = at.saturating_add(letter.len_utf8());
    }
    let thousands = text
        .get(end..)
        .and_then(|rest| rest.strip_prefix(THOUSANDS));
    if let Some(rest) = thousands {
        part = part.saturating_mul(1000);
        end = text.len().saturating_sub(rest.len());
    }
    (end > 0).then(|| (total.saturating_add(part), end))
}

/// What stands behind a whole number of thousands.
const THOUSANDS: &str = " אלפים";

fn letter_value(letter: char) -> Option<i64> {
    Some(match letter {
        'א'..='ט' => i64::from(u32::from(letter)).saturating_sub(0x5cf),
        'י' => 10,
        'כ' | 'ך' => 20,
        'ל' => 30,
        'מ' | 'ם' => 40,
        'נ' | 'ן' => 50,
        'ס' => 60,
        'ע' => 70,
        'פ' | 'ף' => 80,
        'צ' | 'ץ' => 90,
        'ק' => 100,
        'ר' => 200,
        'ש' => 300,
        'ת' => 400,
        _ => return None,
    })
}

/// Returns whether a numeral has the letters that are usual for its value. Many words have letters
/// that are numerals too.
pub(super) fn is_usual_hebrew(value: i64, numeral: &str) -> bool {
    let mut written = String::new();
    let is_written =
        u64::try_from(value).is_ok_and(|value| crate::text::numerals::hebrew(value, &mut written));
    let letters = |letter: &char| letter_value(*letter).is_some();
    let usual = written.chars().filter(letters);
    is_written && usual.eq(numeral.chars().filter(letters))
}

/// Returns the year of a Hebrew numeral. Years of the sixth millennium are written without it.
pub(super) fn hebrew_year(value: i64) -> i64 {
    match value {
        1..=999 => value.saturating_add(5000),
        _ => value,
    }
}

/// Reads the day of a Chinese month that the text begins with: `初一` to `三十`. Returns the day and
/// its length in bytes.
pub(super) fn hanidays(text: &str) -> Option<(i64, usize)> {
    let mut letters = text.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let ones = match second {
        '十' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    let day = match (first, ones) {
        ('初', 0) => 10,
        ('初', _) => ones,
        ('十', 1..) => 10_i64.saturating_add(ones),
        ('二', 0) => 20,
        ('廿', 1..) => ones.saturating_add(20),
        ('三', 0) => 30,
        ('丗', 1..) => ones.saturating_add(30),
        _ => return None,
    };
    Some((day, first.len_utf8().saturating_add(second.len_utf8())))
}

/// Reads the Roman numeral in lower case that the text begins with, and returns its value and length
/// in bytes. Other ways to write the number are not read.
pub(super) fn roman(text: &str) -> Option<(i64, usize)> {
    let numeral = |letter: char| ROMAN.iter().any(|(name, _)| *name == letter);
    let length = text.find(|letter| !numeral(letter)).unwrap_or(text.len());
    let numeral = text
        .get(..length)
        .filter(|numeral| numeral.len() <= MAX_ROMAN)?;
    let mut total = 0_u64;
    let mut highest = 0_u64;
    for letter in numeral.chars().rev() {
        let (_, value) = ROMAN.iter().find(|(name, _)| *name == letter)?;
        // A smaller letter before a larger one is subtracted.
        total = match *value < highest {
            true => total.checked_sub(*value)?,
            false => total.saturating_add(*value),
        };
        highest = highest.max(*value);
    }
    let mut written = String::new();
    let is_usual = crate::text::numerals::roman(total, &mut written) && written == numeral;
    Some((i64::try_from(total).ok()?, length)).filter(|_| is_usual)
}

const ROMAN: [(char, u64); 7] = [
    ('i', 1),
    ('v', 5),
    ('x', 10),
    ('l', 50),
    ('c', 100),
    ('d', 500),
    ('m', 1000),
];

/// The length of the longest numeral, 3888.
const MAX_ROMAN: usize = 15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hebrew_numerals_are_read() {
        for (text, expected) in [
            ("א׳", 1),
            ("ט״ו", 15),
            ("תשפ״ז", 787),
            ("תשפז", 787),
            ("ה׳תשפ״ז", 5787),
            ("התשפז", 5787),
            ("א׳א׳", 1001),
            ("ה׳ אלפים", 5000),
            ("תתקצ״ט", 999),
            ("ק״ף", 180),
        ] {
            assert_eq!(hebrew(text), Some((expected, text.len())), "{text}");
        }
        assert_eq!(hebrew("י״ב בכסלו"), Some((12, "י״ב".len())));
        assert_eq!(hebrew("׳"), None);
        assert_eq!(hebrew("12"), None);
    }

    #[test]
    fn words_are_no_usual_numerals() {
        for (text, expected) in [
            ("תשפז", true),
            ("התשפז", true),
            ("ב", true),
            ("בסיוון", false),
        ] {
            let (value, length) = hebrew(text).unwrap();
            assert_eq!(length, text.len());
            assert_eq!(is_usual_hebrew(value, text), expected, "{text}");
        }
    }

    #[test]
    fn chinese_days_are_read() {
        let read = ["初一", "初十", "十一", "二十", "廿九", "三十", "丗一"].map(hanidays);
        let expected = [1, 10, 11, 20, 29, 30, 31].map(|day| Some((day, 6)));
        assert_eq!(read, expected);
        assert_eq!(["十十", "二一", "廿十", "初"].map(hanidays), [None; 4]);
    }

    #[test]
    fn roman_numerals_are_read_whole() {
        for (text, expected) in [
            ("viii.", 8),
            ("xiii", 13),
            ("mmmdccclxxxviii", 3888),
            ("xiv-", 14),
        ] {
            assert_eq!(roman(text).map(|(value, _)| value), Some(expected));
        }
        assert_eq!(["iiii", "vx", "iix", "", "mmmm"].map(roman), [None; 5]);
        assert_eq!(roman("X"), None);
    }
}
