//! The memo: spellings that this thread has met lately, each with what came of it, and the tag
//! under which that was true.
//!
//! It is the thread's own, so a hit writes nothing that another thread reads. It owns nothing
//! and has no destructor, so it works to the very end of a thread. A slot counts
//! only under the tag that it was stored with; tags are never used twice in a process, so
//! no slot can answer for another state, or for another registry, alive or dropped.
//!
//! It knows spellings, not names: the bytes as they came. What they were found to be once need
//! not be checked and folded again, and that is most of the work of a lookup.
//!
//! What was found and what was not are apart: whoever asks for names that do not exist
//! takes no place from those that do. So are [`Short`] spellings, which most are and which are
//! compared at once, and [`Other`] ones. There are so many slots of each kind, and no more.
#![forbid(unsafe_code)]

use core::cell::Cell;
use core::ptr;

use super::calendar::Calendar;
use super::tags::Tags;
use crate::error::ResolveError;
use crate::name::Name;
use crate::sync::{Own, Step, broken, local};

/// Places for either kind, powers of two. (In a model so few that names share one.)
const SHORT: usize = if cfg!(loom) { 1 } else { 128 };
const OTHER: usize = if cfg!(loom) { 1 } else { 64 };

local! {
    static MEMO: Memo = Memo {
        short: Places([const { Place::empty(Short::NONE) }; SHORT]),
        other: Places([const { Place::empty(Words::NONE) }; OTHER]),
    }
}

/// What one thread remembers.
pub(super) struct Memo {
    pub(super) short: Places<Short, SHORT>,
    pub(super) other: Places<Words, OTHER>,
}

impl Memo {
    /// This thread's.
    #[inline(always)]
    pub(super) fn own() -> Own<Memo> {
        Own::of(&MEMO)
    }

    /// Notes what came of a spelling. What is longer than a name is not noted.
    pub(super) fn note(
        &self,
        bytes: &[u8],
        tag: u64,
        answer: Result<*const Calendar, ResolveError>,
    ) {
        if let Some(short) = Short::of(bytes) {
            self.short.note(short, tag, answer);
        } else if let Some(other) = Other::of(bytes) {
            self.other.note(other, tag, answer);
        }
    }
}

/// The bytes that a name was spelled with.
pub(super) trait Spelling: Copy {
    /// How a slot keeps it.
    type Noted: Copy;

    /// Decides on its place.
    fn hash(self) -> u64;
    fn noted(self) -> Self::Noted;
    fn is(self, noted: &Self::Noted) -> bool;
    /// Whether the two look the same at first sight.
    fn resembles(self, noted: &Self::Noted) -> bool;
}

/// A spelling of 4 to 16 bytes. Its ends are all of it: the first and the last eight bytes, or
/// four, which may overlap.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Short {
    first: u64,
    last: u64,
    length: usize,
}

impl Short {
    const NONE: Self = Short {
        first: 0,
        last: 0,
        length: 0,
    };

    #[inline]
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
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
    type Noted = Short;

    #[inline]
    fn hash(self) -> u64 {
        mixed(self.first, self.last)
    }

    #[inline]
    fn noted(self) -> Short {
        self
    }

    #[inline]
    fn is(self, noted: &Short) -> bool {
        self == *noted
    }

    #[inline]
    fn resembles(self, noted: &Short) -> bool {
        self.last == noted.last
    }
}

/// Any spelling that is not longer than a name.
#[derive(Clone, Copy)]
pub(super) struct Other<'n> {
    bytes: &'n [u8],
    hash: u64,
}

/// Its bytes by eights, and the last eight, which overlap: of the longest they are known by then.
#[derive(Clone, Copy)]
pub(super) struct Words {
    hash: u64,
    length: usize,
    words: [u64; WORDS],
}

const WORDS: usize = Name::MAX_LEN.div_ceil(8);

impl<'n> Other<'n> {
    pub(super) fn of(bytes: &'n [u8]) -> Option<Self> {
        (bytes.len() <= Name::MAX_LEN).then(|| Other {
            bytes,
            hash: Self::words(bytes).fold(0, mixed),
        })
    }

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
    const NONE: Self = Words {
        hash: 0,
        // No spelling's.
        length: usize::MAX,
        words: [0; WORDS],
    };
}

impl Spelling for Other<'_> {
    type Noted = Words;

    fn hash(self) -> u64 {
        self.hash
    }

    fn noted(self) -> Words {
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

    fn is(self, noted: &Words) -> bool {
        let mut words = Self::words(self.bytes).zip(&noted.words);
        self.bytes.len() == noted.length && words.all(|(own, noted)| own == *noted)
    }

    fn resembles(self, noted: &Words) -> bool {
        self.hash == noted.hash
    }
}

/// Whoever chooses spellings so that they share a place only has them looked up in the index.
#[inline]
fn mixed(first: u64, last: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    (first ^ last.rotate_left(29)).wrapping_mul(ODD)
}

/// Where spellings of one kind are.
pub(super) struct Places<N, const COUNT: usize>([Place<N>; COUNT]);

/// Two slots for what was found, and one for what was not.
struct Place<N> {
    newer: Slot<N, *const Calendar>,
    older: Slot<N, *const Calendar>,
    refused: Slot<N, ResolveError>,
}

impl<N: Copy> Place<N> {
    const fn empty(none: N) -> Self {
        Place {
            newer: Slot::empty(none, ptr::null()),
            older: Slot::empty(none, ptr::null()),
            refused: Slot::empty(none, ResolveError::Unknown),
        }
    }
}

impl<N: Copy, const COUNT: usize> Places<N, COUNT> {
    #[inline]
    fn of<S: Spelling<Noted = N>>(&self, spelling: S) -> Option<&Place<N>> {
        let high = usize::try_from(spelling.hash() >> 48).unwrap_or_default();
        self.0.get(high & const { COUNT.wrapping_sub(1) })
    }

    /// What this thread found under that spelling, or why not, while the tag stood that stands
    /// now. The pointer is good for as long as the caller stays pinned, if it was pinned before
    /// it read the tag. (To pass the error itself would take longer than to find it.)
    #[inline(always)]
    pub(super) fn recall<S: Spelling<Noted = N>>(
        &self,
        spelling: S,
        tags: &Tags,
    ) -> Option<Result<*const Calendar, &Cell<ResolveError>>> {
        let place = self.of(spelling)?;
        // Of two that resemble each other only the newer one is remembered.
        let slot = if spelling.resembles(&place.newer.spelling.get()) {
            &place.newer
        } else {
            &place.older
        };
        if slot.counts(spelling, tags, Step::MemoTag) {
            return Some(Ok(slot.answer.get()));
        }
        let refused = place.refused.counts(spelling, tags, Step::RefusalTag);
        refused.then_some(Err(&place.refused.answer))
    }

    /// Notes an answer: in the place of what was known of this spelling, or of what was noted
    /// longest ago.
    fn note<S: Spelling<Noted = N>>(
        &self,
        spelling: S,
        tag: u64,
        answer: Result<*const Calendar, ResolveError>,
    ) {
        let Some(place) = self.of(spelling) else {
            return;
        };
        let Place {
            newer,
            older,
            refused,
        } = place;
        match answer {
            Ok(calendar) => {
                if !spelling.is(&newer.spelling.get()) {
                    older.note(newer.spelling.get(), newer.tag.get(), newer.answer.get());
                }
                newer.note(spelling.noted(), tag, calendar);
            }
            Err(error) => refused.note(spelling.noted(), tag, error),
        }
    }
}

/// A spelling, and what came of it.
struct Slot<N, A> {
    spelling: Cell<N>,
    tag: Cell<u64>,
    /// As it is returned, so that it need only be copied.
    answer: Cell<A>,
}

impl<N, A> Slot<N, A> {
    const fn empty(spelling: N, answer: A) -> Self {
        Slot {
            spelling: Cell::new(spelling),
            // No registry ever has it.
            tag: Cell::new(0),
            answer: Cell::new(answer),
        }
    }
}

impl<N: Copy, A: Copy> Slot<N, A> {
    /// Whether it is this spelling's, and what was noted is true now.
    #[inline]
    fn counts<S: Spelling<Noted = N>>(&self, spelling: S, tags: &Tags, step: Step) -> bool {
        let tag = self.tag.get();
        let its_own = spelling.is(&self.spelling.get()) || broken(Step::MemoName);
        its_own && (tags.stands(tag) || broken(step) && tag != 0)
    }

    fn note(&self, spelling: N, tag: u64, answer: A) {
        self.spelling.set(spelling);
        self.tag.set(tag);
        self.answer.set(answer);
    }
}
