//! Decodes paths and queries to bytes.
//!
//! A `%` without two hexadecimal digits is an error. The bytes may be invalid UTF-8; the caller
//! checks that.

use axum::http::Uri;

use super::problem::{Kind, Problem};

/// Decodes a segment of the path. The first segment has index 0.
pub(super) fn segment(uri: &Uri, index: usize) -> Result<Vec<u8>, Problem> {
    let segment = uri.path().split('/').skip(1).nth(index);
    decode(segment.unwrap_or_default(), false)
}

/// The values of required and of optional parameters.
type Values<const N: usize, const M: usize> = ([Vec<u8>; N], [Option<Vec<u8>>; M]);

/// Returns the values of the query parameters. Each required name must occur once, an optional one at
/// most once; other names are errors.
pub(super) fn query<const N: usize, const M: usize>(
    uri: &Uri,
    required: [&'static str; N],
    optional: [&'static str; M],
) -> Result<Values<N, M>, Problem> {
    let mut values = [const { None }; N];
    let mut others = [const { None }; M];
    let pairs = uri.query().unwrap_or_default().split('&');
    for pair in pairs.filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decode(name, true)?;
        let mut slots = required.iter().zip(&mut values);
        let slot = slots.find(|(known, _)| known.as_bytes() == name);
        let mut slots = optional.iter().zip(&mut others);
        match slot.or_else(|| slots.find(|(known, _)| known.as_bytes() == name)) {
            None => return Err(unknown_parameter(&[&required[..], &optional].concat())),
            Some((_, slot @ None)) => *slot = Some(decode(value, true)?),
            Some((known, Some(_))) => return Err(bad_parameter(known, "is repeated")),
        }
    }
    if let Some((name, _)) = required
        .iter()
        .zip(&values)
        .find(|(_, value)| value.is_none())
    {
        return Err(bad_parameter(name, "is missing"));
    }
    Ok((values.map(Option::unwrap_or_default), others))
}

fn bad_parameter(name: &str, fault: &str) -> Problem {
    let detail = format!("the parameter \"{name}\" {fault}");
    Problem::new(Kind::BadQuery, detail).at(name)
}

fn unknown_parameter(names: &[&str]) -> Problem {
    let detail = if names.is_empty() {
        "this path has no parameters".to_owned()
    } else {
        format!("this path has the parameters {}", names.join(", "))
    };
    Problem::new(Kind::BadQuery, detail).with("parameters", names.to_vec())
}

/// Invalid UTF-8 becomes U+FFFD, which no name, date or number contains.
pub(super) fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Decodes percent-encoding. In a query, `+` is a space.
fn decode(text: &str, in_query: bool) -> Result<Vec<u8>, Problem> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => hexadecimal(bytes.next(), bytes.next()).ok_or_else(bad_encoding)?,
            b'+' if in_query => b' ',
            _ => byte,
        });
    }
    Ok(decoded)
}

fn bad_encoding() -> Problem {
    let detail = "% needs two hexadecimal digits; a literal % is written %25";
    Problem::new(Kind::Malformed, detail)
}

fn hexadecimal(high: Option<u8>, low: Option<u8>) -> Option<u8> {
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
    let value = digit(high)?.checked_mul(16)?.checked_add(digit(low)?)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        text.parse().unwrap()
    }

    #[test]
    fn path_is_split_before_decoding() {
        let uri = uri("/v1/calendars/30%2f360+/dates/a%00%FF");
        assert_eq!(segment(&uri, 2).unwrap(), b"30/360+");
        assert_eq!(segment(&uri, 4).unwrap(), b"a\0\xff");
        assert_eq!(segment(&uri, 5).unwrap(), b"");
    }

    #[test]
    fn incomplete_percent_encoding_is_rejected() {
        for bad in ["/%", "/%2", "/%zz", "/%2%32", "/a%+1"] {
            assert!(segment(&uri(bad), 0).is_err(), "{bad}");
        }
    }

    #[test]
    fn query_needs_each_parameter_once() {
        let names = ["a", "b"];
        let ok = |text: &str| query(&uri(text), names, ["c"]).unwrap();
        assert_eq!(
            ok("/?b=x+y&&%61=%2b"),
            ([b"+".to_vec(), b"x y".to_vec()], [None])
        );
        let (required, optional) = ok("/?a&c=1&b=");
        assert_eq!(required, [b"", b""]);
        assert_eq!(optional, [Some(b"1".to_vec())]);
        let detail = |text: &str| format!("{:?}", query(&uri(text), names, ["c"]).unwrap_err());
        assert!(detail("/").contains("\\\"a\\\" is missing"));
        assert!(detail("/?a=1&a=2&b=3").contains("\\\"a\\\" is repeated"));
        assert!(detail("/?a=1&b=2&c=3&c=4").contains("\\\"c\\\" is repeated"));
        assert!(detail("/?a=1&b=2&d=3").contains("has the parameters a, b, c"));
        assert!(detail("/?a=%&b=2").contains("hexadecimal"));
        assert!(query(&uri("/?"), [], []).is_ok());
        assert!(query(&uri("/?x"), [], []).is_err());
    }
}
