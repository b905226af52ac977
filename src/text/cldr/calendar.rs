//! The names and patterns of a calendar in a row of [`Tables`].
//!
//! `tools/cldr/src/tables.rs` describes the order of the lists.

use std::borrow::Cow;

use super::pool::Node;
use super::{Row, Tables};
use crate::text::symbols::{LocalePattern, NamedMonth};
use crate::text::{Cldr, Context, Style, Width};
use crate::weekday::Weekday;

/// A part of a calendar's node: its place, and its place in the node there.
#[derive(Clone, Copy)]
pub(super) struct Part(usize, Option<usize>);

pub(super) const MONTHS: Part = Part(0, None);
pub(super) const ERAS: Part = Part(1, None);
pub(super) const WEEKDAYS: Part = Part(2, Some(0));
pub(super) const QUARTERS: Part = Part(2, Some(1));
pub(super) const LEAP_MONTHS: Part = Part(2, Some(2));
pub(super) const CYCLIC_YEARS: Part = Part(2, Some(3));
pub(super) const STYLES: Part = Part(3, Some(0));
pub(super) const SKELETONS: Part = Part(3, Some(1));
pub(super) const INTERVALS: Part = Part(3, Some(2));
pub(super) const INTERVAL_FALLBACK: Part = Part(3, Some(3));

/// The pattern of leap months in numbers, after those of names.
const NUMERIC_LEAP_MONTH: usize = 6;

/// Where a leap month's pattern has the common month.
const PLACEHOLDER: &str = "{0}";

/// Separates a pattern from the attribute `numbers`.
const NUMBERS: char = '\0';

/// The names of a calendar's months in one form.
#[derive(Clone, Copy)]
pub(crate) struct MonthNames {
    calendar: Cldr,
    names: Node,
    /// What stands before and after the name of the common month in that of a leap month.
    leap: Option<(&'static str, &'static str)>,
}

impl Tables {
    pub(super) fn part(&self, row: Row, calendar: Cldr, Part(group, index): Part) -> Node {
        let calendar = self.child(self.row_node(row), calendar as usize);
        let group = self.child(calendar, group);
        index.map_or(group, |index| self.child(group, index))
    }

    /// Returns the name of a month; `None` if the calendar has no such month.
    pub(crate) fn month(
        &self,
        row: Row,
        calendar: Cldr,
        month: NamedMonth,
        width: Width,
        context: Context,
    ) -> Option<Cow<'static, str>> {
        self.name_of(self.month_names(row, calendar, width, context), month)
    }

    /// Finds the names of months in one form.
    pub(crate) fn month_names(
        &self,
        row: Row,
        calendar: Cldr,
        width: Width,
        context: Context,
    ) -> MonthNames {
        let list = name_list(width, context);
        let leap = self.item(self.part(row, calendar, LEAP_MONTHS), list);
        MonthNames {
            calendar,
            names: self.child(self.part(row, calendar, MONTHS), list),
            leap: leap.and_then(|pattern| pattern.split_once(PLACEHOLDER)),
        }
    }

    /// Returns the name of a month; `None` if the calendar has no such month.
    pub(crate) fn name_of(&self, list: MonthNames, month: NamedMonth) -> Option<Cow<'static, str>> {
        let number = usize::from(month.code.number());
        let index = match list.calendar {
            Cldr::Hebrew => hebrew_index(month)?,
            _ => number.checked_sub(1)?,
        };
        let name = self.item(list.names, index)?;
        if list.calendar == Cldr::Hebrew || !month.code.is_leap() {
            return Some(Cow::Borrowed(name));
        }
        let (before, after) = list.leap?;
        Some(Cow::Owned([before, name, after].concat()))
    }

    /// Returns what is written before and after the number of a leap month.
    pub(crate) fn numeric_leap_month(
        &self,
        row: Row,
        calendar: Cldr,
    ) -> (&'static str, &'static str) {
        self.item(self.part(row, calendar, LEAP_MONTHS), NUMERIC_LEAP_MONTH)
            .and_then(|pattern| pattern.split_once(PLACEHOLDER))
            .unwrap_or_default()
    }

    pub(crate) fn weekday(
        &self,
        row: Row,
        calendar: Cldr,
        weekday: Weekday,
        width: Width,
        context: Context,
    ) -> &'static str {
        let list = match (context, width) {
            (Context::Format, Width::Wide) => 0,
            (Context::Format, Width::Abbreviated) => 1,
            (Context::Format, Width::Short) => 2,
            (Context::Format, Width::Narrow) => 3,
            (Context::Standalone, Width::Wide) => 4,
            (Context::Standalone, Width::Abbreviated) => 5,
            (Context::Standalone, Width::Short) => 6,
            (Context::Standalone, Width::Narrow) => 7,
        };
        // From Sunday, whose ISO number is 7.
        let index = usize::from(weekday.number() % 7);
        self.item(self.child(self.part(row, calendar, WEEKDAYS), list), index)
            .unwrap_or_default()
    }

    /// Returns the name of a quarter, 1 to 4; empty for other numbers.
    pub(crate) fn quarter(
        &self,
        row: Row,
        calendar: Cldr,
        quarter: u8,
        width: Width,
        context: Context,
    ) -> &'static str {
        let list = self.child(
            self.part(row, calendar, QUARTERS),
            name_list(width, context),
        );
        usize::from(quarter)
            .checked_sub(1)
            .and_then(|index| self.item(list, index))
            .unwrap_or_default()
    }

    /// Returns the name of the era with one of the codes of CLDR: `ce`, `bce`, `reiwa`.
    pub(crate) fn era(
        &self,
        row: Row,
        calendar: Cldr,
        code: &str,
        width: Width,
    ) -> Option<&'static str> {
        let eras = self.part(row, calendar, ERAS);
        let index = self
            .items(self.child(eras, 0))
            .position(|found| found == code)?;
        let list = match width {
            Width::Wide => 1,
            Width::Abbreviated | Width::Short => 2,
            Width::Narrow => 3,
        };
        self.item(self.child(eras, list), index)
    }

    /// Returns the codes of the eras that have names, in CLDR's order.
    pub(crate) fn era_codes(&self, row: Row, calendar: Cldr) -> impl Iterator<Item = &'static str> {
        self.items(self.child(self.part(row, calendar, ERAS), 0))
    }

    /// Returns the names of the 60 years of the cycle; nothing for other calendars.
    pub(crate) fn cyclic_years(
        &self,
        row: Row,
        calendar: Cldr,
    ) -> impl Iterator<Item = &'static str> {
        self.items(self.part(row, calendar, CYCLIC_YEARS))
    }

    /// Returns the name of a year of the cycle, 1 to 60. `None` for other numbers and calendars.
    pub(crate) fn cyclic_year(&self, row: Row, calendar: Cldr, number: u8) -> Option<&'static str> {
        let index = usize::from(number).checked_sub(1)?;
        self.item(self.part(row, calendar, CYCLIC_YEARS), index)
    }

    pub(crate) fn style(&self, row: Row, calendar: Cldr, style: Style) -> LocalePattern<'static> {
        let index = match style {
            Style::Full => 0,
            Style::Long => 1,
            Style::Medium => 2,
            Style::Short => 3,
        };
        let styles = self.part(row, calendar, STYLES);
        pattern(self.item(styles, index).unwrap_or_default())
    }

    /// Returns the skeletons that CLDR has a pattern for, in alphabetical order.
    pub(crate) fn available_formats(
        &self,
        row: Row,
        calendar: Cldr,
    ) -> impl Iterator<Item = (&'static str, LocalePattern<'static>)> {
        self.pairs(self.part(row, calendar, SKELETONS))
            .map(|(skeleton, text)| (skeleton, pattern(text)))
    }

    /// Returns the patterns of intervals: skeleton, the letter of the greatest field that differs,
    /// pattern.
    pub(crate) fn interval_formats(
        &self,
        row: Row,
        calendar: Cldr,
    ) -> impl Iterator<Item = (&'static str, char, &'static str)> {
        self.pairs(self.part(row, calendar, INTERVALS))
            .filter_map(|(key, pattern)| {
                let (skeleton, field) = key.split_once('/')?;
                Some((skeleton, field.chars().next()?, pattern))
            })
    }

    /// Returns the pattern that joins two whole dates, `{0} – {1}`.
    pub(crate) fn interval_fallback(&self, row: Row, calendar: Cldr) -> &'static str {
        self.item(self.part(row, calendar, INTERVAL_FALLBACK), 0)
            .unwrap_or_default()
    }

    fn pairs(&self, lists: Node) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.items(self.child(lists, 0))
            .zip(self.items(self.child(lists, 1)))
    }
}

/// Returns the place of the list among those of months or quarters.
fn name_list(width: Width, context: Context) -> usize {
    match (context, width) {
        (Context::Format, Width::Wide) => 0,
        (Context::Format, Width::Abbreviated | Width::Short) => 1,
        (Context::Format, Width::Narrow) => 2,
        (Context::Standalone, Width::Wide) => 3,
        (Context::Standalone, Width::Abbreviated | Width::Short) => 4,
        (Context::Standalone, Width::Narrow) => 5,
    }
}

/// Returns the place of a month in CLDR's list: Tishri … Shevat, Adar I, Adar, Nisan … Elul, Adar II.
fn hebrew_index(month: NamedMonth) -> Option<usize> {
    match (month.code.number(), month.code.is_leap()) {
        (number @ 1..=5, false) => usize::from(number).checked_sub(1),
        (5, true) => Some(5),
        (6, false) if month.in_leap_year => Some(13),
        (number @ 6..=12, false) => Some(usize::from(number)),
        _ => None,
    }
}

/// Splits a text of the tables into pattern and `numbers`.
fn pattern(text: &'static str) -> LocalePattern<'static> {
    let (pattern, numbers) = text.split_once(NUMBERS).unwrap_or((text, ""));
    LocalePattern {
        pattern: Cow::Borrowed(pattern),
        numbers: Cow::Borrowed(numbers),
    }
}
