//! [`Compiled`]: a pattern with the names and digits of one calendar in one locale.
//!
//! | file | contents |
//! |---|---|
//! | `compiled.rs` | [`Compiled`] and how it is used |
//! | `compiled/compile.rs` | from a pattern and the symbols to steps |
//! | `compiled/step.rs` | the steps, and how each is written |
//! | `compiled/values.rs` | the numbers of one date; the only code that calls the calendar |
//! | `compiled/facts.rs` | what is known of the calendar beforehand |
//! | `compiled/arena.rs` | all names and literals in one text |

mod arena;
mod compile;
mod facts;
mod step;
mod values;

use core::fmt;
use core::ops::Range;

use arena::{Arena, Span};
use facts::{Facts, MonthIndex};
use step::{Numerals, Step};
use values::Values;

use super::digits::{MAX_DIGITS, Script};
use super::numerals;
use super::pattern::{Item, Pattern};
use super::symbols::Symbols;
use super::write::{Buffer, Display, Length, Sink};
use super::{FormatError, FormatterError, Part};
use crate::backend::Backend;
use crate::calendar::Calendar;
use crate::day::{JulianDay, YearMonthDay};

/// A pattern that is ready to write dates of one calendar. It is immutable, and writing allocates
/// nothing.
///
/// The methods take a day and its date in the calendar. They trust that the two are one day.
#[derive(Debug)]
pub(crate) struct Compiled {
    pattern: Pattern,
    steps: Box<[Step]>,
    arena: Arena,
    /// The lists of names, one after another.
    names: Box<[Span]>,
    /// The digits of the locale.
    digits: Script,
    /// The first are the digits of the locale.
    numerals: Box<[Numerals]>,
    minus: Span,
    /// What is written before and after the number of a leap month.
    leap_month: (Span, Span),
    asks: Asks,
    names_months: bool,
    months: MonthIndex,
    facts: Facts,
    max_len: usize,
}

/// What a pattern asks the calendar for.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Asks {
    month_code: bool,
    /// Whether the number of a month is that of its code.
    month_number: bool,
    day_of_year: bool,
    week: bool,
    week_of_month: bool,
    related_year: bool,
}

impl Compiled {
    /// Compiles a pattern. `numbers` is CLDR's attribute, as in
    /// [`LocalePattern`](super::symbols::LocalePattern).
    ///
    /// # Errors
    /// [`FormatterError`] if the attribute is unknown or the names are too long.
    pub(crate) fn new(
        pattern: &Pattern,
        numbers: &str,
        symbols: &dyn Symbols,
        calendar: &Calendar,
    ) -> Result<Compiled, FormatterError> {
        Self::of_backend(pattern, numbers, symbols, calendar.front())
    }

    pub(crate) fn of_backend(
        pattern: &Pattern,
        numbers: &str,
        symbols: &dyn Symbols,
        backend: &dyn Backend,
    ) -> Result<Compiled, FormatterError> {
        compile::compile(pattern, numbers, symbols, backend)
    }

    /// Writes a date to the begin of a buffer. The bytes behind the text may change too.
    ///
    /// # Errors
    /// [`FormatError::TooShort`] with the length of the text; [`FormatError::Date`] if the calendar
    /// cannot compute what the pattern asks for.
    pub(crate) fn write<'b>(
        &self,
        calendar: &Calendar,
        day: JulianDay,
        date: YearMonthDay,
        to: &'b mut [u8],
    ) -> Result<&'b str, FormatError> {
        let values = Values::of(self, calendar.front(), day, date)?;
        let mut buffer = Buffer::new(to);
        self.run(&values, &mut buffer);
        buffer.finish()
    }

    /// Appends a date to a string.
    ///
    /// # Errors
    /// As [`write`](Self::write), but never `TooShort`. The string is unchanged then.
    pub(crate) fn append(
        &self,
        calendar: &Calendar,
        day: JulianDay,
        date: YearMonthDay,
        to: &mut String,
    ) -> Result<(), FormatError> {
        self.append_of(calendar.front(), day, date, to)
    }

    pub(crate) fn append_of(
        &self,
        backend: &dyn Backend,
        day: JulianDay,
        date: YearMonthDay,
        to: &mut String,
    ) -> Result<(), FormatError> {
        let values = Values::of(self, backend, day, date)?;
        self.run(&values, to);
        Ok(())
    }

    /// Returns a date to be displayed. The calendar is asked here, so that only the destination can
    /// fail later.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub(crate) fn display(
        &self,
        calendar: &Calendar,
        day: JulianDay,
        date: YearMonthDay,
    ) -> Result<Displayed<'_>, FormatError> {
        let values = Values::of(self, calendar.front(), day, date)?;
        Ok(Displayed {
            compiled: self,
            values,
        })
    }

    /// Iterates over the parts of a date's text, each with its bytes.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub(crate) fn parts(
        &self,
        calendar: &Calendar,
        day: JulianDay,
        date: YearMonthDay,
    ) -> Result<impl Iterator<Item = (Part, Range<usize>)> + '_, FormatError> {
        let values = Values::of(self, calendar.front(), day, date)?;
        let mut length = Length::default();
        let parts = self.steps.iter().map(move |step| {
            let start = length.0;
            step.write(self, &values, &mut length);
            (step.part(), start..length.0)
        });
        Ok(parts.filter(|(_, range)| !range.is_empty()))
    }

    /// Returns a length in bytes that no text exceeds.
    pub(crate) fn max_len(&self) -> usize {
        self.max_len
    }

    /// Returns the pattern in the notation of UTS 35.
    pub(crate) fn pattern(&self) -> String {
        self.pattern.to_string()
    }

    pub(crate) fn source(&self) -> &Pattern {
        &self.pattern
    }

    /// Returns whether a field shows weeks or weekdays as the region counts them.
    pub(crate) fn depends_on_region(&self) -> bool {
        self.pattern.items().iter().any(|item| match item {
            Item::Literal(_) => false,
            Item::Field(field) => field.symbol.depends_on_region(),
        })
    }

    fn run(&self, values: &Values, sink: &mut impl Sink) {
        for step in &self.steps {
            step.write(self, values, sink);
        }
    }

    /// Returns the year in a count with a year 0.
    fn extended_year(&self, year: i32) -> i64 {
        let shift = i64::from(year < 0 && !self.facts.year_zero);
        i64::from(year).saturating_add(shift)
    }

    /// Computes [`max_len`](Self::max_len).
    fn longest(&self) -> usize {
        let digit = self.numerals.iter().map(|numerals| match numerals {
            Numerals::Decimal(script) => script.longest(),
            _ => 0,
        });
        let digits = digit.max().unwrap_or(0).saturating_mul(MAX_DIGITS);
        let (before, after) = self.leap_month;
        let number = [self.minus.len(), before.len(), after.len()]
            .into_iter()
            .fold(digits.max(numerals::MAX_LENGTH), usize::saturating_add);
        let steps = self.steps.iter().map(|step| match step {
            Step::Literal(text) => text.len(),
            Step::Number { .. } => number,
            Step::Name { first, count, .. } => {
                let names = self.names.iter().skip(usize::from(*first));
                let lengths = names.take(usize::from(*count)).map(|name| name.len());
                lengths.max().unwrap_or(0)
            }
        });
        steps.fold(0, usize::saturating_add)
    }
}

/// A date to be displayed.
#[derive(Debug)]
pub(crate) struct Displayed<'a> {
    compiled: &'a Compiled,
    values: Values,
}

impl fmt::Display for Displayed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sink = Display {
            to: f,
            result: Ok(()),
        };
        self.compiled.run(&self.values, &mut sink);
        sink.result
    }
}

#[cfg(test)]
mod tests;
