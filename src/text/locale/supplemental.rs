//! [`Supplemental`]: what CLDR says about languages and regions as such.
//!
//! `tools/cldr/src/supplemental.rs` packs it and describes the layout. Nothing here can fail: a
//! language or region that is not in the lists has no record.

use icu_locale_core::subtags::{Language, Region, Script};

use crate::date::WeekRule;
use crate::weekday::Weekday;

/// The lists, read in place. Each is sorted by its key.
pub(super) struct Supplemental {
    likely: &'static [[u8; 10]],
    by_region: &'static [[u8; 10]],
    by_script: &'static [[u8; 10]],
    language_aliases: &'static [[u8; 13]],
    region_aliases: &'static [[u8; 6]],
    calendars: &'static [[u8; 6]],
    weeks: &'static [[u8; 6]],
    right_to_left: &'static [[u8; 4]],
    text: &'static str,
}

/// How weeks are in a region.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Week {
    pub(super) rule: WeekRule,
    /// Bit 0 is Monday.
    pub(super) weekend: u8,
}

impl Week {
    /// Where there are no data: weeks of ISO 8601, free on Saturday and Sunday.
    const DEFAULT: Week = Week {
        rule: WeekRule::ISO,
        weekend: 0b110_0000,
    };
}

/// The record of the region that stands for the world.
const WORLD: [u8; 3] = *b"001";

impl Supplemental {
    /// Used without the data of CLDR.
    pub(super) const EMPTY: Self = Supplemental {
        likely: &[],
        by_region: &[],
        by_script: &[],
        language_aliases: &[],
        region_aliases: &[],
        calendars: &[],
        weeks: &[],
        right_to_left: &[],
        text: "",
    };

    /// Reads the section. `None` if it has another length than its head says.
    #[cfg_attr(not(feature = "cldr"), allow(dead_code))]
    pub(super) fn open(section: &'static [u8]) -> Option<Self> {
        let (counts, rest) = section.split_at_checked(18)?;
        let mut counts = counts.as_chunks::<2>().0.iter();
        let mut count = || counts.next().map(|count| u16::from_le_bytes(*count).into());
        let mut rest = rest;
        Some(Supplemental {
            likely: take(&mut rest, count()?)?,
            by_region: take(&mut rest, count()?)?,
            by_script: take(&mut rest, count()?)?,
            language_aliases: take(&mut rest, count()?)?,
            region_aliases: take(&mut rest, count()?)?,
            calendars: take(&mut rest, count()?)?,
            weeks: take(&mut rest, count()?)?,
            right_to_left: take(&mut rest, count()?)?,
            text: (rest.len() == count()?).then(|| core::str::from_utf8(rest).ok())??,
        })
    }

    /// Returns what stands for a deprecated or overlong code of a language.
    pub(super) fn language_alias(
        &self,
        language: Language,
    ) -> Option<(Language, Option<Script>, Option<Region>)> {
        let value: &[u8; 10] = find(self.language_aliases, language.into_raw())?;
        let (language, rest) = value.split_first_chunk()?;
        let (script, region) = rest.split_first_chunk()?;
        Some((
            Language::try_from_raw(*language).ok()?,
            Script::try_from_raw(*script).ok(),
            self::region(region),
        ))
    }

    /// Returns the present code of a region.
    pub(super) fn region_alias(&self, region: Region) -> Region {
        let alias = find(self.region_aliases, region.into_raw());
        alias
            .and_then(|alias: &[u8; 3]| self::region(alias))
            .unwrap_or(region)
    }

    /// Fills in the script and the region that a language most likely has.
    ///
    /// Algorithm: "Likely Subtags" of UTS 35, for the languages that CLDR has texts for.
    pub(super) fn likely(
        &self,
        language: Language,
        script: Option<Script>,
        region: Option<Region>,
    ) -> (Option<Script>, Option<Region>) {
        let key = language.into_raw();
        let Some((likely_script, likely_region)) =
            find(self.likely, key).and_then(|value: &[u8; 7]| value.split_first_chunk())
        else {
            return (script, region);
        };
        let by_script =
            script.and_then(|script| find(self.by_script, pair::<4, 7>(key, script.into_raw())));
        let by_region =
            region.and_then(|region| find(self.by_region, pair::<3, 6>(key, region.into_raw())));
        let likely_region = by_script.map_or(likely_region, |value: &[u8; 3]| value);
        (
            script.or_else(|| Script::try_from_raw(*by_region.unwrap_or(likely_script)).ok()),
            region.or_else(|| self::region(likely_region)),
        )
    }

    /// Returns the calendars of a region, the preferred one first, separated by spaces.
    pub(super) fn calendars(&self, region: Option<Region>) -> &'static str {
        self.of_region(self.calendars, region)
            .and_then(|[low, high, length]| {
                let start = usize::from(u16::from_le_bytes([low, high]));
                self.text.get(start..start.checked_add(length.into())?)
            })
            .unwrap_or("gregory")
    }

    /// Returns how weeks are in a region.
    pub(super) fn week(&self, region: Option<Region>) -> Week {
        self.of_region(self.weeks, region)
            .and_then(|[first, minimal_days, weekend]| {
                let rule = WeekRule::new(Weekday::from_number(first)?, minimal_days)?;
                Some(Week { rule, weekend })
            })
            .unwrap_or(Week::DEFAULT)
    }

    /// Returns whether lines in a script go from right to left.
    pub(super) fn is_right_to_left(&self, script: Script) -> bool {
        self.right_to_left.binary_search(&script.into_raw()).is_ok()
    }

    /// Returns the record of a region, or that of the world.
    fn of_region(&self, list: &'static [[u8; 6]], region: Option<Region>) -> Option<[u8; 3]> {
        let of = |key| find(list, key).copied();
        region
            .and_then(|region| of(region.into_raw()))
            .or_else(|| of(WORLD))
    }
}

/// Takes a list of `count` records.
fn take<const RECORD: usize>(
    rest: &mut &'static [u8],
    count: usize,
) -> Option<&'static [[u8; RECORD]]> {
    let (list, after) = rest.split_at_checked(count.checked_mul(RECORD)?)?;
    *rest = after;
    Some(list.as_chunks().0)
}

/// Returns the value of a key.
fn find<const RECORD: usize, const KEY: usize, const VALUE: usize>(
    list: &'static [[u8; RECORD]],
    key: [u8; KEY],
) -> Option<&'static [u8; VALUE]> {
    const { assert!(KEY + VALUE == RECORD) }
    let found = list.binary_search_by(|record| record.first_chunk::<KEY>().cmp(&Some(&key)));
    list.get(found.ok()?)?.last_chunk()
}

/// Joins the parts of a key.
fn pair<const RIGHT: usize, const BOTH: usize>(left: [u8; 3], right: [u8; RIGHT]) -> [u8; BOTH] {
    let mut bytes = left.into_iter().chain(right);
    core::array::from_fn(|_| bytes.next().unwrap_or_default())
}

fn region(bytes: &[u8]) -> Option<Region> {
    Region::try_from_raw(*bytes.first_chunk()?).ok()
}
