//! Tests of conditional requests, compression and cross-origin requests.

use std::io::Read;

use calendar_registry::YearMonthDay;
use calreg::serve::{AllowedOrigins, Limits};
use flate2::read::GzDecoder;

use crate::client::{Client, Response};
use crate::server::{Fake, TestServer};

const DATE: &str = "/v1/calendars/jalali/dates/2026-11-22";
const GZIP: &str = "accept-encoding: gzip\r\n";

fn tag(response: &Response) -> String {
    response.header("etag").expect("a tag").to_owned()
}

/// Sends a tag back and returns the status.
fn revalidate(client: &mut Client, target: &str, headers: &str, tag: &str) -> u16 {
    let headers = format!("{headers}if-none-match: {tag}\r\n");
    let response = client.request("GET", target, &headers);
    if response.status == 304 {
        assert_eq!(response.header("etag"), Some(tag));
        assert_eq!(response.header("cache-control"), Some("no-cache"));
        assert_eq!(response.header("content-length"), None);
    }
    response.status
}

#[test]
fn unchanged_registry_gets_304_and_a_change_gets_200() {
    let server = TestServer::start();
    let mut client = server.client();
    let targets = [
        "/v1/calendars",
        "/v1/calendars/jalali",
        DATE,
        "/v1/convert?from=jalali&to=all&date=1405-09-01",
        "/v1/calendars/jalali/months/1405/9?locale=fa",
        "/v1/names?locale=fa",
    ];
    let tags: Vec<String> = targets
        .iter()
        .map(|target| {
            let response = client.get(target);
            assert_eq!(
                response.header("cache-control"),
                Some("no-cache"),
                "{target}"
            );
            let tag = tag(&response);
            assert!(tag.starts_with('"'), "a strong tag: {tag}");
            assert_eq!(revalidate(&mut client, target, "", &tag), 304, "{target}");
            assert_eq!(
                revalidate(&mut client, target, "", "\"other\""),
                200,
                "{target}"
            );
            tag
        })
        .collect();
    let acme = Fake::new(&["acme"], |_| YearMonthDay::new(1, 1, 1));
    server.registry.register(acme).unwrap();
    for (target, old) in targets.iter().zip(&tags) {
        assert_eq!(revalidate(&mut client, target, "", old), 200, "{target}");
        assert_ne!(tag(&client.get(target)), *old, "{target}");
    }
}

#[test]
fn tag_differs_by_language_by_encoding_and_by_process() {
    let server = TestServer::start();
    let mut client = server.client();
    let target = "/v1/calendars/hebrew/months/5787/M05L";
    let mut get = |headers: &str| {
        let response = client.request("GET", target, headers);
        let vary = response.headers.iter().filter(|(name, _)| name == "vary");
        let vary: Vec<&str> = vary.map(|(_, value)| value.as_str()).collect();
        assert_eq!(vary, ["accept-language", "accept-encoding"]);
        tag(&response)
    };
    let (plain, german) = (get(""), get("accept-language: de\r\n"));
    let zipped = get(GZIP);
    assert!(plain != german && plain != zipped && german != zipped);
    assert_eq!(revalidate(&mut client, target, GZIP, &zipped), 304);
    assert_eq!(revalidate(&mut client, target, "", &zipped), 200);
    assert_eq!(
        revalidate(&mut client, target, "accept-language: de\r\n", &plain),
        200
    );
    let other = TestServer::start();
    assert_ne!(tag(&other.client().get(target)), plain);
}

#[test]
fn head_is_conditional_and_post_is_not() {
    let server = TestServer::start();
    let mut client = server.client();
    let tag = tag(&client.request("HEAD", DATE, ""));
    let known = format!("if-none-match: \"x\", W/{tag}\r\n");
    assert_eq!(client.request("HEAD", DATE, &known).status, 304);
    assert_eq!(
        client
            .request("GET", "/healthz", "if-none-match: *\r\n")
            .status,
        200
    );
    let missing = client.request("GET", "/v1/calendars/nowhere", "if-none-match: *\r\n");
    missing.problem(404, "unknown-calendar");
    let body = "{\"from\":\"julian\",\"to\":\"iso\",\"dates\":[]}";
    let results = client.post("/v1/convert", body);
    assert_eq!(results.header("cache-control"), Some("no-store"));
    assert_eq!(results.header("etag"), None);
}

#[test]
fn large_bodies_are_compressed_on_request() {
    let server = TestServer::start();
    let mut client = server.client();
    let plain = client.get("/v1/calendars");
    assert_eq!(plain.header("content-encoding"), None);
    assert_eq!(plain.header("vary"), Some("accept-encoding"));
    let zipped = client.request(
        "GET",
        "/v1/calendars",
        "accept-encoding: br, gzip;q=0.5\r\n",
    );
    assert_eq!(zipped.header("content-encoding"), Some("gzip"));
    assert!(zipped.body.len() * 2 < plain.body.len());
    let mut text = String::new();
    GzDecoder::new(&zipped.body[..])
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text, plain.text());
    let head = client.request("HEAD", "/v1/calendars", GZIP);
    assert_eq!(head.header("content-encoding"), Some("gzip"));
    for target in [DATE, "/v1/calendars/nowhere", "/healthz"] {
        let small = client.request("GET", target, GZIP);
        assert_eq!(small.header("content-encoding"), None, "{target}");
        assert_eq!(small.header("vary"), None, "{target}");
    }
    let refused = client.request("GET", "/v1/calendars", "accept-encoding: gzip;q=0\r\n");
    assert_eq!(refused.header("content-encoding"), None);
}

#[test]
fn listing_is_that_of_the_generation() {
    let server = TestServer::start();
    let mut client = server.client();
    for round in 0..3 {
        let name = format!("acme-{round}");
        let acme = Fake::new(&[&name], |_| YearMonthDay::new(1, 1, 1));
        server.registry.register(acme).unwrap();
        for _ in 0..2 {
            let response = client.get("/v1/calendars");
            let listing = response.ok();
            assert_eq!(listing["generation"], server.registry.generation());
            let last = listing["calendars"].as_array().unwrap().last().unwrap();
            assert_eq!(last["name"], name.as_str());
        }
    }
}

#[test]
fn pages_of_any_origin_may_read_responses() {
    let server = TestServer::start();
    let mut client = server.client();
    for target in [DATE, "/v1/calendars/nowhere", "/nowhere"] {
        let response = client.request("GET", target, "origin: https://example.com\r\n");
        assert_eq!(
            response.header("access-control-allow-origin"),
            Some("*"),
            "{target}"
        );
        let exposed = response.header("access-control-expose-headers");
        assert_eq!(exposed, Some("etag,x-request-id"));
    }
    let preflight = "origin: https://example.com\r\naccess-control-request-method: POST\r\n\
                     access-control-request-headers: content-type\r\n";
    let response = client.request("OPTIONS", "/v1/convert", preflight);
    assert_eq!((response.status, response.body.len()), (200, 0));
    assert_eq!(
        response.header("access-control-allow-methods"),
        Some("GET,HEAD,POST")
    );
    let headers = response.header("access-control-allow-headers");
    assert_eq!(headers, Some("content-type,if-none-match,x-request-id"));
    assert_eq!(response.header("access-control-max-age"), Some("3600"));
    assert!(response.header("x-request-id").is_some());
}

#[test]
fn options_lists_the_methods() {
    let server = TestServer::start();
    let mut client = server.client();
    for (target, methods) in [(DATE, "GET,HEAD"), ("/v1/convert", "GET,HEAD,POST")] {
        let response = client.request("OPTIONS", target, "");
        assert_eq!(response.status, 204, "{target}");
        assert_eq!(response.header("allow"), Some(methods), "{target}");
    }
    client
        .request("OPTIONS", "/nowhere", "")
        .problem(404, "unknown-route");
}

#[test]
fn allowed_origins_can_be_restricted() {
    let origins = vec![
        "https://a.example".parse().unwrap(),
        "https://b.example".parse().unwrap(),
    ];
    let server = TestServer::with(Limits {
        origins: AllowedOrigins { origins },
        ..Limits::default()
    });
    let mut client = server.client();
    let mut allowed = |origin: &str| {
        let response = client.request("GET", DATE, &format!("origin: {origin}\r\n"));
        assert_eq!(response.header("vary"), Some("origin"));
        let allowed = response.header("access-control-allow-origin");
        allowed.map(str::to_owned)
    };
    assert_eq!(
        allowed("https://b.example").as_deref(),
        Some("https://b.example")
    );
    assert_eq!(allowed("https://c.example"), None);
}
