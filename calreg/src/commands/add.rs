//! `calreg add`: adds a span of time to dates.

use std::io::Write;

use calendar_registry::{Date, DateSpan, Overflow, Registry};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::inputs::for_each;
use super::options::{FromOption, LocaleOption, StyleOption, text_form};
use super::{write_date, write_json};
use crate::error::Error;
use crate::query::no_such_date;
use crate::today::Zone;
use crate::view::DayView;

/// Arguments of `add`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The date, in any form that convert reads; "-" reads one from each line of standard input
    date: String,
    /// The span: P1Y2M3W4D, "1 year 2 months", 10d; negative: -P1M, -10d, "10 days ago"
    #[arg(value_parser = span)]
    span: DateSpan,
    /// If the month has no such day: the last day before it, an error, or the day after it
    #[arg(short, long, value_name = "RULE", default_value = "constrain")]
    #[arg(value_parser = overflow())]
    overflow: Overflow,
    #[command(flatten)]
    from: FromOption,
    #[command(flatten)]
    locale: LocaleOption,
    #[command(flatten)]
    style: StyleOption,
    #[command(flatten)]
    zone: Zone,
    /// Print one line of JSON
    #[arg(short, long)]
    json: bool,
}

/// Reads an ISO 8601 duration, of any size, or a span in words.
fn span(text: &str) -> Result<DateSpan, String> {
    let error = match text.parse::<DateSpan>() {
        Ok(span) => return Ok(span),
        Err(error) => error,
    };
    // Only the other form can say more about a text in words.
    let is_iso = text.trim_start_matches(['+', '-']).starts_with(['P', 'p']);
    let span: Result<jiff::Span, _> = text.parse();
    let span = span.and_then(DateSpan::try_from);
    span.map_err(|words| {
        if is_iso {
            error.to_string()
        } else {
            words.to_string()
        }
    })
}

fn overflow() -> impl TypedValueParser<Value = Overflow> {
    let rules = ["constrain", "reject", "next"];
    PossibleValuesParser::new(rules).map(|rule| match rule.as_str() {
        "reject" => Overflow::Reject,
        "next" => Overflow::Next,
        _ => Overflow::Constrain,
    })
}

/// Prints the sum of each date and the span, in the calendar of the date.
///
/// # Errors
/// If the date or the sum does not exist, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let pin = Registry::global().pin();
    let form = text_form(&arguments.locale, &arguments.style)?;
    let reader = arguments
        .from
        .reader(&pin, &arguments.locale, &arguments.zone)?;
    let date = std::slice::from_ref(&arguments.date);
    for_each(date, out, |text, out| {
        let sum = add(&reader.read(text)?, arguments)?;
        let view = DayView::of(&sum, form)?;
        if arguments.json {
            write_json(out, &view)?;
        } else {
            write_date(out, &view.date)?;
        }
        Ok(Vec::new())
    })
}

fn add(date: &Date, arguments: &Arguments) -> Result<Date, Error> {
    let span = arguments.span;
    let sum = date.add(span, arguments.overflow);
    let sum = sum.map_err(|error| {
        let terms = format!("{} + {span}", date.year_month_day());
        no_such_date(date.calendar().name(), terms, error)
    })?;
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_iso_8601_durations_or_words() {
        let year = DateSpan::new().years(1).months(2);
        for text in ["P1Y2M", "1 year 2 months", "1y2mo", "+P1Y2M"] {
            assert_eq!(span(text), Ok(year), "{text}");
        }
        let ago = DateSpan::new().days(-10);
        for text in ["-P10D", "-10d", "10 days ago", "P-10D"] {
            assert_eq!(span(text), Ok(ago), "{text}");
        }
        // Longer than the other form allows.
        assert_eq!(span("P1000000Y"), Ok(DateSpan::new().years(1_000_000)));
    }

    #[test]
    fn wrong_span_is_explained_in_its_own_form() {
        assert!(span("P1X").unwrap_err().contains("P1Y2M3W4D"));
        assert!(span("PT1H").unwrap_err().contains("hours"));
        assert!(span("2 hours").unwrap_err().contains("hours"));
        assert!(span("").is_err());
        assert!(span("2 moons").is_err());
    }
}
