//! `cut-over`.

use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::Metadata;
use serde::{Deserialize, Serialize};

use super::super::Day;
use super::{Build, BuildError, FindBase, find};

/// Two calendars, and the first day of the second: the reforms from the Julian to the Gregorian
/// calendar.
///
/// ```
/// use calendar_registry_sources::definition::CutOver;
///
/// // In Britain, 2 September 1752 was followed by 14 September.
/// let json = r#"{ "before": "julian", "after": "gregorian", "first_day": "1752-09-14" }"#;
/// let britain: CutOver = serde_json::from_str(json)?;
/// assert_eq!(britain.before, "julian");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CutOver {
    /// The calendar before the change.
    pub before: String,
    /// The calendar from the change on.
    pub after: String,
    /// The first day of the second calendar.
    pub first_day: Day,
}

impl Build for CutOver {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        vec![("before", &self.before), ("after", &self.after)]
    }

    fn build(
        &self,
        metadata: Metadata,
        base: FindBase<'_>,
    ) -> Result<Arc<dyn Backend>, BuildError> {
        let _ = find("before", &self.before, base)?;
        let _ = find("after", &self.after, base)?;
        super::stand_in(&metadata)
    }
}
