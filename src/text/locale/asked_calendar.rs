//! [`AskedCalendar`]: the calendar that a tag asks for.

use super::{Locale, LocaleError};

/// The value of `-u-ca-`, in lower case; empty if there is none.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct AskedCalendar {
    length: u8,
    bytes: [u8; Locale::MAX_CALENDAR_LEN],
}

impl AskedCalendar {
    pub(super) const NONE: Self = AskedCalendar {
        length: 0,
        bytes: [0; Locale::MAX_CALENDAR_LEN],
    };

    /// Joins the parts of a name, and replaces two deprecated names.
    pub(super) fn join<'a>(
        parts: impl Iterator<Item = &'a str> + Clone,
    ) -> Result<Self, LocaleError> {
        let limit = Locale::MAX_CALENDAR_LEN;
        let is_part = |part: &str| {
            matches!(part.len(), 3..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if !parts.clone().all(is_part) {
            return Err(LocaleError::Calendar);
        }
        // Each part has a separator but the first.
        let length: usize = parts.clone().map(|part| part.len().saturating_add(1)).sum();
        let length = length.saturating_sub(1);
        if length > limit {
            return Err(LocaleError::CalendarTooLong { length, limit });
        }
        let mut asked = AskedCalendar::NONE;
        let bytes = parts.flat_map(|part| part.bytes().chain([b'-']));
        for (to, from) in asked.bytes.iter_mut().zip(bytes.take(length)) {
            *to = from.to_ascii_lowercase();
        }
        // At most 31.
        asked.length = u8::try_from(length).unwrap_or_default();
        match asked.as_str() {
            "islamicc" => Self::join(["islamic", "civil"].into_iter()),
            "ethiopic-amete-alem" => Self::join(["ethioaa"].into_iter()),
            _ => Ok(asked),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length.into()).unwrap_or_default();
        // `join` takes ASCII only.
        core::str::from_utf8(bytes).unwrap_or_default()
    }

    /// `None` if no calendar is asked for.
    pub(super) fn get(&self) -> Option<&str> {
        (self.length > 0).then(|| self.as_str())
    }
}

impl Default for AskedCalendar {
    fn default() -> Self {
        Self::NONE
    }
}
