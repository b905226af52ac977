//! What happens at each limit, and just below it.

use std::io;
use std::time::Duration;

use calreg::serve::Limits;

use crate::client::{Client, request};
use crate::server::TestServer;

/// Long enough not to be met by accident, short enough to wait for.
const SHORT: Duration = Duration::from_millis(300);

#[test]
fn a_path_and_query_may_be_so_long_and_no_longer() {
    let server = TestServer::start();
    let mut client = server.client();
    let of = |length: usize| format!("/{}", "a".repeat(length - 1));
    client.get(&of(2048)).problem(404, "unknown-route");
    let too_long = client.get(&of(2049));
    let detail = too_long.problem(414, "uri-too-long");
    assert_eq!(
        detail,
        "the path and query have 2049 bytes, the limit is 2048"
    );
    client.assert_closed();
    let query = format!("/v1/calendars?{}", "a".repeat(2048));
    server.client().get(&query).problem(414, "uri-too-long");
    // Beyond what is read at all, there is only a status.
    let mut client = server.client();
    let _ = client.send(request("GET", &of(70_000), ""));
    assert!([414, 431].contains(&client.answer().status));
    client.assert_closed();
}

#[test]
fn headers_may_be_so_many_and_so_long() {
    let server = TestServer::start();
    let lines =
        |count: usize| -> String { (0..count).map(|at| format!("x-{at}: y\r\n")).collect() };
    // The host makes one more.
    server.client().request("GET", "/healthz", &lines(63)).ok();
    let mut client = server.client();
    let many = client.request("GET", "/healthz", &lines(64));
    assert_eq!(
        many.problem(431, "headers-too-large"),
        "65 headers, the limit is 64"
    );
    client.assert_closed();
    let long = |length: usize| format!("x: {}\r\n", "y".repeat(length));
    server.client().request("GET", "/healthz", &long(8000)).ok();
    let large = server.client().request("GET", "/healthz", &long(8192));
    assert!(
        large
            .problem(431, "headers-too-large")
            .ends_with("the limit is 8192")
    );
    // Beyond what is read at all, there is only a status.
    for headers in [lines(1000), long(100_000)] {
        let mut client = server.client();
        let _ = client.send(request("GET", "/healthz", &headers));
        assert_eq!(client.answer().status, 431);
        client.assert_closed();
    }
}

#[test]
fn a_body_is_read_and_ignored_up_to_the_limit() {
    let server = TestServer::start();
    let mut client = server.client();
    let sized = request("GET", "/healthz", "content-length: 1024\r\n") + &"b".repeat(1024);
    client.send(&sized).unwrap();
    client.answer().ok();
    let chunked = request("GET", "/healthz", "transfer-encoding: chunked\r\n");
    client
        .send(format!("{chunked}3\r\nabc\r\n0\r\n\r\n"))
        .unwrap();
    client.answer().ok();
    client.get("/healthz").ok();
}

#[test]
fn a_body_beyond_the_limit_is_refused() {
    let server = TestServer::start();
    let mut client = server.client();
    // Known from its length: refused before anything of it is sent.
    client
        .send(request("GET", "/healthz", "content-length: 1025\r\n"))
        .unwrap();
    let answer = client.answer();
    assert_eq!(
        answer.problem(413, "body-too-large"),
        "the limit of a body is 1024 bytes"
    );
    assert_eq!(answer.header("connection"), Some("close"));
    client.assert_closed();
    // What was sent all the same does not destroy the answer on its way.
    let mut client = server.client();
    let sized = request("GET", "/healthz", "content-length: 200000\r\n") + &"b".repeat(200_000);
    client.send(sized).unwrap();
    client.answer().problem(413, "body-too-large");
    client.assert_closed();
    let mut client = server.client();
    let chunked = request("GET", "/healthz", "transfer-encoding: chunked\r\n");
    client
        .send(format!("{chunked}401\r\n{}\r\n", "b".repeat(1025)))
        .unwrap();
    client.answer().problem(413, "body-too-large");
}

#[test]
fn who_asks_before_sending_a_body_is_told() {
    let server = TestServer::start();
    let mut client = server.client();
    let asks = |length: usize| {
        let headers = format!("expect: 100-continue\r\ncontent-length: {length}\r\n");
        request("GET", "/healthz", &headers)
    };
    client.send(asks(3)).unwrap();
    assert_eq!(client.answer().status, 100);
    client.send("abc").unwrap();
    client.answer().ok();
    client.send(asks(5000)).unwrap();
    client.answer().problem(413, "body-too-large");
}

#[test]
fn a_body_that_is_no_body_is_refused() {
    let server = TestServer::start();
    let mut client = server.client();
    let chunked = request("GET", "/healthz", "transfer-encoding: chunked\r\n");
    client.send(format!("{chunked}zz\r\n")).unwrap();
    client.answer().problem(400, "malformed-request");
    client.assert_closed();
}

#[test]
fn a_head_that_does_not_arrive_in_time_is_not_waited_for() {
    let server = TestServer::with(Limits {
        header_timeout: SHORT,
        ..Limits::default()
    });
    let mut client = server.client();
    client
        .send("GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ")
        .unwrap();
    let answer = client.answer();
    answer.problem(408, "request-timeout");
    assert_eq!(answer.header("connection"), Some("close"));
    client.assert_closed();
    let page = server.client().get("/metrics");
    let counted = "calreg_http_connections_refused_total{status=\"408\"} 1\n";
    assert!(page.text().contains(counted), "{}", page.text());
}

#[test]
fn a_head_that_trickles_is_not_waited_for() {
    let server = TestServer::with(Limits {
        header_timeout: SHORT,
        ..Limits::default()
    });
    let mut client = server.client();
    client.send("GET /healthz HTTP/1.1\r\nx-slow: ").unwrap();
    // A byte at a time, for much longer than the limit: the server ends it.
    let ended = (0..400).any(|_| {
        std::thread::sleep(SHORT / 10);
        client.send("a").is_err()
    });
    assert!(ended, "the head was still read after 40 times its limit");
}

#[test]
fn an_idle_connection_ends_without_a_word() {
    let server = TestServer::with(Limits {
        header_timeout: SHORT,
        ..Limits::default()
    });
    let mut never = server.client();
    never.assert_closed();
    let mut once = server.client();
    once.get("/healthz").ok();
    once.assert_closed();
}

#[test]
fn a_body_that_does_not_arrive_in_time_is_not_waited_for() {
    let server = TestServer::with(Limits {
        body_timeout: SHORT,
        ..Limits::default()
    });
    let mut client = server.client();
    client
        .send(request("GET", "/healthz", "content-length: 10\r\n") + "abc")
        .unwrap();
    let detail = client.answer().problem(408, "request-timeout");
    assert_eq!(detail, "the body did not arrive within 300ms");
    client.assert_closed();
}

#[test]
fn who_never_reads_the_answers_is_cut_off() {
    let server = TestServer::with(Limits {
        write_timeout: SHORT,
        ..Limits::default()
    });
    let mut client = server.client();
    let many = request("GET", "/metrics", "").repeat(1000);
    // The answers fill all buffers on the way long before this ends.
    let error = (0..10_000).find_map(|_| client.send(&many).err());
    let kind = error.expect("the server went on for ever").kind();
    let cut = [io::ErrorKind::ConnectionReset, io::ErrorKind::BrokenPipe];
    assert!(cut.contains(&kind), "{kind:?}");
    server.client().get("/healthz").ok();
}

#[test]
fn connections_beyond_the_limit_are_told_so() {
    let server = TestServer::with(Limits {
        max_connections: 2,
        ..Limits::default()
    });
    let mut first = server.client();
    first.get("/healthz").ok();
    let mut second = server.client();
    second.get("/healthz").ok();
    let mut third = server.client();
    let answer = third.answer();
    assert_eq!(
        answer.problem(503, "too-many-connections"),
        "the limit is 2"
    );
    assert_eq!(answer.header("retry-after"), Some("1"));
    third.assert_closed();
    first.get("/healthz").ok();
    drop(first);
    // Its place is free as soon as the server has seen it leave.
    let mut again = (0..1000).find_map(|_| {
        std::thread::sleep(Duration::from_millis(5));
        let mut client = Client::connect(server.address);
        client.send(request("GET", "/healthz", "")).ok()?;
        client
            .try_answer("GET")
            .ok()
            .filter(|answer| answer.status == 200)?;
        Some(client)
    });
    again.as_mut().expect("a place").get("/healthz").ok();
    second.get("/healthz").ok();
}
