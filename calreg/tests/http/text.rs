//! Tests of dates and names as text.

use calendar_registry::YearMonthDay;
use serde_json::Value;

use crate::server::{Fake, TestServer};

const DATE: &str = "/v1/calendars/gregorian/dates/2026-11-25";

#[test]
fn locale_adds_text() {
    let server = TestServer::start();
    let mut client = server.client();
    let date = client.get(&format!("{DATE}?locale=de-AT")).ok();
    assert_eq!(date["text"], "25. November 2026");
    assert_eq!(date["locale"], "de-AT");
    assert_eq!(date["date"], "2026-11-25");
    let date = client.get(&format!("{DATE}?style=full&locale=fr")).ok();
    assert_eq!(date["text"], "mercredi 25 novembre 2026");
    let persian = "/v1/calendars/persian/dates/2026-11-25?locale=fa";
    assert_eq!(client.get(persian).ok()["text"], "۴ آذر ۱۴۰۵");
    let convert = "/v1/convert?from=gregorian&to=hebrew&date=2026-11-25&locale=en&style=medium";
    let conversion = client.get(convert).ok();
    assert_eq!(conversion["locale"], "en");
    assert_eq!(conversion["from"]["text"], "Nov 25, 2026");
    assert_eq!(conversion["to"]["text"], "15 Kislev 5787");
}

#[test]
fn accept_language_counts_only_with_a_style() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut get = |query: &str, languages: &str| {
        let response = client.request("GET", &format!("{DATE}{query}"), languages);
        let date = response.ok();
        let vary = response.header("vary").map(str::to_owned);
        (date["text"].clone(), date["locale"].clone(), vary)
    };
    let german = "accept-language: tlh, en;q=0.5, de-CH;q=0.9\r\n";
    assert_eq!(get("", german), (Value::Null, Value::Null, None));
    let vary = Some("accept-language".to_owned());
    let negotiated = ("25.11.2026".into(), "de-CH".into(), vary.clone());
    assert_eq!(get("?style=medium", german), negotiated);
    let two = "accept-language: tlh\r\naccept-language: fr\r\n";
    let french = ("25 nov. 2026".into(), "fr".into(), vary.clone());
    assert_eq!(get("?style=medium", two), french);
    let english = ("November 25, 2026".into(), "en".into(), vary);
    assert_eq!(get("?style=long", ""), english);
    let chosen = ("25 novembre 2026".into(), "it".into(), None);
    assert_eq!(get("?style=long&locale=it", german), chosen);
}

#[test]
fn invalid_locales_and_styles_get_400() {
    let server = TestServer::start();
    let mut client = server.client();
    for locale in ["", "x", "%FF", "de_AT%20", &"a".repeat(500)] {
        let detail = client.get(&format!("{DATE}?locale={locale}"));
        let detail = detail.problem(400, "bad-locale");
        assert!(detail.contains(" is not a locale: "), "{detail}");
        client
            .get(&format!("/v1/calendars/gregorian/names?locale={locale}"))
            .problem(400, "bad-locale");
    }
    for style in ["", "Long", "tiny"] {
        let detail = client.get(&format!("{DATE}?style={style}"));
        let detail = detail.problem(400, "bad-style");
        assert!(detail.contains("full, long, medium or short"), "{detail}");
    }
    let twice = format!("{DATE}?locale=de&locale=fr");
    client.get(&twice).problem(400, "bad-query");
    let detail = client.get(&format!("{DATE}?lang=de"));
    let detail = detail.problem(400, "bad-query");
    assert!(detail.contains("parameters locale, style"), "{detail}");
}

#[test]
fn date_outside_the_published_data_is_approximate() {
    let server = TestServer::start();
    let mut client = server.client();
    let date = client.get("/v1/calendars/chinese/dates/2300-01-01").ok();
    assert_eq!(date["approximate"], true);
    let date = client.get("/v1/calendars/chinese/dates/2026-01-01").ok();
    assert_eq!(date.get("approximate"), None);
}

#[test]
fn names_are_in_the_requested_locale() {
    let server = TestServer::start();
    let mut client = server.client();
    let leap = "/v1/calendars/hebrew/names?locale=en&year=5787";
    let names = client.get(leap).ok();
    assert_eq!(
        (&names["calendar"], &names["year"]),
        (&"Hebrew".into(), &5787.into())
    );
    assert_eq!(names["months"].as_array().unwrap().len(), 13);
    let adar = serde_json::json!({"code": "M05L", "name": "Adar I"});
    assert_eq!(names["months"][5], adar);
    assert_eq!(names["weekdays"][6], "Sunday");
    assert_eq!(names["eras"][0]["code"], "am");
    let arabic = "accept-language: ar-EG\r\n";
    let names = client.request("GET", "/v1/calendars/coptic/names", arabic);
    assert_eq!(names.header("vary"), Some("accept-language"));
    assert_eq!(names.ok()["locale"], "ar-EG");
    assert_eq!(names.ok()["months"][0]["name"], "توت");
    client
        .get("/v1/calendars/gregorian/names?year=0")
        .problem(422, "no-such-date");
    for year in ["", "MMXXVI", "2147483648"] {
        client
            .get(&format!("/v1/calendars/gregorian/names?year={year}"))
            .problem(400, "bad-date");
    }
    client
        .get("/v1/calendars/nowhere/names")
        .problem(404, "unknown-calendar");
}

#[test]
fn registered_calendar_without_text_is_shown_in_codes() {
    let server = TestServer::start();
    let acme = Fake::new(&["acme"], |_| YearMonthDay::new(2026, 3, 7));
    server.registry.register(acme).unwrap();
    let mut client = server.client();
    let date = client.get("/v1/calendars/acme/dates/2026-11-25?locale=en");
    let text = date.ok()["text"].clone();
    assert!(text.as_str().unwrap().contains("M03"), "{text}");
}
