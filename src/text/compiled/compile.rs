//! Compiles a pattern: collects the names and digits that it can write.

use std::borrow::Cow;

use super::super::digits::Script;
use super::super::numbers::{HANIDEC, Numbers};
use super::super::pattern::{Field, Form, Item, Pattern, Symbol};
use super::super::symbols::{Numbering, Symbols};
use super::super::{Context, FormatterError, Width};
use super::arena::{ArenaBuilder, Span};
use super::facts::{Facts, MonthIndex};
use super::step::{NameOf, Numerals, Step};
use super::{Asks, Compiled};
use crate::backend::Backend;
use crate::weekday::Weekday;

/// The number of names that nearly all patterns have: sixty years of a cycle and the months.
const USUAL_NAMES: usize = 96;

pub(super) fn compile(
    pattern: &Pattern,
    numbers: &str,
    symbols: &dyn Symbols,
    calendar: &dyn Backend,
) -> Result<Compiled, FormatterError> {
    let months = MonthIndex::new(calendar, symbols.months());
    let digits = Script::new(symbols.digits());
    let mut compiler = Compiler {
        symbols,
        numbers: Numbers::read(numbers)?,
        arena: ArenaBuilder::new(),
        names: Vec::with_capacity(USUAL_NAMES),
        numerals: vec![Numerals::Decimal(digits.clone())],
        asks: Asks::default(),
        leap_month: None,
        names_months: false,
        months,
    };
    let steps: Result<Box<[Step]>, FormatterError> = pattern
        .items()
        .iter()
        .map(|item| compiler.step(item))
        .collect();
    let steps = steps?;
    let minus = compiler.arena.add(symbols.minus())?;
    let mut compiled = Compiled {
        pattern: pattern.clone(),
        steps,
        arena: compiler.arena.finish(),
        names: compiler.names.into_boxed_slice(),
        digits,
        numerals: compiler.numerals.into_boxed_slice(),
        minus,
        leap_month: compiler.leap_month.unwrap_or_default(),
        asks: compiler.asks,
        names_months: compiler.names_months,
        months: compiler.months,
        facts: Facts::of(calendar, symbols.week_rule()),
        max_len: 0,
    };
    compiled.max_len = compiled.longest();
    Ok(compiled)
}

struct Compiler<'a> {
    symbols: &'a dyn Symbols,
    numbers: Numbers<'a>,
    arena: ArenaBuilder,
    names: Vec<Span>,
    numerals: Vec<Numerals>,
    asks: Asks,
    leap_month: Option<(Span, Span)>,
    names_months: bool,
    months: MonthIndex,
}

impl Compiler<'_> {
    fn step(&mut self, item: &Item) -> Result<Step, FormatterError> {
        let field = match item {
            Item::Literal(text) => return Ok(Step::Literal(self.arena.add(text)?)),
            Item::Field(field) => *field,
        };
        match field.symbol {
            Symbol::RelatedYear => self.asks.related_year = true,
            Symbol::Week | Symbol::WeekYear => self.asks.week = true,
            Symbol::WeekOfMonth => self.asks.week_of_month = true,
            Symbol::DayOfYear => self.asks.day_of_year = true,
            _ => {}
        }
        match field.form() {
            Form::Name(width, context) => self.name(field, width, context),
            Form::Number(at_least) => self.number(field, at_least, false),
            Form::TwoDigits => self.number(field, 2, true),
        }
    }

    fn name(
        &mut self,
        field: Field,
        width: Width,
        context: Context,
    ) -> Result<Step, FormatterError> {
        let symbols = self.symbols;
        match field.symbol {
            Symbol::Era => {
                let eras = (0..symbols.era_count()).map(|index| symbols.era(index, width));
                self.names(field, NameOf::Era, eras)
            }
            Symbol::CyclicYear => {
                let years = symbols.cyclic_years();
                if years.is_empty() {
                    return self.number(field, 1, false);
                }
                self.asks.related_year = true;
                self.names(field, NameOf::CyclicYear, years.into_iter())
            }
            Symbol::Quarter | Symbol::QuarterAlone => {
                let quarters = (1..=4).map(|quarter| symbols.quarter(quarter, width, context));
                self.names(field, NameOf::Quarter, quarters)
            }
            Symbol::Month | Symbol::MonthAlone => {
                if !self.months.is_direct() {
                    self.asks.month_code = true;
                }
                self.names_months = true;
                let months = self.months.months().to_vec().into_iter();
                let months = months.map(|month| symbols.month(month, width, context));
                self.names(field, NameOf::Month, months)
            }
            _ => {
                let days = Weekday::ALL.map(|weekday| symbols.weekday(weekday, width, context));
                self.names(field, NameOf::Weekday, days.into_iter())
            }
        }
    }

    fn names<'s>(
        &mut self,
        field: Field,
        what: NameOf,
        names: impl Iterator<Item = Cow<'s, str>>,
    ) -> Result<Step, FormatterError> {
        let first = self.names.len();
        self.names.reserve(names.size_hint().0);
        for name in names {
            let name = self.arena.add(&name)?;
            self.names.push(name);
        }
        let count = self.names.len().saturating_sub(first);
        match (u16::try_from(first), u8::try_from(count)) {
            (Ok(first), Ok(count)) => Ok(Step::Name {
                field,
                what,
                first,
                count,
            }),
            _ => Err(FormatterError::TooLong),
        }
    }

    fn number(
        &mut self,
        field: Field,
        at_least: u8,
        two_digits: bool,
    ) -> Result<Step, FormatterError> {
        if matches!(field.symbol, Symbol::Month | Symbol::MonthAlone) {
            self.leap_month()?;
        }
        let numerals = match self.numbers.of(field.symbol.letter()) {
            None => 0,
            Some(numbering) => {
                self.numerals.push(numerals(numbering));
                self.numerals.len().saturating_sub(1)
            }
        };
        // A pattern has at most 256 fields.
        let numerals = u8::try_from(numerals).map_err(|_| FormatterError::TooLong)?;
        Ok(Step::Number {
            field,
            at_least,
            two_digits,
            numerals,
        })
    }

    /// Where leap months have a mark, the number of a month is that of its code. Elsewhere it is
    /// the month's place in the year.
    fn leap_month(&mut self) -> Result<(), FormatterError> {
        let (before, after) = self.symbols.numeric_leap_month();
        if (before.is_empty() && after.is_empty()) || self.leap_month.is_some() {
            return Ok(());
        }
        self.leap_month = Some((self.arena.add(&before)?, self.arena.add(&after)?));
        self.asks.month_code = true;
        self.asks.month_number = true;
        Ok(())
    }
}

fn numerals(numbering: Numbering) -> Numerals {
    match numbering {
        Numbering::Decimal(digits) => Numerals::Decimal(Script::new(digits)),
        Numbering::HaniDec => Numerals::Decimal(Script::new(HANIDEC)),
        Numbering::Hebrew => Numerals::Hebrew,
        Numbering::HaniDays => Numerals::HaniDays,
        Numbering::JapaneseYear => Numerals::JapaneseYear,
        Numbering::RomanLower => Numerals::RomanLower,
    }
}
