//! The path `/`: a page for people, an index for programs.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::app::App;
use super::problem::Problem;
use super::response::{JSON, constant, json_bytes};

/// The page: one file, with its style and its script.
const PAGE: &str = include_str!("page.html");

/// What the page may load and run: its own style and script, by their hashes, and responses of this
/// server. A test computes the hashes.
const POLICY: &str = "default-src 'none'; \
    script-src 'sha256-R8OKy/+t0zUae/gCWvhSnDX33UgOVtolJo2JFkPhLt0='; \
    style-src 'sha256-LL4XBwpEU+kQtrCkmPjoZD9KaE0if657AuEbcgalGVQ='; \
    connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Where the paths of the server are described.
#[derive(Serialize, ToSchema)]
struct Index {
    /// `calreg`.
    name: &'static str,
    /// The version of the server.
    version: &'static str,
    /// The path of the description of all paths.
    openapi: &'static str,
    /// The path of the list of calendars.
    calendars: &'static str,
}

/// A page that shows a month in two calendars, for clients that accept `text/html`; otherwise the paths
/// to begin with.
#[utoipa::path(
    get, path = "/", tag = "server",
    responses((
        status = 200, description = "The index", body = Index,
        example = json!({
            "name": "calreg", "version": env!("CARGO_PKG_VERSION"),
            "openapi": "/openapi.json", "calendars": "/v1/calendars",
        })
    ))
)]
pub(super) async fn page(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let mut response = if accepts_html(request.headers()) {
        let mut response = constant(&app, "text/html; charset=utf-8", "page", PAGE);
        let policy = HeaderValue::from_static(POLICY);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        let referrer = HeaderValue::from_static("no-referrer");
        headers.insert(header::REFERRER_POLICY, referrer);
        response
    } else {
        let index = json_bytes(|| {
            Ok(Index {
                name: "calreg",
                version: env!("CARGO_PKG_VERSION"),
                openapi: "/openapi.json",
                calendars: "/v1/calendars",
            })
        })?;
        constant(&app, JSON, "index", index)
    };
    let vary = HeaderValue::from_static("accept");
    response.headers_mut().insert(header::VARY, vary);
    Ok(response)
}

/// Whether the client lists `text/html`. Browsers do; other clients accept anything or JSON.
fn accepts_html(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT).iter();
    let mut ranges = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    ranges.any(|range| {
        let mut parts = range.split(';').map(str::trim);
        let is_html = parts
            .next()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("text/html"));
        let is_refused = |part: &str| {
            let weight = part.strip_prefix("q=").or(part.strip_prefix("Q="));
            weight.is_some_and(|weight| weight.bytes().all(|byte| matches!(byte, b'0' | b'.')))
        };
        is_html && !parts.any(is_refused)
    })
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest, Sha256};

    use super::*;

    /// The hash of the text of an element, as the policy has it.
    fn hash(element: &str) -> String {
        let (_, rest) = PAGE.split_once(&format!("<{element}>")).unwrap();
        let (text, rest) = rest.split_once(&format!("</{element}>")).unwrap();
        assert!(!rest.contains(&format!("<{element}")), "one {element}");
        let hash = BASE64_STANDARD.encode(Sha256::digest(text));
        format!("{element}-src 'sha256-{hash}';")
    }

    #[test]
    fn policy_has_the_hashes_of_the_script_and_the_style() {
        for element in ["script", "style"] {
            let hash = hash(element);
            assert!(POLICY.contains(&hash), "the policy needs {hash}");
        }
    }

    #[test]
    fn page_has_nothing_that_the_policy_forbids() {
        for attribute in [
            " style=",
            " onclick=",
            " onload=",
            " onchange=",
            "javascript:",
            " src=",
        ] {
            assert!(!PAGE.contains(attribute), "{attribute}");
        }
        assert!(!PAGE.contains("http://") && !PAGE.contains("https://"));
    }

    #[test]
    fn browsers_accept_html() {
        let accepts = |value: &'static str| {
            let value = HeaderValue::from_static(value);
            accepts_html(&HeaderMap::from_iter([(header::ACCEPT, value)]))
        };
        assert!(accepts("text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(accepts("application/json;q=0.5, Text/HTML;q=0.1"));
        for other in [
            "",
            "*/*",
            "application/json",
            "text/*",
            "text/html;q=0",
            "text/html; q=0.000",
        ] {
            assert!(!accepts(other), "{other}");
        }
    }
}
