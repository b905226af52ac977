//! Many clients while a writer registers, replaces and removes calendars without a pause. Every
//! response is checked.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use calendar_registry::{Registry, System, YearMonthDay, calendars::Jalali};
use serde_json::Value;

use crate::client::Client;
use crate::server::{Fake, TestServer};

const CLIENTS: usize = 6;
const ROUNDS: usize = 300;

/// The version of the calendar `acme`. `begun` is stored before a publication and `done` after it, so
/// a request must see a version between `done` at its start and `begun` at its end. All accesses are
/// SeqCst; each load pairs with the store of the other thread.
#[derive(Default)]
struct Versions {
    begun: AtomicI32,
    done: AtomicI32,
    stop: AtomicBool,
}

/// Changes the registry until `stop`; returns the number of versions.
fn churn(registry: &Registry, versions: &Versions) -> i32 {
    while !versions.stop.load(Ordering::SeqCst) {
        for change in 0..4 {
            let version = versions.begun.fetch_add(1, Ordering::SeqCst) + 1;
            let alias = format!("acme-{}", version % 5);
            let backend = Fake::new(&["acme", &alias], move |_| YearMonthDay::new(version, 1, 1));
            if change == 0 {
                registry.register(backend).unwrap();
            } else {
                registry.replace("acme", backend).unwrap();
            }
            versions.done.store(version, Ordering::SeqCst);
            // Replaces a calendar by an equal one: no response may change.
            registry.replace("jalali", Jalali).unwrap();
        }
        registry.unregister("acme").unwrap();
    }
    versions.begun.load(Ordering::SeqCst)
}

fn check_acme(client: &mut Client, versions: &Versions) {
    let oldest = versions.done.load(Ordering::SeqCst);
    let response = client.get("/v1/calendars/acme/dates/2026-11-22");
    let newest = versions.begun.load(Ordering::SeqCst);
    if response.status == 404 {
        response.problem(404, "unknown-calendar");
        return;
    }
    let date = response.ok();
    let version = i32::try_from(date["year"].as_i64().unwrap()).unwrap();
    assert!(
        (oldest..=newest).contains(&version),
        "{version} is not in {oldest}..={newest}"
    );
    assert_eq!(date["calendar"], "acme");
    assert_eq!(date["date"], format!("{version:04}-01-01"));
}

/// Sends one round of requests and checks the responses.
fn check_round(client: &mut Client, versions: &Versions) {
    let date = client.get("/v1/calendars/jalali/dates/2026-11-22").ok();
    assert_eq!(
        (&date["calendar"], &date["date"]),
        (&"Jalali".into(), &"1405-09-01".into())
    );
    check_acme(client, versions);
    let conversion = client
        .get("/v1/convert?from=jalali&to=islamic&date=1405-09-01")
        .ok();
    assert_eq!(conversion["to"]["date"], "1448-06-11");
    client
        .get("/v1/calendars/nowhere")
        .problem(404, "unknown-calendar");
    let listing = client.get("/v1/calendars").ok();
    let names: Vec<&Value> = listing["calendars"]
        .as_array()
        .unwrap()
        .iter()
        .map(|calendar| &calendar["name"])
        .filter(|name| *name != "acme")
        .collect();
    let systems: Vec<&str> = System::ALL.iter().map(|system| system.name()).collect();
    assert_eq!(names, systems);
    client
        .get("/v1/calendars/jalali/dates/2026-02-30")
        .problem(422, "no-such-date");
}

#[test]
fn every_response_is_right_while_calendars_change() {
    let server = TestServer::start();
    let versions = Versions::default();
    let churned = std::thread::scope(|scope| {
        let churning = scope.spawn(|| churn(&server.registry, &versions));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = server.client();
                    for _ in 0..ROUNDS {
                        check_round(&mut client, &versions);
                    }
                })
            })
            .collect();
        let failed = clients
            .into_iter()
            .filter_map(|client| client.join().err())
            .count();
        versions.stop.store(true, Ordering::SeqCst);
        let churned = churning.join().unwrap();
        assert_eq!(failed, 0, "clients with a wrong response or none");
        churned
    });
    assert!(churned >= 4, "{churned} versions");
    let page = server.client().get("/metrics");
    let bad = page
        .text()
        .lines()
        .filter(|line| line.contains("status=\"5") && !line.ends_with(" 0"));
    assert_eq!(bad.count(), 0);
    // The built-in calendars are unchanged.
    assert_eq!(server.registry.stats().calendars, System::ALL.len());
}
