//! Target `queries`: requests to the HTTP service, without a connection. There are two forms of input:
//!
//! - A request head, `METHOD /target` and header lines. The response must have one of the known
//!   statuses; an error must have the format of RFC 9457.
//! - Otherwise two names and a date, one on each line, in any bytes. They are sent to every route with
//!   such parameters, and the responses are compared with a model.

use std::pin::pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll, Waker};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use calendar_registry::{BackendExt, JulianDay, Registry, System, YearMonthDay};
use calreg::serve::{Limits, service};
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::dates::Rule;
use crate::plain::fold;

static ROUTER: LazyLock<Router> =
    LazyLock::new(|| service(Arc::new(Registry::with_builtins()), Limits::default()));

/// The statuses that a client can cause.
const STATUSES: [u16; 10] = [200, 204, 304, 400, 404, 405, 414, 415, 422, 431];
/// Names and dates are cut to this length, so that no target exceeds the limit.
const MAX_PART: usize = 200;

/// Sends the input.
pub fn run(input: &[u8]) {
    let mut lines = input.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let space = first.iter().position(|byte| *byte == b' ');
    let (method, target) = first.split_at(space.unwrap_or(0));
    if target.starts_with(b" /") && method.iter().all(u8::is_ascii_uppercase) {
        send_head(method, &target[1..], lines);
    } else {
        let mut parts = input
            .split(|byte| *byte == b'\n')
            .map(|part| &part[..part.len().min(MAX_PART)]);
        let mut part = || parts.next().unwrap_or_default();
        let (from, to, date) = (part(), part(), part());
        send_parts(from, to, date);
    }
}

struct HttpResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// The clock of the timeouts. It never advances, since nothing waits.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_time().build().expect("a runtime")
});

/// Calls the service. A request whose body is in memory is never pending.
fn respond(request: Request<Body>) -> HttpResponse {
    let _context = RUNTIME.enter();
    let response = async {
        let response = ROUTER.clone().oneshot(request).await;
        let (parts, body) = response.unwrap_or_else(|never| match never {}).into_parts();
        let body = if is_endless(&parts.headers) {
            Vec::new()
        } else {
            body.collect()
                .await
                .expect("a complete body")
                .to_bytes()
                .to_vec()
        };
        HttpResponse {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    };
    match pin!(response).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(response) => response,
        Poll::Pending => panic!("the service is pending"),
    }
}

/// Whether the body is a stream of events, which does not end.
fn is_endless(headers: &HeaderMap) -> bool {
    headers
        .get("content-type")
        .is_some_and(|kind| kind == "text/event-stream")
}

/// Sends any valid method, target and headers. hyper rejects invalid ones.
fn send_head<'a>(method: &[u8], target: &[u8], lines: impl Iterator<Item = &'a [u8]>) {
    let (Ok(method), Ok(uri)) = (Method::from_bytes(method), Uri::try_from(target)) else {
        return;
    };
    let mut headers = HeaderMap::new();
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = HeaderValue::from_bytes(value.get(1..).unwrap_or_default());
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), value) {
            headers.append(name, value);
        }
    }
    send(method, uri, headers);
}

/// Sends a request with these headers besides `host`, and checks the format of the response.
fn send(method: Method, uri: Uri, headers: HeaderMap) -> HttpResponse {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    let host = HeaderValue::from_static("localhost");
    request.headers_mut().append("host", host);
    let response = respond(request);
    assert_response_format(&method, &response);
    response
}

fn assert_response_format(method: &Method, response: &HttpResponse) {
    let header = |name: &str| response.headers.get(name);
    let text = |name: &str| header(name).map_or("", |value| value.to_str().unwrap());
    let (status, kind) = (response.status.as_u16(), text("content-type"));
    assert!(STATUSES.contains(&status), "{status}");
    assert_eq!(text("x-content-type-options"), "nosniff");
    let id = text("x-request-id");
    assert!((1..=64).contains(&id.len()), "{id:?}");
    let is_error = status >= 400;
    if is_error {
        let caching = text("cache-control");
        assert_eq!((kind, caching), ("application/problem+json", "no-store"));
    }
    let is_empty = *method == Method::HEAD || (*method == Method::OPTIONS && !is_error);
    if is_empty || status == 304 {
        assert!(response.body.is_empty());
        assert!(status != 304 || !text("etag").is_empty());
        return;
    }
    if text("content-encoding") == "gzip" {
        // The magic number of gzip.
        assert!(response.body.starts_with(&[0x1f, 0x8b]));
        return;
    }
    if !is_error && kind == "application/json" {
        json(&response.body);
        return;
    }
    if is_endless(&response.headers) {
        return;
    }
    if kind == "text/html; charset=utf-8" {
        assert!(response.body.starts_with(b"<!doctype html>"));
        return;
    }
    if !is_error {
        let metrics = [
            "text/plain; version=0.0.4; charset=utf-8",
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
        ];
        assert!(metrics.contains(&kind), "{kind}");
        assert!(std::str::from_utf8(&response.body).is_ok_and(|text| text.ends_with('\n')));
        return;
    }
    assert_eq!(text("content-length"), response.body.len().to_string());
    let problem = json(&response.body);
    assert_eq!(problem["status"], status);
    assert_eq!(problem["request_id"], id);
    assert!(problem["type"].as_str().unwrap().starts_with("/problems/"));
    for member in ["title", "detail"] {
        assert!(!problem[member].as_str().unwrap().is_empty());
    }
    // RFC 9110, 10.2.1: 405 needs `allow`, other responses may have it. The router adds it to a wrong
    // method even if the status reports a violated limit.
    let allow = ["GET,HEAD", "GET,HEAD,POST"].contains(&text("allow"));
    assert!(allow || status != 405 && text("allow").is_empty());
}

fn json(body: &[u8]) -> Value {
    assert_eq!(body.last(), Some(&b'\n'));
    serde_json::from_slice(body).expect("valid JSON")
}

/// Sends a batch of one date, and returns its entry.
fn post(from: &[u8], to: &[u8], date: &[u8]) -> Result<Value, Value> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let body = serde_json::json!({
        "from": text(from), "to": text(to), "dates": [text(date)],
    });
    let mut request = Request::new(Body::from(body.to_string()));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = Uri::from_static("/v1/convert");
    let headers = request.headers_mut();
    headers.insert("host", HeaderValue::from_static("localhost"));
    headers.insert("content-type", HeaderValue::from_static("application/json"));
    let response = respond(request);
    assert_response_format(&Method::POST, &response);
    let body = json(&response.body);
    match response.status.as_u16() {
        200 => Ok(body["results"][0].clone()),
        _ => Err(body),
    }
}

/// The expected end of the problem type, or some members of the body.
type Expected = Result<Value, &'static str>;

/// Sends a request, and checks the format of the response alone.
fn get_any(target: &str) {
    let uri = target.parse().expect("an encoded target");
    send(Method::GET, uri, HeaderMap::new());
}

fn get(target: &str, expected: &Expected) {
    let uri = target.parse().expect("an encoded target");
    let response = send(Method::GET, uri, HeaderMap::new());
    let body = json(&response.body);
    match expected {
        Err(slug) => {
            let kind = format!("/problems/{slug}");
            assert_eq!(body["type"], kind, "{target}: {body}");
        }
        Ok(members) => {
            assert_eq!(response.status, 200, "{target}: {body}");
            for (name, value) in members.as_object().unwrap() {
                assert_eq!(body[name], *value, "{target}: {body}");
            }
        }
    }
}

/// Encodes every byte that needs it, and some that do not.
fn encoded(bytes: &[u8], in_query: bool) -> String {
    let encode = |(at, byte): (usize, &u8)| match byte {
        b' ' if in_query && at % 2 == 1 => "+".to_owned(),
        plain if plain.is_ascii_alphanumeric() && at % 7 != 6 => char::from(*plain).to_string(),
        b'-' | b'.' | b'_' => char::from(*byte).to_string(),
        other if at % 2 == 0 => format!("%{other:02x}"),
        other => format!("%{other:02X}"),
    };
    bytes.iter().enumerate().map(encode).collect()
}

fn send_parts(from: &[u8], to: &[u8], date: &[u8]) {
    let (in_path, date_in_path) = (encoded(from, false), encoded(date, false));
    let calendar = system(from);
    if !from.is_empty() {
        let expected = calendar
            .map(|system| serde_json::json!({ "name": system.name(), "id": system.id().number() }));
        get(&format!("/v1/calendars/{in_path}"), &expected);
        let expected = calendar.map(|system| serde_json::json!({ "calendar": system.name() }));
        get(&format!("/v1/calendars/{in_path}/names"), &expected);
        // The built-in calendars have no definition.
        get_any(&format!("/v1/calendars/{in_path}/definition"));
    }
    if !from.is_empty() && !date.is_empty() {
        let target = format!("/v1/calendars/{in_path}/dates/{date_in_path}");
        // Other forms of ISO 8601 are the subject of the target `read_dates`.
        if date_of(date).is_ok() {
            let mut expected = in_calendar(calendar, date);
            get(&target, &expected);
            if let Ok(expected) = &mut expected {
                expected["locale"] = "ar-EG".into();
            }
            get(&format!("{target}?locale=ar-EG"), &expected);
        } else {
            get_any(&target);
        }
        let month = format!("/v1/calendars/{in_path}/months/{date_in_path}/{date_in_path}");
        get_any(&month);
        let today = format!("/v1/calendars/{in_path}/today?tz={date_in_path}");
        get_any(&today);
    }
    let (from_bytes, to_bytes, date_bytes) = (from, to, date);
    let [from, to_text, date_text] = [from, to, date].map(|part| encoded(part, true));
    let target = format!("/v1/convert?to={to_text}&from={from}&date={date_text}");
    // A comma separates several targets, and this word means all.
    let is_one = !to.contains(&b',') && to != b"all";
    let expected = converted(calendar, system(to), date);
    // Other forms are the subject of the target `fields`.
    let is_known = date_of(date).is_ok() || calendar.is_err() || system(to).is_err();
    if is_one && is_known {
        get(&target, &expected);
    } else {
        get_any(&target);
    }
    // JSON is UTF-8, so other bytes are replaced.
    let is_text = [from_bytes, to_bytes, date_bytes]
        .iter()
        .all(|part| str::from_utf8(part).is_ok());
    let entry = post(from_bytes, to_bytes, date_bytes);
    if let (true, true, Ok(expected), Ok(entry)) = (is_one, is_text, &expected, &entry) {
        assert_eq!(entry["to"]["date"], expected["to"]["date"]);
    }
    for path in [
        "parse?locale=en&text",
        "format?locale=en&date",
        "format?date=2026-11-25&pattern",
    ] {
        let target = format!("/v1/{path}={date_text}");
        get_any(&target);
    }
    for (name, value) in [
        ("names?locale=en&year", &date_text),
        ("names?calendar", &from),
    ] {
        let target = format!("/v1/{name}={value}");
        get_any(&target);
    }
    let target = format!("/v1/convert?from={from}&date={date_text}");
    get(&target, &Err("bad-query"));
    get(&format!("/v1/calendars?{from}=1"), &Err("bad-query"));
    get(&format!("/v1/status?{from}=1"), &Err("bad-query"));
}

fn system(name: &[u8]) -> Result<System, &'static str> {
    let folded = fold(name).ok_or("bad-name")?;
    let has = |system: &&System| {
        let backend = system.backend();
        let mut names = backend.names().into_iter();
        names.any(|own| fold(own.as_bytes()).as_ref() == Some(&folded))
    };
    let found = System::ALL.iter().find(has);
    found.copied().ok_or("unknown-calendar")
}

/// Parses an ISO 8601 date: a sign, four to ten digits of year, two of month, two of day.
fn date_of(text: &[u8]) -> Result<YearMonthDay, &'static str> {
    let bad = "bad-date";
    let text = std::str::from_utf8(text).map_err(|_| bad)?;
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let parts: Vec<&str> = unsigned.split('-').collect();
    let [year, month, day] = parts[..] else {
        return Err(bad);
    };
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number)
        || !(4..=10).contains(&year.len())
        || month.len() != 2
        || day.len() != 2
    {
        return Err(bad);
    }
    let year: i64 = year.parse().map_err(|_| bad)?;
    let year = if text.starts_with('-') { -year } else { year };
    let year = i32::try_from(year).map_err(|_| bad)?;
    let [month, day] = [month, day].map(|part| part.parse().expect("two digits"));
    Ok(YearMonthDay::new(year, month, day))
}

/// ISO 8601 has a year 0 and forbids the sign before it.
fn not_minus_zero(text: &[u8]) -> Result<YearMonthDay, &'static str> {
    let date = date_of(text)?;
    if text.starts_with(b"-") && date.year == 0 {
        return Err("bad-date");
    }
    Ok(date)
}

fn members(system: System, date: YearMonthDay) -> Value {
    let backend = system.backend();
    let code = backend.month_code(date.year, date.month);
    let mut members = serde_json::json!({
        "calendar": system.name(), "date": date.to_string(),
        "year": date.year, "month": date.month, "day": date.day,
        "month_code": code.expect("the month exists").to_string(),
        "leap_year": backend.is_leap_year(date.year),
    });
    let years = backend.authoritative_years();
    if years.is_some_and(|years| !years.contains(&date.year)) {
        members["approximate"] = true.into();
    }
    if let Some(in_era) = backend.era_year(date).expect("the date exists") {
        members["era"] = in_era.era.into();
        members["era_year"] = in_era.year.into();
    }
    members
}

/// Converts by the calendar's rule, or by the calendar itself if `dates` has no rule for it.
fn day_of(system: System, date: YearMonthDay) -> Result<i64, &'static str> {
    let day = match Rule::of(system) {
        Some(rule) => rule.julian_day(date),
        None => system.backend().julian_day(date).map(JulianDay::number),
    };
    day.map_err(|_| "no-such-date")
}

fn date_on(system: System, day: i64) -> Result<YearMonthDay, &'static str> {
    let date = match Rule::of(system) {
        Some(rule) => rule.date(day),
        None => system.backend().date(JulianDay::new(day)),
    };
    date.map_err(|_| "out-of-range")
}

/// The expected response for an ISO 8601 date in a calendar.
fn in_calendar(calendar: Result<System, &'static str>, date: &[u8]) -> Expected {
    let iso_date = not_minus_zero(date)?;
    let calendar = calendar?;
    let day = day_of(System::Iso, iso_date)?;
    let date = date_on(calendar, day)?;
    let mut expected = members(calendar, date);
    expected["julian_day"] = day.into();
    expected["iso_date"] = iso_text(iso_date).into();
    Ok(expected)
}

/// Years outside 0 to 9999 have a sign and at least six digits.
fn iso_text(date: YearMonthDay) -> String {
    let YearMonthDay { year, month, day } = date;
    if (0..=9999).contains(&year) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:+07}-{month:02}-{day:02}")
    }
}

/// The expected response of a conversion.
fn converted(
    from: Result<System, &'static str>,
    to: Result<System, &'static str>,
    date: &[u8],
) -> Expected {
    let (from, to) = (from?, to?);
    let date = not_minus_zero(date)?;
    let day = day_of(from, date)?;
    let target = date_on(to, day)?;
    Ok(serde_json::json!({
        "julian_day": day, "from": members(from, date), "to": members(to, target),
    }))
}
