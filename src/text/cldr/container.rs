//! The container of cldr.bin: a header, a table of sections, the sections.
//!
//! `tools/cldr/src/container.rs` writes it and describes the layout.

use super::TablesError;

/// The first bytes of each file.
const MAGIC: &[u8; 8] = b"calrCLDR";

/// The version of the layout that this module reads.
const FORMAT: u16 = 1;

/// Returns the bytes of one section.
pub(super) fn section(file: &'static [u8], id: u32) -> Result<&'static [u8], TablesError> {
    let entries = entries(file).ok_or(TablesError::Header)?;
    entries
        .iter()
        .find_map(|[found, offset, length]| {
            (number(*found) == id).then(|| {
                let start = usize::try_from(number(*offset)).ok()?;
                let length = usize::try_from(number(*length)).ok()?;
                file.get(start..start.checked_add(length)?)
            })
        })
        .flatten()
        .ok_or(TablesError::Section(id))
}

/// Returns the table of sections: id, offset, length.
fn entries(file: &'static [u8]) -> Option<&'static [[[u8; 4]; 3]]> {
    let (magic, rest) = file.split_first_chunk::<8>()?;
    let (format, rest) = rest.split_first_chunk::<2>()?;
    let (_cldr, rest) = rest.split_first_chunk::<2>()?;
    let (count, rest) = rest.split_first_chunk::<4>()?;
    let known = magic == MAGIC && u16::from_le_bytes(*format) == FORMAT;
    let (numbers, _) = rest.as_chunks::<4>();
    let (entries, _) = numbers.as_chunks::<3>();
    let entries = entries.get(..usize::try_from(number(*count)).ok()?)?;
    known.then_some(entries)
}

fn number(bytes: [u8; 4]) -> u32 {
    u32::from_le_bytes(bytes)
}
