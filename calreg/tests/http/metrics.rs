//! Tests of the metrics: values, and labels that no client can choose.

use std::collections::HashMap;

use calendar_registry::YearMonthDay;

use crate::client::Client;
use crate::server::{Fake, TestServer};

/// Scrapes the metrics, checks the form of each line, returns the samples by name and labels.
fn scrape(client: &mut Client) -> HashMap<String, f64> {
    let accept = "accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5\r\n";
    let response = client.request("GET", "/metrics", accept);
    assert_eq!(response.status, 200);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    assert_eq!(response.header("content-type"), Some(kind));
    let mut families = Vec::new();
    let mut samples = HashMap::new();
    let text = response.text();
    let lines = text.strip_suffix("# EOF\n").expect("the end").lines();
    for line in lines {
        if let Some(comment) = line.strip_prefix("# ") {
            if let Some(family) = comment.strip_prefix("TYPE ") {
                families.push(family.split_once(' ').unwrap().0.to_owned());
            }
            continue;
        }
        let (key, value) = line.rsplit_once(' ').unwrap();
        let name = key.split('{').next().unwrap();
        let known = families
            .last()
            .is_some_and(|family| name.starts_with(family.as_str()));
        assert!(known, "{line} has no family");
        let again = samples.insert(key.to_owned(), value.parse().unwrap());
        assert_eq!(again, None, "{key} is repeated");
    }
    samples
}

#[test]
fn requests_are_counted_by_route_and_status() {
    let server = TestServer::start();
    let mut client = server.client();
    for _ in 0..3 {
        client.get("/v1/calendars/jalali/dates/2026-11-22").ok();
    }
    client
        .get("/v1/calendars/nowhere/dates/2026-11-22")
        .problem(404, "unknown-calendar");
    client.get("/nowhere").problem(404, "unknown-route");
    let samples = scrape(&mut client);
    let requests = |route: &str, status: u16| {
        let key = format!("calreg_http_requests_total{{route=\"{route}\",status=\"{status}\"}}");
        samples.get(&key).copied()
    };
    let date = "/v1/calendars/{name}/dates/{date}";
    assert_eq!(requests(date, 200), Some(3.0));
    assert_eq!(requests(date, 404), Some(1.0));
    assert_eq!(requests("unmatched", 404), Some(1.0));
    let latency = "calreg_http_request_duration_seconds";
    assert_eq!(
        samples[&format!("{latency}_count{{route=\"{date}\"}}")],
        4.0
    );
    assert_eq!(
        samples[&format!("{latency}_bucket{{le=\"+Inf\",route=\"{date}\"}}")],
        4.0
    );
    assert!(samples[&format!("{latency}_sum{{route=\"{date}\"}}")] > 0.0);
    assert_eq!(samples["calreg_http_connections"], 1.0);
    assert_eq!(samples["calreg_http_requests_in_flight"], 1.0);
}

#[test]
fn registry_metrics_equal_its_stats() {
    let server = TestServer::start();
    let mut client = server.client();
    let backend = Fake::new(&["acme", "acme-fiscal"], |_| YearMonthDay::new(1, 1, 1));
    server.registry.register(backend).unwrap();
    let stats = server.registry.stats();
    let samples = scrape(&mut client);
    assert_eq!(
        samples["calreg_registry_generation"],
        stats.generation as f64
    );
    assert_eq!(samples["calreg_registry_calendars"], stats.calendars as f64);
    assert_eq!(samples["calreg_registry_names"], stats.names as f64);
    assert!(samples.contains_key("calreg_registry_retired"));
}

#[test]
fn calendar_labels_are_primary_names_of_registered_calendars() {
    let server = TestServer::start();
    let mut client = server.client();
    for name in ["islamicc", "ISLAMIC", "Islamic%20Civil"] {
        client.get(&format!("/v1/calendars/{name}")).ok();
    }
    for name in ["sesame-1", "sesame%222", "sesame%0A3", "%FFsesame"] {
        let target = format!("/v1/calendars/{name}/dates/2026-11-22");
        assert!([400, 404].contains(&client.get(&target).status));
        client.get(&format!(
            "/v1/convert?from={name}&to={name}&date=2026-11-22"
        ));
        client.get(&format!("/{name}"));
        client.request("SESAME", &format!("/{name}"), "x-request-id: sesame\r\n");
    }
    let page = client.get("/metrics").text().to_ascii_lowercase();
    assert!(!page.contains("sesame"), "{page}");
    assert!(!page.contains("islamicc"), "{page}");
    let samples = scrape(&mut client);
    let named = |name: &str| {
        samples
            .get(&format!(
                "calreg_calendar_requests_total{{calendar=\"{name}\"}}"
            ))
            .copied()
    };
    assert_eq!(named("Islamic Civil"), Some(3.0));
    assert_eq!(named("Jalali"), Some(0.0));
}

#[test]
fn removed_calendar_has_no_sample() {
    let server = TestServer::start();
    let mut client = server.client();
    let backend = Fake::new(&["acme"], |_| YearMonthDay::new(1, 1, 1));
    server.registry.register(backend).unwrap();
    client.get("/v1/calendars/acme").ok();
    let label = "calreg_calendar_requests_total{calendar=\"acme\"}";
    assert_eq!(scrape(&mut client).get(label), Some(&1.0));
    server.registry.unregister("acme").unwrap();
    assert_eq!(scrape(&mut client).get(label), None);
}
