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
//! takes no place from those that do. Most spellings are [`Short`], and theirs are the slots that
//! are compared at once; others have slots of their own. Each kind has a fixed number of them.
#![forbid(unsafe_code)]

use core::cell::Cell;
use core::ptr;

use super::calendar::Calendar;
use super::tags::Tags;
use crate::error::ResolveError;
use crate::name::Name;
use crate::sync::{Own, Step, broken, local};

/// Places of short spellings: two slots each for what was found, and one for what was not.
/// (In a model so few that names share one.)
const PLACES: usize = if cfg!(loom) { 1 } else { 128 };
/// Places of other spellings, of two slots each.
const OTHERS: usize = if cfg!(loom) { 1 } else { 64 };

local! {
    static MEMO: Memo = Memo {
        found: [const { [const { Slot::empty(ptr::null()) }; 2] }; PLACES],
        refused: [const { Slot::empty(ResolveError::Unknown) }; PLACES],
        others: [const { [const { Other::empty() }; 2] }; OTHERS],
    }
}

pub(super) struct Memo {
    found: [[Slot<*const Calendar>; 2]; PLACES],
    refused: [Slot<ResolveError>; PLACES],
    others: [[Other; 2]; OTHERS],
}

/// A spelling of 4 to 16 bytes. Its ends are all of it: the first and the last eight bytes, or
/// four, which may overlap.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Short {
    first: u64,
    last: u64,
    length: usize,
}

/// A short spelling, and what came of it.
struct Slot<A> {
    first: Cell<u64>,
    last: Cell<u64>,
    length: Cell<usize>,
    tag: Cell<u64>,
    /// As it is returned, so that it need only be copied.
    answer: Cell<A>,
}

impl Short {
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

    #[inline]
    fn place(self) -> usize {
        place(self.first, self.last, PLACES)
    }
}

/// A number below `places`, which is a power of two.
#[inline]
fn place(first: u64, last: u64, places: usize) -> usize {
    // Whoever chooses names so that they share a place only has them looked up in the index.
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let high = (first ^ last.rotate_left(29)).wrapping_mul(ODD) >> 48;
    usize::try_from(high).unwrap_or_default() & places.wrapping_sub(1)
}

impl<A: Copy> Slot<A> {
    const fn empty(answer: A) -> Self {
        Slot {
            first: Cell::new(0),
            last: Cell::new(0),
            // Of no spelling, and no registry ever has the tag 0.
            length: Cell::new(0),
            tag: Cell::new(0),
            answer: Cell::new(answer),
        }
    }

    /// Whether it is the slot of this spelling, whatever the tag.
    #[inline]
    fn is_of(&self, short: Short) -> bool {
        (self.first.get() == short.first
            && self.last.get() == short.last
            && self.length.get() == short.length)
            || broken(Step::MemoName) && self.length.get() != 0
    }

    fn note(&self, short: Short, tag: u64, answer: A) {
        self.first.set(short.first);
        self.last.set(short.last);
        self.length.set(short.length);
        self.tag.set(tag);
        self.answer.set(answer);
    }

    fn copy(&self, other: &Self) {
        self.first.set(other.first.get());
        self.last.set(other.last.get());
        self.length.set(other.length.get());
        self.tag.set(other.tag.get());
        self.answer.set(other.answer.get());
    }
}

/// Whether what was noted under a tag is true now.
#[inline]
fn counts(tag: u64, tags: &Tags, step: Step) -> bool {
    tags.stands(tag) || broken(step) && tag != 0
}

/// A spelling that is not short, and what came of it.
struct Other {
    length: Cell<usize>,
    tag: Cell<u64>,
    answer: Cell<Result<*const Calendar, ResolveError>>,
    bytes: Cell<[u8; Name::MAX_LEN]>,
}

impl Other {
    const fn empty() -> Self {
        Other {
            length: Cell::new(0),
            tag: Cell::new(0),
            answer: Cell::new(Err(ResolveError::Unknown)),
            bytes: Cell::new([0; Name::MAX_LEN]),
        }
    }

    fn place(bytes: &[u8]) -> usize {
        let eight = |part: Option<&[u8; 8]>| part.map_or(0, |part| u64::from_le_bytes(*part));
        match bytes {
            [] => 0,
            [first, .., last] if bytes.len() < 8 => {
                place(u64::from(*first), u64::from(*last), OTHERS)
            }
            [only] => place(u64::from(*only), 0, OTHERS),
            _ => place(
                eight(bytes.first_chunk()),
                eight(bytes.last_chunk()),
                OTHERS,
            ),
        }
    }

    fn is_of(&self, bytes: &[u8]) -> bool {
        self.length.get() == bytes.len() && self.bytes.get().starts_with(bytes)
            || broken(Step::MemoName) && self.length.get() != 0
    }

    fn note(&self, bytes: &[u8], tag: u64, answer: Result<*const Calendar, ResolveError>) {
        let mut all = [0; Name::MAX_LEN];
        for (to, from) in all.iter_mut().zip(bytes) {
            *to = *from;
        }
        self.length.set(bytes.len());
        self.tag.set(tag);
        self.answer.set(answer);
        self.bytes.set(all);
    }

    fn copy(&self, other: &Self) {
        self.length.set(other.length.get());
        self.tag.set(other.tag.get());
        self.answer.set(other.answer.get());
        self.bytes.set(other.bytes.get());
    }
}

impl Memo {
    /// This thread's.
    #[inline(always)]
    pub(super) fn own() -> Own<Memo> {
        Own::of(&MEMO)
    }

    /// What this thread found under that spelling, or why not, while the tag stood that stands
    /// now. The pointer is good for as long as the caller stays pinned, if it was pinned before
    /// it read the tag. (To pass the error itself would take longer than to find it.)
    #[inline(always)]
    pub(super) fn recall(
        &self,
        short: Short,
        tags: &Tags,
    ) -> Option<Result<*const Calendar, &Cell<ResolveError>>> {
        let place = short.place();
        let [newer, older] = self.found.get(place)?;
        // Of two spellings in one place that end alike only one is remembered.
        let slot = if newer.last.get() == short.last {
            newer
        } else {
            older
        };
        if slot.is_of(short) && counts(slot.tag.get(), tags, Step::MemoTag) {
            return Some(Ok(slot.answer.get()));
        }
        let slot = self.refused.get(place)?;
        let refused = slot.is_of(short) && counts(slot.tag.get(), tags, Step::RefusalTag);
        refused.then_some(Err(&slot.answer))
    }

    /// The same of a spelling that is not short.
    pub(super) fn recall_other(
        &self,
        bytes: &[u8],
        tags: &Tags,
    ) -> Option<Result<*const Calendar, ResolveError>> {
        let mut slots = self.others.get(Other::place(bytes))?.iter();
        let slot = slots.find(|slot| slot.is_of(bytes))?;
        let answer = slot.answer.get();
        let step = match answer {
            Ok(_) => Step::MemoTag,
            Err(_) => Step::RefusalTag,
        };
        counts(slot.tag.get(), tags, step).then_some(answer)
    }

    /// Notes an answer: in the place of what was known of this spelling, or of what was noted
    /// longest ago. What is longer than a name is not noted.
    pub(super) fn note(
        &self,
        bytes: &[u8],
        tag: u64,
        answer: Result<*const Calendar, ResolveError>,
    ) {
        match (Short::of(bytes), answer) {
            (Some(short), Ok(calendar)) => {
                if let Some([newer, older]) = self.found.get(short.place()) {
                    if !newer.is_of(short) {
                        older.copy(newer);
                    }
                    newer.note(short, tag, calendar);
                }
            }
            (Some(short), Err(error)) => {
                if let Some(slot) = self.refused.get(short.place()) {
                    slot.note(short, tag, error);
                }
            }
            (None, answer) if bytes.len() <= Name::MAX_LEN => {
                if let Some([newer, older]) = self.others.get(Other::place(bytes)) {
                    if !newer.is_of(bytes) {
                        older.copy(newer);
                    }
                    newer.note(bytes, tag, answer);
                }
            }
            (None, _) => {}
        }
    }
}
