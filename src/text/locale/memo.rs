//! The spellings of locales that a thread read lately.
//!
//! The memo belongs to one thread, owns nothing and has no destructor. What a tag means does not
//! change while the process runs, so its entries stay valid. A new spelling takes the slot of
//! another one: requests that choose spellings make others be read again, which costs no more than
//! reading them the first time.

use core::cell::Cell;

use super::{Locale, LocaleError};
use crate::sync::{LocalKey, LocalRef, local};

/// A power of two.
const SLOTS: usize = 64;

/// The longest spelling that is kept, in bytes: a multiple of 8.
const LONGEST: usize = 48;

const WORDS: usize = LONGEST / 8;

local! {
    static MEMO: Memo = Memo::new()
}

struct Memo([Slot; SLOTS]);

struct Slot {
    spelling: Cell<Spelling>,
    locale: Cell<Option<Locale>>,
}

impl Memo {
    const fn new() -> Self {
        Memo(
            [const {
                Slot {
                    spelling: Cell::new(Spelling::NONE),
                    locale: Cell::new(None),
                }
            }; SLOTS],
        )
    }
}

/// Returns the locale of a spelling, which `read` makes if it is not in the memo.
#[inline]
pub(super) fn get_or_read(
    tag: &[u8],
    read: impl FnOnce(&[u8]) -> Result<Locale, LocaleError>,
) -> Result<Locale, LocaleError> {
    const KEY: &LocalKey<Memo> = &MEMO;
    let Some(spelling) = Spelling::new(tag) else {
        return read(tag);
    };
    let memo = LocalRef::new(KEY);
    let Some(slot) = memo.0.get(spelling.slot()) else {
        return read(tag);
    };
    if slot.spelling.get().is(&spelling)
        && let Some(locale) = slot.locale.get()
    {
        return Ok(locale);
    }
    let locale = read(tag)?;
    slot.spelling.set(spelling);
    slot.locale.set(Some(locale));
    Ok(locale)
}

/// The bytes of a spelling by eights, then the last eight, which may overlap. With the length they
/// determine the bytes.
#[derive(Clone, Copy)]
struct Spelling {
    words: [u64; WORDS],
    length: usize,
}

impl Spelling {
    /// Equal to no spelling.
    const NONE: Self = Spelling {
        words: [0; WORDS],
        length: usize::MAX,
    };

    #[inline]
    fn new(bytes: &[u8]) -> Option<Self> {
        let length = bytes.len();
        if length > LONGEST {
            return None;
        }
        let (eights, few) = bytes.as_chunks();
        let last = match bytes.last_chunk() {
            Some(last) => u64::from_le_bytes(*last),
            None => few
                .iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        let mut words = [0; WORDS];
        let eights = eights.iter().map(|eight| u64::from_le_bytes(*eight));
        for (to, from) in words.iter_mut().zip(eights.chain([last])) {
            *to = from;
        }
        Some(Spelling { words, length })
    }

    /// Compares all words without a branch: a derived comparison calls `memcmp`, which takes longer
    /// than the rest of a hit.
    #[inline]
    fn is(&self, other: &Self) -> bool {
        let words = self.words.iter().zip(&other.words);
        let differences = words.fold(0, |bits, (one, other)| bits | (one ^ other));
        differences == 0 && self.length == other.length
    }

    #[inline]
    fn slot(&self) -> usize {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        // The words are joined without a chain of multiplications.
        let turns = (0..).step_by(11);
        let words = self.words.iter().zip(turns);
        let mixed = words.fold(0, |mixed, (word, turn)| mixed ^ word.rotate_left(turn));
        let high = usize::try_from(mixed.wrapping_mul(ODD) >> 48).unwrap_or_default();
        high & const { SLOTS.wrapping_sub(1) }
    }
}
