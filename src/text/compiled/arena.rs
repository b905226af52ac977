//! [`Arena`]: one text that holds all pieces that a pattern can write.

use super::super::FormatterError;
use super::super::write::{PADDING, Sink};

/// The place of a piece.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(in crate::text) struct Span {
    start: u16,
    length: u16,
}

impl Span {
    pub(in crate::text) fn len(self) -> usize {
        usize::from(self.length)
    }
}

/// The pieces, one after another, and a block of spaces behind them.
#[derive(Debug)]
pub(in crate::text) struct Arena {
    text: Box<str>,
}

impl Arena {
    #[inline]
    pub(in crate::text) fn get(&self, span: Span) -> &str {
        let start = usize::from(span.start);
        let text = self.text.get(start..start.saturating_add(span.len()));
        debug_assert!(text.is_some(), "a span of this arena");
        text.unwrap_or_default()
    }

    #[inline]
    pub(super) fn write(&self, span: Span, sink: &mut impl Sink) {
        let rest = self.text.get(usize::from(span.start)..);
        debug_assert!(rest.is_some(), "a span of this arena");
        sink.push_prefix(rest.unwrap_or_default(), span.len());
    }
}

/// The bytes of most arenas, and of those with sixty names of years. What is not used is given back.
const USUAL: usize = 960;

/// Collects the pieces of an [`Arena`].
pub(super) struct ArenaBuilder {
    text: String,
}

impl ArenaBuilder {
    pub(super) fn new() -> Self {
        ArenaBuilder {
            text: String::with_capacity(USUAL),
        }
    }

    /// # Errors
    /// [`FormatterError::TooLong`] if all pieces together have more than 65,535 bytes.
    pub(super) fn add(&mut self, piece: &str) -> Result<Span, FormatterError> {
        let start = u16::try_from(self.text.len());
        let length = u16::try_from(piece.len());
        let (Ok(start), Ok(length)) = (start, length) else {
            return Err(FormatterError::TooLong);
        };
        self.text.push_str(piece);
        Ok(Span { start, length })
    }

    pub(super) fn finish(mut self) -> Arena {
        self.text.push_str(PADDING);
        Arena {
            text: self.text.into_boxed_str(),
        }
    }
}
