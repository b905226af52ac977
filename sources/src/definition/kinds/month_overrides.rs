//! `month-overrides`.

use std::collections::BTreeMap;
use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::{self, Metadata, MonthStart};
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

impl MonthOverrides {
    fn months(&self) -> Result<Vec<MonthStart>, BuildError> {
        let months = self.begins.iter().map(|(key, day)| {
            let (year, month) = year_month(key).ok_or_else(|| {
                let reason = "expected a year and a month of two digits, as 1447-09";
                BuildError::conflict(format!("begins.{key}"), reason)
            })?;
            Ok(MonthStart::new(year, month, day.julian_day()))
        });
        months.collect()
    }

    /// Puts the key of the file into the path of an error, in place of the index.
    fn field(&self, mut error: BuildError) -> BuildError {
        let BuildError::Define(define) = &mut error else {
            return error;
        };
        if let Some(rest) = define.path.strip_prefix("months") {
            let index = rest.trim_start_matches('[').trim_end_matches(']');
            let key = index.parse().ok();
            let key = key.and_then(|index| self.begins.keys().nth(index));
            define.path = match key {
                Some(key) => format!("begins.{key}"),
                None => "begins".to_owned(),
            };
        }
        error
    }
}

/// Reads `1447-09` or `-0044-03`.
fn year_month(key: &str) -> Option<(i32, u8)> {
    let (year, month) = key.rsplit_once('-')?;
    let month = (month.len() == 2).then(|| month.parse().ok());
    Some((year.parse().ok()?, month??))
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
        let base = find("base", &self.base, base)?;
        let months = self.months()?;
        let calendar = defined::MonthOverrides::new(metadata, base, months);
        Ok(Arc::new(
            calendar.map_err(|error| self.field(error.into()))?,
        ))
    }
}
