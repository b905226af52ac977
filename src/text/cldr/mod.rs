//! [`Tables`]: the names and patterns of CLDR, read in place.

mod container;

use std::fmt;

/// A file of the tool `tools/cldr`. Reading it allocates nothing.
pub(crate) struct Tables {
    file: &'static [u8],
}

/// Why a file cannot be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub(crate) enum TablesError {
    /// The file is not made by this version's tool.
    Header,
    /// The section with this id is missing or damaged.
    Section(u32),
}

impl fmt::Display for TablesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str("the file is not one of CLDR tables in the present format"),
            Self::Section(id) => write!(f, "section {id} of the CLDR tables is missing or damaged"),
        }
    }
}

impl std::error::Error for TablesError {}

impl fmt::Debug for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tables")
            .field("bytes", &self.file.len())
            .finish()
    }
}

/// The section of facts about languages and regions.
pub(crate) const SUPPLEMENTAL: u32 = 100;

/// The file that is compiled into the program.
static COMPILED: Tables = Tables {
    file: calendar_registry_cldr::DATA,
};

impl Tables {
    /// Opens a file and checks all of it.
    pub(crate) fn open(file: &'static [u8]) -> Result<Self, TablesError> {
        container::section(file, SUPPLEMENTAL)?;
        Ok(Self { file })
    }

    /// Returns the tables that are compiled into the program. They are not checked again: a test opens
    /// them, and all reads are checked.
    pub(crate) fn compiled() -> &'static Self {
        &COMPILED
    }

    /// Returns the bytes of one section.
    pub(crate) fn section(&self, id: u32) -> Result<&'static [u8], TablesError> {
        container::section(self.file, id)
    }
}
