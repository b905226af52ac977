//! [`Numbers`]: CLDR's `numbers` attribute of a pattern.

use super::FormatterError;
use super::symbols::{Digits, Numbering};

/// The digits of Chinese numbers by place.
pub(crate) const HANIDEC: Digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

const LATIN: Digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// How the numbers of a pattern are written, where not in the locale's digits: in all fields, or by
/// field as in `d=hanidays;y=hanidec`.
#[derive(Debug)]
pub(crate) struct Numbers<'n> {
    text: &'n str,
}

impl<'n> Numbers<'n> {
    /// # Errors
    /// [`FormatterError::Numbering`] for a name that is not known.
    pub(crate) fn read(text: &'n str) -> Result<Self, FormatterError> {
        let numbers = Numbers { text };
        let known = |(_, name)| numbering(name).is_some();
        if numbers.entries().all(known) {
            Ok(numbers)
        } else {
            Err(FormatterError::Numbering)
        }
    }

    /// Returns the numbering of the fields with this letter, if the pattern has one for it.
    pub(crate) fn of(&self, letter: char) -> Option<Numbering> {
        let is_for = |(field, _): &(&str, &str)| field.is_empty() || field.starts_with(letter);
        let (_, name) = self.entries().find(is_for)?;
        numbering(name)
    }

    /// Iterates over letters, empty for all fields, and names of numberings.
    fn entries(&self) -> impl Iterator<Item = (&'n str, &'n str)> {
        let entries = self.text.split(';').filter(|entry| !entry.is_empty());
        entries.map(|entry| entry.split_once('=').unwrap_or(("", entry)))
    }
}

fn numbering(name: &str) -> Option<Numbering> {
    Some(match name {
        "hebr" => Numbering::Hebrew,
        "hanidays" => Numbering::HaniDays,
        "hanidec" => Numbering::HaniDec,
        "jpanyear" => Numbering::JapaneseYear,
        "romanlow" => Numbering::RomanLower,
        "latn" => Numbering::Decimal(LATIN),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_is_found_by_the_letter_of_the_field() {
        let numbers = Numbers::read("d=hanidays;y=hanidec").expect("known names");
        assert_eq!(numbers.of('d'), Some(Numbering::HaniDays));
        assert_eq!(numbers.of('y'), Some(Numbering::HaniDec));
        assert_eq!(numbers.of('M'), None);
        let all = Numbers::read("hebr").expect("a known name");
        assert_eq!(all.of('M'), Some(Numbering::Hebrew));
        assert_eq!(Numbers::read("").expect("none").of('y'), None);
    }

    #[test]
    fn unknown_numbering_is_rejected() {
        for text in ["klingon", "d=klingon", "y=hanidec;d="] {
            assert_eq!(Numbers::read(text).unwrap_err(), FormatterError::Numbering);
        }
    }
}
