//! `leap-cycle`.

use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::Metadata;
use serde::{Deserialize, Serialize};

use super::super::Day;
use super::{Build, BuildError, FindBase};

/// Months of fixed lengths, and leap years at fixed places of a cycle.
///
/// ```
/// use calendar_registry_sources::definition::LeapCycle;
///
/// let json = r#"{
///     "epoch": "0622-07-19",
///     "months": [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29],
///     "cycle": 30,
///     "leap_years": [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29]
/// }"#;
/// let tabular: LeapCycle = serde_json::from_str(json)?;
/// assert_eq!(tabular.leap_years.len(), 11);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LeapCycle {
    /// The first day of year 1.
    pub epoch: Day,
    /// The lengths of the months in a common year.
    pub months: Vec<u8>,
    /// The number of years of a cycle.
    pub cycle: u32,
    /// The leap years of a cycle, from 1.
    pub leap_years: Vec<u32>,
    /// The month that has one more day in a leap year. Without it, the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leap_month: Option<u8>,
}

impl Build for LeapCycle {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        Vec::new()
    }

    fn build(&self, metadata: Metadata, _: FindBase<'_>) -> Result<Arc<dyn Backend>, BuildError> {
        super::stand_in(&metadata)
    }
}
