//! [`LenientReader`]: reads dates as people write them.

use super::error::{ParseTextError, ParseTextErrorKind as Kind};
use super::fields::{Found, Month, Placed, Rules, Year};
use super::fold::Folded;
use super::input::{self, Input, MAX_LENGTH};
use super::names::{NamedMonth, Names};
use super::numerals;
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
/// [`StrictReader`](super::StrictReader). A weekday has to agree with the date; an era may have
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

/// A field that a number can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Year,
    Month,
    Day,
}

/// A number of the text.
#[derive(Clone, Copy, Debug)]
struct Number {
    at: usize,
    value: i64,
    digits: usize,
}

impl Number {
    /// Days and months have two digits.
    fn is_year(self) -> bool {
        self.digits > 2
    }
}

/// The most numbers, and the most names of several meanings, that a date has.
const MOST: usize = 3;

/// A name with one of its meanings.
type Word = (Box<str>, Meaning);

/// What the text has, before numbers and ambiguous names have their fields.
#[derive(Default)]
struct Tokens<'n> {
    found: Found,
    numbers: Vec<Number>,
    ambiguous: Vec<(usize, &'n [Word])>,
    leap_mark: Option<usize>,
    /// The year, if it has two digits, as the last two digits of another one.
    short_year: Option<Placed<Year>>,
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

impl<'n> Tokens<'n> {
    fn number(&mut self, at: usize, value: i64, digits: usize) -> Result<(), ParseTextError> {
        if self.numbers.len() >= MOST {
            return Err(Kind::Trailing.at(at));
        }
        // Hebrew numerals of years have more than two letters; other years have digits.
        let digits = if value > 99 { digits.max(3) } else { digits };
        self.numbers.push(Number { at, value, digits });
        Ok(())
    }

    fn name(&mut self, at: usize, entries: &'n [Word]) -> Result<(), ParseTextError> {
        match entries {
            [(_, meaning)] => self.mean(at, *meaning),
            _ if self.ambiguous.len() >= MOST => Err(Kind::Word.at(at)),
            _ => {
                self.ambiguous.push((at, entries));
                Ok(())
            }
        }
    }

    /// Stores a name with one meaning. A field has one name only.
    fn mean(&mut self, at: usize, meaning: Meaning) -> Result<(), ParseTextError> {
        let found = &mut self.found;
        match meaning {
            Meaning::Skip => Ok(()),
            Meaning::LeapMark => store(&mut self.leap_mark, at, at),
            Meaning::Month(month) => store_placed(&mut found.month, at, Month::Named(month)),
            Meaning::MonthNumber(number) => {
                let is_leap = false;
                store_placed(&mut found.month, at, Month::Number { number, is_leap })
            }
            Meaning::Weekday(bit) => store_placed(&mut found.weekdays, at, bit),
            Meaning::Era(era) => store_placed(&mut found.era, at, era),
            Meaning::CyclicYear(year) => store_placed(&mut found.cyclic_year, at, year),
            Meaning::Day(day) => store_placed(&mut found.day, at, day),
            Meaning::FirstYear => store_placed(&mut found.year, at, Year::OfEra(1)),
        }
    }

    /// Gives names of several meanings the field that is missing, one that the pattern shows if
    /// possible. The last of them is the month: weekdays stand before dates, as in French "mar. 3
    /// mar. 2026".
    fn settle_names(&mut self, shown: &[Symbol]) -> Result<(), ParseTextError> {
        while let Some((at, entries)) = self.ambiguous.pop() {
            let meanings = || entries.iter().map(|(_, meaning)| *meaning);
            let fits = |meaning: &Meaning| match meaning {
                // Beside three numbers there is no month by name.
                Meaning::Month(_) | Meaning::MonthNumber(_) => {
                    self.found.month.is_none() && self.numbers.len() < MOST
                }
                Meaning::Weekday(_) => self.found.weekdays.is_none(),
                Meaning::Era(_) => self.found.era.is_none(),
                Meaning::CyclicYear(_) => self.found.cyclic_year.is_none(),
                Meaning::Day(_) => self.found.day.is_none(),
                Meaning::FirstYear => self.found.year.is_none(),
                Meaning::LeapMark | Meaning::Skip => true,
            };
            let is_shown = |meaning: Meaning| shown.iter().any(|symbol| meaning.is_of(*symbol));
            let is_optional = |meaning| {
                matches!(meaning, Meaning::Weekday(_) | Meaning::Era(_)) && !is_shown(meaning)
            };
            let key = |meaning: &Meaning| (is_optional(*meaning), meaning.rank());
            let best = meanings().filter(fits).min_by_key(key);
            let Some(best) = best else {
                return Err(Kind::Word.at(at));
            };
            let same = || meanings().filter(|other| other.rank() == best.rank());
            match best {
                Meaning::Month(_) => {
                    let months = same().filter_map(|meaning| match meaning {
                        Meaning::Month(month) => Some(month),
                        _ => None,
                    });
                    let month = NamedMonth::all(months).ok_or(Kind::Month.at(at))?;
                    self.mean(at, Meaning::Month(month))?;
                }
                Meaning::Weekday(_) => {
                    let bits = same().fold(0, |bits, other| match other {
                        Meaning::Weekday(bit) => bits | bit,
                        _ => bits,
                    });
                    self.mean(at, Meaning::Weekday(bits))?;
                }
                _ => self.mean(at, best)?,
            }
        }
        Ok(())
    }

    /// Assigns the numbers to the fields that no name gives.
    fn settle_numbers(&mut self, order: [Part; 3]) -> Result<(), ParseTextError> {
        let open = self.order_of_numbers(order);
        if let Some(extra) = self.numbers.get(open.len()) {
            return Err(Kind::Trailing.at(extra.at));
        }
        for (number, part) in self.numbers.iter().zip(open) {
            let at = number.at;
            let small = u8::try_from(number.value).map_err(|_| Kind::NumberRange.at(at));
            let found = &mut self.found;
            match part {
                Part::Year => {
                    let short = Year::TwoDigits(number.value);
                    let short = Placed { at, value: short };
                    self.short_year = Some(short).filter(|_| number.digits == 2);
                    let value = Year::OfEra(number.value);
                    let whole = Placed { at, value };
                    let short = self.short_year.filter(|_| found.era.is_none());
                    found.year = Some(short.unwrap_or(whole));
                }
                Part::Month => {
                    let value = Month::Number {
                        number: small?,
                        is_leap: false,
                    };
                    found.month = Some(Placed { at, value });
                }
                Part::Day => found.day = Some(Placed { at, value: small? }),
            }
        }
        Ok(())
    }

    /// Returns what the numbers are, one by one.
    fn order_of_numbers(&self, order: [Part; 3]) -> Vec<Part> {
        let found = &self.found;
        let mut open: Vec<Part> = order.into();
        open.retain(|part| match part {
            Part::Year => found.year.is_none(),
            Part::Month => found.month.is_none(),
            Part::Day => found.day.is_none(),
        });
        // The name of a year in its cycle can stand in the place of its number.
        if found.cyclic_year.is_some() && self.numbers.len() < open.len() {
            open.retain(|part| *part != Part::Year);
        }
        let mut years = self
            .numbers
            .iter()
            .enumerate()
            .filter(|(_, number)| number.is_year());
        let (Some((index, _)), None, Some(own)) = (
            years.next(),
            years.next(),
            open.iter().position(|part| *part == Part::Year),
        ) else {
            return open;
        };
        // A number of many digits says where the year is. In front, it is that of ISO 8601 in a
        // language that writes it last; last, it is the other way round.
        open.remove(own);
        let is_moved = self.numbers.len() > 2 && own != index;
        match open.as_slice() {
            [Part::Day, Part::Month] if is_moved && index == 0 => open.reverse(),
            [Part::Month, Part::Day] if is_moved && own == 0 => open.reverse(),
            _ => {}
        }
        open.insert(index.min(open.len()), Part::Year);
        open
    }

    /// Returns the error for a word that is not in the language. Where the month is missing, it
    /// should probably be one.
    fn unknown(&self, at: usize) -> ParseTextError {
        match self.found.month.is_none() && self.ambiguous.is_empty() && self.numbers.len() < 2 {
            true => Kind::Month.at(at),
            false => Kind::Word.at(at),
        }
    }
}

fn store<V>(slot: &mut Option<V>, at: usize, value: V) -> Result<(), ParseTextError> {
    match slot {
        Some(_) => Err(Kind::Contradiction.at(at)),
        None => {
            *slot = Some(value);
            Ok(())
        }
    }
}

fn store_placed<V>(
    slot: &mut Option<Placed<V>>,
    at: usize,
    value: V,
) -> Result<(), ParseTextError> {
    store(slot, at, Placed { at, value })
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
