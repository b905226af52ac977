//! Chooses a locale by an `Accept-Language` header.

use core::cmp::Reverse;

use icu_locale_core::subtags::language;

use super::{Locale, data};

/// The number of bytes of a header that are read.
const LONGEST: usize = 1024;

/// The number of ranges of a header that count.
const RANGES: usize = 16;

impl Locale {
    /// Chooses a locale by an `Accept-Language` header: the one of greatest quality that CLDR has
    /// texts for, and of equal ones the first. [`Locale::default`] if there is none, or if `*` comes
    /// first.
    ///
    /// Malformed entries are ignored, and entries with `q=0` are not chosen. Only the first 16
    /// entries within the first 1,024 bytes count, so a header takes bounded time. Never fails.
    ///
    /// Source: RFC 9110, section 12.5.4; RFC 4647, section 3.4, with the fallbacks of
    /// [`data_locale`](Self::data_locale) in place of shortened tags.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// let locale = Locale::negotiate("en;q=0.5, de-AT, fr;q=0.8");
    /// assert_eq!(locale.to_string(), "de-AT");
    /// assert_eq!(Locale::negotiate("").to_string(), "und");
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(Locale::negotiate("tlh, zh-TW;q=0.9").data_locale(), "zh-Hant");
    /// ```
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        let ranges = Ranges::read(accept_language.as_bytes());
        for range in ranges.wanted() {
            match range.locale {
                None => break,
                Some(locale) if data::is_known(locale.row) => return locale,
                Some(_) => {}
            }
        }
        Locale::default()
    }

    /// Chooses among the languages of your application by an `Accept-Language` header. `None` if
    /// none is acceptable.
    ///
    /// For each entry of the header, by descending quality, takes the locale with its language and
    /// script: preferably with its region, else without a region or with the likely one, else with
    /// any region, else one that CLDR takes texts of that language from (`no` for `nb`). `*` takes the first locale that no entry with `q=0` excludes. The bounds are those
    /// of [`negotiate`](Self::negotiate).
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// let available = ["en", "pt-BR", "zh-Hant"].map(|tag| Locale::new(tag).unwrap());
    /// let choose = |header| Locale::negotiate_among(header, &available);
    /// assert_eq!(choose("fr, pt-PT;q=0.8, en;q=0.5"), Some(available[1]));
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(choose("zh-TW"), Some(available[2]));
    /// assert_eq!(choose("zh-Hans"), None);
    /// assert_eq!(choose("en;q=0, *"), Some(available[1]));
    /// let default = available[0];
    /// assert_eq!(choose("nonsense").unwrap_or(default), default);
    /// ```
    #[must_use]
    pub fn negotiate_among(accept_language: &str, available: &[Locale]) -> Option<Self> {
        let ranges = Ranges::read(accept_language.as_bytes());
        let acceptable = || {
            let all = available.iter().copied();
            all.filter(|locale| !ranges.exclude(locale))
        };
        ranges.wanted().find_map(|range| match range.locale {
            None => acceptable().next(),
            Some(wanted) => {
                // Of equal fits, `min_by_key` takes the first.
                let fits = acceptable().filter_map(|locale| Some((fit(&wanted, &locale)?, locale)));
                fits.min_by_key(|(fit, _)| Reverse(*fit))
                    .map(|(_, locale)| locale)
            }
        })
    }
}

/// Returns how well an available locale fits a wanted one, the greater the better. `None` if it has
/// another script, or a language that does not stand for the wanted one.
fn fit(wanted: &Locale, available: &Locale) -> Option<u8> {
    if wanted.script != available.script || !stands_for(available, wanted) {
        return None;
    }
    if wanted.language != available.language {
        return Some(0);
    }
    if wanted.region == available.region {
        return Some(if wanted.explicit.1 == available.explicit.1 {
            4
        } else {
            3
        });
    }
    let data = data::supplemental();
    let (_, likely) = data.likely(available.language, available.script, None);
    let is_general = !available.explicit.1 || available.region == likely;
    Some(if is_general { 2 } else { 1 })
}

/// Returns whether texts in the language of `available` are good for a reader of `wanted`: it is the
/// same language, or CLDR takes from it what is missing, as it takes Hindi in Latin letters from
/// English, or it is Bokmål, which is what most people mean by Norwegian.
fn stands_for(available: &Locale, wanted: &Locale) -> bool {
    if wanted.language == available.language {
        return true;
    }
    let mut parents = core::iter::successors(data::parent(wanted.row), |row| data::parent(*row));
    let is_norwegian = wanted.language == language!("no") && available.language == language!("nb");
    is_norwegian || data::is_known(available.row) && parents.any(|row| row == available.row)
}

/// One entry of a header.
#[derive(Clone, Copy)]
struct Range {
    /// `None` for `*`.
    locale: Option<Locale>,
    /// In thousandths.
    quality: u16,
}

impl Range {
    /// Reads `de-AT` or `de-AT;q=0.8`, with spaces and tabs around the parts. `None` if it is
    /// malformed.
    fn read(entry: &[u8]) -> Option<Self> {
        let mut parts = entry.splitn(2, |byte| *byte == b';').map(trim);
        let tag = parts.next()?;
        let quality = match parts.next() {
            Some(weight) => quality(weight)?,
            None => 1000,
        };
        let locale = match tag {
            b"*" => None,
            tag => Some(Locale::from_bytes(tag).ok()?),
        };
        Some(Range { locale, quality })
    }

    /// Returns how specific the range is, if the locale is within it.
    fn covers(&self, locale: &Locale) -> Option<u8> {
        let Some(range) = &self.locale else {
            return Some(0);
        };
        let (has_script, has_region) = range.explicit;
        let covers = range.language == locale.language
            && (!has_script || range.script == locale.script)
            && (!has_region || range.region == locale.region);
        let subtags = u8::from(has_script).saturating_add(u8::from(has_region));
        covers.then_some(subtags.saturating_add(1))
    }
}

/// Reads `q=0.8`, in thousandths: 0 to 1, with three decimals at most.
fn quality(weight: &[u8]) -> Option<u16> {
    let (b'q' | b'Q', value) = weight.split_first()? else {
        return None;
    };
    let (whole, decimals) = value.strip_prefix(b"=")?.split_first()?;
    let decimals = match decimals {
        [] => decimals,
        [b'.', decimals @ ..] if decimals.len() <= 3 => decimals,
        _ => return None,
    };
    let digit = |byte: &u8| {
        byte.is_ascii_digit()
            .then(|| u16::from(byte.wrapping_sub(b'0')))
    };
    let mut value = digit(whole)?;
    for place in 0..3 {
        let decimal = decimals.get(place).map_or(Some(0), digit)?;
        value = value.saturating_mul(10).saturating_add(decimal);
    }
    (value <= 1000).then_some(value)
}

/// Returns the entries within the first bytes of a header. One that goes beyond them is left out.
fn entries(header: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_comma = |byte: &u8| *byte == b',';
    let read = match header.get(..=LONGEST) {
        Some(start) => {
            let end = start.iter().rposition(is_comma).unwrap_or_default();
            start.get(..end).unwrap_or_default()
        }
        None => header,
    };
    read.split(is_comma)
}

fn trim(mut text: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = text {
        text = rest;
    }
    text
}

/// The entries of a header.
struct Ranges {
    ranges: [Option<Range>; RANGES],
    /// The positions of the entries by descending quality, and of equal ones in their order.
    order: [u8; RANGES],
}

impl Ranges {
    fn read(header: &[u8]) -> Self {
        let mut ranges = [const { None }; RANGES];
        let mut keys = [(Reverse(0), 0); RANGES];
        let read = entries(header).filter_map(Range::read);
        for (at, (range, (to, key))) in (0..).zip(read.zip(ranges.iter_mut().zip(&mut keys))) {
            *key = (Reverse(range.quality), at);
            *to = Some(range);
        }
        keys.sort_unstable();
        Ranges {
            ranges,
            order: keys.map(|(_, at)| at),
        }
    }

    /// The acceptable ranges, the best first.
    fn wanted(&self) -> impl Iterator<Item = &Range> {
        let sorted = self.order.iter();
        let sorted = sorted.filter_map(|at| self.ranges.get(usize::from(*at))?.as_ref());
        sorted.take_while(|range| range.quality > 0)
    }

    /// Returns whether the most specific range that the locale is within has `q=0`.
    fn exclude(&self, locale: &Locale) -> bool {
        let all = self.ranges.iter().flatten();
        let covering = all.filter_map(|range| Some((range.covers(locale)?, range.quality)));
        covering.max().is_some_and(|(_, quality)| quality == 0)
    }
}
