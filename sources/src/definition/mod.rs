//! Calendars as files state them: the model, TOML and JSON, and the errors with their places.
//!
//! A [`Document`] is one file: it is read, checked, and turned into backends. A [`Definition`] is one
//! calendar of it, and the value that sources compare and send.
//!
//! ```
//! use calendar_registry::Registry;
//! use calendar_registry_sources::definition::{Document, Format};
//!
//! let text = r#"
//! schema = 1
//!
//! [[calendar]]
//! names = ["holocene"]
//! kind = "year-offset"
//! base = "gregorian"
//! years = 10000
//! "#;
//! let registry = Registry::with_builtins();
//! let document = Document::parse("holocene.toml", text, Format::Toml)?;
//! let base = |name: &str| Some(registry.resolve(name).ok()?.backend().clone());
//! for backend in document.build(&base)? {
//!     registry.register(backend)?;
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod base;
mod build_error;
mod date;
mod document;
mod era;
mod error;
mod format;
pub mod import;
mod json;
mod kinds;
mod path;
mod read;
#[cfg(feature = "schema")]
mod schema;
mod text;
mod toml;

use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::Metadata;
use serde::{Deserialize, Deserializer, Serialize};

pub(crate) use base::{MAX_DEPTH, MAX_PARTS};
pub use base::{SetError, build_all};
pub use build_error::BuildError;
pub use date::Day;
pub use document::{Document, build_documents};
pub use era::EraDefinition;
pub use error::{DefinitionError, Place};
pub use format::Format;
pub use kinds::*;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use text::{MonthNames, NamesDefinition, Styles, TextDefinition, WidthNames};

/// A calendar as a file states it.
///
/// A definition is plain data: it is compared, cloned and sent, and [`build`](Self::build) makes the
/// calendar. In TOML and JSON all fields, also those of the [`Kind`], are in one table:
///
/// ```
/// use calendar_registry_sources::definition::{Definition, Kind};
///
/// let json = r#"{
///     "names": ["holocene", "human era"],
///     "kind": "year-offset",
///     "base": "gregorian",
///     "years": 10000
/// }"#;
/// let definition: Definition = serde_json::from_str(json)?;
/// assert!(matches!(&definition.kind, Kind::YearOffset(offset) if offset.years == 10_000));
/// assert_eq!(definition, serde_json::from_str(&serde_json::to_string(&definition)?)?);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Definition {
    /// The names, the primary one first.
    pub names: Vec<String>,
    /// The identifier in Unicode locales (`u-ca`), one of the names.
    pub unicode_id: Option<String>,
    /// Where the facts come from.
    pub source: Option<String>,
    /// When, and by whom, the facts were announced.
    pub announced: Option<String>,
    /// The first and the last year that published data covers.
    pub authoritative: Option<[i32; 2]>,
    /// The eras, the earliest first. Without any, those of the base calendar or of the kind.
    pub eras: Option<Vec<EraDefinition>>,
    /// The names of months, eras and weekdays, and how dates are written.
    pub text: Option<TextDefinition>,
    /// What the calendar computes.
    pub kind: Kind,
}

/// The fields that all kinds have, as they are read.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Common {
    names: Vec<String>,
    #[serde(default)]
    unicode_id: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    announced: Option<String>,
    #[serde(default)]
    authoritative: Option<[i32; 2]>,
    #[serde(default)]
    eras: Option<Vec<EraDefinition>>,
    #[serde(default)]
    text: Option<TextDefinition>,
}

/// The names of the fields of [`Common`].
const COMMON: [&str; 7] = [
    "names",
    "unicode_id",
    "source",
    "announced",
    "authoritative",
    "eras",
    "text",
];

impl Definition {
    /// Creates a definition that states no more than names and kind.
    ///
    /// ```
    /// use calendar_registry_sources::definition::{Definition, Kind, YearOffset};
    ///
    /// let offset = YearOffset { base: "gregorian".to_owned(), years: 10_000 };
    /// let holocene = Definition::new(["holocene"], Kind::YearOffset(offset));
    /// assert_eq!(holocene.names, ["holocene"]);
    /// ```
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = impl Into<String>>, kind: Kind) -> Self {
        Definition {
            names: names.into_iter().map(Into::into).collect(),
            unicode_id: None,
            source: None,
            announced: None,
            authoritative: None,
            eras: None,
            text: None,
            kind,
        }
    }

    /// Makes the calendar. `base` finds the calendars that it is based on, by name.
    ///
    /// # Errors
    /// [`BuildError`] names the field that is wrong.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use calendar_registry::{Backend, YearMonthDay, calendars::Gregorian};
    /// use calendar_registry_sources::definition::{BuildError, Definition, Kind, YearOffset};
    ///
    /// let offset = YearOffset { base: "gregorian".to_owned(), years: 10_000 };
    /// let definition = Definition::new(["holocene"], Kind::YearOffset(offset));
    ///
    /// let holocene = definition.build(&|_| Some(Arc::new(Gregorian) as Arc<dyn Backend>))?;
    /// assert_eq!(holocene.date(holocene.julian_day(YearMonthDay::new(12_026, 11, 25))?)?.year, 12_026);
    ///
    /// let error = definition.build(&|_| None).err().expect("no base");
    /// assert_eq!(error.to_string(), "base: no calendar named \"gregorian\" is known");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn build(
        &self,
        base: &dyn Fn(&str) -> Option<Arc<dyn Backend>>,
    ) -> Result<Arc<dyn Backend>, BuildError> {
        let metadata = self.metadata()?;
        let built = self.kind.build(metadata, base);
        built.map_err(|error| match &self.eras {
            Some(eras) => era::in_order_of_file(error, eras.len()),
            None => error,
        })
    }

    /// Returns the names of the calendars that this one is based on, each with the path of the field.
    ///
    /// ```
    /// use calendar_registry_sources::definition::{Definition, Kind, YearOffset};
    ///
    /// let offset = YearOffset { base: "gregorian".to_owned(), years: 10_000 };
    /// let definition = Definition::new(["holocene"], Kind::YearOffset(offset));
    /// assert_eq!(definition.bases(), [("base", "gregorian")]);
    /// ```
    #[must_use]
    pub fn bases(&self) -> Vec<(&'static str, &str)> {
        self.kind.bases()
    }

    fn metadata(&self) -> Result<Metadata, BuildError> {
        let mut metadata = Metadata::new(&self.names);
        if let Some(id) = &self.unicode_id {
            metadata = metadata.unicode_id(id);
        }
        if let Some(eras) = &self.eras {
            metadata = metadata.eras(era::build(eras)?);
        }
        if let Some([first, last]) = self.authoritative {
            metadata = metadata.authoritative_years(years(first, last)?);
        }
        if let Some(text) = &self.text {
            metadata = metadata.text(text.build()?);
        }
        Ok(metadata)
    }
}

/// Returns a range of years, if it is not empty.
fn years(first: i32, last: i32) -> Result<core::ops::RangeInclusive<i32>, BuildError> {
    if last < first {
        return Err(BuildError::conflict(
            "authoritative",
            "the last year is before the first",
        ));
    }
    Ok(first..=last)
}

impl Serialize for Definition {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'d> {
            names: &'d [String],
            kind: &'static str,
            #[serde(skip_serializing_if = "Option::is_none")]
            unicode_id: &'d Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            source: &'d Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            announced: &'d Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            authoritative: &'d Option<[i32; 2]>,
            #[serde(flatten)]
            fields: &'d Kind,
            #[serde(skip_serializing_if = "Option::is_none")]
            eras: &'d Option<Vec<EraDefinition>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            text: &'d Option<TextDefinition>,
        }
        let flat = Flat {
            names: &self.names,
            kind: self.kind.tag(),
            unicode_id: &self.unicode_id,
            source: &self.source,
            announced: &self.announced,
            authoritative: &self.authoritative,
            fields: &self.kind,
            eras: &self.eras,
            text: &self.text,
        };
        flat.serialize(serializer)
    }
}

/// Reads the whole table first, since the kind says which fields there are. The error names the path
/// of the wrong value.
impl<'de> Deserialize<'de> for Definition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let table = read::Unique::deserialize(deserializer)?;
        read::definition(table.0).map_err(serde::de::Error::custom)
    }
}

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
