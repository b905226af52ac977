//! [`Made`]: a formatter with the readers of its texts, each made when it is first used.

use super::FormatterError;
use super::compiled::Compiled;
use super::parse::{LenientReader, ParseTextError, ParseTextErrorKind, StrictReader};
use super::pattern::Pattern;
use super::symbols::{LocalePattern, Symbols};
use crate::calendar::Calendar;
use crate::date::Date;
use crate::day::JulianDay;
use crate::sync::OnceBox;

/// A pattern, ready to write and to read dates of one calendar in one locale.
pub(crate) struct Made {
    compiled: Compiled,
    numbers: Box<str>,
    strict: OnceBox<StrictReader>,
    lenient: OnceBox<LenientReader>,
}

impl Made {
    pub(crate) fn new(
        found: &LocalePattern<'_>,
        symbols: &dyn Symbols,
        calendar: &Calendar,
    ) -> Result<Self, FormatterError> {
        Self::of(
            Pattern::uts35(&found.pattern)?,
            &found.numbers,
            symbols,
            calendar,
        )
    }

    pub(crate) fn of(
        pattern: Pattern,
        numbers: &str,
        symbols: &dyn Symbols,
        calendar: &Calendar,
    ) -> Result<Self, FormatterError> {
        Ok(Made {
            compiled: Compiled::new(&pattern, numbers, symbols, calendar)?,
            numbers: numbers.into(),
            strict: OnceBox::new(),
            lenient: OnceBox::new(),
        })
    }

    #[inline]
    pub(crate) fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// Reads what the pattern writes. `symbols` makes those that the formatter was made with.
    pub(crate) fn parse<S: Symbols>(
        &self,
        calendar: &Calendar,
        text: &str,
        today: Option<JulianDay>,
        symbols: impl FnOnce() -> S,
    ) -> Result<Date, ParseTextError> {
        if let Some(reader) = self.strict.get() {
            return reader.parse(calendar, text, today);
        }
        let reader = StrictReader::new(self.compiled.source(), &self.numbers, &symbols());
        let Ok(reader) = reader else {
            debug_assert!(false, "the formatter was made with these numbers");
            return Err(ParseTextError {
                at: 0,
                kind: ParseTextErrorKind::Number,
            });
        };
        self.strict.set(reader).0.parse(calendar, text, today)
    }

    /// Reads what people write.
    pub(crate) fn read<S: Symbols>(
        &self,
        calendar: &Calendar,
        text: &str,
        today: Option<JulianDay>,
        symbols: impl FnOnce() -> S,
    ) -> Result<Date, ParseTextError> {
        let make = || LenientReader::new(self.compiled.source(), &self.numbers, &symbols());
        let reader = self.lenient.get();
        let reader = reader.unwrap_or_else(|| self.lenient.set(make()).0);
        reader.read(calendar, text, today)
    }
}

impl core::fmt::Debug for Made {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Made").field(self.compiled.source()).finish()
    }
}
