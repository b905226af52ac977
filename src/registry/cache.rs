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
            short: Sets::new(),
            medium: Sets::new(),
            long: Sets::new(),
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

/// A spelling as the cache compares it, without its mark.
pub(super) trait Spelling: Copy + PartialEq {
    /// The longest spelling of this class, in bytes.
    const LONGEST: usize;
    /// Equal to no spelling.
    const NONE: Self;

    /// Reads a spelling of this class.
    fn read(bytes: &[u8]) -> Option<Spelled<Self>>;
}

/// A spelling that is looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelled<S> {
    /// Selects the set.
    pub(super) hash: u64,
    /// A word that differs between most spellings of one set. The marks of the slots are together in
    /// memory, so a spelling that the set lacks costs one cache line.
    mark: u64,
    words: S,
}

/// A spelling of up to 16 bytes: its first and last eight (or four) bytes, which may overlap, or all.
/// The last ones are the mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Short {
    first: u64,
    length: usize,
}

impl Short {
    /// Reads 4 to 16 bytes, the common case.
    #[inline(always)]
    pub(super) fn new(bytes: &[u8]) -> Option<Spelled<Self>> {
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
        Some(Self::of(first, last, length))
    }

    /// Reads up to three bytes.
    fn few(bytes: &[u8]) -> Option<Spelled<Self>> {
        let length = bytes.len();
        let word = bytes
            .iter()
            .fold(0, |word, byte| word << 8 | u64::from(*byte));
        (length < 4).then_some(Self::of(word, word, length))
    }

    #[inline(always)]
    fn of(first: u64, last: u64, length: usize) -> Spelled<Self> {
        Spelled {
            hash: mix(first, last),
            mark: last,
            words: Short { first, length },
        }
    }
}

impl Spelling for Short {
    const LONGEST: usize = 16;
    const NONE: Self = Short {
        first: 0,
        length: usize::MAX,
    };

    #[inline]
    fn read(bytes: &[u8]) -> Option<Spelled<Self>> {
        Short::new(bytes).or_else(|| Short::few(bytes))
    }
}

/// A spelling of 17 to 32 bytes.
pub(super) type Medium = Wide<2>;
/// A spelling of 33 to 64 bytes.
pub(super) type Long = Wide<4>;

/// A spelling of more than 8 `N` and at most 16 `N` bytes: its first `N` and its last `N` words, which
/// may overlap. The mark is the hash.
#[derive(Clone, Copy)]
pub(super) struct Wide<const N: usize> {
    length: usize,
    first: [u64; N],
    last: [u64; N],
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
    const NONE: Self = Wide {
        length: usize::MAX,
        first: [0; N],
        last: [0; N],
    };

    #[inline(always)]
    fn read(bytes: &[u8]) -> Option<Spelled<Self>> {
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
        Some(Spelled {
            hash: mixed,
            mark: mixed,
            words: Wide {
                length: bytes.len(),
                first,
                last,
            },
        })
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

/// Two slots for hits and one for misses. In this order the first cache line has the marks and, for
/// short spellings, the newer slot.
#[repr(C)]
#[cfg_attr(not(loom), repr(align(64)))]
struct Set<S, E: Entry> {
    newer_mark: Cell<u64>,
    older_mark: Cell<u64>,
    miss_mark: Cell<u64>,
    /// The hash of the last spelling that was not found in this set.
    met: Cell<u64>,
    newer: Slot<S, Hit<E>>,
    older: Slot<S, Hit<E>>,
    miss: Slot<S, Miss<E>>,
}

impl<S: Spelling, E: Entry> Set<S, E> {
    const fn new() -> Self {
        Set {
            newer_mark: Cell::new(0),
            older_mark: Cell::new(0),
            miss_mark: Cell::new(0),
            met: Cell::new(0),
            newer: Slot::new(ptr::null()),
            older: Slot::new(ptr::null()),
            miss: Slot::new(E::Name::NO_MISS),
        }
    }
}

impl<S: Spelling, E: Entry, const COUNT: usize> Sets<S, E, COUNT> {
    const fn new() -> Self {
        Sets([const { Set::new() }; COUNT])
    }

    #[inline(always)]
    fn set(&self, hash: u64) -> Option<&Set<S, E>> {
        let high = usize::try_from(hash >> 48).unwrap_or_default();
        self.0.get(high & const { COUNT.wrapping_sub(1) })
    }

    /// R3 with its R1: returns the cached answer for a spelling, if its version is current. The
    /// pointer of a hit is valid while the guard lives that the caller took before this call.
    #[inline(always)]
    pub(super) fn get(
        &self,
        spelling: &Spelled<S>,
        versions: &ShardVersions,
    ) -> Option<Cached<'_, E>> {
        let set = self.set(spelling.hash)?;
        // Of two spellings with one mark only the newer one can be found.
        let hit = if set.newer_mark.get() == spelling.mark {
            Some(&set.newer)
        } else if set.older_mark.get() == spelling.mark {
            Some(&set.older)
        } else {
            None
        };
        if let Some(slot) = hit
            && slot.answers(&spelling.words, versions)
        {
            return Some(Cached::Hit(slot.answer.get()));
        }
        let is_miss =
            set.miss_mark.get() == spelling.mark && set.miss.answers(&spelling.words, versions);
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
    fn store(&self, spelling: Spelled<S>, version: u64, answer: Result<Hit<E>, Miss<E>>) {
        let Spelled { mark, words, .. } = spelling;
        match answer {
            Ok(handle) => {
                if mark != self.newer_mark.get() || words != self.newer.words.get() {
                    self.older_mark.set(self.newer_mark.get());
                    self.older.copy_from(&self.newer);
                }
                self.newer_mark.set(mark);
                self.newer.store(words, version, handle);
            }
            Err(miss) => {
                self.miss_mark.set(mark);
                self.miss.store(words, version, miss);
            }
        }
    }
}

/// A spelling without its mark, its answer, and the version that the answer is valid for.
#[repr(C)]
struct Slot<S, A> {
    words: Cell<S>,
    version: Cell<u64>,
    answer: Cell<A>,
}

impl<S: Spelling, A: Copy> Slot<S, A> {
    const fn new(answer: A) -> Self {
        Slot {
            words: Cell::new(S::NONE),
            // No store ever has this version.
            version: Cell::new(0),
            answer: Cell::new(answer),
        }
    }

    fn store(&self, words: S, version: u64, answer: A) {
        self.words.set(words);
        self.version.set(version);
        self.answer.set(answer);
    }

    fn copy_from(&self, other: &Self) {
        self.store(other.words.get(), other.version.get(), other.answer.get());
    }

    /// Returns whether the slot is of this spelling, and its version is the current one. The marks are
    /// equal.
    #[inline(always)]
    fn answers(&self, words: &S, versions: &ShardVersions) -> bool {
        *words == self.words.get() && versions.is_current(self.version.get())
    }
}
