//! [`BuildError`]: why a definition does not make a calendar.

use core::fmt;

use calendar_registry::calendars::defined::{DefineError, DefineProblem};

/// Why a definition does not make a calendar, with the path of the field in its table.
///
/// ```
/// use calendar_registry_sources::definition::BuildError;
///
/// let error = BuildError::UnknownBase { path: "base".to_owned(), name: "hijri".to_owned() };
/// assert_eq!(error.path(), "base");
/// assert_eq!(error.to_string(), "base: no calendar named \"hijri\" is known");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// A calendar that this one is based on is unknown.
    UnknownBase {
        /// The field: `base`.
        path: String,
        /// The name.
        name: String,
    },
    /// The data does not define a calendar.
    Define(DefineError),
}

impl BuildError {
    pub(super) fn conflict(path: impl Into<String>, reason: impl Into<String>) -> Self {
        let problem = DefineProblem::Conflict {
            reason: reason.into(),
        };
        BuildError::Define(DefineError::new(path, problem))
    }

    /// Returns the path of the field in the calendar's table: `eras[1].starts`.
    ///
    /// ```
    /// # use calendar_registry_sources::definition::BuildError;
    /// let error = BuildError::UnknownBase { path: "before".to_owned(), name: "x".to_owned() };
    /// assert_eq!(error.path(), "before");
    /// ```
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            BuildError::UnknownBase { path, .. } => path,
            BuildError::Define(error) => &error.path,
        }
    }

    /// Writes what is wrong, without the path.
    pub(super) fn problem(&self) -> String {
        match self {
            BuildError::UnknownBase { name, .. } => format!("no calendar named {name:?} is known"),
            BuildError::Define(error) => error.problem.to_string(),
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path(), self.problem())
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BuildError::UnknownBase { .. } => None,
            BuildError::Define(error) => Some(error),
        }
    }
}

impl From<DefineError> for BuildError {
    fn from(error: DefineError) -> Self {
        BuildError::Define(error)
    }
}
