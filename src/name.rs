//! [`Name`]: the name of a calendar, which can have several spellings.
//!
//! Folding maps all spellings of a name to one text, sixteen bytes at a time, into a value on the
//! stack: resolving a name does not allocate, whatever the input.

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
pub struct Name(Spelling);

/// The spelling that a name was created with. Most fit into the three words that a name takes.
#[derive(Clone)]
enum Spelling {
    Short { length: u8, bytes: [u8; SHORT] },
    Long(Arc<str>),
}

/// The longest spelling that is not allocated, in bytes.
const SHORT: usize = 22;

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
        let spelling = spelling.as_ref();
        check(spelling)?;
        let mut bytes = [0; SHORT];
        Ok(Name(match bytes.get_mut(..spelling.len()) {
            Some(to) => {
                to.copy_from_slice(spelling);
                Spelling::Short {
                    // At most `SHORT`.
                    length: u8::try_from(spelling.len()).unwrap_or(u8::MAX),
                    bytes,
                }
            }
            // A checked name is ASCII, so no byte is replaced.
            None => Spelling::Long(String::from_utf8_lossy(spelling).into()),
        }))
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
        let text = core::str::from_utf8(self.bytes());
        debug_assert!(text.is_ok(), "a checked name is ASCII");
        text.unwrap_or_default()
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
        Folded::fold(spelling.as_ref()).is_some_and(|folded| self.is(&folded))
    }
}

impl Name {
    /// Returns the hash of the folded form, the key of lookups.
    pub(crate) fn hash(&self) -> u64 {
        // A name has a length that a name can have.
        Folded::fold(self.bytes()).map_or(0, |folded| folded.hash)
    }

    /// Returns whether a folded spelling is one of this name.
    #[inline(always)]
    pub(crate) fn is(&self, name: &Folded) -> bool {
        let bytes = self.bytes();
        bytes.len() == name.length
            && match bytes.len() {
                ..=32 => folded_equals::<2>(bytes, name),
                _ => folded_equals::<4>(bytes, name),
            }
    }

    /// Returns the bytes of the spelling.
    #[inline(always)]
    fn bytes(&self) -> &[u8] {
        match &self.0 {
            Spelling::Short { length, bytes } => {
                bytes.get(..usize::from(*length)).unwrap_or_default()
            }
            Spelling::Long(spelling) => spelling.as_bytes(),
        }
    }

    /// Iterates over the folded bytes.
    fn folded(&self) -> impl Iterator<Item = u8> {
        self.bytes().iter().map(|byte| folded_byte(*byte))
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.bytes().len() == other.bytes().len()
            && Folded::fold(self.bytes()).is_some_and(|folded| other.is(&folded))
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(Name::hash(self));
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.folded().cmp(other.folded())
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

/// A folded spelling with its hash, for lookups. It borrows nothing and is not allocated.
///
/// It is not checked: a text that is no name folds to no name, because folding changes nothing but
/// letters, spaces and `_`. So only a spelling that no calendar has needs a [`check`].
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    hash: u64,
    length: usize,
    /// The folded blocks of [`read`], and zeros.
    blocks: [Block; BLOCKS],
}

/// Sixteen bytes, which the compiler folds in a vector register and compares as two words.
type Block = u128;

const BLOCKS: usize = Name::MAX_LEN / size_of::<Block>();

impl Folded {
    /// Folds a spelling. `None` if no name has its length.
    #[inline(always)]
    pub(crate) fn fold(bytes: &[u8]) -> Option<Self> {
        Some(match bytes.len() {
            0 => return None,
            1..=32 => Self::of::<2>(bytes),
            33..=Name::MAX_LEN => Self::of::<4>(bytes),
            _ => return None,
        })
    }

    #[inline(always)]
    fn of<const N: usize>(bytes: &[u8]) -> Self {
        let folded = fold_blocks(read::<N>(bytes));
        let mut blocks = [0; BLOCKS];
        for (into, block) in blocks.iter_mut().zip(folded) {
            *into = block;
        }
        Folded {
            hash: hash(&folded, bytes.len()),
            length: bytes.len(),
            blocks,
        }
    }

    /// Returns the hash of the folded form, the key of lookups.
    #[inline]
    pub(crate) fn hash(&self) -> u64 {
        self.hash
    }
}

/// Returns whether the spelling of a name folds to the same blocks. The lengths are equal.
#[inline(always)]
fn folded_equals<const N: usize>(bytes: &[u8], name: &Folded) -> bool {
    let equals = |own: &[Block; N]| {
        let both = own.iter().zip(&name.blocks);
        both.fold(0, |differ, (own, other)| differ | (own ^ other)) == 0
    };
    let own = read::<N>(bytes);
    // Most names were created in their folded form.
    equals(&own) || equals(&fold_blocks(own))
}

/// Reads a text by blocks, half of them from its begin and half from its end, so that their number
/// depends only on its class of length: 2 blocks for up to 32 bytes, 4 for up to 64. The halves may
/// overlap. Texts of one length are equal if their blocks are.
#[inline(always)]
fn read<const N: usize>(bytes: &[u8]) -> [Block; N] {
    let mut blocks = [0; N];
    let block = |chunk: Option<&[u8; 16]>| chunk.map_or(0, |chunk| Block::from_le_bytes(*chunk));
    let Some((one, more)) = blocks.split_first_mut() else {
        return blocks;
    };
    let Some((first, rest)) = bytes.split_first_chunk() else {
        *one = read_short(bytes);
        return blocks;
    };
    *one = block(Some(first));
    if let [.., last] = more {
        *last = block(bytes.last_chunk());
    }
    if let [second, third, _] = more {
        *second = block(rest.first_chunk());
        let front = bytes.split_last_chunk::<16>().map(|(front, _)| front);
        *third = block(front.and_then(<[u8]>::last_chunk));
    }
    blocks
}

/// Reads fewer than 16 bytes, in the same way by halves of eight, four or two bytes.
#[inline(always)]
fn read_short(bytes: &[u8]) -> Block {
    let halves = |first: u64, last: u64| u128::from(first) | u128::from(last) << 64;
    let both = (bytes.first_chunk(), bytes.last_chunk());
    if let (Some(first), Some(last)) = both {
        return halves(u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    let both = (bytes.first_chunk(), bytes.last_chunk());
    if let (Some(first), Some(last)) = both {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return halves(first.into(), last.into());
    }
    let byte = |at: usize| Block::from(bytes.get(at).copied().unwrap_or_default());
    byte(0) | byte(1) << 8 | byte(2) << 16
}

/// Hashes a folded name with a random seed per process, so that colliding names are hard to find.
#[cfg(not(loom))]
#[inline(always)]
fn hash<const N: usize>(blocks: &[Block; N], length: usize) -> u64 {
    use core::hash::BuildHasher;
    let seed = foldhash::SharedSeed::global_random();
    let state = foldhash::fast::SeedableRandomState::with_seed(0, seed);
    let mut hasher = state.build_hasher();
    for block in blocks {
        hasher.write_u128(*block);
    }
    hasher.write_usize(length);
    hasher.finish()
}

/// Hashes the same in every run of a model. The low bits of the hashes of "a" and "b" differ, so
/// these names are in different shards.
#[cfg(loom)]
fn hash<const N: usize>(blocks: &[Block; N], _length: usize) -> u64 {
    let mix =
        |hash: u64, byte: &u8| (hash.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(0x9e37_79b9);
    let bytes = blocks.map(Block::to_le_bytes);
    bytes.iter().flatten().rev().fold(0, mix)
}

/// Folds each byte. The compiler does it in vector registers, for 32 bytes or more.
#[inline(always)]
fn fold_blocks<const N: usize>(blocks: [Block; N]) -> [Block; N] {
    let mut bytes = [[0; size_of::<Block>()]; N];
    for (bytes, block) in bytes.iter_mut().zip(&blocks) {
        *bytes = block.to_le_bytes();
    }
    for byte in bytes.as_flattened_mut() {
        *byte = folded_byte(*byte);
    }
    let mut folded = [0; N];
    for (folded, bytes) in folded.iter_mut().zip(&bytes) {
        *folded = Block::from_le_bytes(*bytes);
    }
    folded
}

/// Maps upper case to lower case, and space and `_` to `-`, without a branch.
#[inline(always)]
fn folded_byte(byte: u8) -> u8 {
    let upper = mark(byte.wrapping_sub(b'A') < 26);
    let blank = mark(byte == b' ') | mark(byte == b'_');
    (byte | upper & 0x20) & !blank | b'-' & blank
}

/// All bits of a byte, or none.
#[inline(always)]
fn mark(condition: bool) -> u8 {
    u8::from(condition).wrapping_neg()
}

/// Checks that a spelling is a name.
///
/// # Errors
/// The length, or else the first byte that breaks a rule.
pub(crate) fn check(bytes: &[u8]) -> Result<(), NameError> {
    if bytes.is_empty() {
        return Err(NameError::Empty);
    }
    if bytes.len() > Name::MAX_LEN {
        return Err(NameError::TooLong {
            length: bytes.len(),
            limit: Name::MAX_LEN,
        });
    }
    // The start counts as a separator.
    let mut after_separator = true;
    for (at, byte) in bytes.iter().enumerate() {
        let separator = b" -_.:/".contains(byte);
        if !separator && !byte.is_ascii_alphanumeric() {
            return Err(NameError::Byte { byte: *byte, at });
        }
        if separator && after_separator {
            return Err(match at {
                0 => NameError::Edge { at },
                _ => NameError::Doubled { at },
            });
        }
        after_separator = separator;
    }
    match after_separator {
        // There is at least one byte.
        true => Err(NameError::Edge {
            at: bytes.len().saturating_sub(1),
        }),
        false => Ok(()),
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
