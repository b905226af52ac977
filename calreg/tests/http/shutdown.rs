//! Tests of the shutdown: requests in flight are finished, idle connections are closed, and the wait
//! is bounded.

use std::time::Duration;

use calreg::serve::{Limits, Unfinished};

use crate::client::{Client, request};
use crate::server::{Slow, TestServer};

#[test]
fn request_in_flight_is_finished() {
    let server = TestServer::start();
    let slow = Slow::register(&server.registry);
    let mut client = server.client();
    slow.request(&mut client);
    let mut idle = server.client();
    idle.get("/healthz").ok();
    server.stop();
    // The server closes idle connections at once, so the shutdown has begun.
    idle.assert_closed();
    slow.go_on.send(()).unwrap();
    let response = client.response();
    assert_eq!(response.ok()["date"], "0007-07-07");
    assert_eq!(response.header("connection"), Some("close"));
    client.assert_closed();
    drop((client, idle));
    assert_eq!(server.ended(), Ok(()));
}

/// 100 requests that were sent before the stop message, on connections that the server has not yet
/// accepted and on idle ones. Its thread is busy meanwhile, and sees the stop message first.
#[test]
fn every_request_delivered_before_the_stop_is_answered() {
    let server = TestServer::with_one_thread();
    let slow = Slow::register_blocking(&server.registry);
    let mut idle: Vec<Client> = (0..50).map(|_| server.client()).collect();
    for client in &mut idle {
        client.get("/healthz").ok();
    }
    let mut busy = server.client();
    slow.request(&mut busy);
    let mut clients: Vec<Client> = (0..50).map(|_| server.client()).chain(idle).collect();
    for client in &mut clients {
        let request = request("GET", "/v1/calendars/jalali", "");
        client.send(request).unwrap();
    }
    server.stop();
    slow.go_on.send(()).unwrap();
    busy.response().ok();
    let answered = clients
        .iter_mut()
        .filter_map(|client| client.try_response("GET").ok());
    let answered = answered.filter(|response| response.status == 200).count();
    assert_eq!(answered, 100);
    drop((clients, busy));
    assert_eq!(server.ended(), Ok(()));
}

#[test]
fn admin_listener_answers_while_requests_are_finished() {
    let server = TestServer::with_admin(Limits::default());
    let slow = Slow::register(&server.registry);
    let mut client = server.client();
    slow.request(&mut client);
    server.stop();
    let ready = (0..1000).find_map(|_| {
        std::thread::sleep(Duration::from_millis(5));
        Some(server.admin_client().get("/readyz")).filter(|response| response.status != 200)
    });
    ready.expect("a 503").problem(503, "shutting-down");
    server.admin_client().get("/healthz").ok();
    slow.go_on.send(()).unwrap();
    client.response().ok();
    drop(client);
    assert_eq!(server.ended(), Ok(()));
}

#[test]
fn request_with_an_incomplete_body_is_finished() {
    let server = TestServer::start();
    let mut client = server.client();
    client
        .send(request("GET", "/healthz", "content-length: 6\r\n") + "abc")
        .unwrap();
    let mut idle = server.client();
    idle.get("/healthz").ok();
    server.stop();
    idle.assert_closed();
    client.send("def").unwrap();
    client.response().ok();
    client.assert_closed();
    drop((client, idle));
    assert_eq!(server.ended(), Ok(()));
}

#[test]
fn stopped_server_accepts_no_connection() {
    let server = TestServer::start();
    let address = server.address;
    server.stop();
    assert_eq!(server.ended(), Ok(()));
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn server_is_not_ready_before_it_stops_accepting() {
    let server = TestServer::with(Limits {
        drain_delay: Duration::from_secs(60),
        ..Limits::default()
    });
    let mut idle = server.client();
    idle.get("/readyz").ok();
    server.stop();
    // New connections are accepted during the drain delay.
    let refused = (0..1000).find_map(|_| {
        std::thread::sleep(Duration::from_millis(5));
        Some(server.client().get("/readyz")).filter(|response| response.status != 200)
    });
    let refused = refused.expect("a response other than 200");
    refused.problem(503, "shutting-down");
    assert_eq!(refused.header("connection"), Some("close"));
    server.client().get("/healthz").ok();
    // An open connection serves one more request and closes.
    assert_eq!(
        idle.get("/v1/calendars").header("connection"),
        Some("close")
    );
    idle.assert_closed();
    // The second stop message skips the drain delay.
    server.stop();
    let _ = server.ended();
}

#[test]
fn unfinished_request_is_cut_off_after_the_grace_period() {
    let server = TestServer::with(Limits {
        shutdown_grace: Duration::from_millis(300),
        ..Limits::default()
    });
    let mut client = server.client();
    client
        .send(request("GET", "/healthz", "content-length: 6\r\n") + "abc")
        .unwrap();
    let mut idle = server.client();
    idle.get("/healthz").ok();
    server.stop();
    idle.assert_closed();
    drop(idle);
    assert_eq!(server.ended(), Err(Unfinished(1)));
    client.assert_closed();
}
