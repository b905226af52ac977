//! [`Input`]: the rest of a text, and the numbers at its start.

use super::error::{ParseTextError, ParseTextErrorKind as Kind};
use crate::text::symbols::Digits;

/// The largest length of a text, in bytes.
pub(crate) const MAX_LENGTH: usize = 256;

/// The largest number of digits of a number.
pub(super) const MAX_DIGITS: usize = 9;

#[derive(Clone, Copy)]
pub(super) struct Input<'t> {
    text: &'t str,
    pub(super) at: usize,
}

/// Digits of one script at the start of the rest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: i64,
    /// How many digits there were.
    pub(super) digits: usize,
}

impl<'t> Input<'t> {
    pub(super) fn new(text: &'t str) -> Result<Self, ParseTextError> {
        match text.len() {
            0..=MAX_LENGTH => Ok(Input { text, at: 0 }),
            _ => Err(Kind::TooLong.at(MAX_LENGTH)),
        }
    }

    pub(super) fn rest(&self) -> &'t str {
        let rest = self.text.get(self.at..);
        debug_assert!(rest.is_some(), "{} is between characters", self.at);
        rest.unwrap_or_default()
    }

    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// Skips the text if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.skip(text.len());
        }
        found
    }

    /// Reads digits: all of ASCII, or all of the given ones. At most `most` are read.
    ///
    /// # Errors
    /// [`Kind::Number`] without a digit, [`Kind::NumberRange`] above nine digits.
    pub(super) fn number(
        &mut self,
        script: &Digits,
        most: Option<usize>,
    ) -> Result<Number, ParseTextError> {
        let start = self.at;
        let is_ascii = self
            .rest()
            .as_bytes()
            .first()
            .is_some_and(u8::is_ascii_digit);
        let mut number = Number {
            value: 0,
            digits: 0,
        };
        for letter in self.rest().chars() {
            let digit = match is_ascii {
                true => letter.to_digit(10).map(i64::from),
                false => digit_of(letter, script),
            };
            let Some(digit) = digit.filter(|_| most != Some(number.digits)) else {
                break;
            };
            if number.digits == MAX_DIGITS {
                return Err(Kind::NumberRange.at(start));
            }
            // Nine digits fit easily.
            number.value = number.value.saturating_mul(10).saturating_add(digit);
            number.digits = number.digits.saturating_add(1);
            self.skip(letter.len_utf8());
        }
        match number.digits {
            0 => Err(Kind::Number.at(start)),
            _ => Ok(number),
        }
    }
}

fn digit_of(letter: char, script: &Digits) -> Option<i64> {
    // The digits of nearly every script follow one another.
    let [zero, ..] = script;
    let distance = u32::from(letter).wrapping_sub(u32::from(*zero));
    if usize::try_from(distance).is_ok_and(|digit| script.get(digit) == Some(&letter)) {
        return Some(i64::from(distance));
    }
    let (_, value) = script
        .iter()
        .zip(0..)
        .find(|(digit, _)| **digit == letter)?;
    Some(value)
}
