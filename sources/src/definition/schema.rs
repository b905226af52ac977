//! The JSON Schema of a file of definitions.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Day, YearLabel};

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
