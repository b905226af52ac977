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
//! takes no place from those that do. Either part is of a fixed size.
#![forbid(unsafe_code)]

use core::cell::Cell;
use core::ptr;

use super::calendar::Calendar;
use super::tags::{Part, Tags};
use crate::error::ResolveError;
use crate::sync::{Step, broken, local};

/// Pairs of slots. (In a model so few that names share one.)
const FOUND: usize = if cfg!(loom) { 1 } else { 128 };
const REFUSED: usize = if cfg!(loom) { 1 } else { 64 };

local! {
    static MEMO: Memo = Memo {
        found: Slots([const { [const { Slot::empty(ptr::null()) }; 2] }; FOUND]),
        refused: Slots([const { [const { Slot::empty(ResolveError::Unknown) }; 2] }; REFUSED]),
    }
}

struct Memo {
    found: Slots<*const Calendar, FOUND>,
    refused: Slots<ResolveError, REFUSED>,
}

/// Pairs of slots, a power of two of them. A spelling has its place in one pair.
struct Slots<A, const PAIRS: usize>([[Slot<A>; 2]; PAIRS]);

/// A cache line, or with a refusal two, of which a short spelling needs the first.
#[repr(C, align(64))]
struct Slot<A> {
    ends: Cell<Ends>,
    tag: Cell<u64>,
    /// As it is returned, so that it need only be copied.
    answer: Cell<A>,
    /// 0 where nothing was noted.
    length: Cell<u8>,
    part: Cell<Part>,
    /// What the ends do not hold.
    middle: Cell<[u8; MIDDLE]>,
}

/// What is left of the line of what was found.
const MIDDLE: usize = 30;
/// Longer spellings are not noted.
const LONGEST: usize = MIDDLE.saturating_add(16);
/// Of these the ends are all there is.
const SHORT: usize = 16;

/// The bytes that a name was spelled with.
#[derive(Clone, Copy)]
pub(super) struct Spelling<'n> {
    pub(super) bytes: &'n [u8],
    pub(super) ends: Ends,
}

/// The first and the last eight bytes, which overlap in a short one.
pub(super) type Ends = (u64, u64);

impl<'n> Spelling<'n> {
    /// Without a branch that the length of one name or the next would decide, but for the
    /// shortest.
    #[inline]
    pub(super) fn of(bytes: &'n [u8]) -> Self {
        let ends = Self::ends(bytes).unwrap_or_else(|| {
            let shift = |word: u64, byte: &u8| word << 8 | u64::from(*byte);
            (bytes.iter().fold(0, shift), 0)
        });
        Spelling { bytes, ends }
    }

    #[inline]
    fn ends(bytes: &[u8]) -> Option<Ends> {
        let end = bytes.len().checked_sub(4)?;
        let four = |at: usize| {
            let part = bytes.get(at..)?.first_chunk()?;
            Some(u64::from(u32::from_le_bytes(*part)))
        };
        let first = four(0)? | four(end.min(4))? << 32;
        let last = four(bytes.len().saturating_sub(8))? | four(end)? << 32;
        Some((first, last))
    }

    /// The bytes that the ends do not hold.
    fn middle(&self) -> &'n [u8] {
        let end = self.bytes.len().saturating_sub(8);
        self.bytes.get(8..end).unwrap_or_default()
    }

    /// Whether it was noted in this slot, as far as length and ends tell.
    fn may_be_in<A: Copy>(&self, slot: &Slot<A>) -> bool {
        slot.may_be(self.ends, self.bytes.len())
    }
}

/// The number of the pair of a spelling.
#[inline]
fn pair((first, last): Ends, pairs: usize) -> usize {
    // Whoever chooses names so that they share a place only has them looked up in the index.
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let high = (first ^ last.rotate_left(29)).wrapping_mul(ODD) >> 48;
    usize::try_from(high).unwrap_or_default() & pairs.wrapping_sub(1)
}

impl<A: Copy, const PAIRS: usize> Slots<A, PAIRS> {
    /// The slot where a spelling was noted, whatever the tag, if it is a short one.
    #[inline]
    fn find_short(&self, ends: Ends, length: usize) -> Option<&Slot<A>> {
        find_short(self.0.get(pair(ends, PAIRS))?, ends, length)
    }

    /// The same of any length.
    fn find(&self, spelling: &Spelling<'_>) -> Option<&Slot<A>> {
        let mut pair = self.0.get(pair(spelling.ends, PAIRS))?.iter();
        pair.find(|slot| {
            spelling.may_be_in(slot) && slot.middle.get().starts_with(spelling.middle())
        })
    }

    /// Notes an answer: in the place of what was known of this spelling, or of what was noted
    /// longest ago.
    fn note(&self, spelling: &Spelling<'_>, part: Part, tag: u64, answer: A) {
        let Some([newer, older]) = self.0.get(pair(spelling.ends, PAIRS)) else {
            return;
        };
        let length = match u8::try_from(spelling.bytes.len()) {
            Ok(length) if spelling.bytes.len() <= LONGEST => length,
            _ => return,
        };
        if !spelling.may_be_in(newer) {
            older.copy(newer);
        }
        newer.tag.set(tag);
        newer.answer.set(answer);
        newer.ends.set(spelling.ends);
        newer.length.set(length);
        newer.part.set(part);
        let mut middle = [0; MIDDLE];
        for (to, from) in middle.iter_mut().zip(spelling.middle()) {
            *to = *from;
        }
        newer.middle.set(middle);
    }
}

impl<A: Copy> Slot<A> {
    const fn empty(answer: A) -> Self {
        Slot {
            // No registry ever has the tag 0.
            tag: Cell::new(0),
            answer: Cell::new(answer),
            ends: Cell::new((0, 0)),
            length: Cell::new(0),
            part: Cell::new(Part::FIRST),
            middle: Cell::new([0; MIDDLE]),
        }
    }

    /// Whether a spelling was noted in it, as far as length and ends tell.
    #[inline]
    fn may_be(&self, (first, last): Ends, length: usize) -> bool {
        let noted = self.ends.get();
        let ends = (first ^ noted.0) | (last ^ noted.1);
        (ends == 0) & (length == usize::from(self.length.get()))
    }

    fn copy(&self, other: &Self) {
        self.tag.set(other.tag.get());
        self.answer.set(other.answer.get());
        self.ends.set(other.ends.get());
        self.length.set(other.length.get());
        self.part.set(other.part.get());
        self.middle.set(other.middle.get());
    }

    /// The answer, if the tag is still that of the part of the names that the spelling belongs to.
    #[inline]
    fn current(&self, step: Step, tags: &Tags) -> Option<A> {
        self.counts(step, tags).then(|| self.answer.get())
    }

    #[inline]
    fn counts(&self, step: Step, tags: &Tags) -> bool {
        let tag = self.tag.get();
        tag == tags.read(self.part.get()) || broken(step) && tag != 0
    }
}

/// The one of the pair where a spelling was noted, whatever the tag, if it is a short one.
#[inline]
fn find_short<A: Copy>(
    [newer, older]: &[Slot<A>; 2],
    ends: Ends,
    length: usize,
) -> Option<&Slot<A>> {
    let is_in = |slot: &Slot<A>| slot.may_be(ends, length) || broken(Step::MemoName);
    let slot = if is_in(newer) { newer } else { older };
    (is_in(slot) && length <= SHORT).then_some(slot)
}

/// Whether it knows of a short spelling why there is nothing; then why. (A function of its own,
/// so that what was found is found without it. An `Option` of the error, or whatever else looks
/// at its variant, would copy it in pieces that overlap, and reading it would wait for them.)
#[inline(never)]
fn current_short(
    pair: &[Slot<ResolveError>; 2],
    ends: Ends,
    length: usize,
    tags: &Tags,
    why: &mut ResolveError,
) -> bool {
    let Some(slot) = find_short(pair, ends, length) else {
        return false;
    };
    let counts = slot.counts(Step::RefusalTag, tags);
    if counts {
        *why = slot.answer.get();
    }
    counts
}

/// What this thread found under that spelling while the tag stood that stands now. The pointer is
/// good for as long as the caller stays pinned, if it was pinned before it read the tag.
#[inline]
pub(super) fn recall(spelling: &Spelling<'_>, tags: &Tags) -> Option<*const Calendar> {
    MEMO.with(|memo| {
        let slot = memo.found.find_short(spelling.ends, spelling.bytes.len())?;
        slot.current(Step::MemoTag, tags)
    })
}

/// Whether this thread found nothing under it while the tag stood that stands now; then why.
#[inline]
pub(super) fn recall_refused(spelling: &Spelling<'_>, tags: &Tags, why: &mut ResolveError) -> bool {
    let (ends, length) = (spelling.ends, spelling.bytes.len());
    MEMO.with(|memo| {
        let pair = memo.refused.0.get(pair(ends, REFUSED));
        pair.is_some_and(|pair| current_short(pair, ends, length, tags, why))
    })
}

/// Both of a spelling that is not short.
pub(super) fn recall_long(
    spelling: &Spelling<'_>,
    tags: &Tags,
) -> Option<Result<*const Calendar, ResolveError>> {
    if spelling.bytes.len() <= SHORT {
        return None;
    }
    MEMO.with(|memo| {
        let found = memo.found.find(spelling);
        if let Some(calendar) = found.and_then(|slot| slot.current(Step::MemoTag, tags)) {
            return Some(Ok(calendar));
        }
        let refused = memo.refused.find(spelling)?;
        refused.current(Step::RefusalTag, tags).map(Err)
    })
}

/// Notes what was found.
pub(super) fn note(spelling: &Spelling<'_>, part: Part, tag: u64, calendar: *const Calendar) {
    MEMO.with(|memo| memo.found.note(spelling, part, tag, calendar));
}

/// Notes that nothing was found, and why.
pub(super) fn note_refused(spelling: &Spelling<'_>, part: Part, tag: u64, error: ResolveError) {
    MEMO.with(|memo| memo.refused.note(spelling, part, tag, error));
}
