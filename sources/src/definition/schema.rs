//! The JSON Schema of a file of definitions.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{Common, Day, Document, Kind, YearLabel};

/// Returns the JSON Schema (draft 2020-12) of a file of definitions, for editors and other checkers.
/// Checks beyond the form of a file, such as that weeks sum to 52, are not in it.
///
/// The repository has it as `sources/definition.schema.json`.
///
/// ```
/// let schema = calendar_registry_sources::definition::schema();
/// assert_eq!(schema["required"][0], "schema");
/// ```
#[must_use]
#[cfg_attr(docsrs, doc(cfg(feature = "schema")))]
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let common = Common::json_schema(&mut generator);
    let kinds = Kind::schemas(&mut generator);
    let kinds: Vec<Value> = kinds
        .iter()
        .map(|(tag, fields)| calendar(&common, tag, fields))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Definitions of calendars",
        "type": "object",
        "properties": {
            "schema": { "description": "The version of the format.", "const": 1 },
            "calendar": {
                "description": "The calendars.",
                "type": "array",
                "maxItems": Document::MAX_CALENDARS,
                "items": { "oneOf": kinds }
            }
        },
        "required": ["schema"],
        "additionalProperties": false,
        "$defs": generator.take_definitions(true)
    })
}

/// Joins the fields that all kinds have and those of one kind: they are in one table.
fn calendar(common: &Schema, tag: &str, fields: &Schema) -> Value {
    let mut properties = Map::new();
    properties.insert("kind".to_owned(), json!({ "const": tag }));
    let mut required = vec![json!("kind")];
    for part in [common, fields] {
        if let Some(Value::Object(own)) = part.get("properties") {
            properties.extend(own.clone());
        }
        if let Some(Value::Array(own)) = part.get("required") {
            required.extend(own.iter().cloned());
        }
    }
    json!({
        "description": fields.get("description"),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false
    })
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A civil day, as a date of ISO 8601.",
            "type": "string",
            "format": "date"
        })
    }
}

impl JsonSchema for YearLabel {
    fn schema_name() -> Cow<'static, str> {
        "YearLabel".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Which number a fiscal year has: that of the year in which it begins or ends, or the first plus a number.",
            "anyOf": [
                { "enum": ["begins", "ends"] },
                { "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX }
            ]
        })
    }
}
