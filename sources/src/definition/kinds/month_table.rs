//! `month-table`.

use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::Metadata;
use serde::{Deserialize, Serialize};

use super::super::Day;
use super::{Build, BuildError, FindBase, find};

/// Months of given lengths, year by year: Nepal's published table, Umm al-Qura.
///
/// ```
/// use calendar_registry_sources::definition::MonthTable;
///
/// let json = r#"{
///     "first_year": 2081,
///     "first_day": "2024-04-13",
///     "months": [[31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31]]
/// }"#;
/// let table: MonthTable = serde_json::from_str(json)?;
/// assert_eq!(table.months[0].len(), 12);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MonthTable {
    /// The first year of the table.
    pub first_year: i32,
    /// The first day of that year.
    pub first_day: Day,
    /// The lengths of the months of each year.
    pub months: Vec<Vec<u8>>,
    /// The calendar that continues the table before its first and after its last year. Without one,
    /// other years do not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<String>,
}

impl Build for MonthTable {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        let outside = self.outside.as_deref().into_iter();
        outside.map(|name| ("outside", name)).collect()
    }

    fn build(
        &self,
        metadata: Metadata,
        base: FindBase<'_>,
    ) -> Result<Arc<dyn Backend>, BuildError> {
        if let Some(name) = &self.outside {
            let _ = find("outside", name, base)?;
        }
        super::stand_in(&metadata)
    }
}
