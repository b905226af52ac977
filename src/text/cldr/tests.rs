//! Compares the tables with ICU 78.2: `tests/data/text/README.md` describes the files.

mod damage;
mod locales;
mod oracle;

use super::{Row, Tables};
use crate::text::Cldr;

/// The row of a locale as ICU calls it.
fn row(tag: &str) -> Row {
    let tag = if tag == "zh-HK" { "zh-Hant-HK" } else { tag };
    Tables::compiled()
        .row(tag)
        .unwrap_or_else(|| panic!("no row {tag}"))
}

/// Returns the rows of a file of comma-separated values, with quoted fields as in RFC 4180.
fn csv(file: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/data/text/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(fields).collect()
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                fields.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(character),
        }
    }
    fields
}

fn calendar(id: &str) -> Cldr {
    Cldr::from_unicode_id(id).unwrap_or_else(|| panic!("no calendar {id}"))
}
