//! Tests of invalid requests. The connection must still serve the next request.

use crate::client::request;
use crate::server::TestServer;

#[test]
fn invalid_names_get_400() {
    let server = TestServer::start();
    let mut client = server.client();
    let long = "a".repeat(65);
    let names = [
        "%00",
        "jalali%00",
        "%FF",
        "%C3%A9",
        "%20jalali",
        "jalali-",
        "a--b",
        "a%0Ab",
        "%25",
        "jalali%2500",
        "+jalali",
        "..",
        "%2e%2e%2f%2e%2e",
        &long,
    ];
    for name in names {
        client
            .get(&format!("/v1/calendars/{name}"))
            .problem(400, "bad-name");
        client
            .get(&format!("/v1/calendars/{name}/dates/2026-11-22"))
            .problem(400, "bad-name");
        let target = format!("/v1/convert?from={name}&to=jalali&date=2026-11-22");
        client.get(&target).problem(400, "bad-name");
    }
    client
        .get("/v1/calendars//dates/2026-11-22")
        .problem(400, "bad-name");
    client.get("/v1/calendars/jalali").ok();
}

#[test]
fn unknown_names_get_404() {
    let server = TestServer::start();
    let mut client = server.client();
    let longest = "a".repeat(64);
    for name in ["jalaly", "persia", "a%2Fb", &longest] {
        let detail = client
            .get(&format!("/v1/calendars/{name}"))
            .problem(404, "unknown-calendar");
        assert_eq!(
            detail,
            format!(
                "no calendar named \"{}\" is registered",
                name.replace("%2F", "/")
            )
        );
    }
}

#[test]
fn invalid_percent_encoding_gets_400() {
    let server = TestServer::start();
    let mut client = server.client();
    let targets = [
        "/v1/calendars/%",
        "/v1/calendars/%2",
        "/v1/calendars/%zz",
        "/v1/calendars/jalali/dates/%g0",
        "/v1/convert?from=%&to=jalali&date=2026-11-22",
        "/v1/convert?%2=1",
        "/problems/%",
    ];
    for target in targets {
        client.get(target).problem(400, "malformed-request");
    }
}

#[test]
fn invalid_dates_get_400() {
    let server = TestServer::start();
    let mut client = server.client();
    let long = "1".repeat(500);
    let dates = [
        "today",
        "2026",
        "2026-11",
        "2026-11-22T00:00Z",
        "%00",
        "%FF%FE",
        "2147483648-01-01",
        "99999999999-01-01",
        "--2026-11-22",
        &long,
    ];
    for date in dates {
        client
            .get(&format!("/v1/calendars/jalali/dates/{date}"))
            .problem(400, "bad-date");
        let target = format!("/v1/convert?from=julian&to=jalali&date={date}");
        client.get(&target).problem(400, "bad-date");
    }
}

#[test]
fn nonexistent_dates_get_422() {
    let server = TestServer::start();
    let mut client = server.client();
    let expected = [
        ("2026-02-29", "days 1 to 28"),
        ("2026-13-01", "months 1 to 12"),
        ("2026-00-01", "months 1 to 12"),
        ("2026-11-00", "days 1 to 30"),
    ];
    for (date, bound) in expected {
        let response = client.get(&format!("/v1/calendars/jalali/dates/{date}"));
        let detail = response.problem(422, "no-such-date");
        assert!(detail.contains(bound), "{detail}");
    }
    let response = client.get("/v1/convert?from=gregorian&to=julian&date=0000-01-01");
    let detail = response.problem(422, "no-such-date");
    assert!(detail.contains("the year before 1 is -1"), "{detail}");
    let response = client.get("/v1/convert?from=jalali&to=julian&date=1405-12-30");
    assert!(
        response
            .problem(422, "no-such-date")
            .starts_with("Jalali has no date 1405-12-30: ")
    );
    let response = client.get("/v1/calendars/islamic/dates/-2147483649-01-01");
    let detail = response.problem(422, "out-of-range");
    assert!(
        detail.contains("outside the ISO 8601 calendar's range"),
        "{detail}"
    );
    let response = client.get("/v1/calendars/islamic/dates/2147483647-01-01");
    let detail = response.problem(422, "out-of-range");
    assert!(
        detail.contains(" is outside the Islamic Civil calendar's range (years "),
        "{detail}"
    );
}

#[test]
fn missing_repeated_and_unknown_parameters_get_400() {
    let server = TestServer::start();
    let mut client = server.client();
    let all = "from=julian&to=jalali&date=2026-11-22";
    let expected = [
        ("/v1/convert".to_owned(), "\"from\" is missing"),
        (
            "/v1/convert?from=julian&date=2026-11-22".to_owned(),
            "\"to\" is missing",
        ),
        (format!("/v1/convert?{all}&to=julian"), "\"to\" is repeated"),
        (
            format!("/v1/convert?{all}&x=1"),
            "has the parameters from, to, date",
        ),
        (
            format!("/v1/convert?{all}&FROM=1"),
            "has the parameters from, to, date",
        ),
        ("/v1/calendars?x=1".to_owned(), "has no parameters"),
        ("/v1/calendars/jalali?x".to_owned(), "has no parameters"),
    ];
    for (target, reason) in expected {
        let detail = client.get(&target).problem(400, "bad-query");
        assert!(detail.contains(reason), "{target}: {detail}");
    }
    client.get(&format!("/v1/convert?&{all}&")).ok();
    client.get("/v1/calendars?").ok();
}

#[test]
fn unknown_paths_get_404() {
    let server = TestServer::start();
    let mut client = server.client();
    let targets = [
        "/v1",
        "/v1/",
        "/v1/calendars/",
        "/v1/calendars/jalali/",
        "//v1/calendars",
        "/v1/calendars/jalali/dates",
        "/v1/calendars/jalali/dates/",
        "/V1/calendars",
        "/v1/../v1/calendars",
        "/v2/calendars",
    ];
    for target in targets {
        client.get(target).problem(404, "unknown-route");
    }
    client
        .request("OPTIONS", "*", "")
        .problem(404, "unknown-route");
    client
        .request("POST", "/nowhere", "")
        .problem(404, "unknown-route");
}

#[test]
fn malformed_http_gets_400_without_a_body_and_a_close() {
    let server = TestServer::start();
    let garbage: [&[u8]; 8] = [
        b"\0\0\0\0\r\n\r\n",
        b"GET /a\0b HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET / HTTP/1.1 \r\nhost: x\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/9.9\r\nhost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nbad header: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 1, 2\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ];
    for bytes in garbage {
        let mut client = server.client();
        client.send(bytes).unwrap();
        let response = client.response();
        assert_eq!(response.status, 400, "{}", String::from_utf8_lossy(bytes));
        assert_eq!(response.body, b"");
        client.assert_closed();
    }
    server.client().get("/healthz").ok();
}

#[test]
fn request_needs_exactly_one_host() {
    let server = TestServer::start();
    let mut client = server.client();
    client.send("GET /healthz HTTP/1.1\r\n\r\n").unwrap();
    client.response().problem(400, "malformed-request");
    client
        .request("GET", "/healthz", "host: other\r\n")
        .problem(400, "malformed-request");
    client.get("/healthz").ok();
}

#[test]
fn length_with_chunks_cannot_smuggle_a_request() {
    let server = TestServer::start();
    let mut client = server.client();
    let smuggled = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nhost: x\r\n\r\n";
    let headers = format!(
        "content-length: {}\r\ntransfer-encoding: chunked\r\n",
        smuggled.len()
    );
    client
        .send(request("GET", "/healthz", &headers) + smuggled)
        .unwrap();
    // Either the first request is rejected, or the second is parsed as a request.
    let first = client.response();
    if first.status == 200 {
        match client.try_response("GET") {
            Ok(second) => drop(second.problem(404, "unknown-route")),
            Err(_) => client.assert_closed(),
        }
    } else {
        assert_eq!(first.status, 400);
    }
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let server = TestServer::start();
    let mut client = server.client();
    let one = request("GET", "/v1/calendars/jalali", "");
    let two = request("GET", "/v1/calendars/nowhere", "");
    let three = request("GET", "/v1/calendars/julian", "");
    client.send(one + &two + &three).unwrap();
    assert_eq!(client.response().ok()["name"], "Jalali");
    client.response().problem(404, "unknown-calendar");
    assert_eq!(client.response().ok()["name"], "Julian");
}

#[test]
fn request_may_arrive_byte_by_byte() {
    let server = TestServer::start();
    let mut client = server.client();
    for byte in request("GET", "/v1/calendars/jalali/dates/2026-11-22", "").as_bytes() {
        client.send([*byte]).unwrap();
    }
    assert_eq!(client.response().ok()["date"], "1405-09-01");
}

#[test]
fn client_that_shuts_down_sending_gets_its_response() {
    let server = TestServer::start();
    let mut client = server.client();
    client
        .send(request("GET", "/v1/calendars/jalali", ""))
        .unwrap();
    client.close_sending();
    assert_eq!(client.response().ok()["name"], "Jalali");
    client.assert_closed();
    let mut halfway = server.client();
    halfway.send("GET /v1/cal").unwrap();
    halfway.close_sending();
    halfway.assert_closed();
}

#[test]
fn panicking_backend_fails_only_its_request() {
    let server = TestServer::start();
    let bad = crate::server::Fake::new(&["bad"], |_| panic!("on purpose"));
    server.registry.register(bad).unwrap();
    let mut client = server.client();
    let response = client.get("/v1/calendars/bad/dates/2026-11-22");
    assert!(
        !response.problem(500, "internal").contains("purpose"),
        "the panic message leaks"
    );
    client.get("/v1/calendars/jalali/dates/2026-11-22").ok();
    server.registry.unregister("bad").unwrap();
}
