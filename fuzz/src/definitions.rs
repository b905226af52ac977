//! Target `definitions`: any text as a file that defines calendars.

use std::sync::{Arc, LazyLock};

use calendar_registry::{Backend, Registry, conformance};
use calendar_registry_sources::definition::{DefinitionError, Document, Format};

static BUILT_IN: LazyLock<Registry> = LazyLock::new(Registry::with_builtins);

/// The number of calendars of a file that are checked: the suite takes most of the time.
const CHECKED: usize = 2;

/// Reads an input as TOML, or as JSON if it begins as a table of JSON, and checks the result.
pub fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    check(&text);
}

/// Returns whether the text defines calendars.
pub fn check(text: &str) -> bool {
    let format = match text.trim_start().starts_with('{') {
        true => Format::Json,
        false => Format::Toml,
    };
    let document = match Document::parse("fuzzed", text, format) {
        Ok(document) => document,
        Err(error) => {
            check_place(&error, text);
            return false;
        }
    };
    check_round_trip(&document);
    let base = |name: &str| Some(Arc::clone(BUILT_IN.resolve(name).ok()?.backend()));
    let backends = match document.build(&base) {
        Ok(backends) => backends,
        Err(error) => {
            assert!(error.path.starts_with("calendar["), "{error}");
            check_place(&error, text);
            return false;
        }
    };
    assert_eq!(backends.len(), document.definitions().len());
    for backend in backends.iter().take(CHECKED) {
        check_backend(&**backend, text);
    }
    !backends.is_empty()
}

/// The place of an error is in the text.
fn check_place(error: &DefinitionError, text: &str) {
    let Some(place) = &error.place else { return };
    assert!(text.get(place.span.clone()).is_some(), "{error}");
    let line = text.split('\n').nth(place.line - 1).expect("the line");
    assert!(place.column <= line.chars().count() + 1, "{error}");
}

/// What was read is written, and read again.
fn check_round_trip(document: &Document) {
    for format in [Format::Toml, Format::Json] {
        let written = format.write(document.definitions()).expect("it was read");
        let again = Document::parse("written", &*written, format);
        let again = again.unwrap_or_else(|error| panic!("{error}\n{written}"));
        assert_eq!(again.definitions(), document.definitions());
    }
}

fn check_backend(backend: &dyn Backend, text: &str) {
    let check = conformance::Check::new().samples(200);
    if let Err(violation) = check.run(backend) {
        panic!("{:?}: {violation}\n{text}", backend.names());
    }
}
