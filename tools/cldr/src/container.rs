//! The container of cldr.bin: a header, a table of sections, the sections.
//!
//! All numbers are little-endian.
//!
//! | bytes | contents |
//! |---|---|
//! | 8 | `calrCLDR` |
//! | 2 | version of this format, [`FORMAT`] |
//! | 2 | version of CLDR |
//! | 4 | number of sections |
//! | 12 each | id, offset from the start of the file, length; offsets ascend by multiples of 4 |

/// Changes with each change of any section's layout. The reader accepts no other.
pub(crate) const FORMAT: u16 = 1;

/// The version of CLDR that the pinned package holds.
pub(crate) const CLDR: u16 = 48;

/// All texts. `pool.rs` describes it and the next one.
pub(crate) const TEXTS: u32 = 1;

/// Lists of texts, and lists of lists.
pub(crate) const NODES: u32 = 2;

/// The locales. `tables.rs` describes it.
pub(crate) const ROWS: u32 = 3;

/// Facts about languages and regions. `supplemental.rs` packs it.
pub(crate) const SUPPLEMENTAL: u32 = 100;

/// Joins sections to a file.
pub(crate) fn pack(sections: &[(u32, Vec<u8>)]) -> Result<Vec<u8>, std::num::TryFromIntError> {
    let mut file = b"calrCLDR".to_vec();
    file.extend(FORMAT.to_le_bytes());
    file.extend(CLDR.to_le_bytes());
    file.extend(u32::try_from(sections.len())?.to_le_bytes());
    let mut offset = file.len() + 12 * sections.len();
    for (id, section) in sections {
        for number in [*id, u32::try_from(offset)?, u32::try_from(section.len())?] {
            file.extend(number.to_le_bytes());
        }
        offset += section.len().next_multiple_of(4);
    }
    for (_, section) in sections {
        file.extend(section);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    Ok(file)
}
