//! [`Pool`]: texts and lists of numbers, each stored once.
//!
//! Everything in the tables is a text, or a node: a list of the numbers of texts or of other nodes.
//! Equal nodes are one, so that what locales have in common is stored once on each level.
//!
//! A section of entries, texts or nodes, is
//!
//! | bytes | contents |
//! |---|---|
//! | 4 | number of entries |
//! | 4 for every 4 entries | where their first begins, from the first entry |
//! | | the entries: length in bytes as a varint, contents |
//!
//! The contents of a node are varints: the zigzag difference of each number from the one before plus
//! one, beginning with 0. Numbers are given in the order of use, so most take one byte. A varint has
//! seven bits a byte, low bits first.

use std::collections::HashMap;

/// The entries of one offset.
const BLOCK: usize = 4;

#[derive(Default)]
struct Entries {
    ids: HashMap<Vec<u8>, u32>,
    entries: Vec<Vec<u8>>,
}

impl Entries {
    fn id(&mut self, entry: Vec<u8>) -> u32 {
        if let Some(id) = self.ids.get(&entry) {
            return *id;
        }
        let id = u32::try_from(self.entries.len()).expect("fewer entries than 2^32");
        self.entries.push(entry.clone());
        self.ids.insert(entry, id);
        id
    }

    fn pack(&self) -> Vec<u8> {
        let mut offsets = Vec::new();
        let mut bytes = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            if index % BLOCK == 0 {
                offsets.extend(
                    u32::try_from(bytes.len())
                        .expect("less than 4 GB")
                        .to_le_bytes(),
                );
            }
            varint(
                &mut bytes,
                u32::try_from(entry.len()).expect("less than 4 GB"),
            );
            bytes.extend(entry);
        }
        let count = u32::try_from(self.entries.len()).expect("fewer entries than 2^32");
        [&count.to_le_bytes()[..], &offsets, &bytes].concat()
    }
}

/// The texts and nodes of a file. Text 0 and node 0 are empty.
pub(crate) struct Pool {
    texts: Entries,
    nodes: Entries,
}

impl Pool {
    pub(crate) fn new() -> Self {
        let mut pool = Self {
            texts: Entries::default(),
            nodes: Entries::default(),
        };
        pool.text("");
        pool.node(&[]);
        pool
    }

    pub(crate) fn text(&mut self, text: &str) -> u32 {
        self.texts.id(text.as_bytes().to_vec())
    }

    pub(crate) fn node(&mut self, numbers: &[u32]) -> u32 {
        let mut entry = Vec::new();
        let mut expected = 0_u32;
        for number in numbers {
            let difference = number.wrapping_sub(expected).cast_signed();
            varint(
                &mut entry,
                ((difference << 1) ^ (difference >> 31)).cast_unsigned(),
            );
            expected = number + 1;
        }
        self.nodes.id(entry)
    }

    /// Returns the sections of texts and of nodes.
    pub(crate) fn pack(&self) -> [Vec<u8>; 2] {
        [self.texts.pack(), self.nodes.pack()]
    }
}

fn varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}
