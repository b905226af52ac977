//! [`Format`]: TOML or JSON.

use std::path::Path;

use super::Definition;

/// The version of the format: the value of `schema`.
pub(super) const SCHEMA: i64 = 1;

/// How a file is written.
///
/// ```
/// use std::path::Path;
/// use calendar_registry_sources::definition::Format;
///
/// assert_eq!(Format::of(Path::new("fiscal.toml")), Some(Format::Toml));
/// assert_eq!(Format::of(Path::new("README.md")), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Format {
    /// TOML, for people.
    Toml,
    /// JSON, on the wire.
    Json,
}

impl Format {
    /// Returns the format of a file by the end of its name: `.toml` or `.json`.
    ///
    /// ```
    /// # use calendar_registry_sources::definition::Format;
    /// assert_eq!(Format::of("acme.json".as_ref()), Some(Format::Json));
    /// ```
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let end = path.extension()?;
        if end.eq_ignore_ascii_case("toml") {
            Some(Format::Toml)
        } else if end.eq_ignore_ascii_case("json") {
            Some(Format::Json)
        } else {
            None
        }
    }

    /// Writes definitions as a file that [`Document::parse`](super::Document::parse) reads.
    ///
    /// # Errors
    /// A text, if the format cannot write a value. No definition that was read has such a value.
    ///
    /// ```
    /// use calendar_registry_sources::definition::{Definition, Document, Format, Kind, YearOffset};
    ///
    /// let offset = YearOffset { base: "gregorian".to_owned(), years: 10_000 };
    /// let set = [Definition::new(["holocene"], Kind::YearOffset(offset))];
    /// let text = Format::Toml.write(&set)?;
    /// assert_eq!(Document::parse("holocene.toml", text, Format::Toml)?.definitions(), set);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write(self, definitions: &[Definition]) -> Result<String, String> {
        #[derive(serde::Serialize)]
        struct File<'d> {
            schema: i64,
            calendar: &'d [Definition],
        }
        let file = File {
            schema: SCHEMA,
            calendar: definitions,
        };
        match self {
            Format::Toml => toml::to_string(&file).map_err(|error| error.to_string()),
            Format::Json => serde_json::to_string(&file).map_err(|error| error.to_string()),
        }
    }
}
