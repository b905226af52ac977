//! [`Pool`] and [`Node`]: texts and lists of numbers, read in place.
//!
//! `tools/cldr/src/pool.rs` writes them and describes the layout.

/// The entries of one offset.
const BLOCK: u32 = 4;

/// Entries by number.
#[derive(Clone, Copy)]
pub(super) struct Pool {
    count: u32,
    /// Where each block of entries begins.
    offsets: &'static [[u8; 4]],
    entries: &'static [u8],
}

impl Pool {
    #[cfg(not(feature = "cldr"))]
    pub(super) const EMPTY: Self = Pool {
        count: 0,
        offsets: &[],
        entries: &[],
    };

    /// Reads the head of a section; `None` if it is too short.
    pub(super) const fn new(section: &'static [u8]) -> Option<Self> {
        let Some((count, rest)) = section.split_first_chunk::<4>() else {
            return None;
        };
        let count = u32::from_le_bytes(*count);
        let blocks = count.div_ceil(BLOCK) as usize;
        let (numbers, _) = rest.as_chunks::<4>();
        let Some((offsets, _)) = numbers.split_at_checked(blocks) else {
            return None;
        };
        let Some((_, entries)) = rest.split_at_checked(offsets.as_flattened().len()) else {
            return None;
        };
        Some(Self {
            count,
            offsets,
            entries,
        })
    }

    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Returns whether all entries are there, where the offsets say, and valid.
    pub(super) fn check(&self, is_valid: impl Fn(&'static [u8]) -> bool) -> bool {
        let mut rest = self.entries;
        for id in 0..self.count {
            if id % BLOCK == 0 {
                let offset = self.entries.len().checked_sub(rest.len());
                let expected = self.offsets.get((id / BLOCK) as usize);
                if offset != expected.map(|bytes| u32::from_le_bytes(*bytes) as usize) {
                    return false;
                }
            }
            let entry =
                varint(rest).and_then(|(length, entry)| entry.split_at_checked(length as usize));
            match entry {
                Some((entry, after)) if is_valid(entry) => rest = after,
                _ => return false,
            }
        }
        true
    }

    /// Returns the bytes of an entry; `None` if the pool has no such entry, or not all of it.
    pub(super) fn get(&self, id: u32) -> Option<&'static [u8]> {
        let (entry, _) = entry(self.at(id)?)?;
        Some(entry)
    }

    /// Returns the bytes from an entry's length on.
    fn at(&self, id: u32) -> Option<&'static [u8]> {
        if id >= self.count {
            return None;
        }
        let offset = self.offsets.get((id / BLOCK) as usize)?;
        let mut rest = self.entries.get(u32::from_le_bytes(*offset) as usize..)?;
        for _ in 0..id % BLOCK {
            (_, rest) = entry(rest)?;
        }
        Some(rest)
    }

    /// Returns the bytes of many entries; faster than [`get`](Self::get) where they follow one
    /// another.
    pub(super) fn entries(self, ids: Node) -> impl Iterator<Item = Option<&'static [u8]>> {
        let mut next = None;
        ids.map(move |id| {
            let start = match next {
                Some((own, rest)) if own == id && id < self.count => Some(rest),
                _ => self.at(id),
            };
            let (entry, rest) = entry(start?)?;
            next = Some((id.wrapping_add(1), rest));
            Some(entry)
        })
    }
}

/// Splits an entry, with its length before it, from what follows.
fn entry(bytes: &'static [u8]) -> Option<(&'static [u8], &'static [u8])> {
    let (length, entry) = varint(bytes)?;
    entry.split_at_checked(length as usize)
}

/// A list of numbers, of texts or of other nodes.
#[derive(Clone, Copy)]
pub(super) struct Node {
    bytes: &'static [u8],
    /// The number that is written as a difference of 0.
    expected: u32,
}

impl Node {
    pub(super) const EMPTY: Node = Node::new(&[]);

    pub(super) const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes, expected: 0 }
    }

    /// Returns a number that no other node of the file has.
    pub(super) fn address(self) -> usize {
        self.bytes.as_ptr().addr()
    }
}

impl Iterator for Node {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (zigzag, rest) = varint(self.bytes)?;
        let difference = (zigzag >> 1) ^ (zigzag & 1).wrapping_neg();
        let number = self.expected.wrapping_add(difference);
        self.bytes = rest;
        self.expected = number.wrapping_add(1);
        Some(number)
    }
}

/// Reads a number of seven bits a byte, low bits first; `None` at the end of the bytes, and for a
/// number of more than 32 bits.
#[inline]
fn varint(bytes: &'static [u8]) -> Option<(u32, &'static [u8])> {
    let (first, rest) = bytes.split_first()?;
    // Most numbers are of one byte.
    if *first < 0x80 {
        return Some((u32::from(*first), rest));
    }
    long_varint(bytes)
}

fn long_varint(bytes: &'static [u8]) -> Option<(u32, &'static [u8])> {
    let mut number = 0_u32;
    let mut rest = bytes;
    for shift in [0, 7, 14, 21, 28] {
        let (byte, after) = rest.split_first()?;
        number |= u32::from(byte & 0x7f) << shift;
        rest = after;
        if *byte < 0x80 {
            return Some((number, rest));
        }
    }
    None
}
