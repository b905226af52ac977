//! [`Sink`]: where a formatter writes, and the buffers that it can write into.
#![expect(
    unsafe_code,
    reason = "the text in a buffer need not be checked again: it takes as long as writing it"
)]

use core::fmt;

use super::FormatError;

/// The length up to which a text is copied as a block of this length.
const SHORT: usize = 16;

/// The same for longer texts, such as most names in other scripts than Latin.
const BLOCK: usize = PADDING.len();

/// A block of spaces. With it behind a text, each piece of the text can be copied as a block.
pub(super) const PADDING: &str = "                                ";

/// Receives a text piece by piece.
pub(super) trait Sink {
    fn push(&mut self, text: &str);

    /// Pushes the first `length` bytes of a text. Nothing, if they end within a character.
    fn push_prefix(&mut self, text: &str, length: usize) {
        self.push(text.get(..length).unwrap_or_default());
    }
}

impl Sink for String {
    fn push(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// Writes into a slice. Beyond its end, only the length is counted.
pub(super) struct Buffer<'b> {
    to: &'b mut [u8],
    /// The length of the text. If it is within the slice, the bytes before it are whole texts.
    length: usize,
}

impl<'b> Buffer<'b> {
    pub(super) fn new(to: &'b mut [u8]) -> Self {
        Buffer { to, length: 0 }
    }

    /// Returns the text.
    ///
    /// # Errors
    /// [`FormatError::TooShort`] if the text did not fit.
    pub(super) fn finish(self) -> Result<&'b str, FormatError> {
        let needed = self.length;
        let written = self
            .to
            .get(..needed)
            .ok_or(FormatError::TooShort { needed })?;
        debug_assert!(
            core::str::from_utf8(written).is_ok(),
            "only whole texts were written"
        );
        // SAFETY: `length` grows only in `advance`, by the length of a `str` that begins at the old
        // length: `push` copies it whole if it fits, `push_prefix` may write a longer block that
        // begins with it. If one of them does not fit, `length` exceeds the slice from
        // then on, and `get` above has failed. So the bytes are `str`s, one after another.
        Ok(unsafe { core::str::from_utf8_unchecked(written) })
    }

    /// Returns the rest of the slice; empty behind its end.
    fn rest(&mut self) -> &mut [u8] {
        self.to.get_mut(self.length..).unwrap_or_default()
    }

    /// Copies the first `N` bytes of a text, if it has them and they fit.
    #[inline]
    fn copy_block<const N: usize>(&mut self, text: &str) -> bool {
        let block: Option<&[u8; N]> = text.as_bytes().first_chunk();
        match (block, self.rest().first_chunk_mut()) {
            (Some(block), Some(place)) => {
                *place = *block;
                true
            }
            _ => false,
        }
    }

    fn advance(&mut self, bytes: usize) {
        self.length = self.length.saturating_add(bytes);
    }
}

impl Sink for Buffer<'_> {
    #[inline]
    fn push(&mut self, text: &str) {
        if let Some(place) = self.rest().get_mut(..text.len()) {
            place.copy_from_slice(text.as_bytes());
        }
        self.advance(text.len());
    }

    /// Copies a short text together with what follows it, if that fits: one or two stores.
    #[inline]
    fn push_prefix(&mut self, text: &str, length: usize) {
        let copied = text.is_char_boundary(length)
            && if length <= SHORT {
                self.copy_block::<SHORT>(text)
            } else {
                length <= BLOCK && self.copy_block::<BLOCK>(text)
            };
        if copied {
            self.advance(length);
        } else {
            self.push(text.get(..length).unwrap_or_default());
        }
    }
}

/// Counts the bytes of a text.
#[derive(Default)]
pub(super) struct Length(pub(super) usize);

impl Sink for Length {
    fn push(&mut self, text: &str) {
        self.0 = self.0.saturating_add(text.len());
    }
}

/// Writes into a `fmt::Formatter`, and keeps its error.
pub(super) struct Display<'a, 'f> {
    pub(super) to: &'a mut fmt::Formatter<'f>,
    pub(super) result: fmt::Result,
}

impl Sink for Display<'_, '_> {
    fn push(&mut self, text: &str) {
        self.result = self.result.and_then(|()| self.to.write_str(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text whose characters have one to four bytes.
    const TEXT: &str = "aé年😀bñ月😁cü日😂dö火😃eä水😄fë木😅gï金😆hÿ土";

    #[test]
    fn prefix_of_any_length_is_written_whole_or_counted() {
        for length in 0..=TEXT.len() {
            let prefix = TEXT.get(..length).unwrap_or_default();
            for room in 0..TEXT.len() + 2 * BLOCK {
                let mut bytes = vec![b'-'; room];
                let mut buffer = Buffer::new(&mut bytes);
                buffer.push("é");
                buffer.push_prefix(TEXT, length);
                buffer.push("!");
                let expected = format!("é{prefix}!");
                let needed = expected.len();
                match buffer.finish() {
                    Ok(text) => assert_eq!(text, expected),
                    Err(error) => {
                        assert_eq!(error, FormatError::TooShort { needed });
                        assert!(room < needed);
                    }
                }
            }
            let mut text = String::new();
            text.push_prefix(TEXT, length);
            assert_eq!(text, prefix);
        }
        let mut length = Length::default();
        length.push_prefix(TEXT, TEXT.len());
        assert_eq!(length.0, TEXT.len());
    }
}
