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
        other: Places([const { Place::empty(Other::NONE) }; OTHER]),
    }
}

/// What one thread remembers.
pub(super) struct Memo {
    pub(super) short: Places<Short, SHORT>,
    pub(super) other: Places<Other, OTHER>,
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
pub(super) trait Spelling: Copy + PartialEq {
    /// Decides on its place.
    fn hash(&self) -> u64;
    /// Whether two of one place look the same at first sight.
    fn resembles(&self, other: &Self) -> bool;
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
    #[inline]
    fn hash(&self) -> u64 {
        mixed(self.first, self.last)
    }

    #[inline]
    fn resembles(&self, other: &Self) -> bool {
        self.last == other.last
    }
}

/// Any spelling that is not longer than a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Other {
    length: usize,
    /// Zeros after the last.
    bytes: [u8; Name::MAX_LEN],
}

impl Other {
    const NONE: Self = Other {
        // No spelling's.
        length: usize::MAX,
        bytes: [0; Name::MAX_LEN],
    };

    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let mut all = [0; Name::MAX_LEN];
        all.get_mut(..bytes.len())?.copy_from_slice(bytes);
        Some(Other {
            length: bytes.len(),
            bytes: all,
        })
    }
}

impl Spelling for Other {
    fn hash(&self) -> u64 {
        let (eights, _) = self.bytes.as_chunks();
        let mix = |hash, eight: &[u8; 8]| mixed(hash, u64::from_le_bytes(*eight));
        eights.iter().fold(0, mix)
    }

    fn resembles(&self, other: &Self) -> bool {
        self == other
    }
}

/// Whoever chooses spellings so that they share a place only has them looked up in the index.
#[inline]
fn mixed(first: u64, last: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    (first ^ last.rotate_left(29)).wrapping_mul(ODD)
}

/// Where spellings of one kind are.
pub(super) struct Places<S, const COUNT: usize>([Place<S>; COUNT]);

/// Two slots for what was found, and one for what was not.
struct Place<S> {
    newer: Slot<S, *const Calendar>,
    older: Slot<S, *const Calendar>,
    refused: Slot<S, ResolveError>,
}

impl<S: Copy> Place<S> {
    const fn empty(none: S) -> Self {
        Place {
            newer: Slot::empty(none, ptr::null()),
            older: Slot::empty(none, ptr::null()),
            refused: Slot::empty(none, ResolveError::Unknown),
        }
    }
}

impl<S: Spelling, const COUNT: usize> Places<S, COUNT> {
    #[inline]
    fn of(&self, spelling: &S) -> Option<&Place<S>> {
        let high = usize::try_from(spelling.hash() >> 48).unwrap_or_default();
        self.0.get(high & const { COUNT.wrapping_sub(1) })
    }

    /// What this thread found under that spelling, or why not, while the tag stood that stands
    /// now. The pointer is good for as long as the caller stays pinned, if it was pinned before
    /// it read the tag. (To pass the error itself would take longer than to find it.)
    #[inline(always)]
    pub(super) fn recall(
        &self,
        spelling: &S,
        tags: &Tags,
    ) -> Option<Result<*const Calendar, &Cell<ResolveError>>> {
        let place = self.of(spelling)?;
        // Of two that resemble each other only the newer one is remembered.
        let slot = if place.newer.spelling.get().resembles(spelling) {
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
    fn note(&self, spelling: S, tag: u64, answer: Result<*const Calendar, ResolveError>) {
        let Some(place) = self.of(&spelling) else {
            return;
        };
        let Place {
            newer,
            older,
            refused,
        } = place;
        match answer {
            Ok(calendar) => {
                if newer.spelling.get() != spelling {
                    older.note(newer.spelling.get(), newer.tag.get(), newer.answer.get());
                }
                newer.note(spelling, tag, calendar);
            }
            Err(error) => refused.note(spelling, tag, error),
        }
    }
}

/// A spelling, and what came of it.
struct Slot<S, A> {
    spelling: Cell<S>,
    tag: Cell<u64>,
    /// As it is returned, so that it need only be copied.
    answer: Cell<A>,
}

impl<S, A> Slot<S, A> {
    const fn empty(spelling: S, answer: A) -> Self {
        Slot {
            spelling: Cell::new(spelling),
            // No registry ever has it.
            tag: Cell::new(0),
            answer: Cell::new(answer),
        }
    }
}

impl<S: Spelling, A: Copy> Slot<S, A> {
    /// Whether it is this spelling's, and what was noted is true now.
    #[inline]
    fn counts(&self, spelling: &S, tags: &Tags, step: Step) -> bool {
        let tag = self.tag.get();
        let its_own = self.spelling.get() == *spelling || broken(Step::MemoName);
        its_own && (tags.stands(tag) || broken(step) && tag != 0)
    }

    fn note(&self, spelling: S, tag: u64, answer: A) {
        self.spelling.set(spelling);
        self.tag.set(tag);
        self.answer.set(answer);
    }
}
