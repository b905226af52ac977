//! Why the registry refuses a change, and the errors that give the backends back.
#![forbid(unsafe_code)]

use core::fmt;

use super::calendar::Calendar;
use crate::backend::Backend;
use crate::backend::year_table::TableError;
use crate::name::{Name, NameError};
use crate::sync::Arc;

/// Why the registry refused a change. Nothing was changed.
///
/// ```
/// use calendar_registry::{Refusal, Registry, calendars::Julian};
///
/// let registry = Registry::with_builtins();
/// let error = registry.register(Julian).unwrap_err();
/// let Refusal::Taken { name, holder } = error.reason else { unreachable!() };
/// assert_eq!((name.as_str(), holder.name()), ("Julian", "Julian"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// The backend has no name at all.
    Nameless,
    /// One of its names is not a name.
    Invalid {
        /// The text, escaped, and cut if it is long.
        text: String,
        /// What is wrong with it.
        error: NameError,
    },
    /// It has the same name twice.
    Repeated {
        /// The name, as it was spelled the second time.
        name: Name,
    },
    /// Another calendar has one of its names.
    Taken {
        /// The name that is taken.
        name: Name,
        /// Who has it.
        holder: Calendar,
    },
    /// No calendar has the name that was to be replaced or unregistered.
    Unknown {
        /// The name.
        name: Name,
    },
    /// The calendar that was to be replaced is no longer the current one.
    Stale {
        /// The current calendar of the same id, if there still is one.
        current: Option<Calendar>,
    },
    /// The calendar asked for a year table, and none can be made of it.
    Table {
        /// Why, and of which year.
        error: TableError,
    },
    /// The closure of an update gave up.
    Cancelled {
        /// Its reason.
        reason: Arc<dyn std::error::Error + Send + Sync>,
    },
}

impl Refusal {
    /// For the closure of [`Registry::update`](crate::Registry::update), to give up for a reason of its own.
    ///
    /// ```
    /// use calendar_registry::{Refusal, Registry, calendars::Julian};
    ///
    /// let registry = Registry::new();
    /// let error = registry.update(|batch| {
    ///     batch.register(Julian)?;
    ///     Err(Refusal::cancelled("quota exceeded"))
    /// });
    /// assert_eq!(error.unwrap_err().to_string(), "the update gave up: quota exceeded");
    /// assert!(registry.resolve("julian").is_err());
    /// ```
    pub fn cancelled(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Refusal::Cancelled {
            reason: Arc::from(reason.into()),
        }
    }

    pub(super) fn invalid(text: &[u8], error: NameError) -> Self {
        /// More than the longest name.
        const SHOWN: usize = 80;
        let mut escaped = text.escape_ascii().map(char::from);
        let mut shown: String = escaped.by_ref().take(SHOWN).collect();
        if escaped.next().is_some() {
            shown.push('…');
        }
        Refusal::Invalid { text: shown, error }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Nameless => f.write_str("a calendar needs at least one name"),
            Refusal::Invalid { text, error } => write!(f, "\"{text}\" is not a name: {error}"),
            Refusal::Repeated { name } => {
                write!(f, "the name \"{name}\" is among the calendar's names twice")
            }
            Refusal::Taken { name, holder } => write!(
                f,
                "the name \"{name}\" is taken by \"{}\" (calendar {})",
                holder.name(),
                holder.id()
            ),
            Refusal::Unknown { name } => write!(f, "no calendar has the name \"{name}\""),
            Refusal::Stale {
                current: Some(current),
            } => write!(
                f,
                "the calendar is no longer current: \"{}\" (calendar {}) has taken its place",
                current.name(),
                current.id()
            ),
            Refusal::Stale { current: None } => f.write_str("the calendar is no longer registered"),
            Refusal::Table { error } => error.fmt(f),
            Refusal::Cancelled { reason } => write!(f, "the update gave up: {reason}"),
        }
    }
}

impl std::error::Error for Refusal {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Refusal::Invalid { error, .. } => Some(error),
            Refusal::Table { error } => Some(error),
            Refusal::Cancelled { reason } => Some(reason.as_ref()),
            _ => None,
        }
    }
}

/// A refused registration or replacement, with the backend that was to be registered.
///
/// ```
/// use calendar_registry::{Registry, calendars::Julian};
///
/// let registry = Registry::with_builtins();
/// let refused = registry.register(Julian).unwrap_err();
/// assert_eq!(refused.to_string(), "the name \"Julian\" is taken by \"Julian\" (calendar 2)");
/// // The backend is still ours: another registry may have it.
/// Registry::new().register(refused.backend)?;
/// # Ok::<(), calendar_registry::RegisterError>(())
/// ```
#[non_exhaustive]
pub struct RegisterError {
    /// Why it was refused.
    pub reason: Refusal,
    /// The backend, given back.
    pub backend: Arc<dyn Backend>,
}

impl RegisterError {
    pub(super) fn new(reason: Refusal, backend: Arc<dyn Backend>) -> Self {
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

/// A refused update, with all backends that it was to register.
///
/// ```
/// use calendar_registry::{Registry, calendars::{Julian, Milankovic}};
///
/// let registry = Registry::new();
/// registry.register(Julian)?;
/// let refused = registry.update(|batch| {
///     batch.register(Milankovic)?;
///     batch.register(Julian)
/// });
/// assert_eq!(refused.unwrap_err().backends.len(), 2);
/// assert!(registry.resolve("Milankovic").is_err());
/// # Ok::<(), calendar_registry::RegisterError>(())
/// ```
#[non_exhaustive]
pub struct UpdateError {
    /// Why it was refused: the first of the changes that could not be made.
    pub reason: Refusal,
    /// The backends, given back in the order in which they were recorded.
    pub backends: Vec<Arc<dyn Backend>>,
}

impl UpdateError {
    pub(super) fn new(reason: Refusal, backends: Vec<Arc<dyn Backend>>) -> Self {
        UpdateError { reason, backends }
    }
}

impl fmt::Debug for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UpdateError")
            .field("reason", &self.reason)
            .field("backends", &self.backends.len())
            .finish()
    }
}

impl fmt::Display for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl std::error::Error for UpdateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.reason.source()
    }
}
