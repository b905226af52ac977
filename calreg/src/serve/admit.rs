//! Checks each request against the [`Limits`] before its handler runs.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Version, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Body as _;
use tokio::time::timeout;

use super::limits::Limits;
use super::problem::{Kind, Problem};

impl Limits {
    /// Checks the head of a request.
    ///
    /// # Errors
    /// The limit or the rule that the request violates.
    pub(super) fn check(&self, request: &Request) -> Result<(), Problem> {
        self.check_uri(request)?;
        self.check_headers(request.headers())?;
        check_host(request)
    }

    /// Returns the request with its body, of at most `max_body` bytes, in memory.
    ///
    /// # Errors
    /// If the body is too large, too slow or malformed.
    pub(super) async fn with_body(
        &self,
        request: Request,
        max_body: usize,
    ) -> Result<Request, Problem> {
        let (head, body) = request.into_parts();
        let body = self.read(body, max_body).await?;
        Ok(Request::from_parts(head, body))
    }

    fn check_uri(&self, request: &Request) -> Result<(), Problem> {
        let length = request
            .uri()
            .path_and_query()
            .map_or(0, |uri| uri.as_str().len());
        if length <= self.max_uri {
            return Ok(());
        }
        let detail = format!(
            "the path and query have {length} bytes, the limit is {}",
            self.max_uri
        );
        Err(Problem::new(Kind::UriTooLong, detail))
    }

    fn check_headers(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let count = headers.len();
        let bytes = headers.iter().fold(0_usize, |sum, (name, value)| {
            // Counts `: ` and the line end.
            let line = name.as_str().len().saturating_add(value.len());
            sum.saturating_add(line).saturating_add(4)
        });
        let detail = if count > self.max_headers {
            format!("{count} headers, the limit is {}", self.max_headers)
        } else if bytes > self.max_header_bytes {
            format!(
                "{bytes} bytes of headers, the limit is {}",
                self.max_header_bytes
            )
        } else {
            return Ok(());
        };
        Err(Problem::new(Kind::HeadersTooLarge, detail))
    }

    /// Reads the body to its end. The connection cannot be reused before, so this is done for all
    /// routes.
    async fn read(&self, body: Body, max_body: usize) -> Result<Body, Problem> {
        let too_large = || {
            let detail = format!("the body limit is {max_body} bytes");
            Problem::new(Kind::BodyTooLarge, detail)
        };
        // `content-length` exceeds the limit: reject before reading.
        if usize::try_from(body.size_hint().lower()).is_ok_and(|least| least > max_body) {
            return Err(too_large());
        }
        let body = Limited::new(body, max_body).collect();
        match timeout(self.body_timeout, body).await {
            Ok(Ok(body)) => Ok(Body::from(body.to_bytes())),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
            Ok(Err(_)) => Err(Problem::new(
                Kind::Malformed,
                "the body is incomplete or malformed",
            )),
            Err(_) => Err(Problem::timeout("body", self.body_timeout)),
        }
    }
}

/// RFC 9112, 3.2: an HTTP/1.1 request has exactly one `host` header.
fn check_host(request: &Request) -> Result<(), Problem> {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    if hosts == 1 || (hosts == 0 && request.version() == Version::HTTP_10) {
        return Ok(());
    }
    let detail = format!("a request needs exactly one host header, this one has {hosts}");
    Err(Problem::new(Kind::Malformed, detail))
}
