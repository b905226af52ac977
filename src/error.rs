//! [`ResolveError`].

use core::fmt;

use crate::name::NameError;

/// Why a name did not lead to a calendar.
///
/// ```
/// use calendar_registry::{NameError, Registry, ResolveError};
///
/// let registry = Registry::with_builtins();
/// let pin = registry.pin();
/// assert_eq!(pin.resolve("tabot").unwrap_err(), ResolveError::Unknown);
/// assert_eq!(pin.resolve("").unwrap_err(), ResolveError::Name(NameError::Empty));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ResolveError {
    /// No calendar can have such a name.
    Name(NameError),
    /// No calendar has this name now.
    Unknown,
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ResolveError::Name(error) => write!(f, "not a calendar's name: {error}"),
            ResolveError::Unknown => f.write_str("no calendar of this name is registered"),
        }
    }
}

impl std::error::Error for ResolveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ResolveError::Name(error) => Some(error),
            ResolveError::Unknown => None,
        }
    }
}

impl From<NameError> for ResolveError {
    fn from(error: NameError) -> Self {
        ResolveError::Name(error)
    }
}
