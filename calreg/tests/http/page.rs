//! Tests of the path `/`, of the latest changes, and of the stream of events.

use calendar_registry::{Renamed, calendars::Iso};
use serde_json::json;

use crate::client::{Client, request};
use crate::server::TestServer;

const BROWSER: &str = "accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";

#[test]
fn browsers_get_the_page_and_others_the_index() {
    let server = TestServer::start();
    let mut client = server.client();
    let page = client.request("GET", "/", BROWSER);
    assert_eq!(page.status, 200);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(page.text().starts_with("<!doctype html>"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.starts_with("default-src 'none'; script-src 'sha256-"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe"), "{policy}");
    let index = client.get("/");
    assert_eq!(index.ok()["openapi"], "/openapi.json");
    for link in ["openapi", "calendars"] {
        client.get(index.ok()[link].as_str().unwrap()).ok();
    }
    assert_eq!(
        (page.header("vary"), index.header("vary")),
        (Some("accept"), Some("accept"))
    );
    let tag = page.header("etag").unwrap();
    assert_ne!(index.header("etag"), Some(tag));
    let known = format!("{BROWSER}if-none-match: {tag}\r\n");
    assert_eq!(client.request("GET", "/", &known).status, 304);
}

#[test]
fn changes_are_listed() {
    let server = TestServer::start();
    let mut client = server.client();
    let before = client.get("/v1/changes").ok();
    assert_eq!(before["changes"], json!([]));
    server
        .registry
        .register(Renamed::new(Iso, ["acme"]))
        .unwrap();
    let response = client.get("/v1/changes");
    let after = response.ok();
    assert_eq!(after["generation"], server.registry.generation());
    assert_eq!(after["changes"][0]["registered"], json!(["acme"]));
    let known = format!("if-none-match: {}\r\n", response.header("etag").unwrap());
    assert_eq!(client.request("GET", "/v1/changes", &known).status, 304);
    server.registry.unregister("acme").unwrap();
    let changes = client.request("GET", "/v1/changes", &known).ok();
    assert_eq!(changes["changes"][0]["removed"], json!(["acme"]));
}

/// Opens a stream and returns the status.
fn open(client: &mut Client) -> u16 {
    client.send(request("GET", "/v1/events", "")).unwrap();
    client.try_head().unwrap().status
}

fn event(client: &mut Client) -> String {
    String::from_utf8(client.chunk().unwrap()).unwrap()
}

#[test]
fn stream_has_an_event_for_each_change_and_ends_at_shutdown() {
    let server = TestServer::start();
    let mut client = server.client();
    client
        .send(request("GET", "/v1/events", "accept-encoding: gzip\r\n"))
        .unwrap();
    let head = client.try_head().unwrap();
    assert_eq!(head.header("content-type"), Some("text/event-stream"));
    assert_eq!(head.header("content-encoding"), None);
    assert_eq!(head.header("cache-control"), Some("no-store"));
    let expected = |generation: u64| format!("event: generation\ndata: {generation}\n\n");
    assert_eq!(event(&mut client), expected(server.registry.generation()));
    server
        .registry
        .register(Renamed::new(Iso, ["acme"]))
        .unwrap();
    assert_eq!(event(&mut client), expected(server.registry.generation()));
    server.stop();
    assert_eq!(event(&mut client), "");
    client.assert_closed();
    server.ended().unwrap();
}

#[test]
fn number_of_streams_is_bounded() {
    let server = TestServer::start();
    let mut streams: Vec<Client> = (0..64).map(|_| server.client()).collect();
    for stream in &mut streams {
        assert_eq!(open(stream), 200);
    }
    let mut client = server.client();
    client.get("/v1/events").problem(503, "too-many-streams");
    client.get("/healthz").ok();
    // A stream that its client closes makes room when the server next writes to it.
    drop(streams);
    server
        .registry
        .register(Renamed::new(Iso, ["acme"]))
        .unwrap();
    let mut opened = false;
    while !opened {
        opened = open(&mut client) == 200;
        if !opened {
            client = server.client();
        }
    }
}
