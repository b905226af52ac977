//! [`DefinitionError`]: what is wrong in a file, and where.

use core::fmt;
use core::ops::Range;

/// What is wrong in a file of definitions, and where.
///
/// ```
/// use calendar_registry_sources::definition::{Document, Format};
///
/// let text = "schema = 1\n[[calendar]]\nnames = [\"acme\"]\nkind = \"year-offset\"\nbase = \"iso8601\"\nyears = \"many\"\n";
/// let error = Document::parse("acme.toml", text, Format::Toml).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "acme.toml:6:9: calendar[0].years: invalid type: string \"many\", expected i32",
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct DefinitionError {
    /// The file, as it was called when it was parsed.
    pub file: String,
    /// Where the error is. `None` if it belongs to no place in the text: the file is too large.
    pub place: Option<Place>,
    /// The path of the value: `calendar[0].periods[2]`. Empty for errors of syntax.
    pub path: String,
    /// What is wrong, and what was expected.
    pub problem: String,
}

/// A place in a text.
///
/// ```
/// use calendar_registry_sources::definition::Place;
///
/// let place = Place::new("a = 1\nb = 2\n", 10..11);
/// assert_eq!((place.line, place.column), (2, 5));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
    /// The bytes of the text.
    pub span: Range<usize>,
}

impl Place {
    /// Creates a place from the bytes that it has in a text. Bytes outside the text count as its end.
    ///
    /// ```
    /// # use calendar_registry_sources::definition::Place;
    /// assert_eq!(Place::new("ä = 1", 5..6).column, 5);
    /// ```
    #[must_use]
    pub fn new(text: &str, span: Range<usize>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
        let line_before = before.get(start..).unwrap_or_default();
        Place {
            line: before.matches('\n').count().saturating_add(1),
            column: line_before.chars().count().saturating_add(1),
            span,
        }
    }
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(place) = &self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        if !self.path.is_empty() {
            write!(f, ": {}", self.path)?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl std::error::Error for DefinitionError {}
