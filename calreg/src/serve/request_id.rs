//! The id of a request: the client's own if it is fit to be logged, or else a new one.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header that carries the id, both ways.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

const LONGEST: usize = 64;

/// Where new ids come from: a count, scrambled under a key that differs in each process.
#[derive(Debug, Default)]
pub(super) struct RequestIds {
    key: RandomState,
    count: AtomicU64,
}

impl RequestIds {
    /// The client's id, if it is 1 to 64 letters, digits, `-`, `_` and `.`; or else a new one.
    pub(super) fn of(&self, headers: &HeaderMap) -> String {
        let given = headers.get(&HEADER).and_then(|value| value.to_str().ok());
        match given.filter(|id| is_fit(id)) {
            Some(id) => id.to_owned(),
            None => self.fresh(),
        }
    }

    /// An id of 16 hexadecimal digits that this process has not given before.
    pub(super) fn fresh(&self) -> String {
        // Relaxed: only that the numbers differ matters.
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        format!("{:016x}", self.key.hash_one(count))
    }
}

fn is_fit(id: &str) -> bool {
    let fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=LONGEST).contains(&id.len()) && id.bytes().all(fit)
}

/// The id as a header. What is not fit for one has been refused before.
pub(super) fn header(id: &str) -> HeaderValue {
    HeaderValue::from_str(id).unwrap_or_else(|_| HeaderValue::from_static("unknown"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn given(id: &str) -> String {
        let headers = HeaderMap::from_iter([(HEADER, HeaderValue::from_str(id).unwrap())]);
        RequestIds::default().of(&headers)
    }

    #[test]
    fn only_a_fit_id_is_taken_over() {
        let longest = "x".repeat(64);
        for fit in ["a", "7f3b-00.A_z", &longest] {
            assert_eq!(given(fit), fit);
        }
        let too_long = "x".repeat(65);
        for unfit in ["", "a b", "a\tb", "a\"b", "a/b", &too_long] {
            assert_eq!(given(unfit).len(), 16, "{unfit:?}");
        }
    }

    #[test]
    fn new_ids_differ() {
        let ids = RequestIds::default();
        let fresh: HashSet<_> = (0..1000).map(|_| ids.fresh()).collect();
        assert_eq!(fresh.len(), 1000);
    }
}
