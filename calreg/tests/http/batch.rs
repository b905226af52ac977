//! Tests of conversions in batches.

use serde_json::json;

use crate::client::{Client, Response, request};
use crate::server::TestServer;

fn post(client: &mut Client, body: &serde_json::Value) -> Response {
    client.post("/v1/convert", &body.to_string())
}

#[test]
fn batch_is_converted_in_order() {
    let server = TestServer::start();
    let mut client = server.client();
    let body = json!({
        "from": "gregorian", "to": "hebrew", "locale": "en",
        "dates": ["2026-11-25", "2026-02-30", "2027-02-08[u-ca=hebrew]", "x"],
    });
    let results = post(&mut client, &body).ok();
    let results = results["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    assert_eq!(results[0]["to"]["date"], "5787-03-15");
    assert_eq!(results[0]["to"]["text"], "15 Kislev 5787");
    assert_eq!(results[1]["date"], "2026-02-30");
    assert_eq!(results[1]["problem"]["type"], "/problems/no-such-date");
    assert_eq!(results[1]["problem"]["last"], 28);
    assert_eq!(results[2]["to"]["month_code"], "M05L");
    assert_eq!(results[3]["problem"]["type"], "/problems/bad-date");
}

#[test]
fn batch_has_several_targets_or_all() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut to = |to: &str| {
        let body = json!({ "from": "iso", "to": to, "dates": ["2026-11-25"] });
        let results = post(&mut client, &body).ok();
        results["results"][0]["to"].clone()
    };
    assert_eq!(to("coptic, julian")[1]["calendar"], "Julian");
    assert_eq!(
        to("all").as_array().unwrap().len(),
        server.registry.stats().calendars
    );
}

#[test]
fn batch_is_bounded() {
    let server = TestServer::start();
    let mut client = server.client();
    let mut send = |count: usize, to: &str| {
        let body = json!({ "from": "iso", "to": to, "dates": vec!["1-1-1"; count] });
        post(&mut client, &body)
    };
    let most = send(4096, "julian").ok();
    assert_eq!(most["results"].as_array().unwrap().len(), 4096);
    let response = send(4097, "julian");
    assert_eq!(response.json()["limit"], 4096);
    response.problem(422, "batch-too-large");
    send(2049, "julian,coptic").problem(422, "batch-too-large");
    send(1000, "all").problem(422, "batch-too-large");
    send(20_000, "julian").problem(413, "body-too-large");
}

#[test]
fn invalid_bodies_are_rejected() {
    let server = TestServer::start();
    let mut client = server.client();
    let bodies = [
        "",
        "[]",
        "{",
        "\u{1}",
        r#"{"from":"iso","to":"iso"}"#,
        r#"{"from":"iso","to":"iso","dates":"2026-11-25"}"#,
        r#"{"from":"iso","to":"iso","dates":[1]}"#,
        r#"{"from":"iso","from":"iso","to":"iso","dates":[]}"#,
        r#"{"from":"iso","to":"iso","dates":[],"x":1}"#,
        r#"{"from":"iso","to":"iso","dates":[]} {}"#,
        &"[".repeat(60_000),
    ];
    for body in bodies {
        let response = client.post("/v1/convert", body);
        assert!(response.json()["line"].is_u64(), "{body}");
        let detail = response.problem(400, "bad-body");
        assert!(detail.len() < 300, "{detail}");
    }
    let unknown = json!({ "from": "iso", "to": "juliann", "dates": [] });
    let response = post(&mut client, &unknown);
    assert_eq!(response.json()["parameter"], "to");
    assert_eq!(response.json()["suggestions"], json!(["Julian"]));
    response.problem(404, "unknown-calendar");
    let style = json!({ "from": "iso", "to": "iso", "dates": [], "style": "tiny" });
    post(&mut client, &style).problem(400, "bad-style");
    client
        .post("/v1/convert?from=iso", "{}")
        .problem(400, "bad-query");
    for kind in [
        "",
        "content-type: text/plain\r\n",
        "content-type: application/jsonx\r\n",
    ] {
        let headers = format!("{kind}content-length: 2\r\n");
        client
            .send(request("POST", "/v1/convert", &headers) + "{}")
            .unwrap();
        client
            .response_to("POST")
            .problem(415, "unsupported-media-type");
    }
}
