//! `year-offset`.

use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::{self, Metadata};
use serde::{Deserialize, Serialize};

use super::{Build, BuildError, FindBase, find};

/// A base calendar with years counted from elsewhere: the Holocene calendar adds 10,000 years to the
/// Gregorian ones.
///
/// ```
/// use calendar_registry_sources::definition::YearOffset;
///
/// let holocene: YearOffset = serde_json::from_str(r#"{ "base": "gregorian", "years": 10000 }"#)?;
/// assert_eq!(holocene.years, 10_000);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct YearOffset {
    /// The base calendar.
    pub base: String,
    /// What is added to its years.
    pub years: i32,
}

impl Build for YearOffset {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        vec![("base", &self.base)]
    }

    fn build(
        &self,
        metadata: Metadata,
        base: FindBase<'_>,
    ) -> Result<Arc<dyn Backend>, BuildError> {
        let base = find("base", &self.base, base)?;
        let offset = defined::YearOffset::new(metadata, base, self.years)?;
        Ok(Arc::new(offset))
    }
}
