//! [`Tables`]: the names and patterns of CLDR, read in place.
//!
//! | file | contents |
//! |---|---|
//! | `container.rs` | the sections of a file |
//! | `pool.rs` | texts and nodes, which are lists of texts or of other nodes |
//! | `locale.rs` | what a row of [`Tables`] has: calendars, numberings |
//! | `calendar.rs` | what a calendar has in a row: names and patterns |
//! | `check.rs` | the check of a whole file |
//!
//! `tools/cldr` makes the files. They have all values after inheritance, and store equal lists once.
//! No read goes out of bounds, whatever the file contains: damaged parts read as empty.
//! [`Tables::open`] rejects a file with such parts, so after it no name and no pattern is empty.

mod calendar;
mod check;
mod container;
mod locale;
mod pool;

#[cfg(test)]
#[cfg(feature = "cldr")]
mod tests;

use std::fmt;

pub(crate) use calendar::MonthNames;
pub(crate) use container::SUPPLEMENTAL;
use pool::{Node, Pool};

/// A file of the tool `tools/cldr`. Reading it allocates nothing.
pub(crate) struct Tables {
    file: &'static [u8],
    texts: Pool,
    nodes: Pool,
    rows: &'static [RowBytes],
    /// The row of root.
    root: Row,
    /// The decimal numbering systems: the numbers of the texts of a name and of its digits.
    numberings: &'static [[[u8; 2]; 2]],
}

/// The numbers of the text of a locale's tag, of its parent's row, and of its node.
type RowBytes = [[u8; 2]; 3];

/// A locale that the tables have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Row(u16);

impl Row {
    /// Returns its place among the rows, from 0.
    #[inline]
    pub(crate) fn number(self) -> usize {
        self.0.into()
    }
}

/// Why a file cannot be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub(crate) enum TablesError {
    /// The file is not made by this version's tool.
    Format,
    /// The section with this id is missing or damaged.
    Section(u32),
}

impl fmt::Display for TablesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format => f.write_str("the file is not one of CLDR tables in the present format"),
            Self::Section(id) => write!(f, "section {id} of the CLDR tables is missing or damaged"),
        }
    }
}

impl std::error::Error for TablesError {}

impl fmt::Debug for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tables")
            .field("rows", &self.rows.len())
            .field("bytes", &self.file.len())
            .finish()
    }
}

/// The file of the crate `calendar-registry-cldr`. Its head is read by the compiler, so a program that
/// uses it does nothing at its first use. A test opens it, which checks the rest.
#[cfg(feature = "cldr")]
static COMPILED: Tables = match Tables::read_head(calendar_registry_cldr::DATA) {
    Ok(tables) => tables,
    Err(_) => panic!("cldr.bin is not one of this version's files"),
};

#[cfg(not(feature = "cldr"))]
static COMPILED: Tables = Tables {
    file: &[],
    texts: Pool::EMPTY,
    nodes: Pool::EMPTY,
    rows: &[],
    root: Row(0),
    numberings: &[],
};

impl Tables {
    /// Opens a file and checks all of it.
    ///
    /// # Errors
    /// If the file is not one of this version's files, or is damaged.
    pub(crate) fn open(file: &'static [u8]) -> Result<Self, TablesError> {
        let tables = Self::read_head(file)?;
        tables.check()?;
        Ok(tables)
    }

    /// Returns the tables that are compiled into the program. Without the feature `cldr` they are
    /// empty.
    #[inline]
    pub(crate) fn compiled() -> &'static Self {
        &COMPILED
    }

    const fn read_head(file: &'static [u8]) -> Result<Self, TablesError> {
        if !container::is_known(file) {
            return Err(TablesError::Format);
        }
        let Some(texts) = Self::pool(file, container::TEXTS) else {
            return Err(TablesError::Section(container::TEXTS));
        };
        let Some(nodes) = Self::pool(file, container::NODES) else {
            return Err(TablesError::Section(container::NODES));
        };
        let Some(section) = container::section(file, container::ROWS) else {
            return Err(TablesError::Section(container::ROWS));
        };
        match Self::rows_of(section) {
            Some((rows, root, numberings)) => Ok(Self {
                file,
                texts,
                nodes,
                rows,
                root,
                numberings,
            }),
            None => Err(TablesError::Section(container::ROWS)),
        }
    }

    const fn pool(file: &'static [u8], id: u32) -> Option<Pool> {
        match container::section(file, id) {
            Some(section) => Pool::new(section),
            None => None,
        }
    }

    #[expect(
        clippy::type_complexity,
        reason = "the parts of one section, for one caller"
    )]
    const fn rows_of(
        section: &'static [u8],
    ) -> Option<(&'static [RowBytes], Row, &'static [[[u8; 2]; 2]])> {
        let (numbers, _) = section.as_chunks::<2>();
        let Some(([rows, numberings, root], rest)) = numbers.split_first_chunk::<3>() else {
            return None;
        };
        let (entries, _) = rest.as_chunks::<3>();
        let Some((entries, _)) = entries.split_at_checked(u16::from_le_bytes(*rows) as usize)
        else {
            return None;
        };
        let Some((_, rest)) = rest.split_at_checked(entries.as_flattened().len()) else {
            return None;
        };
        let (pairs, _) = rest.as_chunks::<2>();
        match pairs.split_at_checked(u16::from_le_bytes(*numberings) as usize) {
            Some((pairs, _)) => Some((entries, Row(u16::from_le_bytes(*root)), pairs)),
            None => None,
        }
    }

    /// Returns the bytes of a section of another module, such as [`SUPPLEMENTAL`]; empty if the file
    /// does not have it.
    pub(crate) fn section(&self, id: u32) -> &'static [u8] {
        container::section(self.file, id).unwrap_or_default()
    }

    fn text(&self, id: u32) -> &'static str {
        text_of(self.texts.get(id))
    }

    fn node(&self, id: u32) -> Node {
        self.nodes.get(id).map_or(Node::EMPTY, Node::new)
    }

    /// Returns the node whose number stands at a place in another one.
    fn child(&self, node: Node, index: usize) -> Node {
        let mut node = node;
        node.nth(index).map_or(Node::EMPTY, |id| self.node(id))
    }

    /// Returns the text whose number stands at a place in a node.
    fn item(&self, node: Node, index: usize) -> Option<&'static str> {
        let mut node = node;
        node.nth(index).map(|id| self.text(id))
    }

    fn items(&self, node: Node) -> impl Iterator<Item = &'static str> + use<> {
        self.texts.entries(node).map(text_of)
    }
}

fn text_of(bytes: Option<&'static [u8]>) -> &'static str {
    std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
}
