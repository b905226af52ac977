//! [`LookupCache`]: the spellings that a thread resolved lately.
//!
//! The cache belongs to one thread, so a hit writes nothing that another thread reads. It owns
//! nothing and has no destructor, so it works until the thread ends. A slot is valid only while the
//! version that it was stored with is the current one of its shard. Versions are unique in the
//! process, so a slot never matches another state, or another registry, alive or dropped.
//!
//! Keys are spellings, not names: a hit skips folding and hashing, which is most of the work of a
//! lookup. A spelling is read as a fixed number of words, by its class of length, and each class has
//! separate sets. Hits and misses have separate slots, so lookups of unknown names cannot evict
//! known ones. A spelling is stored when its set meets it again before another one that it lacks, so
//! spellings that come once evict nothing.

use core::cell::Cell;
use core::ptr;

use super::version::ShardVersions;
use super::{Entry, Key};

/// The number of sets of each class, powers of two. In a model names must share a set.
const SHORT_SETS: usize = if cfg!(loom) { 1 } else { 128 };
const MEDIUM_SETS: usize = if cfg!(loom) { 1 } else { 64 };
const LONG_SETS: usize = if cfg!(loom) { 1 } else { 16 };

/// Whether a new spelling is stored at once. In a model, because it saves lookups.
const AT_ONCE: bool = cfg!(loom);

/// The lookup cache of one thread.
pub(crate) struct LookupCache<E: Entry> {
    pub(super) short: Sets<Short, E, SHORT_SETS>,
    pub(super) medium: Sets<Medium, E, MEDIUM_SETS>,
    pub(super) long: Sets<Long, E, LONG_SETS>,
}

impl<E: Entry> LookupCache<E> {
    pub(crate) const fn new() -> Self {
        LookupCache {
            short: Sets([const { Set::new(Short::NONE) }; SHORT_SETS]),
            medium: Sets([const { Set::new(Wide::NONE) }; MEDIUM_SETS]),
            long: Sets([const { Set::new(Wide::NONE) }; LONG_SETS]),
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
pub(super) trait Spelling: Copy + PartialEq {
    /// The longest spelling of this class, in bytes.
    const LONGEST: usize;

    /// Reads a spelling of this class.
    fn read(bytes: &[u8]) -> Option<Self>;
    /// Returns the hash that selects the set and that the set is marked with.
    fn hash(self) -> u64;
    /// Compares a part that decides in most cases.
    fn resembles(self, other: &Self) -> bool;
}

/// A spelling of up to 16 bytes: its first and last eight (or four) bytes, which may overlap, or all.
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
        length: usize::MAX,
    };

    /// Reads 4 to 16 bytes, the common case.
    #[inline(always)]
    pub(super) fn new(bytes: &[u8]) -> Option<Self> {
        let length = bytes.len();
        if length > Self::LONGEST {
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

    /// Reads up to three bytes.
    fn few(bytes: &[u8]) -> Option<Self> {
        let length = bytes.len();
        let word = bytes
            .iter()
            .fold(0, |word, byte| word << 8 | u64::from(*byte));
        (length < 4).then_some(Short {
            first: word,
            last: word,
            length,
        })
    }
}

impl Spelling for Short {
    const LONGEST: usize = 16;

    #[inline]
    fn read(bytes: &[u8]) -> Option<Self> {
        Short::new(bytes).or_else(|| Short::few(bytes))
    }

    #[inline(always)]
    fn hash(self) -> u64 {
        mix(self.first, self.last)
    }

    #[inline(always)]
    fn resembles(self, other: &Short) -> bool {
        self.last == other.last
    }
}

/// A spelling of 17 to 32 bytes.
pub(super) type Medium = Wide<2>;
/// A spelling of 33 to 64 bytes.
pub(super) type Long = Wide<4>;

/// A spelling of more than 8 `N` and at most 16 `N` bytes: its first `N` and its last `N` words, which
/// may overlap.
#[derive(Clone, Copy)]
pub(super) struct Wide<const N: usize> {
    hash: u64,
    length: usize,
    first: [u64; N],
    last: [u64; N],
}

impl<const N: usize> Wide<N> {
    /// Equal to no spelling.
    const NONE: Self = Wide {
        hash: 0,
        length: usize::MAX,
        first: [0; N],
        last: [0; N],
    };

    #[inline(always)]
    pub(super) fn new(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > Self::LONGEST {
            return None;
        }
        let (words, _) = bytes.as_chunks();
        let (_, words_from_end) = bytes.as_rchunks();
        let chunks = (words.first_chunk::<N>()?, words_from_end.last_chunk::<N>()?);
        let (mut first, mut last) = ([0; N], [0; N]);
        let words = first.iter_mut().zip(&mut last).zip(chunks.0).zip(chunks.1);
        for (((first, last), begin), end) in words {
            *first = u64::from_le_bytes(*begin);
            *last = u64::from_le_bytes(*end);
        }
        let mixed = first
            .iter()
            .zip(&last)
            .fold(0, |hash, (first, last)| mix(mix(hash, *first), *last));
        Some(Wide {
            hash: mixed,
            length: bytes.len(),
            first,
            last,
        })
    }
}

/// Word by word, in registers: vector loads would wait for the stores of the words.
impl<const N: usize> PartialEq for Wide<N> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        let first = self.first.iter().zip(&other.first);
        let both = first.chain(self.last.iter().zip(&other.last));
        let differ = both.fold(0, |differ, (own, other)| differ | (own ^ other));
        self.length == other.length && differ == 0
    }
}

impl<const N: usize> Spelling for Wide<N> {
    const LONGEST: usize = 16 * N;

    #[inline(always)]
    fn read(bytes: &[u8]) -> Option<Self> {
        Wide::new(bytes)
    }

    #[inline(always)]
    fn hash(self) -> u64 {
        self.hash
    }

    #[inline(always)]
    fn resembles(self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

/// Mixes two words. An attacker who chooses spellings that share a set only causes probes of the
/// hints, so no seed is needed.
#[inline(always)]
fn mix(first: u64, last: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    (first ^ last.rotate_left(29)).wrapping_mul(ODD)
}

/// The sets for spellings of one class.
pub(super) struct Sets<S, E: Entry, const COUNT: usize>([Set<S, E>; COUNT]);

/// Two slots for hits and one for misses.
struct Set<S, E: Entry> {
    newer: Slot<S, Hit<E>>,
    older: Slot<S, Hit<E>>,
    miss: Slot<S, Miss<E>>,
    /// The hash of the last spelling that was not found in this set.
    met: Cell<u64>,
}

impl<S: Copy, E: Entry> Set<S, E> {
    const fn new(none: S) -> Self {
        Set {
            newer: Slot::new(none, ptr::null()),
            older: Slot::new(none, ptr::null()),
            miss: Slot::new(none, E::Name::NO_MISS),
            met: Cell::new(0),
        }
    }
}

impl<S: Spelling, E: Entry, const COUNT: usize> Sets<S, E, COUNT> {
    #[inline(always)]
    fn set(&self, hash: u64) -> Option<&Set<S, E>> {
        let high = usize::try_from(hash >> 48).unwrap_or_default();
        self.0.get(high & const { COUNT.wrapping_sub(1) })
    }

    /// R3 with its R1: returns the cached answer for a spelling, if its version is current. The
    /// pointer of a hit is valid while the guard lives that the caller took before this call.
    #[inline(always)]
    pub(super) fn get(&self, spelling: S, versions: &ShardVersions) -> Option<Cached<'_, E>> {
        let set = self.set(spelling.hash())?;
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

    /// Stores an answer for a spelling with this hash under an even version, if the set has met it
    /// before another one. Also where a slot has it under an old version.
    #[inline(always)]
    pub(super) fn insert(
        &self,
        spelling: &[u8],
        hash: u64,
        version: u64,
        answer: Result<Hit<E>, Miss<E>>,
    ) {
        if let Some(set) = self.set(hash)
            && (set.met.replace(hash) == hash || AT_ONCE)
            && let Some(spelling) = S::read(spelling)
        {
            set.store(spelling, version, answer);
        }
    }
}

impl<S: Spelling, E: Entry> Set<S, E> {
    /// Stores an answer. A hit replaces the slot of the same spelling, or else the older slot.
    #[cold]
    fn store(&self, spelling: S, version: u64, answer: Result<Hit<E>, Miss<E>>) {
        match answer {
            Ok(handle) => {
                if spelling != self.newer.spelling.get() {
                    self.older.copy_from(&self.newer);
                }
                self.newer.store(spelling, version, handle);
            }
            Err(miss) => self.miss.store(spelling, version, miss),
        }
    }
}

/// A spelling, its answer, and the version that the answer is valid for.
struct Slot<S, A> {
    spelling: Cell<S>,
    version: Cell<u64>,
    answer: Cell<A>,
}

impl<S: Copy, A: Copy> Slot<S, A> {
    const fn new(spelling: S, answer: A) -> Self {
        Slot {
            spelling: Cell::new(spelling),
            // No store ever has this version.
            version: Cell::new(0),
            answer: Cell::new(answer),
        }
    }

    fn store(&self, spelling: S, version: u64, answer: A) {
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

impl<S: Spelling, A: Copy> Slot<S, A> {
    /// Returns whether the slot is of this spelling, and its version is the current one.
    #[inline(always)]
    fn answers(&self, spelling: S, versions: &ShardVersions) -> bool {
        spelling == self.spelling.get() && versions.is_current(self.version.get())
    }
}
