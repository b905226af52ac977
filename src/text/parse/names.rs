//! [`Names`]: which values a name at the start of a text can have.

use super::fields::weekday_bit;
use crate::backend::MonthCode;
use crate::text::symbols::Symbols;
use crate::text::{Context, Width};
use crate::weekday::Weekday;

/// Names with their values, found by the longest match.
#[derive(Debug)]
pub(super) struct Names<V> {
    /// The longest first, equal ones side by side.
    entries: Vec<(Box<str>, V)>,
}

impl<V: Copy + PartialEq> Names<V> {
    /// Empty names are left out.
    pub(super) fn new(mut entries: Vec<(Box<str>, V)>) -> Self {
        entries.retain(|(name, _)| !name.is_empty());
        entries.sort_by(|(one, _), (other, _)| {
            other.len().cmp(&one.len()).then_with(|| one.cmp(other))
        });
        entries.dedup();
        Names { entries }
    }

    /// Returns the entries of the longest name that the text begins with and that `accept` takes
    /// with the text behind it; all of them have the same name.
    pub(super) fn longest(
        &self,
        text: &str,
        accept: impl Fn(&str, &str) -> bool,
    ) -> Option<&[(Box<str>, V)]> {
        let first = text.as_bytes().first();
        let start = self.entries.iter().position(|(name, _)| {
            name.as_bytes().first() == first
                && text
                    .strip_prefix(name.as_ref())
                    .is_some_and(|rest| accept(name, rest))
        })?;
        let found = self.entries.get(start..)?;
        let (name, _) = found.first()?;
        let count = found.iter().take_while(|(other, _)| other == name).count();
        found.get(..count)
    }
}

/// A month, and the years in which it has the name: Adar is Adar II in a leap year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct NamedMonth {
    pub(super) code: MonthCode,
    pub(super) in_common_years: bool,
    pub(super) in_leap_years: bool,
}

impl NamedMonth {
    /// Returns the month that all of these are, in the years of any of them. `None` if they are
    /// several months.
    pub(super) fn all(mut months: impl Iterator<Item = Self>) -> Option<Self> {
        let first = months.next()?;
        months.try_fold(first, |all, month| {
            (all.code == month.code).then_some(NamedMonth {
                in_common_years: all.in_common_years || month.in_common_years,
                in_leap_years: all.in_leap_years || month.in_leap_years,
                ..all
            })
        })
    }
}

/// The names of months, with the month.
pub(super) fn months(
    symbols: &dyn Symbols,
    width: Width,
    context: Context,
) -> impl Iterator<Item = (Box<str>, NamedMonth)> + '_ {
    let months = symbols.months();
    let has_leap_name = |code| {
        move |other: &crate::text::symbols::NamedMonth| other.in_leap_year && other.code == code
    };
    let named = months.iter().map(|month| NamedMonth {
        code: month.code,
        in_common_years: !month.in_leap_year,
        in_leap_years: month.in_leap_year || !months.iter().any(has_leap_name(month.code)),
    });
    let named: Vec<NamedMonth> = named.collect();
    let months = months.into_iter().zip(named);
    months.map(move |(month, named)| (symbols.month(month, width, context).into(), named))
}

/// The names of weekdays, with the bit of the day.
pub(super) fn weekdays(
    symbols: &dyn Symbols,
    width: Width,
    context: Context,
) -> impl Iterator<Item = (Box<str>, u8)> + '_ {
    Weekday::ALL.into_iter().map(move |weekday| {
        let name = symbols.weekday(weekday, width, context);
        (name.into(), weekday_bit(weekday))
    })
}

/// The names of quarters, with their number.
pub(super) fn quarters(
    symbols: &dyn Symbols,
    width: Width,
    context: Context,
) -> impl Iterator<Item = (Box<str>, u8)> + '_ {
    (1..=4).map(move |quarter| (symbols.quarter(quarter, width, context).into(), quarter))
}

/// The names of eras, with the place of the era in the calendar's list. A calendar with more eras
/// than fit is read without the rest.
pub(super) fn eras(
    symbols: &dyn Symbols,
    width: Width,
) -> impl Iterator<Item = (Box<str>, u8)> + '_ {
    let count = u8::try_from(symbols.era_count()).unwrap_or(u8::MAX);
    (0..count).map(move |era| (symbols.era(usize::from(era), width).into(), era))
}

/// The names of the years of the cycle, with their number.
pub(super) fn cyclic_years(symbols: &dyn Symbols) -> impl Iterator<Item = (Box<str>, u8)> + '_ {
    let years = symbols.cyclic_years().into_iter();
    (1..=60).zip(years).map(|(year, name)| (name.into(), year))
}
