//! `month-overrides`.

use std::collections::BTreeMap;
use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::Metadata;
use serde::{Deserialize, Serialize};

use super::super::Day;
use super::{Build, BuildError, FindBase, find};

/// A base calendar, and the first days of some of its months, as they were announced.
///
/// ```
/// use calendar_registry_sources::definition::MonthOverrides;
///
/// let json = r#"{ "base": "islamic-umalqura", "begins": { "1447-09": "2026-02-19" } }"#;
/// let overrides: MonthOverrides = serde_json::from_str(json)?;
/// assert_eq!(overrides.begins["1447-09"].to_string(), "2026-02-19");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MonthOverrides {
    /// The base calendar.
    pub base: String,
    /// The first days, by year and month of the base calendar: `1447-09`.
    pub begins: BTreeMap<String, Day>,
}

impl Build for MonthOverrides {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        vec![("base", &self.base)]
    }

    fn build(
        &self,
        metadata: Metadata,
        base: FindBase<'_>,
    ) -> Result<Arc<dyn Backend>, BuildError> {
        let _ = find("base", &self.base, base)?;
        super::stand_in(&metadata)
    }
}
