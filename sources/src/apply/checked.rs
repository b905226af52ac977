//! [`CheckedSet`]: the definitions of a set by all their names.

use std::collections::BTreeMap;
use std::sync::Arc;

use calendar_registry::Name;

use super::error::ApplyError;
use crate::definition::Definition;

/// A definition with its names.
pub(super) struct Checked<'s> {
    /// The first name, by which the applier knows the calendar.
    pub(super) key: Name,
    pub(super) names: Vec<Name>,
    pub(super) definition: &'s Arc<Definition>,
}

/// The definitions of a set, in its order. All names are valid, and no two are the same.
pub(super) struct CheckedSet<'s> {
    pub(super) definitions: Vec<Checked<'s>>,
    /// The positions of the definitions, by all their names.
    by_name: BTreeMap<Name, usize>,
}

impl<'s> CheckedSet<'s> {
    pub(super) fn new(definitions: &'s [Arc<Definition>]) -> Result<Self, ApplyError> {
        let mut set = CheckedSet {
            definitions: Vec::with_capacity(definitions.len()),
            by_name: BTreeMap::new(),
        };
        for (index, definition) in definitions.iter().enumerate() {
            set.add(index, definition)?;
        }
        Ok(set)
    }

    fn add(&mut self, index: usize, definition: &'s Arc<Definition>) -> Result<(), ApplyError> {
        let mut names = Vec::with_capacity(definition.names.len());
        for text in &definition.names {
            let name = Name::new(text).map_err(|error| ApplyError::InvalidName {
                text: text.chars().take(Name::MAX_LEN).collect(),
                error,
            })?;
            if let Some(other) = self.by_name.insert(name.clone(), index) {
                let other = self.definitions.get(other);
                return Err(ApplyError::RepeatedName {
                    definition: names.first().unwrap_or(&name).clone(),
                    // A definition that is not listed yet is this one.
                    other: other.map(|other| other.key.clone()),
                    name,
                });
            }
            names.push(name);
        }
        let Some(key) = names.first().cloned() else {
            return Err(ApplyError::NoNames { index });
        };
        self.definitions.push(Checked {
            key,
            names,
            definition,
        });
        Ok(())
    }

    /// Returns the position of the definition that has a name, in any spelling.
    pub(super) fn find(&self, name: &Name) -> Option<usize> {
        self.by_name.get(name).copied()
    }
}
