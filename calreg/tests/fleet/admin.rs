//! Changes by operators: the token, the preconditions, hostile bodies.

use crate::process::Calreg;
use crate::server::Server;
use crate::{applied, wait_until};

const TOKEN: &str = "authorization: Bearer a token of 25 characters\r\n";

struct Fixture {
    calreg: Calreg,
    _folder: tempfile::TempDir,
    _etcd: Server,
}

impl Fixture {
    fn new() -> Self {
        let etcd = Server::start();
        let folder = tempfile::tempdir().unwrap();
        let calreg = Calreg::start(&etcd.url(), folder.path(), false);
        Fixture {
            calreg,
            _folder: folder,
            _etcd: etcd,
        }
    }

    /// Sends a change with the token, and returns the status and the body.
    fn change(&self, method: &str, name: &str, headers: &str, body: &str) -> (u16, String) {
        let headers = format!("{TOKEN}{headers}");
        let answer = self.calreg.change(method, name, &headers, body.as_bytes());
        (answer.status, answer.body)
    }
}

fn body(name: &str, years: i32) -> String {
    format!(
        r#"{{"schema":1,"calendar":[{{"names":["{name}"],"kind":"year-offset","base":"iso8601","years":{years}}}]}}"#
    )
}

#[test]
fn a_definition_is_created_changed_and_deleted() {
    let fixture = Fixture::new();
    let new = "if-none-match: *\r\n";
    let (status, answer) = fixture.change("PUT", "Acme", new, &body("acme", 1));
    assert_eq!((status, answer.as_str()), (200, "{\"revision\":2}\n"));
    wait_until("applied", || applied(&fixture.calreg) == Some(2));
    assert_eq!(fixture.change("PUT", "acme", new, &body("acme", 2)).0, 412);

    let path = "/v1/calendars/ACME/definition";
    let shown = crate::http::request(fixture.calreg.public, "GET", path, "", b"").unwrap();
    assert_eq!(shown.body.trim_end(), body("acme", 1));
    let tag = shown
        .head
        .lines()
        .find_map(|line| line.strip_prefix("etag: "))
        .unwrap();
    // The tag of the compressed representation.
    let tag = tag.trim_end_matches('"');
    let matches = format!("if-match: {tag}-gzip\"\r\n");
    assert_eq!(
        fixture.change("PUT", "acme", &matches, &body("acme", 3)).0,
        200
    );
    // The tag is that of the old definition now.
    assert_eq!(
        fixture.change("PUT", "acme", &matches, &body("acme", 4)).0,
        412
    );
    assert_eq!(fixture.change("DELETE", "acme", &matches, "").0, 412);
    let (status, answer) = fixture.change("DELETE", "acme", "if-match: *\r\n", "");
    assert_eq!((status, answer.as_str()), (200, "{\"revision\":4}\n"));
    wait_until("applied", || applied(&fixture.calreg) == Some(4));
    assert_eq!(fixture.calreg.get("/v1/calendars/acme").unwrap().0, 404);
}

#[test]
fn a_change_without_the_token_is_refused_before_its_body_is_read() {
    let fixture = Fixture::new();
    let tokens = [
        "",
        "authorization: Bearer \r\n",
        "authorization: Bearer a token of 25 character\r\n",
        "authorization: Bearer a token of 25 characters.\r\n",
        "authorization: Basic a token of 25 characters\r\n",
        "authorization: a token of 25 characters\r\n",
        "authorization: \u{fc}\r\n",
    ];
    let huge = vec![b' '; 3 << 20];
    for token in tokens {
        let headers = format!("{token}if-none-match: *\r\n");
        for body in [body("acme", 1).as_bytes(), &huge] {
            let answer = fixture.calreg.change("PUT", "acme", &headers, body);
            assert_eq!(answer.status, 401, "{token}");
        }
        let answer = fixture.calreg.change("DELETE", "acme", &headers, b"");
        assert_eq!(answer.status, 401, "{token}");
    }
    assert_eq!(fixture.calreg.get("/v1/calendars/acme").unwrap().0, 404);
}

#[test]
fn the_public_listener_has_no_changes() {
    let fixture = Fixture::new();
    let (path, new) = (
        "/admin/v1/calendars/acme",
        format!("{TOKEN}if-none-match: *\r\n"),
    );
    for method in ["PUT", "DELETE", "GET"] {
        let body = body("acme", 1);
        let public = fixture.calreg.public;
        let answer = crate::http::request(public, method, path, &new, body.as_bytes());
        assert_eq!(answer.unwrap().status, 404);
    }
}

#[test]
fn hostile_bodies_are_refused() {
    let fixture = Fixture::new();
    let new = "if-none-match: *\r\n";
    let nested = "[".repeat(200_000);
    let nested_text = format!(
        r#"{{"schema":1,"calendar":{}"#,
        "[{\"text\":".repeat(50_000)
    );
    let huge = " ".repeat((1 << 20) + 1);
    let cases = [
        ("acme", "", 422),
        ("acme", "no JSON", 422),
        ("acme", &nested, 422),
        ("acme", &nested_text, 422),
        ("acme", &huge, 413),
        ("acme", &body("other", 1), 422),
        // Names of other code.
        ("julian", &body("julian", 1), 422),
        ("acme", &body("acme\",\"Gregorian", 1), 422),
        // Other keys than that of a calendar.
        ("..%2f..%2fsecret", &body("../../secret", 1), 422),
        ("%00", &body("\\u0000", 1), 422),
    ];
    for (name, body, expected) in cases {
        let (status, answer) = fixture.change("PUT", name, new, body);
        let start: String = body.chars().take(80).collect();
        assert_eq!(status, expected, "{name} {start}: {answer}");
    }
    let (status, answer) = fixture.change("PUT", "acme", "", &body("acme", 1));
    assert_eq!(status, 428, "{answer}");
    let (status, answer) = fixture.change("PUT", "acme", "if-match: none\r\n", &body("acme", 1));
    assert_eq!(status, 400, "{answer}");
    let (status, answer) = fixture.change("DELETE", "julian", "if-match: *\r\n", "");
    assert_eq!(status, 412, "{answer}");
    assert_eq!(fixture.change("GET", "acme", "", "").0, 405);
    assert_eq!(fixture.calreg.get("/v1/calendars").unwrap().0, 200);
}
