//! Tests of the routes that convert, format and parse one date.

use calendar_registry::{Calendar, Date, JulianDay, System, calendars::Iso};
use serde_json::{Value, json};

use crate::server::TestServer;

#[test]
fn several_targets_are_a_list() {
    let server = TestServer::start();
    let mut client = server.client();
    let one = "/v1/convert?from=jalali&date=1405-09-01&to=";
    assert!(client.get(&format!("{one}julian")).ok()["to"].is_object());
    let several = client
        .get(&format!("{one}julian,Islamic+Civil%2Chebrew"))
        .ok();
    let calendars: Vec<&Value> = several["to"]
        .as_array()
        .unwrap()
        .iter()
        .map(|date| &date["calendar"])
        .collect();
    assert_eq!(calendars, ["Julian", "Islamic Civil", "Hebrew"]);
    assert_eq!(several["to"][0]["date"], "2026-11-09");
    let all = client.get(&format!("{one}all")).ok();
    let calendars: Vec<&Value> = all["to"]
        .as_array()
        .unwrap()
        .iter()
        .map(|date| &date["calendar"])
        .collect();
    let systems: Vec<&str> = System::ALL.iter().map(|system| system.name()).collect();
    assert_eq!(calendars, systems);
    assert_eq!(all.get("unavailable"), None);
    client
        .get(&format!("{one}julian,nowhere"))
        .problem(404, "unknown-calendar");
    client
        .get(&format!("{one}julian,"))
        .problem(400, "bad-name");
}

#[test]
fn all_calendars_without_the_date_are_listed() {
    let server = TestServer::start();
    let mut client = server.client();
    let far = client
        .get("/v1/convert?from=iso&date=2000000-01-01&to=all")
        .ok();
    let unavailable = far["unavailable"].as_array().unwrap();
    assert!(!unavailable.is_empty());
    let found = far["to"].as_array().unwrap().len();
    assert_eq!(found + unavailable.len(), System::ALL.len());
    for entry in unavailable {
        assert_eq!(entry["problem"]["type"], "/problems/out-of-range");
        assert!(entry["problem"]["last"].is_string(), "{entry}");
    }
}

#[test]
fn date_is_read_from_fields() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut iso = |query: &str| {
        let conversion = client.get(&format!("/v1/convert?to=iso8601&{query}")).ok();
        conversion["to"]["date"].clone()
    };
    assert_eq!(
        iso("from=japanese&era=reiwa&era_year=8&month=11&day=25"),
        "2026-11-25"
    );
    assert_eq!(
        iso("from=hebrew&year=5787&month_code=M05L&day=1"),
        "2027-02-08"
    );
    assert_eq!(iso("from=hebrew&date=5787-M05L-01"), "2027-02-08");
    assert_eq!(iso("from=japanese&date=reiwa+8-11-25"), "2026-11-25");
    assert_eq!(
        iso("from=gregorian&extended_year=0&month=1&day=1"),
        "0000-01-01"
    );
    assert_eq!(
        iso("from=gregorian&era=bc&era_year=44&month=3&day=15"),
        "-0043-03-15"
    );
}

#[test]
fn wrong_fields_are_named() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut problem = |query: &str, status: u16, kind: &str| {
        let response = client.get(&format!("/v1/convert?to=iso8601&from=hebrew&{query}"));
        response.problem(status, kind);
        let body = response.json();
        let member = |name: &str| body.get(name).cloned().unwrap_or_default();
        (member("parameter"), member("field"))
    };
    let at = |parameter: &str| (json!(parameter), Value::Null);
    let field = |field: &str| (Value::Null, json!(field));
    assert_eq!(problem("", 400, "bad-query"), at("date"));
    assert_eq!(
        problem("date=5787-01-01&year=5787", 400, "bad-query"),
        at("date")
    );
    assert_eq!(
        problem("era=am&month=1&day=1", 400, "bad-query"),
        at("era_year")
    );
    assert_eq!(
        problem("era_year=1&month=1&day=1", 400, "bad-query"),
        at("era")
    );
    assert_eq!(problem("year=x&month=1&day=1", 400, "bad-date"), at("year"));
    assert_eq!(
        problem("year=5787&month=256&day=1", 400, "bad-date"),
        at("month")
    );
    assert_eq!(
        problem("year=5787&month_code=5L&day=1", 400, "bad-date"),
        at("month_code")
    );
    assert_eq!(
        problem("year=5786&month_code=M05L&day=1", 422, "no-such-date"),
        field("month_code")
    );
    assert_eq!(
        problem("year=5787&month=1", 422, "no-such-date"),
        field("day")
    );
    assert_eq!(problem("month=1&day=1", 422, "no-such-date"), field("year"));
    assert_eq!(
        problem("year=5787&month=1&day=31", 422, "no-such-date"),
        field("day")
    );
    assert_eq!(
        problem("era=reiwa&era_year=8&month=1&day=1", 422, "no-such-date"),
        field("era")
    );
}

#[test]
fn today_is_the_current_day_in_the_time_zone() {
    let server = TestServer::start();
    let mut client = server.client();
    let before = JulianDay::from(std::time::SystemTime::now()).number();
    let today = client.get("/v1/calendars/hebrew/today").ok();
    let after = JulianDay::from(std::time::SystemTime::now()).number();
    let day = today["julian_day"].as_i64().unwrap();
    assert!((before..=after).contains(&day));
    assert_eq!(
        (&today["tz"], &today["calendar"]),
        (&json!("UTC"), &json!("Hebrew"))
    );
    let day = JulianDay::new(day);
    let iso = Date::from_julian_day(&Calendar::from(Iso), day).unwrap();
    assert_eq!(today["iso_date"], iso.to_string());
    // These zones are 26 hours apart, so they never have the same date.
    let mut day = |zone: &str| {
        let today = client
            .get(&format!("/v1/calendars/iso/today?tz={zone}"))
            .ok();
        assert_eq!(today["tz"], zone.replace("%2B", "+"));
        today["julian_day"].as_i64().unwrap()
    };
    assert!(day("Pacific/Kiritimati") > day("Etc/GMT%2B12"));
    for zone in ["", "Mars/Olympus", "../../etc/passwd", "%00", "%FF"] {
        let response = client.get(&format!("/v1/calendars/iso/today?tz={zone}"));
        assert_eq!(response.json()["parameter"], "tz");
        response.problem(400, "bad-time-zone");
    }
    let response = client.get("/v1/calendars/persian/today?locale=fa&style=full");
    assert_eq!(response.ok()["locale"], "fa");
}

#[test]
fn date_is_formatted_in_a_style_skeleton_or_pattern() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut text = |query: &str| {
        let format = client
            .get(&format!("/v1/format?date=2026-11-25{query}"))
            .ok();
        format["text"].as_str().unwrap().to_owned()
    };
    assert_eq!(text("&locale=de&style=full"), "Mittwoch, 25. November 2026");
    assert_eq!(text("&locale=fa"), "۴ آذر ۱۴۰۵");
    assert_eq!(text("[u-ca%3Djapanese]&locale=ja"), "令和8年11月25日");
    assert_eq!(
        text("&locale=en&calendar=hebrew&pattern=EEE,+d+MMM"),
        "Wed, 15 Kislev"
    );
    assert_eq!(text("&locale=en&skeleton=yMMM"), "Nov 2026");
    let format = client.get("/v1/format?date=2026-11-25&locale=en").ok();
    let parts = format["parts"].as_array().unwrap();
    let joined: String = parts
        .iter()
        .map(|part| part["value"].as_str().unwrap())
        .collect();
    assert_eq!(format["text"], joined);
    assert_eq!(parts[0], json!({"type": "month", "value": "November"}));
    assert_eq!(
        (&format["calendar"], &format["iso_date"]),
        (&json!("Gregorian"), &json!("2026-11-25"))
    );
    let two = client.get("/v1/format?date=2026-11-25&style=full&pattern=d");
    two.problem(400, "bad-query");
    for (name, value) in [("pattern", "'"), ("skeleton", "dd%00"), ("skeleton", "")] {
        let response = client.get(&format!("/v1/format?date=2026-11-25&{name}={value}"));
        assert_eq!(response.json()["parameter"], name);
        response.problem(400, "bad-pattern");
    }
}

#[test]
fn text_is_parsed_in_a_locale() {
    let server = TestServer::start();
    let mut client = server.client();
    let date = client
        .get("/v1/parse?text=25.+November+2026&locale=de")
        .ok();
    assert_eq!(
        (&date["iso_date"], &date["calendar"]),
        (&json!("2026-11-25"), &json!("Gregorian"))
    );
    assert_eq!(date["locale"], "de");
    let lenient = "/v1/parse?text=1+shevat+5787&locale=en&calendar=hebrew";
    client.get(lenient).problem(400, "bad-date");
    assert_eq!(
        client.get(&format!("{lenient}&lenient=true")).ok()["iso_date"],
        "2027-01-09"
    );
    let response = client.get("/v1/parse?text=25.+Movember+2026&locale=de");
    assert_eq!(
        (&response.json()["parameter"], &response.json()["byte"]),
        (&json!("text"), &json!(4))
    );
    response.problem(400, "bad-date");
    client
        .get(&format!("{lenient}&lenient=yes"))
        .problem(400, "bad-query");
    client.get("/v1/parse?locale=de").problem(400, "bad-query");
}

#[test]
fn every_text_of_format_is_parsed() {
    let server = TestServer::start();
    let mut client = server.client();
    for (locale, calendar) in [
        ("fa", "persian"),
        ("he", "hebrew"),
        ("zh", "chinese"),
        ("ar", "umalqura"),
    ] {
        for style in ["full", "long", "medium"] {
            let form = format!("locale={locale}&calendar={calendar}&style={style}");
            let format = client
                .get(&format!("/v1/format?date=2026-11-25&{form}"))
                .ok();
            let text: String = format["text"]
                .as_str()
                .unwrap()
                .bytes()
                .map(|byte| format!("%{byte:02x}"))
                .collect();
            let date = client.get(&format!("/v1/parse?text={text}&{form}")).ok();
            assert_eq!(date["iso_date"], "2026-11-25", "{form}");
        }
    }
}

#[test]
fn names_are_those_of_the_calendar_or_the_locale() {
    let server = TestServer::start();
    let mut client = server.client();
    let names = client.get("/v1/names?locale=fa").ok();
    assert_eq!(names["calendar"], "Persian");
    assert_eq!(names["months"][8]["name"], "آذر");
    let named = client
        .get("/v1/names?locale=en&calendar=hebrew&year=5787")
        .ok();
    let path = client
        .get("/v1/calendars/hebrew/names?locale=en&year=5787")
        .ok();
    assert_eq!(named, path);
    client
        .get("/v1/names?calendar=nowhere")
        .problem(404, "unknown-calendar");
}
