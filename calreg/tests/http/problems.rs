//! Tests of the members of problems that programs read.

use serde_json::{Value, json};

use crate::server::TestServer;

#[test]
fn unknown_calendar_has_suggestions() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut problem = |target: &str| {
        let response = client.get(target);
        response.problem(404, "unknown-calendar");
        (
            response.json()["parameter"].clone(),
            response.json()["suggestions"].clone(),
        )
    };
    let jalali = json!(["Jalali"]);
    assert_eq!(
        problem("/v1/calendars/jalaly"),
        (json!("name"), jalali.clone())
    );
    assert_eq!(
        problem("/v1/calendars/jalaly/dates/2026-11-25"),
        (json!("name"), jalali.clone())
    );
    assert_eq!(
        problem("/v1/convert?from=jalaly&to=iso&date=1405-09-01"),
        (json!("from"), jalali.clone())
    );
    assert_eq!(
        problem("/v1/convert?from=iso&to=hebrew,jalaly&date=1405-09-01"),
        (json!("to"), jalali)
    );
    assert_eq!(problem("/v1/calendars/xyz"), (json!("name"), json!([])));
    let annotated = "/v1/calendars/iso/dates/2026-11-25[u-ca=hebru]";
    assert_eq!(problem(annotated), (json!("date"), json!(["Hebrew"])));
}

#[test]
fn wrong_parameter_is_named() {
    let server = TestServer::start();
    let mut client = server.client();
    let expected = [
        (
            "/v1/calendars/iso/dates/2026-02-30",
            "date",
            422,
            "no-such-date",
        ),
        ("/v1/calendars/iso/dates/yesterday", "date", 400, "bad-date"),
        (
            "/v1/calendars/iso/dates/2026-11-25?locale=x",
            "locale",
            400,
            "bad-locale",
        ),
        (
            "/v1/calendars/iso/dates/2026-11-25?style=x",
            "style",
            400,
            "bad-style",
        ),
        ("/v1/calendars/%20", "name", 400, "bad-name"),
        ("/v1/convert?from=iso&to=iso", "date", 400, "bad-query"),
        (
            "/v1/convert?from=iso&date=2026-11-25",
            "to",
            400,
            "bad-query",
        ),
    ];
    for (target, parameter, status, kind) in expected {
        let response = client.get(target);
        response.problem(status, kind);
        assert_eq!(response.json()["parameter"], parameter, "{target}");
    }
    let unknown = client.get("/v1/calendars/iso/names?lang=de").json();
    assert_eq!(unknown["parameters"], json!(["locale", "year"]));
}

#[test]
fn bounds_are_members() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut bounds = |target: &str| {
        let problem = client.get(target).json();
        let member = |name: &str| problem.get(name).cloned().unwrap_or(Value::Null);
        (member("field"), member("first"), member("last"))
    };
    let day = (json!("day"), json!(1), json!(28));
    assert_eq!(bounds("/v1/calendars/jalali/dates/2026-02-30"), day);
    let month = (json!("month"), json!(1), json!(12));
    assert_eq!(bounds("/v1/calendars/jalali/dates/2026-13-01"), month);
    let (field, first, last) = bounds("/v1/calendars/chinese/dates/2000000-01-01");
    assert_eq!(field, Value::Null);
    // The bounds are dates that the same path accepts.
    for date in [first, last] {
        let date = date.as_str().unwrap();
        client
            .get(&format!("/v1/calendars/chinese/dates/{date}"))
            .ok();
    }
}
