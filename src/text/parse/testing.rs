//! Languages and files for tests.

use crate::text::resolved::Resolved;
use crate::text::{CalendarText, Locale};
use crate::{Calendar, Registry};

/// A locale with its calendar, and what the calendar brings.
pub(crate) struct Language {
    pub(crate) calendar: Calendar,
    text: CalendarText,
    pub(crate) locale: Locale,
}

impl Language {
    /// `tag` says the calendar too: `fa-u-ca-persian`.
    pub(crate) fn new(tag: &str) -> Self {
        let locale = Locale::new(tag).unwrap();
        let calendar = Registry::with_builtins().calendar_for(&locale).unwrap();
        Language::of(calendar, locale)
    }

    pub(crate) fn of(calendar: Calendar, locale: Locale) -> Self {
        Language {
            text: calendar.backend().text(),
            calendar,
            locale,
        }
    }

    pub(crate) fn symbols(&self) -> Resolved<'_> {
        Resolved::new(&self.text, self.calendar.backend().as_ref(), &self.locale)
    }
}

/// Returns the rows of a file in `tests/data/text/`.
pub(crate) fn csv(file: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/data/text/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(fields).collect()
}

/// Splits a row. No field of these files has a quote inside.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            letter => fields.last_mut().unwrap().push(letter),
        }
    }
    fields
}
