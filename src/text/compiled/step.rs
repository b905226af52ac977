//! [`Step`]: one thing that a compiled pattern writes.

use super::super::Part;
use super::super::digits::{self, Script};
use super::super::numerals;
use super::super::pattern::{Field, Symbol};
use super::super::write::Sink;
use super::Compiled;
use super::arena::Span;
use super::values::Values;
use crate::weekday::Weekday;

#[derive(Clone, Debug)]
pub(in crate::text) enum Step {
    Literal(Span),
    Name {
        field: Field,
        what: NameOf,
        /// Where the names begin in the list of all names, and how many there are.
        first: u16,
        count: u8,
    },
    Number {
        field: Field,
        /// The least number of digits.
        at_least: u8,
        /// Whether only the last two digits are written.
        two_digits: bool,
        /// An index into the list of numerals.
        numerals: u8,
    },
}

/// The kind of the names of a list, which determines their order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::text) enum NameOf {
    /// As [`Backend::eras`](crate::Backend::eras).
    Era,
    /// As [`Compiled::months`].
    Month,
    /// From Monday.
    Weekday,
    Quarter,
    /// From the first of the 60 years of a cycle.
    CyclicYear,
}

/// How numbers are written.
#[derive(Clone, Debug)]
pub(in crate::text) enum Numerals {
    Decimal(Script),
    Hebrew,
    HaniDays,
    JapaneseYear,
    RomanLower,
}

impl Step {
    pub(super) fn part(&self) -> Part {
        match self {
            Step::Literal(_) => Part::Literal,
            Step::Name { field, .. } | Step::Number { field, .. } => Part::of(field.symbol),
        }
    }

    #[inline]
    pub(super) fn write(&self, compiled: &Compiled, values: &Values, sink: &mut impl Sink) {
        match self {
            Step::Literal(text) => compiled.arena.write(*text, sink),
            Step::Name {
                what, first, count, ..
            } => {
                let index = name_index(*what, compiled, values);
                let at = usize::from(*first).saturating_add(index);
                let name = compiled
                    .names
                    .get(at)
                    .filter(|_| index < usize::from(*count));
                if let Some(name) = name {
                    compiled.arena.write(*name, sink);
                }
            }
            Step::Number {
                field,
                at_least,
                two_digits,
                numerals,
            } => {
                let number = Number {
                    symbol: field.symbol,
                    at_least: *at_least,
                    two_digits: *two_digits,
                };
                number.write(compiled, values, *numerals, sink);
            }
        }
    }
}

/// Returns the index of a name in its list. A date without an era has none.
#[inline]
fn name_index(what: NameOf, compiled: &Compiled, values: &Values) -> usize {
    match what {
        NameOf::Era => values.era.unwrap_or(usize::MAX),
        NameOf::Month => values.month_name,
        NameOf::Weekday => usize::from(values.day.weekday().number()).wrapping_sub(1),
        NameOf::Quarter => usize::from(quarter(compiled, values)).wrapping_sub(1),
        // 1984, and so the year 4, is the first year of a cycle.
        NameOf::CyclicYear => {
            let since = values.related_year.saturating_sub(4).rem_euclid(60);
            usize::try_from(since).unwrap_or(usize::MAX)
        }
    }
}

/// Returns the quarter, 1 to 4. If the months do not form four equal quarters, the last one has the
/// months that are left over.
fn quarter(compiled: &Compiled, values: &Values) -> u8 {
    let before = values.date.month.saturating_sub(1);
    let quarter = before.checked_div(compiled.facts.in_quarter).unwrap_or(0);
    quarter.min(3).saturating_add(1)
}

#[derive(Clone, Copy)]
struct Number {
    symbol: Symbol,
    at_least: u8,
    two_digits: bool,
}

impl Number {
    #[inline]
    fn write(self, compiled: &Compiled, values: &Values, numerals: u8, sink: &mut impl Sink) {
        let leap = values
            .month_code
            .filter(|code| code.is_leap() && self.is_month());
        if leap.is_some() {
            compiled.arena.write(compiled.leap_month.0, sink);
        }
        let mut value = self.value(compiled, values);
        let mut at_least = self.at_least;
        if self.symbol == Symbol::QtYear {
            (value, at_least) = self.qt_year(compiled, value);
        }
        if value < 0 {
            compiled.arena.write(compiled.minus, sink);
        }
        let value = value.unsigned_abs();
        let last = if self.two_digits {
            value.rem_euclid(100)
        } else {
            value
        };
        let numerals = compiled.numerals.get(usize::from(numerals));
        let written = match numerals {
            Some(Numerals::Decimal(script)) => {
                digits::write(last, at_least, script, sink);
                true
            }
            Some(Numerals::Hebrew) if self.is_year() => {
                numerals::hebrew(numerals::hebrew_year(value), sink)
            }
            Some(Numerals::Hebrew) => numerals::hebrew(value, sink),
            Some(Numerals::HaniDays) => numerals::hanidays(value, sink),
            Some(Numerals::JapaneseYear) if value == 1 => {
                sink.push("元");
                true
            }
            Some(Numerals::RomanLower) => numerals::roman(value, sink),
            Some(Numerals::JapaneseYear) | None => false,
        };
        if !written {
            digits::write(last, at_least, &compiled.digits, sink);
        }
        if leap.is_some() {
            compiled.arena.write(compiled.leap_month.1, sink);
        }
    }

    #[inline]
    fn value(self, compiled: &Compiled, values: &Values) -> i64 {
        match self.symbol {
            // Names of eras are never numbers.
            Symbol::Year | Symbol::CyclicYear | Symbol::Era => values.era_year,
            Symbol::QtYear => i64::from(values.date.year),
            Symbol::ExtendedYear => values.extended_year,
            Symbol::WeekYear => values.week_year,
            Symbol::RelatedYear => values.related_year,
            Symbol::Quarter | Symbol::QuarterAlone => i64::from(quarter(compiled, values)),
            Symbol::Month | Symbol::MonthAlone => match values.month_code {
                Some(code) if compiled.asks.month_number => i64::from(code.number()),
                _ => i64::from(values.date.month),
            },
            Symbol::Week => i64::from(values.week),
            Symbol::WeekOfMonth => i64::from(values.week_of_month),
            Symbol::Day => i64::from(values.date.day),
            Symbol::DayOfYear => i64::from(values.day_of_year),
            Symbol::WeekdayInMonth => i64::from(values.date.day).saturating_add(6).div_euclid(7),
            Symbol::JulianDay => values.day.number(),
            Symbol::Weekday | Symbol::LocalWeekday | Symbol::LocalWeekdayAlone => {
                local_weekday(compiled, values.day.weekday())
            }
        }
    }

    /// Returns what Qt shows of a year, and the least number of its digits. Qt pads negative years
    /// to five characters with the sign, and years of two digits to two.
    fn qt_year(self, compiled: &Compiled, year: i64) -> (i64, u8) {
        let (year, characters) = if self.two_digits {
            (year.checked_rem(100).unwrap_or(0), 2_u8)
        } else {
            (year, self.at_least.saturating_add(1))
        };
        if year >= 0 {
            return (year, self.at_least);
        }
        let sign = compiled.arena.get(compiled.minus).encode_utf16().count();
        let digits = usize::from(characters).saturating_sub(sign);
        (year, u8::try_from(digits).unwrap_or(u8::MAX).max(1))
    }

    fn is_month(self) -> bool {
        matches!(self.symbol, Symbol::Month | Symbol::MonthAlone)
    }

    fn is_year(self) -> bool {
        matches!(
            self.symbol,
            Symbol::Year | Symbol::QtYear | Symbol::ExtendedYear | Symbol::WeekYear
        )
    }
}

/// Returns the number of a weekday in the locale's week, 1 to 7.
fn local_weekday(compiled: &Compiled, weekday: Weekday) -> i64 {
    i64::from(compiled.facts.week_rule.days_into(weekday)).saturating_add(1)
}
