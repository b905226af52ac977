//! Conditional requests: 304 for a client that has the current representation (RFC 9110, 13).

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Gives a compressed representation an entity tag that differs from the plain one's, and responds 304
/// if the client's `If-None-Match` has the tag. Surrounds the compression.
pub(super) async fn conditional(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let known: Vec<HeaderValue> = request
        .headers()
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .cloned()
        .collect();
    let mut response = next.run(request).await;
    let Some(mut tag) = response.headers().get(header::ETAG).cloned() else {
        return response;
    };
    if let Some(encoding) = response.headers().get(header::CONTENT_ENCODING) {
        tag = encoded(&tag, encoding);
        response.headers_mut().insert(header::ETAG, tag.clone());
    }
    let is_known = known.iter().any(|list| lists(list, &tag));
    if is_read && is_known && response.status() == StatusCode::OK {
        return not_modified(response);
    }
    response
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
