//! Dates are read in the languages of CLDR.

mod lenient;
mod letter_case;
mod oracle;
mod round_trip;
mod strict;

use super::testing::{Language, csv};
use super::{LenientReader, ParseTextError, ParseTextErrorKind as Kind, StrictReader};
use crate::text::{Locale, Pattern, Style};
use crate::{Date, DateError, JulianDay, Registry};

/// 2026-11-22: two-digit years are around this day.
const TODAY: JulianDay = JulianDay::new(2_461_367);

impl Language {
    fn strict(&self, pattern: &str, text: &str) -> Result<String, ParseTextError> {
        self.strict_with(pattern, "", text)
    }

    fn strict_with(
        &self,
        pattern: &str,
        numbers: &str,
        text: &str,
    ) -> Result<String, ParseTextError> {
        let pattern = Pattern::uts35(pattern).unwrap();
        let reader = StrictReader::new(&pattern, numbers, &self.symbols()).unwrap();
        let date = reader.parse(&self.calendar, text, Some(TODAY));
        date.map(|date| iso(&date))
    }

    fn lenient(&self, pattern: &str, text: &str) -> Result<String, ParseTextError> {
        let pattern = Pattern::uts35(pattern).unwrap();
        let reader = LenientReader::new(&pattern, "", &self.symbols());
        let date = reader.read(&self.calendar, text, Some(TODAY));
        date.map(|date| iso(&date))
    }
}

fn iso(date: &Date) -> String {
    crate::iso::IsoDate::of(date.julian_day()).to_string()
}

fn error(at: usize, kind: Kind) -> Result<String, ParseTextError> {
    Err(kind.at(at))
}
