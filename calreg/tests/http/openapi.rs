//! Tests of the description in OpenAPI: every example is requested, and every response has the members
//! of its schema and no others.

use serde_json::{Map, Value};

use crate::client::Client;
use crate::server::TestServer;

/// A response that does not end: its test is in `page`. And one that needs a source of calendars: its
/// test is in `calendars`.
const ELSEWHERE: [&str; 2] = ["/v1/events", "/v1/calendars/{name}/definition"];
/// Responses that change: their examples are requests alone.
const CHANGING: [&str; 1] = ["/v1/calendars/{name}/today"];

fn document(client: &mut Client) -> Value {
    client.get("/openapi.json").ok()
}

/// Encodes an example for a target.
fn encoded(example: &Value) -> String {
    let text = match example {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The target of an operation, from the examples of its parameters.
fn target(path: &str, operation: &Value) -> String {
    let (mut target, mut query) = (path.to_owned(), Vec::new());
    let parameters = operation["parameters"].as_array();
    for parameter in parameters.into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap();
        assert!(parameter["description"].is_string(), "{path}: {name}");
        let Some(example) = parameter.get("example") else {
            assert_eq!(
                parameter["required"], false,
                "{path}: {name} has no example"
            );
            continue;
        };
        if parameter["in"] == "path" {
            target = target.replace(&format!("{{{name}}}"), &encoded(example));
        } else {
            query.push(format!("{name}={}", encoded(example)));
        }
    }
    if query.is_empty() {
        target
    } else {
        format!("{target}?{}", query.join("&"))
    }
}

/// The schema behind a reference.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema.get("$ref") {
        Some(reference) => {
            let pointer = reference.as_str().unwrap().strip_prefix('#').unwrap();
            document
                .pointer(pointer)
                .expect("the schema of a reference")
        }
        None => schema,
    }
}

/// Collects the properties of an object, those of its parts included, and the required ones.
fn properties<'a>(
    document: &'a Value,
    schema: &'a Value,
    all: &mut Vec<(&'a String, &'a Value)>,
    required: &mut Vec<&'a str>,
) {
    let schema = resolved(document, schema);
    let own = schema["properties"].as_object();
    all.extend(own.into_iter().flatten());
    let names = schema["required"].as_array();
    required.extend(
        names
            .into_iter()
            .flatten()
            .map(|name| name.as_str().unwrap()),
    );
    for part in schema["allOf"].as_array().into_iter().flatten() {
        properties(document, part, all, required);
    }
}

fn is_of_type(kind: &Value, value: &Value) -> bool {
    if let Some(kinds) = kind.as_array() {
        return kinds.iter().any(|kind| is_of_type(kind, value));
    }
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unexpected type {other}"),
    }
}

/// Compares a value with its schema.
fn check(document: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let schema = resolved(document, schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        let results: Vec<_> = choices
            .iter()
            .map(|choice| check(document, choice, value))
            .collect();
        return match results.iter().filter(|result| result.is_ok()).count() {
            1 => Ok(()),
            matching => Err(format!("{matching} choices match {value}: {results:?}")),
        };
    }
    if let Some(kind) = schema.get("type")
        && !is_of_type(kind, value)
    {
        return Err(format!("{value} is no {kind}"));
    }
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        values
            .iter()
            .try_for_each(|value| check(document, items, value))?;
    }
    let (mut all, mut required) = (Vec::new(), Vec::new());
    properties(document, schema, &mut all, &mut required);
    let (Some(members), false) = (value.as_object(), all.is_empty()) else {
        return Ok(());
    };
    if let Some(missing) = required.iter().find(|name| !members.contains_key(**name)) {
        return Err(format!("{missing} is missing in {value}"));
    }
    for (name, value) in members {
        let Some((_, property)) = all.iter().find(|(known, _)| *known == name) else {
            return Err(format!("{name} is not described"));
        };
        check(document, property, value).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

/// Sends the example of an operation, and compares the response with its schema and its example.
fn run(client: &mut Client, document: &Value, path: &str, method: &str, operation: &Value) {
    let target = target(path, operation);
    let response = match method {
        "get" => client.get(&target),
        _ => {
            let content = &operation["requestBody"]["content"]["application/json"];
            let body = &content["example"];
            check(document, &content["schema"], body)
                .unwrap_or_else(|error| panic!("{target}: {error}"));
            client.post(&target, &body.to_string())
        }
    };
    assert_eq!(response.status, 200, "{target}: {}", response.text());
    let content = operation["responses"]["200"]["content"]
        .as_object()
        .unwrap();
    let (kind, content) = content.iter().next().unwrap();
    assert_eq!(
        response.header("content-type"),
        Some(kind.as_str()),
        "{target}"
    );
    if kind != "application/json" {
        return;
    }
    let body = response.json();
    check(document, &content["schema"], &body).unwrap_or_else(|error| panic!("{target}: {error}"));
    if let Some(example) = content.get("example") {
        assert!(!CHANGING.contains(&path));
        assert_eq!(body, *example, "{target}");
    }
}

#[test]
fn every_example_gets_its_response() {
    let server = TestServer::start();
    let mut client = server.client();
    let document = document(&mut client);
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    let (mut operations, mut examples) = (0, 0);
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{path}");
            if ELSEWHERE.contains(&path.as_str()) {
                continue;
            }
            run(&mut client, &document, path, method, operation);
            operations += 1;
            let content = &operation["responses"]["200"]["content"]["application/json"];
            examples += usize::from(content.get("example").is_some());
        }
    }
    assert_eq!((operations, examples), (19, 9));
}

#[test]
fn every_problem_has_the_described_members() {
    let server = TestServer::start();
    let mut client = server.client();
    let document = document(&mut client);
    let schema = Value::Object(Map::from_iter([(
        "$ref".to_owned(),
        "#/components/schemas/ProblemBody".into(),
    )]));
    let targets = [
        "/nowhere",
        "/v1/calendars?x=1",
        "/v1/calendars/jalaly",
        "/v1/calendars/iso/dates/2026-02-30",
        "/v1/calendars/chinese/dates/2000000-01-01",
        "/v1/calendars/japanese/months/1/1?era=x",
        "/v1/parse?text=x&locale=en",
        "/v1/convert?from=iso&to=iso&year=1",
    ];
    for target in targets {
        let problem = client.get(target).json();
        check(&document, &schema, &problem).unwrap_or_else(|error| panic!("{target}: {error}"));
    }
    let problem = client.post("/v1/convert", "{").json();
    check(&document, &schema, &problem).unwrap();
    let other = serde_json::json!({ "type": "/problems/internal" });
    assert!(
        check(&document, &schema, &other).is_err(),
        "the check finds nothing"
    );
}

#[test]
fn every_reference_and_every_declared_problem_status_exists() {
    let server = TestServer::start();
    let mut client = server.client();
    let document = document(&mut client);
    let text = document.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            assert!(operation["responses"].get("default").is_some(), "{path}");
        }
    }
}
