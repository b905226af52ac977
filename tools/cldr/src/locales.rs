//! Which locales there are, and from which they inherit.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;

use roxmltree::{Document, ParsingOptions};

use crate::package::Package;

/// The locale that all others inherit from. Its tag is `und`.
pub(crate) const ROOT: &str = "root";

/// The parents that CLDR lists, and the locales without own content.
pub(crate) struct Locales {
    parents: HashMap<String, String>,
    /// The locales with a row, by the names of their files.
    pub(crate) rows: BTreeSet<String>,
}

impl Locales {
    /// Returns all locales: those with a file, but `en-US` is `en` and has no file.
    pub(crate) fn read(package: &Package) -> Result<Self, Box<dyn Error>> {
        let options = || ParsingOptions {
            allow_dtd: true,
            ..ParsingOptions::default()
        };
        let data = Document::parse_with_options(
            package.text("supplemental/supplementalData.xml")?,
            options(),
        )?;
        let mut parents = HashMap::new();
        let general = data
            .descendants()
            .filter(|node| node.has_tag_name("parentLocales") && !node.has_attribute("component"));
        for entry in general
            .flat_map(|node| node.children())
            .filter(|node| node.is_element())
        {
            let parent = entry.attribute("parent").unwrap_or(ROOT);
            for locale in entry
                .attribute("locales")
                .unwrap_or_default()
                .split_whitespace()
            {
                parents.insert(locale.to_owned(), parent.to_owned());
            }
        }
        let metadata = Document::parse_with_options(
            package.text("supplemental/supplementalMetadata.xml")?,
            options(),
        )?;
        let mut rows: BTreeSet<String> = package.locales().map(str::to_owned).collect();
        for node in metadata
            .descendants()
            .filter(|node| node.has_tag_name("defaultContent"))
        {
            for locale in node
                .attribute("locales")
                .unwrap_or_default()
                .split_whitespace()
            {
                // `az_Latn` stays: others inherit from it.
                if locale
                    .rsplit_once('_')
                    .is_some_and(|(_, last)| last.len() < 4)
                {
                    rows.remove(locale);
                }
            }
        }
        // It differs from `en` in its numbers' patterns only.
        rows.remove("en_US_POSIX");
        Ok(Self { parents, rows })
    }

    /// Leaves only these tags and their parents.
    pub(crate) fn keep(&mut self, tags: &[String]) -> Result<(), String> {
        let mut kept = BTreeSet::from([ROOT.to_owned()]);
        for tag in tags {
            let locale = self
                .rows
                .iter()
                .find(|row| self::tag(row).eq_ignore_ascii_case(tag));
            let mut next = Some(
                locale
                    .ok_or_else(|| format!("CLDR has no locale {tag}"))?
                    .clone(),
            );
            while let Some(locale) = next {
                next = self.parent(&locale);
                kept.insert(locale);
            }
        }
        self.rows = kept;
        Ok(())
    }

    /// Returns the locale that this one inherits from.
    pub(crate) fn parent(&self, locale: &str) -> Option<String> {
        if locale == ROOT {
            return None;
        }
        let parent = match (self.parents.get(locale), locale.rsplit_once('_')) {
            (Some(parent), _) => parent,
            (None, Some((parent, _))) => parent,
            (None, None) => ROOT,
        };
        if self.rows.contains(parent) {
            Some(parent.to_owned())
        } else {
            self.parent(parent)
        }
    }

    /// Returns a locale and all that it inherits from, root last.
    pub(crate) fn chain(&self, locale: &str) -> Vec<String> {
        std::iter::successors(Some(locale.to_owned()), |locale| self.parent(locale)).collect()
    }
}

/// Returns the tag of a file's name: `zh-Hant-HK` of `zh_Hant_HK`, `be-tarask` of `be_TARASK`.
pub(crate) fn tag(locale: &str) -> String {
    if locale == ROOT {
        return "und".to_owned();
    }
    let subtags: Vec<String> = locale
        .split('_')
        .map(|subtag| {
            if subtag.len() > 4 {
                subtag.to_lowercase()
            } else {
                subtag.to_owned()
            }
        })
        .collect();
    subtags.join("-")
}
