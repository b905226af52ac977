//! [`Document`]: a file of definitions.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use calendar_registry::{Backend, ChangeError, Registry};
use serde_json::{Map, Value};

use super::path::{join, steps};
use super::read::{self, Misfit};
use super::toml::Syntax;
use super::{BuildError, Definition, DefinitionError, Place, SetError, build_all, json, toml};

/// The version of the format: the value of `schema`.
const SCHEMA: i64 = 1;

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

    /// Writes definitions as a file that [`Document::parse`] reads.
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
            Format::Toml => ::toml::to_string(&file).map_err(|error| error.to_string()),
            Format::Json => serde_json::to_string(&file).map_err(|error| error.to_string()),
        }
    }
}

/// A file of definitions, with its text, so that errors found later have a place too.
///
/// ```
/// use calendar_registry_sources::definition::{Document, Format};
///
/// let text = "schema = 1\n[[calendar]]\nnames = [\"acme\"]\nkind = \"year-offset\"\nbase = \"hijri\"\nyears = 1\n";
/// let document = Document::parse("acme.toml", text, Format::Toml)?;
/// let error = document.build(&|_| None).err().expect("no base");
/// assert_eq!(
///     error.to_string(),
///     "acme.toml:5:8: calendar[0].base: no calendar named \"hijri\" is known",
/// );
/// # Ok::<(), calendar_registry_sources::definition::DefinitionError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    file: String,
    text: String,
    format: Format,
    definitions: Vec<Definition>,
}

impl Document {
    /// The largest size of a file, in bytes.
    ///
    /// ```
    /// # use calendar_registry_sources::definition::Document;
    /// assert_eq!(Document::MAX_BYTES, 4 << 20);
    /// ```
    pub const MAX_BYTES: usize = 4 << 20;

    /// The largest number of calendars in a file.
    ///
    /// ```
    /// # use calendar_registry_sources::definition::Document;
    /// assert_eq!(Document::MAX_CALENDARS, 10_000);
    /// ```
    pub const MAX_CALENDARS: usize = 10_000;

    /// Parses a text. `file` is what errors call it.
    ///
    /// # Errors
    /// [`DefinitionError`] for the first thing that is wrong: the size, the syntax, a missing or
    /// unknown field, a value of the wrong type, more calendars than [`Self::MAX_CALENDARS`].
    ///
    /// ```
    /// use calendar_registry_sources::definition::{Document, Format};
    ///
    /// let error = Document::parse("acme.json", "{\"schema\": 1,}", Format::Json).unwrap_err();
    /// assert_eq!(error.to_string(), "acme.json:1:14: trailing comma");
    /// ```
    pub fn parse(
        file: impl Into<String>,
        text: impl Into<String>,
        format: Format,
    ) -> Result<Self, DefinitionError> {
        let mut document = Document {
            file: file.into(),
            text: text.into(),
            format,
            definitions: Vec::new(),
        };
        if document.text.len() > Self::MAX_BYTES {
            return Err(document.too_large());
        }
        let tree = document.tree()?;
        document.definitions = definitions(tree).map_err(|misfit| document.misfit(&misfit))?;
        Ok(document)
    }

    /// Reads and parses a file. The end of its name says the [`Format`].
    ///
    /// # Errors
    /// As for [`parse`](Self::parse), and if the file cannot be read or is not UTF-8.
    ///
    /// ```
    /// use calendar_registry_sources::definition::Document;
    ///
    /// let error = Document::read("nowhere.yaml".as_ref()).unwrap_err();
    /// assert_eq!(error.to_string(), "nowhere.yaml: a file of definitions ends in .toml or .json");
    /// ```
    pub fn read(path: &Path) -> Result<Self, DefinitionError> {
        let file = path.display().to_string();
        let problem = |problem: String| DefinitionError {
            file: file.clone(),
            place: None,
            path: String::new(),
            problem,
        };
        let format = Format::of(path);
        let format = format
            .ok_or_else(|| problem("a file of definitions ends in .toml or .json".to_owned()))?;
        // One byte more than allowed is enough to see that a file is too large.
        let limit = u64::try_from(Self::MAX_BYTES)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        let mut text = String::new();
        let opened = File::open(path);
        let read = opened.and_then(|opened| opened.take(limit).read_to_string(&mut text));
        read.map_err(|error| problem(error.to_string()))?;
        Self::parse(file.clone(), text, format)
    }

    /// Returns the definitions, in the order of the file.
    ///
    /// ```
    /// # use calendar_registry_sources::definition::{Document, Format};
    /// let document = Document::parse("empty.toml", "schema = 1", Format::Toml)?;
    /// assert!(document.definitions().is_empty());
    /// # Ok::<(), calendar_registry_sources::definition::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// Returns the definitions without the text.
    ///
    /// ```
    /// # use calendar_registry_sources::definition::{Document, Format};
    /// let document = Document::parse("empty.toml", "schema = 1", Format::Toml)?;
    /// assert_eq!(document.into_definitions(), []);
    /// # Ok::<(), calendar_registry_sources::definition::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn into_definitions(self) -> Vec<Definition> {
        self.definitions
    }

    /// Makes the calendars, in the order of the file, and checks that a registry accepts them: their
    /// names, their text, their year tables. They can be based on each other, and on calendars that
    /// `base` finds.
    ///
    /// # Errors
    /// [`DefinitionError`] for the first calendar that is wrong.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// # use calendar_registry_sources::definition::{Document, Format};
    /// let text = "
    /// schema = 1
    /// [[calendar]]
    /// names = ['acme']
    /// kind = 'year-offset'
    /// base = 'gregorian'
    /// years = 1
    /// text = { like = 'gregorian' }
    /// ";
    /// let document = Document::parse("acme.toml", text, Format::Toml)?;
    /// let error = document.build(&|_| None).err().expect("no name of CLDR");
    /// assert_eq!(error.place.map(|place| place.line), Some(8));
    /// assert!(error.problem.starts_with("\"gregorian\" is none of buddhist, chinese, "));
    /// # Ok::<(), calendar_registry_sources::definition::DefinitionError>(())
    /// ```
    pub fn build(
        &self,
        base: &dyn Fn(&str) -> Option<Arc<dyn Backend>>,
    ) -> Result<Vec<Arc<dyn Backend>>, DefinitionError> {
        build_documents(core::slice::from_ref(self), base)
    }

    /// Gives an error of [`build_all`] over these definitions its place.
    ///
    /// ```
    /// use calendar_registry_sources::definition::{Document, Format, build_all};
    ///
    /// let text = "schema = 1\n[[calendar]]\nnames = ['a']\nkind = 'year-offset'\nbase = 'a'\nyears = 1\n";
    /// let document = Document::parse("a.toml", text, Format::Toml)?;
    /// let error = build_all(document.definitions(), &|_| None).err().expect("a circle");
    /// assert_eq!(
    ///     document.error(&error).to_string(),
    ///     "a.toml:5:8: calendar[0].base: a circle of base calendars: a, a",
    /// );
    /// # Ok::<(), calendar_registry_sources::definition::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn error(&self, error: &SetError) -> DefinitionError {
        self.at(error.index, error.error.path(), error.error.problem())
    }

    fn at(&self, index: usize, path: &str, problem: String) -> DefinitionError {
        self.misfit(&Misfit::new(
            join(&format!("calendar[{index}]"), path),
            problem,
        ))
    }

    fn refused(&self, index: usize, error: &ChangeError) -> DefinitionError {
        let path = match error {
            ChangeError::NoNames
            | ChangeError::TooManyNames { .. }
            | ChangeError::InvalidName { .. }
            | ChangeError::RepeatedName { .. } => "names",
            ChangeError::Text { .. } => "text",
            _ => "",
        };
        self.at(index, path, error.to_string())
    }

    fn tree(&self) -> Result<Value, DefinitionError> {
        let syntax = |Syntax { span, problem }| DefinitionError {
            file: self.file.clone(),
            place: span.map(|span| Place::new(&self.text, span)),
            path: String::new(),
            problem,
        };
        match self.format {
            Format::Json => json::tree(&self.text).map_err(syntax),
            Format::Toml => match toml::tree(&self.text).map_err(syntax)? {
                Ok(tree) => Ok(tree),
                Err(misfit) => Err(self.misfit(&misfit)),
            },
        }
    }

    /// Gives an error its place.
    fn misfit(&self, misfit: &Misfit) -> DefinitionError {
        let steps = steps(&misfit.path);
        let span = match self.format {
            Format::Toml => toml::locate(&self.text, &steps),
            Format::Json => Some(json::locate(&self.text, &steps)),
        };
        DefinitionError {
            file: self.file.clone(),
            place: span.map(|span| Place::new(&self.text, span)),
            path: misfit.path.clone(),
            problem: misfit.problem.clone(),
        }
    }

    fn too_large(&self) -> DefinitionError {
        DefinitionError {
            file: self.file.clone(),
            place: None,
            path: String::new(),
            problem: format!(
                "the file has more than {} bytes, the most that are read",
                Self::MAX_BYTES
            ),
        }
    }
}

/// Makes the calendars of several files, as [`Document::build`] does for one. They can be based on
/// each other across files, and a name can occur only once.
///
/// # Errors
/// [`DefinitionError`] for the first calendar that is wrong.
///
/// ```
/// use calendar_registry::Registry;
/// use calendar_registry_sources::definition::{Document, Format, build_documents};
///
/// let file = |name: &str, base: &str| {
///     let kind = format!("kind = 'year-offset'\nbase = '{base}'\nyears = 1");
///     let text = format!("schema = 1\n[[calendar]]\nnames = ['{name}']\n{kind}\n");
///     Document::parse(format!("{name}.toml"), text, Format::Toml)
/// };
/// let registry = Registry::with_builtins();
/// let base = |name: &str| Some(registry.resolve(name).ok()?.backend().clone());
/// let calendars = build_documents(&[file("a", "b")?, file("b", "gregorian")?], &base)?;
/// assert_eq!(calendars[0].names(), ["a"]);
///
/// let error = build_documents(&[file("a", "b")?, file("b", "c")?], &base).err().expect("no c");
/// assert_eq!(error.file, "b.toml");
/// # Ok::<(), calendar_registry_sources::definition::DefinitionError>(())
/// ```
pub fn build_documents(
    documents: &[Document],
    base: &dyn Fn(&str) -> Option<Arc<dyn Backend>>,
) -> Result<Vec<Arc<dyn Backend>>, DefinitionError> {
    let definitions = |document: &Document| document.definitions.clone();
    let set: Vec<Definition> = documents.iter().flat_map(definitions).collect();
    let places = documents.iter().flat_map(|document| {
        let indices = 0..document.definitions.len();
        indices.map(move |index| (document, index))
    });
    let built = build_all(&set, base).map_err(|error| {
        let (path, problem) = (error.error.path(), error.error.problem());
        match places.clone().nth(error.index) {
            Some((document, index)) => document.at(index, path, problem),
            None => unplaced(path, problem),
        }
    })?;
    let trial = Registry::new();
    for ((document, index), backend) in places.zip(&built) {
        if let Err(error) = trial.register(Arc::clone(backend)) {
            return Err(document.refused(index, &error.reason));
        }
    }
    Ok(built)
}

/// Creates an error without a file. Every definition of a set is of a file, so none is created.
fn unplaced(path: &str, problem: String) -> DefinitionError {
    debug_assert!(false, "{path}: {problem}");
    DefinitionError {
        file: String::new(),
        place: None,
        path: path.to_owned(),
        problem,
    }
}

/// Reads the definitions of a file's tree.
fn definitions(tree: Value) -> Result<Vec<Definition>, Misfit> {
    let Value::Object(mut fields) = tree else {
        return Err(Misfit::new(
            "",
            "expected a table with `schema` and `calendar`",
        ));
    };
    schema(&mut fields)?;
    let calendars = match fields.remove("calendar") {
        None => Vec::new(),
        Some(Value::Array(calendars)) => calendars,
        Some(_) => return Err(Misfit::new("calendar", "expected a list of calendars")),
    };
    if let Some(field) = fields.keys().next() {
        let problem = format!("unknown field `{field}`, expected `schema` or `calendar`");
        return Err(Misfit::new(field, problem));
    }
    if calendars.len() > Document::MAX_CALENDARS {
        let (count, most) = (calendars.len(), Document::MAX_CALENDARS);
        let problem = format!("{count} calendars, at most {most} are read");
        return Err(Misfit::new("calendar", problem));
    }
    let calendars = calendars.into_iter().enumerate();
    let calendars = calendars.map(|(index, table)| {
        read::definition(table).map_err(|misfit| misfit.within(&format!("calendar[{index}]")))
    });
    calendars.collect()
}

fn schema(fields: &mut Map<String, Value>) -> Result<(), Misfit> {
    match fields.remove("schema") {
        Some(Value::Number(version)) if version.as_i64() == Some(SCHEMA) => Ok(()),
        Some(version) => {
            let problem = format!("expected {SCHEMA}, the version of the format, not {version}");
            Err(Misfit::new("schema", problem))
        }
        None => {
            let problem = format!("missing field `schema`: write `schema = {SCHEMA}`");
            Err(Misfit::new("", problem))
        }
    }
}

impl From<SetError> for BuildError {
    fn from(error: SetError) -> Self {
        error.error
    }
}
