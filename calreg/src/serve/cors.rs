//! Cross-origin requests: which web pages may read the responses.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use tower_http::cors::{Any, CorsLayer};

use super::request_id;

/// How long a browser may keep the answer to a preflight request.
const PREFLIGHT_AGE: Duration = Duration::from_secs(60 * 60);

/// The origins whose pages may read the responses.
#[derive(clap::Args, Clone, Default, Debug)]
pub struct AllowedOrigins {
    /// An origin whose web pages may read the responses: `https://example.com`; may be repeated, or be
    /// a list with commas; by default any origin
    #[arg(
        long = "allow-origin",
        env = "CALREG_ALLOW_ORIGIN",
        value_name = "ORIGIN"
    )]
    #[arg(value_delimiter = ',', value_parser = origin)]
    pub origins: Vec<HeaderValue>,
}

/// Parses an origin: a scheme and a host, with a port if it is not the scheme's.
fn origin(text: &str) -> Result<HeaderValue, &'static str> {
    let form = "an origin is a scheme and a host, in lower case: https://example.com:8443";
    let uri: Uri = text.parse().map_err(|_| form)?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(form);
    };
    // Browsers send exactly this, without a path and without a user.
    let is_origin = format!("{scheme}://{authority}") == text && !text.contains('@');
    if !is_origin || text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(form);
    }
    HeaderValue::from_str(text).map_err(|_| form)
}

impl AllowedOrigins {
    /// Returns the layer that adds the headers, and that responds to `OPTIONS`.
    pub(super) fn layer(&self) -> CorsLayer {
        let layer = CorsLayer::new()
            .allow_methods([Method::GET, Method::HEAD, Method::POST])
            .allow_headers([
                header::CONTENT_TYPE,
                header::IF_NONE_MATCH,
                request_id::HEADER,
            ])
            .expose_headers::<[HeaderName; 2]>([header::ETAG, request_id::HEADER])
            .max_age(PREFLIGHT_AGE);
        if self.origins.is_empty() {
            layer.allow_origin(Any)
        } else {
            layer.allow_origin(self.origins.clone())
        }
    }
}

/// Adds the headers that the layer adds for any origin. Cheaper: the layer is cloned for each request.
pub(super) fn allow_any_origin(headers: &mut HeaderMap) {
    let any = HeaderValue::from_static("*");
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any);
    let exposed = HeaderValue::from_static("etag,x-request-id");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origin_has_no_path_and_no_user() {
        for good in [
            "https://example.com",
            "http://localhost:8080",
            "https://[::1]:1",
        ] {
            assert_eq!(origin(good).unwrap(), good);
        }
        for bad in [
            "",
            "*",
            "null",
            "example.com",
            "https://",
            "https://example.com/",
            "https://example.com/a",
            "https://u@example.com",
            "https://Example.com",
            "HTTPS://example.com",
            "https://example.com?q",
        ] {
            assert!(origin(bad).is_err(), "{bad}");
        }
    }
}
