//! [`DefinitionSet`]: all definitions of a source at one revision.

use std::sync::Arc;

use crate::definition::Definition;

/// All definitions of a source at one revision, in the source's order.
///
/// A set is complete: a calendar that is not in it is to be removed.
///
/// ```
/// use calendar_registry_sources::DefinitionSet;
///
/// let empty = DefinitionSet::new(7, []);
/// assert_eq!((empty.revision, empty.definitions.len()), (7, 0));
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct DefinitionSet {
    /// The source's revision. A later state has a greater one, unless the source was restored from a
    /// backup.
    pub revision: u64,
    /// The definitions. They are shared, so that comparing two sets is cheap where they are the same.
    pub definitions: Vec<Arc<Definition>>,
}

impl DefinitionSet {
    /// Creates a set from definitions.
    ///
    /// ```
    /// # use calendar_registry_sources::DefinitionSet;
    /// assert_eq!(DefinitionSet::new(1, []).revision, 1);
    /// ```
    pub fn new(revision: u64, definitions: impl IntoIterator<Item = Definition>) -> Self {
        DefinitionSet {
            revision,
            definitions: definitions.into_iter().map(Arc::new).collect(),
        }
    }
}
