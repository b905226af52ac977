//! Conditional requests: 304 for a client that has the current representation (RFC 9110, 13).

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

/// The representations that the client of a request has.
pub(super) struct Known(Vec<HeaderValue>);

impl Known {
    /// Reads `If-None-Match`, which counts for `GET` and `HEAD` alone.
    pub(super) fn of(request: &Request) -> Self {
        let lists = request.headers().get_all(header::IF_NONE_MATCH).iter();
        match *request.method() {
            Method::GET | Method::HEAD => Known(lists.cloned().collect()),
            _ => Known(Vec::new()),
        }
    }

    /// Gives a compressed representation an entity tag that differs from the plain one's, and returns a
    /// 304 if the client has the representation.
    pub(super) fn apply(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        let Some(mut tag) = headers.get(header::ETAG).cloned() else {
            return response;
        };
        if let Some(encoding) = headers.get(header::CONTENT_ENCODING) {
            tag = encoded(&tag, encoding);
            headers.insert(header::ETAG, tag.clone());
        }
        if response.status() == StatusCode::OK && self.0.iter().any(|list| lists(list, &tag)) {
            return not_modified(response);
        }
        response
    }
}

/// Adds the encoding to a tag, within the quotes.
fn encoded(tag: &HeaderValue, encoding: &HeaderValue) -> HeaderValue {
    let tag = tag.as_bytes().strip_suffix(b"\"").unwrap_or_default();
    let tag = [tag, b"-", encoding.as_bytes(), b"\""].concat();
    HeaderValue::from_bytes(&tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

/// Whether a list of tags has this one. Tags are compared without the weakness mark, as
/// `If-None-Match` demands. A comma within a tag is no separator, but our tags have none.
fn lists(list: &HeaderValue, tag: &HeaderValue) -> bool {
    let mut tags = list.as_bytes().split(|byte| *byte == b',');
    tags.any(|known| {
        let known = known.trim_ascii();
        known == b"*" || known.strip_prefix(b"W/").unwrap_or(known) == tag.as_bytes()
    })
}

fn not_modified(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    *response.body_mut() = Body::empty();
    let headers: &mut HeaderMap = response.headers_mut();
    for name in [
        header::CONTENT_LENGTH,
        header::CONTENT_TYPE,
        header::CONTENT_ENCODING,
    ] {
        headers.remove(name);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tag_is_found_in_a_list_also_if_weak() {
        let tag = HeaderValue::from_static("\"a-1\"");
        let lists = |list| lists(&HeaderValue::from_static(list), &tag);
        for list in ["\"a-1\"", "W/\"a-1\"", "\"b\" ,  \"a-1\"", "*"] {
            assert!(lists(list), "{list}");
        }
        for list in ["", "a-1", "\"a-1", "\"a-10\"", "\"a-1-gzip\"", "w/\"a-1\""] {
            assert!(!lists(list), "{list}");
        }
        assert_eq!(encoded(&tag, &"gzip".parse().unwrap()), "\"a-1-gzip\"");
    }
}
