//! [`Name`]: what a calendar is called, and when two spellings are the same name.
//!
//! A name is checked and folded eight bytes at a time. Folding writes into a value
//! on the stack, so resolving a name allocates nothing, whoever sent it.
#![forbid(unsafe_code)]

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

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

/// One allocation for most names, and of no more than a cache line.
struct Spelled {
    hash: u64,
    /// The folded text, or as much of it as fits, and zeros after it.
    folded: [u8; HEAD],
    /// Empty if the folded text is the spelling and is all there.
    spelling: Box<str>,
}

/// So many bytes of a folded name are kept in place.
const HEAD: usize = 24;

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
        let head = folded.head();
        let spelling = if head.starts_with(bytes) {
            Box::default()
        } else {
            // All of it is ASCII by now, so no byte is replaced.
            String::from_utf8_lossy(bytes).into()
        };
        Ok(Name(Arc::new(Spelled {
            hash: folded.hash,
            folded: head,
            spelling,
        })))
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
        match &*self.0.spelling {
            "" => {
                let folded = &self.0.folded;
                let end = folded.iter().position(|byte| *byte == 0);
                let text = folded.get(..end.unwrap_or(HEAD)).unwrap_or_default();
                // It is ASCII.
                core::str::from_utf8(text).unwrap_or_default()
            }
            spelling => spelling,
        }
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
        Folded::new(spelling.as_ref()).is_ok_and(|folded| self.is(&folded))
    }
}

impl Name {
    /// What lookups look for before they compare.
    pub(crate) fn hash(&self) -> u64 {
        self.0.hash
    }

    /// Whether this is the name.
    #[inline]
    pub(crate) fn is(&self, name: &Folded) -> bool {
        self.0.hash == name.hash && self.0.folded == name.head() && self.ends_as(name)
    }

    /// Of a longer name the rest, which is folded anew: by now it is almost certain to be the same.
    #[inline]
    fn ends_as(&self, name: &Folded) -> bool {
        if self.0.spelling.len() <= HEAD {
            return name.is_short();
        }
        Folded::new(self.0.spelling.as_bytes()).is_ok_and(|own| own.words == name.words)
    }

    /// The folded text after the part that is kept in place.
    fn rest(&self) -> impl Iterator<Item = u8> {
        self.0.spelling.bytes().skip(HEAD).map(folded_byte)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.0.hash == other.0.hash
            && self.0.folded == other.0.folded
            && self.rest().eq(other.rest())
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash);
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        let heads = self.0.folded.cmp(&other.0.folded);
        heads.then_with(|| self.rest().cmp(other.rest()))
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
            let word = Word(u64::from_le_bytes(*chunk)).fold();
            wrong |= word.foreign | doubled(before, word.separators);
            before = word.separators;
            *slot = word.folded;
        }
        if let (Some(slot), false) = (slots.next(), tail.is_empty()) {
            let word = Word(tail_word(bytes, tail)).fold();
            // The zeros past the end are no bytes of the name.
            let shift = bytes.len().wrapping_neg().wrapping_mul(8) & 63;
            wrong |= (word.foreign | doubled(before, word.separators)) << shift;
            before = word.separators << shift;
            *slot = word.folded;
        }
        // A separator in the last byte, wherever that is, now stands highest.
        wrong |= before & (1 << 63);
        (wrong == 0).then(|| Folded {
            hash: hash(&words, bytes.len()),
            words,
        })
    }

    /// What lookups look for before they compare.
    #[inline]
    pub(crate) fn hash(&self) -> u64 {
        self.hash
    }

    /// The first bytes.
    #[inline]
    fn head(&self) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        let (chunks, _) = head.as_chunks_mut::<8>();
        for (chunk, word) in chunks.iter_mut().zip(&self.words) {
            *chunk = word.to_le_bytes();
        }
        head
    }

    /// Whether the first bytes are all.
    #[inline]
    fn is_short(&self) -> bool {
        self.words.get(HEAD / 8).is_none_or(|word| *word == 0)
    }
}

/// Hashes with a seed drawn once per process, so that names that collide are hard to
/// choose.
#[cfg(not(loom))]
#[inline]
fn hash(words: &[u64; WORDS], length: usize) -> u64 {
    use core::hash::BuildHasher;
    #[cfg(test)]
    if words.first() == Some(&COLLIDING) {
        return COLLIDING;
    }
    let seed = foldhash::SharedSeed::global_random();
    let state = foldhash::fast::SeedableRandomState::with_seed(0, seed);
    let mut hasher = state.build_hasher();
    for word in words.iter().take(length.div_ceil(16).wrapping_mul(2)) {
        hasher.write_u64(*word);
    }
    hasher.finish()
}

/// So begin the names that have one hash in unit tests, since no others could be found.
#[cfg(test)]
const COLLIDING: u64 = u64::from_le_bytes(*b"collide-");

/// In a model the same in every run, and odd and even for "a" and "b".
#[cfg(loom)]
fn hash(words: &[u64; WORDS], _length: usize) -> u64 {
    let mix = |hash: u64, word: &u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9);
    words.iter().rev().fold(0, mix)
}

/// The last one to seven bytes as a word, zeros above.
#[inline]
fn tail_word(bytes: &[u8], tail: &[u8]) -> u64 {
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
    /// Marks the bytes from this one on. No byte borrows from the next: each is at
    /// least 128 and loses at most 128.
    #[inline]
    fn from(self, first: u8) -> u64 {
        (self.0 | HIGH).wrapping_sub(ONES.wrapping_mul(u64::from(first)))
    }

    /// Marks the bytes that are this one.
    #[inline]
    fn equal(self, byte: u8) -> u64 {
        !Word(self.0 ^ ONES.wrapping_mul(u64::from(byte))).from(1) & HIGH
    }

    /// Marks what no name can have, and the separators; upper case becomes lower, space and `_`
    /// become `-`.
    #[inline]
    fn fold(self) -> Eight {
        let low = Word(self.0 | ONES.wrapping_mul(0x20));
        let letters = low.from(b'a') & !low.from(b'z'.wrapping_add(1)) & HIGH;
        let (spaces, lines) = (self.equal(b' '), self.equal(b'_'));
        // Hyphen, full stop, slash, the digits and the colon are neighbours.
        let (hyphen, zero) = (self.from(b'-'), self.from(b'0'));
        let (colon, after) = (self.from(b':'), self.from(b':'.wrapping_add(1)));
        let others = hyphen & !after & HIGH;
        let allowed = letters | others | spaces | lines;
        let to_hyphen = (spaces >> 7).wrapping_mul(u64::from(b' ' ^ b'-'))
            | (lines >> 7).wrapping_mul(u64::from(b'_' ^ b'-'));
        Eight {
            foreign: self.0 & HIGH | !allowed & HIGH,
            separators: others & (!zero | colon) | spaces | lines,
            folded: (self.0 | letters >> 2) ^ to_hyphen,
        }
    }
}

/// What [`Word::fold`] makes of eight bytes.
struct Eight {
    foreign: u64,
    separators: u64,
    folded: u64,
}

/// The same for one byte that is known to be of a name.
fn folded_byte(byte: u8) -> u8 {
    match byte {
        b' ' | b'_' => b'-',
        other => other.to_ascii_lowercase(),
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

/// Why a text cannot be the name of a calendar, and where. See [`Name`](crate::Name)
/// for the rules.
///
/// ```
/// use calendar_registry::{Name, NameError};
///
/// let error = Name::new("Milanković").unwrap_err();
/// assert_eq!(error, NameError::Byte { byte: 0xc4, at: 9 });
/// assert_eq!(
///     error.to_string(),
///     "byte 0xc4 at offset 9: a name has ASCII letters, digits and the separators space - _ . : /"
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum NameError {
    /// There is nothing in it.
    Empty,
    /// It is too long.
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The longest that is allowed, in bytes.
        limit: usize,
    },
    /// It has a byte that no name can have.
    Byte {
        /// The byte.
        byte: u8,
        /// Its offset, from 0.
        at: usize,
    },
    /// It begins or ends with a separator.
    Edge {
        /// The separator's offset, from 0.
        at: usize,
    },
    /// It has two separators in a row.
    Doubled {
        /// The second one's offset, from 0.
        at: usize,
    },
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameError::Empty => f.write_str("a name has at least one byte"),
            NameError::TooLong { length, limit } => {
                write!(f, "{length} bytes: a name has at most {limit}")
            }
            NameError::Byte { byte, at } => write!(
                f,
                "byte 0x{byte:02x} at offset {at}: a name has ASCII letters, digits \
                 and the separators space - _ . : /"
            ),
            NameError::Edge { at } => {
                write!(
                    f,
                    "separator at offset {at}: a name neither begins nor ends with one"
                )
            }
            NameError::Doubled { at } => {
                write!(
                    f,
                    "separator at offset {at}: a name has no two of them in a row"
                )
            }
        }
    }
}

impl std::error::Error for NameError {}

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
                assert!(again.words == folded.words && again.hash == folded.hash);
                let name = Name::new(bytes).unwrap();
                assert!(name.is(&folded) && name.hash() == folded.hash);
                assert_eq!(name.as_str().as_bytes(), bytes);
                assert_eq!(name, Name::new(&expected).unwrap());
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
        let full = "a".repeat(63) + "-";
        assert_eq!(fault(&full), NameError::Edge { at: 63 });
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
