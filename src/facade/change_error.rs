//! [`ChangeError`], and the errors that give backends back.

use core::fmt;

use super::resolve_error::RequestedName;
use crate::backend::Backend;
use crate::backend::year_table::{FrontError, TableError};
use crate::calendar::Calendar;
use crate::name::Name;
use crate::name::NameError;
use crate::registry::Conflict;
use crate::sync::Arc;

/// Why the registry rejected a change. Nothing was changed.
///
/// ```
/// use calendar_registry::{ChangeError, Registry, calendars::Julian};
///
/// let registry = Registry::with_builtins();
/// let error = registry.register(Julian).unwrap_err();
/// let ChangeError::NameTaken { name, holder } = error.reason else { unreachable!() };
/// assert_eq!((name.as_str(), holder.name()), ("Julian", "Julian"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ChangeError {
    /// The backend has no name.
    NoNames,
    /// The calendar would have more than [`Calendar::MAX_NAMES`] names.
    TooManyNames {
        /// The number of its names.
        count: usize,
    },
    /// A text is not a name.
    InvalidName {
        /// The text, escaped, and cut after 64 bytes.
        text: String,
        /// What is wrong with it, and where.
        error: NameError,
    },
    /// The calendar would have the same name twice.
    RepeatedName {
        /// The name, as it was spelled the second time.
        name: Name,
    },
    /// Another calendar has one of the names.
    NameTaken {
        /// The name.
        name: Name,
        /// The calendar that has it.
        holder: Calendar,
    },
    /// No calendar has the name that a change is about.
    UnknownName {
        /// The name.
        name: Name,
    },
    /// The calendar that was to be replaced is no longer the current one.
    Stale {
        /// The current calendar of the same id, if there is one.
        current: Option<Calendar>,
    },
    /// The calendar requested a year table, and it could not be built.
    YearTable {
        /// The year that failed, and why.
        error: TableError,
    },
    /// The [text](Backend::text) of the calendar does not fit it.
    #[cfg(feature = "text")]
    #[cfg_attr(docsrs, doc(cfg(feature = "text")))]
    Text {
        /// What is wrong with it.
        error: crate::text::TextError,
    },
}

impl From<FrontError> for ChangeError {
    fn from(error: FrontError) -> Self {
        match error {
            FrontError::Table(error) => ChangeError::YearTable { error },
            #[cfg(feature = "text")]
            FrontError::Text(error) => ChangeError::Text { error },
        }
    }
}

impl ChangeError {
    pub(super) fn invalid_name(text: impl AsRef<[u8]>, error: NameError) -> Self {
        ChangeError::InvalidName {
            text: RequestedName::new(text).to_string(),
            error,
        }
    }
}

impl From<Conflict<Name, Calendar>> for ChangeError {
    fn from(conflict: Conflict<Name, Calendar>) -> Self {
        match conflict {
            Conflict::Taken { name, holder } => ChangeError::NameTaken { name, holder },
            Conflict::Unknown { name } => ChangeError::UnknownName { name },
            Conflict::Stale { current } => ChangeError::Stale { current },
        }
    }
}

impl fmt::Display for ChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChangeError::NoNames => f.write_str("the calendar has no name"),
            ChangeError::TooManyNames { count } => write!(
                f,
                "the calendar has {count} names, and at most {} are possible",
                Calendar::MAX_NAMES
            ),
            ChangeError::InvalidName { text, error } => {
                write!(f, "\"{text}\" is not a calendar name: {error}")
            }
            ChangeError::RepeatedName { name } => {
                write!(f, "the calendar has the name \"{name}\" twice")
            }
            ChangeError::NameTaken { name, holder } => write!(
                f,
                "the name \"{name}\" is taken by \"{}\" (calendar {})",
                holder.name(),
                holder.id()
            ),
            ChangeError::UnknownName { name } => {
                write!(f, "no calendar named \"{name}\" is registered")
            }
            ChangeError::Stale {
                current: Some(current),
            } => write!(
                f,
                "the calendar was replaced by \"{}\" (calendar {})",
                current.name(),
                current.id()
            ),
            ChangeError::Stale { current: None } => {
                f.write_str("the calendar is no longer registered")
            }
            ChangeError::YearTable { error } => error.fmt(f),
            #[cfg(feature = "text")]
            ChangeError::Text { error } => error.fmt(f),
        }
    }
}

impl std::error::Error for ChangeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ChangeError::InvalidName { error, .. } => Some(error),
            ChangeError::YearTable { error } => Some(error),
            #[cfg(feature = "text")]
            ChangeError::Text { error } => Some(error),
            _ => None,
        }
    }
}

/// A rejected registration or replacement, with the backend that it was about.
///
/// ```
/// use calendar_registry::{Registry, calendars::Julian};
///
/// let registry = Registry::with_builtins();
/// let error = registry.register(Julian).unwrap_err();
/// assert_eq!(error.to_string(), "the name \"Julian\" is taken by \"Julian\" (calendar 2)");
/// // The backend is back, for another registry.
/// Registry::new().register(error.backend)?;
/// # Ok::<(), calendar_registry::RegisterError>(())
/// ```
#[non_exhaustive]
pub struct RegisterError {
    /// Why it was rejected.
    pub reason: ChangeError,
    /// The backend.
    pub backend: Arc<dyn Backend>,
}

impl RegisterError {
    pub(super) fn new(reason: ChangeError, backend: Arc<dyn Backend>) -> Self {
        RegisterError { reason, backend }
    }
}

impl fmt::Debug for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisterError")
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl std::error::Error for RegisterError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.reason.source()
    }
}

/// A rejected update, with all backends of its changes.
///
/// ```
/// use calendar_registry::{Registry, calendars::{Julian, Milankovic}};
///
/// let registry = Registry::new();
/// registry.register(Julian)?;
/// let error = registry.update(|batch| {
///     batch.register(Milankovic)?;
///     batch.register(Julian)
/// });
/// let error = error.unwrap_err();
/// assert_eq!((error.index, error.backends.len()), (Some(1), 2));
/// assert!(registry.resolve("Milankovic").is_err());
/// # Ok::<(), calendar_registry::RegisterError>(())
/// ```
#[non_exhaustive]
pub struct UpdateError<E = ChangeError> {
    /// The position of the change that failed, from 0. `None` if the closure failed by itself.
    pub index: Option<usize>,
    /// Why it was rejected.
    pub reason: E,
    /// The backends, in the order in which they were recorded.
    pub backends: Vec<Arc<dyn Backend>>,
}

impl<E> UpdateError<E> {
    pub(super) fn new(index: Option<usize>, reason: E, backends: Vec<Arc<dyn Backend>>) -> Self {
        UpdateError {
            index,
            reason,
            backends,
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for UpdateError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UpdateError")
            .field("index", &self.index)
            .field("reason", &self.reason)
            .field("backends", &self.backends.len())
            .finish()
    }
}

impl<E: fmt::Display> fmt::Display for UpdateError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl<E: std::error::Error> std::error::Error for UpdateError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.reason.source()
    }
}
