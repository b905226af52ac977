//! Tests of a server that follows a directory of definitions.
#![cfg(unix)]

use std::fs;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::binary::Running;
use crate::server::TestServer;

fn offset(name: &str, years: i32) -> String {
    format!(
        "schema = 1\n[[calendar]]\nnames = [\"{name}\"]\nkind = \"year-offset\"\n\
         base = \"iso8601\"\nyears = {years}\n"
    )
}

/// Asks until the answer is the expected one.
#[track_caller]
fn wait_for(running: &mut Running, target: &str, holds: impl Fn(&Value) -> bool) -> Value {
    let begin = Instant::now();
    loop {
        let answer = running.client.get(target).text().to_owned();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        if holds(&answer) {
            return answer;
        }
        assert!(begin.elapsed() < Duration::from_secs(60), "{answer}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn calendars_of_a_directory_are_served_and_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("acme.toml"), offset("acme", 1000)).unwrap();
    let arguments = ["--log", "off", "--calendars", path.to_str().unwrap()];
    let mut running = Running::start(&arguments);
    let target = "/v1/calendars/ACME/dates/2026-11-25";
    let answer = running.client.get(target).text().to_owned();
    assert!(answer.contains("\"date\":\"3026-11-25\""), "{answer}");

    let status = running.client.get("/v1/status").text().to_owned();
    let status: Value = serde_json::from_str(&status).unwrap();
    let source = &status["source"];
    assert_eq!(source["applied_revision"], 1);
    assert_eq!(source["calendars"], 1);
    assert!(source["last_success"].as_str().unwrap().ends_with('Z'));
    assert!(source["last_error"].is_null());

    fs::write(path.join("acme.toml"), offset("acme", 2000)).unwrap();
    wait_for(&mut running, target, |answer| {
        answer["date"] == "4026-11-25"
    });
    fs::write(path.join("acme.toml"), "schema = 1\n[[cal").unwrap();
    let failing = |status: &Value| status["source"]["last_error"].is_object();
    let status = wait_for(&mut running, "/v1/status", failing);
    let message = status["source"]["last_error"]["message"].as_str().unwrap();
    assert!(message.contains("acme.toml:2:"), "{message}");
    assert!(running.client.get(target).text().contains("4026-11-25"));
    let metrics = running.client.get("/metrics").text().to_owned();
    assert!(metrics.contains("\ncalreg_source_failing 1\n"), "{metrics}");
    assert!(
        metrics.contains("\ncalreg_source_revision 2\n"),
        "{metrics}"
    );
}

#[test]
fn the_definition_of_a_calendar_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("acme.toml"), offset("acme", 1000)).unwrap();
    let arguments = [
        "--log",
        "off",
        "--calendars",
        folder.path().to_str().unwrap(),
    ];
    let mut running = Running::start(&arguments);
    let response = running.client.get("/v1/calendars/acme/definition");
    assert_eq!(
        response.text(),
        "{\"schema\":1,\"calendar\":[{\"names\":[\"acme\"],\"kind\":\"year-offset\",\
         \"base\":\"iso8601\",\"years\":1000}]}\n"
    );
    let builtin = running.client.get("/v1/calendars/julian/definition");
    builtin.problem(404, "no-definition");
    let unknown = running.client.get("/v1/calendars/nope/definition");
    unknown.problem(404, "unknown-calendar");
}

#[test]
fn a_server_is_ready_once_its_source_was_applied() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("acme.toml"), "half").unwrap();
    let arguments = [
        "--log",
        "off",
        "--calendars",
        folder.path().to_str().unwrap(),
    ];
    let mut running = Running::start(&arguments);
    running
        .client
        .get("/readyz")
        .problem(503, "not-synchronised");
    running.client.get("/v1/calendars/julian").ok();
    fs::write(folder.path().join("acme.toml"), offset("acme", 1)).unwrap();
    wait_for(&mut running, "/readyz", |answer| {
        answer["status"] == "ready"
    });
}

#[test]
fn a_server_without_a_source_says_so() {
    let server = TestServer::start();
    assert_eq!(
        server.client().get("/v1/status").text(),
        "{\"generation\":1}\n"
    );
}
