//! The memo: names that this thread has met lately, each with the tag under which the
//! answer was true.
//!
//! It is the thread's own, so a hit writes nothing that another thread reads. It owns nothing
//! and has no destructor, so it works to the very end of a thread. A slot counts
//! only under the tag that it was stored with; tags are never used twice in a process, so
//! no slot can answer for another state, or for another registry, alive or dropped.
#![forbid(unsafe_code)]

use core::cell::Cell;
use core::ptr;

use super::calendar::Calendar;
use crate::name::Folded;
use crate::sync::{Step, broken, local};

/// Slots per thread: a name has one place, found by its hash. (In a model so few that
/// some names share one.)
const SLOTS: usize = if cfg!(loom) { 4 } else { 64 };
/// So many of the hash's highest bits choose it.
const SLOT_BITS: u32 = SLOTS.trailing_zeros();

local! {
    static MEMO: Memo = Memo([const { Slot::EMPTY }; SLOTS])
}

struct Memo([Slot; SLOTS]);

struct Slot {
    tag: Cell<u64>,
    words: Cell<[u64; 8]>,
    calendar: Cell<*const Calendar>,
}

impl Slot {
    /// No registry ever has the tag 0.
    #[expect(
        clippy::declare_interior_mutable_const,
        reason = "only a first value for each slot"
    )]
    const EMPTY: Slot = Slot {
        tag: Cell::new(0),
        words: Cell::new([0; 8]),
        calendar: Cell::new(ptr::null()),
    };
}

impl Memo {
    #[inline]
    fn slot(&self, name: &Folded) -> Option<&Slot> {
        let place = name.hash() >> (u64::BITS.wrapping_sub(SLOT_BITS));
        self.0.get(usize::try_from(place).ok()?)
    }
}

/// What this thread found under that name while that tag stood. The pointer is good for
/// as long as the caller stays pinned, if it was pinned before it read the tag.
#[inline]
pub(super) fn recall(tag: u64, name: &Folded) -> Option<*const Calendar> {
    MEMO.with(|memo| {
        let slot = memo.slot(name)?;
        let tag_fits = slot.tag.get() == tag || broken(Step::MemoTag) && slot.tag.get() != 0;
        let name_fits = slot.words.get() == *name.words() || broken(Step::MemoName);
        (tag_fits && name_fits).then(|| slot.calendar.get())
    })
}

/// Notes what was found.
#[inline]
pub(super) fn note(tag: u64, name: &Folded, calendar: *const Calendar) {
    MEMO.with(|memo| {
        if let Some(slot) = memo.slot(name) {
            slot.tag.set(tag);
            slot.words.set(*name.words());
            slot.calendar.set(calendar);
        }
    });
}
