//! Tests at each limit and just below it.

use std::io;
use std::time::Duration;

use calreg::serve::Limits;

use crate::client::request;
use crate::server::TestServer;

/// A timeout that a test can wait for and that a healthy request does not reach.
const SHORT: Duration = Duration::from_millis(300);

#[test]
fn path_and_query_over_the_limit_get_414() {
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
    // Over hyper's own limit, the response is a bare status.
    let mut client = server.client();
    let _ = client.send(request("GET", &of(70_000), ""));
    assert!([414, 431].contains(&client.response().status));
    client.assert_closed();
}

#[test]
fn headers_over_the_limits_get_431() {
    let server = TestServer::start();
    let lines =
        |count: usize| -> String { (0..count).map(|at| format!("x-{at}: y\r\n")).collect() };
    // `host` is the 64th header.
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
    // Over hyper's own limit, the response is a bare status.
    for headers in [lines(1000), long(100_000)] {
        let mut client = server.client();
        let _ = client.send(request("GET", "/healthz", &headers));
        assert_eq!(client.response().status, 431);
        client.assert_closed();
    }
}

#[test]
fn body_up_to_the_limit_is_ignored() {
    let server = TestServer::start();
    let mut client = server.client();
    let sized = request("GET", "/healthz", "content-length: 1024\r\n") + &"b".repeat(1024);
    client.send(&sized).unwrap();
    client.response().ok();
    let chunked = request("GET", "/healthz", "transfer-encoding: chunked\r\n");
    client
        .send(format!("{chunked}3\r\nabc\r\n0\r\n\r\n"))
        .unwrap();
    client.response().ok();
    client.get("/healthz").ok();
}

#[test]
fn body_over_the_limit_gets_413() {
    let server = TestServer::start();
    let mut client = server.client();
    // `content-length` over the limit: rejected before the body is sent.
    client
        .send(request("GET", "/healthz", "content-length: 1025\r\n"))
        .unwrap();
    let response = client.response();
    assert_eq!(
        response.problem(413, "body-too-large"),
        "the body limit is 1024 bytes"
    );
    assert_eq!(response.header("connection"), Some("close"));
    client.assert_closed();
    // Unread body bytes must not reset the connection before the client reads the response.
    let mut client = server.client();
    let sized = request("GET", "/healthz", "content-length: 200000\r\n") + &"b".repeat(200_000);
    client.send(sized).unwrap();
    client.response().problem(413, "body-too-large");
    client.assert_closed();
    let mut client = server.client();
    let chunked = request("GET", "/healthz", "transfer-encoding: chunked\r\n");
    client
        .send(format!("{chunked}401\r\n{}\r\n", "b".repeat(1025)))
        .unwrap();
    client.response().problem(413, "body-too-large");
}

#[test]
fn expect_continue_gets_100_or_413() {
    let server = TestServer::start();
    let mut client = server.client();
    let expect = |length: usize| {
        let headers = format!("expect: 100-continue\r\ncontent-length: {length}\r\n");
        request("GET", "/healthz", &headers)
    };
    client.send(expect(3)).unwrap();
    assert_eq!(client.response().status, 100);
    client.send("abc").unwrap();
    client.response().ok();
    client.send(expect(5000)).unwrap();
    client.response().problem(413, "body-too-large");
}

#[test]
fn malformed_chunk_gets_400() {
    let server = TestServer::start();
    let mut client = server.client();
    let chunked = request("GET", "/healthz", "transfer-encoding: chunked\r\n");
    client.send(format!("{chunked}zz\r\n")).unwrap();
    client.response().problem(400, "malformed-request");
    client.assert_closed();
}

#[test]
fn incomplete_head_gets_408_after_the_timeout() {
    let server = TestServer::with(Limits {
        header_timeout: SHORT,
        ..Limits::default()
    });
    let mut client = server.client();
    client
        .send("GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ")
        .unwrap();
    let response = client.response();
    response.problem(408, "request-timeout");
    assert_eq!(response.header("connection"), Some("close"));
    client.assert_closed();
    let page = server.client().get("/metrics");
    let counted = "calreg_http_connections_refused_total{status=\"408\"} 1\n";
    assert!(page.text().contains(counted), "{}", page.text());
}

#[test]
fn slow_head_is_cut_off_after_the_timeout() {
    let server = TestServer::with(Limits {
        header_timeout: SHORT,
        ..Limits::default()
    });
    let mut client = server.client();
    client.send("GET /healthz HTTP/1.1\r\nx-slow: ").unwrap();
    // Sends a byte at a time for up to 40 timeouts: the server must close the connection.
    let ended = (0..400).any(|_| {
        std::thread::sleep(SHORT / 10);
        client.send("a").is_err()
    });
    assert!(ended, "the head was still read after 40 timeouts");
}

#[test]
fn idle_connection_is_closed_without_a_response() {
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
fn incomplete_body_gets_408_after_the_timeout() {
    let server = TestServer::with(Limits {
        body_timeout: SHORT,
        ..Limits::default()
    });
    let mut client = server.client();
    client
        .send(request("GET", "/healthz", "content-length: 10\r\n") + "abc")
        .unwrap();
    let detail = client.response().problem(408, "request-timeout");
    assert_eq!(detail, "the body did not arrive within 300ms");
    client.assert_closed();
}

#[test]
fn client_that_never_reads_is_cut_off() {
    let server = TestServer::with(Limits {
        write_timeout: SHORT,
        ..Limits::default()
    });
    let mut client = server.client();
    let many = request("GET", "/metrics", "").repeat(1000);
    // The responses fill all socket buffers long before the last round.
    let error = (0..10_000).find_map(|_| client.send(&many).err());
    let kind = error.expect("the server kept reading").kind();
    let cut = [io::ErrorKind::ConnectionReset, io::ErrorKind::BrokenPipe];
    assert!(cut.contains(&kind), "{kind:?}");
    server.client().get("/healthz").ok();
}

#[test]
fn slow_reader_is_cut_off_at_the_deadline() {
    let server = TestServer::with(Limits {
        response_timeout: SHORT,
        ..Limits::default()
    });
    let mut client = server.client();
    client
        .send(request("GET", "/metrics", "").repeat(20_000))
        .unwrap();
    // Reads a little, again and again: there is progress, but never all is sent.
    let counted = "calreg_http_connections_failed_total{reason=\"slow_reader\"} 1\n";
    let is_cut_off = (0..1000).any(|_| {
        std::thread::sleep(SHORT / 15);
        client.read_some(4096).is_err() || server.client().get("/metrics").text().contains(counted)
    });
    assert!(is_cut_off, "the server kept sending");
}
