//! [`LookupCache`]: the spellings that a thread resolved lately.
//!
//! The cache belongs to one thread, so a hit writes nothing that another thread reads. It owns
//! nothing and has no destructor, so it works until the thread ends. A slot is valid only while the
//! version that it was stored with is the current one of its shard. Versions are unique in the
//! process, so a slot never matches another state, or another registry, alive or dropped.
//!
//! Keys are spellings, not names: a hit skips checking and folding, which is most of the work of a
//! lookup. Hits and misses have separate slots, so lookups of unknown names cannot evict known ones.
//! [`Short`] spellings, the common case, are compared in three instructions and have sets of their
//! own.

use core::cell::Cell;
use core::ptr;

use super::version::ShardVersions;
use super::{Entry, Key};

/// The number of sets of each kind, powers of two. In a model names must share a set.
const SHORT_SETS: usize = if cfg!(loom) { 1 } else { 128 };
const OTHER_SETS: usize = if cfg!(loom) { 1 } else { 64 };

/// The longest spelling that is cached, in bytes.
const LONGEST: usize = 64;

/// The lookup cache of one thread.
pub(crate) struct LookupCache<E: Entry> {
    pub(super) short: Sets<Short, E, SHORT_SETS>,
    pub(super) other: Sets<Words, E, OTHER_SETS>,
}

impl<E: Entry> LookupCache<E> {
    pub(crate) const fn new() -> Self {
        LookupCache {
            short: Sets([const { Set::new(Short::NONE) }; SHORT_SETS]),
            other: Sets([const { Set::new(Words::NONE) }; OTHER_SETS]),
        }
    }

    /// Caches the answer for a spelling under an even version. Spellings longer than any name are
    /// not cached.
    pub(super) fn insert(&self, spelling: &[u8], version: u64, answer: Result<Hit<E>, Miss<E>>) {
        if let Some(short) = Short::new(spelling) {
            self.short.insert(short, version, answer);
        } else if let Some(other) = Other::new(spelling) {
            self.other.insert(other, version, answer);
        }
    }
}

type Hit<E> = *const <E as Entry>::Handle;
type Miss<E> = <<E as Entry>::Name as Key>::Miss;

/// A cached answer.
pub(super) enum Cached<'c, E: Entry> {
    Hit(Hit<E>),
    /// By reference: copying the error costs more than finding it.
    Miss(&'c Cell<Miss<E>>),
}

/// A spelling as the cache compares it.
pub(super) trait Spelling: Copy {
    /// How a slot stores it.
    type Stored: Copy;

    /// Returns the hash that selects the set.
    fn hash(self) -> u64;
    fn stored(self) -> Self::Stored;
    fn equals(self, stored: &Self::Stored) -> bool;
    /// Compares a part that decides in most cases.
    fn resembles(self, stored: &Self::Stored) -> bool;
}

/// A spelling of 4 to 16 bytes: its first and last eight (or four) bytes, which may overlap.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Short {
    first: u64,
    last: u64,
    length: usize,
}

impl Short {
    /// Equal to no spelling.
    const NONE: Self = Short {
        first: 0,
        last: 0,
        length: 0,
    };

    #[inline]
    pub(super) fn new(bytes: &[u8]) -> Option<Self> {
        let length = bytes.len();
        if length > 16 {
            return None;
        }
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => {
                let first = u32::from_le_bytes(*bytes.first_chunk()?);
                let last = u32::from_le_bytes(*bytes.last_chunk()?);
                (u64::from(first), u64::from(last))
            }
        };
        Some(Short {
            first,
            last,
            length,
        })
    }
}

impl Spelling for Short {
    type Stored = Short;

    #[inline]
    fn hash(self) -> u64 {
        mix(self.first, self.last)
    }

    #[inline]
    fn stored(self) -> Short {
        self
    }

    #[inline]
    fn equals(self, stored: &Short) -> bool {
        self == *stored
    }

    #[inline]
    fn resembles(self, stored: &Short) -> bool {
        self.last == stored.last
    }
}

/// A spelling of any length up to that of the longest name.
///
/// Its methods are marked `inline`: whether the compiler inlined them by itself changed with code
/// elsewhere, and with it a hit by 20 instructions.
#[derive(Clone, Copy)]
pub(super) struct Other<'n> {
    bytes: &'n [u8],
    hash: u64,
}

/// The stored form of [`Other`]: its bytes by eights, then the last eight, which overlap. A spelling
/// of 64 bytes needs no last word.
#[derive(Clone, Copy)]
pub(super) struct Words {
    hash: u64,
    length: usize,
    words: [u64; WORDS],
}

const WORDS: usize = LONGEST.div_ceil(8);

impl<'n> Other<'n> {
    #[inline]
    pub(super) fn new(bytes: &'n [u8]) -> Option<Self> {
        (bytes.len() <= LONGEST).then(|| Other {
            bytes,
            hash: Self::words(bytes).fold(0, mix),
        })
    }

    #[inline]
    fn words(bytes: &[u8]) -> impl Iterator<Item = u64> {
        let (eights, few) = bytes.as_chunks();
        let last = match bytes.last_chunk() {
            Some(last) => u64::from_le_bytes(*last),
            None => few
                .iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        let eights = eights.iter().map(|eight| u64::from_le_bytes(*eight));
        eights.chain([last])
    }
}

impl Words {
    /// Equal to no spelling.
    const NONE: Self = Words {
        hash: 0,
        length: usize::MAX,
        words: [0; WORDS],
    };
}

impl Spelling for Other<'_> {
    type Stored = Words;

    fn hash(self) -> u64 {
        self.hash
    }

    fn stored(self) -> Words {
        let mut words = [0; WORDS];
        for (to, from) in words.iter_mut().zip(Self::words(self.bytes)) {
            *to = from;
        }
        Words {
            hash: self.hash,
            length: self.bytes.len(),
            words,
        }
    }

    #[inline]
    fn equals(self, stored: &Words) -> bool {
        let mut words = Self::words(self.bytes).zip(&stored.words);
        self.bytes.len() == stored.length && words.all(|(own, stored)| own == *stored)
    }

    fn resembles(self, stored: &Words) -> bool {
        self.hash == stored.hash
    }
}

/// Mixes two words. An attacker who chooses spellings that share a set only causes index probes, so
/// no seed is needed.
#[inline]
fn mix(first: u64, last: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    (first ^ last.rotate_left(29)).wrapping_mul(ODD)
}

/// The sets for spellings of one kind.
pub(super) struct Sets<S, E: Entry, const COUNT: usize>([Set<S, E>; COUNT]);

/// Two slots for hits and one for misses.
struct Set<S, E: Entry> {
    newer: Slot<S, Hit<E>>,
    older: Slot<S, Hit<E>>,
    miss: Slot<S, Miss<E>>,
}

impl<S: Copy, E: Entry> Set<S, E> {
    const fn new(none: S) -> Self {
        Set {
            newer: Slot::new(none, ptr::null()),
            older: Slot::new(none, ptr::null()),
            miss: Slot::new(none, E::Name::NO_MISS),
        }
    }
}

impl<T: Copy, E: Entry, const COUNT: usize> Sets<T, E, COUNT> {
    #[inline]
    fn set<S: Spelling<Stored = T>>(&self, spelling: S) -> Option<&Set<T, E>> {
        let high = usize::try_from(spelling.hash() >> 48).unwrap_or_default();
        self.0.get(high & const { COUNT.wrapping_sub(1) })
    }

    /// R3 with its R1: returns the cached answer for a spelling, if its version is current. The
    /// pointer of a hit is valid while the guard lives that the caller took before this call.
    #[inline(always)]
    pub(super) fn get<S: Spelling<Stored = T>>(
        &self,
        spelling: S,
        versions: &ShardVersions,
    ) -> Option<Cached<'_, E>> {
        let set = self.set(spelling)?;
        // One comparison selects the slot: of two spellings that resemble each other only the newer
        // one can be found.
        let slot = if spelling.resembles(&set.newer.spelling.get()) {
            &set.newer
        } else {
            &set.older
        };
        if slot.answers(spelling, versions) {
            return Some(Cached::Hit(slot.answer.get()));
        }
        let is_miss = set.miss.answers(spelling, versions);
        is_miss.then_some(Cached::Miss(&set.miss.answer))
    }

    /// Stores an answer. A hit replaces the slot of the same spelling, or else the older slot.
    fn insert<S: Spelling<Stored = T>>(
        &self,
        spelling: S,
        version: u64,
        answer: Result<Hit<E>, Miss<E>>,
    ) {
        let Some(set) = self.set(spelling) else {
            return;
        };
        match answer {
            Ok(handle) => {
                if !spelling.equals(&set.newer.spelling.get()) {
                    set.older.copy_from(&set.newer);
                }
                set.newer.store(spelling.stored(), version, handle);
            }
            Err(miss) => set.miss.store(spelling.stored(), version, miss),
        }
    }
}

/// A spelling, its answer, and the version that the answer is valid for.
struct Slot<S, A> {
    spelling: Cell<S>,
    version: Cell<u64>,
    answer: Cell<A>,
}

impl<T: Copy, A: Copy> Slot<T, A> {
    const fn new(spelling: T, answer: A) -> Self {
        Slot {
            spelling: Cell::new(spelling),
            // No store ever has this version.
            version: Cell::new(0),
            answer: Cell::new(answer),
        }
    }

    /// Returns whether the slot is of this spelling, and its version is the current one.
    #[inline]
    fn answers<S: Spelling<Stored = T>>(&self, spelling: S, versions: &ShardVersions) -> bool {
        spelling.equals(&self.spelling.get()) && versions.is_current(self.version.get())
    }

    fn store(&self, spelling: T, version: u64, answer: A) {
        self.spelling.set(spelling);
        self.version.set(version);
        self.answer.set(answer);
    }

    fn copy_from(&self, other: &Self) {
        self.store(
            other.spelling.get(),
            other.version.get(),
            other.answer.get(),
        );
    }
}
