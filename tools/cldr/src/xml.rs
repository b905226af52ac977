//! [`Items`]: what the locale files say, each value by its path.
//!
//! A path is written as `dates/calendars/calendar:persian/months/monthContext:format/…/month:1`: the
//! elements, each with the attribute that distinguishes it from its siblings.

use std::collections::HashMap;
use std::error::Error;

use roxmltree::{Document, Node, ParsingOptions};

/// The parts of a locale file that are read.
const PARTS: [&[&str]; 3] = [
    &["dates", "calendars"],
    &["numbers"],
    &["localeDisplayNames", "types"],
];

/// The elements below them that no table needs.
const SKIPPED: [&str; 9] = [
    "dayPeriods",
    "timeFormats",
    "appendItems",
    "dateTimeFormatLength",
    "currencies",
    "decimalFormats",
    "scientificFormats",
    "currencyFormats",
    "datetimeSkeleton",
];

/// Separates a pattern from its attribute `numbers`.
const NUMBERS: char = '\0';

/// Texts with a number each.
#[derive(Default)]
pub(crate) struct Interner {
    ids: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Interner {
    pub(crate) fn id(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = u32::try_from(self.texts.len()).expect("fewer texts than 2^32");
        self.ids.insert(text.to_owned(), id);
        self.texts.push(text.to_owned());
        id
    }

    pub(crate) fn text(&self, id: u32) -> &str {
        &self.texts[id as usize]
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(String::as_str)
    }
}

/// The values of one locale's own file, by path.
pub(crate) type Items = HashMap<u32, String>;

/// Where root's aliases lead: from path to path.
pub(crate) type Aliases = HashMap<String, String>;

/// Reads a locale file. Its aliases are added to `aliases`: only root's file has any.
pub(crate) fn read(
    text: &str,
    paths: &mut Interner,
    aliases: &mut Aliases,
) -> Result<Items, Box<dyn Error>> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options)?;
    let mut items = Items::new();
    for part in PARTS {
        let mut nodes = vec![document.root_element()];
        for name in part {
            nodes = nodes
                .iter()
                .flat_map(|node| node.children())
                .filter(|node| node.has_tag_name(*name))
                .collect();
        }
        for node in nodes {
            let mut reader = Reader {
                items: &mut items,
                paths,
                aliases,
            };
            reader.children(node, &part.join("/"));
        }
    }
    Ok(items)
}

struct Reader<'a> {
    items: &'a mut Items,
    paths: &'a mut Interner,
    aliases: &'a mut Aliases,
}

impl Reader<'_> {
    fn children(&mut self, parent: Node<'_, '_>, path: &str) {
        for node in parent.children().filter(Node::is_element) {
            if node.has_tag_name("alias") {
                let target = node.attribute("path").unwrap_or_default();
                self.aliases.insert(path.to_owned(), relative(path, target));
            } else if let Some(step) = step(node) {
                self.element(node, &format!("{path}/{step}"));
            }
        }
    }

    fn element(&mut self, node: Node<'_, '_>, path: &str) {
        if node.children().any(|child| child.is_element()) {
            self.children(node, path);
            return;
        }
        let mut value = node.text().unwrap_or_default().to_owned();
        // CLDR's mark for "as inherited".
        if value.is_empty() || value == "↑↑↑" {
            return;
        }
        if let Some(numbers) = node.attribute("numbers") {
            value.push(NUMBERS);
            value.push_str(numbers);
        }
        self.items.insert(self.paths.id(path), value);
    }
}

/// Returns the step of a path for an element, or `None` if it is left out: drafts, as in ICU, and
/// variants of a value.
fn step(node: Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name();
    let draft = node.attribute("draft").unwrap_or_default();
    let variant = node.has_attribute("alt")
        || node.has_attribute("scope")
        || node
            .attribute("count")
            .is_some_and(|count| count != "other")
        || node.attribute("key").is_some_and(|key| key != "calendar");
    if variant || matches!(draft, "unconfirmed" | "provisional") || SKIPPED.contains(&name) {
        return None;
    }
    let mut step = name.to_owned();
    for attribute in ["type", "id", "numberSystem", "yeartype"] {
        // `standard` is the value of an attribute that is left out.
        if let Some(key) = node.attribute(attribute).filter(|key| *key != "standard") {
            step.push(':');
            step.push_str(key);
        }
    }
    Some(step)
}

/// Follows an XPath such as `../../calendar[@type='gregorian']/months` from a path.
fn relative(path: &str, target: &str) -> String {
    let mut steps: Vec<String> = path.split('/').map(str::to_owned).collect();
    for step in target.split('/') {
        if step == ".." {
            steps.pop();
        } else {
            let step = step
                .replace("[@type='", ":")
                .replace("[@numberSystem='", ":");
            steps.push(step.replace("']", ""));
        }
    }
    steps.join("/")
}
