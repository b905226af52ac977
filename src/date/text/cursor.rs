//! [`Cursor`]: reads a text from left to right, and knows the position of an error.

use core::str::FromStr;

/// The part of a text that is not read yet. A copy remembers a position to return to.
#[derive(Clone, Copy)]
pub(in crate::date) struct Cursor<'t> {
    /// The length of the whole text.
    length: usize,
    rest: &'t str,
}

/// The text does not have the expected form from this byte on.
pub(in crate::date) struct Malformed {
    pub(in crate::date) at: usize,
}

impl<'t> Cursor<'t> {
    pub(in crate::date) fn new(text: &'t str) -> Self {
        Self::before(text, text)
    }

    /// Creates a cursor in `text` before its suffix `rest`.
    pub(in crate::date) fn before(text: &str, rest: &'t str) -> Self {
        Cursor {
            length: text.len(),
            rest,
        }
    }

    /// Returns the position in the text, in bytes.
    pub(in crate::date) fn at(&self) -> usize {
        // The rest is a suffix of the text, so it is not longer.
        self.length.saturating_sub(self.rest.len())
    }

    /// Returns the error for an unexpected byte at this position.
    pub(in crate::date) fn malformed(&self) -> Malformed {
        Malformed { at: self.at() }
    }

    /// Returns the text from this position to a later one.
    pub(in crate::date) fn until(&self, later: &Self) -> &'t str {
        self.rest.strip_suffix(later.rest).unwrap_or(self.rest)
    }

    pub(in crate::date) fn peek(&self) -> Option<u8> {
        self.rest.bytes().next()
    }

    /// Reads this ASCII byte, if it is the next one.
    pub(in crate::date) fn take(&mut self, byte: u8) -> bool {
        let rest = self.rest.strip_prefix(char::from(byte));
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    pub(in crate::date) fn expect(&mut self, byte: u8) -> Result<(), Malformed> {
        if self.take(byte) {
            Ok(())
        } else {
            Err(self.malformed())
        }
    }

    pub(in crate::date) fn expect_end(&self) -> Result<(), Malformed> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(self.malformed())
        }
    }

    /// Reads the sign of a number. `Some(true)` is a minus.
    pub(in crate::date) fn sign(&mut self) -> Option<bool> {
        if self.take(b'-') {
            return Some(true);
        }
        self.take(b'+').then_some(false)
    }

    /// Reads all characters from here on that are accepted. There may be none.
    pub(in crate::date) fn run(&mut self, accepts: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|next| !accepts(next));
        let (run, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        run
    }

    /// Reads all digits from here on.
    pub(in crate::date) fn digits(&mut self) -> &'t str {
        self.run(|next| next.is_ascii_digit())
    }

    /// Reads a number of `count` digits, which must fit in a `T`.
    pub(in crate::date) fn number<T: FromStr>(&mut self, count: usize) -> Result<T, Malformed> {
        let start = *self;
        let split = self.rest.split_at_checked(count);
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let Some((number, rest)) = split.filter(|(number, _)| digits(number)) else {
            // The error is at the first byte that is not a digit.
            self.digits();
            return Err(self.malformed());
        };
        self.rest = rest;
        number.parse().map_err(|_| start.malformed())
    }

    /// Reads a number of two digits that is at most `last`.
    pub(in crate::date) fn at_most(&mut self, last: u8) -> Result<u8, Malformed> {
        let start = *self;
        let number = self.number(2)?;
        if number > last {
            return Err(start.malformed());
        }
        Ok(number)
    }
}
