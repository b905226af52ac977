//! The law of the text that a calendar brings.

use super::law::{Law, Violation, answer, equal};
use super::samples::Samples;
use super::subject::{Call, Subject};
use crate::Locale;
use crate::text::{check, trial};

/// The number of dates that are written in each style of each locale.
const DATES: usize = 40;

/// Checks that the text fits the calendar, that every style prints dates, and that the months of a
/// year have different names.
pub(super) fn text(calendar: &Subject<'_>, samples: &Samples) -> Result<(), Violation> {
    let text = calendar.text();
    answer(Law::Text, Call::Text, check(&text, calendar.backend()))?;
    let days = samples.days.iter().take(DATES);
    let dates = days.map(|day| {
        Ok((
            *day,
            answer(Law::Text, Call::Date(*day), calendar.date(*day))?,
        ))
    });
    let dates = dates.collect::<Result<Vec<_>, Violation>>()?;
    let own = text.locales.iter().map(|(tag, _)| tag.as_str());
    for tag in ["en"].into_iter().chain(own) {
        let locale = answer(Law::Text, Call::Text, Locale::new(tag))?;
        let empty = trial::empty_style(&text, calendar.backend(), &locale, &dates);
        equal(
            Law::Text,
            Call::Text,
            None,
            answer(Law::Text, Call::Text, empty)?,
        )?;
        let repeated = trial::repeated_month(&text, calendar.backend(), &locale);
        equal(Law::Text, Call::Text, None, repeated)?;
    }
    Ok(())
}
