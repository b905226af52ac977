//! The notation of patterns in UTS 35, "Date Field Symbol Table" and "Date Format Patterns".

use core::fmt::{self, Write as _};

use super::{Field, Item, MAX_LENGTH, Pattern, PatternError, Symbol};

/// The letter that UTS 35 ignores.
const IGNORED: char = 'l';

/// The letters of times and time zones.
const TIME: &str = "abBhHkKmsSAjJCzZOvVXx";

pub(super) fn read(text: &str) -> Result<Pattern, PatternError> {
    if text.len() > MAX_LENGTH {
        return Err(PatternError::TooLong { length: text.len() });
    }
    let mut pattern = Pattern::empty();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // The rest is a suffix of the text, so it is not longer.
        let at = text.len().saturating_sub(rest.len());
        rest = match first {
            '\'' => read_quoted(rest, at, &mut pattern)?,
            letter if letter.is_ascii_alphabetic() => {
                let (run, after) = split_run(rest, |next| next == letter);
                read_field(letter, run.len(), at, &mut pattern)?;
                after
            }
            _ => {
                let (run, after) =
                    split_run(rest, |next| next != '\'' && !next.is_ascii_alphabetic());
                pattern.push_literal(run);
                after
            }
        };
    }
    Ok(pattern)
}

/// Splits the text before the first character that does not belong to the run.
fn split_run(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|next| !belongs(next));
    text.split_at(end.unwrap_or(text.len()))
}

fn read_field(
    letter: char,
    count: usize,
    at: usize,
    pattern: &mut Pattern,
) -> Result<(), PatternError> {
    if letter == IGNORED {
        return Ok(());
    }
    let Some(symbol) = Symbol::of_letter(letter) else {
        return Err(if TIME.contains(letter) {
            PatternError::Time { letter, at }
        } else {
            PatternError::Letter { letter, at }
        });
    };
    let longest = symbol.longest();
    let width = u8::try_from(count).ok().filter(|width| *width <= longest);
    let width = width.ok_or(PatternError::Width {
        letter,
        at,
        longest,
    })?;
    pattern.push_field(Field { symbol, width });
    Ok(())
}

/// Reads the text that begins with an apostrophe. Two of them are one apostrophe, inside of quoted
/// text and outside.
fn read_quoted<'t>(
    text: &'t str,
    at: usize,
    pattern: &mut Pattern,
) -> Result<&'t str, PatternError> {
    let mut rest = text.strip_prefix('\'').unwrap_or(text);
    if let Some(after) = rest.strip_prefix('\'') {
        pattern.push_literal("'");
        return Ok(after);
    }
    loop {
        let (quoted, after) = rest.split_once('\'').ok_or(PatternError::Quote { at })?;
        pattern.push_literal(quoted);
        match after.strip_prefix('\'') {
            Some(more) => {
                pattern.push_literal("'");
                rest = more;
            }
            None => return Ok(after),
        }
    }
}

pub(super) fn write(pattern: &Pattern, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut before = None;
    for item in &pattern.items {
        match item {
            Item::Literal(text) => write_literal(text, f)?,
            Item::Field(field) => {
                let letter = field.symbol.letter();
                // Only a Qt pattern has a field twice without text between. The ignored letter
                // keeps them apart.
                if before == Some(letter) {
                    f.write_char(IGNORED)?;
                }
                for _ in 0..field.width {
                    f.write_char(letter)?;
                }
            }
        }
        before = match item {
            Item::Literal(_) => None,
            Item::Field(field) => Some(field.symbol.letter()),
        };
    }
    Ok(())
}

/// Writes text between apostrophes if it has ASCII letters, and doubles its apostrophes.
fn write_literal(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let quote = if text.contains(|next: char| next.is_ascii_alphabetic()) {
        "'"
    } else {
        ""
    };
    f.write_str(quote)?;
    for (index, piece) in text.split('\'').enumerate() {
        if index > 0 {
            f.write_str("''")?;
        }
        f.write_str(piece)?;
    }
    f.write_str(quote)
}
