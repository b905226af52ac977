//! Decimal numbers in the digits of any numbering system.

use super::symbols::Digits;
use super::write::{PADDING, Sink};

/// The largest number of digits of a `u64`.
pub(super) const MAX_DIGITS: usize = 20;

/// The numbers 0 to 99, two ASCII digits each.
const PAIRS: &str = "\
    0001020304050607080910111213141516171819\
    2021222324252627282930313233343536373839\
    4041424344454647484950515253545556575859\
    6061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899";

/// Writes a number with at least `at_least` digits.
#[inline]
pub(super) fn write(number: u64, at_least: u8, script: &Script, sink: &mut impl Sink) {
    match (number, at_least) {
        // Days and months, and years of four digits.
        (0..=9, ..=1) => script.write(last_digit(pair(number)), sink),
        (0..=99, ..=2) => script.write(pair(number), sink),
        (1000..=9999, ..=4) => {
            script.write(pair(number.div_euclid(100)), sink);
            script.write(pair(number.rem_euclid(100)), sink);
        }
        _ => {
            let (places, start) = places(number, at_least);
            for digit in places.get(start..).unwrap_or_default() {
                script.write(last_digit(pair(u64::from(*digit))), sink);
            }
        }
    }
}

/// The digits of a numbering system.
#[derive(Clone, Debug)]
pub(super) enum Script {
    Ascii,
    Other {
        /// The digits 0 to 9, and text behind them so that short pieces are copied as blocks.
        text: Box<str>,
        /// Where each digit begins, and where the last one ends.
        starts: [u8; 11],
    },
}

impl Script {
    pub(super) fn new(digits: Digits) -> Self {
        if digits.iter().copied().eq('0'..='9') {
            return Script::Ascii;
        }
        // Ten characters have at most 40 bytes.
        let mut text = String::with_capacity(PADDING.len().saturating_add(40));
        let mut starts = [0; 11];
        let end = |text: &str| u8::try_from(text.len()).unwrap_or(u8::MAX);
        for (digit, start) in digits.iter().zip(&mut starts) {
            *start = end(&text);
            text.push(*digit);
        }
        if let Some(last) = starts.last_mut() {
            *last = end(&text);
        }
        text.push_str(PADDING);
        let text = text.into_boxed_str();
        Script::Other { text, starts }
    }

    /// Returns the largest length of a digit, in bytes.
    pub(super) fn longest(&self) -> usize {
        match self {
            Script::Ascii => 1,
            Script::Other { starts, .. } => {
                let ends = starts.iter().skip(1);
                let lengths = starts
                    .iter()
                    .zip(ends)
                    .map(|(start, end)| end.saturating_sub(*start));
                lengths.map(usize::from).max().unwrap_or(0)
            }
        }
    }

    /// Writes ASCII digits as digits of this script.
    #[inline(always)]
    fn write(&self, ascii: &'static str, sink: &mut impl Sink) {
        match self {
            Script::Ascii => sink.push(ascii),
            Script::Other { text, starts } => {
                for byte in ascii.bytes() {
                    let index = usize::from(byte.wrapping_sub(b'0'));
                    if let Some([start, end]) = starts.get(index..).and_then(<[u8]>::first_chunk) {
                        let rest = text.get(usize::from(*start)..).unwrap_or_default();
                        sink.push_prefix(rest, usize::from(end.wrapping_sub(*start)));
                    }
                }
            }
        }
    }
}

/// Returns the two digits of a number below 100.
#[inline]
fn pair(number: u64) -> &'static str {
    let at = usize::try_from(number)
        .unwrap_or(usize::MAX)
        .saturating_mul(2);
    PAIRS.get(at..at.saturating_add(2)).unwrap_or_default()
}

fn last_digit(pair: &'static str) -> &'static str {
    pair.get(1..).unwrap_or_default()
}

/// Returns the digits of a number at the end of an array, and the index of the first of them.
fn places(number: u64, at_least: u8) -> ([u8; MAX_DIGITS], usize) {
    let mut places = [0; MAX_DIGITS];
    let (mut rest, mut start) = (number, MAX_DIGITS);
    for (index, place) in places.iter_mut().enumerate().rev() {
        if rest == 0 && MAX_DIGITS.saturating_sub(start) >= usize::from(at_least) {
            break;
        }
        // The remainder is below 10.
        *place = u8::try_from(rest.rem_euclid(10)).unwrap_or_default();
        rest = rest.div_euclid(10);
        start = index;
    }
    (places, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: Digits = ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'];

    fn text(number: u64, at_least: u8, digits: &Script) -> String {
        let mut text = String::new();
        write(number, at_least, digits, &mut text);
        text
    }

    #[test]
    fn number_has_at_least_the_digits_asked_for() {
        let numbers = (0..=11_000).chain([99_999, 1 << 31, u64::MAX]);
        for number in numbers {
            for at_least in 0..=16_u8 {
                let width = usize::from(at_least.max(1));
                let expected = format!("{number:0width$}");
                assert_eq!(text(number, at_least.max(1), &Script::Ascii), expected);
                let arabic = expected
                    .chars()
                    .map(|digit| ARABIC[digit.to_digit(10).expect("a digit") as usize]);
                let arabic: String = arabic.collect();
                assert_eq!(text(number, at_least.max(1), &Script::new(ARABIC)), arabic);
            }
        }
    }
}
