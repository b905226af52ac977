//! The container of cldr.bin: a header, a table of sections, the sections.
//!
//! `tools/cldr/src/container.rs` writes it and describes the layout.

/// The first bytes of each file.
const MAGIC: u64 = u64::from_le_bytes(*b"calrCLDR");

/// The version of the layout that this module reads.
const FORMAT: u16 = 1;

/// All texts.
pub(super) const TEXTS: u32 = 1;

/// Lists of texts, and lists of lists.
pub(super) const NODES: u32 = 2;

/// The locales.
pub(super) const ROWS: u32 = 3;

/// Facts about languages and regions.
pub(crate) const SUPPLEMENTAL: u32 = 100;

/// Returns the table of sections: id, offset, length. `None` for other files.
const fn entries(file: &'static [u8]) -> Option<&'static [[[u8; 4]; 3]]> {
    let Some((magic, rest)) = file.split_first_chunk::<8>() else {
        return None;
    };
    let Some((format, rest)) = rest.split_first_chunk::<2>() else {
        return None;
    };
    let Some((_cldr, rest)) = rest.split_first_chunk::<2>() else {
        return None;
    };
    let Some((count, rest)) = rest.split_first_chunk::<4>() else {
        return None;
    };
    if u64::from_le_bytes(*magic) != MAGIC || u16::from_le_bytes(*format) != FORMAT {
        return None;
    }
    let (numbers, _) = rest.as_chunks::<4>();
    let (entries, _) = numbers.as_chunks::<3>();
    match entries.split_at_checked(u32::from_le_bytes(*count) as usize) {
        Some((entries, _)) => Some(entries),
        None => None,
    }
}

/// Returns whether the file has a table of sections in this module's format.
pub(super) const fn is_known(file: &'static [u8]) -> bool {
    entries(file).is_some()
}

/// Returns the bytes of one section; `None` if the file has no such section, or not all of it.
pub(super) const fn section(file: &'static [u8], id: u32) -> Option<&'static [u8]> {
    let Some(mut entries) = entries(file) else {
        return None;
    };
    while let Some(([found, offset, length], rest)) = entries.split_first() {
        if u32::from_le_bytes(*found) == id {
            return part(
                file,
                u32::from_le_bytes(*offset),
                u32::from_le_bytes(*length),
            );
        }
        entries = rest;
    }
    None
}

const fn part(file: &'static [u8], offset: u32, length: u32) -> Option<&'static [u8]> {
    let Some((_, rest)) = file.split_at_checked(offset as usize) else {
        return None;
    };
    match rest.split_at_checked(length as usize) {
        Some((part, _)) => Some(part),
        None => None,
    }
}
