//! [`trace_id`]: the id of a distributed trace, from the header `traceparent` of W3C Trace Context.

use axum::http::{HeaderMap, HeaderName};

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// Returns the trace id, 32 hexadecimal digits, if the header is valid.
///
/// Source: <https://www.w3.org/TR/trace-context/>, section 3.2: `version-traceid-parentid-flags`. A later
/// version than 00 may add parts.
pub(super) fn trace_id(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(TRACEPARENT).iter();
    let value = values.next()?.to_str().ok()?;
    if values.next().is_some() {
        return None;
    }
    let mut parts = value.split('-');
    let mut part = |length: usize| {
        let part = parts.next()?;
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (part.len() == length && part.bytes().all(is_digit)).then_some(part)
    };
    let (version, trace, parent, _flags) = (part(2)?, part(32)?, part(16)?, part(2)?);
    let is_zero = |part: &str| part.bytes().all(|byte| byte == b'0');
    let has_more = parts.next().is_some();
    let is_valid = version != "ff" && !(version == "00" && has_more);
    (is_valid && !is_zero(trace) && !is_zero(parent)).then_some(trace)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";

    fn given(values: &[&str]) -> Option<String> {
        let values = values
            .iter()
            .map(|value| HeaderValue::from_str(value).unwrap());
        let mut headers = HeaderMap::new();
        headers.extend(values.map(|value| (TRACEPARENT, value)));
        trace_id(&headers).map(str::to_owned)
    }

    #[test]
    fn trace_id_is_the_second_part() {
        let valid = format!("00-{TRACE}-b7ad6b7169203331-01");
        assert_eq!(given(&[&valid]).as_deref(), Some(TRACE));
        assert_eq!(
            given(&[&format!("cc-{TRACE}-b7ad6b7169203331-01-x")]).as_deref(),
            Some(TRACE)
        );
        assert_eq!(given(&[]), None);
        assert_eq!(given(&[&valid, &valid]), None);
    }

    #[test]
    fn invalid_header_is_ignored() {
        let zero = "0".repeat(32);
        for invalid in [
            "",
            "00",
            TRACE,
            &format!("ff-{TRACE}-b7ad6b7169203331-01"),
            &format!("00-{TRACE}-b7ad6b7169203331"),
            &format!("00-{TRACE}-b7ad6b7169203331-01-x"),
            &format!("00-{TRACE}-0000000000000000-01"),
            &format!("00-{zero}-b7ad6b7169203331-01"),
            &format!("00-{}-b7ad6b7169203331-01", TRACE.to_uppercase()),
            &format!("00-{TRACE} -b7ad6b7169203331-01"),
        ] {
            assert_eq!(given(&[invalid]), None, "{invalid}");
        }
    }
}
