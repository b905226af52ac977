//! Reads dates from text.
//!
//! | file | contents |
//! |---|---|
//! | `strict.rs` | [`StrictReader`]: what a pattern writes, to the letter |
//! | `lenient.rs`, `tokens.rs`, `words.rs`, `fold.rs` | [`LenientReader`]: what people write, without case, width and order of words |
//! | `fields.rs` | the fields that were read, and the date that they describe |
//! | `input.rs`, `names.rs`, `numerals.rs` | numbers, names and numerals at the start of a text |
//! | `error.rs` | [`ParseTextError`] |

mod error;
mod fields;
mod fold;
mod input;
mod lenient;
mod names;
mod numerals;
mod strict;
mod tokens;
mod words;

#[cfg(test)]
#[cfg(feature = "cldr")]
pub(crate) mod testing;
#[cfg(test)]
#[cfg(feature = "cldr")]
mod tests;

pub use error::{ParseTextError, ParseTextErrorKind};
pub(crate) use lenient::LenientReader;
pub(crate) use strict::StrictReader;
