//! [`ApplyError`]: why a set of definitions was not applied.

use std::error::Error;
use std::fmt;

use calendar_registry::{ChangeError, Name, NameError};

/// Why a set of definitions was not applied. Nothing was changed.
///
/// ```
/// use std::sync::Arc;
/// use calendar_registry::{ChangeError, Name, Registry};
/// use calendar_registry_sources::ApplyError;
///
/// let error = ApplyError::Contended;
/// assert!(error.to_string().contains("other code"));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum ApplyError {
    /// A definition has no name.
    NoNames {
        /// The position in the set, from 0.
        index: usize,
    },
    /// A text is not a name.
    InvalidName {
        /// The text, at most [`Name::MAX_LEN`] characters of it.
        text: String,
        /// What is wrong with it.
        error: NameError,
    },
    /// Two definitions have the same name, or one has it twice.
    RepeatedName {
        /// The first name of the later definition.
        definition: Name,
        /// The name.
        name: Name,
        /// The first name of the earlier definition. `None` if it is the same definition.
        other: Option<Name>,
    },
    /// A name belongs to a calendar that other code has registered.
    NameTaken {
        /// The first name of the definition.
        definition: Name,
        /// The name that is taken.
        name: Name,
        /// The first name of the calendar that has it.
        holder: Name,
    },
    /// Definitions are based on each other in a circle.
    Circle {
        /// The first name of a definition in the circle.
        definition: Name,
    },
    /// A definition is based on a definition, that one on another, and so on, too many times.
    TooDeep {
        /// The first name of the definition.
        definition: Name,
        /// The highest number of definitions in such a row.
        limit: usize,
    },
    /// A calendar consists of too many definitions: a base that is used twice counts twice.
    TooLarge {
        /// The first name of the definition.
        definition: Name,
        /// The highest number of definitions of a calendar.
        limit: usize,
    },
    /// A definition cannot be turned into a calendar.
    Build {
        /// The first name of the definition.
        definition: Name,
        /// The reason.
        error: Box<dyn Error + Send + Sync>,
    },
    /// The registry rejects the calendar.
    Rejected {
        /// The first name of the definition.
        definition: Name,
        /// The reason.
        error: ChangeError,
    },
    /// The registry was changed by other code at each of many attempts.
    Contended,
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ApplyError::NoNames { index } => write!(f, "definition {index} (from 0) has no name"),
            ApplyError::InvalidName { text, error } => write!(f, "{text:?} is not a name: {error}"),
            ApplyError::RepeatedName {
                definition,
                name,
                other: None,
            } => write!(f, "{definition}: the name \"{name}\" occurs twice"),
            ApplyError::RepeatedName {
                definition,
                name,
                other: Some(other),
            } => write!(
                f,
                "{definition}: the name \"{name}\" is a name of the definition \"{other}\" too"
            ),
            ApplyError::NameTaken {
                definition,
                name,
                holder,
            } => write!(
                f,
                "{definition}: the name \"{name}\" belongs to the calendar \"{holder}\", \
                 which is not from this source"
            ),
            ApplyError::Circle { definition } => {
                write!(f, "{definition}: the definition is based on itself")
            }
            ApplyError::TooDeep { definition, limit } => write!(
                f,
                "{definition}: more than {limit} definitions are based on each other in a row"
            ),
            ApplyError::TooLarge { definition, limit } => write!(
                f,
                "{definition}: the calendar consists of more than {limit} definitions"
            ),
            ApplyError::Build { definition, error } => write!(f, "{definition}: {error}"),
            ApplyError::Rejected { definition, error } => write!(f, "{definition}: {error}"),
            ApplyError::Contended => {
                f.write_str("other code changes the registry all the time: the set was not applied")
            }
        }
    }
}

impl Error for ApplyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ApplyError::InvalidName { error, .. } => Some(error),
            ApplyError::Build { error, .. } => Some(&**error),
            ApplyError::Rejected { error, .. } => Some(error),
            _ => None,
        }
    }
}
