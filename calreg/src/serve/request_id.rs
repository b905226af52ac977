//! Request ids: the client's `x-request-id` if it is valid, otherwise a new id.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header of the id, in requests and responses.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

const MAX_LENGTH: usize = 64;

/// Generates ids: a counter, hashed with a key that is random in each process.
#[derive(Debug, Default)]
pub(super) struct RequestIds {
    key: RandomState,
    counter: AtomicU64,
}

impl RequestIds {
    /// Returns the client's id if it consists of 1 to 64 letters, digits, `-`, `_` and `.`, otherwise
    /// a new one.
    pub(super) fn of(&self, headers: &HeaderMap) -> HeaderValue {
        let given = headers.get(&HEADER);
        match given.filter(|id| id.to_str().is_ok_and(is_valid)) {
            Some(id) => id.clone(),
            None => header(self.fresh()),
        }
    }

    /// Generates an id of 16 hexadecimal digits.
    pub(super) fn fresh(&self) -> String {
        // Relaxed, pairs with itself: the numbers only need to differ.
        let number = self.counter.fetch_add(1, Ordering::Relaxed);
        let bytes = self.key.hash_one(number).to_be_bytes();
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        let mut id = String::with_capacity(16);
        id.extend(digits.filter_map(|digit| char::from_digit(digit.into(), 16)));
        id
    }
}

fn is_valid(id: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=MAX_LENGTH).contains(&id.len()) && id.bytes().all(is_allowed)
}

/// Converts an id to a header value. Every valid id is one.
fn header(id: String) -> HeaderValue {
    HeaderValue::try_from(id).unwrap_or_else(|_| HeaderValue::from_static("unknown"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn given(id: &str) -> String {
        let headers = HeaderMap::from_iter([(HEADER, HeaderValue::from_str(id).unwrap())]);
        let id = RequestIds::default().of(&headers);
        id.to_str().unwrap().to_owned()
    }

    #[test]
    fn client_id_is_used_only_if_valid() {
        let longest = "x".repeat(64);
        for valid in ["a", "7f3b-00.A_z", &longest] {
            assert_eq!(given(valid), valid);
        }
        let too_long = "x".repeat(65);
        for invalid in ["", "a b", "a\tb", "a\"b", "a/b", &too_long] {
            assert_eq!(given(invalid).len(), 16, "{invalid:?}");
        }
    }

    #[test]
    fn new_ids_differ() {
        let ids = RequestIds::default();
        let fresh: HashSet<_> = (0..1000).map(|_| ids.fresh()).collect();
        assert_eq!(fresh.len(), 1000);
    }
}
