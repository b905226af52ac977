//! [`Formats`]: what a registered calendar is called, and its formatters.

use super::CalendarText;

/// The text of a calendar, and the formatters that were compiled from it.
pub(crate) struct Formats {
    text: CalendarText,
}

impl Formats {
    pub(crate) fn new(text: CalendarText) -> Self {
        Formats { text }
    }

    pub(crate) fn text(&self) -> &CalendarText {
        &self.text
    }
}
