//! The registry as a plain map: no threads, no epochs, no folding by words. It is written from the
//! documented rules, and names nothing of the crate.

use std::collections::{BTreeMap, BTreeSet};

/// What lookups compare, a byte at a time; `None` if it is not a name.
pub(crate) fn fold(text: &[u8]) -> Option<Vec<u8>> {
    let separator = |byte: u8| b" -_.:/".contains(&byte);
    let mut before = true;
    for byte in text {
        if separator(*byte) && before || !separator(*byte) && !byte.is_ascii_alphanumeric() {
            return None;
        }
        before = separator(*byte);
    }
    let folded = text.iter().map(|byte| match byte {
        b' ' | b'_' => b'-',
        other => other.to_ascii_lowercase(),
    });
    (!before && text.len() <= 64).then(|| folded.collect())
}

/// What is registered: by id, the number of its backend and the names, as they were spelled.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Model {
    pub(crate) calendars: BTreeMap<u64, (u64, Vec<String>)>,
    pub(crate) generation: u64,
    /// By id, which change made the registration. Two with one backend are not the same.
    changed: BTreeMap<u64, u64>,
    changes: u64,
}

/// Why the model refuses a change.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum No {
    Nameless,
    Invalid,
    Repeated(String),
    /// The name, and the number of its holder.
    Taken(String, u64),
    Unknown(String),
    /// The number of the current one.
    Stale(Option<u64>),
}

impl Model {
    /// The id of the calendar that has this name.
    pub(crate) fn holder(&self, name: &str) -> Option<u64> {
        let wanted = fold(name.as_bytes())?;
        let has = |names: &[String]| {
            let mut folded = names.iter().filter_map(|own| fold(own.as_bytes()));
            folded.any(|own| own == wanted)
        };
        self.calendars
            .iter()
            .find_map(|(id, (_, names))| has(names).then_some(*id))
    }

    /// The number of the backend that has this name.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.calendars
            .get(&self.holder(name)?)
            .map(|(number, _)| *number)
    }

    /// What can be told of a backend's names without the registry.
    pub(crate) fn checked<S: AsRef<str>>(names: &[S]) -> Result<Vec<String>, No> {
        let mut seen = BTreeSet::new();
        for name in names.iter().map(AsRef::as_ref) {
            if !seen.insert(fold(name.as_bytes()).ok_or(No::Invalid)?) {
                return Err(No::Repeated(name.to_owned()));
            }
        }
        Ok(names.iter().map(|name| name.as_ref().to_owned()).collect())
    }

    /// Nobody has any of the names, but perhaps this id.
    fn free(&self, names: &[String], but: Option<u64>) -> Result<(), No> {
        for name in names {
            match self.holder(name) {
                Some(holder) if Some(holder) != but => {
                    return Err(No::Taken(name.clone(), self.calendars[&holder].0));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The names of a registration.
    pub(crate) fn register<S: AsRef<str>>(&self, names: &[S]) -> Result<Vec<String>, No> {
        let names = Self::checked(names)?;
        if names.is_empty() {
            return Err(No::Nameless);
        }
        self.free(&names, None)?;
        Ok(names)
    }

    /// The id and the names of a replacement.
    pub(crate) fn replace<S: AsRef<str>>(
        &self,
        target: &str,
        names: &[S],
    ) -> Result<(u64, Vec<String>), No> {
        let wanted = fold(target.as_bytes()).ok_or(No::Invalid)?;
        let mut names = Self::checked(names)?;
        let unknown = || No::Unknown(target.to_owned());
        let id = self.holder(target).ok_or_else(unknown)?;
        let is_wanted = |name: &&String| fold(name.as_bytes()).as_ref() == Some(&wanted);
        if !names.iter().any(|name| is_wanted(&name)) {
            // Kept as it was spelled by what is replaced.
            names.extend(self.calendars[&id].1.iter().find(is_wanted).cloned());
        }
        self.free(&names, Some(id))?;
        Ok((id, names))
    }

    /// Which change made the registration of an id.
    pub(crate) fn revision(&self, id: u64) -> u64 {
        self.changed.get(&id).copied().unwrap_or(0)
    }

    /// The same of this very registration, which is addressed by its chief name.
    pub(crate) fn replace_if<S: AsRef<str>>(
        &self,
        (id, revision): (u64, u64),
        names: &[S],
    ) -> Result<(u64, Vec<String>), No> {
        Self::checked(names)?;
        match self.calendars.get(&id) {
            Some((_, own)) if self.revision(id) == revision => self.replace(&own[0], names),
            current => Err(No::Stale(current.map(|(number, _)| *number))),
        }
    }

    /// The id and the entry of a calendar with one more name.
    pub(crate) fn alias(&self, alias: &str, of: &str) -> Result<(u64, (u64, Vec<String>)), No> {
        let wanted = fold(alias.as_bytes()).ok_or(No::Invalid)?;
        fold(of.as_bytes()).ok_or(No::Invalid)?;
        let id = self.holder(of).ok_or_else(|| No::Unknown(of.to_owned()))?;
        let (number, mut names) = self.calendars[&id].clone();
        if names
            .iter()
            .any(|own| fold(own.as_bytes()).as_ref() == Some(&wanted))
        {
            return Err(No::Repeated(alias.to_owned()));
        }
        names.push(alias.to_owned());
        self.free(&names, Some(id))?;
        Ok((id, (number, names)))
    }

    /// The id of what is removed.
    pub(crate) fn unregister(&self, target: &str) -> Result<u64, No> {
        fold(target.as_bytes()).ok_or(No::Invalid)?;
        let unknown = || No::Unknown(target.to_owned());
        self.holder(target).ok_or_else(unknown)
    }

    /// One publication of one change.
    pub(crate) fn publish(&mut self, id: u64, entry: Option<(u64, Vec<String>)>) {
        self.generation += 1;
        self.changes += 1;
        self.changed.insert(id, self.changes);
        match entry {
            Some(entry) => self.calendars.insert(id, entry),
            None => self.calendars.remove(&id),
        };
    }
}
