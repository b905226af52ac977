//! Reads tags: BCP 47, and the names of POSIX.

use icu_locale_core::ParseError;
use icu_locale_core::extensions::unicode::{Keywords, SubdivisionId, key};
use icu_locale_core::subtags::{Language, Region, Script, Subtag, Variant, script, variant};

use super::supplemental::Supplemental;
use super::{AskedCalendar, Locale, LocaleError};
use crate::weekday::Weekday;

/// The parts of a tag that matter for dates.
#[derive(Clone, Copy)]
pub(super) struct Tag {
    pub(super) language: Language,
    pub(super) script: Option<Script>,
    pub(super) region: Option<Region>,
    pub(super) variant: Option<Variant>,
    pub(super) asked: Asked,
}

/// What a tag asks for in its Unicode extension.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    /// `ca`.
    pub(super) calendar: AskedCalendar,
    /// `fw`.
    pub(super) first_day: Option<Weekday>,
    /// `nu`: any name.
    pub(super) digits: Option<Subtag>,
    /// `rg`.
    pub(super) region: Option<SubdivisionId>,
}

impl Tag {
    pub(super) const ROOT: Tag = Tag {
        language: Language::UNKNOWN,
        script: None,
        region: None,
        variant: None,
        asked: Asked {
            calendar: AskedCalendar::NONE,
            first_day: None,
            digits: None,
            region: None,
        },
    };

    /// Reads a tag of BCP 47. Memory is allocated for extensions and second variants only, and not
    /// kept.
    pub(super) fn bcp47(tag: &[u8]) -> Result<Self, LocaleError> {
        check_length(tag.len())?;
        let locale = icu_locale_core::Locale::try_from_utf8(tag).map_err(|error| match error {
            ParseError::InvalidLanguage => LocaleError::Language,
            ParseError::InvalidExtension | ParseError::DuplicatedExtension => {
                LocaleError::Extension
            }
            _ => LocaleError::Subtag,
        })?;
        // The crate ends an unknown extension at its first invalid subtag, and accepts the rest.
        if !tag.split(|byte| *byte == b'-').all(is_subtag) {
            return Err(LocaleError::Extension);
        }
        Ok(Tag {
            language: locale.id.language,
            script: locale.id.script,
            region: locale.id.region,
            variant: locale.id.variants.iter().next().copied(),
            asked: Asked::read(&locale.extensions.unicode.keywords)?,
        })
    }

    /// Reads `language_REGION.codeset@modifier`.
    pub(super) fn posix(name: &str) -> Result<Self, LocaleError> {
        check_length(name.len())?;
        let (name, modifier) = name.split_once('@').unwrap_or((name, ""));
        let (name, _) = name.split_once('.').unwrap_or((name, ""));
        if matches!(name, "C" | "POSIX") {
            return Tag::bcp47(b"en-US-posix");
        }
        let mut tag = Tag::bcp47(name.replace('_', "-").as_bytes())?;
        match modifier {
            "latin" | "iqtelif" => tag.script = Some(script!("Latn")),
            "cyrillic" => tag.script = Some(script!("Cyrl")),
            "devanagari" => tag.script = Some(script!("Deva")),
            "valencia" => tag.variant = Some(variant!("valencia")),
            _ => {}
        }
        Ok(tag)
    }

    /// Replaces deprecated codes of languages and regions.
    pub(super) fn canonical(mut self, data: &Supplemental) -> Self {
        if let Some((language, script, region)) = data.language_alias(self.language) {
            self.language = language;
            self.script = self.script.or(script);
            self.region = self.region.or(region);
        }
        self.region = self.region.map(|region| data.region_alias(region));
        self
    }
}

/// Returns whether these bytes can be a part of a tag.
fn is_subtag(bytes: &[u8]) -> bool {
    (1..=8).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_alphanumeric)
}

fn check_length(length: usize) -> Result<(), LocaleError> {
    let limit = Locale::MAX_LEN;
    match length > limit {
        true => Err(LocaleError::TooLong { length, limit }),
        false => Ok(()),
    }
}

impl Asked {
    /// Values that are unknown ask for nothing, as UTS 35 says.
    fn read(keywords: &Keywords) -> Result<Self, LocaleError> {
        let single = |key| keywords.get(&key)?.as_single_subtag().copied();
        let calendar = match keywords.get(&key!("ca")) {
            Some(value) => {
                AskedCalendar::join(value.as_subtags_slice().iter().map(Subtag::as_str))?
            }
            None => AskedCalendar::NONE,
        };
        Ok(Asked {
            calendar,
            first_day: single(key!("fw")).and_then(|day| first_day(day.as_str())),
            digits: single(key!("nu")),
            region: single(key!("rg"))
                .and_then(|region| SubdivisionId::try_from_str(region.as_str()).ok()),
        })
    }
}

fn first_day(value: &str) -> Option<Weekday> {
    let mut days = Weekday::ALL.into_iter();
    days.find(|day| code(*day) == value)
}

/// Returns the value of `fw` for a weekday.
pub(super) fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}
