//! [`Name`]: the name of a calendar, which can have several spellings.
//!
//! Folding maps all spellings of a name to one text. It checks and folds eight bytes at a time,
//! into a value on the stack: resolving a name does not allocate, whatever the input.
//!
//! A name has at most 64 bytes, so lengths, offsets and shifts stay below 2⁹. The `wrapping_`
//! operations on words treat the bytes of a word as separate lanes; a comment says where one may
//! wrap.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use crate::sync::Arc;

/// The name of a calendar: 1 to 64 bytes of ASCII letters, digits and the separators
/// space `-` `_` `.` `:` `/`, with no separator first, last or next to another.
///
/// Two spellings are the same name if they differ only in ASCII case, or in the choice of space,
/// `_` and `-`. A `Name` keeps its spelling, but compares, orders and hashes by the folded form.
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

/// The content of a name. With the reference counts it fits a cache line. A name that is spelled in
/// the folded form and fits `folded` needs no second allocation.
struct Spelled {
    hash: u64,
    /// The first bytes of the folded text, padded with zeros.
    folded: [u8; HEAD],
    /// The spelling, or empty if it is equal to the folded text and fits `folded`.
    spelling: Box<str>,
}

/// The number of bytes of the folded text in [`Spelled::folded`].
const HEAD: usize = 24;

impl Name {
    /// The maximum length of a name, in bytes.
    ///
    /// ```
    /// # use calendar_registry::Name;
    /// assert!(Name::new("x".repeat(Name::MAX_LEN)).is_ok());
    /// ```
    pub const MAX_LEN: usize = 64;

    /// Creates a name from a spelling.
    ///
    /// # Errors
    /// [`NameError`] for the length, or for the first byte that breaks a rule.
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
            // A checked name is ASCII, so no byte is replaced.
            String::from_utf8_lossy(bytes).into()
        };
        Ok(Name(Arc::new(Spelled {
            hash: folded.hash,
            folded: head,
            spelling,
        })))
    }

    /// Returns the spelling that the name was created with.
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
                // A checked name is ASCII and has no zero byte.
                let text = core::str::from_utf8(&self.0.folded);
                debug_assert!(text.is_ok(), "a checked name is ASCII");
                text.unwrap_or_default().trim_end_matches('\0')
            }
            spelling => spelling,
        }
    }

    /// Returns whether a text is a spelling of this name.
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
    /// Returns the hash of the folded form, the key of lookups.
    pub(crate) fn hash(&self) -> u64 {
        self.0.hash
    }

    /// Returns whether a folded name is this name.
    #[inline]
    pub(crate) fn is(&self, name: &Folded) -> bool {
        self.0.hash == name.hash && self.0.folded == name.head() && self.tail_matches(name)
    }

    /// Compares the bytes after [`HEAD`], by folding the spelling again. With equal hashes and
    /// equal first bytes, the names are almost certainly equal, so this runs once per successful
    /// lookup at most.
    #[inline]
    fn tail_matches(&self, name: &Folded) -> bool {
        if self.0.spelling.len() <= HEAD {
            return name.is_short();
        }
        Folded::new(self.0.spelling.as_bytes()).is_ok_and(|folded| folded.words == name.words)
    }

    /// Returns the folded bytes after [`HEAD`].
    fn tail(&self) -> impl Iterator<Item = u8> {
        self.0.spelling.bytes().skip(HEAD).map(folded_byte)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.0.hash == other.0.hash
            && self.0.folded == other.0.folded
            && self.tail().eq(other.tail())
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
        heads.then_with(|| self.tail().cmp(other.tail()))
    }
}

/// Returns the spelling, as [`Name::as_str`] does.
///
/// ```
/// # use calendar_registry::Name;
/// let names = ["Jalali", "shamsi"].map(|spelling| Name::new(spelling).unwrap());
/// assert_eq!(names.each_ref().map(AsRef::<str>::as_ref).join(", "), "Jalali, shamsi");
/// ```
impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Writes the spelling.
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

/// Creates a name, as [`Name::new`] does.
impl FromStr for Name {
    type Err = NameError;

    fn from_str(spelling: &str) -> Result<Self, Self::Err> {
        Name::new(spelling)
    }
}

/// A checked and folded name with its hash, for lookups. It borrows nothing and is not allocated.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    hash: u64,
    /// The folded bytes in little-endian order, padded with zeros. A name has no zero byte, so the
    /// padding determines the length.
    words: [u64; WORDS],
}

const WORDS: usize = Name::MAX_LEN / 8;

impl Folded {
    /// Checks and folds a spelling.
    #[inline]
    pub(crate) fn new(bytes: &[u8]) -> Result<Self, NameError> {
        Self::fold(bytes).ok_or_else(|| fault(bytes))
    }

    /// Folds a spelling. `None` if it is not a name; [`fault`] finds the reason.
    #[inline]
    fn fold(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() || bytes.len() > Name::MAX_LEN {
            return None;
        }
        let mut words = [0; WORDS];
        // Collects the marks of all errors, so that the loop has no branch.
        let mut wrong = 0;
        // The separators of the previous word, to detect two in a row across words. A separator
        // before the first byte makes a separator there an error.
        let mut before = HIGH;
        let (chunks, tail) = bytes.as_chunks::<8>();
        let mut into = words.iter_mut();
        // The chunks come first: `zip` takes from its first iterator, then from the second, so no
        // word is lost when the chunks end.
        for (chunk, into) in chunks.iter().zip(into.by_ref()) {
            let word = Word(u64::from_le_bytes(*chunk)).fold();
            wrong |= word.foreign | doubled(before, word.separators);
            before = word.separators;
            *into = word.folded;
        }
        if let (Some(into), false) = (into.next(), tail.is_empty()) {
            let word = Word(tail_word(bytes, tail)).fold();
            // Shifts out the marks of the zeros after the end, which are not bytes of the name: by
            // 64 − 8·length bits, modulo 64.
            let shift = bytes.len().wrapping_neg().wrapping_mul(8) & 63;
            wrong |= (word.foreign | doubled(before, word.separators)) << shift;
            before = word.separators << shift;
            *into = word.folded;
        }
        // The mark of the last byte is now the highest bit: a separator there is an error.
        wrong |= before & (1 << 63);
        (wrong == 0).then(|| Folded {
            hash: hash(&words, bytes.len()),
            words,
        })
    }

    /// Returns the hash of the folded form, the key of lookups.
    #[inline]
    pub(crate) fn hash(&self) -> u64 {
        self.hash
    }

    /// Returns the first bytes, padded with zeros.
    #[inline]
    fn head(&self) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        let (chunks, _) = head.as_chunks_mut::<8>();
        for (chunk, word) in chunks.iter_mut().zip(&self.words) {
            *chunk = word.to_le_bytes();
        }
        head
    }

    /// Returns whether the name has at most [`HEAD`] bytes.
    #[inline]
    fn is_short(&self) -> bool {
        self.words.get(HEAD / 8).is_none_or(|word| *word == 0)
    }
}

/// Hashes a folded name with a random seed per process, so that colliding names are hard to find.
#[cfg(not(loom))]
#[inline]
fn hash(words: &[u64; WORDS], length: usize) -> u64 {
    use core::hash::BuildHasher;
    let seed = foldhash::SharedSeed::global_random();
    let state = foldhash::fast::SeedableRandomState::with_seed(0, seed);
    let mut hasher = state.build_hasher();
    // The hasher consumes pairs of words; the words after the length are zero.
    for word in words.iter().take(length.div_ceil(16).wrapping_mul(2)) {
        hasher.write_u64(*word);
    }
    hasher.finish()
}

/// Hashes the same in every run of a model. The low bits of the hashes of "a" and "b" differ, so
/// these names are in different shards.
#[cfg(loom)]
fn hash(words: &[u64; WORDS], _length: usize) -> u64 {
    let mix = |hash: u64, word: &u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9);
    words.iter().rev().fold(0, mix)
}

/// Returns the last one to seven bytes as a word, padded with zeros.
#[inline]
fn tail_word(bytes: &[u8], tail: &[u8]) -> u64 {
    if let Some(last) = bytes.last_chunk::<8>() {
        // One load of the last eight bytes of the name; the bytes before the tail are shifted out.
        let known = tail.len().wrapping_neg().wrapping_mul(8) & 63;
        return u64::from_le_bytes(*last) >> known;
    }
    // The name is shorter than eight bytes: two loads of four bytes, which may overlap, or single
    // bytes.
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

/// The lowest bit of each byte, and the highest.
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Marks the separators directly after another separator. `before` are those of the previous word.
#[inline]
fn doubled(before: u64, separators: u64) -> u64 {
    separators & (separators << 8 | before >> 56)
}

/// Eight bytes of a name, processed in parallel.
///
/// The methods mark bytes by their highest bit, as in "Determine if a word has a byte between m and
/// n" (S. E. Anderson, "Bit Twiddling Hacks"). The marks are right for ASCII bytes only; others are
/// errors in any case, by [`FoldedWord::foreign`].
#[derive(Clone, Copy)]
struct Word(u64);

impl Word {
    /// Marks the bytes that are at least `first`. No byte borrows from the next one: with its
    /// highest bit set it is at least 128, and at most 128 is subtracted.
    #[inline]
    fn from(self, first: u8) -> u64 {
        (self.0 | HIGH).wrapping_sub(ONES.wrapping_mul(u64::from(first)))
    }

    /// Marks the bytes equal to `byte`: those whose difference by XOR is not at least 1.
    #[inline]
    fn equal(self, byte: u8) -> u64 {
        !Word(self.0 ^ ONES.wrapping_mul(u64::from(byte))).from(1) & HIGH
    }

    /// Marks the bytes that a name cannot have, and the separators. Maps upper case to lower case,
    /// and space and `_` to `-`.
    #[inline]
    fn fold(self) -> FoldedWord {
        // With bit 0x20 set, upper case becomes lower case.
        let low = Word(self.0 | ONES.wrapping_mul(0x20));
        let letters = low.from(b'a') & !low.from(b'z'.wrapping_add(1)) & HIGH;
        let (spaces, lines) = (self.equal(b' '), self.equal(b'_'));
        // Hyphen, full stop, slash, the digits and the colon are consecutive in ASCII.
        let (hyphen, zero) = (self.from(b'-'), self.from(b'0'));
        let (colon, after) = (self.from(b':'), self.from(b':'.wrapping_add(1)));
        let others = hyphen & !after & HIGH;
        let allowed = letters | others | spaces | lines;
        // The bits to flip: in marked bytes, the difference to a hyphen.
        let to_hyphen = (spaces >> 7).wrapping_mul(u64::from(b' ' ^ b'-'))
            | (lines >> 7).wrapping_mul(u64::from(b'_' ^ b'-'));
        FoldedWord {
            foreign: self.0 & HIGH | !allowed & HIGH,
            separators: others & (!zero | colon) | spaces | lines,
            // The mark of a letter, shifted, is the bit 0x20.
            folded: (self.0 | letters >> 2) ^ to_hyphen,
        }
    }
}

/// The result of [`Word::fold`].
struct FoldedWord {
    /// Marks the bytes that a name cannot have.
    foreign: u64,
    /// Marks the separators.
    separators: u64,
    /// The folded bytes.
    folded: u64,
}

/// Folds one byte of a valid name.
fn folded_byte(byte: u8) -> u8 {
    match byte {
        b' ' | b'_' => b'-',
        other => other.to_ascii_lowercase(),
    }
}

/// Returns the error of a spelling that [`Folded::fold`] rejects: the length, or else the first
/// byte that breaks a rule.
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
    // The start counts as a separator, as in `fold`.
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
    // No other rule is left: the last byte is a separator. There is at least one byte.
    NameError::Edge {
        at: bytes.len().saturating_sub(1),
    }
}

/// The reason why a text is not a [`Name`], with the offset.
///
/// ```
/// use calendar_registry::{Name, NameError};
///
/// let error = Name::new("Milanković").unwrap_err();
/// assert_eq!(error, NameError::Byte { byte: 0xc4, at: 9 });
/// assert_eq!(
///     error.to_string(),
///     "byte 0xc4 at offset 9 is not allowed: use ASCII letters, digits and the separators space - _ . : /"
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum NameError {
    /// The name is empty.
    Empty,
    /// The name is too long.
    TooLong {
        /// The length, in bytes.
        length: usize,
        /// The maximum length, in bytes.
        limit: usize,
    },
    /// A byte is not allowed in a name.
    Byte {
        /// The byte.
        byte: u8,
        /// The offset of the byte, from 0.
        at: usize,
    },
    /// The first or the last byte is a separator.
    Edge {
        /// The offset of the separator, from 0.
        at: usize,
    },
    /// Two separators follow each other.
    Doubled {
        /// The offset of the second separator, from 0.
        at: usize,
    },
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameError::Empty => f.write_str("the name is empty"),
            NameError::TooLong { length, limit } => {
                write!(f, "the name has {length} bytes: the maximum is {limit}")
            }
            NameError::Byte { byte, at } => write!(
                f,
                "byte 0x{byte:02x} at offset {at} is not allowed: use ASCII letters, digits \
                 and the separators space - _ . : /"
            ),
            NameError::Edge { at } => {
                write!(
                    f,
                    "separator at offset {at}: a name begins and ends with a letter or a digit"
                )
            }
            NameError::Doubled { at } => {
                write!(f, "separator at offset {at}: it follows another separator")
            }
        }
    }
}

impl std::error::Error for NameError {}

#[cfg(test)]
mod tests;
