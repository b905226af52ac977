//! [`ResolveError`]: why a lookup found no calendar.

use core::fmt;

use crate::calendar::Calendar;
use crate::name::NameError;

/// The error of a lookup: no calendar has the requested name.
///
/// ```
/// use calendar_registry::{NameError, Registry, ResolveError};
///
/// let registry = Registry::with_builtins();
/// let guard = registry.pin();
/// let error = guard.resolve("tabot").unwrap_err();
/// assert!(matches!(error, ResolveError::Unknown { .. }));
/// assert_eq!(error.to_string(), "no calendar named \"tabot\" is registered");
/// assert!(matches!(
///     guard.resolve("").unwrap_err(),
///     ResolveError::InvalidName { error: NameError::Empty, .. },
/// ));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ResolveError {
    /// No calendar has this name now.
    Unknown {
        /// The requested name.
        name: RequestedName,
    },
    /// The requested text cannot be a name.
    InvalidName {
        /// The requested text.
        name: RequestedName,
        /// What is wrong with it, and where.
        error: NameError,
    },
}

impl ResolveError {
    /// Returns the requested name.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let error = Registry::new().resolve("nope").unwrap_err();
    /// assert_eq!(error.name().to_string(), "nope");
    /// ```
    #[must_use]
    pub fn name(&self) -> &RequestedName {
        match self {
            ResolveError::Unknown { name } | ResolveError::InvalidName { name, .. } => name,
        }
    }
}

/// Returns a calendar that was found under `id` if `id` is its identifier of CLDR. Calls user code.
pub(super) fn with_unicode_id<'c>(
    calendar: &'c Calendar,
    id: &[u8],
) -> Result<&'c Calendar, ResolveError> {
    let own = calendar.unicode_id().map(str::as_bytes);
    match own.is_some_and(|own| own.eq_ignore_ascii_case(id)) {
        true => Ok(calendar),
        false => Err(ResolveError::Unknown {
            name: RequestedName::new(id),
        }),
    }
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ResolveError::Unknown { name } => {
                write!(f, "no calendar named \"{name}\" is registered")
            }
            ResolveError::InvalidName { name, error } => {
                write!(f, "\"{name}\" is not a calendar name: {error}")
            }
        }
    }
}

impl std::error::Error for ResolveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ResolveError::Unknown { .. } => None,
            ResolveError::InvalidName { error, .. } => Some(error),
        }
    }
}

/// The name that a lookup requested, as it was spelled: the first 64 bytes, stored inline.
///
/// `Display` escapes control characters, quotes and bytes that are not UTF-8, and ends with `…` if
/// the text was cut, so the output is safe in a log line.
///
/// ```
/// # use calendar_registry::Registry;
/// let error = Registry::new().resolve("a\nb").unwrap_err();
/// assert_eq!(error.name().as_bytes(), b"a\nb");
/// assert_eq!(error.name().to_string(), "a\\nb");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestedName {
    bytes: [u8; RequestedName::MAX_LEN],
    length: u8,
    truncated: bool,
}

impl RequestedName {
    /// The number of bytes that are kept: the length of the longest name.
    ///
    /// ```
    /// # use calendar_registry::{Name, RequestedName};
    /// assert_eq!(RequestedName::MAX_LEN, Name::MAX_LEN);
    /// ```
    pub const MAX_LEN: usize = 64;

    pub(super) const EMPTY: Self = RequestedName {
        bytes: [0; Self::MAX_LEN],
        length: 0,
        truncated: false,
    };

    /// Copies a requested name, for the errors of a [`Resolver`](crate::Resolver).
    ///
    /// ```
    /// use calendar_registry::{RequestedName, ResolveError};
    ///
    /// let name = RequestedName::new("tabot");
    /// let error = ResolveError::Unknown { name };
    /// assert_eq!(error.to_string(), "no calendar named \"tabot\" is registered");
    /// ```
    #[must_use]
    pub fn new(requested: impl AsRef<[u8]>) -> Self {
        let requested = requested.as_ref();
        let mut bytes = [0; Self::MAX_LEN];
        let length = if requested.len() <= Self::MAX_LEN {
            requested.len()
        } else {
            cut(requested)
        };
        if let (Some(to), Some(from)) = (bytes.get_mut(..length), requested.get(..length)) {
            to.copy_from_slice(from);
        }
        RequestedName {
            bytes,
            // At most 64.
            length: u8::try_from(length).unwrap_or(u8::MAX),
            truncated: requested.len() > Self::MAX_LEN,
        }
    }

    /// Returns the bytes that were requested, at most [`MAX_LEN`](Self::MAX_LEN) of them.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let error = Registry::new().resolve([b'x'; 100]).unwrap_err();
    /// assert_eq!(error.name().as_bytes(), [b'x'; 64]);
    /// ```
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes
            .get(..usize::from(self.length))
            .unwrap_or_default()
    }

    /// Returns whether the requested text was longer than [`as_bytes`](Self::as_bytes).
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::new().resolve([b'x'; 100]).unwrap_err().name().is_truncated());
    /// ```
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }
}

/// Returns where to cut a long text: not inside a character, if it is UTF-8.
#[cold]
fn cut(requested: &[u8]) -> usize {
    let is_start = |at: &usize| requested.get(*at).is_none_or(|byte| byte & 0xc0 != 0x80);
    let mut places = (0..=RequestedName::MAX_LEN).rev().take(4);
    places.find(is_start).unwrap_or(RequestedName::MAX_LEN)
}

impl fmt::Display for RequestedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.as_bytes().utf8_chunks() {
            write!(f, "{}", chunk.valid().escape_debug())?;
            write!(f, "{}", chunk.invalid().escape_ascii())?;
        }
        if self.truncated {
            f.write_str("…")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RequestedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}
