//! The memo: spellings that this thread has met lately, each with the tag under which the
//! answer was true.
//!
//! It is the thread's own, so a hit writes nothing that another thread reads. It owns nothing
//! and has no destructor, so it works to the very end of a thread. A slot counts
//! only under the tag that it was stored with; tags are never used twice in a process, so
//! no slot can answer for another state, or for another registry, alive or dropped.
//!
//! It knows spellings, not names: the bytes as they came. What they were found to be once need
//! not be checked and folded again, and that is most of the work of a lookup.
#![forbid(unsafe_code)]

use core::cell::Cell;
use core::ptr;

use super::calendar::Calendar;
use crate::name::{Name, tail_word};
use crate::sync::{Step, broken, local};

/// Slots per thread: a spelling has one place. (In a model so few that some share one.)
const SLOTS: usize = if cfg!(loom) { 4 } else { 64 };
/// So many of the product's highest bits choose it.
const SLOT_BITS: u32 = SLOTS.trailing_zeros();

local! {
    static MEMO: Memo = Memo([const { Slot::EMPTY }; SLOTS])
}

struct Memo([Slot; SLOTS]);

struct Slot {
    tag: Cell<u64>,
    ends: Cell<Ends>,
    calendar: Cell<*const Calendar>,
    middle: Cell<Middle>,
}

impl Slot {
    /// No registry ever has the tag 0.
    #[expect(
        clippy::declare_interior_mutable_const,
        reason = "only a first value for each slot"
    )]
    const EMPTY: Slot = Slot {
        tag: Cell::new(0),
        ends: Cell::new(Ends {
            length: 0,
            first: 0,
            last: 0,
        }),
        calendar: Cell::new(ptr::null()),
        middle: Cell::new([0; MIDDLE]),
    };
}

/// A spelling of a length that a name can have.
#[derive(Clone, Copy)]
pub(super) struct Spelling<'n> {
    ends: Ends,
    bytes: &'n [u8],
}

/// Length, first and last eight bytes: up to sixteen bytes, this is all there is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ends {
    length: usize,
    first: u64,
    last: u64,
}

/// What is between the ends of the longest name.
const MIDDLE: usize = Name::MAX_LEN.saturating_sub(16);
type Middle = [u8; MIDDLE];

impl<'n> Spelling<'n> {
    #[inline]
    pub(super) fn of(bytes: &'n [u8]) -> Option<Self> {
        let length = bytes.len();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) if length <= Name::MAX_LEN => {
                (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
            }
            (None, None) if length > 0 => (tail_word(bytes, bytes), 0),
            _ => return None,
        };
        let ends = Ends {
            length,
            first,
            last,
        };
        Some(Spelling { ends, bytes })
    }

    /// The bytes that the ends do not hold.
    #[inline]
    fn middle(&self) -> &'n [u8] {
        let end = self.ends.length.saturating_sub(8);
        self.bytes.get(8..end).unwrap_or_default()
    }

    /// Its only place in the memo.
    #[inline]
    fn slot(self, memo: &Memo) -> Option<&Slot> {
        // Whoever chooses names so that they share a place only has them looked up in the index.
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = self.ends.first ^ self.ends.last.rotate_left(29);
        let place = mixed.wrapping_mul(ODD) >> u64::BITS.wrapping_sub(SLOT_BITS);
        memo.0.get(usize::try_from(place).ok()?)
    }

    #[inline]
    fn is_in(&self, slot: &Slot) -> bool {
        slot.ends.get() == self.ends
            && (self.ends.length <= 16 || slot.middle.get().starts_with(self.middle()))
    }
}

/// What this thread found under that spelling while that tag stood. The pointer is good for
/// as long as the caller stays pinned, if it was pinned before it read the tag.
#[inline]
pub(super) fn recall(tag: u64, spelling: &Spelling<'_>) -> Option<*const Calendar> {
    MEMO.with(|memo| {
        let slot = spelling.slot(memo)?;
        let tag_fits = slot.tag.get() == tag || broken(Step::MemoTag) && slot.tag.get() != 0;
        let name_fits = spelling.is_in(slot) || broken(Step::MemoName);
        (tag_fits && name_fits).then(|| slot.calendar.get())
    })
}

/// Notes what was found.
pub(super) fn note(tag: u64, spelling: &Spelling<'_>, calendar: *const Calendar) {
    MEMO.with(|memo| {
        if let Some(slot) = spelling.slot(memo) {
            let mut middle = [0; MIDDLE];
            for (to, from) in middle.iter_mut().zip(spelling.middle()) {
                *to = *from;
            }
            slot.tag.set(tag);
            slot.ends.set(spelling.ends);
            slot.middle.set(middle);
            slot.calendar.set(calendar);
        }
    });
}
