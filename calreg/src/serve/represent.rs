//! [`Front`]: what surrounds the handlers: cross-origin headers, compression, 304.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, header};
use axum::response::Response;
use hyper::body::Body as _;
use tower::{Layer, ServiceExt};
use tower_http::CompressionLevel;
use tower_http::compression::predicate::{And, NotForContentType, Predicate, SizeAbove};
use tower_http::compression::{Compression, CompressionLayer};
use tower_http::cors::Cors;

use super::conditional::Known;
use super::cors::{self, AllowedOrigins};

/// Smaller bodies are not compressed: they fit into one packet anyway.
const LEAST_COMPRESSED: u64 = 1024;

/// Which bodies are compressed.
type Large = And<SizeAbove, NotForContentType>;

/// A router and what surrounds it. Not layers of the router: axum would box each of them for each
/// request. The usual request, without `Accept-Encoding` and for any origin, passes none of them.
#[derive(Clone)]
pub(super) struct Front {
    router: Router,
    large: Large,
    compressed: Compression<Router, Large>,
    /// For preflight requests, and if the origins are restricted.
    cors: Cors<Compression<Router, Large>>,
    is_public: bool,
}

impl Front {
    pub(super) fn new(router: Router, origins: &AllowedOrigins) -> Self {
        let large = SizeAbove::new(LEAST_COMPRESSED).and(NotForContentType::SSE);
        let compression = CompressionLayer::new()
            .quality(CompressionLevel::Fastest)
            .compress_when(large.clone());
        let compressed = compression.layer(router.clone());
        Front {
            router,
            large,
            cors: origins.layer().layer(compressed.clone()),
            compressed,
            is_public: origins.origins.is_empty(),
        }
    }

    /// Responds to a request.
    pub(super) async fn respond(&self, mut request: Request) -> Response {
        let headers = request.headers();
        let is_preflight = headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        // The router lists the methods of a path. The layer would answer every `OPTIONS` itself.
        if request.method() == Method::OPTIONS && !is_preflight {
            return response(self.router.clone().oneshot(request).await);
        }
        let known = Known::of(&request);
        // The compression needs the body to know its size.
        let is_head = request.method() == Method::HEAD;
        if is_head {
            *request.method_mut() = Method::GET;
        }
        let mut response = if self.is_public && request.method() != Method::OPTIONS {
            let mut response = self.compressed(request).await;
            cors::allow_any_origin(response.headers_mut());
            response
        } else {
            response(self.cors.clone().oneshot(request).await).map(Body::new)
        };
        if is_head {
            remove_body(&mut response);
        }
        known.apply(response)
    }

    /// Responds with a compressed body if the client accepts it.
    async fn compressed(&self, request: Request) -> Response {
        if request.headers().contains_key(header::ACCEPT_ENCODING) {
            return response(self.compressed.clone().oneshot(request).await).map(Body::new);
        }
        let mut response = response(self.router.clone().oneshot(request).await);
        if self.large.should_compress(&response) {
            let encoding = HeaderValue::from_static("accept-encoding");
            response.headers_mut().append(header::VARY, encoding);
        }
        response
    }
}

/// Removes the body of a response to `HEAD`, and keeps its length.
fn remove_body(response: &mut Response) {
    let length = response.body().size_hint().exact();
    let headers = response.headers_mut();
    if let Some(length) = length.filter(|_| !headers.contains_key(header::CONTENT_LENGTH)) {
        headers.insert(header::CONTENT_LENGTH, length.into());
    }
    *response.body_mut() = Body::empty();
}

fn response<T>(result: Result<T, Infallible>) -> T {
    match result {
        Ok(response) => response,
        Err(never) => match never {},
    }
}
