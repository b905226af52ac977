//! [`LenientReader`]: reads dates as people write them.

use super::error::{ParseTextError, ParseTextErrorKind as Kind};
use super::fields::{Found, Month, Rules};
use super::fold::Folded;
use super::input::{self, Input, MAX_LENGTH};
use super::names::Names;
use super::numerals;
use super::tokens::{Part, Tokens, Word};
use super::words::{Meaning, vocabulary};
use crate::calendar::Calendar;
use crate::date::{Date, WeekRule};
use crate::day::JulianDay;
use crate::text::numbers::HANIDEC;
use crate::text::pattern::{Form, Item, Pattern, Symbol};
use crate::text::symbols::Symbols;

/// A reader of dates in one language and calendar, as people write them: names in any case, width
/// and context, digits of any script, any punctuation. See [`Folded`] for what is not
/// distinguished.
///
/// Numbers are assigned in the order of the pattern, without the fields that are given by name. A
/// number of three or more digits is the year; where it stands at the other end than in the
/// pattern, the order is reversed. Two digits without an era are a year as in
/// [`StrictReader`](super::StrictReader), and so are two digits with one where the pattern shortens
/// years, if that year is in the era. A weekday has to agree with the date; an era may have
/// ended before it.
#[derive(Debug)]
pub(crate) struct LenientReader {
    words: Names<Meaning>,
    order: [Part; 3],
    /// Whether the pattern writes the last two digits of the year.
    shortens_years: bool,
    /// The fields that the pattern shows.
    shown: Box<[Symbol]>,
    reads_hebrew: bool,
    /// Whether numbers are written with Chinese digits.
    reads_hanidec: bool,
    marks_leap_months: bool,
    week_rule: WeekRule,
}

impl LenientReader {
    /// Collects the words of the language: this takes much longer than to compile a pattern.
    pub(crate) fn new(pattern: &Pattern, numbers: &str, symbols: &dyn Symbols) -> Self {
        let (before, after) = symbols.numeric_leap_month();
        let numberings = super::words::numberings(numbers, symbols);
        let fields = || pattern.items().iter().filter_map(Item::field);
        LenientReader {
            words: vocabulary(pattern, numbers, symbols),
            order: order(pattern),
            shortens_years: fields().any(|field| field.form() == Form::TwoDigits),
            shown: fields().map(|field| field.symbol).collect(),
            reads_hebrew: numberings.contains("hebr"),
            reads_hanidec: numberings.contains("hanidec"),
            marks_leap_months: !before.is_empty() || !after.is_empty(),
            week_rule: symbols.week_rule(),
        }
    }

    /// Reads a date. `today` is the day around which two-digit years are; the present one if `None`.
    pub(crate) fn read(
        &self,
        calendar: &Calendar,
        text: &str,
        today: Option<JulianDay>,
    ) -> Result<Date, ParseTextError> {
        if text.len() > MAX_LENGTH {
            return Err(Kind::TooLong.at(MAX_LENGTH));
        }
        let folded = Folded::new(text);
        let mut tokens = self.tokens(&folded)?;
        tokens.settle_names(&self.shown)?;
        tokens.settle_numbers(self.order)?;
        if let (Some(_), Some(month)) = (tokens.leap_mark, &mut tokens.found.month)
            && let Month::Number { is_leap, .. } = &mut month.value
        {
            *is_leap = true;
        }
        let rules = Rules {
            marks_leap_months: self.marks_leap_months,
            week_rule: self.week_rule,
            checks_era: false,
            takes_any_year: true,
        };
        let date = |found: &Found, rules| found.date(calendar, rules, today, text.len());
        // "22.11.69 BE" can be 2569 where the pattern shortens years, if that year is in the era.
        if let (true, Some(_), Some(shortened)) =
            (self.shortens_years, tokens.found.era, tokens.short_year)
        {
            let found = Found {
                year: Some(shortened),
                ..tokens.found
            };
            let checked = Rules {
                checks_era: true,
                ..rules
            };
            if let Ok(date) = date(&found, checked) {
                return Ok(date);
            }
        }
        date(&tokens.found, rules)
    }

    fn tokens<'n>(&'n self, folded: &Folded) -> Result<Tokens<'n>, ParseTextError> {
        let mut tokens = Tokens::default();
        let mut at = 0_usize;
        while let Some(rest) = folded.text().get(at..).filter(|rest| !rest.is_empty()) {
            let place = folded.place(at);
            let length = if let Some(rest) = rest.strip_prefix(' ') {
                folded
                    .text()
                    .len()
                    .saturating_sub(rest.len())
                    .saturating_sub(at)
            } else if let Some((value, length)) = self.hebrew(rest) {
                tokens.number(place, value, 1)?;
                length
            } else if let Some((number, length)) = self.hanidec(rest) {
                tokens.number(place, number.value, number.digits)?;
                length
            } else if let Some(entries) = self.words.longest(rest, ends_word) {
                tokens.name(place, entries)?;
                entries.first().map_or(1, |(name, _)| name.len())
            } else if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
                let mut input = Input::new(rest)?;
                let number = input
                    .number(&ASCII, None)
                    .map_err(|error| error.kind.at(place))?;
                tokens.number(place, number.value, number.digits)?;
                input.at
            } else {
                return Err(tokens.unknown(place));
            };
            at = at.saturating_add(length);
        }
        Ok(tokens)
    }

    /// Reads a number of Chinese digits that is not the beginning of a name, as in 一月.
    fn hanidec(&self, text: &str) -> Option<(input::Number, usize)> {
        if !self.reads_hanidec {
            return None;
        }
        let mut input = Input::new(text).ok()?;
        let number = input.number(&HANIDEC, None).ok()?;
        let names = self.words.longest(text, ends_word).unwrap_or_default();
        let is_name = names.iter().any(|(name, _)| name.len() > input.at);
        (!is_name).then_some((number, input.at))
    }

    /// Reads a word that is a Hebrew numeral and no name. A prefix of the pattern is one letter too,
    /// but no word.
    fn hebrew(&self, text: &str) -> Option<(i64, usize)> {
        if !self.reads_hebrew {
            return None;
        }
        let (value, length) = numerals::hebrew(text)?;
        let (numeral, rest) = text.split_at_checked(length)?;
        let is_word = rest.is_empty() || rest.starts_with(' ');
        let names = self.words.longest(text, ends_word).unwrap_or_default();
        let is_name = |(_, meaning): &Word| *meaning != Meaning::Skip;
        (is_word && !names.iter().any(is_name) && numerals::is_usual_hebrew(value, numeral))
            .then_some((numerals_year(value), length))
    }
}

/// Days are up to 30, and years of the sixth millennium are written without it.
fn numerals_year(value: i64) -> i64 {
    match value {
        ..100 => value,
        _ => numerals::hebrew_year(value),
    }
}

const ASCII: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// Returns whether a word can end before this text.
fn ends_word(name: &str, rest: &str) -> bool {
    !(name.ends_with(is_joined) && rest.starts_with(is_joined))
}

/// Returns whether two such letters side by side are in one word. Languages that write words without
/// spaces, and those that prefix particles, have letters after U+0590 and no small letters.
pub(super) fn is_joined(letter: char) -> bool {
    letter.is_alphabetic() && (letter < '\u{590}' || letter.is_lowercase())
}

/// Returns the order of year, month and day in a pattern. Fields that it lacks stand where most
/// languages have them.
fn order(pattern: &Pattern) -> [Part; 3] {
    let mut order = Vec::new();
    for item in pattern.items() {
        let Item::Field(field) = item else {
            continue;
        };
        let part = match field.symbol {
            Symbol::Month | Symbol::MonthAlone => Part::Month,
            Symbol::Day => Part::Day,
            Symbol::Year
            | Symbol::QtYear
            | Symbol::ExtendedYear
            | Symbol::WeekYear
            | Symbol::RelatedYear
            | Symbol::CyclicYear => Part::Year,
            _ => continue,
        };
        if !order.contains(&part) {
            order.push(part);
        }
    }
    match order.as_slice() {
        [first, second, third] => [*first, *second, *third],
        [Part::Year, ..] => [Part::Year, Part::Month, Part::Day],
        [Part::Month, ..] => [Part::Month, Part::Day, Part::Year],
        _ => [Part::Day, Part::Month, Part::Year],
    }
}
