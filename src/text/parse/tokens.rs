//! [`Tokens`]: what words and numbers of a text mean for the lenient reader.

use super::error::{ParseTextError, ParseTextErrorKind as Kind};
use super::fields::{Found, Month, Placed, Year};
use super::names::NamedMonth;
use super::words::Meaning;
use crate::text::pattern::Symbol;

/// A field that a number can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Year,
    Month,
    Day,
}

/// A number of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
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
pub(super) type Word = (Box<str>, Meaning);

/// The words and numbers of a text, before numbers and ambiguous names have their fields.
#[derive(Default)]
pub(super) struct Tokens<'n> {
    pub(super) found: Found,
    numbers: Vec<Number>,
    ambiguous: Vec<(usize, &'n [Word])>,
    pub(super) leap_mark: Option<usize>,
    /// The year, if it has two digits, as the last two digits of another one.
    pub(super) short_year: Option<Placed<Year>>,
}

impl<'n> Tokens<'n> {
    pub(super) fn number(
        &mut self,
        at: usize,
        value: i64,
        digits: usize,
    ) -> Result<(), ParseTextError> {
        if self.numbers.len() >= MOST {
            return Err(Kind::Trailing.at(at));
        }
        // Hebrew numerals of years have more than two letters; other years have digits.
        let digits = if value > 99 { digits.max(3) } else { digits };
        self.numbers.push(Number { at, value, digits });
        Ok(())
    }

    pub(super) fn name(&mut self, at: usize, entries: &'n [Word]) -> Result<(), ParseTextError> {
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
    pub(super) fn settle_names(&mut self, shown: &[Symbol]) -> Result<(), ParseTextError> {
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
    pub(super) fn settle_numbers(&mut self, order: [Part; 3]) -> Result<(), ParseTextError> {
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
    pub(super) fn unknown(&self, at: usize) -> ParseTextError {
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
