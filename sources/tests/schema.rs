//! The JSON Schema: the file in the repository is the current one, and a validator that shares no code
//! with its generator accepts what the library accepts.
#![forbid(unsafe_code)]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use calendar_registry_sources::definition::{Document, Format, schema};
use serde_json::{Value, json};

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn compiled() -> (Schemas, SchemaIndex) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("definition.json", schema()).unwrap();
    let index = compiler.compile("definition.json", &mut schemas);
    let index = index.unwrap_or_else(|error| panic!("{error:#}"));
    (schemas, index)
}

/// To accept a changed schema, replace the file by the text that the test prints.
#[test]
fn file_in_the_repository_is_current() {
    let current = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    let path = folder().join("definition.schema.json");
    let file = fs::read_to_string(&path).unwrap_or_default();
    assert!(file == current, "{} is not:\n{current}", path.display());
}

#[test]
fn shipped_definitions_satisfy_the_schema() {
    let (schemas, index) = compiled();
    let mut files = 0;
    for entry in fs::read_dir(folder().join("../definitions")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(document) = Document::read(&path) else {
            continue;
        };
        // TOML as JSON: the schema is about the tree of values.
        let json = Format::Json.write(document.definitions()).unwrap();
        let value: Value = serde_json::from_str(&json).unwrap();
        let result = schemas.validate(&value, index);
        result.unwrap_or_else(|error| panic!("{}: {error:#}", path.display()));
        files += 1;
    }
    assert!(files >= 7, "{files}");
}

#[test]
fn wrong_fields_and_types_do_not_satisfy_the_schema() {
    let (schemas, index) = compiled();
    let file = |calendar: Value| json!({ "schema": 1, "calendar": [calendar] });
    let offset = json!({ "names": ["a"], "kind": "year-offset", "base": "b", "years": 1 });
    assert!(schemas.validate(&file(offset.clone()), index).is_ok());
    for (field, value) in [
        ("names", json!("a")),
        ("years", json!("1")),
        ("kind", json!("eras")),
        ("kind", json!("moon")),
        ("periods", json!([52])),
        ("eras", json!([{ "year_one": 1 }])),
        ("text", json!({ "like": 1 })),
        ("text", json!({ "en": { "moths": {} } })),
        ("text", json!({ "en": { "weekdays": { "wide": ["a"] } } })),
    ] {
        let mut wrong = offset.clone();
        wrong[field] = value;
        let wrong = file(wrong);
        assert!(schemas.validate(&wrong, index).is_err(), "{wrong}");
        let text = wrong.to_string();
        assert!(
            Document::parse("wrong", &*text, Format::Json).is_err(),
            "{wrong}"
        );
    }
    assert!(schemas.validate(&json!({ "schema": 2 }), index).is_err());
}
