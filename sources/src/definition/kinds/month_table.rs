//! `month-table`.

use std::collections::BTreeMap;
use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::{self, Metadata, TableYear};
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
///     "years": [[31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31]]
/// }"#;
/// let table: MonthTable = serde_json::from_str(json)?;
/// assert_eq!(table.years[0].len(), 12);
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
    /// The lengths of the months of each year, in days.
    pub years: Vec<Vec<u8>>,
    /// The leap months: the ordinal of the month, from 2, by year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub leap_months: BTreeMap<i32, u8>,
    /// Whether a leap month belongs to the month after it, as Adar I to Adar.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub leap_months_lead: bool,
    /// The calendar that continues the table before its first and after its last year. Without one,
    /// or if it is `error`, other years do not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<String>,
}

impl MonthTable {
    /// Returns the name of the calendar outside the table.
    fn other(&self) -> Option<&str> {
        self.outside.as_deref().filter(|name| *name != "error")
    }

    /// Returns the years with their leap months.
    fn years(&self, has_year_zero: bool) -> Result<Vec<TableYear>, BuildError> {
        let mut years: Vec<TableYear> = self.years.iter().cloned().map(TableYear::new).collect();
        // Years without a gap.
        let count = |year: i32| {
            let is_shifted = year < 0 && !has_year_zero;
            i64::from(year).wrapping_add(i64::from(is_shifted))
        };
        let first = count(self.first_year);
        for (year, ordinal) in &self.leap_months {
            let index = count(*year).wrapping_sub(first);
            let place = usize::try_from(index)
                .ok()
                .and_then(|index| years.get_mut(index));
            let place = place.ok_or_else(|| {
                let reason = "the table does not have this year";
                BuildError::conflict(format!("leap_months.{year}"), reason)
            })?;
            *place = place.clone().leap_month(*ordinal);
        }
        Ok(years)
    }

    /// Puts the fields of the file into the path of an error.
    fn field(&self, mut error: BuildError) -> BuildError {
        let BuildError::Define(define) = &mut error else {
            return error;
        };
        if let Some(rest) = define.path.strip_prefix("otherwise") {
            define.path = format!("outside{rest}");
        } else if let Some(index) = define.path.strip_suffix(".leap_month") {
            // The constructor counts years from 0.
            let index = index.trim_start_matches("years[").trim_end_matches(']');
            let year = index.parse::<i32>().ok();
            let year = year.and_then(|index| index.checked_add(self.first_year));
            define.path = match year {
                Some(year) if self.leap_months.contains_key(&year) => {
                    format!("leap_months.{year}")
                }
                _ => "leap_months".to_owned(),
            };
        }
        error
    }
}

impl Build for MonthTable {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        let other = self.other().into_iter();
        other.map(|name| ("outside", name)).collect()
    }

    fn build(
        &self,
        metadata: Metadata,
        base: FindBase<'_>,
    ) -> Result<Arc<dyn Backend>, BuildError> {
        let (first_year, first_day) = (self.first_year, self.first_day.julian_day());
        let table = match self.other() {
            None => {
                let years = self.years(true)?;
                defined::MonthTable::new(metadata, first_year, first_day, years)
            }
            Some(name) => {
                let other = find("outside", name, base)?;
                let years = self.years(other.properties().year_zero)?;
                defined::MonthTable::with_otherwise(metadata, first_year, first_day, years, other)
            }
        };
        let table = table.map_err(|error| self.field(error.into()))?;
        Ok(Arc::new(if self.leap_months_lead {
            table.leap_months_lead()
        } else {
            table
        }))
    }
}
