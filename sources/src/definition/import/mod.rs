//! Definitions from the formats of other software.

mod fiscalclock;
mod hijrah;

use core::fmt;

pub use fiscalclock::fiscalclock;
pub use hijrah::hijrah;

/// Why a file of other software does not give a definition.
///
/// ```
/// use calendar_registry_sources::definition::import;
///
/// let error = import::hijrah("version=1\nid=acme\n1447=30 29\n").unwrap_err();
/// assert_eq!(error.to_string(), "1447: the year has 2 months, 12 are needed");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct ImportError {
    /// The key or the path of the value. Empty for errors of syntax.
    pub path: String,
    /// What is wrong with it, or what is not supported.
    pub problem: String,
}

impl ImportError {
    fn new(path: impl Into<String>, problem: impl Into<String>) -> Self {
        ImportError {
            path: path.into(),
            problem: problem.into(),
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.problem)
        } else {
            write!(f, "{}: {}", self.path, self.problem)
        }
    }
}

impl std::error::Error for ImportError {}
