//! The notation of patterns in Qt: `QDate::toString`, for a date without a time.

use super::{Field, MAX_LENGTH, Pattern, PatternError, Symbol};

pub(super) fn read(text: &str) -> Result<Pattern, PatternError> {
    if text.len() > MAX_LENGTH {
        return Err(PatternError::TooLong { length: text.len() });
    }
    let mut pattern = Pattern::empty();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after = rest.strip_prefix(first).unwrap_or("");
        rest = if first == '\'' {
            read_quoted(after, &mut pattern)
        } else if let Some((field, after)) = read_field(rest) {
            pattern.push_field(field);
            after
        } else {
            let (literal, _) = rest.split_at(first.len_utf8());
            pattern.push_literal(literal);
            after
        };
    }
    Ok(pattern)
}

/// The fields of Qt, the longest of each letter first.
const FIELDS: [(&str, Symbol, u8); 10] = [
    ("dddd", Symbol::Weekday, 4),
    ("ddd", Symbol::Weekday, 3),
    ("dd", Symbol::Day, 2),
    ("d", Symbol::Day, 1),
    ("MMMM", Symbol::Month, 4),
    ("MMM", Symbol::Month, 3),
    ("MM", Symbol::Month, 2),
    ("M", Symbol::Month, 1),
    ("yyyy", Symbol::QtYear, 4),
    ("yy", Symbol::QtYear, 2),
];

fn read_field(text: &str) -> Option<(Field, &str)> {
    FIELDS.iter().find_map(|(letters, symbol, width)| {
        let field = Field {
            symbol: *symbol,
            width: *width,
        };
        Some((field, text.strip_prefix(letters)?))
    })
}

/// Reads the text after an apostrophe. A second one right behind it is an apostrophe; otherwise the
/// text up to the next one is a literal, in which two of them are one.
fn read_quoted<'t>(text: &'t str, pattern: &mut Pattern) -> &'t str {
    if let Some(after) = text.strip_prefix('\'') {
        pattern.push_literal("'");
        return after;
    }
    let mut rest = text;
    loop {
        let Some((quoted, after)) = rest.split_once('\'') else {
            pattern.push_literal(rest);
            return "";
        };
        pattern.push_literal(quoted);
        match after.strip_prefix('\'') {
            Some(more) => {
                pattern.push_literal("'");
                rest = more;
            }
            None => return after,
        }
    }
}
