//! `eras`.

use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::{Metadata, WithEras};
use serde::{Deserialize, Serialize};

use super::{Build, BuildError, FindBase, find};

/// A base calendar with another list of eras: Japanese after a decree. The eras are the field
/// [`Definition::eras`](super::super::Definition::eras), which this kind needs.
///
/// ```
/// use calendar_registry_sources::definition::Definition;
///
/// let json = r#"{
///     "names": ["acme regnal"],
///     "kind": "eras",
///     "base": "gregorian",
///     "eras": [{ "code": "before", "year_one": 1 }, { "code": "new", "starts": "2031-05-01" }]
/// }"#;
/// let definition: Definition = serde_json::from_str(json)?;
/// assert_eq!(definition.kind.tag(), "eras");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Eras {
    /// The base calendar.
    pub base: String,
}

impl Build for Eras {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        vec![("base", &self.base)]
    }

    fn build(
        &self,
        metadata: Metadata,
        base: FindBase<'_>,
    ) -> Result<Arc<dyn Backend>, BuildError> {
        let base = find("base", &self.base, base)?;
        Ok(Arc::new(WithEras::new(metadata, base)?))
    }
}
