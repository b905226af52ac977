//! `cut-over`.

use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::{self, Metadata};
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

/// Puts the fields of the file into the path of an error.
fn field(mut error: BuildError) -> BuildError {
    if let BuildError::Define(define) = &mut error {
        if define.path.starts_with("changes") {
            define.path = "first_day".to_owned();
        } else if define.path == "first" {
            define.path = "before".to_owned();
        }
    }
    error
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
        let before = find("before", &self.before, base)?;
        let after = find("after", &self.after, base)?;
        let first_day = self.first_day.julian_day();
        let calendar = defined::CutOver::new(metadata, before, first_day, after);
        Ok(Arc::new(calendar.map_err(|error| field(error.into()))?))
    }
}
