//! [`Sink`]: where a formatter writes, and the buffers that it can write into.

use core::fmt;

use super::FormatError;

/// The length up to which a name is copied as a block of this length.
pub(super) const BLOCK: usize = 16;

/// Receives a text piece by piece.
pub(super) trait Sink {
    fn push(&mut self, text: &str);

    fn push_char(&mut self, next: char) {
        self.push(next.encode_utf8(&mut [0; 4]));
    }

    /// As [`push`](Self::push), for a text of at most [`BLOCK`] bytes that stands at the begin of
    /// this block.
    fn push_block(&mut self, text: &str, _block: &[u8; BLOCK]) {
        self.push(text);
    }
}

impl Sink for String {
    fn push(&mut self, text: &str) {
        self.push_str(text);
    }

    fn push_char(&mut self, next: char) {
        self.push(next);
    }
}

/// Writes into a slice. Beyond its end, only the length is counted.
pub(super) struct Buffer<'b> {
    to: &'b mut [u8],
    /// The length of the text. If it is within the slice, so many bytes of it are whole texts.
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
        let text = core::str::from_utf8(written);
        debug_assert!(text.is_ok(), "only whole texts were written");
        Ok(text.unwrap_or_default())
    }

    /// Returns the rest of the slice; empty behind its end.
    fn rest(&mut self) -> &mut [u8] {
        self.to.get_mut(self.length..).unwrap_or_default()
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

    /// Writes four bytes whatever the length is, if they fit: one store.
    #[inline]
    fn push_char(&mut self, next: char) {
        let mut bytes = [0; 4];
        let length = next.encode_utf8(&mut bytes).len();
        match self.rest().first_chunk_mut() {
            Some(place) => {
                *place = bytes;
                self.advance(length);
            }
            None => self.push(next.encode_utf8(&mut bytes)),
        }
    }

    #[inline]
    fn push_block(&mut self, text: &str, block: &[u8; BLOCK]) {
        match self.rest().first_chunk_mut() {
            Some(place) => {
                *place = *block;
                self.advance(text.len());
            }
            None => self.push(text),
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
