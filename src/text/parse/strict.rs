//! [`StrictReader`]: reads the texts that a pattern writes, and no others.

use super::error::{ParseTextError, ParseTextErrorKind as Kind};
use super::fields::{Found, Month, Placed, Rules, Year, weekday_bit};
use super::input::{Input, Number};
use super::names::{self, NamedMonth, Names};
use super::numerals;
use crate::calendar::Calendar;
use crate::date::{Date, WeekRule};
use crate::day::JulianDay;
use crate::text::FormatterError;
use crate::text::numbers::{HANIDEC, Numbers};
use crate::text::pattern::{Field, Form, Item, Pattern, Symbol};
use crate::text::symbols::{Digits, Numbering, Symbols};
use crate::weekday::Weekday;

/// A pattern that is ready to read dates of one calendar to the letter.
///
/// - A number has the digits of the locale or ASCII digits, not both; at least as many as the
///   pattern says, and no leading zero beyond them.
/// - Names have the width and context of the pattern. The longest one that fits is taken.
/// - A weekday, an era and all other fields have to agree with the date.
/// - A year without an era is in the calendar's latest era. Two digits are a year from 80 years
///   before to 19 years after the reference day, in the latest era that has such a year.
#[derive(Debug)]
pub(crate) struct StrictReader {
    steps: Box<[Step]>,
    digits: Digits,
    minus: Box<str>,
    /// What is written before and after the number of a leap month.
    leap_month: (Box<str>, Box<str>),
    week_rule: WeekRule,
}

#[derive(Debug)]
enum Step {
    Literal(Box<str>),
    Number {
        symbol: Symbol,
        at_least: usize,
        two_digits: bool,
        numbering: Option<Numbering>,
        /// How many digits the numbers need that follow immediately, if there are any.
        reserved: Option<usize>,
    },
    Era(Names<u8>),
    CyclicYear(Names<u8>),
    Quarter(Names<u8>),
    Month(Names<NamedMonth>),
    Weekday(Names<u8>),
}

impl StrictReader {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// [`FormatterError::Numbering`] if `numbers` is unknown.
    pub(crate) fn new(
        pattern: &Pattern,
        numbers: &str,
        symbols: &dyn Symbols,
    ) -> Result<Self, FormatterError> {
        let numbers = Numbers::read(numbers)?;
        let items = pattern.items().iter();
        let mut steps: Vec<Step> = items.map(|item| step(item, &numbers, symbols)).collect();
        reserve(&mut steps);
        let (before, after) = symbols.numeric_leap_month();
        Ok(StrictReader {
            steps: steps.into(),
            digits: symbols.digits(),
            minus: symbols.minus().into(),
            leap_month: (before.into(), after.into()),
            week_rule: symbols.week_rule(),
        })
    }

    /// Reads a date. `today` is the day around which two-digit years are; the present one if `None`.
    pub(crate) fn parse(
        &self,
        calendar: &Calendar,
        text: &str,
        today: Option<JulianDay>,
    ) -> Result<Date, ParseTextError> {
        let mut input = Input::new(text)?;
        let mut found = Found::default();
        for step in &self.steps {
            self.step(step, &mut input, &mut found)?;
        }
        if !input.rest().is_empty() {
            return Err(Kind::Trailing.at(input.at));
        }
        let rules = Rules {
            marks_leap_months: self.marks_leap_months(),
            week_rule: self.week_rule,
            checks_era: true,
            takes_any_year: false,
        };
        found.date(calendar, rules, today, text.len())
    }

    fn marks_leap_months(&self) -> bool {
        let (before, after) = &self.leap_month;
        !before.is_empty() || !after.is_empty()
    }

    fn step(
        &self,
        step: &Step,
        input: &mut Input<'_>,
        found: &mut Found,
    ) -> Result<(), ParseTextError> {
        let at = input.at;
        match step {
            Step::Literal(text) => match input.take(text) {
                true => Ok(()),
                false => Err(Kind::Literal.at(at)),
            },
            Step::Number { .. } => self.number(step, input, found),
            Step::Era(names) => set(&mut found.era, at, name(names, input, Kind::Era)?),
            Step::CyclicYear(names) => {
                let year = name(names, input, Kind::CyclicYear)?;
                set(&mut found.cyclic_year, at, year)
            }
            Step::Quarter(names) => set(&mut found.quarter, at, name(names, input, Kind::Quarter)?),
            Step::Month(names) => {
                let entries = names.longest(input.rest(), |_, _| true);
                let entries = entries.unwrap_or_default();
                let month = NamedMonth::all(entries.iter().map(|(_, month)| *month));
                let month = month.ok_or(Kind::Month.at(at))?;
                input.skip(entries.first().map_or(0, |(name, _)| name.len()));
                set(&mut found.month, at, Month::Named(month))
            }
            Step::Weekday(names) => {
                let entries = names.longest(input.rest(), |_, _| true);
                let entries = entries.ok_or(Kind::Weekday.at(at))?;
                let bits = entries.iter().fold(0, |bits, (_, bit)| bits | bit);
                input.skip(entries.first().map_or(0, |(name, _)| name.len()));
                let before = found.weekdays.map_or(u8::MAX, |days| days.value);
                found.weekdays = Some(Placed {
                    at,
                    value: before & bits,
                });
                Ok(())
            }
        }
    }

    fn number(
        &self,
        step: &Step,
        input: &mut Input<'_>,
        found: &mut Found,
    ) -> Result<(), ParseTextError> {
        let Step::Number { symbol, .. } = step else {
            return Ok(());
        };
        let start = input.at;
        let is_month = matches!(symbol, Symbol::Month | Symbol::MonthAlone);
        let (before, after) = &self.leap_month;
        let mut is_leap = is_month && !before.is_empty() && input.take(before);
        let at = input.at;
        let is_negative = is_year(*symbol) && (input.take(&self.minus) || input.take("-"));
        let value = self.value(step, input)?;
        let value = if is_negative {
            value.saturating_neg()
        } else {
            value
        };
        if is_month {
            is_leap = (is_leap || before.is_empty())
                && self.marks_leap_months()
                && (after.is_empty() || input.take(after));
            let number = u8::try_from(value).map_err(|_| Kind::NumberRange.at(at))?;
            return set(&mut found.month, start, Month::Number { number, is_leap });
        }
        let two_digits = matches!(
            step,
            Step::Number {
                two_digits: true,
                ..
            }
        );
        self.store(*symbol, two_digits, at, value, found)
    }

    /// Reads the value of a number without its sign.
    fn value(&self, step: &Step, input: &mut Input<'_>) -> Result<i64, ParseTextError> {
        let Step::Number {
            symbol,
            at_least,
            two_digits,
            numbering,
            reserved,
        } = step
        else {
            return Ok(0);
        };
        let special = match numbering {
            Some(Numbering::Hebrew) => {
                numerals::hebrew(input.rest()).map(|(value, length)| match is_year(*symbol) {
                    true => (numerals::hebrew_year(value), length),
                    false => (value, length),
                })
            }
            Some(Numbering::HaniDays) => numerals::hanidays(input.rest()),
            Some(Numbering::RomanLower) => numerals::roman(input.rest()),
            Some(Numbering::JapaneseYear) if input.rest().starts_with('元') => {
                Some((1, '元'.len_utf8()))
            }
            _ => None,
        };
        if let Some((value, length)) = special {
            input.skip(length);
            return Ok(value);
        }
        let script = match numbering {
            Some(Numbering::Decimal(digits)) => digits,
            Some(Numbering::HaniDec) => &HANIDEC,
            _ => &self.digits,
        };
        let at = input.at;
        let most = match reserved {
            Some(reserved) => {
                let all = input.clone().number(script, None)?.digits;
                Some(all.saturating_sub(*reserved).max(1))
            }
            None => None,
        };
        let Number { value, digits } = input.number(script, most)?;
        let needed = digits_of(value).max(*at_least);
        if digits != needed || (*two_digits && digits != 2) {
            return Err(Kind::Number.at(at));
        }
        Ok(value)
    }

    fn store(
        &self,
        symbol: Symbol,
        two_digits: bool,
        at: usize,
        value: i64,
        found: &mut Found,
    ) -> Result<(), ParseTextError> {
        let range = |_| Kind::NumberRange.at(at);
        let small = u8::try_from(value).map_err(range);
        let middle = u16::try_from(value).map_err(range);
        match symbol {
            Symbol::Year | Symbol::CyclicYear | Symbol::Era => {
                let year = match two_digits {
                    true => Year::TwoDigits(value),
                    false => Year::OfEra(value),
                };
                set(&mut found.year, at, year)
            }
            Symbol::QtYear => {
                let year = match two_digits {
                    true => Year::CalendarTwoDigits(value),
                    false => Year::Calendar(value),
                };
                set(&mut found.year, at, year)
            }
            Symbol::ExtendedYear => set(&mut found.year, at, Year::Extended(value)),
            Symbol::RelatedYear => set(&mut found.related_year, at, value),
            Symbol::WeekYear => set(&mut found.week_year, at, value),
            Symbol::Quarter | Symbol::QuarterAlone => set(&mut found.quarter, at, small?),
            Symbol::Month | Symbol::MonthAlone => Ok(()),
            Symbol::Week => set(&mut found.week, at, middle?),
            Symbol::WeekOfMonth => set(&mut found.week_of_month, at, small?),
            Symbol::Day => set(&mut found.day, at, small?),
            Symbol::DayOfYear => set(&mut found.day_of_year, at, middle?),
            Symbol::WeekdayInMonth => set(&mut found.weekday_in_month, at, small?),
            Symbol::JulianDay => set(&mut found.julian_day, at, value),
            Symbol::Weekday | Symbol::LocalWeekday | Symbol::LocalWeekdayAlone => {
                let rule = self.week_rule;
                let is_it =
                    |day: &Weekday| i64::from(rule.days_into(*day)).saturating_add(1) == value;
                let day = Weekday::ALL.into_iter().find(is_it);
                let day = day.ok_or(Kind::NumberRange.at(at))?;
                found.weekdays = Some(Placed {
                    at,
                    value: weekday_bit(day),
                });
                Ok(())
            }
        }
    }
}

/// Stores a field. A field that the pattern has twice has to have one value.
fn set<V: PartialEq>(
    slot: &mut Option<Placed<V>>,
    at: usize,
    value: V,
) -> Result<(), ParseTextError> {
    match slot {
        Some(before) if before.value != value => Err(Kind::Contradiction.at(at)),
        Some(_) => Ok(()),
        None => {
            *slot = Some(Placed { at, value });
            Ok(())
        }
    }
}

/// Reads a name that has one value. Of eras with one name, it is the latest.
fn name<V: Copy + PartialEq>(
    names: &Names<V>,
    input: &mut Input<'_>,
    kind: Kind,
) -> Result<V, ParseTextError> {
    let missing = kind.at(input.at);
    let entries = names.longest(input.rest(), |_, _| true).ok_or(missing)?;
    let (name, value) = entries.first().ok_or(missing)?;
    if entries.len() > 1 && kind != Kind::Era {
        return Err(missing);
    }
    input.skip(name.len());
    Ok(*value)
}

fn is_year(symbol: Symbol) -> bool {
    matches!(
        symbol,
        Symbol::Year
            | Symbol::QtYear
            | Symbol::ExtendedYear
            | Symbol::WeekYear
            | Symbol::RelatedYear
            | Symbol::CyclicYear
    )
}

fn digits_of(value: i64) -> usize {
    let mut digits = 1_usize;
    let mut rest = value / 10;
    while rest > 0 {
        rest /= 10;
        digits = digits.saturating_add(1);
    }
    digits
}

fn step(item: &Item, numbers: &Numbers<'_>, symbols: &dyn Symbols) -> Step {
    let field = match item {
        Item::Literal(text) => return Step::Literal(text.as_str().into()),
        Item::Field(field) => *field,
    };
    let number = |at_least, two_digits| number(field, at_least, two_digits, numbers);
    match field.form() {
        Form::Number(at_least) => number(at_least, false),
        Form::TwoDigits => number(2, true),
        Form::Name(width, context) => match field.symbol {
            Symbol::Era => Step::Era(Names::new(names::eras(symbols, width).collect())),
            Symbol::CyclicYear if symbols.cyclic_year(1).is_none() => number(1, false),
            Symbol::CyclicYear => {
                Step::CyclicYear(Names::new(names::cyclic_years(symbols).collect()))
            }
            Symbol::Quarter | Symbol::QuarterAlone => Step::Quarter(Names::new(
                names::quarters(symbols, width, context).collect(),
            )),
            Symbol::Month | Symbol::MonthAlone => {
                Step::Month(Names::new(names::months(symbols, width, context).collect()))
            }
            _ => {
                let days = names::weekdays(symbols, width, context);
                Step::Weekday(Names::new(days.collect()))
            }
        },
    }
}

fn number(field: Field, at_least: u8, two_digits: bool, numbers: &Numbers<'_>) -> Step {
    let numbering = numbers.of(field.symbol.letter());
    // Numerals that are no digits write the whole year.
    let has_digits = !matches!(numbering, Some(Numbering::Hebrew | Numbering::RomanLower));
    Step::Number {
        symbol: field.symbol,
        at_least: usize::from(at_least),
        two_digits: two_digits && has_digits,
        numbering,
        reserved: None,
    }
}

/// Notes at each number how many digits the numbers behind it need, where no text is between.
fn reserve(steps: &mut [Step]) {
    let mut behind: Option<usize> = None;
    for step in steps.iter_mut().rev() {
        behind = match step {
            Step::Number {
                at_least, reserved, ..
            } => {
                *reserved = behind;
                Some(behind.unwrap_or(0).saturating_add(*at_least))
            }
            _ => None,
        };
    }
}
