//! Tests of the binary: address line, signals and exit codes.
#![cfg(unix)]

use crate::binary::Running;
use crate::client::{Client, request};

#[test]
fn sigint_and_sigterm_end_with_exit_code_0() {
    for signal in ["INT", "TERM"] {
        let mut running = Running::start(&[]);
        running
            .client
            .get("/v1/calendars/jalali/dates/2026-11-22")
            .ok();
        running.signal(signal);
        running.client.assert_closed();
        let log = running.ends_with(0);
        assert!(log.contains("shutting down"), "{log}");
    }
}

#[test]
fn first_signal_finishes_requests_and_second_cuts_them_off() {
    let half = request("GET", "/healthz", "content-length: 6\r\n") + "abc";
    let mut polite = Running::start(&["--drain-delay", "0s", "--log", "info"]);
    polite.client.get("/healthz").ok();
    polite.client.send(&half).unwrap();
    polite.signal("TERM");
    polite.line_with("shutting down");
    polite.client.send("def").unwrap();
    polite.client.response().ok();
    polite.ends_with(0);

    let mut hasty = Running::start(&["--shutdown-grace", "10m", "--body-timeout", "20s"]);
    hasty.client.get("/healthz").ok();
    hasty.client.send(&half).unwrap();
    hasty.signal("TERM");
    hasty.line_with("shutting down");
    hasty.signal("TERM");
    let log = hasty.ends_with(1);
    assert!(log.contains("error: 1 connections were cut off"), "{log}");
}

/// 100 requests that were sent before the signal, on idle connections and on those that the server has
/// not yet accepted. The process is stopped meanwhile, so it has read none of them.
#[test]
fn every_request_delivered_before_the_signal_is_answered() {
    let mut answered = 0;
    for _ in 0..5 {
        let mut running = Running::start(&[]);
        let mut clients: Vec<_> = (0..10).map(|_| Client::connect(running.address)).collect();
        for client in &mut clients {
            client.get("/healthz").ok();
        }
        running.signal("STOP");
        clients.extend((0..10).map(|_| Client::connect(running.address)));
        for client in &mut clients {
            let request = request("GET", "/v1/calendars/jalali", "");
            client.send(request).unwrap();
        }
        running.signal("TERM");
        running.signal("CONT");
        let responses = clients
            .iter_mut()
            .filter_map(|client| client.try_response("GET").ok());
        answered += responses.filter(|response| response.status == 200).count();
        drop(clients);
        running.ends_with(0);
    }
    assert_eq!(answered, 100);
}
