//! What a backend would show, without a registration: for the conformance suite.

use super::compiled::Compiled;
use super::pattern::Pattern;
use super::resolved::Resolved;
use super::symbols::Symbols;
use super::{CalendarText, Context, FormatError, Locale, Style, Width};
use crate::backend::Backend;
use crate::day::{JulianDay, YearMonthDay};

/// Writes dates in each style of a locale; returns the first style with an empty text.
pub(crate) fn empty_style(
    text: &CalendarText,
    backend: &dyn Backend,
    locale: &Locale,
    dates: &[(JulianDay, YearMonthDay)],
) -> Result<Option<Style>, FormatError> {
    let symbols = Resolved::new(text, backend, locale);
    for style in Style::ALL {
        let found = symbols.style(style);
        let pattern = Pattern::uts35(&found.pattern).map_err(super::FormatterError::from)?;
        let compiled = Compiled::of_backend(&pattern, &found.numbers, &symbols, backend)?;
        for (day, date) in dates {
            let mut written = String::new();
            compiled.append_of(backend, *day, *date, &mut written)?;
            if written.is_empty() {
                return Ok(Some(style));
            }
        }
    }
    Ok(None)
}

/// Returns a name that two months of one year have, so that it cannot be read back.
pub(crate) fn repeated_month(
    text: &CalendarText,
    backend: &dyn Backend,
    locale: &Locale,
) -> Option<String> {
    let symbols = Resolved::new(text, backend, locale);
    for width in [Width::Wide, Width::Abbreviated] {
        for context in [Context::Format, Context::Standalone] {
            for in_leap_year in [false, true] {
                let months = symbols.months();
                let in_year = months.iter().copied();
                let in_year = in_year.filter(|month| month.occurs(&months, in_leap_year));
                let mut names: Vec<String> = in_year
                    .map(|month| symbols.month(month, width, context).into_owned())
                    .collect();
                names.sort_unstable();
                let mut pairs = names.iter().zip(names.iter().skip(1));
                if let Some((name, _)) = pairs.find(|(one, next)| one == next) {
                    return Some(name.clone());
                }
            }
        }
    }
    None
}
