//! Tests of the connection limits: which connection is closed when there are too many, and which client
//! is refused.

use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};

use calreg::serve::Limits;

use crate::client::Client;
use crate::server::{Slow, TestServer};

fn at_most(max_connections: u32) -> Limits {
    Limits {
        max_connections,
        ..Limits::default()
    }
}

#[test]
fn idle_connection_is_closed_at_the_limit() {
    let server = TestServer::with(at_most(2));
    let mut first = server.client();
    first.get("/healthz").ok();
    let mut second = server.client();
    second.get("/healthz").ok();
    let mut third = server.client();
    third.get("/healthz").ok();
    first.assert_closed();
    second.get("/healthz").ok();
    // Now the third has waited for longer than the second.
    let mut fourth = server.client();
    let page = fourth.get("/metrics");
    assert!(
        page.text()
            .contains("calreg_http_connections_evicted_total 2\n")
    );
    third.assert_closed();
    second.get("/healthz").ok();
}

#[test]
fn connection_gets_503_if_all_others_have_requests_to_answer() {
    let server = TestServer::with(at_most(1));
    let slow = Slow::register(&server.registry);
    let mut first = server.client();
    slow.request(&mut first);
    let mut second = server.client();
    let response = second.response();
    assert_eq!(
        response.problem(503, "too-many-connections"),
        "the limit is 1 connections"
    );
    assert_eq!(response.header("retry-after"), Some("1"));
    second.assert_closed();
    slow.go_on.send(()).unwrap();
    first.response().ok();
    let page = server.client().get("/metrics");
    let refused = "calreg_http_connections_refused_total{status=\"503\"} 1\n";
    assert!(page.text().contains(refused), "{}", page.text());
}

#[test]
fn idle_connections_cost_health_probes_nothing() {
    let server = TestServer::with_admin(at_most(64));
    let mut idle: Vec<Client> = (0..64).map(|_| server.client()).collect();
    for client in &mut idle {
        client.get("/v1/calendars/jalali").ok();
    }
    for _ in 0..18 {
        server.admin_client().get("/healthz").ok();
        server.client().get("/v1/calendars/jalali").ok();
    }
}

/// One client opens connections without end and sends nothing, or half a request.
#[test]
fn silent_connections_cost_an_honest_client_nothing() {
    let server = TestServer::with(at_most(256));
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut open = Vec::new();
            while !stop.load(Ordering::SeqCst) {
                let mut stream = TcpStream::connect(server.address).unwrap();
                if open.len() % 2 == 0 {
                    let _ = std::io::Write::write_all(&mut stream, b"GET / HTTP/1.1\r\nhost:");
                }
                open.push(stream);
                if open.len() == 1024 {
                    open.clear();
                }
            }
        });
        let answered = (0..40).filter(|_| {
            let mut client = server.client();
            let sent = client.send(crate::client::request("GET", "/v1/calendars/jalali", ""));
            sent.is_ok()
                && client
                    .try_response("GET")
                    .is_ok_and(|response| response.status == 200)
        });
        let answered = answered.count();
        stop.store(true, Ordering::SeqCst);
        assert_eq!(answered, 40);
    });
}

#[test]
fn peer_at_its_limit_loses_its_own_connection() {
    let server = TestServer::with(Limits {
        max_connections_per_peer: 2,
        ..Limits::default()
    });
    let slow = Slow::register(&server.registry);
    let mut first = server.client();
    slow.request(&mut first);
    let mut second = server.client();
    second.get("/healthz").ok();
    let mut third = server.client();
    third.get("/healthz").ok();
    second.assert_closed();
    slow.request(&mut third);
    let mut fourth = server.client();
    let detail = fourth.response().problem(503, "too-many-connections");
    assert_eq!(detail, "the limit is 2 connections");
    slow.go_on.send(()).unwrap();
    slow.go_on.send(()).unwrap();
    first.response().ok();
    third.response().ok();
}

#[test]
fn admin_listener_alone_has_the_routes_for_operators() {
    let server = TestServer::with_admin(Limits::default());
    let (mut public, mut admin) = (server.client(), server.admin_client());
    for path in ["/healthz", "/readyz"] {
        admin.get(path).ok();
        public.get(path).problem(404, "unknown-route");
    }
    assert_eq!(admin.get("/metrics").status, 200);
    public.get("/metrics").problem(404, "unknown-route");
    public.get("/v1/calendars/jalali").ok();
    let detail = admin
        .get("/v1/calendars/jalali")
        .problem(404, "unknown-route");
    assert_eq!(detail, "this listener has /healthz, /readyz, /metrics");
    admin
        .request("POST", "/healthz", "")
        .problem(405, "method-not-allowed");
}

#[test]
fn burst_of_connections_is_not_delayed() {
    let server = TestServer::start();
    // More than the backlog of 128 that listeners have by default. If the backlog is full, the system
    // drops the connection request, and the client repeats it after a second.
    let streams: Vec<_> = (0..600)
        .map(|_| TcpStream::connect(server.address).unwrap())
        .collect();
    drop(streams);
    server.client().get("/healthz").ok();
}
