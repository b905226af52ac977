//! [`Name`]: what a calendar is called, and when two spellings are the same name.
//!
//! A name is checked and folded eight bytes at a time. Folding writes into a value
//! on the stack, so resolving a name allocates nothing, whoever sent it.
#![forbid(unsafe_code)]

use core::borrow::Borrow;
use core::fmt;
use core::hash::{BuildHasher, Hash, Hasher};
use core::str::FromStr;

use crate::error::NameError;
use crate::sync::Arc;

/// The name of a calendar: 1 to 64 bytes of ASCII letters, digits and the separators
/// space `-` `_` `.` `:` `/`, with no separator first, last or next to another.
///
/// Two spellings are the same name if they differ only in ASCII case, or in
/// space, `_` and `-`, which are one. `Name` keeps the spelling it was made with,
/// but compares, orders and hashes by the folded form.
///
/// ```
/// use calendar_registry::{Name, NameError};
///
/// let name = Name::new("Islamic Civil")?;
/// assert_eq!(name, Name::new("islamic_civil")?);
/// assert_eq!(name.as_str(), "Islamic Civil");
/// assert!(name.matches("ISLAMIC-CIVIL"));
/// assert!(!name.matches("islamiccivil"));
///
/// assert_eq!(Name::new(""), Err(NameError::Empty));
/// assert_eq!(Name::new("gregorian\0"), Err(NameError::Byte { byte: 0, at: 9 }));
/// # Ok::<(), NameError>(())
/// ```
#[derive(Clone)]
pub struct Name(Arc<Spelled>);

struct Spelled {
    folded: Folded,
    spelling: Box<str>,
}

impl Name {
    /// The longest name, in bytes.
    ///
    /// ```
    /// # use calendar_registry::Name;
    /// assert!(Name::new("x".repeat(Name::MAX_LEN)).is_ok());
    /// ```
    pub const MAX_LEN: usize = 64;

    /// A name of this spelling.
    ///
    /// # Errors
    /// [`NameError`] says what is wrong, and where.
    ///
    /// ```
    /// # use calendar_registry::{Name, NameError};
    /// assert!(Name::new("30/360").is_ok());
    /// assert_eq!(Name::new("acme--fiscal"), Err(NameError::Doubled { at: 5 }));
    /// ```
    pub fn new(spelling: impl AsRef<[u8]>) -> Result<Self, NameError> {
        let bytes = spelling.as_ref();
        let folded = Folded::new(bytes)?;
        // All of it is ASCII by now, so no byte is replaced.
        let spelling = String::from_utf8_lossy(bytes).into();
        Ok(Name(Arc::new(Spelled { folded, spelling })))
    }

    /// The spelling that this name was made with.
    ///
    /// ```
    /// # use calendar_registry::Name;
    /// assert_eq!(Name::new("Jalali")?.as_str(), "Jalali");
    /// # Ok::<(), calendar_registry::NameError>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.spelling
    }

    /// Whether this is a spelling of the same name.
    ///
    /// ```
    /// # use calendar_registry::Name;
    /// assert!(Name::new("Jalali")?.matches("JALALI"));
    /// # Ok::<(), calendar_registry::NameError>(())
    /// ```
    #[must_use]
    pub fn matches(&self, spelling: impl AsRef<[u8]>) -> bool {
        Folded::new(spelling.as_ref()).is_ok_and(|folded| folded == self.0.folded)
    }
}

impl Name {
    /// What lookups compare.
    pub(crate) fn folded(&self) -> &Folded {
        &self.0.folded
    }
}

impl Borrow<Folded> for Name {
    fn borrow(&self) -> &Folded {
        &self.0.folded
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.0.folded == other.0.folded
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.folded.hash);
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0
            .folded
            .in_text_order()
            .cmp(other.0.folded.in_text_order())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl FromStr for Name {
    type Err = NameError;

    fn from_str(spelling: &str) -> Result<Self, Self::Err> {
        Name::new(spelling)
    }
}

/// A checked and folded name, with its hash: what lookups compare.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    hash: u64,
    /// The bytes in order, the first one lowest, and zeros after the last. No name has
    /// a zero byte, so the zeros tell the length.
    words: [u64; WORDS],
}

const WORDS: usize = Name::MAX_LEN / 8;

impl Folded {
    /// Checks and folds a spelling.
    #[inline]
    pub(crate) fn new(bytes: &[u8]) -> Result<Self, NameError> {
        Self::fold(bytes).ok_or_else(|| fault(bytes))
    }

    /// The folded name, or `None` if anything is wrong; [`fault`] says what.
    #[inline]
    fn fold(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() || bytes.len() > Name::MAX_LEN {
            return None;
        }
        let mut words = [0; WORDS];
        let mut wrong = 0;
        // The separators of the word before, so that two in a row are seen
        // across words. One before the first byte forbids a separator there.
        let mut before = HIGH;
        let (chunks, tail) = bytes.as_chunks::<8>();
        let mut slots = words.iter_mut();
        // The chunks lead, or the zip would swallow a slot after the last of them.
        for (chunk, slot) in chunks.iter().zip(slots.by_ref()) {
            let word = Word(u64::from_le_bytes(*chunk));
            let separators = word.separators();
            wrong |= word.foreign() | doubled(before, separators);
            before = separators;
            *slot = word.folded();
        }
        if let (Some(slot), false) = (slots.next(), tail.is_empty()) {
            let word = Word(tail_word(bytes, tail));
            let separators = word.separators();
            // The zeros past the end are no bytes of the name.
            let shift = bytes.len().wrapping_neg().wrapping_mul(8) & 63;
            wrong |= (word.foreign() | doubled(before, separators)) << shift;
            before = separators << shift;
            *slot = word.folded();
        }
        // A separator in the last byte, wherever that is, now stands highest.
        wrong |= before & (1 << 63);
        (wrong == 0).then(|| Folded {
            hash: hash(&words, bytes.len()),
            words,
        })
    }

    fn in_text_order(&self) -> impl Iterator<Item = u64> {
        self.words.iter().map(|word| word.swap_bytes())
    }
}

impl PartialEq for Folded {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Eq for Folded {}

impl Hash for Folded {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

/// Hashes with a seed drawn once per process, so that names that collide are hard to
/// choose.
#[inline]
fn hash(words: &[u64; WORDS], length: usize) -> u64 {
    let seed = foldhash::SharedSeed::global_random();
    let state = foldhash::fast::SeedableRandomState::with_seed(0, seed);
    let mut hasher = state.build_hasher();
    for word in words.iter().take(length.div_ceil(16).wrapping_mul(2)) {
        hasher.write_u64(*word);
    }
    hasher.finish()
}

/// The last one to seven bytes as a word, zeros above.
#[inline]
pub(crate) fn tail_word(bytes: &[u8], tail: &[u8]) -> u64 {
    if let Some(last) = bytes.last_chunk::<8>() {
        // The end of the name, of which the bytes before the tail are shifted out.
        let known = tail.len().wrapping_neg().wrapping_mul(8) & 63;
        return u64::from_le_bytes(*last) >> known;
    }
    match (tail.first_chunk::<4>(), tail.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            let overlap = tail.len().wrapping_sub(4).wrapping_mul(8) & 63;
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << overlap
        }
        _ => tail
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Marks the separators that follow another one.
#[inline]
fn doubled(before: u64, separators: u64) -> u64 {
    separators & (separators << 8 | before >> 56)
}

/// Eight bytes of a name. The marks that its methods return are the highest bit of each
/// byte, as in "Determine if a word has a byte between m and n" of Anderson's
/// "Bit Twiddling Hacks"; they are right only for ASCII, and `foreign` tells.
#[derive(Clone, Copy)]
struct Word(u64);

impl Word {
    /// Marks the bytes from `first` to `last`.
    #[inline]
    fn within(self, first: u8, last: u8) -> u64 {
        // No byte borrows from the next: each is at least 128 and loses at most 128.
        let at_least =
            |bound: u8| (self.0 | HIGH).wrapping_sub(ONES.wrapping_mul(u64::from(bound)));
        at_least(first) & !at_least(last.wrapping_add(1)) & HIGH
    }

    /// Marks the bytes that no name can have.
    #[inline]
    fn foreign(self) -> u64 {
        let letters = Word(self.0 | ONES.wrapping_mul(0x20)).within(b'a', b'z');
        // Hyphen, full stop, slash, the digits and the colon are neighbours.
        let allowed = letters | self.within(b'-', b':') | self.joints();
        self.0 & HIGH | !allowed & HIGH
    }

    /// Marks space and `_`, which fold to `-`.
    #[inline]
    fn joints(self) -> u64 {
        self.within(b' ', b' ') | self.within(b'_', b'_')
    }

    #[inline]
    fn separators(self) -> u64 {
        self.within(b'-', b'/') | self.within(b':', b':') | self.joints()
    }

    /// Upper case becomes lower, space and `_` become `-`.
    #[inline]
    fn folded(self) -> u64 {
        let upper = self.within(b'A', b'Z') >> 2;
        let spaces = (self.within(b' ', b' ') >> 7).wrapping_mul(u64::from(b' ' ^ b'-'));
        let lines = (self.within(b'_', b'_') >> 7).wrapping_mul(u64::from(b'_' ^ b'-'));
        (self.0 | upper) ^ spaces ^ lines
    }
}

/// Says what is wrong with a spelling that [`Folded::fold`] has refused: the
/// length, else the first fault from the left.
#[cold]
fn fault(bytes: &[u8]) -> NameError {
    if bytes.is_empty() {
        return NameError::Empty;
    }
    if bytes.len() > Name::MAX_LEN {
        return NameError::TooLong {
            length: bytes.len(),
            limit: Name::MAX_LEN,
        };
    }
    let mut after_separator = true;
    for (at, byte) in bytes.iter().enumerate() {
        let separator = b" -_.:/".contains(byte);
        if !separator && !byte.is_ascii_alphanumeric() {
            return NameError::Byte { byte: *byte, at };
        }
        if separator && after_separator {
            return if at == 0 {
                NameError::Edge { at }
            } else {
                NameError::Doubled { at }
            };
        }
        after_separator = separator;
    }
    NameError::Edge {
        at: bytes.len().saturating_sub(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules once more, a byte at a time.
    fn plain(bytes: &[u8]) -> Option<Vec<u8>> {
        let separator = |byte: &u8| b" -_.:/".contains(byte);
        let ok = (1..=64).contains(&bytes.len())
            && bytes
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || separator(byte))
            && !bytes
                .windows(2)
                .any(|pair| separator(&pair[0]) && separator(&pair[1]))
            && !separator(&bytes[0])
            && !separator(&bytes[bytes.len() - 1]);
        ok.then(|| {
            let fold = |byte: &u8| match byte {
                b' ' | b'_' => b'-',
                other => other.to_ascii_lowercase(),
            };
            bytes.iter().map(fold).collect()
        })
    }

    fn check(bytes: &[u8]) {
        let folded = Folded::new(bytes);
        match plain(bytes) {
            Some(expected) => {
                let folded = folded.unwrap_or_else(|error| panic!("{bytes:?}: {error}"));
                let mut text: Vec<u8> = folded.words.iter().flat_map(|w| w.to_le_bytes()).collect();
                text.truncate(expected.len());
                assert_eq!(text, expected, "{bytes:?}");
                let again = Folded::new(&expected).unwrap();
                assert!(again == folded && again.hash == folded.hash);
            }
            None => assert!(folded.is_err(), "{bytes:?}"),
        }
    }

    #[test]
    fn every_byte_at_every_place() {
        for length in 1..=66 {
            check(&vec![b'a'; length]);
            for at in 0..length {
                for byte in 0..=255 {
                    let mut name = vec![b'x'; length];
                    name[at] = byte;
                    check(&name);
                }
            }
        }
    }

    #[test]
    fn every_pair_at_the_word_boundaries() {
        let interesting = b" -_.:/aAzZ09@[`{,;\0\x7f\x80\xff";
        for at in [0, 1, 6, 7, 8, 14, 15, 16, 62] {
            for first in interesting {
                for second in interesting {
                    for length in [at + 2, at + 3, 64] {
                        let mut name = vec![b'b'; length.min(64)];
                        name[at] = *first;
                        name[at + 1] = *second;
                        check(&name);
                    }
                }
            }
        }
    }

    #[test]
    fn faults_are_named_with_their_place() {
        let fault = |text: &str| Name::new(text).unwrap_err();
        assert_eq!(fault(""), NameError::Empty);
        assert_eq!(
            fault(&"a".repeat(65)),
            NameError::TooLong {
                length: 65,
                limit: 64
            }
        );
        assert_eq!(fault("-a"), NameError::Edge { at: 0 });
        assert_eq!(fault("a "), NameError::Edge { at: 1 });
        assert_eq!(fault("a_-b"), NameError::Doubled { at: 2 });
        assert_eq!(fault("ab\u{131}"), NameError::Byte { byte: 0xc4, at: 2 });
        assert_eq!(fault("12345678-"), NameError::Edge { at: 8 });
        assert_eq!(fault("12345678--9"), NameError::Doubled { at: 9 });
    }

    #[test]
    fn names_order_as_their_folded_text() {
        let mut names: Vec<Name> = [
            "b",
            "A",
            "gregory",
            "Gregorian",
            "islamicc",
            "islamic",
            "a-b",
            "ab",
        ]
        .map(|n| Name::new(n).unwrap())
        .into();
        names.sort();
        let sorted: Vec<&str> = names.iter().map(Name::as_str).collect();
        assert_eq!(
            sorted,
            [
                "A",
                "a-b",
                "ab",
                "b",
                "Gregorian",
                "gregory",
                "islamic",
                "islamicc"
            ]
        );
    }
}
