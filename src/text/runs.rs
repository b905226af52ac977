//! [`runs`]: the letters of a UTS 35 pattern, without an item model.

use core::ops::Range;

/// A field of a pattern: one letter, repeated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Run {
    pub(crate) letter: u8,
    /// The place of the letters in the pattern, in bytes.
    pub(crate) range: Range<usize>,
}

impl Run {
    /// The number of letters.
    pub(crate) fn width(&self) -> usize {
        self.range.len()
    }
}

/// Returns the fields of a pattern in their order. Quoted text has none; an apostrophe inside quotes
/// is written twice, so each apostrophe just toggles between pattern and text.
pub(crate) fn runs(pattern: &str) -> impl Iterator<Item = Run> + '_ {
    let mut bytes = pattern.bytes().enumerate().peekable();
    let mut quoted = false;
    core::iter::from_fn(move || {
        loop {
            let (start, letter) = bytes.next()?;
            if letter == b'\'' {
                quoted = !quoted;
            }
            if quoted || !letter.is_ascii_alphabetic() {
                continue;
            }
            let mut end = start.saturating_add(1);
            while let Some((at, _)) = bytes.next_if(|(_, next)| *next == letter) {
                end = at.saturating_add(1);
            }
            let range = start..end;
            return Some(Run { letter, range });
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_letters_are_no_fields() {
        let found: Vec<_> = runs("d 'de' MMMM''y 'o''clock'")
            .map(|run| (char::from(run.letter), run.range))
            .collect();
        assert_eq!(found, [('d', 0..1), ('M', 7..11), ('y', 13..14)]);
    }
}
