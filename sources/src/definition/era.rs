//! [`EraDefinition`]: an era of a defined calendar.

use calendar_registry::{Era, YearMonthDay};
use serde::{Deserialize, Serialize};

use super::BuildError;

/// An era. It begins on a date, or it has no beginning and counts from a year.
///
/// ```
/// use calendar_registry_sources::definition::EraDefinition;
///
/// let json = r#"{ "code": "meiji", "starts": "1873-01-01", "from_year": 6 }"#;
/// let meiji: EraDefinition = serde_json::from_str(json)?;
/// assert_eq!(meiji.from_year, Some(6));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EraDefinition {
    /// The code: lower-case ASCII.
    pub code: String,
    /// Other codes that the era is found by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The first date, in the calendar's own count. Its year is year 1 of the era.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub starts: Option<YearMonthDay>,
    /// Of an era without a beginning: the calendar's year that is its year 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_one: Option<i32>,
    /// Of an era with a beginning: the number of its first year, if it is not 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_year: Option<i32>,
    /// Whether an era without a beginning counts backward, as BCE does.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub backward: bool,
}

impl EraDefinition {
    fn build(&self, path: &str) -> Result<Era, BuildError> {
        let mut era = match (self.starts, self.year_one, self.backward) {
            (Some(first), None, false) => Era::starting("", first),
            (None, Some(year), false) => Era::unbounded("", year),
            (None, Some(year), true) => Era::backward("", year),
            (Some(_), _, true) => {
                let reason = "an era that counts backward has no first date";
                return Err(BuildError::conflict(format!("{path}.backward"), reason));
            }
            (Some(_), Some(_), false) | (None, None, _) => {
                let reason = "an era has either `starts` or `year_one`";
                return Err(BuildError::conflict(path, reason));
            }
        };
        if let Some(number) = self.from_year {
            if self.starts.is_none() {
                let reason = "only an era with `starts` has a number of its first year";
                return Err(BuildError::conflict(format!("{path}.from_year"), reason));
            }
            era = era.from_year(number);
        }
        era = era.with_code(self.code.clone());
        for alias in &self.aliases {
            era = era.alias(alias);
        }
        Ok(era)
    }
}

/// Makes the eras of a backend, the latest first, from those of a file, the earliest first.
pub(super) fn build(eras: &[EraDefinition]) -> Result<Vec<Era>, BuildError> {
    let eras = eras.iter().enumerate();
    let eras = eras.map(|(index, era)| era.build(&format!("eras[{index}]")));
    let mut eras = eras.collect::<Result<Vec<Era>, _>>()?;
    eras.reverse();
    Ok(eras)
}

/// Gives an error of a constructor, which has the latest of `count` eras first, the index of the file.
pub(super) fn in_order_of_file(mut error: BuildError, count: usize) -> BuildError {
    let BuildError::Define(define) = &mut error else {
        return error;
    };
    let index = define.path.strip_prefix("eras[");
    let index = index.and_then(|rest| rest.split_once(']'));
    let index = index.and_then(|(index, rest)| Some((index.parse::<usize>().ok()?, rest)));
    if let Some((index, rest)) = index {
        let index = count.saturating_sub(1).saturating_sub(index);
        define.path = format!("eras[{index}]{rest}");
    }
    error
}
