//! The section of facts about languages and regions.
//!
//! It begins with the number of records of each list, 2 bytes each, in the order of the table, and
//! the length of the text of calendars. Then the lists follow, without gaps, each sorted by its key.
//! Subtags are padded with zero bytes: languages and regions to 3, scripts to 4.
//!
//! | list | key | value |
//! |---|---|---|
//! | likely | language | likely script, region |
//! | by region | language, region | another likely script |
//! | by script | language, script | another likely region |
//! | language aliases | language | language, script or zeros, region or zeros |
//! | region aliases | region | region |
//! | calendars | region | start (2) and length (1) of its calendars in the text |
//! | weeks | region | first day (1 to 7), minimal days (1 to 7), weekend (bit 0 is Monday) |
//! | right to left | script | |
//! | text | | identifiers of calendars, separated by spaces, for each region |
//!
//! Left out are languages for which CLDR has no locale, and calendars `islamic` and `islamic-rgsa`,
//! which stand for one of the others.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use roxmltree::{Document, Node, ParsingOptions};

use crate::package::Package;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What applies where no region is known.
const WORLD: &str = "001";

/// Packs the section.
pub(crate) fn pack(package: &Package) -> Result<Vec<u8>> {
    let data = parse(package.text("supplemental/supplementalData.xml")?)?;
    let metadata = parse(package.text("supplemental/supplementalMetadata.xml")?)?;
    let likely = parse(package.text("supplemental/likelySubtags.xml")?)?;
    let languages: BTreeSet<&str> = package
        .locales()
        .filter_map(|locale| locale.split('_').next())
        .collect();
    let likely = Likely::read(&likely, &languages)?;
    let (calendars, text) = calendars(&data)?;
    let lists = [
        likely.languages,
        likely.by_region,
        likely.by_script,
        language_aliases(&metadata, &languages)?,
        region_aliases(&metadata)?,
        calendars,
        weeks(&data)?,
        right_to_left(package, &likely.scripts)?,
    ];
    let mut section = Vec::new();
    for list in &lists {
        section.extend(u16::try_from(list.len())?.to_le_bytes());
    }
    section.extend(u16::try_from(text.len())?.to_le_bytes());
    for (key, value) in lists.iter().flatten() {
        section.extend(key);
        section.extend(value);
    }
    section.extend(text.as_bytes());
    Ok(section)
}

/// A list: keys and values of one length each.
type List = BTreeMap<Vec<u8>, Vec<u8>>;

fn parse(text: &str) -> Result<Document<'_>> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Ok(Document::parse_with_options(text, options)?)
}

/// Returns the elements of a name, without alternatives.
fn elements<'a, 'input>(
    document: &'a Document<'input>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    document
        .descendants()
        .filter(move |node| node.has_tag_name(name) && !node.has_attribute("alt"))
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Result<&'a str> {
    node.attribute(name)
        .ok_or_else(|| format!("{:?} has no {name}", node.tag_name()).into())
}

fn padded(subtag: &str, length: usize) -> Result<Vec<u8>> {
    if subtag.len() > length {
        return Err(format!("{subtag} has more than {length} bytes").into());
    }
    let mut bytes = subtag.as_bytes().to_vec();
    bytes.resize(length, 0);
    Ok(bytes)
}

/// A tag of CLDR, with underscores.
struct Tag<'a> {
    language: &'a str,
    script: &'a str,
    region: &'a str,
}

impl<'a> Tag<'a> {
    /// `None` for tags with variants and extensions.
    fn read(tag: &'a str) -> Option<Self> {
        let mut subtags = tag.split('_').peekable();
        let language = subtags.next()?;
        let script = subtags.next_if(|subtag| subtag.len() == 4).unwrap_or("");
        let region = subtags.next_if(|subtag| subtag.len() <= 3).unwrap_or("");
        (language.len() <= 3 && subtags.next().is_none()).then_some(Self {
            language,
            script,
            region,
        })
    }

    fn key(&self) -> Result<Vec<u8>> {
        padded(self.language, 3)
    }

    fn rest(&self) -> Result<Vec<u8>> {
        let mut rest = padded(self.script, 4)?;
        rest.extend(padded(self.region, 3)?);
        Ok(rest)
    }
}

#[derive(Default)]
struct Likely {
    languages: List,
    by_region: List,
    by_script: List,
    /// The likely script of each language.
    scripts: BTreeMap<String, String>,
}

impl Likely {
    fn read(document: &Document<'_>, languages: &BTreeSet<&str>) -> Result<Self> {
        let mut pairs = Vec::new();
        let mut likely = Self::default();
        for node in elements(document, "likelySubtag") {
            let from = Tag::read(attribute(node, "from")?).ok_or("a key is no tag")?;
            let to = Tag::read(attribute(node, "to")?).ok_or("a value is no tag")?;
            if from.language == "und" || !languages.contains(from.language) {
                continue;
            }
            if from.script.is_empty() && from.region.is_empty() {
                likely.languages.insert(from.key()?, to.rest()?);
                likely
                    .scripts
                    .insert(from.language.into(), to.script.into());
            } else {
                pairs.push((from, to));
            }
        }
        // A pair says nothing new if its value is that of the language.
        for (from, to) in pairs {
            let default = likely.languages.get(&from.key()?);
            let (script, region) = default.ok_or("a pair without its language")?.split_at(4);
            let mut key = from.key()?;
            if from.script.is_empty() {
                let value = padded(to.script, 4)?;
                key.extend(padded(from.region, 3)?);
                if value != script {
                    likely.by_region.insert(key, value);
                }
            } else if from.region.is_empty() {
                let value = padded(to.region, 3)?;
                key.extend(padded(from.script, 4)?);
                if value != region {
                    likely.by_script.insert(key, value);
                }
            }
        }
        Ok(likely)
    }
}

fn language_aliases(document: &Document<'_>, languages: &BTreeSet<&str>) -> Result<List> {
    let mut aliases = List::new();
    for node in elements(document, "languageAlias") {
        let (Some(from), Some(to)) = (
            Tag::read(attribute(node, "type")?),
            Tag::read(attribute(node, "replacement")?),
        ) else {
            continue;
        };
        let is_plain = from.script.is_empty() && from.region.is_empty();
        if is_plain && languages.contains(to.language) {
            let mut value = to.key()?;
            value.extend(to.rest()?);
            aliases.insert(from.key()?, value);
        }
    }
    Ok(aliases)
}

/// Of several replacements, the first has the most inhabitants.
fn region_aliases(document: &Document<'_>) -> Result<List> {
    let mut aliases = List::new();
    for node in elements(document, "territoryAlias") {
        let from = attribute(node, "type")?;
        let to = attribute(node, "replacement")?.split(' ').next();
        // Codes of three letters cannot occur in a tag.
        if from.len() == 2 || from.bytes().all(|byte| byte.is_ascii_digit()) {
            aliases.insert(padded(from, 3)?, padded(to.unwrap_or(from), 3)?);
        }
    }
    Ok(aliases)
}

fn calendars(document: &Document<'_>) -> Result<(List, String)> {
    let mut list = List::new();
    let mut text = String::new();
    for node in elements(document, "calendarPreference") {
        let calendars: Vec<&str> = attribute(node, "ordering")?
            .split_whitespace()
            .filter(|calendar| !["islamic", "islamic-rgsa"].contains(calendar))
            .map(|calendar| match calendar {
                "gregorian" => "gregory",
                other => other,
            })
            .collect();
        let calendars = calendars.join(" ");
        let mut place = u16::try_from(text.len())?.to_le_bytes().to_vec();
        place.push(u8::try_from(calendars.len())?);
        text += &calendars;
        for region in attribute(node, "territories")?.split_whitespace() {
            list.insert(padded(region, 3)?, place.clone());
        }
    }
    Ok((list, text))
}

/// The values of the elements of one name, by region.
fn by_region<'a>(
    document: &'a Document<'_>,
    name: &'a str,
    value: &str,
) -> Result<BTreeMap<&'a str, u8>> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut regions = BTreeMap::new();
    for node in elements(document, name) {
        let value = attribute(node, value)?;
        let number = match DAYS.iter().position(|day| *day == value) {
            Some(day) => u8::try_from(day + 1)?,
            None => value.parse()?,
        };
        for region in attribute(node, "territories")?.split_whitespace() {
            regions.insert(region, number);
        }
    }
    Ok(regions)
}

fn weeks(document: &Document<'_>) -> Result<List> {
    let facts = [
        by_region(document, "firstDay", "day")?,
        by_region(document, "minDays", "count")?,
        by_region(document, "weekendStart", "day")?,
        by_region(document, "weekendEnd", "day")?,
    ];
    let mut list = List::new();
    for region in facts.iter().flat_map(BTreeMap::keys) {
        let of = |fact: usize| {
            let fact: &BTreeMap<&str, u8> = &facts[fact];
            let number = fact.get(region).or_else(|| fact.get(WORLD));
            number.copied().ok_or("a fact is missing for the world")
        };
        let (first, minimal, start, end) = (of(0)?, of(1)?, of(2)?, of(3)?);
        if start > end {
            return Err(format!("the weekend of {region} ends before it starts").into());
        }
        let weekend = (start..=end).fold(0, |days, day| days | 1 << (day - 1));
        list.insert(padded(region, 3)?, vec![first, minimal, weekend]);
    }
    Ok(list)
}

/// The scripts of the locales whose lines go from right to left.
fn right_to_left(package: &Package, likely: &BTreeMap<String, String>) -> Result<List> {
    let mut scripts = List::new();
    for locale in package.locales() {
        let text = package.text(&format!("main/{locale}.xml"))?;
        if !text.contains("<characterOrder>right-to-left<") {
            continue;
        }
        let tag = Tag::read(locale).ok_or("a locale is no tag")?;
        let script = match tag.script {
            "" => likely.get(tag.language).map(String::as_str),
            script => Some(script),
        };
        scripts.insert(
            padded(script.ok_or("a locale has no script")?, 4)?,
            Vec::new(),
        );
    }
    Ok(scripts)
}
