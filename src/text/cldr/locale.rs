//! What a row of [`Tables`] has: its tag and parent, calendars' own names, numberings.

use super::pool::Node;
use super::{Row, RowBytes, Tables};
use crate::text::Cldr;
use crate::text::symbols::Digits;

/// After the nodes of the calendars.
const CALENDAR_NAMES: usize = Cldr::ALL.len();
const NUMBERS: usize = CALENDAR_NAMES + 1;

impl Tables {
    /// Returns all locales, in the order of their tags.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row> + use<> {
        (0..u16::try_from(self.rows.len()).unwrap_or(u16::MAX)).map(Row)
    }

    /// Returns the tag, such as `zh-Hant-HK`; `und` for root.
    pub(crate) fn tag(&self, row: Row) -> &'static str {
        self.entry(row)
            .map_or("", |[tag, ..]| self.text(u16::from_le_bytes(*tag).into()))
    }

    /// Returns the locale with exactly this tag.
    pub(crate) fn row(&self, tag: &str) -> Option<Row> {
        let index = self
            .rows
            .binary_search_by_key(&tag.as_bytes(), |[tag, ..]| self.text_bytes(*tag))
            .ok()?;
        u16::try_from(index).ok().map(Row)
    }

    fn text_bytes(&self, id: [u8; 2]) -> &'static [u8] {
        self.texts
            .get(u16::from_le_bytes(id).into())
            .unwrap_or_default()
    }

    /// Returns the locale that all others inherit from. Some of its names are codes.
    pub(crate) fn root(&self) -> Row {
        self.root
    }

    /// Returns the locale that this one inherits from: `en-001` for `en-AU`. `None` for root.
    pub(crate) fn parent(&self, row: Row) -> Option<Row> {
        let [_, parent, _] = self.entry(row)?;
        let parent = Row(u16::from_le_bytes(*parent));
        (parent != row).then_some(parent)
    }

    fn entry(&self, row: Row) -> Option<&'static RowBytes> {
        self.rows.get(usize::from(row.0))
    }

    /// Returns the number of the row's contents. Rows with the same number, such as `de` and `de-LU`,
    /// have the same names and patterns.
    pub(crate) fn contents(&self, row: Row) -> u16 {
        self.entry(row)
            .map_or(0, |[.., node]| u16::from_le_bytes(*node))
    }

    pub(super) fn row_node(&self, row: Row) -> Node {
        self.node(self.contents(row).into())
    }

    /// Returns what the language calls a calendar, `Hebrew Calendar`; `None` where CLDR has no name.
    pub(crate) fn calendar_name(&self, row: Row, calendar: Cldr) -> Option<&'static str> {
        let names = self.child(self.row_node(row), CALENDAR_NAMES);
        self.item(names, calendar as usize)
            .filter(|name| !name.is_empty())
    }

    /// Returns the name of the numbering system that the locale writes numbers in.
    pub(crate) fn default_numbering(&self, row: Row) -> &'static str {
        self.item(self.numbers(row), 0).unwrap_or_default()
    }

    /// Returns the name of the numbering system of the language's own digits.
    pub(crate) fn native_numbering(&self, row: Row) -> &'static str {
        self.item(self.numbers(row), 1).unwrap_or_default()
    }

    fn numbers(&self, row: Row) -> Node {
        self.child(self.row_node(row), NUMBERS)
    }

    /// Returns what stands before a negative number in this numbering, with marks of direction in some
    /// locales.
    pub(crate) fn minus(&self, row: Row, numbering: &str) -> &'static str {
        let mut others = self.numbers(row);
        let usual = others.nth(2);
        while let (Some(name), Some(minus)) = (others.next(), others.next()) {
            if self.texts.get(name) == Some(numbering.as_bytes()) {
                return self.text(minus);
            }
        }
        usual.map_or("", |id| self.text(id))
    }

    /// Returns the digits of a decimal numbering system; `None` for other systems.
    pub(crate) fn digits(&self, numbering: &str) -> Option<Digits> {
        let index = self
            .numberings
            .binary_search_by_key(&numbering.as_bytes(), |[name, _]| self.text_bytes(*name))
            .ok()?;
        let [_, digits] = self.numberings.get(index)?;
        ten(self.text(u16::from_le_bytes(*digits).into()))
    }

    /// Returns the names of the decimal numbering systems, in alphabetical order.
    pub(crate) fn numberings(&self) -> impl Iterator<Item = &'static str> {
        self.numberings
            .iter()
            .map(|[name, _]| self.text(u16::from_le_bytes(*name).into()))
    }
}

fn ten(digits: &str) -> Option<Digits> {
    let mut characters = digits.chars();
    let mut ten = ['0'; 10];
    for digit in &mut ten {
        *digit = characters.next()?;
    }
    characters.next().is_none().then_some(ten)
}
