//! `fiscal-months`.

use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::{self, Metadata};
use serde::{Deserialize, Serialize};

use super::{Build, BuildError, FindBase, YearLabel, find};

/// A base calendar whose year begins in another month, or on another day.
///
/// ```
/// use calendar_registry_sources::definition::FiscalMonths;
///
/// // The tax year of the United Kingdom begins on 6 April.
/// let json = r#"{ "base": "gregorian", "month": 4, "day": 6, "year_label": "begins" }"#;
/// let tax: FiscalMonths = serde_json::from_str(json)?;
/// assert_eq!(tax.day, 6);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FiscalMonths {
    /// The base calendar.
    pub base: String,
    /// The month of the base calendar in which the year begins.
    pub month: u8,
    /// The day on which it, and every month, begins.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub day: u8,
    /// Which number a year has.
    #[serde(default, skip_serializing_if = "YearLabel::is_default")]
    pub year_label: YearLabel,
}

fn one() -> u8 {
    1
}

fn is_one(day: &u8) -> bool {
    *day == 1
}

impl Build for FiscalMonths {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        vec![("base", &self.base)]
    }

    fn build(
        &self,
        metadata: Metadata,
        base: FindBase<'_>,
    ) -> Result<Arc<dyn Backend>, BuildError> {
        let base = find("base", &self.base, base)?;
        let first = (self.month, self.day);
        let calendar = defined::FiscalMonths::new(metadata, base, first, self.year_label.into())?;
        Ok(Arc::new(calendar))
    }
}
