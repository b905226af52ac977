//! Finds the locale of CLDR whose texts are used.

use icu_locale_core::subtags::{Region, Script};

use super::data::{self, Row};
use super::supplemental::Supplemental;
use super::tag::Tag;

/// Returns the row that fits best: with the variant, with the region, with the language and script
/// alone, else the root. A text in another script than the tag's is not taken.
pub(super) fn find(
    data: &Supplemental,
    tag: &Tag,
    script: Option<Script>,
    region: Option<Region>,
) -> Row {
    let is_default = script == data.likely(tag.language, None, None).0;
    let variants = [
        tag.variant.map(|variant| (Some(variant), region)),
        Some((None, tag.region)),
    ];
    let scripts = match tag.script {
        Some(_) => [script, None],
        None => [None, script],
    };
    for (variant, region) in variants.into_iter().flatten() {
        for region in [region, None] {
            for script in scripts {
                // Without a script, texts are in the default one of the language.
                if script.is_none() && !is_default {
                    continue;
                }
                let mut text = TagText::new();
                text.push(tag.language.as_str());
                text.push(script.as_ref().map_or("", Script::as_str));
                text.push(region.as_ref().map_or("", Region::as_str));
                text.push(variant.as_ref().map_or("", |variant| variant.as_str()));
                if let Some(row) = data::find(text.as_str()) {
                    return row;
                }
            }
        }
    }
    data::root()
}

/// A tag of a language, script, region and variant.
struct TagText {
    bytes: [u8; 24],
    length: usize,
}

impl TagText {
    fn new() -> Self {
        TagText {
            bytes: [0; 24],
            length: 0,
        }
    }

    /// Appends a subtag, with a separator before all but the first. An empty one is left out.
    fn push(&mut self, subtag: &str) {
        let separator = if self.length == 0 { "" } else { "-" };
        for byte in [separator, subtag].into_iter().flat_map(str::bytes) {
            if subtag.is_empty() {
                return;
            }
            if let Some(to) = self.bytes.get_mut(self.length) {
                *to = byte;
                self.length = self.length.saturating_add(1);
            }
        }
    }

    fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or_default()
    }
}
