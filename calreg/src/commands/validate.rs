//! `calreg validate`: checks files of definitions.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calendar_registry::{Backend, Registry};
use calendar_registry_sources::definition::{DefinitionError, Document, build_documents};

use crate::error::Error;

/// Arguments of `validate`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Files of definitions, TOML or JSON; calendars can be based on those of other files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Prints the number of calendars in each file, if all files are right.
///
/// # Errors
/// If a file cannot be read or is wrong, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    for (file, count) in check(&arguments.files)? {
        let calendars = if count == 1 { "calendar" } else { "calendars" };
        writeln!(out, "{}: {count} {calendars}", file.display())?;
    }
    Ok(())
}

/// Checks all files, and returns the number of calendars in each.
fn check(files: &[PathBuf]) -> Result<Vec<(&Path, usize)>, Error> {
    let mut documents = Vec::new();
    let mut errors = Vec::new();
    for file in files {
        match Document::read(file) {
            Ok(document) => documents.push(document),
            Err(error) => errors.push(report(&error)),
        }
    }
    if !errors.is_empty() {
        return Err(Error::Definitions(errors));
    }
    if let Err(error) = build_documents(&documents, &built_in) {
        return Err(Error::Definitions(vec![report(&error)]));
    }
    let counts = documents
        .iter()
        .map(|document| document.definitions().len());
    Ok(files.iter().map(PathBuf::as_path).zip(counts).collect())
}

/// Finds a calendar that every registry has.
pub(super) fn built_in(name: &str) -> Option<Arc<dyn Backend>> {
    let calendar = Registry::global().resolve(name).ok()?;
    Some(Arc::clone(calendar.backend()))
}

/// Returns the text of an error, with the line of the file that it is about.
pub(super) fn report(error: &DefinitionError) -> String {
    let text = fs::read_to_string(&error.file).unwrap_or_default();
    match excerpt(error, &text) {
        Some(excerpt) => format!("{error}\n{excerpt}"),
        None => error.to_string(),
    }
}

/// Shows the line of an error, and marks the value in it.
fn excerpt(error: &DefinitionError, text: &str) -> Option<String> {
    let place = error.place.as_ref()?;
    let line = text.lines().nth(place.line.checked_sub(1)?)?;
    let before = place.column.saturating_sub(1);
    let number = place.line.to_string();
    let gutter = " ".repeat(number.len());
    // Tabs keep their width, and control characters do not reach the terminal.
    let shown = line.replace(|c: char| c.is_control() && c != '\t', "\u{fffd}");
    let indent = line.chars().take(before);
    let indent: String = indent.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let value = text.get(place.span.clone()).unwrap_or_default();
    let width = value.lines().next().unwrap_or_default().chars().count();
    let marks = "^".repeat(width.max(1));
    Some(format!(
        "{gutter} |\n{number} | {shown}\n{gutter} | {indent}{marks}"
    ))
}

#[cfg(test)]
mod tests {
    use calendar_registry_sources::definition::Format;

    use super::*;

    fn shown(text: &str) -> String {
        let error = Document::parse("f", text, Format::Toml).unwrap_err();
        excerpt(&error, text).unwrap()
    }

    #[test]
    fn excerpt_marks_the_value_in_its_line() {
        assert_eq!(
            shown("# ä\n\tschema = 22 # two"),
            "  |\n2 | \tschema = 22 # two\n  | \t         ^^"
        );
    }

    #[test]
    fn value_of_several_lines_is_marked_in_the_first_one() {
        let text = "schema = [\n1,\n]\n";
        assert_eq!(shown(text), "  |\n1 | schema = [\n  |          ^");
    }

    #[test]
    fn control_characters_are_not_printed() {
        let text = "schema = '\u{9b}2J'";
        assert_eq!(
            shown(text),
            "  |\n1 | schema = '\u{fffd}2J'\n  |          ^^^^^"
        );
    }
}
