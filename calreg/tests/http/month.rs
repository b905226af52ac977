//! Tests of the route of months.

use calendar_registry::YearMonthDay;
use serde_json::{Value, json};

use crate::server::{Fake, TestServer};

#[test]
fn month_lists_its_days_with_names() {
    let server = TestServer::start();
    let mut client = server.client();
    let month = client
        .get("/v1/calendars/hebrew/months/5787/M05L?locale=en&with=gregorian")
        .ok();
    assert_eq!(
        (&month["year"], &month["month"], &month["month_code"]),
        (&json!(5787), &json!(6), &json!("M05L"))
    );
    assert_eq!(
        (&month["name"], &month["title"]),
        (&json!("Adar I"), &json!("Adar I 5787"))
    );
    assert_eq!(
        (&month["previous"], &month["next"]),
        (
            &json!({"year": 5787, "month": 5}),
            &json!({"year": 5787, "month": 7})
        )
    );
    assert_eq!(month["direction"], "ltr");
    let days = month["days"].as_array().unwrap();
    assert_eq!(days.len(), 30);
    let first = &days[0];
    assert_eq!(
        (&first["iso_date"], &first["date"]),
        (&json!("2027-02-08"), &json!("5787-06-01"))
    );
    assert_eq!(
        (&first["weekday"], &first["weekday_name"]),
        (&json!("Monday"), &json!("Monday"))
    );
    assert_eq!(
        (&first["label"], &first["text"]),
        (&json!("1"), &json!("1 Adar I 5787"))
    );
    assert_eq!(
        (&first["with"]["date"], &first["with"]["label"]),
        (&json!("2027-02-08"), &json!("Feb 8"))
    );
    let same = client
        .get("/v1/calendars/hebrew/months/5787/6?locale=en&with=gregorian")
        .ok();
    assert_eq!(same, month);
}

#[test]
fn month_is_in_the_language_and_week_of_the_locale() {
    let server = TestServer::start();
    let mut client = server.client();
    let persian = client
        .get("/v1/calendars/persian/months/1405/9?locale=fa-IR&with=gregorian")
        .ok();
    assert_eq!(
        (&persian["direction"], &persian["title"]),
        (&json!("rtl"), &json!("۱۴۰۵ آذر"))
    );
    assert_eq!(persian["days"][3]["label"], "۴");
    assert_eq!(persian["days"][3]["weekday_name"], "چهارشنبه");
    assert_eq!(persian["days"][3]["text"], "۴ آذر ۱۴۰۵");
    let weekdays = persian["weekdays"].as_array().unwrap();
    assert_eq!(
        (weekdays.len(), &weekdays[0]["weekday"]),
        (7, &json!("Saturday"))
    );
    let weekend: Vec<&Value> = weekdays
        .iter()
        .filter(|day| day["weekend"] == true)
        .map(|day| &day["weekday"])
        .collect();
    assert_eq!(weekend, ["Friday"]);
    let german = client.request(
        "GET",
        "/v1/calendars/gregorian/months/2026/11",
        "accept-language: de\r\n",
    );
    assert_eq!(german.ok()["title"], "November 2026");
    assert_eq!(german.ok()["weekdays"][0]["name"], "Montag");
    assert_eq!(german.ok()["days"][0].get("with"), None);
}

#[test]
fn year_can_be_that_of_an_era() {
    let server = TestServer::start();
    let mut client = server.client();
    let month = client
        .get("/v1/calendars/japanese/months/8/11?era=reiwa&locale=ja")
        .ok();
    assert_eq!(
        (&month["year"], &month["days"][24]["iso_date"]),
        (&json!(2026), &json!("2026-11-25"))
    );
    let response = client.get("/v1/calendars/japanese/months/8/11?era=meiwa");
    assert!(
        response.json()["known"]
            .as_array()
            .unwrap()
            .contains(&json!("reiwa"))
    );
    response.problem(422, "no-such-date");
}

#[test]
fn months_at_the_ends_of_a_calendar_have_one_neighbour() {
    let server = TestServer::start();
    let mut client = server.client();
    let calendars = client.get("/v1/calendars").ok();
    let mut edges = 0;
    for calendar in calendars["calendars"].as_array().unwrap() {
        let name = calendar["name"].as_str().unwrap().replace(' ', "-");
        let year = client.get(&format!("/v1/calendars/{name}/months/2147483647/1"));
        let year = year.json();
        let Some(last) = year["last"].as_i64() else {
            continue;
        };
        let Some(first) = year["first"].as_i64() else {
            continue;
        };
        let mut month = |year: i64, month: i64| {
            client.get(&format!("/v1/calendars/{name}/months/{year}/{month}"))
        };
        let first = month(first, 1);
        if first.status == 200 {
            assert_eq!(first.ok().get("previous"), None, "{name}");
            edges += 1;
        }
        let months = (12..=13)
            .rev()
            .map(|number| month(last, number))
            .find(|month| month.status == 200);
        if let Some(month) = months {
            assert_eq!(month.ok().get("next"), None, "{name}");
            edges += 1;
        }
    }
    assert!(edges > 4, "{edges}");
}

#[test]
fn invalid_months_are_rejected() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut problem = |path: &str, status: u16, kind: &str| {
        let response = client.get(&format!("/v1/calendars/hebrew/months/{path}"));
        response.problem(status, kind);
        response.json()
    };
    for path in [
        "5787/x", "5787/M5", "5787/+1", "5787/1.5", "5787/256", "5787/%FF",
    ] {
        assert_eq!(problem(path, 400, "bad-date")["parameter"], "month");
    }
    for path in ["x/1", "%20/1", "2147483648/1"] {
        assert_eq!(problem(path, 400, "bad-date")["parameter"], "year");
    }
    let month = problem("5787/14", 422, "no-such-date");
    assert_eq!(
        (&month["field"], &month["first"], &month["last"]),
        (&json!("month"), &json!(1), &json!(13))
    );
    assert_eq!(
        problem("5786/M05L", 422, "no-such-date")["field"],
        "month_code"
    );
    assert_eq!(
        problem("5787/6?with=nowhere", 404, "unknown-calendar")["parameter"],
        "with"
    );
}

#[test]
fn day_that_the_other_calendar_lacks_has_no_other_date() {
    let server = TestServer::start();
    let acme = Fake::new(&["acme"], |_| YearMonthDay::new(2026, 3, 7));
    server.registry.register(acme).unwrap();
    let mut client = server.client();
    let month = client
        .get("/v1/calendars/iso/months/2026/11?with=acme")
        .ok();
    assert_eq!(month["days"][0]["with"]["date"], "2026-03-07");
    let far = client
        .get("/v1/calendars/iso/months/2000000/1?with=chinese")
        .ok();
    assert_eq!(far["days"].as_array().unwrap().len(), 31);
    assert_eq!(far["days"][0].get("with"), None);
}
