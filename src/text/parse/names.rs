//! [`Names`]: which values a name at the start of a text can have.

use core::cmp::Reverse;

use super::fields::weekday_bit;
use crate::backend::MonthCode;
use crate::text::symbols::Symbols;
use crate::text::{Context, Width};
use crate::weekday::Weekday;

/// Names with their values, found by the longest match.
#[derive(Debug)]
pub(super) struct Names<V> {
    /// By the first character, the longest first, equal ones side by side.
    entries: Box<[(Box<str>, V)]>,
    /// The first characters in their order, each with the place of its first entry.
    starts: Box<[(char, usize)]>,
}

impl<V: Copy + PartialEq> Names<V> {
    /// Empty names are left out.
    pub(super) fn new(mut entries: Vec<(Box<str>, V)>) -> Self {
        entries.retain(|(name, _)| !name.is_empty());
        let key = |name: &str| (name.chars().next(), Reverse(name.len()));
        entries.sort_by(|(one, _), (other, _)| {
            let by_key = key(one).cmp(&key(other));
            by_key.then_with(|| one.cmp(other))
        });
        entries.dedup();
        let firsts = entries.iter().zip(0..);
        let firsts = firsts.filter_map(|((name, _), at)| Some((name.chars().next()?, at)));
        let mut starts: Vec<(char, usize)> = firsts.collect();
        starts.dedup_by_key(|(first, _)| *first);
        Names {
            entries: entries.into(),
            starts: starts.into(),
        }
    }

    /// Returns the entries of the longest name that the text begins with and that `accept` takes
    /// with the text behind it; all of them have the same name.
    pub(super) fn longest(
        &self,
        text: &str,
        accept: impl Fn(&str, &str) -> bool,
    ) -> Option<&[(Box<str>, V)]> {
        let entries = self.beginning_with(text.chars().next()?)?;
        let start = entries.iter().position(|(name, _)| {
            let rest = text.strip_prefix(name.as_ref());
            rest.is_some_and(|rest| accept(name, rest))
        })?;
        let found = entries.get(start..)?;
        let (name, _) = found.first()?;
        let count = found.iter().take_while(|(other, _)| other == name).count();
        found.get(..count)
    }

    /// Returns the entries whose name begins with a character.
    fn beginning_with(&self, first: char) -> Option<&[(Box<str>, V)]> {
        let at = self.starts.binary_search_by_key(&first, |(own, _)| *own);
        let mut starts = self.starts.get(at.ok()?..)?.iter();
        let (_, start) = starts.next()?;
        let entries = self.entries.get(*start..)?;
        match starts.next() {
            Some((_, end)) => entries.get(..end.checked_sub(*start)?),
            None => Some(entries),
        }
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
    let named = months.iter().map(|month| NamedMonth {
        code: month.code,
        in_common_years: month.occurs(&months, false),
        in_leap_years: month.occurs(&months, true),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(texts: &[(&str, u8)]) -> Names<u8> {
        let entries = texts.iter().map(|(name, value)| ((*name).into(), *value));
        Names::new(entries.collect())
    }

    #[test]
    fn longest_name_is_found_with_all_its_values() {
        let names = names(&[
            ("mar", 1),
            ("mar", 1),
            ("martes", 2),
            ("mar", 3),
            ("", 4),
            ("mai", 5),
            ("Μάρ", 6),
            ("ñ", 7),
        ]);
        let found = |text| {
            let found = names.longest(text, |_, rest| !rest.starts_with('!'));
            let values = found.unwrap_or_default().iter().map(|(_, value)| *value);
            values.collect::<Vec<u8>>()
        };
        assert_eq!(found("martes 3"), [2]);
        assert_eq!(found("marte"), [1, 3]);
        assert_eq!(found("mar!"), [0_u8; 0]);
        assert_eq!(found("mai"), [5]);
        assert_eq!(found("Μάρτιος"), [6]);
        assert_eq!(found("ñ"), [7]);
        for unknown in ["", "ma", "m", "x", "zz", "a", "日"] {
            assert_eq!(found(unknown), [0_u8; 0], "{unknown}");
        }
    }
}
