//! Tests of valid requests.

use calendar_registry::{System, YearMonthDay};
use serde_json::json;

use crate::server::{Fake, TestServer};

#[test]
fn calendars_are_listed() {
    let server = TestServer::start();
    let listing = server.client().get("/v1/calendars").ok();
    assert_eq!(listing["generation"], server.registry.generation());
    let calendars = listing["calendars"].as_array().unwrap();
    let names: Vec<_> = calendars.iter().map(|calendar| &calendar["name"]).collect();
    let systems: Vec<&str> = System::ALL.iter().map(|system| system.name()).collect();
    assert_eq!(names, systems);
}

#[test]
fn calendar_is_found_by_any_name_and_encoding() {
    let server = TestServer::start();
    let mut client = server.client();
    let names = [
        "Islamic%20Civil",
        "islamic-civil",
        "ISLAMIC_CIVIL",
        "islamicc",
        "Islamic",
        "%69slamic",
    ];
    for name in names {
        let calendar = client.get(&format!("/v1/calendars/{name}")).ok();
        assert_eq!(calendar["name"], "Islamic Civil");
        assert_eq!(calendar["kind"], "lunar");
        assert_eq!(calendar["year_zero"], false);
    }
}

#[test]
fn date_is_converted_to_a_calendar() {
    let server = TestServer::start();
    let mut client = server.client();
    let date = client.get("/v1/calendars/jalali/dates/2026-11-22").ok();
    let expected = json!({
        "calendar": "Jalali", "date": "1405-09-01", "year": 1405, "month": 9, "day": 1,
        "month_code": "M09", "era": "ap", "era_year": 1405,
        "leap_year": false, "weekday": "Sunday", "julian_day": 2_461_367,
        "iso_date": "2026-11-22",
    });
    assert_eq!(date, expected);
}

#[test]
fn date_in_a_path_is_an_iso_date() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut dates = |calendar: &str, date: &str| {
        let date = client.get(&format!("/v1/calendars/{calendar}/dates/{date}"));
        let date = date.ok();
        (date["iso_date"].clone(), date["date"].clone())
    };
    // ISO 8601 has a year 0: its year -43 is 44 BC.
    let ides = (json!("-000043-03-13"), json!("-0044-03-15"));
    assert_eq!(dates("julian", "-0043-03-13"), ides);
    assert_eq!(dates("julian", "-000043-03-13"), ides);
    let first = (json!("0000-01-01"), json!("-0001-01-01"));
    assert_eq!(dates("gregorian", "0000-01-01"), first);
    let iso = (json!("-000001-01-01"), json!("-0001-01-01"));
    assert_eq!(dates("iso8601", "-0001-01-01"), iso);
    let far = (json!("+010000-01-01"), json!("10000-01-01"));
    assert_eq!(dates("gregorian", "10000-01-01"), far);
    // The other forms of ISO 8601.
    let sunday = (json!("2026-11-22"), json!("1405-09-01"));
    for date in [
        "20261122",
        "2026-W47-7",
        "2026-326",
        "2026-11-22T09:30",
        "2026-11-22[u-ca=hebrew]",
    ] {
        assert_eq!(dates("jalali", date), sunday, "{date}");
    }
}

#[test]
fn minus_zero_is_not_a_year() {
    let server = TestServer::start();
    let mut client = server.client();
    for year in ["-0000", "-000000", "-0000000000"] {
        let path = format!("/v1/calendars/iso8601/dates/{year}-01-01");
        let detail = client.get(&path).problem(400, "bad-date");
        assert!(!detail.contains("YYYY-MM-DD"), "{detail}");
        let query = format!("/v1/convert?from=iso8601&to=julian&date={year}-01-01");
        client.get(&query).problem(400, "bad-date");
    }
    client
        .get("/v1/convert?from=iso8601&to=julian&date=-0-1-1")
        .problem(400, "bad-date");
    client.get("/v1/calendars/iso8601/dates/0000-01-01").ok();
    client.get("/v1/calendars/iso8601/dates/-000001-01-01").ok();
}

#[test]
fn date_has_month_code_and_era() {
    let server = TestServer::start();
    let mut client = server.client();
    let adar = client.get("/v1/calendars/hebrew/dates/2027-02-08").ok();
    assert_eq!(
        (&adar["month"], &adar["month_code"]),
        (&json!(6), &json!("M05L"))
    );
    let reiwa = client.get("/v1/calendars/japanese/dates/2019-05-01").ok();
    assert_eq!(
        (&reiwa["era"], &reiwa["era_year"]),
        (&json!("reiwa"), &json!(1))
    );
    let chinese = client.get("/v1/calendars/chinese/dates/2026-11-22").ok();
    assert_eq!(chinese.get("era"), None);
    let calendar = client.get("/v1/calendars/umalqura").ok();
    assert_eq!(calendar["unicode_id"], "islamic-umalqura");
    assert_eq!(calendar["eras"], json!(["ah", "bh"]));
    assert_eq!(calendar["authoritative_years"], json!([1300, 1600]));
}

#[test]
fn convert_returns_both_dates() {
    let server = TestServer::start();
    let target = "/v1/convert?from=jalali&to=Islamic+Civil&date=1405-09-01";
    let conversion = server.client().get(target).ok();
    let expected = json!({
        "julian_day": 2_461_367, "weekday": "Sunday",
        "from": {
            "calendar": "Jalali", "date": "1405-09-01",
            "year": 1405, "month": 9, "day": 1,
            "month_code": "M09", "era": "ap", "era_year": 1405, "leap_year": false,
        },
        "to": {
            "calendar": "Islamic Civil", "date": "1448-06-11",
            "year": 1448, "month": 6, "day": 11,
            "month_code": "M06", "era": "ah", "era_year": 1448, "leap_year": false,
        },
    });
    assert_eq!(conversion, expected);
}

#[test]
fn encoded_slash_does_not_split_the_path() {
    let server = TestServer::start();
    let thirty = Fake::new(&["30/360"], |_| YearMonthDay::new(1, 2, 3));
    server.registry.register(thirty).unwrap();
    let mut client = server.client();
    assert_eq!(client.get("/v1/calendars/30%2F360").ok()["name"], "30/360");
    let date = client.get("/v1/calendars/30%2f360/dates/2026-11-22").ok();
    assert_eq!(date["date"], "0001-02-03");
    client
        .get("/v1/calendars/30/360")
        .problem(404, "unknown-route");
}

#[test]
fn next_request_sees_a_registration() {
    let server = TestServer::start();
    let mut client = server.client();
    let target = "/v1/calendars/acme/dates/2026-11-22";
    client.get(target).problem(404, "unknown-calendar");
    for version in 1..=3 {
        let backend = Fake::new(&["acme"], move |_| YearMonthDay::new(version, 1, 1));
        if version == 1 {
            server.registry.register(backend).unwrap();
        } else {
            server.registry.replace("acme", backend).unwrap();
        }
        assert_eq!(client.get(target).ok()["year"], version);
    }
    server.registry.unregister("acme").unwrap();
    client.get(target).problem(404, "unknown-calendar");
}

#[test]
fn health_and_readiness_respond_200() {
    let server = TestServer::start();
    let mut client = server.client();
    assert_eq!(client.get("/healthz").ok(), json!({"status": "ok"}));
    let ready = client.get("/readyz");
    assert_eq!(ready.ok(), json!({"status": "ready"}));
    assert_eq!(ready.header("cache-control"), Some("no-store"));
}

#[test]
fn head_has_the_headers_of_get() {
    let server = TestServer::start();
    let mut client = server.client();
    for target in [
        "/v1/calendars",
        "/v1/calendars/jalali",
        "/metrics",
        "/nowhere",
        "/v1/convert",
    ] {
        let get = client.get(target);
        let head = client.request("HEAD", target, "");
        assert_eq!(head.status, get.status);
        assert_eq!(head.header("content-type"), get.header("content-type"));
        if target != "/metrics" {
            assert_eq!(head.header("content-length"), get.header("content-length"));
        }
    }
}

#[test]
fn other_methods_get_405_with_allow() {
    let server = TestServer::start();
    let mut client = server.client();
    for target in [
        "/v1/calendars",
        "/v1/calendars/jalali/dates/2026-11-22",
        "/healthz",
    ] {
        for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"] {
            let response = client.request(method, target, "content-length: 0\r\n");
            response.problem(405, "method-not-allowed");
            assert_eq!(response.header("allow"), Some("GET,HEAD"));
        }
    }
}

#[test]
fn valid_request_id_is_kept() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut id_for = |given: &str| {
        let response = client.request("GET", "/healthz", &format!("x-request-id: {given}\r\n"));
        response.header("x-request-id").unwrap().to_owned()
    };
    assert_eq!(id_for("0a7f-42.B_c"), "0a7f-42.B_c");
    let long = "a".repeat(65);
    for invalid in ["", "two words", "quo\"ted", "\u{e9}", &long] {
        let id = id_for(invalid);
        assert!(
            id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{id}"
        );
    }
    assert_ne!(id_for(""), id_for(""));
    let problem = client.request("GET", "/nowhere", "x-request-id: mine\r\n");
    assert_eq!(problem.json()["request_id"], "mine");
}

#[test]
fn problem_type_is_a_path_to_its_description() {
    let server = TestServer::start();
    let mut client = server.client();
    let problem = client.get("/v1/calendars/nowhere").json();
    let description = client.get(problem["type"].as_str().unwrap()).ok();
    for part in ["type", "title", "status"] {
        assert_eq!(description[part], problem[part]);
    }
    client
        .get("/problems/nonsense")
        .problem(404, "unknown-problem");
}

#[test]
fn http_1_0_and_absolute_targets_are_accepted() {
    let server = TestServer::start();
    let mut old = server.client();
    old.send("GET /healthz HTTP/1.0\r\n\r\n").unwrap();
    assert_eq!(old.response().status, 200);
    old.assert_closed();
    let mut proxy = server.client();
    assert_eq!(proxy.get("http://test/v1/calendars").status, 200);
}
