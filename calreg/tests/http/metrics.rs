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
fn format_is_the_one_that_the_client_accepts() {
    let server = TestServer::start();
    let mut client = server.client();
    let plain = client.get("/metrics");
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    assert_eq!(plain.header("content-type"), Some(kind));
    assert!(!plain.text().contains("# EOF"));
    let accept = "accept: text/plain;version=0.0.4;q=0.5\r\n";
    let plain = client.request("GET", "/metrics", accept);
    assert_eq!(plain.header("content-type"), Some(kind));
}

#[test]
fn series_exist_before_their_first_event() {
    let server = TestServer::start();
    let samples = scrape(&mut server.client());
    let zero = [
        "calreg_http_requests_total{route=\"/v1/convert\",status=\"200\"}",
        "calreg_http_requests_total{route=\"/metrics\",status=\"200\"}",
        "calreg_http_requests_total{route=\"unmatched\",status=\"404\"}",
        "calreg_http_request_duration_seconds_count{route=\"/v1/convert\"}",
        "calreg_http_connections_refused_total{status=\"408\"}",
        "calreg_http_connections_refused_total{status=\"503\"}",
        "calreg_http_connections_failed_total{reason=\"reset\"}",
        "calreg_http_connections_dropped_total",
        "calreg_http_connections_evicted_total",
        "calreg_log_lines_dropped_total",
        "calreg_calendar_requests_total{calendar=\"Jalali\"}",
    ];
    for series in zero {
        assert_eq!(samples.get(series), Some(&0.0), "{series}");
    }
}

#[test]
fn every_route_has_its_series_from_the_start() {
    let server = TestServer::start();
    let mut client = server.client();
    let routes = |samples: &HashMap<String, f64>| {
        let prefix = "calreg_http_request_duration_seconds_count";
        samples
            .keys()
            .filter(|name| name.starts_with(prefix))
            .count()
    };
    let before = routes(&scrape(&mut client));
    for path in [
        "/v1/calendars",
        "/v1/calendars/jalali",
        "/v1/calendars/jalali/dates/2026-11-22",
        "/v1/calendars/jalali/names",
        "/v1/convert",
        "/problems/internal",
        "/healthz",
        "/readyz",
        "/nowhere",
    ] {
        client.get(path);
    }
    assert_eq!(routes(&scrape(&mut client)), before);
}

#[cfg(target_os = "linux")]
#[test]
fn process_metrics_are_those_of_the_process() {
    let server = TestServer::start();
    let samples = scrape(&mut server.client());
    assert!(samples["process_cpu_seconds_total"] >= 0.0);
    assert!(samples["process_resident_memory_bytes"] > 1e6);
    assert!(samples["process_virtual_memory_bytes"] > samples["process_resident_memory_bytes"]);
    assert!(samples["process_open_fds"] > 2.0);
    assert!(samples["process_open_fds"] <= samples["process_max_fds"]);
    assert!(samples["process_threads"] >= 2.0);
    assert!(samples["process_start_time_seconds"] > 1.7e9);
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
