//! [`Resolver`]: values after inheritance, as UTS 35 and ICU have it.

use std::collections::HashMap;
use std::error::Error;

use crate::locales::{Locales, ROOT};
use crate::package::Package;
use crate::xml::{self, Aliases, Interner, Items};

/// The most aliases that follow one another.
const MOST_ALIASES: usize = 16;

/// The values of all files.
pub(crate) struct Resolver {
    paths: Interner,
    items: HashMap<String, Items>,
    aliases: Aliases,
    /// By the path that was requested and the one that was reached: where root's alias leads.
    targets: HashMap<(u32, u32), Option<u32>>,
}

impl Resolver {
    pub(crate) fn read(package: &Package, locales: &Locales) -> Result<Self, Box<dyn Error>> {
        let mut paths = Interner::default();
        let mut aliases = Aliases::new();
        let mut items = HashMap::new();
        for locale in &locales.rows {
            let text = package.text(&format!("main/{locale}.xml"))?;
            let mut own = Aliases::new();
            items.insert(locale.clone(), xml::read(text, &mut paths, &mut own)?);
            if locale == ROOT {
                aliases = own;
            } else if !own.is_empty() {
                return Err(format!("{locale} has an alias; only root may have one").into());
            }
        }
        Ok(Self {
            paths,
            items,
            aliases,
            targets: HashMap::new(),
        })
    }

    /// Returns the number of a path.
    pub(crate) fn path(&mut self, path: &str) -> u32 {
        self.paths.id(path)
    }

    /// Returns the last steps of all paths that begin so, in any locale, or where aliases lead.
    pub(crate) fn below(&self, prefix: &str) -> Vec<String> {
        let mut prefixes = vec![prefix.to_owned()];
        while let Some(next) = prefixes
            .last()
            .and_then(|prefix| follow(&self.aliases, prefix))
        {
            prefixes.push(next);
        }
        let mut found: Vec<String> = self
            .paths
            .texts()
            .filter_map(|path| {
                prefixes
                    .iter()
                    .find_map(|prefix| path.strip_prefix(prefix.as_str()))
            })
            .map(str::to_owned)
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// Returns a value. `chain` is the locale with all that it inherits from. What none of them has
    /// is looked for where root's alias leads, again from the first of the chain.
    pub(crate) fn value(&mut self, chain: &[String], requested: u32) -> Option<&str> {
        let mut path = requested;
        for _ in 0..MOST_ALIASES {
            let has = |locale: &&String| self.items[*locale].contains_key(&path);
            if let Some(locale) = chain.iter().find(has) {
                return self.items[locale].get(&path).map(String::as_str);
            }
            path = self.target(requested, path)?;
        }
        None
    }

    /// Returns where the alias of a path leads.
    fn target(&mut self, requested: u32, path: u32) -> Option<u32> {
        if let Some(target) = self.targets.get(&(requested, path)) {
            return *target;
        }
        let target = self
            .target_text(self.paths.text(requested), self.paths.text(path))
            .map(|target| self.paths.id(&target));
        self.targets.insert((requested, path), target);
        target
    }

    /// An alias within a calendar, such as from abbreviated to wide names, stays in the calendar that
    /// was requested, even if it was found in another: the abbreviated months of `dangi` are those of
    /// `chinese`, else the wide ones of `dangi`, else the wide ones of `chinese`. So does ICU.
    fn target_text(&self, requested: &str, path: &str) -> Option<String> {
        let target = follow(&self.aliases, path)?;
        let mut visited = alias(&self.aliases, requested);
        let prefix = visited.map(|(prefix, _)| prefix);
        while let Some((_, other)) = visited {
            if let (true, Some(rest), Some(prefix)) =
                (path.starts_with(other), target.strip_prefix(other), prefix)
            {
                return Some(format!("{prefix}{rest}"));
            }
            visited = alias(&self.aliases, other);
        }
        Some(target)
    }
}

/// Replaces the longest beginning of a path that is an alias.
fn follow(aliases: &Aliases, path: &str) -> Option<String> {
    let (prefix, target) = alias(aliases, path)?;
    Some(format!("{target}{}", &path[prefix.len()..]))
}

/// Returns the longest beginning of a path that is an alias, and where it leads.
fn alias<'a>(aliases: &'a Aliases, path: &'a str) -> Option<(&'a str, &'a str)> {
    let mut prefix = path;
    loop {
        if let Some(target) = aliases.get(prefix) {
            return Some((prefix, target));
        }
        prefix = &prefix[..prefix.rfind('/')?];
    }
}
