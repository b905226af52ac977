//! The check of a whole file: every text is UTF-8, and every list that a read asks for is there, has
//! the expected length, and no empty name.

use std::collections::HashSet;

use super::calendar::{
    CYCLIC_YEARS, ERAS, INTERVAL_FALLBACK, INTERVALS, LEAP_MONTHS, MONTHS, Part, QUARTERS,
    SKELETONS, STYLES, WEEKDAYS,
};
use super::pool::Node;
use super::{Row, Tables, TablesError, container};
use crate::text::Cldr;

/// The tag of the locale that all others inherit from.
const ROOT: &str = "und";

/// The most locales between one and root. CLDR has three.
const MOST_PARENTS: usize = 8;

/// The content that a part of a calendar must have.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    /// A list with this number of texts.
    Texts(usize),
    /// The number of lists, and the number of texts in each.
    Lists(usize, usize),
    /// A number of lists, all of the same length.
    Equal(usize),
}

/// Returns the parts of a calendar.
fn parts(calendar: Cldr) -> [(Part, Shape); 10] {
    let months = match calendar {
        Cldr::Hebrew => 14,
        Cldr::Coptic | Cldr::Ethiopic | Cldr::EthiopicAmeteAlem => 13,
        _ => 12,
    };
    let (leap_months, cyclic_years) = match calendar {
        Cldr::Chinese | Cldr::Dangi => (7, 60),
        _ => (0, 0),
    };
    [
        (MONTHS, Shape::Lists(6, months)),
        (WEEKDAYS, Shape::Lists(8, 7)),
        (QUARTERS, Shape::Lists(6, 4)),
        (ERAS, Shape::Equal(4)),
        (LEAP_MONTHS, Shape::Texts(leap_months)),
        (CYCLIC_YEARS, Shape::Texts(cyclic_years)),
        (STYLES, Shape::Texts(4)),
        (SKELETONS, Shape::Equal(2)),
        (INTERVALS, Shape::Equal(2)),
        (INTERVAL_FALLBACK, Shape::Texts(1)),
    ]
}

impl Tables {
    pub(super) fn check(&self) -> Result<(), TablesError> {
        let is_text = |bytes: &'static [u8]| std::str::from_utf8(bytes).is_ok();
        let sections = [
            (container::TEXTS, self.texts.check(is_text)),
            (
                container::NODES,
                self.nodes.check(|_| true) && self.lists_are_there(),
            ),
            (
                container::ROWS,
                self.rows_are_there() && self.numberings_are_there(),
            ),
            (
                container::SUPPLEMENTAL,
                container::section(self.file, container::SUPPLEMENTAL).is_some(),
            ),
        ];
        match sections.into_iter().find(|(_, valid)| !valid) {
            Some((id, _)) => Err(TablesError::Section(id)),
            None => Ok(()),
        }
    }

    fn rows_are_there(&self) -> bool {
        let sorted = self
            .rows()
            .is_sorted_by(|before, after| self.tag(*before) < self.tag(*after));
        sorted
            && self.tag(self.root()) == ROOT
            && self.parent(self.root()).is_none()
            && self.rows().all(|row| self.inherits_from_root(row))
    }

    fn inherits_from_root(&self, row: Row) -> bool {
        std::iter::successors(Some(row), |row| self.parent(*row))
            .take(MOST_PARENTS)
            .any(|row| row == self.root())
    }

    fn numberings_are_there(&self) -> bool {
        let sorted = self
            .numberings()
            .is_sorted_by(|before, after| before < after);
        sorted && self.numberings().all(|name| self.digits(name).is_some())
    }

    fn lists_are_there(&self) -> bool {
        // Most calendars share their lists with others.
        let mut seen = HashSet::new();
        let mut seen_rows = HashSet::new();
        let mut rows = self
            .rows()
            .filter(|row| seen_rows.insert(self.contents(*row)));
        rows.all(|row| {
            let calendars = Cldr::ALL.into_iter().flat_map(|calendar| {
                parts(calendar).map(|(part, shape)| (self.part(row, calendar, part), shape))
            });
            let mut unseen =
                calendars.filter(|(node, shape)| seen.insert((node.address(), *shape)));
            unseen.all(|(node, shape)| self.has_shape(node, shape))
                && self.digits(self.default_numbering(row)).is_some()
        })
    }

    fn has_shape(&self, node: Node, shape: Shape) -> bool {
        match shape {
            Shape::Texts(length) => self.has_texts(node, length),
            Shape::Lists(count, length) => {
                node.count() == count
                    && node
                        .into_iter()
                        .all(|list| self.has_texts(self.node(list), length))
            }
            Shape::Equal(count) => {
                let length = self.child(node, 0).count();
                self.has_shape(node, Shape::Lists(count, length))
            }
        }
    }

    /// Text 0 is empty.
    fn has_texts(&self, mut node: Node, length: usize) -> bool {
        node.count() == length && node.all(|text| text != 0 && text < self.texts.count())
    }
}
