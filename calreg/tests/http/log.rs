//! Tests of the log of the binary: lines, formats, and a reader that does not read.
#![cfg(unix)]

use serde_json::Value;

use crate::binary::Running;
use crate::client::{Client, request};

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";

#[test]
fn log_lines_are_bounded_and_escaped() {
    let mut running = Running::start(&[]);
    let long = "a".repeat(2000);
    let target = format!("/{long}");
    let client = &mut running.client;
    let response = client.request("GET", &target, "x-request-id: mine\r\n");
    response.problem(404, "unknown-route");
    client.request("GET", "/a%0Ab\"c", "x-request-id: \u{1b}[31m\r\n");
    running.signal("TERM");
    let log = running.ends_with(0);
    let line = log.lines().find(|line| line.contains("id=mine"));
    let line = line.expect("a line");
    assert!(line.contains("status=404") && line.len() < 600, "{line}");
    assert!(!log.contains('\u{1b}'), "{log:?}");
}

#[test]
fn log_level_off_prints_only_the_address() {
    let mut running = Running::start(&["--log", "off"]);
    running.client.get("/healthz").ok();
    running.signal("TERM");
    assert_eq!(running.ends_with(0), "");
}

#[test]
fn log_line_has_the_address_of_the_client_and_the_trace_id() {
    let traceparent = format!("traceparent: 00-{TRACE}-b7ad6b7169203331-01\r\n");
    let mut running = Running::start(&[]);
    let peer = running.client.local_addr();
    running.client.request("GET", "/healthz", &traceparent).ok();
    let line = running.line_with("request");
    assert!(
        line.contains(&format!("peer={peer} trace_id=\"{TRACE}\" method=\"GET\"")),
        "{line}"
    );
    running.client.get("/healthz").ok();
    assert!(!running.line_with("request").contains("trace_id"));
}

#[test]
fn json_log_has_one_object_in_each_line() {
    let traceparent = format!("traceparent: 00-{TRACE}-b7ad6b7169203331-01\r\n");
    let mut running = Running::start(&["--log-format", "json"]);
    let peer = running.client.local_addr().to_string();
    let headers = format!("x-request-id: mine\r\n{traceparent}");
    running.client.request("GET", "/a\"b", &headers);
    running.signal("TERM");
    let log = running.ends_with(0);
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let line = lines
        .iter()
        .find(|line| line["message"] == "request")
        .expect("a line");
    assert_eq!(line["level"], "INFO");
    assert_eq!(line["id"], "mine");
    assert_eq!(line["peer"], peer);
    assert_eq!(line["trace_id"], TRACE);
    assert_eq!(line["path"], "/a\"b");
    assert_eq!(line["status"], 404);
    assert!(
        line["timestamp"].is_string() && line["micros"].is_u64(),
        "{line}"
    );
}

/// Requests are answered although nobody reads the log, dropped lines are counted, and a signal ends
/// the process.
#[test]
fn unread_log_stops_neither_requests_nor_signals() {
    let mut running = Running::start(&["--log-buffer", "16"]);
    let dropped = (0..10_000).any(|_| {
        let all = request("GET", "/v1/calendars/jalali", "").repeat(20);
        running.client.send(all).unwrap();
        (0..20).for_each(|_| drop(running.client.response().ok()));
        let page = running.client.get("/metrics");
        !page.text().contains("\ncalreg_log_lines_dropped_total 0\n")
    });
    assert!(dropped, "200,000 lines fit into a pipe");
    running.signal("TERM");
    running.ends_unread_with(0);
}

#[test]
fn malformed_requests_are_counted_and_logged() {
    let mut running = Running::start(&[]);
    for _ in 0..30 {
        let mut client = Client::connect(running.address);
        client.send("GET /\r\n\r\n").unwrap();
        assert_eq!(client.response().status, 400);
        client.assert_closed();
    }
    let mut client = Client::connect(running.address);
    let _ = client.send(request("GET", &"a".repeat(70_000), ""));
    let _ = client.try_response("GET");
    client.assert_closed();
    let page = running.client.get("/metrics");
    for expected in ["{reason=\"malformed\"} 30\n", "{reason=\"too_large\"} 1\n"] {
        let expected = format!("calreg_http_connections_failed_total{expected}");
        assert!(page.text().contains(&expected), "{}", page.text());
    }
    let line = running.line_with("a connection failed");
    assert!(
        line.contains("peer=127.0.0.1:") && line.contains("reason=\"malformed\""),
        "{line}"
    );
}
